//! Which signs tell most, against the belief after each answer.

use proptest::prelude::*;

use super::support::{SMALL, Size, config, guides};
use crate::engine::*;

/// Expected squared mass after a sign less that before, per minute, from the belief after each of its answers.
fn gain(model: &Model, sign: QuestionId) -> f64 {
    let squares = |evidence: &Evidence| -> f64 {
        let belief = believe(model, evidence);
        model.causes().map(|cause| belief.p(cause).powi(2)).sum()
    };
    let after: f64 = model
        .answers(sign)
        .map(|answer| {
            let chance: f64 = model
                .causes()
                .map(|cause| model.prior(cause) * model.likelihood(sign, answer, cause))
                .sum();
            let mut evidence = Evidence::default();
            evidence.set(Entry::Question(sign, Finding::Answer(answer)));
            if chance > 0.0 { chance * squares(&evidence) } else { 0.0 }
        })
        .sum();
    (1.0 - model.unsure(sign)) * (after - squares(&Evidence::default())) / model.cost_of_question(sign).0
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn they_are_signs_in_file_order_and_none_left_out_tells_more(
        guide in guides(Size { signs: 5, ..SMALL }),
        most in 0_usize..4,
    ) {
        let model = compile(&guide).unwrap();
        let told = telling_signs(&model, most);
        let signs: Vec<QuestionId> = model.questions().filter(|id| model.is_sign(*id)).collect();
        prop_assert_eq!(told.len(), most.min(signs.len()));
        prop_assert!(told.windows(2).all(|pair| pair[0].index() < pair[1].index()));
        let least = told.iter().map(|id| gain(&model, *id)).fold(f64::INFINITY, f64::min);
        for out in signs.iter().filter(|id| !told.contains(id)) {
            prop_assert!(gain(&model, *out) <= least + 1e-9);
        }
    }
}

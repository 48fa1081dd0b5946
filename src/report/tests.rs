//! Claims about the report for support.

use super::*;
use crate::engine;
use crate::guide::{FORMAT, Texts};
use crate::progress::Said;
use crate::progress::tests::{guide, progress};
use crate::words::LANGUAGES;

#[test]
fn the_report_lists_signs_answers_and_steps_in_the_order_they_were_told() {
    let bundle = Bundle {
        format: FORMAT,
        revision: "r1".into(),
        locales: vec!["en".into()],
        guide: guide(),
        texts: Texts::default(),
    };
    let model = engine::compile(&bundle.guide).expect("the test guide is sound");
    let session = progress().session();
    let belief = engine::believe(&model, &session.evidence(&model));
    let words = |key: &str| {
        Some(match key.strip_prefix("report_") {
            Some("estimate") => "Estimates.".to_owned(),
            Some("nothing") => "nothing".to_owned(),
            Some("title") => "Report".to_owned(),
            Some(heading) => heading.to_uppercase(),
            None => "{asked}: {answer}".to_owned(),
        })
    };
    let voice = Voice {
        text: Text::read(&LANGUAGES[0], &words),
        said: &|entry| match &entry.said {
            Said::Answer(answer) => answer.0.clone(),
            said => format!("{said:?}"),
        },
        when: &|at| format!("{:02}:00", at / 60_000.0),
        incident: Some("This site reports: it is down.".into()),
        percent: &|p| format!("{:.0}%", p * 100.0),
    };
    let text = write(&bundle, &model, &session, &belief, &voice);
    let percent = |name: &str| belief.p(model.cause(name).expect("a cause of the test guide")) * 100.0;
    let (plan, signal, other) = (percent("plan"), percent("signal"), percent("other"));
    assert_eq!(
        text,
        format!(
            "Report: \n\nSIGNS\n- 00:00  ended\n\n{{asked}}: {{answer}}\n- This site reports: it is down.\n\nANSWERS\n- 01:00  status: over\n\nSTEPS\n- 02:00  renew: NotFixed\n\n\
             CAUSES\n- {plan:>2.0}%  plan\n- {other:>2.0}%  other\n- {signal:>2.0}%  signal\n\nCHECKS\n- nothing\n\n\
             Estimates.\nFixpath · test · r1\n"
        )
    );
}

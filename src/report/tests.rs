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
    let words = r#"{
        "report_title": "Report", "report_signs": "Signs", "report_answers": "Answers", "report_steps": "Steps",
        "report_causes": "Causes", "report_checks": "Checks", "report_nothing": "nothing",
        "report_estimate": "Estimates.", "entry_named": "{asked}: {answer}"
    }"#;
    let voice = Voice {
        text: Text::read(&LANGUAGES[0], words).expect("an object of texts"),
        said: &|entry| match &entry.said {
            Said::Answer(answer) => answer.0.clone(),
            said => format!("{said:?}"),
        },
        when: &|at| format!("{:02}:00", at / 60_000.0),
        percent: &|p| format!("{:.0}%", p * 100.0),
    };
    let text = write(&bundle, &model, &session, &belief, &voice);
    let percent = |name: &str| belief.p(model.cause(name).expect("a cause of the test guide")) * 100.0;
    let (plan, signal, other) = (percent("plan"), percent("signal"), percent("other"));
    assert_eq!(
        text,
        format!(
            "Report: \n\nSigns\n- 00:00  ended\n\nAnswers\n- 01:00  status: over\n\nSteps\n- 02:00  renew: NotFixed\n\n\
             Causes\n- {plan:>2.0}%  plan\n- {other:>2.0}%  other\n- {signal:>2.0}%  signal\n\nChecks\n- nothing\n\n\
             Estimates.\nFixpath · test · r1\n"
        )
    );
}

//! Claims about the report for support.

use super::*;
use crate::engine;
use crate::guide::{FORMAT, Texts};
use crate::progress::Said;
use crate::progress::tests::{guide, progress};

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
    let labels = Labels {
        title: "Report",
        signs: "Signs",
        answers: "Answers",
        steps: "Steps",
        causes: "Causes",
        checks: "Checks",
        nothing: "nothing",
        no_signs: "none",
        estimate: "Estimates.",
        entry: |asked, answer| format!("{asked}: {answer}"),
    };
    let said = |entry: &Entry| match &entry.said {
        Said::Answer(answer) => answer.0.clone(),
        said => format!("{said:?}"),
    };
    let when = |at: Millis| format!("{:02}:00", at / 60_000.0);
    let text = write(&bundle, &model, &session, &belief, &labels, said, when);
    let percent = |name: &str| belief.p(model.cause(name).expect("a cause of the test guide")) * 100.0;
    let (plan, signal, other) = (percent("plan"), percent("signal"), percent("other"));
    assert_eq!(
        text,
        format!(
            "Report: \n\nSigns\n- 00:00  ended\n\nAnswers\n- 01:00  status: over\n\nSteps\n- 02:00  renew: NotFixed\n\n\
             Causes\n- {plan:>3.0} %  plan\n- {other:>3.0} %  other\n- {signal:>3.0} %  signal\n\nChecks\n- nothing\n\n\
             Estimates.\nFixpath · test · r1\n"
        )
    );
}

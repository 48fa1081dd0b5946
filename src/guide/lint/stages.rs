//! The picture of the chain: what a stage looks like and where it stands.

use super::{label, near};
use crate::guide::parse::notes::Notes;
use crate::guide::{Guide, STAGE_ICONS};

pub(super) fn check(guide: &Guide, notes: &mut Notes) {
    notes.rule("stage-icon", |notes| icons_are_drawn(guide, notes));
    notes.rule("stage-beneath", |notes| something_is_above(guide, notes));
}

fn icons_are_drawn(guide: &Guide, notes: &mut Notes) {
    for (i, stage) in guide.stages.iter().enumerate() {
        let Some(icon) = &stage.icon else { continue };
        if icon.0.is_empty() || STAGE_ICONS.contains(&icon.as_str()) {
            continue;
        }
        let hint = match near(icon.as_str(), STAGE_ICONS) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("expected one of {}", STAGE_ICONS.join(", ")),
        };
        let label = label("stage", &stage.id, i);
        notes.say_at(
            &format!("stage[{i}].icon"),
            format!("{label}: no icon \"{icon}\", {hint}"),
        );
    }
}

/// A chain needs a link that stands in line, else there is nothing to be beneath.
fn something_is_above(guide: &Guide, notes: &mut Notes) {
    if let Some(stage) = guide.stages.first()
        && guide.stages.iter().all(|stage| stage.beneath)
    {
        let message = format!(
            "{}: beneath is true for every stage, expected one in line at least",
            label("stage", &stage.id, 0)
        );
        notes.say_at("stage[0].beneath", message);
    }
}

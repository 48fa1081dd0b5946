//! What the browser does not need of a guide: an author's reasons, a tenth of the file.

use crate::guide::{Given, Guide, Origin};

/// The guide with all its numbers, and no more than that a number is the author's judgement.
pub(super) fn without_reasons(guide: &Guide) -> Guide {
    let mut guide = guide.clone();
    for cause in &mut guide.causes {
        forget(&mut cause.origin);
    }
    for sign in &mut guide.signs {
        forget(&mut sign.origin);
        forget_each(&mut sign.seen);
    }
    for question in &mut guide.questions {
        forget(&mut question.origin);
        forget_each(&mut question.likelihood);
    }
    for action in &mut guide.actions {
        forget(&mut action.origin);
        forget_each(&mut action.fixes);
    }
    if let Some(slip) = &mut guide.slip {
        forget(&mut slip.origin);
    }
    if let Some(owners) = &mut guide.owners {
        forget(&mut owners.origin);
        (owners.leave_per_card, owners.leave_per_minute) = (0.0, 0.0);
    }
    forget(&mut guide.escalation.origin);
    for support in &mut guide.escalation.by_cause {
        support.origin = support
            .origin
            .take()
            .filter(|origin| matches!(origin, Origin::Source(_)));
    }
    for contact in &mut guide.escalation.contacts {
        forget(&mut contact.origin);
    }
    for entry in &mut guide.faq {
        forget(&mut entry.origin);
    }
    for item in &mut guide.prevention {
        forget(&mut item.origin);
    }
    guide
}

fn forget_each<T>(numbers: &mut [Given<T>]) {
    for origin in numbers.iter_mut().filter_map(|given| given.origin.as_mut()) {
        forget(origin);
    }
}

fn forget(origin: &mut Origin) {
    if let Origin::Judgement(reason) = origin {
        reason.clear();
    }
}

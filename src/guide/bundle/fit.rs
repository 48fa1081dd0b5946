//! Whether the parts of a compiled guide fit together, so that what works with it need not ask again.
//!
//! [`crate::guide::lint`] tells an author everything; this runs in the browser, on files that may have been made
//! or changed by other hands, and stops at the first thing that does not fit.

use super::Bundle;
use crate::guide::{Guide, Id, Minutes, Origin, Question, Texts, may_remind};
use crate::json::digits;
use crate::sorted::{self, Map};

type Fit = Result<(), String>;

pub(super) fn check(bundle: &Bundle) -> Fit {
    let guide = &bundle.guide;
    let names = Names::of(guide)?;
    causes(guide, &names)?;
    signs(guide, &names)?;
    for question in &guide.questions {
        check_question(question, &names)?;
    }
    actions(guide, &names)?;
    check_minutes("escalation", guide.escalation.minutes)?;
    if let Some(slip) = &guide.slip {
        check_chance("the slip", slip.p)?;
        names.origin(&slip.origin)?;
    }
    if let Some(owners) = &guide.owners {
        names.origin(&owners.origin)?;
    }
    for support in &guide.escalation.by_cause {
        support.origin.iter().try_for_each(|origin| names.origin(origin))?;
    }
    references(guide, &names)?;
    addresses(guide)?;
    texts(guide, &bundle.texts)
}

/// A set of names, and what they are names of.
struct Set<'a> {
    kind: &'static str,
    ids: sorted::Set<&'a Id>,
}

impl<'a> Set<'a> {
    fn of(kind: &'static str, ids: impl IntoIterator<Item = &'a Id>) -> Result<Self, String> {
        let mut set = Self {
            kind,
            ids: sorted::Set::new(),
        };
        for id in ids {
            if !set.ids.insert(id) {
                return Err(format!("{kind} \"{id}\" stands there twice"));
            }
        }
        Ok(set)
    }

    fn has(&self, id: &Id) -> Fit {
        if self.ids.contains(id) {
            Ok(())
        } else {
            Err(format!("no {} \"{id}\"", self.kind))
        }
    }
}

struct Names<'a> {
    groups: Set<'a>,
    places: Set<'a>,
    needs: Set<'a>,
    stages: Set<'a>,
    causes: Set<'a>,
    signs: Set<'a>,
    actions: Set<'a>,
    sources: Set<'a>,
}

impl<'a> Names<'a> {
    fn of(guide: &'a Guide) -> Result<Self, String> {
        let signs = || guide.signs.iter().map(|sign| &sign.id);
        Set::of(
            "sign or question",
            signs().chain(guide.questions.iter().map(|question| &question.id)),
        )?;
        Set::of("platform", &guide.platforms)?;
        Set::of("check", &guide.escalation.checks)?;
        Set::of("contact", guide.escalation.contacts.iter().map(|contact| &contact.id))?;
        Set::of("faq", guide.faq.iter().map(|faq| &faq.id))?;
        Set::of("prevention", guide.prevention.iter().map(|item| &item.id))?;
        Ok(Self {
            groups: Set::of("group", &guide.groups)?,
            places: Set::of("place", &guide.places)?,
            needs: Set::of("need", &guide.needs)?,
            stages: Set::of("stage", guide.stages.iter().map(|stage| &stage.id))?,
            causes: Set::of("cause", guide.causes.iter().map(|cause| &cause.id))?,
            signs: Set::of("sign", signs())?,
            actions: Set::of("action", guide.actions.iter().map(|action| &action.id))?,
            sources: Set::of("source", guide.sources.iter().map(|source| &source.id))?,
        })
    }

    fn origin(&self, origin: &Origin) -> Fit {
        match origin {
            Origin::Source(id) => self.sources.has(id),
            Origin::Judgement(_) => Ok(()),
        }
    }
}

fn causes(guide: &Guide, names: &Names) -> Fit {
    for cause in &guide.causes {
        let what = format!("cause \"{}\"", cause.id);
        check_chance(&what, cause.prior)?;
        names.origin(&cause.origin)?;
        match &cause.stage {
            Some(stage) => names.stages.has(stage)?,
            None if cause.leak => {}
            None => return Err(format!("{what} has no stage")),
        }
    }
    let leaks: Vec<f64> = guide
        .causes
        .iter()
        .filter(|cause| cause.leak)
        .map(|cause| cause.prior)
        .collect();
    match leaks.as_slice() {
        [prior] if *prior > 0.0 => Ok(()),
        [_] => Err("the leak has no prior".to_owned()),
        leaks => Err(format!("{} causes are the leak, not one", leaks.len())),
    }
}

fn signs(guide: &Guide, names: &Names) -> Fit {
    for sign in &guide.signs {
        let what = format!("sign \"{}\"", sign.id);
        names.groups.has(&sign.group)?;
        check_minutes(&what, sign.minutes)?;
        check_chance(&what, sign.seen_default)?;
        check_chance(&what, sign.unsure)?;
        names.origin(&sign.origin)?;
        Set::of("cause", sign.seen.iter().map(|given| &given.cause))?;
        for given in &sign.seen {
            names.causes.has(&given.cause)?;
            check_chance(&what, given.p)?;
            given.origin.iter().try_for_each(|origin| names.origin(origin))?;
        }
    }
    Ok(())
}

fn check_question(question: &Question, names: &Names) -> Fit {
    let what = format!("question \"{}\"", question.id);
    names.groups.has(&question.group)?;
    question.place.iter().try_for_each(|place| names.places.has(place))?;
    check_minutes(&what, question.minutes)?;
    check_chance(&what, question.unsure)?;
    names.origin(&question.origin)?;
    Set::of("answer", &question.answers)?;
    if question.answers.len() < 2 {
        return Err(format!("{what} has fewer than 2 answers"));
    }
    Set::of("cause", question.likelihood.iter().map(|given| &given.cause))?;
    for given in &question.likelihood {
        names.causes.has(&given.cause)?;
        given.origin.iter().try_for_each(|origin| names.origin(origin))?;
    }
    let rows = question.likelihood.iter().map(|given| &given.p);
    for row in rows.chain([&question.likelihood_default]) {
        row.iter().try_for_each(|p| check_chance(&what, *p))?;
        let sum: f64 = row.iter().sum();
        if row.len() != question.answers.len() || (sum - 1.0).abs() > 1e-6 {
            return Err(format!(
                "{what} has a row that is not one chance per answer with the sum 1"
            ));
        }
    }
    Ok(())
}

fn actions(guide: &Guide, names: &Names) -> Fit {
    for action in &guide.actions {
        let what = format!("action \"{}\"", action.id);
        names.places.has(&action.place)?;
        check_minutes(&what, action.minutes)?;
        check_chance(&what, action.cant)?;
        action
            .cant_minutes
            .iter()
            .try_for_each(|minutes| check_minutes(&what, *minutes))?;
        names.origin(&action.origin)?;
        if action.wait.0 < 0.0 {
            return Err(format!("{what} waits {} minutes", digits(action.wait.0)));
        }
        Set::of("cause", action.fixes.iter().map(|given| &given.cause))?;
        for given in &action.fixes {
            names.causes.has(&given.cause)?;
            check_chance(&what, given.p)?;
            given.origin.iter().try_for_each(|origin| names.origin(origin))?;
        }
        action.after.iter().try_for_each(|before| names.actions.has(before))?;
        action.needs.iter().try_for_each(|need| names.needs.has(need))?;
        Set::of("step", &action.steps)?;
    }
    Ok(())
}

fn references(guide: &Guide, names: &Names) -> Fit {
    guide.away.iter().try_for_each(|place| names.places.has(place))?;
    names.origin(&guide.escalation.origin)?;
    for contact in &guide.escalation.contacts {
        names.origin(&contact.origin)?;
    }
    for faq in &guide.faq {
        faq.sign.iter().try_for_each(|sign| names.signs.has(sign))?;
        names.origin(&faq.origin)?;
    }
    for item in &guide.prevention {
        item.prevents.iter().try_for_each(|cause| names.causes.has(cause))?;
        if let Some(days) = item.remind.filter(|days| !may_remind(*days)) {
            let days = digits(days);
            return Err(format!("prevention \"{}\" reminds {days} days before", item.id));
        }
        names.origin(&item.origin)?;
    }
    Ok(())
}

/// Addresses become links on the page, so one that runs a script must not get there.
fn addresses(guide: &Guide) -> Fit {
    let contacts = guide
        .escalation
        .contacts
        .iter()
        .filter_map(|contact| contact.url.as_ref());
    let sources = guide.sources.iter().filter_map(|source| source.url.as_ref());
    for url in contacts.chain(sources) {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(format!("\"{url}\" is no web address"));
        }
    }
    Ok(())
}

fn texts(guide: &Guide, texts: &Texts) -> Fit {
    have_text("platform", &guide.platforms, &texts.platforms)?;
    have_text("group", &guide.groups, &texts.groups)?;
    have_text("place", &guide.places, &texts.places)?;
    have_text("need", &guide.needs, &texts.needs)?;
    have_text("stage", guide.stages.iter().map(|stage| &stage.id), &texts.stages)?;
    have_text("cause", guide.causes.iter().map(|cause| &cause.id), &texts.causes)?;
    have_text("sign", guide.signs.iter().map(|sign| &sign.id), &texts.signs)?;
    have_text(
        "question",
        guide.questions.iter().map(|question| &question.id),
        &texts.questions,
    )?;
    have_text("action", guide.actions.iter().map(|action| &action.id), &texts.actions)?;
    have_text("check", &guide.escalation.checks, &texts.escalation.checks)?;
    let contacts = guide.escalation.contacts.iter().map(|contact| &contact.id);
    have_text("contact", contacts, &texts.escalation.contacts)?;
    have_text("faq", guide.faq.iter().map(|faq| &faq.id), &texts.faq)?;
    have_text(
        "prevention",
        guide.prevention.iter().map(|item| &item.id),
        &texts.prevention,
    )?;
    let reminders = guide.prevention.iter().filter(|item| item.remind.is_some());
    have_text("reminder", reminders.map(|item| &item.id), &texts.reminders)?;
    for question in &guide.questions {
        if let Some(text) = texts.questions.get(&question.id) {
            have_text("answer", &question.answers, &text.answers)?;
        }
    }
    for action in &guide.actions {
        if let Some(text) = texts.actions.get(&action.id) {
            have_text("step", &action.steps, &text.steps)?;
            if action.risk && text.risk.is_none() {
                return Err(format!("action \"{}\" has no warning", action.id));
            }
        }
    }
    Ok(())
}

fn have_text<'a, T>(kind: &str, ids: impl IntoIterator<Item = &'a Id>, texts: &Map<Id, T>) -> Fit {
    match ids.into_iter().find(|id| !texts.contains_key(*id)) {
        Some(id) => Err(format!("{kind} \"{id}\" has no text")),
        None => Ok(()),
    }
}

fn check_chance(what: &str, p: f64) -> Fit {
    if (0.0..=1.0).contains(&p) {
        Ok(())
    } else {
        Err(format!("{what} has the chance {}", digits(p)))
    }
}

fn check_minutes(what: &str, minutes: Minutes) -> Fit {
    if minutes.0 > 0.0 && minutes.0.is_finite() {
        Ok(())
    } else {
        Err(format!("{what} takes {} minutes", digits(minutes.0)))
    }
}

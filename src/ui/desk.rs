//! The guide in use with all that is made from it once: what components read.

use std::sync::{Arc, OnceLock, Weak};

use crate::engine::{self, Belief, CauseId, Model, ModelError};
use crate::guide::bundle::Bundle;
use crate::guide::{Action, Cause, Guide, Id, Inlines, Origin, Texts};
use crate::incident::Incident;
use crate::progress::{Entry, NO, Progress, Said, Session, Subject, YES};
use crate::rank;
use crate::search::{Heard, Hit, Index, Reading};
use crate::ui::later;
use crate::words::Text;

/// Signs and FAQ entries that go into the search index in one task: well under 50 ms on a slow phone.
const READ_AT_ONCE: usize = 8;

/// A loaded guide, its engine model, its search index and the words of the interface.
pub struct Desk {
    pub bundle: Bundle,
    pub model: Model,
    index: OnceLock<Index>,
    pub text: &'static Text,
    /// What the host of the page reports.
    pub incident: Option<Incident>,
}

impl Desk {
    /// Compiles the guide.
    ///
    /// # Errors
    /// When its numbers or references do not make a model.
    pub fn new(bundle: Bundle, text: &'static Text) -> Result<Self, ModelError> {
        let model = engine::compile(&bundle.guide)?;
        Ok(Self::of(bundle, model, text))
    }

    /// A desk with the model that was made of the guide.
    pub fn of(bundle: Bundle, model: Model, text: &'static Text) -> Self {
        Self {
            bundle,
            model,
            index: OnceLock::new(),
            text,
            incident: None,
        }
    }

    /// The search index, made when it is first asked for.
    pub fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Index::new(&self.bundle.guide, &self.bundle.texts))
    }

    /// Makes the search index before somebody types, a few signs or FAQ entries a task; ends with the desk.
    pub fn read_ahead(self: &Arc<Self>) {
        read_on(Arc::downgrade(self), Reading::new(self.texts()));
    }

    /// What the owner speaks of; of the signs at most so many.
    pub fn hear(&self, typed: &str, most: usize) -> Heard {
        if typed.trim().is_empty() {
            return Heard::default();
        }
        let mut heard = self.index().hear(typed);
        heard.signs.truncate(most);
        heard
    }

    /// FAQ entries that fit what was typed, at most so many.
    pub fn find_faq(&self, typed: &str, most: usize) -> Vec<Hit> {
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let mut hits = self.index().faq(typed);
        hits.truncate(most);
        hits
    }

    pub fn guide(&self) -> &Guide {
        &self.bundle.guide
    }

    pub fn texts(&self) -> &Texts {
        &self.bundle.texts
    }

    /// What was said so far, with what the host reports unless it was taken back.
    pub fn session(&self, progress: &Progress) -> Session {
        let counts = |incident: &&Incident| !progress.ignored.contains(&incident.name);
        let report = self.incident.as_ref().filter(counts);
        Session {
            report: report.map(|incident| (incident.cause.clone(), incident.odds)),
            ..progress.session()
        }
    }

    /// What the host reports, as one line of the evidence.
    pub fn incident_line(&self) -> Option<String> {
        let incident = self.incident.as_ref()?;
        Some(
            self.text
                .incident_entry(incident.text(&self.texts().locale, self.guide())),
        )
    }

    /// A change of the record in words: what was said, or taken back.
    pub fn change_words(&self, change: &[(Subject, Option<Said>)]) -> String {
        let said = |(subject, said): &(Subject, Option<Said>)| match (subject, said) {
            (Subject::Start, _) => None,
            (Subject::Service, Some(_)) => Some(self.text.card_stop.to_owned()),
            (Subject::Service, None) => Some(self.text.over_back.to_owned()),
            (_, Some(said)) => Some(self.entry_words(subject, said)),
            (_, None) => Some(self.text.take_back_of(&self.subject_words(subject))),
        };
        let starts = |said| change.contains(&(Subject::Start, said));
        match (starts(None), starts(Some(Said::So))) {
            (true, true) => return self.text.arrived_go.to_owned(),
            (true, false) => return self.text.start_over.to_owned(),
            (false, _) => {}
        }
        let words: Vec<String> = change.iter().filter_map(said).collect();
        match words.as_slice() {
            [] => self.text.see_go.to_owned(),
            [one] => one.clone(),
            [one, .., last] => format!("{one} … {last}"),
        }
    }

    pub fn action(&self, id: &Id) -> Option<&Action> {
        self.guide().actions.iter().find(|action| action.id == *id)
    }

    pub fn cause(&self, id: &Id) -> Option<&Cause> {
        self.guide().causes.iter().find(|cause| cause.id == *id)
    }

    pub fn cause_title(&self, id: &Id) -> String {
        or_id(self.texts().causes.get(id).map(|text| &text.title), id)
    }

    pub fn action_title(&self, id: &Id) -> String {
        or_id(self.texts().actions.get(id).map(|text| &text.title), id)
    }

    pub fn sign_label(&self, id: &Id) -> String {
        or_id(self.texts().signs.get(id).map(|text| &text.label), id)
    }

    /// The words of a sign or question when it is asked.
    pub fn ask(&self, id: &Id) -> String {
        let sign = self.texts().signs.get(id).map(|text| &text.ask);
        or_id(
            sign.or_else(|| self.texts().questions.get(id).map(|text| &text.ask)),
            id,
        )
    }

    pub fn is_sign(&self, id: &Id) -> bool {
        self.guide().signs.iter().any(|sign| sign.id == *id)
    }

    /// Answers of a sign or question, in the order they are offered, with their words.
    pub fn answers(&self, id: &Id) -> Vec<(Id, String)> {
        if self.is_sign(id) {
            return vec![
                (Id::from(YES), self.text.yes.to_owned()),
                (Id::from(NO), self.text.no.to_owned()),
            ];
        }
        let texts = self.texts().questions.get(id);
        let question = self.guide().questions.iter().find(|question| question.id == *id);
        let answers = question.map(|question| question.answers.as_slice()).unwrap_or_default();
        answers
            .iter()
            .map(|answer| {
                (
                    answer.clone(),
                    or_id(texts.and_then(|texts| texts.answers.get(answer)), answer),
                )
            })
            .collect()
    }

    /// The subject of a sign's or question's entry.
    pub fn subject(&self, id: &Id) -> Subject {
        if self.is_sign(id) {
            Subject::Sign(id.clone())
        } else {
            Subject::Question(id.clone())
        }
    }

    /// What an entry is about, in words.
    pub fn subject_words(&self, subject: &Subject) -> String {
        match subject {
            Subject::Sign(id) => self.sign_label(id),
            Subject::Question(id) => self.ask(id),
            Subject::Action(id) => self.action_title(id),
            Subject::NoSigns | Subject::Start | Subject::Service => self.text.no_signs_entry.to_owned(),
        }
    }

    /// What was said, in words.
    pub fn said_words(&self, subject: &Subject, said: &Said) -> String {
        match said {
            Said::Answer(answer) => match subject {
                Subject::Sign(id) | Subject::Question(id) => {
                    let found = self.answers(id).into_iter().find(|(id, _)| id == answer);
                    found.map_or_else(|| answer.0.clone(), |(_, words)| words)
                }
                _ => answer.0.clone(),
            },
            Said::So => self.text.yes.to_owned(),
            Said::NotSure => self.text.not_sure.to_owned(),
            Said::Later => self.text.later.to_owned(),
            Said::Fixed => self.text.works.to_owned(),
            Said::NotFixed => self.text.failing.to_owned(),
            Said::CantDo => self.text.cant.to_owned(),
        }
    }

    /// An entry as one line: signs that are seen by their label alone.
    pub fn entry_words(&self, subject: &Subject, said: &Said) -> String {
        let seen = matches!(said, Said::Answer(answer) if answer.as_str() == YES);
        match subject {
            Subject::NoSigns => self.text.no_signs_entry.to_owned(),
            Subject::Sign(id) if seen => self.sign_label(id),
            _ => self
                .text
                .entry(&self.subject_words(subject), &self.said_words(subject, said)),
        }
    }

    /// Everything that could have been said of a subject, with its words.
    pub fn choices(&self, subject: &Subject) -> Vec<(Said, String)> {
        let said = match subject {
            Subject::Sign(id) | Subject::Question(id) => {
                let answers = self.answers(id).into_iter().map(|(answer, _)| Said::Answer(answer));
                answers.chain([Said::NotSure]).collect()
            }
            Subject::Action(_) => vec![Said::Fixed, Said::NotFixed, Said::CantDo],
            Subject::NoSigns | Subject::Start | Subject::Service => Vec::new(),
        };
        said.into_iter()
            .map(|said| (said.clone(), self.said_words(subject, &said)))
            .collect()
    }

    /// How likely each stage holds the request up, in the guide's order.
    pub fn suspicion(&self, belief: &Belief) -> Vec<(Id, f64)> {
        let of_stage = |stage: &Id| -> f64 {
            let causes = self.model.causes().filter(|cause| self.stage_of(*cause) == Some(stage));
            causes.map(|cause| belief.p(cause)).sum()
        };
        self.guide()
            .stages
            .iter()
            .map(|stage| (stage.id.clone(), of_stage(&stage.id)))
            .collect()
    }

    /// The stage at which a cause stops a request; the leak has none.
    pub fn stage_of(&self, cause: CauseId) -> Option<&Id> {
        self.cause(self.model.cause_name(cause))
            .and_then(|cause| cause.stage.as_ref())
    }

    /// What it most likely was once `action` has mended it, with probabilities, likeliest first:
    /// `p[c] ∝ belief[c] · P(action repairs | c)`.
    pub fn causes_mended(&self, belief: &Belief, action: &Id) -> Vec<(Id, f64)> {
        let Some(action) = self.model.action(action.as_str()) else {
            return Vec::new();
        };
        let weigh = |(cause, p): (CauseId, f64)| {
            (
                self.model.cause_name(cause).clone(),
                p * self.model.fixes(action, cause),
            )
        };
        let mut causes: Vec<(Id, f64)> = belief
            .ranked()
            .into_iter()
            .map(weigh)
            .filter(|(_, p)| *p > 0.0)
            .collect();
        let sum: f64 = causes.iter().map(|(_, p)| p).sum();
        causes.iter_mut().for_each(|(_, p)| *p /= sum);
        rank::descending(causes, |(_, p)| *p)
    }

    /// Actions that may repair a cause with their chances, likeliest first.
    pub fn repairs(&self, cause: &Id) -> Vec<(&Action, f64)> {
        let chance = |action: &Action| {
            action
                .fixes
                .iter()
                .find(|given| given.cause == *cause)
                .map(|given| given.p)
        };
        let all = self.guide().actions.iter();
        let actions: Vec<_> = all
            .filter_map(|action| Some((action, chance(action).filter(|p| *p > 0.0)?)))
            .collect();
        rank::descending(actions, |(_, p)| *p)
    }

    /// Signs that a cause shows more often than others do, likeliest first.
    pub fn typical_signs(&self, cause: &Id) -> Vec<Id> {
        let signs = self.guide().signs.iter().filter_map(|sign| {
            let seen = sign.seen.iter().find(|given| given.cause == *cause)?.p;
            (seen >= 0.15 && seen >= 2.0 * sign.seen_default).then(|| (sign.id.clone(), seen))
        });
        let signs = rank::descending(signs.collect(), |(_, seen)| *seen);
        signs.into_iter().map(|(id, _)| id).collect()
    }

    /// How many of the guide's numbers are its author's judgement, and how many there are.
    pub fn judged_numbers(&self) -> (usize, usize) {
        let guide = self.guide();
        let mut origins: Vec<&Origin> = Vec::new();
        origins.extend(guide.causes.iter().map(|cause| &cause.origin));
        for sign in &guide.signs {
            origins.push(&sign.origin);
            origins.extend(
                sign.seen
                    .iter()
                    .map(|given| given.origin.as_ref().unwrap_or(&sign.origin)),
            );
        }
        for question in &guide.questions {
            origins.push(&question.origin);
            origins.extend(
                question
                    .likelihood
                    .iter()
                    .map(|given| given.origin.as_ref().unwrap_or(&question.origin)),
            );
        }
        for action in &guide.actions {
            origins.push(&action.origin);
            origins.extend(
                action
                    .fixes
                    .iter()
                    .map(|given| given.origin.as_ref().unwrap_or(&action.origin)),
            );
        }
        origins.push(&guide.escalation.origin);
        (
            origins
                .iter()
                .filter(|origin| matches!(origin, Origin::Judgement(_)))
                .count(),
            origins.len(),
        )
    }

    /// "the car key and a charger": what an action needs, if anything.
    pub fn needs(&self, action: &Action) -> Option<String> {
        let needs: Vec<String> = action
            .needs
            .iter()
            .map(|need| or_id(self.texts().needs.get(need), need))
            .collect();
        (!needs.is_empty()).then(|| needs.join(", "))
    }

    /// Where an action or question is done, in words.
    pub fn place(&self, place: &Id) -> String {
        or_id(self.texts().places.get(place), place)
    }

    /// The sub-steps of an action on one platform, those that have no text there left out.
    pub fn steps(&self, action: &Action, platform: Option<&Id>) -> Vec<(Id, Inlines)> {
        use crate::guide::StepText::{ByPlatform, Same};
        let Some(texts) = self.texts().actions.get(&action.id) else {
            return Vec::new();
        };
        let text = |step: &Id| match texts.steps.get(step)? {
            Same(inlines) => Some(inlines.clone()),
            ByPlatform(variants) => variants.get(platform?).cloned(),
        };
        action
            .steps
            .iter()
            .filter_map(|step| Some((step.clone(), text(step)?)))
            .collect()
    }

    /// True if some sub-step of an action differs by platform.
    pub fn differs_by_platform(&self, action: &Action) -> bool {
        let texts = self.texts().actions.get(&action.id);
        texts.is_some_and(|texts| {
            texts
                .steps
                .values()
                .any(|step| matches!(step, crate::guide::StepText::ByPlatform(_)))
        })
    }

    /// One line for the timeline, the report and messages.
    pub fn entry_line(&self, entry: &Entry) -> String {
        self.entry_words(&entry.subject, &entry.said)
    }
}

/// The next task of [`Desk::read_ahead`].
fn read_on(desk: Weak<Desk>, mut reading: Reading) {
    later::soon(Box::new(move || {
        let Some(here) = desk.upgrade().filter(|here| here.index.get().is_none()) else {
            return;
        };
        if (0..READ_AT_ONCE).all(|_| reading.read(here.guide(), here.texts())) {
            read_on(desk, reading);
        } else {
            // Somebody who types now has made it in this very moment, the same.
            let _ = here.index.set(reading.finish(here.texts()));
        }
    }));
}

/// A text, or the id in words where a portal's guide lacks it.
pub fn or_id(text: Option<&String>, id: &Id) -> String {
    text.cloned().unwrap_or_else(|| id.0.replace('-', " "))
}

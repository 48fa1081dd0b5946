//! How the shapes of the content model are taken from JSON; serde's derive writes them.

use super::{
    Action, ActionText, Block, Cause, CauseText, Condition, Contact, ContactText, Escalation, EscalationText, Faq,
    FaqText, Given, Guide, GuideText, Id, Inline, Minutes, Origin, Owners, Prevention, Question, QuestionText,
    ReminderText, Sign, SignText, Slip, Source, Stage, StageText, StepText, Support, Texts, bundle,
};
use crate::json::{Kind, Read, Value, Wrong};
use crate::readable;

readable! {
    Guide "a guide" {
        id, default_locale, platforms, groups, places, away?, needs, stages, causes, signs, questions, actions, slip?,
        owners?, escalation, faq, prevention, sources,
    }
    Stage "a stage" { id, icon?, beneath?, }
    Cause "a cause" { id, stage?, prior, leak?, origin, }
    Sign "a sign" { id, group, minutes, seen_default, seen, unsure?, tie?, certain?, origin, }
    Question "a question" {
        id, group, place?, minutes, answers, likelihood_default, likelihood, unsure?, tie?, certain?, origin,
    }
    Action "an action" {
        id, place, minutes, wait?, fixes, cant?, cant_minutes?, tie?, after?, only_if?, unless?, not_while?,
        least_chance?, needs?, risk?, costs_money?, cannot_be_undone?, advanced?, steps, certain?, origin,
    }
    Condition "a condition" { question, answer, }
    Slip "a slip" { p, origin, }
    Owners "what owners are like" {
        waiting_weight, card_minutes?, unsure?, unsure_strength?, patience?, leave_per_card?,
        leave_per_minute?, origin,
    }
    Escalation "what support takes" { minutes, wait?, by_cause?, origin, checks, contacts, }
    Support "what support takes for a cause" { cause, minutes, wait?, origin?, }
    Contact "a contact" { id, phone?, url?, regions?, origin, }
    Faq "an entry of the FAQ" { id, sign?, origin, }
    Prevention "an item of prevention" { id, prevents, remind?, origin, }
    Source "a source" { id, title, url?, }
    Texts "texts" {
        locale, guide, platforms, groups, places, needs, stages, causes, signs, questions, actions, escalation, faq,
        prevention, reminders?, common?,
    }
    GuideText "the texts of a guide" { product, title, lead, about, how, disclaimer, }
    ReminderText "the texts of a reminder" { ask, title, }
    StageText "the texts of a stage" { title, about, }
    CauseText "the texts of a cause" { title, about, }
    SignText "the texts of a sign" { label, ask, phrases?, }
    QuestionText "the texts of a question" { ask, why, how?, answers, phrases?, }
    ActionText "the texts of an action" { title, why, steps, wait?, risk?, tried?, }
    EscalationText "the texts on support" { name?, lead?, about, details?, checks, contacts, }
    ContactText "the texts of a contact" { name, note?, link?, }
    FaqText "the texts of an entry of the FAQ" { question, answer, }
}

impl Read for Id {
    fn read(value: &Value) -> Result<Self, Wrong> {
        String::read(value).map(Self)
    }
}

impl Read for Minutes {
    fn read(value: &Value) -> Result<Self, Wrong> {
        f64::read(value).map(Self)
    }
}

/// The blank that a mistake leaves.
impl Default for Origin {
    fn default() -> Self {
        Self::Judgement(String::new())
    }
}

impl Read for Origin {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.variant()? {
            ("source", Some(id)) => Id::read(id).map(Self::Source),
            ("judgement", Some(reason)) => String::read(reason).map(Self::Judgement),
            _ => Err(value.is_not("a source or a judgement")),
        }
    }
}

impl<T: Read + Default> Read for Given<T> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        let mut shape = value.shape("a number for a cause")?;
        let made = Self {
            cause: shape.field("cause"),
            p: shape.field("p"),
            origin: shape.maybe("origin"),
        };
        shape.done(made)
    }
}

impl Read for StepText {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.kind {
            Kind::List(_) => Read::read(value).map(Self::Same),
            _ => Read::read(value).map(Self::ByPlatform),
        }
    }
}

impl Read for Block {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.variant()? {
            ("p", Some(within)) => Read::read(within).map(Self::P),
            ("ul", Some(items)) => Read::read(items).map(Self::Ul),
            ("ol", Some(items)) => Read::read(items).map(Self::Ol),
            _ => Err(value.is_not("a paragraph or a list")),
        }
    }
}

impl Read for Inline {
    fn read(value: &Value) -> Result<Self, Wrong> {
        if let Kind::Text(text) = &value.kind {
            return Ok(Self::Text(text.clone()));
        }
        let mut shape = value.shape("a piece of a paragraph")?;
        if let Some(within) = shape.find("strong") {
            return Read::read(within).map(|strong| Self::Strong { strong });
        }
        if let Some(within) = shape.find("em") {
            return Read::read(within).map(|em| Self::Em { em });
        }
        if let Some(text) = shape.find("code") {
            return String::read(text).map(|code| Self::Code { code });
        }
        let href: String = shape.field("href");
        let link = shape.field("link");
        let is_target = bundle::is_link_target(&href);
        let problem = format!("\"{href}\" is no address");
        let made = shape.done(Self::Link { href, link })?;
        if is_target {
            Ok(made)
        } else {
            Err(value.is_wrong(&problem))
        }
    }
}

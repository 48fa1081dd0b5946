//! The content model: what a guide knows (`Guide`) and how it says it in one language (`Texts`).
//!
//! A guide is data.
//! `guides/<id>/guide.toml` holds structure and numbers, `guides/<id>/<locale>.toml` the prose by id;
//! [`parse`] reads both, [`lint`] finds what an author should mend, and [`bundle`] makes the one JSON
//! file per guide and locale that the browser loads.

#![forbid(unsafe_code)]
// What an author or a host hands in must never stop the page or the tool.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

use std::fmt;

use crate::sorted::Map;
use serde::Serialize;

pub mod bundle;
#[cfg(not(target_arch = "wasm32"))]
pub mod lint;
#[cfg(not(target_arch = "wasm32"))]
mod markup;
#[cfg(not(target_arch = "wasm32"))]
pub mod parse;
mod shapes;

/// The version of the author's files and of the compiled form.
pub const FORMAT: u32 = 1;

/// The name of one thing in a guide: lower-case letters, digits and hyphens (`[a-z0-9][a-z0-9-]*`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A length of time as a person feels it.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Minutes(pub f64);

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The key of a [`Source`].
    Source(Id),
    /// The author's own estimate, with the reason.
    Judgement(String),
}

/// A number per cause that was given in the author's file, with its own origin where it has one.
///
/// Without one, the origin of the item it stands in holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given<T> {
    /// The cause it is about.
    pub cause: Id,
    /// The number, or one number per answer.
    pub p: T,
    /// Where it comes from, if it differs from the item's origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Structure and numbers of one guide, in file order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Guide {
    /// Name of the guide, the same as its folder.
    pub id: Id,
    /// Language of the guide's first text file, such as `en`.
    pub default_locale: String,
    /// Kinds of device whose sub-steps may differ, such as `ios` and `android`; may be empty.
    pub platforms: Vec<Id>,
    /// Headings under which signs and questions are grouped.
    pub groups: Vec<Id>,
    /// Where an action is done, such as `app` or `car`.
    pub places: Vec<Id>,
    /// Those of the places that one has to go to; the others are where the owner is anyway.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<Id>,
    /// Things that an action may need at hand.
    pub needs: Vec<Id>,
    /// Links of the chain a request travels, first to last.
    pub stages: Vec<Stage>,
    /// Causes; exactly one is the leak.
    pub causes: Vec<Cause>,
    /// Signs: what an owner may tap before any question is asked.
    pub signs: Vec<Sign>,
    /// Questions with two or more answers.
    pub questions: Vec<Question>,
    /// Fix steps.
    pub actions: Vec<Action>,
    /// How often owners answer wrongly, if the guide says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slip: Option<Slip>,
    /// What owners are like, if the guide says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owners: Option<Owners>,
    /// The last resort.
    pub escalation: Escalation,
    /// Questions that owners ask, with answers in the texts.
    pub faq: Vec<Faq>,
    /// What keeps the trouble from coming back.
    pub prevention: Vec<Prevention>,
    /// Where facts and numbers come from.
    pub sources: Vec<Source>,
}

/// One link of the chain a request travels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Name of the stage.
    pub id: Id,
    /// The small picture at its station, one of [`STAGE_ICONS`]; a dot without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Id>,
    /// True for what all the other links rest on; it is drawn beneath the chain.
    #[serde(skip_serializing_if = "is_false")]
    pub beneath: bool,
}

/// The pictures a stage may have, each named for what it shows.
pub const STAGE_ICONS: [&str; 20] = [
    "account", "battery", "calendar", "car", "card", "cloud", "cup", "drop", "flame", "gear", "home", "key", "link",
    "lock", "message", "phone", "plug", "router", "servers", "signal",
];

/// One fault that explains the complaint.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cause {
    /// Name of the cause.
    pub id: Id,
    /// The stage at which it stops a request; the leak has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Id>,
    /// Probability before any finding; normalised when compiled.
    pub prior: f64,
    /// True for the one cause that stands for everything not listed.
    #[serde(skip_serializing_if = "is_false")]
    pub leak: bool,
    /// Where the prior comes from.
    pub origin: Origin,
}

/// Something an owner may see at once: a question answered yes by tapping it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sign {
    /// Name of the sign; signs and questions share one set of names.
    pub id: Id,
    /// Heading under which it is offered.
    pub group: Id,
    /// What it takes to look, if it is asked as a question.
    pub minutes: Minutes,
    /// Probability of seeing it under a cause that is not listed in `seen`.
    pub seen_default: f64,
    /// Probability of seeing it, per cause.
    pub seen: Vec<Given<f64>>,
    /// Probability that one who looks cannot tell, the same under every cause.
    #[serde(skip_serializing_if = "is_nought")]
    pub unsure: f64,
    /// Name shared by signs and questions that read the same fact: after one of them the others count less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<Id>,
    /// True if 0 and 1 are meant; else they are clamped to 0.01 and 0.99.
    #[serde(skip_serializing_if = "is_false")]
    pub certain: bool,
    /// Where its numbers come from.
    pub origin: Origin,
}

/// Something an owner can find out, with two or more answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Name of the question; signs and questions share one set of names.
    pub id: Id,
    /// Heading under which it is filed.
    pub group: Id,
    /// Where the owner must be to find out, if not anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Id>,
    /// What it takes to find out.
    pub minutes: Minutes,
    /// Names of the answers, in the order they are offered.
    pub answers: Vec<Id>,
    /// Probability of each answer under a cause that is not listed in `likelihood`; sums to 1.
    pub likelihood_default: Vec<f64>,
    /// Probability of each answer, per cause; each row sums to 1.
    pub likelihood: Vec<Given<Vec<f64>>>,
    /// Probability that one who looks cannot tell, the same under every cause.
    #[serde(skip_serializing_if = "is_nought")]
    pub unsure: f64,
    /// Name shared by signs and questions that read the same fact: after one of them the others count less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<Id>,
    /// True if 0 and 1 are meant; else they are clamped to 0.01 and 0.99.
    #[serde(skip_serializing_if = "is_false")]
    pub certain: bool,
    /// Where its numbers come from.
    pub origin: Origin,
}

/// A step that may repair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    /// Name of the action.
    pub id: Id,
    /// Where it is done.
    pub place: Id,
    /// Hands-on time.
    pub minutes: Minutes,
    /// Time spent waiting before its outcome shows; 0 if none.
    #[serde(skip_serializing_if = "is_zero")]
    pub wait: Minutes,
    /// Probability that it repairs, per cause; 0 for causes that are not listed.
    pub fixes: Vec<Given<f64>>,
    /// Probability that it cannot be done, the same under every cause.
    #[serde(skip_serializing_if = "is_nought")]
    pub cant: f64,
    /// Time until that is found out; as long as doing it if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cant_minutes: Option<Minutes>,
    /// Name shared by actions that work in the same way: where one failed, another helps only as far as it
    /// works more surely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<Id>,
    /// Actions that must have been tried (or found impossible) before this one is advised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Id>,
    /// Answers without which it is not advised, for safety's sake.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_if: Vec<Condition>,
    /// Answers with which it is not advised, for safety's sake; there may be several of one question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Condition>,
    /// Causes during which it is not advised: while one of them is the likeliest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_while: Vec<Id>,
    /// The least probability that it repairs, as things stand, with which it is advised; 0 if any will do.
    #[serde(skip_serializing_if = "is_nought")]
    pub least_chance: f64,
    /// What the owner must have at hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Id>,
    /// True if something can be lost: the texts hold a warning, and the owner confirms before starting.
    #[serde(skip_serializing_if = "is_false")]
    pub risk: bool,
    /// True if it costs money.
    #[serde(skip_serializing_if = "is_false")]
    pub costs_money: bool,
    /// True if it cannot be undone.
    #[serde(skip_serializing_if = "is_false")]
    pub cannot_be_undone: bool,
    /// True if it is more than a first aid, and is marked so.
    #[serde(skip_serializing_if = "is_false")]
    pub advanced: bool,
    /// Names of its sub-steps, in order.
    pub steps: Vec<Id>,
    /// True if a chance of 1 is meant; else chances are clamped to at most 0.98.
    #[serde(skip_serializing_if = "is_false")]
    pub certain: bool,
    /// Where its numbers come from.
    pub origin: Origin,
}

/// An answer that must have been given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The sign or question.
    pub question: Id,
    /// Its answer; `yes` or `no` for a sign.
    pub answer: Id,
}

/// How often owners answer wrongly: a slip of the finger or of the eye.
///
/// The numbers of signs and questions say what owners see; this says how often they report something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slip {
    /// Probability that an answer is one of the others, each as likely.
    pub p: f64,
    /// Where the number comes from.
    pub origin: Origin,
}

/// What owners are like: what a wait and a card are to them, how often they cannot tell, and when they give up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Owners {
    /// What a minute of waiting counts against one of doing, 0 to 1.
    pub waiting_weight: f64,
    /// What each card takes by itself: reading and deciding.
    #[serde(skip_serializing_if = "is_zero")]
    pub card_minutes: Minutes,
    /// Probability that a question which says nothing of it is answered "not sure".
    #[serde(skip_serializing_if = "is_nought")]
    pub unsure: f64,
    /// How many answers that probability counts as, beside those of the session; 0 if a session teaches nothing.
    #[serde(skip_serializing_if = "is_nought")]
    pub unsure_strength: f64,
    /// After how many cards one more is twice what the first was, and from then on ever more; 0 if never.
    #[serde(skip_serializing_if = "is_nought")]
    pub patience: f64,
    /// Probability that an owner leaves at a card; for simulated owners only.
    #[serde(skip_serializing_if = "is_nought")]
    pub leave_per_card: f64,
    /// Probability that an owner leaves in a minute of doing; for simulated owners only.
    #[serde(skip_serializing_if = "is_nought")]
    pub leave_per_minute: f64,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// Owners of whom a guide says nothing: waits count in full, cards nothing, and nobody leaves.
impl Default for Owners {
    fn default() -> Self {
        Self {
            waiting_weight: 1.0,
            card_minutes: Minutes(0.0),
            unsure: 0.0,
            unsure_strength: 0.0,
            patience: 0.0,
            leave_per_card: 0.0,
            leave_per_minute: 0.0,
            origin: Origin::default(),
        }
    }
}

/// Handing over to support: always possible, ends the session.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Escalation {
    /// What it takes the owner to do, such as the call.
    pub minutes: Minutes,
    /// Time spent waiting for what comes of it; 0 if it is within `minutes`.
    #[serde(skip_serializing_if = "is_zero")]
    pub wait: Minutes,
    /// The causes for which it takes something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_cause: Vec<Support>,
    /// Where the number comes from.
    pub origin: Origin,
    /// Names of the things support can examine and the owner cannot.
    pub checks: Vec<Id>,
    /// Whom to call, by region.
    pub contacts: Vec<Contact>,
}

/// What handing over takes for one cause, as where only a dealer can mend it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Support {
    /// The cause.
    pub cause: Id,
    /// What it takes the owner to do, the call to support included.
    pub minutes: Minutes,
    /// Time spent waiting for what comes of it.
    #[serde(skip_serializing_if = "is_zero")]
    pub wait: Minutes,
    /// Where the numbers come from, if it differs from that of the escalation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Whom to call in one region.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contact {
    /// Name of the contact, usually the region's.
    pub id: Id,
    /// Telephone number as it is printed, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Web address, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Regions it is for, by their two capital letters (ISO 3166-1): it stands alone for visitors from there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Where the contact was found.
    pub origin: Origin,
}

impl Escalation {
    /// The contacts for `region`, or the first of all where there is none; and all others.
    pub fn contacts_for(&self, region: Option<&str>) -> (Vec<&Contact>, Vec<&Contact>) {
        let is_for = |contact: &&Contact| contact.regions.iter().any(|known| Some(known.as_str()) == region);
        let (mut near, mut far): (Vec<_>, Vec<_>) = self.contacts.iter().partition(is_for);
        if near.is_empty() {
            let others = far.split_off(far.len().min(1));
            near = std::mem::replace(&mut far, others);
        }
        (near, far)
    }
}

/// A question that owners ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Faq {
    /// Name of the entry, and its address on the page.
    pub id: Id,
    /// The sign that "this is happening to me" reports, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<Id>,
    /// Where the answer comes from.
    pub origin: Origin,
}

/// One thing to do so that the trouble stays away.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prevention {
    /// Name of the item.
    pub id: Id,
    /// Causes that it prevents.
    pub prevents: Vec<Id>,
    /// That it hangs on a day which the owner knows: how many days before it a calendar should remind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remind: Option<f64>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How many days before its day a reminder may come at most.
pub const MOST_REMIND: u16 = 365;

/// True if a calendar may remind so many days before.
pub fn may_remind(days: f64) -> bool {
    (1.0..=f64::from(MOST_REMIND)).contains(&days) && days.fract() == 0.0
}

/// Where facts and numbers come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Key by which numbers name it.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The prose of one guide in one language, by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Texts {
    /// Language of these texts, such as `en`.
    pub locale: String,
    /// What concerns the whole guide.
    pub guide: GuideText,
    /// By platform: its name, such as "iPhone".
    pub platforms: Map<Id, String>,
    /// By group: its heading.
    pub groups: Map<Id, String>,
    /// By place: where that is, such as "in the app".
    pub places: Map<Id, String>,
    /// By need: what it is, such as "the car key".
    pub needs: Map<Id, String>,
    /// By stage.
    pub stages: Map<Id, StageText>,
    /// By cause.
    pub causes: Map<Id, CauseText>,
    /// By sign.
    pub signs: Map<Id, SignText>,
    /// By question.
    pub questions: Map<Id, QuestionText>,
    /// By action.
    pub actions: Map<Id, ActionText>,
    /// Handing over.
    pub escalation: EscalationText,
    /// By FAQ entry.
    pub faq: Map<Id, FaqText>,
    /// By prevention item.
    pub prevention: Map<Id, Inlines>,
    /// By prevention item that hangs on a day.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub reminders: Map<Id, ReminderText>,
    /// How common the words that are searched for are in the language at large: a digit per term of the search index,
    /// in its order, 0 for a rare word and 9 for one that is everywhere. Empty where it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub common: String,
}

/// What concerns the whole guide.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GuideText {
    /// Name of the product or feature, such as "Toyota Remote Connect".
    pub product: String,
    /// Title of the page.
    pub title: String,
    /// One sentence on what the page does.
    pub lead: String,
    /// What the product does, for those who would rather read.
    pub about: Blocks,
    /// How a request travels the stages.
    pub how: Blocks,
    /// Who stands behind this and who does not, in one line.
    pub disclaimer: String,
}

/// A day to be reminded of, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReminderText {
    /// The question for the day ("On which day does your plan end?").
    pub ask: String,
    /// What stands in the calendar on that day.
    pub title: String,
}

/// One stage in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StageText {
    /// Its name.
    pub title: String,
    /// What happens there, in a sentence.
    pub about: Inlines,
}

/// One cause in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CauseText {
    /// Its name, as a short statement ("The plan or trial has ended").
    pub title: String,
    /// Its full explanation.
    pub about: Blocks,
}

/// One sign in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SignText {
    /// What is tapped, as a short statement ("It began when a trial ended").
    pub label: String,
    /// The same as a question with yes or no for an answer.
    pub ask: String,
    /// Other words for it, for matching only.
    pub phrases: Vec<String>,
}

/// One question in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuestionText {
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: Inlines,
    /// How to find out, where that is not plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Blocks>,
    /// By answer.
    pub answers: Map<Id, String>,
    /// By answer: what owners write who have it, for matching only.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub phrases: Map<Id, Vec<String>>,
}

/// One action in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ActionText {
    /// What to do, as a short request ("Renew the plan").
    pub title: String,
    /// Why it helps, in a sentence.
    pub why: Inlines,
    /// By sub-step.
    pub steps: Map<Id, StepText>,
    /// What is being waited for; stands beside the countdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<Inlines>,
    /// What can be lost; stands before the confirmation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Inlines>,
    /// What owners write who have done it already, for matching only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<String>,
}

/// One sub-step: the same everywhere, or by platform.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum StepText {
    /// The same on every platform.
    Same(Inlines),
    /// One text per platform; a platform that is not listed has no such sub-step.
    ByPlatform(Map<Id, Inlines>),
}

/// Handing over, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EscalationText {
    /// Who is asked, as in "Time to call …" ("Toyota"), if it is somebody with a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why asking helps, in a sentence ("Toyota can see your account; you can’t.").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whom one reaches and what to expect.
    pub about: Blocks,
    /// What only the owner knows and support asks for ("VIN"): blanks in the report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// By check: what support can examine.
    pub checks: Map<Id, Inlines>,
    /// By contact.
    pub contacts: Map<Id, ContactText>,
}

/// One contact in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContactText {
    /// The region.
    pub name: String,
    /// Hours, languages and other notes, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Inlines>,
    /// What is at its web address ("Toyota Canada: help centre").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// One FAQ entry in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaqText {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Blocks,
}

/// Marked-up prose of one or more paragraphs or lists.
pub type Blocks = Vec<Block>;

/// Marked-up prose within one paragraph.
pub type Inlines = Vec<Inline>;

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    P(Inlines),
    /// A list in no order, one entry per item.
    Ul(Vec<Inlines>),
    /// A list in order, one entry per item.
    Ol(Vec<Inlines>),
}

/// A piece of a paragraph. There is no raw HTML, so none can reach the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong words.
    Strong {
        /// What stands within.
        strong: Inlines,
    },
    /// Stressed words.
    Em {
        /// What stands within.
        em: Inlines,
    },
    /// Text as it stands on a screen.
    Code {
        /// The text.
        code: String,
    },
    /// A link; the address is `https:`, `tel:`, `mailto:` or a fragment of this page.
    Link {
        /// Where it leads.
        href: String,
        /// What stands within.
        link: Inlines,
    },
}

/// The words alone, for search, reports and titles.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code { code: text } => out.push_str(text),
            Inline::Strong { strong: within } | Inline::Em { em: within } | Inline::Link { link: within, .. } => {
                out.push_str(&plain(within));
            }
        }
    }
    out
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_nought(number: &f64) -> bool {
    *number == 0.0
}

fn is_zero(minutes: &Minutes) -> bool {
    minutes.0 == 0.0
}

//! From which state of the default language a translation was made, and where it has fallen behind.
//!
//! A text file in another language than the default one ends in a table `[translated_from]`,
//! which `guide stamp` writes: by thing, a stamp of all its texts in the default language.
//! When those change, the stamp no longer fits and the translation is stale.
//! The stamp is taken of what the page shows, so another way of breaking lines leaves it as it is.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::guide::parse::notes::Notes;
use crate::guide::{ActionText, Id, QuestionText, SignText, Texts};
use crate::sorted::Map;

/// What stands above the table in a file.
const REMARK: &str = "# Stamps of the texts that these were translated from; `guide stamp` writes them.";

/// One stamp per thing that has texts, such as `cause.login`: 8 hex digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps(pub Map<Id, String>);

impl Stamps {
    /// The table of a text file that holds them.
    pub const SECTION: &'static str = "translated_from";

    /// The stamps of texts as they are; phrases stand apart, as each language has its own.
    pub fn of(texts: &Texts) -> Self {
        let mut stamps = Self::default();
        stamps.add("guide", &texts.guide);
        stamps.add_each("platform", &texts.platforms);
        stamps.add_each("group", &texts.groups);
        stamps.add_each("place", &texts.places);
        stamps.add_each("need", &texts.needs);
        stamps.add_each("stage", &texts.stages);
        stamps.add_each("cause", &texts.causes);
        for (id, sign) in &texts.signs {
            let phrases = Vec::new();
            stamps.add(
                &format!("sign.{id}"),
                &SignText {
                    phrases,
                    ..sign.clone()
                },
            );
        }
        for (id, question) in &texts.questions {
            let phrases = Map::new();
            stamps.add(
                &format!("question.{id}"),
                &QuestionText {
                    phrases,
                    ..question.clone()
                },
            );
        }
        for (id, action) in &texts.actions {
            let tried = Vec::new();
            stamps.add(
                &format!("action.{id}"),
                &ActionText {
                    tried,
                    ..action.clone()
                },
            );
        }
        let escalation = &texts.escalation;
        stamps.add("escalation", &escalation.about);
        for (key, text) in [("name", &escalation.name), ("lead", &escalation.lead)] {
            if let Some(text) = text {
                stamps.add(&format!("escalation.{key}"), text);
            }
        }
        if !escalation.details.is_empty() {
            stamps.add("escalation.details", &escalation.details);
        }
        stamps.add_each("escalation.checks", &escalation.checks);
        stamps.add_each("escalation.contacts", &escalation.contacts);
        stamps.add_each("faq", &texts.faq);
        stamps.add_each("prevention", &texts.prevention);
        stamps.add_each("reminder", &texts.reminders);
        stamps
    }

    /// A text file with these stamps for its last table, in place of those that it has.
    pub fn written_into(&self, file: &str) -> String {
        let header = format!("[{}]", Self::SECTION);
        let mut text = String::new();
        let mut is_ours = false;
        for line in file.lines().filter(|line| line.trim() != REMARK) {
            let line_start = line.trim_start();
            is_ours = line_start.starts_with(&header) || (is_ours && !line_start.starts_with('['));
            if !is_ours {
                text.push_str(line);
                text.push('\n');
            }
        }
        text.truncate(text.trim_end().len());
        text.push_str(&format!("\n\n{REMARK}\n{header}\n"));
        for (thing, stamp) in &self.0 {
            text.push_str(&format!("\"{thing}\" = \"{stamp}\"\n"));
        }
        text
    }

    fn add_each<T: Serialize>(&mut self, section: &str, texts: &Map<Id, T>) {
        for (id, text) in texts {
            self.add(&format!("{section}.{id}"), text);
        }
    }

    fn add<T: Serialize>(&mut self, thing: &str, text: &T) {
        // Texts are strings in maps and lists, so there is nothing that JSON cannot hold.
        let json = serde_json::to_vec(text).unwrap_or_default();
        let digest = Sha256::digest(json);
        let stamp = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        self.0.insert(Id::from(thing), stamp);
    }
}

/// Warns of every text of another language that was made from other words than those that stand there now.
pub(in crate::guide) fn check(default: &Texts, texts: &Texts, stamps: &Stamps, notes: &mut Notes) {
    if texts.locale != default.locale {
        notes.rule("stale-text", |notes| stale(default, texts, stamps, notes));
    }
}

fn stale(default: &Texts, texts: &Texts, stamps: &Stamps, notes: &mut Notes) {
    let section = Stamps::SECTION;
    if !notes.has(section) {
        let message = format!("no [{section}], expected the stamps that `guide stamp` writes");
        return notes.warn_at("locale", section, message);
    }
    let translated = Stamps::of(texts);
    for (thing, now) in Stamps::of(default).0 {
        let found = match stamps.0.get(&thing) {
            // A text that is missing was reported as that.
            _ if !translated.0.contains_key(&thing) => continue,
            Some(then) if *then == now => continue,
            Some(_) => format!("the {} text has changed since it was translated", default.locale),
            None => format!("it has no stamp in [{section}]"),
        };
        let message = format!("{thing}: {found}, expected the same meaning and then `guide stamp`");
        notes.warn_at(thing.as_str(), thing.as_str(), message);
    }
}

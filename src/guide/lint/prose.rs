//! Texts that are there and could serve owners better.

use super::reading_age::measure;
use crate::guide::parse::notes::Notes;
use crate::guide::{Block, Blocks, Guide, Inline, Inlines, StepText, Texts, plain};

/// How old a reader of a guide may have to be; texts are written for about 13, and the formula is good to a year.
const MOST_AGE: f64 = 14.0;
/// A text of fewer words is too short for the formula.
const LEAST_WORDS: usize = 30;

pub(super) fn check(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    notes.rule("sign-without-phrases", |notes| signs_have_phrases(guide, texts, notes));
    notes.rule("reading-age", |notes| texts_read_easily(texts, notes));
}

/// Without phrases, an owner's own words find a sign only if they are those of its label.
fn signs_have_phrases(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    for sign in &guide.signs {
        if texts.signs.get(&sign.id).is_some_and(|text| text.phrases.is_empty()) {
            let place = format!("sign.{}", sign.id);
            let message = format!(
                "sign \"{}\": no phrases, expected other words that owners use for it",
                sign.id
            );
            notes.warn_at(&place, place.clone(), message);
        }
    }
}

fn texts_read_easily(texts: &Texts, notes: &mut Notes) {
    for (place, paragraphs) in passages(texts) {
        let Some(measure) = measure(&texts.locale, &paragraphs, LEAST_WORDS) else {
            continue;
        };
        if measure.age.round() > MOST_AGE {
            let message = format!(
                "{place}: reads at about age {:.0}, expected at most {MOST_AGE}: \
                 it has {:.0} words to a sentence and {:.2} syllables to a word",
                measure.age, measure.words_per_sentence, measure.syllables_per_word
            );
            notes.warn_at(&place, place.clone(), message);
        }
    }
}

/// Every text that may be of more than a few words: its place and its paragraphs.
fn passages(texts: &Texts) -> Vec<(String, Vec<String>)> {
    let line = |inlines: &Inlines| vec![plain(inlines)];
    let guide = &texts.guide;
    let mut all = vec![
        ("guide.lead".to_owned(), vec![guide.lead.clone()]),
        ("guide.about".to_owned(), paragraphs(&guide.about)),
        ("guide.how".to_owned(), paragraphs(&guide.how)),
        ("guide.disclaimer".to_owned(), vec![guide.disclaimer.clone()]),
        ("escalation.about".to_owned(), paragraphs(&texts.escalation.about)),
    ];
    for (id, stage) in &texts.stages {
        all.push((format!("stage.{id}.about"), line(&stage.about)));
    }
    for (id, cause) in &texts.causes {
        all.push((format!("cause.{id}.about"), paragraphs(&cause.about)));
    }
    for (id, question) in &texts.questions {
        all.push((format!("question.{id}.why"), line(&question.why)));
        let how = question.how.as_ref().map(paragraphs);
        all.push((format!("question.{id}.how"), how.unwrap_or_default()));
    }
    for (id, action) in &texts.actions {
        all.push((format!("action.{id}.why"), line(&action.why)));
        for (key, text) in [("wait", &action.wait), ("risk", &action.risk)] {
            all.push((
                format!("action.{id}.{key}"),
                text.as_ref().map(line).unwrap_or_default(),
            ));
        }
        for (step, text) in &action.steps {
            let place = format!("action.{id}.steps.{step}");
            match text {
                StepText::Same(text) => all.push((place, line(text))),
                StepText::ByPlatform(variants) => {
                    let variants = variants.iter();
                    all.extend(variants.map(|(platform, text)| (format!("{place}.{platform}"), line(text))));
                }
            }
        }
    }
    for (id, check) in &texts.escalation.checks {
        all.push((format!("escalation.checks.{id}"), line(check)));
    }
    for (id, contact) in &texts.escalation.contacts {
        let note = contact.note.as_ref().map(line);
        all.push((format!("escalation.contacts.{id}.note"), note.unwrap_or_default()));
    }
    for (id, faq) in &texts.faq {
        all.push((format!("faq.{id}.answer"), paragraphs(&faq.answer)));
    }
    for (id, item) in &texts.prevention {
        all.push((format!("prevention.{id}"), line(item)));
    }
    all
}

fn paragraphs(blocks: &Blocks) -> Vec<String> {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::P(inlines) => vec![inlines],
        Block::Ul(items) | Block::Ol(items) => items.iter().collect(),
    });
    lines.map(|inlines: &Vec<Inline>| plain(inlines)).collect()
}

//! Claims about the languages of the interface: what the compiler cannot check in a file of data.

use std::collections::BTreeMap;

use super::*;

/// Each language's file, and the plural categories that CLDR gives the language for whole numbers.
const FILES: [(&str, &str, &[&str]); LANGUAGES.len()] = [
    ("en", include_str!("en.json"), &["one", "other"]),
    ("es", include_str!("es.json"), &["one", "many", "other"]),
    ("fr", include_str!("fr.json"), &["one", "many", "other"]),
];

/// Every key that a language's file must have, with what its text has filled in.
fn expected(categories: &[&str]) -> BTreeMap<String, Vec<&'static str>> {
    let keys = Text::KEYS.iter().flat_map(|(key, names, counted)| {
        let forms = categories.iter().map(|category| format!("{key}_{category}"));
        let keys: Vec<String> = if *counted {
            forms.collect()
        } else {
            vec![(*key).to_owned()]
        };
        keys.into_iter().map(|key| (key, names.to_vec()))
    });
    keys.collect()
}

/// The names in braces, sorted.
fn names_in(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

/// What is wrong with a file, a line per problem.
fn problems(json: &str, categories: &[&str]) -> Vec<String> {
    let found: BTreeMap<String, String> = match serde_json::from_str(json) {
        Ok(found) => found,
        Err(error) => return vec![error.to_string()],
    };
    let expected = expected(categories);
    let mut problems = Vec::new();
    for (key, names) in &expected {
        let Some(text) = found.get(key) else {
            problems.push(format!("\"{key}\" is missing"));
            continue;
        };
        let (mut names, found) = (names.clone(), names_in(text));
        names.sort_unstable();
        if text.trim().is_empty() {
            problems.push(format!("\"{key}\" is empty"));
        } else if found != names {
            problems.push(format!("\"{key}\" has {found:?} to fill in, expected {names:?}"));
        }
    }
    let unknown = found.keys().filter(|key| !expected.contains_key(*key));
    problems.extend(unknown.map(|key| format!("\"{key}\" is not a text of the interface")));
    problems.extend(repeated(json).map(|key| format!("\"{key}\" stands there twice")));
    problems
}

/// Keys of the file, which has one on a line, in its order.
fn keys_in_order(json: &str) -> Vec<&str> {
    json.lines()
        .filter_map(|line| Some(line.trim().strip_prefix('"')?.split_once("\": ")?.0))
        .collect()
}

fn repeated(json: &str) -> impl Iterator<Item = &str> {
    let keys = keys_in_order(json);
    (1..keys.len()).filter_map(move |i| keys[..i].contains(&keys[i]).then_some(keys[i]))
}

fn text_of(locale: &str) -> &'static Text {
    let language = LANGUAGES.iter().find(|language| language.locale == locale);
    let file = FILES.iter().find(|(known, ..)| *known == locale);
    read(language.expect("a language"), file.expect("its file").1)
}

fn read(language: &Language, json: &str) -> &'static Text {
    let file: BTreeMap<String, String> = serde_json::from_str(json).expect("an object of texts");
    Text::read(language, &|key| file.get(key).cloned())
}

#[test]
fn every_language_has_every_text_with_all_its_places_and_plural_forms() {
    for ((locale, json, categories), language) in FILES.iter().zip(&LANGUAGES) {
        assert_eq!(*locale, language.locale);
        assert_eq!(problems(json, categories), [""; 0], "src/words/{locale}.json");
    }
}

#[test]
fn the_languages_list_their_texts_in_the_same_order() {
    let plain = |json: &'static str| -> Vec<&'static str> {
        let keys = keys_in_order(json).into_iter();
        keys.filter(|key| !key.ends_with("_many")).collect()
    };
    let english = plain(FILES[0].1);
    for (locale, json, _) in FILES {
        assert_eq!(plain(json), english, "src/words/{locale}.json");
    }
}

#[test]
fn a_text_that_is_missing_empty_or_lacks_a_place_is_found() {
    let (_, english, categories) = FILES[0];
    let broken = |from: &str, to: &str| {
        assert!(english.contains(from), "{from}");
        problems(&english.replacen(from, to, 1), categories)
    };
    assert_eq!(broken("\"yes\": \"Yes\",", ""), ["\"yes\" is missing"]);
    assert_eq!(broken("\"yes\": \"Yes\"", "\"yes\": \" \""), ["\"yes\" is empty"]);
    assert_eq!(
        broken("Change: {entry}", "Change: {entri}"),
        ["\"change_of\" has [\"entri\"] to fill in, expected [\"entry\"]"]
    );
    assert_eq!(
        broken("faq_count_one", "faq_count_few"),
        [
            "\"faq_count_one\" is missing",
            "\"faq_count_few\" is not a text of the interface"
        ]
    );
    assert_eq!(
        broken("\"no\": \"No\",", "\"no\": \"No\", \n\"yes\": \"Y\","),
        ["\"yes\" stands there twice"]
    );
}

#[test]
fn places_are_filled_by_name_in_the_order_of_the_language() {
    let texts = [text_of("en"), text_of("fr")].map(|text| text.continue_last("WHAT", "WHEN"));
    assert_eq!(texts[0], "The last thing you told us, WHEN: WHAT");
    assert_eq!(texts[1], "Votre dernière indication (WHEN)\u{a0}: WHAT");
}

#[test]
fn a_place_without_a_value_and_a_lone_brace_stay_as_they_are() {
    let fill = |text| fill::fill(text, &[("a", "{b}"), ("b", "B")]);
    assert_eq!(fill("{a} {b}"), "{b} B");
    assert_eq!(fill("{c} {} {a"), "{c} {} {a");
    assert_eq!(fill("} {{a}} {"), "} {{b}} {");
    assert_eq!(fill(""), "");
}

#[test]
fn a_number_takes_the_form_of_its_category() {
    let count = |category: &str, digits: &str| Count {
        category: category.to_owned(),
        digits: digits.to_owned(),
    };
    let text = text_of("en");
    assert_eq!(text.faq_count(&count("one", "1")), "1 question matches.");
    assert_eq!(text.faq_count(&count("other", "1,000")), "1,000 questions match.");
    assert_eq!(text.faq_count(&count("many", "3")), "3 questions match.");
    assert_eq!(text.faq_count(&count("no category", "3")), "3 questions match.");
    assert_eq!(text_of("es").faq_count(&count("one", "1")), "Coincide 1 pregunta.");
}

#[test]
fn a_file_without_a_text_still_gives_a_page() {
    let text = read(&LANGUAGES[0], r#"{"yes": "Yes"}"#);
    assert_eq!((text.yes, text.no), ("Yes", "no"));
    assert_eq!(text.change_of("x"), "change_of");
}

#[test]
fn a_question_needs_no_colon_before_its_answer() {
    assert_eq!(text_of("en").entry("Is it on?", "Yes"), "Is it on? Yes");
    assert_eq!(text_of("en").entry("Restart it", "Later"), "Restart it: Later");
    assert_eq!(
        text_of("fr").entry("Redémarrer", "Plus tard"),
        "Redémarrer\u{a0}: Plus tard"
    );
}

#[test]
fn a_file_is_named_by_its_words() {
    let name = |bytes: &'static [u8]| Language::new("en", "English", bytes).file();
    // The same words and name stand in the tests of `xtask/src/assemble.rs`.
    assert_eq!(name(b"words"), "words/en-595626609a2a196f.json");
    assert_ne!(name(b"words"), name(b"word"));
    assert_ne!(LANGUAGES[0].file(), LANGUAGES[1].file());
}

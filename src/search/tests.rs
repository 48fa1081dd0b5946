//! Claims about finding signs by the owner's words.

use super::*;

const ENGLISH: &[(&str, &[&str])] = &[
    (
        "message",
        &[
            "It says “Authorization Failed”",
            "not authorized to do this",
            "error 403",
        ],
    ),
    (
        "trial",
        &[
            "It began when a trial or plan ended",
            "free trial ran out",
            "did not renew",
        ],
    ),
    (
        "garage",
        &["It fails only in some places", "parking garage", "works on Wi-Fi"],
    ),
    ("gone", &["My car has vanished from the app", "car disappeared"]),
    ("login", &["My password is not accepted", "cannot log in"]),
    (
        "twice",
        &["The first starts work, later ones not", "third start refused"],
    ),
];

fn index(locale: &str, signs: &[(&str, &[&str])]) -> Index {
    let language = Language::of(locale);
    let mut vocabulary = Vocabulary::new(language);
    let mut corpus = Corpus::default();
    for (id, texts) in signs {
        let texts = texts.iter().map(|text| (text::words(text, language), 1.0));
        corpus.add(&Id::from(*id), texts, &mut vocabulary);
    }
    corpus.weigh(vocabulary.n_terms(), &[], Some(""));
    Index {
        language,
        vocabulary,
        signs: corpus,
        faq: Corpus::default(),
        answers: Corpus::default(),
        answer_ids: Vec::new(),
        tried: Corpus::default(),
        common: String::new(),
    }
}

/// Typing `typed` finds these signs first, in this order.
#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    check_in(&index("en", ENGLISH), typed, expected);
}

#[track_caller]
fn check_in(index: &Index, typed: &str, expected: &[&str]) {
    let hits = index.signs(typed);
    let found: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(
        found.get(..expected.len()),
        Some(expected),
        "for {typed:?}, found {found:?}"
    );
    if expected.is_empty() {
        assert!(found.is_empty(), "for {typed:?}, found {found:?}");
    }
}

#[test]
fn words_are_found_without_case_accents_and_punctuation() {
    check("AUTHORIZATION FAILED!", &["message"]);
    check("àuthorizâtion…", &["message"]);
}

#[test]
fn misspelt_words_are_found() {
    check("autorization", &["message"]);
    check("authorizaiton fialed", &["message"]);
    check("parkng garge", &["garage"]);
    check("my pasword", &["login"]);
}

#[test]
fn other_forms_of_a_word_are_found() {
    check("authorize", &["message"]);
    check("trials", &["trial"]);
    check("vanishing", &["gone"]);
    check("renewal", &["trial"]);
    let spanish = index("es", &[("pago", &["pagar"]), ("cierre", &["la app se cierra sola"])]);
    check_in(&spanish, "los pagos", &["pago"]);
    check_in(&spanish, "aplicación cerrada, cierran", &["cierre"]);
    let french = index(
        "fr",
        &[("fin", &["l’abonnement est échu"]), ("porte", &["portes verrouillées"])],
    );
    check_in(&french, "mes abonnements", &["fin"]);
    check_in(&french, "verrouiller", &["porte"]);
}

#[test]
fn words_that_are_written_together_or_apart_are_the_same() {
    check("only on wifi", &["garage"]);
    check("WI-FI", &["garage"]);
    check("can’t login", &["login"]);
    check("can't log in", &["login"]);
}

#[test]
fn the_beginning_of_a_word_is_enough_while_it_is_typed() {
    check("disapp", &["gone"]);
    check("par", &["garage"]);
}

#[test]
fn one_sentence_can_hold_several_signs() {
    let hits = index("en", ENGLISH).signs("it says authorization failed since the free trial ran out");
    let clear: Vec<&str> = preselected(&hits).map(Id::as_str).collect();
    assert_eq!(clear, ["trial", "message"]);
}

#[test]
fn words_that_one_sign_explains_do_not_make_another_clear() {
    let index = index(
        "en",
        &[
            ("app", &["app crashes on start", "app crashes"]),
            ("phone", &["phone crashes on start"]),
            ("other", &["coffee"]),
        ],
    );
    let hits = index.signs("app crashes on start");
    let found: Vec<(&str, bool)> = hits.iter().map(|hit| (hit.id.as_str(), hit.clear)).collect();
    assert_eq!(found, [("app", true), ("phone", false)]);
}

#[test]
fn a_hit_tells_which_words_led_to_it() {
    let index = index("en", ENGLISH);
    let hits = index.signs("Help, my Car has disapeared from the app again");
    let hit = hits.first().unwrap();
    assert_eq!(hit.id.as_str(), "gone");
    assert_eq!(hit.words, ["Car", "disapeared"]);
    let pieces = index.pieces("My car has vanished, car and all", hit);
    let marked: Vec<(&str, bool)> = pieces
        .iter()
        .map(|piece| (piece.text.as_str(), piece.matched))
        .collect();
    assert_eq!(
        marked,
        [
            ("My ", false),
            ("car", true),
            (" has vanished, ", false),
            ("car", true),
            (" and all", false)
        ]
    );
}

#[test]
fn words_that_tell_nothing_find_nothing() {
    check("it is what I have", &[]);
    check("", &[]);
    check("¿?", &[]);
}

#[test]
fn a_word_of_another_matter_finds_nothing() {
    check("coffee", &[]);
    check("zzzzqqqq", &[]);
}

#[test]
fn a_language_without_rules_is_searched_word_by_word() {
    let index = index("el", &[("a", &["Το ΑΥΤΟΚΙΝΗΤΟ"]), ("b", &["κλειδί"])]);
    check_in(&index, "αυτοκινητο", &["a"]);
}

#[test]
fn anything_can_be_pasted() {
    let index = index("en", ENGLISH);
    let pasted = ["\0", "’'’'", "🚗🚗🚗", "a\u{301}\u{fffd}", "ǅ ﬀ ß Œ"];
    for text in pasted
        .into_iter()
        .chain([&"trial garage ".repeat(20_000), &"x".repeat(100_000)] as [&str; 2])
    {
        for hit in index.signs(text) {
            assert!(hit.score.is_finite());
            index.pieces(text, &hit);
        }
    }
}

/// Typing `typed` finds these questions, in whatever order, with these of their words marked.
#[track_caller]
fn check_questions(locale: &str, all: &[&str], typed: &str, expected: &[(usize, &[&str])]) {
    let (mut guide, mut texts) = shipped(locale);
    guide.faq.truncate(all.len());
    assert_eq!(guide.faq.len(), all.len(), "the guide has as many");
    let ids: Vec<Id> = guide.faq.iter().map(|entry| entry.id.clone()).collect();
    for (entry, question) in guide.faq.iter_mut().zip(all) {
        entry.sign = None;
        let text = texts.faq.get_mut(&entry.id).unwrap();
        text.question = (*question).to_owned();
        text.answer.clear();
    }
    let index = Index::new(&guide, &texts);
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for hit in index.questions(&guide, &texts, typed) {
        let n = ids.iter().position(|id| *id == hit.id).unwrap();
        let pieces = index.pieces(all[n], &hit);
        let marked = pieces.into_iter().filter(|piece| piece.matched).map(|piece| piece.text);
        found.push((n, marked.collect()));
    }
    found.sort();
    let expected: Vec<(usize, Vec<String>)> = expected
        .iter()
        .map(|(n, marked)| (*n, marked.iter().map(|word| (*word).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected, "for {typed:?}");
}

/// The shipped guide, in this language.
fn shipped(locale: &str) -> (Guide, Texts) {
    let files = ["guide", "en", "es", "fr"].map(|name| {
        let path = format!("guides/toyota-remote-connect/{name}.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        crate::guide::parse::SourceFile { path, text }
    });
    let (guide, texts) = crate::guide::parse::parse(&files).unwrap();
    (guide, texts.into_iter().find(|texts| texts.locale == locale).unwrap())
}

#[test]
fn a_question_is_found_by_any_word_that_it_has() {
    // All but one have “app” or “car”, which so tell next to nothing.
    let english = [
        "Does the app delete my car?",
        "Why did the app stop?",
        "Is my car too old?",
        "Can the app start my car?",
        "Why did the Car’s app sign me out?",
        "Do apps matter?",
        "Is it safe?",
    ];
    let check = |typed: &str, expected: &[(usize, &[&str])]| check_questions("en", &english, typed, expected);
    let app: &[(usize, &[&str])] = &[
        (0, &["app"]),
        (1, &["app"]),
        (3, &["app"]),
        (4, &["app"]),
        (5, &["apps"]),
    ];
    check("app", app);
    check("the APP", app);
    check("car", &[(0, &["car"]), (2, &["car"]), (3, &["car"]), (4, &["Car’s"])]);
    // Words that tell nothing count where there are no others.
    check("why", &[(1, &["Why"]), (4, &["Why"])]);
    check("is it", &[(2, &["Is"]), (6, &["Is", "it"])]);
    check("zzzzqqqq", &[]);
    check("", &[]);
    check_questions(
        "es",
        &[
            "¿La aplicación borra mi coche?",
            "¿Ve el coche la aplicación?",
            "¿Es seguro?",
        ],
        "aplicacion",
        &[(0, &["aplicación"]), (1, &["aplicación"])],
    );
    check_questions(
        "fr",
        &["L’appli efface ma voiture ?", "À quoi sert l’Appli ?", "Est-ce sûr ?"],
        "APPLI",
        &[(0, &["appli"]), (1, &["Appli"])],
    );
    check_questions(
        "fr",
        &["L’appli efface ma voiture ?", "Est-ce sûr ?"],
        "sûr",
        &[(1, &["sûr"])],
    );
    check_questions(
        "fr",
        &["L’appli efface ma voiture ?", "À quoi bon ?"],
        "a",
        &[(0, &["appli"]), (1, &["À"])],
    );
}

#[test]
fn where_nothing_fits_the_questions_with_any_of_the_words_are_found() {
    let all = [
        "Does the app delete my car?",
        "Why did the app stop?",
        "Is my car too old?",
    ];
    check_questions("en", &all, "zzzz app", &[(0, &["app"]), (1, &["app"])]);
}

#[test]
fn every_question_of_the_shipped_guide_is_found_by_each_of_its_words() {
    for locale in ["en", "es", "fr"] {
        let (guide, texts) = shipped(locale);
        let index = Index::new(&guide, &texts);
        for (id, text) in &texts.faq {
            for word in text::words(&text.question, index.language) {
                let hits = index.questions(&guide, &texts, &word.word);
                assert!(
                    hits.iter().any(|hit| hit.id == *id),
                    "{}: “{}” does not find “{}”",
                    texts.locale,
                    word.word,
                    text.question
                );
            }
        }
    }
}

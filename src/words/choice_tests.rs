//! Claims about which language a page is shown in.

use super::choice::{Wishes, is_right_to_left};

fn locales(all: &[&str]) -> Vec<String> {
    all.iter().map(|locale| (*locale).to_owned()).collect()
}

fn wishes(address: &str, saved: &str, browser: &[&str]) -> Wishes {
    let told = |tag: &str| (!tag.is_empty()).then(|| tag.to_owned());
    Wishes {
        address: told(address),
        saved: told(saved),
        browser: locales(browser),
    }
}

#[track_caller]
fn check(wishes: &Wishes, available: &[&str], expected: Option<&str>) {
    assert_eq!(
        wishes.best(&locales(available)),
        expected,
        "{wishes:?} of {available:?}"
    );
}

const ALL: &[&str] = &["en", "es", "fr"];

#[test]
fn the_address_goes_before_the_saved_choice_and_that_before_the_browser() {
    check(&wishes("fr", "es", &["en-US"]), ALL, Some("fr"));
    check(&wishes("", "es", &["en-US"]), ALL, Some("es"));
    check(&wishes("", "", &["es-MX", "en"]), ALL, Some("es"));
    check(&wishes("", "", &[]), ALL, Some("en"));
}

#[test]
fn what_the_guide_does_not_have_is_passed_over() {
    check(&wishes("xx", "es", &["fr"]), ALL, Some("es"));
    check(&wishes("xx", "tlh", &["de-AT", "fr-CA", "en"]), ALL, Some("fr"));
    check(&wishes("es", "", &["de"]), &["de", "fr"], Some("de"));
    check(&wishes("es", "fr", &["en"]), &["de"], Some("de"));
    check(&wishes("es", "", &[]), &[], None);
}

#[test]
fn the_region_decides_only_between_languages_of_one_base() {
    check(&wishes("", "", &["pt-PT", "en"]), &["en", "pt-BR"], Some("pt-BR"));
    check(&wishes("", "", &["pt-PT"]), &["pt-BR", "pt-PT"], Some("pt-PT"));
    check(&wishes("ES-419", "", &["en"]), ALL, Some("es"));
    check(&wishes("fr_CA", "", &["en"]), ALL, Some("fr"));
    check(&wishes("", "", &["e", "espa", "-", ""]), ALL, Some("en"));
}

#[test]
fn rubbish_in_the_address_is_no_language() {
    for rubbish in ["", "../../en", "%65n", "en\u{0}", "\u{1f697}", "--", "e n"] {
        check(&wishes(rubbish, "es", &["en"]), ALL, Some("es"));
    }
}

#[test]
fn where_the_languages_are_not_known_each_wish_is_tried_once_and_the_fallback_last() {
    let spoken = locales(ALL);
    let to_try = |wishes: &Wishes| wishes.to_try(&spoken, "en");
    assert_eq!(to_try(&wishes("fr", "es", &["fr-CA", "de"])), ["fr", "es", "en"]);
    assert_eq!(to_try(&wishes("", "", &["en-GB", "es"])), ["en", "es"]);
    assert_eq!(to_try(&wishes("../x", "", &["de"])), ["en"]);
}

#[test]
fn a_right_to_left_language_is_known_by_its_base() {
    assert!(is_right_to_left("ar-EG"));
    assert!(!is_right_to_left("en"));
}

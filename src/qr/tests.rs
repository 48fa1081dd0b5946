//! Claims about pictures of addresses.

use super::*;

#[test]
fn capital_letters_and_digits_take_a_smaller_picture() {
    let [front, end] = ["https://example.org/#", &"7K2M9QXA".repeat(30)];
    let size = |address: String| draw(&address, front.len()).map(|picture| picture.size);
    assert_eq!(size(format!("{front}{end}")), Some(49));
    assert_eq!(size(format!("{front}{}", end.to_lowercase())), Some(57));
}

#[test]
fn the_finder_in_the_corner_is_drawn_row_by_row() {
    let picture = draw("https://example.org/", 20).expect("short enough");
    assert!(picture.path.starts_with("M0 0h7v1h-7z"), "{}", picture.path);
    assert!(picture.path.contains("M0 1h1v1h-1zM6 1h1v1h-1z"), "{}", picture.path);
}

#[test]
fn an_address_too_long_for_any_picture_has_none() {
    assert_eq!(draw(&"x".repeat(3000), 0), None);
    assert_eq!(draw("é", 1), None);
}

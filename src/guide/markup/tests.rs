//! The Markdown subset, case by case.

use proptest::prelude::*;

use super::{blocks, line};
use crate::guide::{Block, Inline, Inlines, plain};

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn words(words: &str) -> Inlines {
    vec![text(words)]
}

#[track_caller]
fn check(markdown: &str, expected: &[Block]) {
    assert_eq!(blocks(markdown), (expected.to_vec(), Vec::new()));
}

#[track_caller]
fn check_line(markdown: &str, expected: &[Inline]) {
    assert_eq!(line(markdown), (expected.to_vec(), Vec::new()));
}

/// The text is refused at these bytes with these messages.
#[track_caller]
fn check_faults(markdown: &str, expected: &[(usize, &str)]) {
    let faults = blocks(markdown).1;
    let faults: Vec<(usize, &str)> = faults.iter().map(|fault| (fault.at, fault.message.as_str())).collect();
    assert_eq!(faults, expected);
}

#[test]
fn paragraphs_are_parted_by_empty_lines() {
    check("One.\n\nTwo.\n", &[Block::P(words("One.")), Block::P(words("Two."))]);
}

#[test]
fn a_line_break_within_a_paragraph_is_a_space() {
    check_line("One\ntwo.", &[text("One two.")]);
}

#[test]
fn lists_are_numbered_or_not() {
    check("- a\n- b", &[Block::Ul(vec![words("a"), words("b")])]);
    check("1. a\n2. b", &[Block::Ol(vec![words("a"), words("b")])]);
    check(
        "Try:\n\n* a\n\n* b\n\nThen go.",
        &[
            Block::P(words("Try:")),
            Block::Ul(vec![words("a"), words("b")]),
            Block::P(words("Then go.")),
        ],
    );
}

#[test]
fn words_may_be_strong_stressed_code_and_links() {
    check_line(
        "a **b** *c* `d`",
        &[
            text("a "),
            Inline::Strong { strong: words("b") },
            text(" "),
            Inline::Em { em: words("c") },
            text(" "),
            Inline::Code { code: "d".to_owned() },
        ],
    );
    check_line(
        "**[a *b*](https://example.org)**",
        &[Inline::Strong {
            strong: vec![Inline::Link {
                href: "https://example.org".to_owned(),
                link: vec![text("a "), Inline::Em { em: words("b") }],
            }],
        }],
    );
}

#[test]
fn links_lead_to_the_web_a_telephone_a_mailbox_or_this_page() {
    for href in [
        "https://example.org/a?b=c#d",
        "tel:+18003314331",
        "mailto:a@example.org",
        "#faq-why",
    ] {
        check_line(
            &format!("[x]({href})"),
            &[Inline::Link {
                href: href.to_owned(),
                link: words("x"),
            }],
        );
    }
    check_line(
        "<a@example.org>",
        &[Inline::Link {
            href: "mailto:a@example.org".to_owned(),
            link: words("a@example.org"),
        }],
    );
}

#[test]
fn links_elsewhere_are_refused() {
    for href in [
        "http://example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "/faq",
        "faq",
        "#",
        "https://",
    ] {
        let message = format!("a link to \"{href}\", expected https:, tel:, mailto: or #");
        check_faults(&format!("See [x]({href})"), &[(4, &message)]);
    }
    check_faults(
        "[x](<https://a b>)",
        &[(0, "a link to \"https://a b\", expected https:, tel:, mailto: or #")],
    );
    check_faults("[x](#a \"b\")", &[(0, "a link with the title \"b\", expected none")]);
    check_faults("[](#a)", &[(0, "a link without words, expected what it leads to")]);
}

#[test]
fn punctuation_stays_as_written() {
    check_line(
        "\"It's\" -- 'so'... “yes” – no…",
        &[text("\"It's\" -- 'so'... “yes” – no…")],
    );
}

#[test]
fn adjacent_text_is_one_piece() {
    check_line("a &amp; b \\* c [d] | e\nf", &[text("a & b * c [d] | e f")]);
}

#[test]
fn whatever_else_markdown_knows_is_refused() {
    check_faults("# A", &[(0, "a heading, expected paragraphs or lists")]);
    check_faults("A\n===", &[(0, "a heading, expected paragraphs or lists")]);
    check_faults(
        "a\n\n![x](https://example.org/x.png)",
        &[(3, "an image, expected words")],
    );
    check_faults("|a|\n|-|\n|b|", &[(0, "a table, expected paragraphs or lists")]);
    check_faults("> a", &[(0, "a block quote, expected paragraphs or lists")]);
    check_faults("```\na\n```", &[(0, "a code block, expected paragraphs or lists")]);
    check_faults("a\n\n    b", &[(7, "a code block, expected paragraphs or lists")]);
    check_faults("a\n\n---\n\nb", &[(3, "a rule, expected paragraphs or lists")]);
    check_faults("a  \nb", &[(1, "a forced line break, expected a new paragraph")]);
    check_faults("a <b>b", &[(2, "raw HTML \"<b>\", expected Markdown")]);
    check_faults(
        "<div>\na\n</div>",
        &[
            (0, "raw HTML \"<div>\", expected Markdown"),
            (6, "raw HTML \"a\", expected Markdown"),
            (8, "raw HTML \"</div>\", expected Markdown"),
        ],
    );
    check_faults("<!-- a -->", &[(0, "raw HTML \"<!-- a -->\", expected Markdown")]);
    check_faults("- a\n  - b\n- c", &[(6, "a list within a list, expected one level")]);
    check_faults(
        "- a\n\n  b",
        &[(7, "a list item of several paragraphs, expected one paragraph per item")],
    );
    check_faults("- a\n-", &[(4, "an empty list item, expected text")]);
    check_faults("3. a", &[(0, "a list that starts at 3, expected 1")]);
    check_faults("[a]: https://example.org", &[(0, "no words, expected text")]);
}

#[test]
fn a_line_is_one_paragraph() {
    let fault = |markdown: &str| line(markdown).1.first().map(|fault| fault.message.clone());
    assert_eq!(fault("a\n\nb").as_deref(), Some("2 paragraphs, expected one"));
    assert_eq!(fault("- a").as_deref(), Some("a list, expected one paragraph"));
    assert_eq!(fault("a\n\n- b").as_deref(), Some("a list, expected one paragraph"));
    assert_eq!(fault("# a").as_deref(), Some("a heading, expected paragraphs or lists"));
}

#[test]
fn markup_may_not_nest_without_end() {
    let deep = format!("{}x{}", "*a **b ".repeat(4000), "** a*".repeat(4000));
    let (_, faults) = blocks(&deep);
    assert_eq!(
        faults.first().map(|fault| fault.message.as_str()),
        Some("markup nested too deep, expected plainer words")
    );
}

proptest! {
    #[test]
    fn no_markdown_panics(markdown in "(?s)([-*_`>#|\\[\\]()<!&;:/ \\n0-9a-z.é]|https://|\\n\\n){0,60}") {
        let _ = line(&markdown);
    }

    #[test]
    fn plain_words_stay_as_they_are(text in "[a-zé]{1,8}( [a-zé]{1,8}){0,6}") {
        prop_assert_eq!(plain(&line(&text).0), text);
    }
}

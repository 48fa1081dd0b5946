//! JSON read and written: what serde_json reads is read alike, what it refuses is refused.

use proptest::prelude::*;

use super::{Error, Kind, Value, parse, to_string, write_number};

/// The tree as serde_json has it.
fn plain(value: &Value) -> serde_json::Value {
    match &value.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Bool(truth) => (*truth).into(),
        Kind::Number(number) => (*number).into(),
        Kind::Text(text) => text.clone().into(),
        Kind::List(list) => list.iter().map(plain).collect(),
        Kind::Table(fields) => fields.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
    }
}

/// The same with every number as a float.
fn floats(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Number(number) => number.as_f64().into(),
        serde_json::Value::Array(list) => list.into_iter().map(floats).collect(),
        serde_json::Value::Object(table) => table.into_iter().map(|(key, value)| (key, floats(value))).collect(),
        other => other,
    }
}

#[track_caller]
fn check(text: &str) {
    let expected = serde_json::from_str(text).map(floats).ok();
    assert_eq!(parse(text).ok().as_ref().map(plain), expected, "{text}");
}

#[track_caller]
fn check_wrong(text: &str, expected: &str) {
    assert_eq!(parse(text).map_err(|error| error.to_string()), Err(expected.to_owned()));
}

#[test]
fn what_serde_json_reads_is_read_alike() {
    for text in [
        " null ",
        "[]",
        "{}",
        "[true, false]",
        r#"{"a": [1, {"b": "c"}], "a": 2}"#,
        r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude97é🚗""#,
        "0",
        "-0.5",
        "12e3",
        "1E-7",
        "1.25e+2",
        "0.1",
        "123456789.125",
        "1e22",
        "3.141592653589793",
        "1764075600000.5",
    ] {
        check(text);
    }
}

#[test]
fn what_serde_json_refuses_is_refused() {
    for text in [
        "",
        "nul",
        "nullx",
        "[1,]",
        "[1 2]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "\"",
        "\"\t\"",
        r#""\x""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ude97""#,
        r#""\ud83d\u0041""#,
        "[",
        "[1",
        "{\"a\":",
        "1 2",
        "1e999",
        "'a'",
    ] {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_mistake_says_where_it_is() {
    check_wrong("", "EOF while parsing a value at line 1 column 0");
    check_wrong("[1,\n 2,\n x]", "expected value at line 3 column 2");
    check_wrong("{\"a\" 1}", "expected `:` at line 1 column 6");
}

#[test]
fn depth_has_an_end() {
    let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(parse(&nested(127)).is_ok());
    assert!(matches!(parse(&nested(128)), Err(Error { column: 128, .. })));
    assert!(parse(&"[".repeat(1_000_000)).is_err());
}

#[test]
fn numbers_are_written_as_short_as_may_be() {
    for (number, expected) in [
        (0.0, "0"),
        (1.0, "1"),
        (-2.5, "-2.5"),
        (0.1, "0.1"),
        (0.05, "0.05"),
        (1764075600000.0, "1764075600000"),
        (1e-7, "0.0000001"),
        (0.3333333333333333, "0.3333333333333333"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
    ] {
        let mut out = String::new();
        write_number(number, &mut out);
        assert_eq!(out, expected);
    }
}

proptest! {
    #[test]
    fn texts_come_back(text in any::<String>()) {
        let written = to_string(&text);
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(parse(&written).unwrap().kind, Kind::Text(text));
    }

    #[test]
    fn decimals_come_back(digits in -999_999_999_999_999i64..=999_999_999_999_999, decimals in 0i32..16) {
        let number: f64 = format!("{digits}e-{decimals}").parse().unwrap();
        let written = to_string(&number);
        prop_assert_eq!(parse(&written).unwrap().kind, Kind::Number(number));
        prop_assert_eq!(written.parse::<f64>().unwrap(), number);
    }

    #[test]
    fn any_number_comes_back_nearly(number in any::<f64>().prop_filter("of a size that is met", |number| (1e-250..1e300).contains(&number.abs()))) {
        let Kind::Number(read) = parse(&to_string(&number)).unwrap().kind else { panic!("no number") };
        prop_assert!((read - number).abs() <= number.abs() * 1e-13, "{} {}", number, read);
    }

    #[test]
    fn what_serde_json_refuses_and_nothing_else_is_refused(text in "[\\[\\]{}\",:a-z0-9.eE+ \\\\-]{0,12}") {
        let expected = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        prop_assert_eq!(parse(&text).is_ok(), expected);
    }
}

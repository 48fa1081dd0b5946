//! What was met in each case, for people and for programs.

use std::fmt::Write;
use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{Played, Summary};

/// Three lines a case: how it went, the signs, the cards.
pub fn table(played: &[Played]) -> String {
    let mut table = String::new();
    for row in played {
        let rank = row.rank_typed.map_or("None".to_owned(), |rank| rank.to_string());
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "#{:>2} {} {:<20} rank typed {rank}  {}+{} -> {}\n    ticked {} | said {}\n    {}",
            row.case,
            row.locale,
            row.cause,
            row.questions,
            row.actions,
            row.end,
            list(&row.ticked),
            list(&row.named),
            row.steps.join(" "),
        );
    }
    table
}

fn list(ids: &[String]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    format!("[{}]", quoted.join(", "))
}

/// The summary as one line of JSON, or with rows `{"summary": …, "rows": […]}`, and no line break.
pub fn json(summary: &Summary, rows: Option<&[Played]>) -> String {
    #[derive(Serialize)]
    struct Whole<'a> {
        summary: &'a Summary,
        rows: &'a [Played],
    }
    match rows {
        Some(rows) => spaced(&Whole { summary, rows }),
        None => spaced(summary),
    }
}

fn spaced(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Spaced);
    // Keys are text and numbers finite, so there is nothing that JSON cannot hold.
    let _ = value.serialize(&mut writer);
    String::from_utf8(bytes).unwrap_or_default()
}

/// A space behind each comma and colon.
struct Spaced;

impl Spaced {
    fn comma<W: ?Sized + io::Write>(writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }
}

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        Self::comma(writer, first)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        Self::comma(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

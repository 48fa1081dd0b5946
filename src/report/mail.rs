//! The report as a letter: an address that opens the visitor's mail program.

/// The longest address that every mail program takes is a little over 2000 letters.
pub const LONGEST: usize = 1990;

/// The address of a letter without a recipient.
///
/// Where the report is too long its end is left out, whole lines at a time, and `cut` says so. `encode` makes text
/// part of an address, as `encodeURIComponent` does.
pub fn address(subject: &str, report: &str, cut: &str, encode: &dyn Fn(&str) -> String) -> String {
    let mut address = format!("mailto:?subject={}&body=", encode(subject));
    let end = format!("{}{}", NEW_LINE, encode(cut));
    let lines: Vec<String> = report
        .lines()
        .map(|line| format!("{}{NEW_LINE}", encode(line)))
        .collect();
    let length: usize = lines.iter().map(String::len).sum();
    let whole = address.len().saturating_add(length) <= LONGEST;
    let room = if whole {
        LONGEST
    } else {
        LONGEST.saturating_sub(end.len())
    };
    for line in &lines {
        if address.len().saturating_add(line.len()) > room {
            break;
        }
        address.push_str(line);
    }
    if !whole {
        address.push_str(&end);
    }
    address
}

/// How a line ends in the body of a letter (RFC 6068).
const NEW_LINE: &str = "%0D%0A";

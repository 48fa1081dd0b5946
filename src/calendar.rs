//! A day to be reminded of, as a calendar file (iCalendar, RFC 5545).

/// A day of the Gregorian calendar, from year 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// What stands in the calendar on a day.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The day, all of it.
    pub day: Day,
    /// What it is about, in a line.
    pub title: &'a str,
    /// What to do then.
    pub note: &'a str,
    /// The owner is reminded at 9 in the morning so many days before; at least 1.
    pub days_before: u16,
    /// Names it for all time: the same name in another file replaces it.
    pub uid: &'a str,
    /// When the file is made, as `2026-11-24T20:15:00.000Z`.
    pub made: &'a str,
}

/// Longest line, in bytes, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

impl Day {
    /// Reads `2027-03-05`, as a field for dates gives it.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |n_digits: usize| {
            let part = parts.next().filter(|part| part.len() == n_digits)?;
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let is_real = year > 0 && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        (is_real && parts.next().is_none()).then_some(Self {
            year,
            month: month as u8,
            day: day as u8,
        })
    }

    /// How many days after 1970-01-01 it is (H. Hinnant, `days_from_civil`).
    pub fn since_1970(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        // The year begins in March, so that the leap day ends it.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let day_of_year = (153 * month + 2) / 5 + day - 1;
        365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The calendar file.
///
/// Written out here, as what it takes is less than what a crate for it would weigh.
pub fn file(event: &Event) -> String {
    let Day { year, month, day } = event.day;
    let mut stamp: String = event
        .made
        .chars()
        .take_while(|c| *c != '.')
        .filter(|c| !"-:Z".contains(*c))
        .collect();
    stamp.push('Z');
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    let (title, note) = (escaped(event.title), escaped(event.note));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Fixpath//Fixpath//EN");
    line("BEGIN", "VEVENT");
    line("UID", event.uid);
    line("DTSTAMP", &stamp);
    line("DTSTART;VALUE=DATE", &format!("{year:04}{month:02}{day:02}"));
    line("SUMMARY", &title);
    line("DESCRIPTION", &note);
    line("TRANSP", "TRANSPARENT");
    line("BEGIN", "VALARM");
    line("ACTION", "DISPLAY");
    line("DESCRIPTION", &title);
    // Counted back from midnight, at which the day begins: 15 hours less than whole days is 9 in the morning.
    line("TRIGGER", &format!("-P{}DT15H", event.days_before.saturating_sub(1)));
    line("END", "VALARM");
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    out
}

/// What means something in a text is escaped (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().filter(|letter| *letter != '\r') {
        match letter {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// Adds a line, folded between letters; each further line begins with a space.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use icalendar::parser::{Component, read_calendar, unfold};
    use proptest::prelude::*;

    use super::*;

    fn event<'a>(title: &'a str, note: &'a str) -> Event<'a> {
        Event {
            day: Day::read("2027-03-05").unwrap(),
            title,
            note,
            days_before: 7,
            uid: "demo-renew-20270305@fixpath",
            made: "2026-11-24T20:15:00.000Z",
        }
    }

    /// The value of a property as a calendar program reads it.
    #[track_caller]
    fn value(component: &Component, name: &str) -> String {
        let found = component.properties.iter().find(|property| property.name == name);
        found.unwrap_or_else(|| panic!("no {name}")).val.to_string()
    }

    #[test]
    fn a_calendar_program_reads_an_all_day_event_with_an_alarm() {
        let text = file(&event("Renew", "See the app."));
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        let [event] = calendar.components.as_slice() else {
            panic!("one event")
        };
        assert_eq!(event.name, "VEVENT");
        for (name, expected) in [
            ("UID", "demo-renew-20270305@fixpath"),
            ("DTSTAMP", "20261124T201500Z"),
            ("DTSTART", "20270305"),
            ("SUMMARY", "Renew"),
            ("DESCRIPTION", "See the app."),
        ] {
            assert_eq!(value(event, name), expected);
        }
        let [alarm] = event.components.as_slice() else {
            panic!("one alarm")
        };
        assert_eq!(value(alarm, "TRIGGER"), "-P6DT15H");
        assert_eq!(value(alarm, "ACTION"), "DISPLAY");
    }

    #[test]
    fn only_days_that_there_are_can_be_read() {
        for text in [
            "2027-02-29",
            "2100-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-04-31",
            "0000-01-01",
            "2027-3-5",
            "",
            "2027-03-05T",
            "+027-03-05",
            "2027-03-05-01",
            "２027-03-05",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-24", 20_781),
            ("0001-01-01", -719_162),
        ] {
            assert_eq!(Day::read(text).map(Day::since_1970), Some(days), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_comes_through_in_lines_of_at_most_75_bytes(title in "[^\\p{Cc}]{1,120}", note in "[^\\p{Cc}]{1,80}(\n[^\\p{Cc}]{1,80})?") {
            let text = file(&event(&title, &note));
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}", text);
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{}", text);
            let unfolded = unfold(&text);
            let calendar = read_calendar(&unfolded).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let event = &calendar.components[0];
            prop_assert_eq!(value(event, "SUMMARY"), title);
            prop_assert_eq!(value(event, "DESCRIPTION"), note);
        }
    }
}

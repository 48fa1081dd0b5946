//! A second copy of a record, which knows what the record replaced.
//!
//! Where something else is kept in the record's place, that tells what is older from what somebody else wrote.

use super::code;

/// How many replaced records a copy knows: more than anybody makes in the time that a browser holds them back.
const N_REPLACED: usize = 64;

/// A record with the marks of those that it replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    /// Hashes as eight digits each, the oldest first.
    replaced: String,
    record: String,
}

impl Copy {
    /// Reads what [`Copy::to_text`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (replaced, record) = text.split_once('\n').filter(|(marks, _)| marks.is_ascii())?;
        Some(Self {
            replaced: replaced.to_owned(),
            record: record.to_owned(),
        })
    }

    /// One line of marks, then the record.
    pub fn to_text(&self) -> String {
        [self.replaced.as_str(), self.record.as_str()].join("\n")
    }

    /// Takes `record`, which has come in the place of `kept`; nothing counts as a record without a letter.
    pub fn replace(&mut self, kept: Option<&str>, record: String) {
        self.replaced.push_str(&mark(kept));
        let too_many = self.replaced.len().saturating_sub(N_REPLACED * mark(None).len());
        self.replaced = self.replaced.split_off(too_many);
        self.record = record;
    }

    /// What is to stand where `kept` does, if that is older. Nothing always is: a browser that is killed again and again
    /// before it writes has never kept anything.
    pub fn newer_than(&self, kept: Option<&str>) -> Option<&str> {
        let kept = kept.filter(|kept| !kept.is_empty());
        let is_older = kept.is_none_or(|_| self.replaced.contains(&mark(kept)));
        (is_older && kept.unwrap_or_default() != self.record).then_some(&self.record)
    }
}

/// Ends with a space, so that no mark is found across two others.
fn mark(record: Option<&str>) -> String {
    format!("{:08x} ", code::hash(record.unwrap_or_default().bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy_of(records: &[&str]) -> Copy {
        let mut copy = Copy::default();
        let mut kept = None;
        for record in records {
            copy.replace(kept, (*record).to_owned());
            kept = Some(*record);
        }
        copy
    }

    #[test]
    fn nothing_is_older_however_much_was_replaced() {
        let records: Vec<String> = (0..=N_REPLACED).map(|n| n.to_string()).collect();
        let copy = copy_of(&records.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(copy.newer_than(None), records.last().map(String::as_str));
        assert_eq!(Copy::default().newer_than(None), None);
    }

    #[test]
    fn it_mends_what_it_replaced_and_nothing_else() {
        let copy = copy_of(&["one", "two", "three"]);
        for older in [None, Some(""), Some("one"), Some("two")] {
            assert_eq!(copy.newer_than(older), Some("three"), "{older:?}");
        }
        for other in ["three", "four", "three "] {
            assert_eq!(copy.newer_than(Some(other)), None, "{other}");
        }
        assert_eq!(Copy::default().newer_than(None), None);
    }

    #[test]
    fn what_came_back_by_undoing_is_not_older_than_itself() {
        let copy = copy_of(&["one", "two", "one"]);
        assert_eq!(copy.newer_than(Some("one")), None);
        assert_eq!(copy.newer_than(Some("two")), Some("one"));
    }

    #[test]
    fn it_forgets_the_oldest() {
        let records: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let records: Vec<&str> = records.iter().map(String::as_str).collect();
        let copy = copy_of(&records);
        assert_eq!(copy.newer_than(Some("98")), Some("99"));
        assert_eq!(copy.newer_than(Some("35")), Some("99"));
        assert_eq!(copy.newer_than(Some("34")), None);
        assert_eq!(copy.replaced.len(), N_REPLACED * 9);
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let copy = copy_of(&["one", "two\nlines", ""]);
        assert_eq!(Copy::read(&copy.to_text()), Some(copy));
        for rubbish in ["", "rubbish", "\u{e9}\n{}"] {
            assert_eq!(Copy::read(rubbish), None, "{rubbish:?}");
        }
    }
}

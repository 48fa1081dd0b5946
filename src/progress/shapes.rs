//! How a record is stored as JSON.

use super::carry::Marks;
use super::{Change, Progress, Said, Subject, Visit};
use crate::guide::Id;
use crate::json::{Read, Table, Value, Write, Wrong};
use crate::{readable, writable};

/// What every version of the record has.
pub(super) struct Head {
    pub(super) version: u32,
}

readable! {
    Head "a record" { version, }
    Progress "a record" {
        version, guide, revision, log, cursor, ticks?, prevention?, platform?, timers?, confirmed?, ignored?, visit?,
        writes?,
    }
    Visit "a visit" { place, since, }
    Change "a change" { at, set, times?, marks?, }
    Marks "marks" { ticks?, prevention?, platform?, timers?, confirmed?, }
}

writable! {
    Progress {
        version, guide, revision, log, cursor, ticks?, prevention?, platform?, timers?, confirmed?, ignored?, visit?,
        writes?,
    }
    Visit { place, since, }
    Change { at, set, times?, marks?, }
    Marks { ticks?, prevention?, platform?, timers?, confirmed?, }
}

impl Write for Id {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

/// Writes a name, with what belongs to it.
fn variant(name: &str, id: Option<&Id>, out: &mut String) {
    let Some(id) = id else {
        return name.write(out);
    };
    let mut table = Table::new(out);
    table.field(name, id);
    table.end();
}

impl Write for Subject {
    fn write(&self, out: &mut String) {
        let (name, id) = match self {
            Self::Start => ("start", None),
            Self::Sign(id) => ("sign", Some(id)),
            Self::NoSigns => ("no-signs", None),
            Self::Question(id) => ("question", Some(id)),
            Self::Action(id) => ("action", Some(id)),
            Self::Service => ("service", None),
        };
        variant(name, id, out);
    }
}

impl Read for Subject {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.variant()? {
            ("start", None) => Ok(Self::Start),
            ("sign", Some(id)) => Id::read(id).map(Self::Sign),
            ("no-signs", None) => Ok(Self::NoSigns),
            ("question", Some(id)) => Id::read(id).map(Self::Question),
            ("action", Some(id)) => Id::read(id).map(Self::Action),
            ("service", None) => Ok(Self::Service),
            _ => Err(value.is_not("what an entry is about")),
        }
    }
}

impl Write for Said {
    fn write(&self, out: &mut String) {
        let (name, id) = match self {
            Self::So => ("so", None),
            Self::Answer(id) => ("answer", Some(id)),
            Self::NotSure => ("not-sure", None),
            Self::Later => ("later", None),
            Self::Fixed => ("fixed", None),
            Self::NotFixed => ("not-fixed", None),
            Self::CantDo => ("cant-do", None),
        };
        variant(name, id, out);
    }
}

impl Read for Said {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.variant()? {
            ("so", None) => Ok(Self::So),
            ("answer", Some(id)) => Id::read(id).map(Self::Answer),
            ("not-sure", None) => Ok(Self::NotSure),
            ("later", None) => Ok(Self::Later),
            ("fixed", None) => Ok(Self::Fixed),
            ("not-fixed", None) => Ok(Self::NotFixed),
            ("cant-do", None) => Ok(Self::CantDo),
            _ => Err(value.is_not("what was said")),
        }
    }
}

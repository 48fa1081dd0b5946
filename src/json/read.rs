//! Shapes from the tree.

use super::{Kind, Value};
use crate::sorted::{Map, Set};

/// What is wrong, found at the end of a value.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub(super) end: usize,
    pub(super) reason: String,
}

impl Wrong {
    pub(super) fn new(end: usize, reason: impl Into<String>) -> Self {
        Self {
            end,
            reason: reason.into(),
        }
    }
}

/// What can be taken from a tree.
pub trait Read: Sized {
    /// True for what a table may have nothing of.
    const MAY_BE_ABSENT: bool = false;

    /// Takes it from a value.
    ///
    /// # Errors
    /// With the first thing that is not as it has to be.
    fn read(value: &Value) -> Result<Self, Wrong>;
}

/// A table whose fields are taken by their names.
///
/// A field that is wrong reads as nothing, and the first such mistake is told at the end: one way out of a shape
/// is a small program, one out of each of its fields is a large one.
pub struct Shape<'a> {
    fields: &'a [(String, Value)],
    end: usize,
    wrong: Option<Wrong>,
}

impl<'a> Shape<'a> {
    /// The value of a field that may be missing.
    #[inline(never)]
    pub fn find(&self, name: &str) -> Option<&'a Value> {
        let mut fields = self.fields.iter().rev();
        fields.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A field that has to be there, unless its type does without.
    pub fn field<T: Read + Default>(&mut self, name: &str) -> T {
        match self.find(name) {
            Some(value) => self.noted(T::read(value)),
            None => {
                if !T::MAY_BE_ABSENT {
                    self.missing(name);
                }
                T::default()
            }
        }
    }

    /// A field that may be missing.
    pub fn maybe<T: Read + Default>(&mut self, name: &str) -> T {
        match self.find(name) {
            Some(value) => self.noted(T::read(value)),
            None => T::default(),
        }
    }

    /// What was made of the fields.
    ///
    /// # Errors
    /// With the first of them that was wrong.
    pub fn done<T>(self, made: T) -> Result<T, Wrong> {
        match self.wrong {
            None => Ok(made),
            Some(wrong) => Err(wrong),
        }
    }

    fn noted<T: Default>(&mut self, read: Result<T, Wrong>) -> T {
        read.unwrap_or_else(|wrong| {
            self.note(wrong);
            T::default()
        })
    }

    #[inline(never)]
    fn note(&mut self, wrong: Wrong) {
        if self.wrong.is_none() {
            self.wrong = Some(wrong);
        }
    }

    #[inline(never)]
    fn missing(&mut self, name: &str) {
        self.note(Wrong::new(self.end, format!("missing field `{name}`")));
    }
}

impl Value {
    /// Its fields, if it is a table.
    ///
    /// # Errors
    /// When it is something else; `expected` says what it has to be.
    pub fn shape(&self, expected: &str) -> Result<Shape<'_>, Wrong> {
        match &self.kind {
            Kind::Table(fields) => Ok(Shape {
                fields,
                end: self.end,
                wrong: None,
            }),
            _ => Err(self.is_not(expected)),
        }
    }

    /// The one name in it, with what belongs to the name: `"name"`, or `{"name": value}`.
    ///
    /// # Errors
    /// When it is something else.
    pub fn variant(&self) -> Result<(&str, Option<&Value>), Wrong> {
        match &self.kind {
            Kind::Text(name) => Ok((name, None)),
            Kind::Table(fields) => match fields.as_slice() {
                [(name, value)] => Ok((name, Some(value))),
                _ => Err(self.is_not("an object with one name")),
            },
            _ => Err(self.is_not("a name")),
        }
    }

    /// Its values, if it is a list.
    ///
    /// # Errors
    /// When it is something else.
    pub fn list(&self) -> Result<&[Self], Wrong> {
        match &self.kind {
            Kind::List(list) => Ok(list),
            _ => Err(self.is_not("a list")),
        }
    }

    /// Says that something else was expected.
    #[inline(never)]
    pub fn is_not(&self, expected: &str) -> Wrong {
        let found = match &self.kind {
            Kind::Null => "null".to_owned(),
            Kind::Bool(truth) => format!("`{truth}`"),
            Kind::Number(number) => {
                let mut digits = "number `".to_owned();
                super::write_number(*number, &mut digits);
                digits + "`"
            }
            Kind::Text(text) => format!("string \"{text}\""),
            Kind::List(_) => "a list".to_owned(),
            Kind::Table(_) => "an object".to_owned(),
        };
        self.is_wrong(&format!("found {found}, expected {expected}"))
    }

    /// Says what is wrong with it.
    pub fn is_wrong(&self, reason: &str) -> Wrong {
        Wrong::new(self.end, reason)
    }

    fn whole(&self, most: f64) -> Result<f64, Wrong> {
        match self.kind {
            Kind::Number(number) if (0.0..=most).contains(&number) && number.trunc() == number => Ok(number),
            _ => Err(self.is_not("a whole number")),
        }
    }
}

impl Read for bool {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.kind {
            Kind::Bool(truth) => Ok(truth),
            _ => Err(value.is_not("true or false")),
        }
    }
}

impl Read for f64 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.kind {
            Kind::Number(number) => Ok(number),
            _ => Err(value.is_not("a number")),
        }
    }
}

impl Read for u32 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        value.whole(f64::from(Self::MAX)).map(|number| number as Self)
    }
}

impl Read for u64 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        value.whole(9_007_199_254_740_992.0).map(|number| number as Self)
    }
}

impl Read for usize {
    fn read(value: &Value) -> Result<Self, Wrong> {
        u32::read(value).map(|number| Self::try_from(number).unwrap_or(Self::MAX))
    }
}

impl Read for String {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match &value.kind {
            Kind::Text(text) => Ok(text.clone()),
            _ => Err(value.is_not("a string")),
        }
    }
}

impl<T: Read> Read for Option<T> {
    const MAY_BE_ABSENT: bool = true;

    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.kind {
            Kind::Null => Ok(None),
            _ => T::read(value).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        let mut all = Self::new();
        for value in value.list()? {
            all.push(T::read(value)?);
        }
        Ok(all)
    }
}

impl<T: Read + Ord> Read for Set<T> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        let mut all = Self::new();
        for value in value.list()? {
            all.insert(T::read(value)?);
        }
        Ok(all)
    }
}

impl<K: From<String> + Ord, V: Read> Read for Map<K, V> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        let mut all = Self::new();
        for (key, value) in value.shape("an object")?.fields {
            all.insert(K::from(key.clone()), V::read(value)?);
        }
        Ok(all)
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.list()? {
            [first, second] => Ok((A::read(first)?, B::read(second)?)),
            _ => Err(value.is_not("a list of two")),
        }
    }
}

/// Makes structs readable: `Struct "what it is" { field, field_that_may_be_missing?, … }`.
#[macro_export]
macro_rules! readable {
    ($($name:ident $what:literal { $($fields:tt)* })+) => {
        $(impl $crate::json::Read for $name {
            fn read(value: &$crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                let mut shape = value.shape($what)?;
                let made = $crate::readable!(@ shape [] $($fields)*);
                shape.done(made)
            }
        })+
    };
    (@ $shape:ident [$($done:tt)*] $field:ident?, $($rest:tt)*) => {
        $crate::readable!(@ $shape [$($done)* $field: $shape.maybe(stringify!($field)),] $($rest)*)
    };
    (@ $shape:ident [$($done:tt)*] $field:ident, $($rest:tt)*) => {
        $crate::readable!(@ $shape [$($done)* $field: $shape.field(stringify!($field)),] $($rest)*)
    };
    (@ $shape:ident [$($done:tt)*]) => {
        Self { $($done)* }
    };
}

//! Values as JSON.

use std::fmt::Write as _;

use super::write_number;
use crate::sorted::{Map, Set};

/// What can be written.
pub trait Write {
    /// Appends it to a text.
    fn write(&self, out: &mut String);

    /// True if a table that may leave it out does so.
    fn is_blank(&self) -> bool {
        false
    }
}

/// A table that is being written.
pub struct Table<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> Table<'a> {
    /// Begins a table.
    pub fn new(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, is_first: true }
    }

    /// Adds a field.
    pub fn field(&mut self, name: &str, value: &dyn Write) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        name.write(self.out);
        self.out.push(':');
        value.write(self.out);
    }

    /// Adds a field, unless there is nothing in it.
    pub fn maybe(&mut self, name: &str, value: &dyn Write) {
        if !value.is_blank() {
            self.field(name, value);
        }
    }

    /// Ends the table.
    pub fn end(self) {
        self.out.push('}');
    }
}

/// Appends a list.
fn list<'a>(values: impl Iterator<Item = &'a dyn Write>, out: &mut String) {
    let open = out.len();
    for value in values {
        out.push(',');
        value.write(out);
    }
    if out.len() == open {
        out.push('[');
    } else {
        // In place of the first comma.
        out.replace_range(open..=open, "[");
    }
    out.push(']');
}

impl Write for str {
    fn write(&self, out: &mut String) {
        out.push('"');
        for letter in self.chars() {
            match letter {
                '"' | '\\' => out.extend(['\\', letter]),
                '\n' => out.push_str("\\n"),
                '\0'..='\u{1f}' => {
                    let _ = write!(out, "\\u{:04x}", u32::from(letter));
                }
                _ => out.push(letter),
            }
        }
        out.push('"');
    }
}

impl Write for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl<T: Write + ?Sized> Write for &T {
    fn write(&self, out: &mut String) {
        (*self).write(out);
    }
}

impl Write for f64 {
    fn write(&self, out: &mut String) {
        write_number(*self, out);
    }
}

/// A table that may leave it out says nothing of what is not so.
impl Write for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn is_blank(&self) -> bool {
        !self
    }
}

impl Write for u32 {
    fn write(&self, out: &mut String) {
        write_number(f64::from(*self), out);
    }
}

impl Write for usize {
    fn write(&self, out: &mut String) {
        write_number(*self as f64, out);
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        list(self.iter().map(|value| value as &dyn Write), out);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Write> Write for Set<T> {
    fn write(&self, out: &mut String) {
        list(self.iter().map(|value| value as &dyn Write), out);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<K: AsRef<str>, V: Write> Write for Map<K, V> {
    fn write(&self, out: &mut String) {
        let mut table = Table::new(out);
        for (key, value) in self {
            table.field(key.as_ref(), value);
        }
        table.end();
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<A: Write, B: Write> Write for (A, B) {
    fn write(&self, out: &mut String) {
        let both: [&dyn Write; 2] = [&self.0, &self.1];
        list(both.into_iter(), out);
    }
}

/// Makes structs writable, with all their fields: `Struct { field, field_left_out_where_empty?, … }`.
#[macro_export]
macro_rules! writable {
    ($($name:ident $(<$life:lifetime>)? { $($fields:tt)* })+) => {
        $(impl $(<$life>)? $crate::json::Write for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                let mut table = $crate::json::Table::new(out);
                $crate::writable!(@ self table [] $($fields)*);
                table.end();
            }
        })+
    };
    (@ $this:ident $table:ident [$($field:ident)*] $next:ident?, $($rest:tt)*) => {
        $table.maybe(stringify!($next), &$this.$next);
        $crate::writable!(@ $this $table [$($field)* $next] $($rest)*);
    };
    (@ $this:ident $table:ident [$($field:ident)*] $next:ident, $($rest:tt)*) => {
        $table.field(stringify!($next), &$this.$next);
        $crate::writable!(@ $this $table [$($field)* $next] $($rest)*);
    };
    (@ $this:ident $table:ident [$($field:ident)*]) => {
        // No field is forgotten.
        let Self { $($field: _),* } = $this;
    };
}

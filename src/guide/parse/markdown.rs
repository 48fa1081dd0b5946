//! Fields in Markdown: read, marked up, and their faults placed where they stand within the string.

use super::node::{Node, Value};
use super::notes::Notes;
use crate::guide::markup::{self, Fault};
use crate::guide::{Blocks, Inlines};

const BLOCKS: &str = "paragraphs or lists";
const LINE: &str = "one paragraph";

impl<'i> Node<'_, 'i> {
    /// Paragraphs and lists.
    pub fn blocks(&mut self, notes: &mut Notes, key: &str) -> Blocks {
        let value = self.need(notes, key, BLOCKS);
        value.map_or_else(Blocks::new, |value| self.marked_up(notes, key, value, markup::blocks))
    }

    pub fn opt_blocks(&mut self, notes: &mut Notes, key: &str) -> Option<Blocks> {
        let value = self.get(notes, key)?;
        Some(self.marked_up(notes, key, value, markup::blocks))
    }

    /// One paragraph.
    pub fn line(&mut self, notes: &mut Notes, key: &str) -> Inlines {
        self.need(notes, key, LINE)
            .map_or_else(Inlines::new, |value| self.as_line(notes, key, value))
    }

    pub fn opt_line(&mut self, notes: &mut Notes, key: &str) -> Option<Inlines> {
        let value = self.get(notes, key)?;
        Some(self.as_line(notes, key, value))
    }

    pub fn as_line(&self, notes: &mut Notes, key: &str, value: &Value<'i>) -> Inlines {
        self.marked_up(notes, key, value, markup::line)
    }

    fn marked_up<T: Default>(
        &self,
        notes: &mut Notes,
        key: &str,
        value: &Value<'i>,
        read: fn(&str) -> (T, Vec<Fault>),
    ) -> T {
        let Some(text) = self.as_text(notes, key, value) else {
            return T::default();
        };
        let (tree, faults) = read(&text);
        for fault in faults {
            let span = notes.within(value.span(), fault.at..fault.end);
            self.say(notes, "markup", span, format!("{key} has {}", fault.message));
        }
        tree
    }
}

//! The small Markdown subset of the texts, to the typed tree that the page draws.
//!
//! Paragraphs, lists, `**strong**`, `*stressed*`, `` `code` `` and links; whatever else Markdown knows is a [`Fault`],
//! so no raw HTML, image, heading or table can reach the page.
//! Punctuation stays as the author wrote it; a line break within a paragraph is a space.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::bundle::is_link_target;
use super::{Block, Blocks, Inline, Inlines};

#[cfg(test)]
mod tests;

/// Something outside the subset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte of the text at which it stands.
    pub at: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is, and what was expected.
    pub message: String,
}

/// Strong within stressed within a link, and so on: deeper than anyone writes on purpose.
const DEEPEST: usize = 8;

/// The text as paragraphs and lists, and what stands outside the subset.
pub(super) fn blocks(text: &str) -> (Blocks, Vec<Fault>) {
    let mut builder = Builder::default();
    // Tables are switched on to be refused; left off they would pass as text full of bars.
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        builder.take(event, range);
    }
    let none_left = builder.blocks.is_empty() && builder.faults.is_empty();
    if none_left {
        builder.fault(0, "no words", "text");
    }
    (builder.blocks, builder.faults)
}

/// The text as one paragraph, and what stands outside the subset.
pub(super) fn line(text: &str) -> (Inlines, Vec<Fault>) {
    let (blocks, mut faults) = blocks(text);
    let n_blocks = blocks.len();
    let mut paragraph = None;
    for block in blocks {
        match block {
            Block::P(inlines) if n_blocks == 1 => paragraph = Some(inlines),
            Block::P(_) => {}
            Block::Ul(_) | Block::Ol(_) => faults.push(Fault {
                at: 0,
                end: text.len(),
                message: "a list, expected one paragraph".into(),
            }),
        }
    }
    if paragraph.is_none() && faults.is_empty() {
        faults.push(Fault {
            at: 0,
            end: text.len(),
            message: format!("{n_blocks} paragraphs, expected one"),
        });
    }
    (paragraph.unwrap_or_default(), faults)
}

/// Something that was opened and holds inlines.
enum Frame {
    Paragraph,
    Item,
    Strong,
    Em,
    Link(String),
}

#[derive(Default)]
struct Builder {
    blocks: Blocks,
    faults: Vec<Fault>,
    /// The list that is open, and whether its items are numbered.
    list: Option<(bool, Vec<Inlines>)>,
    /// What is open, outermost first.
    open: Vec<(Frame, Inlines)>,
    /// How many elements are open within one that was refused; its content is passed over.
    refused: usize,
    /// Where the event being read ends.
    end: usize,
}

impl Builder {
    fn take(&mut self, event: Event, range: Range<usize>) {
        self.end = range.end;
        match event {
            Event::Start(_) if self.refused > 0 => self.refused = self.refused.saturating_add(1),
            Event::End(_) if self.refused > 0 => self.refused = self.refused.saturating_sub(1),
            _ if self.refused > 0 => {}
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(tag) => self.end(tag, range.start),
            Event::Text(text) => self.push(Inline::Text(text.into_string())),
            Event::Code(code) => self.push(Inline::Code {
                code: code.into_string(),
            }),
            Event::SoftBreak => self.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.fault(range.start, "a forced line break", "a new paragraph"),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.fault(range.start, &format!("raw HTML \"{}\"", html.trim()), "Markdown");
            }
            Event::Rule => self.fault(range.start, "a rule", "paragraphs or lists"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.fault(range.start, "a formula", "words"),
            Event::FootnoteReference(_) => self.fault(range.start, "a footnote", "words"),
            Event::TaskListMarker(_) => self.fault(range.start, "a task list", "a plain list"),
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::Paragraph => self.start_paragraph(at),
            Tag::List(first) => self.start_list(first, at),
            Tag::Item => self.open.push((Frame::Item, Inlines::new())),
            Tag::Strong => self.start_inline(Frame::Strong, at),
            Tag::Emphasis => self.start_inline(Frame::Em, at),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, at),
            // The lines of the block follow as events of their own and say what it is.
            Tag::HtmlBlock => self.open.push((Frame::Paragraph, Inlines::new())),
            Tag::Image { .. } => self.refuse(at, "an image", "words"),
            Tag::Heading { .. } => self.refuse(at, "a heading", "paragraphs or lists"),
            Tag::Table(_) => self.refuse(at, "a table", "paragraphs or lists"),
            Tag::BlockQuote(_) => self.refuse(at, "a block quote", "paragraphs or lists"),
            Tag::CodeBlock(_) => self.refuse(at, "a code block", "paragraphs or lists"),
            _ => self.refuse(at, "markup outside the subset", "paragraphs or lists"),
        }
    }

    fn start_paragraph(&mut self, at: usize) {
        match self.open.last() {
            Some((Frame::Item, inlines)) if !inlines.is_empty() => {
                self.refuse(at, "a list item of several paragraphs", "one paragraph per item");
            }
            // The paragraph of an item is the item.
            Some((Frame::Item, _)) => {}
            _ => self.open.push((Frame::Paragraph, Inlines::new())),
        }
    }

    fn start_list(&mut self, first: Option<u64>, at: usize) {
        if self.list.is_some() {
            return self.refuse(at, "a list within a list", "one level");
        }
        if let Some(first) = first.filter(|first| *first != 1) {
            self.fault(at, &format!("a list that starts at {first}"), "1");
        }
        self.list = Some((first.is_some(), Vec::new()));
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str, at: usize) {
        let href = if kind == LinkType::Email {
            format!("mailto:{address}")
        } else {
            address.to_owned()
        };
        if !title.is_empty() {
            self.fault(at, &format!("a link with the title \"{title}\""), "none");
        }
        if !is_link_target(&href) {
            self.fault(at, &format!("a link to \"{href}\""), "https:, tel:, mailto: or #");
        }
        self.start_inline(Frame::Link(href), at);
    }

    fn start_inline(&mut self, frame: Frame, at: usize) {
        if self.open.len() >= DEEPEST {
            return self.refuse(at, "markup nested too deep", "plainer words");
        }
        self.open.push((frame, Inlines::new()));
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::List(_) => self.end_list(),
            // The paragraph of an item is the item, which ends later.
            TagEnd::Paragraph if matches!(self.open.last(), Some((Frame::Item, _))) => {}
            _ => self.close(at),
        }
    }

    fn end_list(&mut self) {
        if let Some((numbered, items)) = self.list.take() {
            self.blocks
                .push(if numbered { Block::Ol(items) } else { Block::Ul(items) });
        }
    }

    /// Puts what was opened last where it belongs.
    fn close(&mut self, at: usize) {
        let Some((frame, within)) = self.open.pop() else { return };
        match frame {
            Frame::Paragraph if within.is_empty() => {}
            Frame::Paragraph => self.blocks.push(Block::P(within)),
            Frame::Item if within.is_empty() => self.fault(at, "an empty list item", "text"),
            Frame::Item => {
                if let Some((_, items)) = &mut self.list {
                    items.push(within);
                }
            }
            Frame::Strong => self.push(Inline::Strong { strong: within }),
            Frame::Em => self.push(Inline::Em { em: within }),
            Frame::Link(_) if within.is_empty() => self.fault(at, "a link without words", "what it leads to"),
            Frame::Link(href) => self.push(Inline::Link { href, link: within }),
        }
    }

    fn push(&mut self, inline: Inline) {
        let Some((_, inlines)) = self.open.last_mut() else {
            return;
        };
        match (inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => inlines.push(inline),
        }
    }

    fn refuse(&mut self, at: usize, found: &str, expected: &str) {
        self.fault(at, found, expected);
        self.refused = 1;
    }

    fn fault(&mut self, at: usize, found: &str, expected: &str) {
        self.faults.push(Fault {
            at,
            end: self.end.max(at),
            message: format!("{found}, expected {expected}"),
        });
    }
}

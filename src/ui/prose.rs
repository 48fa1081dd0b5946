//! Marked-up prose of a guide as nodes of the page; text is always text, never HTML.

use leptos::prelude::*;

use crate::guide::{Block, Inline};

/// Paragraphs and lists.
pub fn blocks(blocks: &[Block]) -> AnyView {
    blocks.iter().map(block).collect_view().into_any()
}

fn block(block: &Block) -> AnyView {
    let items = |items: &[Vec<Inline>]| {
        items
            .iter()
            .map(|item| view! { <li>{inlines(item)}</li> }.into_any())
            .collect_view()
    };
    match block {
        Block::P(within) => view! { <p>{inlines(within)}</p> }.into_any(),
        Block::Ul(list) => view! { <ul>{items(list)}</ul> }.into_any(),
        Block::Ol(list) => view! { <ol>{items(list)}</ol> }.into_any(),
    }
}

/// The pieces of one paragraph.
pub fn inlines(pieces: &[Inline]) -> AnyView {
    pieces.iter().map(inline).collect_view().into_any()
}

fn inline(piece: &Inline) -> AnyView {
    match piece {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong { strong } => view! { <strong>{inlines(strong)}</strong> }.into_any(),
        Inline::Em { em } => view! { <em>{inlines(em)}</em> }.into_any(),
        Inline::Code { code } => view! { <code>{code.clone()}</code> }.into_any(),
        Inline::Link { href, link } => {
            let href = if is_safe(href) { href.clone() } else { String::new() };
            view! { <a href=href rel="noreferrer">{inlines(link)}</a> }.into_any()
        }
    }
}

/// True for addresses that cannot run anything: a portal's guide has not passed our checks.
pub fn is_safe(href: &str) -> bool {
    ["https:", "tel:", "mailto:", "#"]
        .iter()
        .any(|scheme| href.starts_with(scheme))
}

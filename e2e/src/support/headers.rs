//! The headers that `_headers` of the built page asks of its host, in Netlify's syntax without placeholders.
//!
//! A line at the margin is a path, in which `*` stands for anything; the indented lines under it are headers.
//! A path gets the headers of every pattern that fits it, and the later ones win.

use std::path::Path;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// What a host has to send with each path.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    rules: Vec<(String, HeaderName, HeaderValue)>,
}

impl Headers {
    /// Those of a folder; none where it has no such file.
    pub fn of(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
        let mut rules = Vec::new();
        let mut pattern = "";
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                pattern = line.trim();
            } else if let Some((name, value)) = line.split_once(':')
                && let (Ok(name), Ok(value)) = (name.trim().parse(), HeaderValue::from_str(value.trim()))
            {
                rules.push((pattern.to_owned(), name, value));
            }
        }
        Self { rules }
    }

    /// Sets those of `path`, which begins with a slash, unless `skipped` names them.
    pub fn apply(&self, path: &str, skipped: &[HeaderName], headers: &mut HeaderMap) {
        for (pattern, name, value) in &self.rules {
            if fits(pattern, path) && !skipped.contains(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| path.strip_prefix(start)) else {
        return false;
    };
    let mut is_open = false;
    for part in parts {
        is_open = part.is_empty();
        let Some(at) = (if is_open { Some(0) } else { rest.rfind(part) }) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || is_open
}

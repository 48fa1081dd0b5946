//! The rules of layout that no compiler checks, run as tests.

use std::fs;
use std::path::Path;

use crate::project;

/// The layers of the app, and what each may use of the others. Imports never point back down.
const LAYERS: [(&str, &[&str]); 14] = [
    ("qr", &[]),
    ("rank", &[]),
    ("guide", &["rank"]),
    ("engine", &["rank", "guide"]),
    ("advise", &["guide", "engine"]),
    ("search", &["rank", "guide"]),
    ("progress", &["rank", "guide", "engine"]),
    ("agenda", &["rank", "guide", "engine", "progress"]),
    ("calendar", &[]),
    ("incident", &["guide", "engine", "calendar"]),
    ("words", &[]),
    ("report", &["rank", "guide", "engine", "progress", "words"]),
    (
        "ui",
        &[
            "qr", "rank", "guide", "engine", "search", "progress", "agenda", "calendar", "incident", "words", "report",
        ],
    ),
    (
        "embed",
        &[
            "rank", "guide", "engine", "search", "progress", "agenda", "calendar", "incident", "words", "report", "ui",
        ],
    ),
];

/// Layers that compute and nothing else: no page, no clock, no chance.
const PURE: [&str; 10] = [
    "qr", "rank", "guide", "engine", "advise", "search", "agenda", "calendar", "incident", "words",
];

const IMPURE: [&str; 12] = [
    "leptos",
    "web_sys",
    "gloo",
    "gloo_storage",
    "js_sys",
    "wasm_bindgen",
    "Instant",
    "SystemTime",
    "rand",
    "getrandom",
    "fastrand",
    "RandomState",
];

const STORAGE: [&str; 4] = ["gloo_storage", "local_storage", "session_storage", "LocalStorage"];
const STORE: &str = "src/progress/store.rs";

#[test]
fn every_file_opens_with_what_it_is_for() {
    check(|file| match file.text.lines().next() {
        Some(line) if line.starts_with("//! ") => vec![],
        _ => vec![(1, "opens without a `//!` line saying what it is for".into())],
    });
}

#[test]
fn guide_engine_and_search_know_no_page_no_clock_and_no_chance() {
    check(|file| match file.layer() {
        Some(layer) if PURE.contains(&layer) => impurities(&file.text, layer),
        _ => vec![],
    });
}

#[test]
fn imports_point_up_the_layers_only() {
    check(|file| match file.layer() {
        Some(layer) => downward_imports(&file.text, layer),
        None => vec![],
    });
}

#[test]
fn only_the_store_touches_browser_storage() {
    check(|file| {
        if !file.path.starts_with("src/") || file.path == STORE {
            return vec![];
        }
        code_lines(&file.text)
            .filter_map(|(number, code)| {
                let word = words(code).find(|word| STORAGE.contains(word))?;
                Some((number, format!("uses `{word}`, which only {STORE} may")))
            })
            .collect()
    });
}

#[test]
fn hover_styles_are_for_pointers_that_can_hover() {
    check_in(&["style", "src", "e2e"], ".css", |file| sticky_hovers(&file.text));
}

#[test]
fn words_that_change_are_replaced_and_not_patched() {
    check(|file| match file.path.starts_with("src/ui/") {
        true => patched_words(&file.text),
        false => vec![],
    });
}

/// A file of the repository.
struct File {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The layer the file belongs to: `src/ui.rs` and all of `src/ui/` are `ui`.
    fn layer(&self) -> Option<&'static str> {
        let inside = self.path.strip_prefix("src/")?;
        let name = inside.split('/').next()?;
        let name = name.strip_suffix(".rs").unwrap_or(name);
        LAYERS.iter().map(|(layer, _)| *layer).find(|layer| *layer == name)
    }
}

/// A line of a file, and what is wrong with it.
type Problem = (usize, String);

/// Applies `rule` to every Rust file of the repository and fails with all that it finds.
#[track_caller]
fn check(rule: impl Fn(&File) -> Vec<Problem>) {
    check_in(&["src", "e2e", "fuzz", "xtask", "tests"], ".rs", rule);
}

/// The same for every file in `folders` whose name ends so.
#[track_caller]
fn check_in(folders: &[&str], ending: &str, rule: impl Fn(&File) -> Vec<Problem>) {
    let mut files = Vec::new();
    for folder in folders {
        collect(&project::root().join(folder), folder, ending, &mut files);
    }
    assert!(!files.is_empty(), "no file found to check");
    let problems = files
        .iter()
        .flat_map(|file| {
            rule(file)
                .into_iter()
                .map(|(line, problem)| format!("{}:{line}: {problem}", file.path))
        })
        .collect::<Vec<_>>();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn collect(folder: &Path, path: &str, ending: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if entry.path().is_dir() {
            if name != "target" {
                collect(&entry.path(), &path, ending, files);
            }
        } else if name.ends_with(ending) {
            let text = fs::read_to_string(entry.path()).expect("source files are UTF-8");
            files.push(File { path, text });
        }
    }
}

fn impurities(text: &str, layer: &str) -> Vec<Problem> {
    imports_and_paths(text)
        .filter_map(|(number, path)| {
            let word = words(path).find(|word| IMPURE.contains(word))?;
            Some((
                number,
                format!("uses `{word}`: `{layer}` knows no page, no clock and no chance"),
            ))
        })
        .collect()
}

fn downward_imports(text: &str, layer: &str) -> Vec<Problem> {
    let (_, allowed) = LAYERS
        .iter()
        .find(|(name, _)| *name == layer)
        .expect("a layer of the table");
    imports_and_paths(text)
        .flat_map(|(number, path)| {
            path.split("crate::")
                .skip(1)
                .flat_map(move |rest| crate_modules(rest).into_iter().map(move |module| (number, module)))
        })
        .filter(|(_, module)| {
            *module != layer && !allowed.contains(module) && LAYERS.iter().any(|(name, _)| name == module)
        })
        .map(|(number, module)| {
            (
                number,
                format!("`{layer}` uses `{module}`: imports point up the table of layers, never down"),
            )
        })
        .collect()
}

/// The modules named right after `crate::`, of which there may be several in braces.
fn crate_modules(rest: &str) -> Vec<&str> {
    let Some(group) = rest.strip_prefix('{') else {
        return words(rest).take(1).collect();
    };
    let mut depth = 0;
    group
        .split(|letter| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && letter == ','
        })
        .filter_map(|item| words(item).next())
        .collect()
}

/// Every `use` statement, with the number of its first line, and every other line with a path.
fn imports_and_paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    let mut statement_end = 0;
    text.split_inclusive('\n').enumerate().filter_map(move |(index, line)| {
        let start = offset;
        offset += line.len();
        if start < statement_end {
            return None;
        }
        let code = without_comment(line).trim();
        let visible = code.split_once("use ").map(|(before, _)| before.trim());
        if visible.is_some_and(|before| before.is_empty() || before.starts_with("pub")) {
            let length = text[start..].find(';').unwrap_or(line.len());
            statement_end = start + length;
            return Some((index + 1, &text[start..statement_end]));
        }
        code.contains("::").then_some((index + 1, code))
    })
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, without_comment(line)))
}

/// The line up to its comment; the slashes of a URL are none.
fn without_comment(line: &str) -> &str {
    let start = line
        .match_indices("//")
        .map(|(at, _)| at)
        .find(|at| !line[..*at].ends_with(':'));
    &line[..start.unwrap_or(line.len())]
}

/// Closures that stand in a view: leptos patches the text node that it made of them, which a translator may have taken out.
fn patched_words(text: &str) -> Vec<Problem> {
    let is_patched = |code: &str| {
        let code = code.trim_start();
        code.starts_with("{move ||") || code.contains(">{move ||")
    };
    code_lines(text)
        .filter(|(_, code)| is_patched(code))
        .map(|(number, _)| {
            (
                number,
                "a closure in a view, expected `words` or `remade` of `ui/shown.rs`".into(),
            )
        })
        .collect()
}

/// Hover styles outside `@media (hover: hover)`: on a touch screen they stay after a tap, and make what is drawn next
/// under the finger look chosen.
fn sticky_hovers(css: &str) -> Vec<Problem> {
    const POINTER: &str = "@media (hover: hover)";
    let mut found = Vec::new();
    // Whether each of the blocks that are open is within such a query.
    let mut blocks: Vec<bool> = Vec::new();
    let mut prelude = String::new();
    let mut number = 1;
    let mut rest = css;
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            let length = comment.find("*/").map_or(rest.len(), |end| end + 4);
            number += rest[..length].matches('\n').count();
            rest = &rest[length..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        number += usize::from(letter == '\n');
        match letter {
            '{' => {
                let rule = prelude.split_whitespace().collect::<Vec<_>>().join(" ");
                let within = blocks.last() == Some(&true);
                if rule.contains(":hover") && !rule.starts_with('@') && !within {
                    found.push((number, format!("`{rule}` outside `{POINTER}` stays after a tap")));
                }
                let pointer = rule.starts_with(POINTER) && !rule.contains(',') && !rule.contains(" or ");
                blocks.push(within || pointer);
                prelude.clear();
            }
            '}' => {
                blocks.pop();
                prelude.clear();
            }
            ';' => prelude.clear(),
            other => prelude.push(other),
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

#[test]
fn a_closure_in_a_view_is_found_with_its_line() {
    let lines = |text| {
        patched_words(text)
            .into_iter()
            .map(|(line, _)| line)
            .collect::<Vec<_>>()
    };
    let view = "<p>{move || n.get()}</p>\n<p>\n  {move || n.get()}\n  {words(move || n.get())}\n</p>\n<p class=move || n.get()>\n\
                // {move ||\n";
    assert_eq!(lines(view), [1, 3]);
}

#[test]
fn an_impure_import_is_found_wherever_it_hides() {
    for text in [
        "use std::time::Instant;",
        "use std::{\n    fmt,\n    time::{Duration, SystemTime},\n};",
        "    let now = std::time::Instant::now();",
        "pub(crate) use leptos::prelude::*;",
    ] {
        assert_eq!(impurities(text, "engine").len(), 1, "{text}");
    }
    for text in [
        "// use leptos::prelude::*;",
        "use std::time::Duration;",
        "/// In an [`Instant`](std::time::Instant).",
        "let instant = \"rand\";",
    ] {
        assert_eq!(impurities(text, "engine"), [], "{text}");
    }
}

#[test]
fn a_downward_import_is_found_with_its_line() {
    let text = "//! x\nuse crate::guide::Guide;\nuse crate::{\n    engine::{Belief, ui},\n    progress,\n};\n\
                let x = crate::ui::app();\n";
    let found = downward_imports(text, "engine");
    let lines = found.iter().map(|(line, _)| *line).collect::<Vec<_>>();
    assert_eq!(lines, [3, 7], "{found:?}");
    assert!(found[0].1.starts_with("`engine` uses `progress`: "));
    assert_eq!(downward_imports("use crate::engine::Belief;", "guide").len(), 1);
    assert_eq!(downward_imports("use crate::engine::Belief;", "ui"), []);
    assert_eq!(downward_imports("use crate::engine::Belief;", "search").len(), 1);
}

#[test]
fn a_hover_style_that_a_tap_would_leave_is_found_with_its_line() {
    let lines = |css| sticky_hovers(css).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    let css = "/* a:hover\n { } */\na { color: red; }\nb:hover { }\n@media (hover: hover) {\n  a:hover { }\n  \
               @container (min-width: 1rem) { b:is(:hover, :focus) { } }\n}\nc { d: e; &:hover { } }\n\
               @media print { a:hover { } }\n@media (hover: hover), print {\n i:hover { } }\n";
    assert_eq!(lines(css), [4, 9, 10, 12]);
    assert_eq!(lines("@media (hover: hover) { a:hover { } }\na { hover: none; }"), []);
    let problem = &sticky_hovers("a,\n b:hover { }")[0];
    assert_eq!(
        *problem,
        (
            2,
            "`a, b:hover` outside `@media (hover: hover)` stays after a tap".to_owned()
        )
    );
}

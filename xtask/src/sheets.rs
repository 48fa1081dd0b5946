//! One style sheet out of many: the page asks for one file, its parts stay files of their own.

use std::fs;
use std::path::Path;

use crate::assemble::{attribute, read};
use crate::shell::Result;

/// Takes the links to all sheets out of the page and leaves `<style></style>` in their place; gives the page and the sheets in its order as one.
///
/// They stand in the page itself, which so is drawn without waiting for another file.
pub fn join(staging: &Path, html: &str) -> Result<(String, String)> {
    let links: Vec<&str> = links(html).collect();
    let Some((first, others)) = links.split_first() else {
        return Err("index.html: no <link rel=\"stylesheet\">, expected those of the folder style".into());
    };
    let mut all = String::new();
    for link in &links {
        let file = staging.join(href(link)?);
        all.push_str(&plain(&read(&file)?));
        fs::remove_file(&file).map_err(|error| format!("cannot remove {}: {error}", file.display()))?;
    }
    let mut joined = html.replacen(first, "<style></style>", 1);
    for link in others {
        joined = joined.replacen(&format!("{link}\n"), "", 1).replacen(link, "", 1);
    }
    Ok((joined, all))
}

/// Every `<link rel="stylesheet" …>` of the page.
fn links(html: &str) -> impl Iterator<Item = &str> {
    html.split_inclusive('>')
        .filter_map(|piece| piece.find("<link rel=\"stylesheet\"").and_then(|at| piece.get(at..)))
}

fn href(link: &str) -> Result<&str> {
    attribute(link, "href")
        .map(|href| href.trim_start_matches("./"))
        .ok_or_else(|| format!("index.html: no href in `{link}`"))
}

/// What stands around signs that part things by themselves, and what is left of it. No string of our sheets holds one.
const TIGHT: [(&str, &str); 6] = [
    (" {", "{"),
    ("{ ", "{"),
    ("; ", ";"),
    (": ", ":"),
    (", ", ","),
    (" }", "}"),
];

/// A sheet without comments, indents, empty lines and spaces that say nothing.
fn plain(css: &str) -> String {
    let mut rest = css;
    let mut text = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut all, line| {
        let tight = TIGHT
            .iter()
            .fold(line.to_owned(), |line, (loose, tight)| line.replace(loose, tight));
        all.push_str(&tight.replace(";}", "}"));
        if !tight.ends_with(['{', '}', ';', ',']) {
            all.push('\n');
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_found_in_the_order_of_the_page() {
        let page = "<head><link rel=\"icon\" href=\"i\">\n<link rel=\"stylesheet\" href=\"./a-1.css\" integrity=\"x\"/>\
                    <link rel=\"stylesheet\" href=\"b.css\"></head>";
        let found: Vec<_> = links(page).map(|link| href(link).unwrap()).collect();
        assert_eq!(found, ["a-1.css", "b.css"]);
    }

    #[test]
    fn a_sheet_loses_its_comments_and_spaces_that_say_nothing() {
        let css = "/* One\n   two */\na { color: red; }\n\n@media print {\n  a { color: blue; } /* three */\n}\n";
        assert_eq!(plain(css), "a{color:red}@media print{a{color:blue}}");
        assert_eq!(plain("b {} /* never closed"), "b{}");
        let css = ":is(a, b) c:hover > d\n  e { margin: calc(1px + 2px) 0; x: a, b; }";
        assert_eq!(plain(css), ":is(a,b) c:hover > d\ne{margin:calc(1px + 2px) 0;x:a,b}");
    }

    #[test]
    fn the_page_loads_one_sheet_with_all_parts_in_order() {
        let folder = std::env::temp_dir().join(format!("fixpath-sheets-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        put("a-1.css", "a {}\n");
        put("b-2.css", "b {}\n");
        let page = "<link rel=\"stylesheet\" href=\"./a-1.css\"/>\n<link rel=\"stylesheet\" href=\"./b-2.css\"/>\n<p>";
        let (page, all) = join(&folder, page).unwrap();
        assert_eq!(all, "a{}b{}");
        assert_eq!(page, "<style></style>\n<p>");
        assert!(!folder.join("a-1.css").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}

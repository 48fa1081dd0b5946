//! What finishes a build: the guides, the words of the interface, the script, the printed pages and what hosts want beside them.
//!
//! Trunk calls this (`cargo xtask hook`) when its own output lies in the staging folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::element;
use crate::offline;
use crate::policy;
use crate::project;
use crate::sheets;
use crate::shell::{self, Result};
use crate::shrink;
use crate::squeeze;

/// Set by `cargo xtask serve`: no copy for offline use, no compressed copies.
pub const AT_WORK: &str = "FIXPATH_AT_WORK";

/// Set to where the pages will stand: the address of the folder, with a slash at its end.
pub const SITE: &str = "FIXPATH_SITE";

/// Finishes the build in the folder that Trunk names.
pub fn hook() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("`hook` finishes a build of Trunk's and wants TRUNK_STAGING_DIR")?;
    shrink::page(&staging)?;
    eprintln!("compiling the guides");
    shell::run(
        native("guide")
            .args(["build", "guides", "--out"])
            .arg(staging.join("guides")),
    )?;
    words(&staging)?;
    let page = staging.join("index.html");
    let (html, sheet) = sheets::join(&staging, &read(&page)?)?;
    let loader = Loader::in_page(&html)?;
    let program = element::Page {
        glue: loader.glue,
        wasm: loader.wasm,
        sheet: &sheet,
    };
    element::assemble(&staging, &program)?;
    let (script, html) = boot(&staging, &html, &loader)?;
    let guides = hashed_guides(&staging)?;
    let html = list_guides(&html, &guides)?;
    let html = html.replacen("<style></style>", &format!("<style>{sheet}</style>"), 1);
    no_inline_script(&html)?;
    let start = element::plain(&read(&project::root().join("src/start.js"))?);
    let policy = policy::of_page(&sheet, &start);
    let html = html
        .replacen("{{policy}}", &policy, 1)
        .replacen("{{start}}", &format!("<script>{start}</script>"), 1);
    write(&page, &html)?;
    eprintln!("printing the pages");
    shell::run(native("prerender").arg(&staging).args(env::var_os(SITE)))?;
    offline::manifest(&staging)?;
    if env::var_os(AT_WORK).is_some() {
        return offline::off(&staging);
    }
    offline::worker(&staging, &script)?;
    policy::headers(&staging, &policy)?;
    squeeze::all(&staging)
}

/// A program of the page's package, on this machine.
fn native(bin: &str) -> std::process::Command {
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "fixpath", "--features", "ssr"]);
    command.args(["--bin", bin, "--"]);
    command
}

/// Puts the words of each language where the page asks for them: under a name with their hash.
fn words(staging: &Path) -> Result<()> {
    let (from, to) = (project::root().join("src/words"), staging.join("words"));
    fs::create_dir_all(&to).map_err(|error| format!("cannot make {}: {error}", to.display()))?;
    for name in files_in(&from)? {
        if let Some(locale) = name.strip_suffix(".json") {
            let text = read(&from.join(&name))?;
            write(&to.join(hashed_name(locale, &text)), &text)?;
        }
    }
    Ok(())
}

/// The page makes the same name of the same words, in `src/words.rs`.
fn hashed_name(locale: &str, text: &str) -> String {
    format!("{locale}-{:016x}.json", hash([text.as_bytes()]))
}

/// Writes `boot-<hash>.js`, the program's script, and lets the page start by it; gives its name and the page.
fn boot(staging: &Path, html: &str, loader: &Loader) -> Result<(String, String)> {
    let glue = staging.join(loader.glue);
    let wasm = fs::read(staging.join(loader.wasm)).map_err(|error| format!("cannot read {}: {error}", loader.wasm))?;
    let script = read(&project::root().join("src/boot.js"))?
        .replace("__WASM__", &format!("./{}", loader.wasm))
        .replace("__DIGEST__", &policy::digest(&wasm));
    let script = element::plain(&(read(&glue)? + &script));
    fs::remove_file(&glue).map_err(|error| format!("cannot remove {}: {error}", glue.display()))?;
    let name = format!("boot-{:016x}.js", hash([script.as_bytes()]));
    write(&staging.join(&name), &script)?;
    let digest = format!("sha256-{}", policy::digest(script.as_bytes()));
    let html = html
        .replacen(loader.element, "", 1)
        .replacen("{{program}}", loader.wasm, 1)
        .replacen("{{script}}", &name, 1)
        .replacen("{{digest}}", &digest, 1);
    Ok((name, html))
}

/// A guide in one language, and the hash that its lasting name has.
struct Guide {
    id: String,
    locale: String,
    hash: String,
    /// All languages of the guide, the default first.
    locales: Vec<String>,
}

impl Guide {
    fn file(&self) -> String {
        format!("guides/{}.{}-{}.json", self.id, self.locale, self.hash)
    }
}

/// Puts each guide under a name with its hash too; under its own it stays for those who ask by name.
fn hashed_guides(staging: &Path) -> Result<Vec<Guide>> {
    let folder = staging.join("guides");
    let mut all = Vec::new();
    for name in files_in(&folder)? {
        let Some((id, locale)) = name.strip_suffix(".json").and_then(|name| name.split_once('.')) else {
            continue;
        };
        let text = read(&folder.join(&name))?;
        let locales =
            locales_in(&text).ok_or_else(|| format!("{name}: no list of locales, expected one near its start"))?;
        let guide = Guide {
            id: id.to_owned(),
            locale: locale.to_owned(),
            hash: format!("{:016x}", hash([text.as_bytes()])),
            locales: locales.split(',').map(str::to_owned).collect(),
        };
        write(&staging.join(guide.file()), &text)?;
        all.push(guide);
    }
    Ok(all)
}

/// Tells the page which languages each guide has, the default first, and their hashes:
/// `data-guides="one:en=0123,es=4567 two:de=89ab"` on the element that shows them.
fn list_guides(html: &str, guides: &[Guide]) -> Result<String> {
    let mut list = Vec::new();
    for guide in guides {
        let pairs = guide.locales.iter().filter_map(|locale| {
            let same = guides
                .iter()
                .find(|other| other.id == guide.id && other.locale == *locale)?;
            Some(format!("{locale}={}", same.hash))
        });
        list.push(format!("{}:{}", guide.id, pairs.collect::<Vec<_>>().join(",")));
    }
    list.dedup();
    let place = "<div id=\"app\"";
    if !html.contains(place) {
        return Err(format!(
            "index.html: no `{place}`, expected the place of the troubleshooter"
        ));
    }
    Ok(html.replacen(place, &format!("{place} data-guides=\"{}\"", list.join(" ")), 1))
}

/// The locales of a compiled guide, with commas.
fn locales_in(guide: &str) -> Option<String> {
    let (_, rest) = guide.split_once("\"locales\":[")?;
    let (locales, _) = rest.split_once(']')?;
    Some(locales.replace('"', ""))
}

/// The element by which Trunk starts the page, in the shape that `Trunk.toml` gives it.
struct Loader<'a> {
    element: &'a str,
    glue: &'a str,
    wasm: &'a str,
}

impl<'a> Loader<'a> {
    fn in_page(html: &'a str) -> Result<Self> {
        script_elements(html)
            .find_map(|element| {
                Some(Self {
                    element,
                    glue: attribute(element, "data-glue")?,
                    wasm: attribute(element, "data-wasm")?,
                })
            })
            .ok_or_else(|| {
                "index.html: no <script data-glue data-wasm>, expected the `pattern_script` of Trunk.toml".into()
            })
    }
}

/// The page's security policy runs no inline script, and structured data is none: better to stop here than in the browser.
fn no_inline_script(html: &str) -> Result<()> {
    let is_data = |element: &&str| attribute(element, "type") == Some("application/ld+json");
    match script_elements(html).find(|element| attribute(element, "src").is_none() && !is_data(element)) {
        None => Ok(()),
        Some(element) => {
            let start = element.lines().next().unwrap_or_default();
            Err(format!(
                "index.html: inline script `{start}`, expected only scripts with src"
            ))
        }
    }
}

/// Every `<script …>…</script>` of the page, comments left out.
fn script_elements(html: &str) -> impl Iterator<Item = &str> {
    const END: &str = "</script>";
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')?..];
            if rest.starts_with("<!--") {
                rest = &rest[rest.find("-->")?..];
            } else if rest.starts_with("<script") {
                let end = rest.find(END).map_or(rest.len(), |at| at + END.len());
                let (element, after) = rest.split_at(end);
                rest = after;
                return Some(element);
            } else {
                rest = &rest[1..];
            }
        }
    })
}

/// The value of a quoted attribute in the element's opening tag.
pub fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = element.split_once('>')?;
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// Every file below `folder`, as relative paths with `/`, sorted.
pub fn files_in(folder: &Path) -> Result<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), files)?;
            } else {
                files.push(name);
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    walk(folder, "", &mut files).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    files.sort();
    Ok(files)
}

/// A JSON array of strings.
pub fn json_array(items: &[String]) -> String {
    let quoted = items.iter().map(|item| {
        let escaped = item
            .chars()
            .map(|letter| match letter {
                '"' | '\\' => format!("\\{letter}"),
                control if control < ' ' => format!("\\u{:04x}", u32::from(control)),
                plain => plain.to_string(),
            })
            .collect::<String>();
        format!("\"{escaped}\"")
    });
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

/// 64-bit FNV-1a over the pieces, each followed by its length. Good enough to tell builds apart.
pub fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    pieces.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, piece| {
        let hash = piece.iter().fold(hash, step);
        piece.len().to_le_bytes().iter().fold(hash, step)
    })
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

pub fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head>
<link rel="modulepreload" href="./fixpath-1.js" crossorigin="anonymous" integrity="sha384-x">
<!-- no <script> here -->
<script type="module" data-glue="fixpath-1.js" data-wasm="fixpath-1_bg.wasm"></script>
<script src="other.js"></script></head><body></body></html>"#;

    #[test]
    fn the_loader_names_glue_and_wasm() {
        let loader = Loader::in_page(PAGE).unwrap();
        assert_eq!(loader.glue, "fixpath-1.js");
        assert_eq!(loader.wasm, "fixpath-1_bg.wasm");
        assert!(loader.element.starts_with("<script type=\"module\""));
        assert!(loader.element.ends_with("\"></script>"));
    }

    #[test]
    fn a_page_without_the_loader_is_refused() {
        assert!(Loader::in_page("<script src=\"a.js\"></script>").is_err());
    }

    #[test]
    fn an_inline_script_is_refused_and_shown() {
        assert_eq!(no_inline_script("<p></p><script src=\"a.js\"></script>"), Ok(()));
        assert_eq!(
            no_inline_script("<p><script type=\"module\">\nimport init"),
            Err("index.html: inline script `<script type=\"module\">`, \
                 expected only scripts with src"
                .into())
        );
        assert!(no_inline_script(PAGE).is_err());
    }

    #[test]
    fn a_file_list_is_json() {
        let files = ["a.js".to_owned(), "guides/\"x\"\n.json".to_owned()];
        assert_eq!(json_array(&files), r#"["a.js", "guides/\"x\"\u000a.json"]"#);
        assert_eq!(json_array(&[]), "[]");
    }

    #[test]
    fn a_compiled_guide_names_its_locales() {
        let guide = r#"{"format":1,"revision":"x","locales":["en","es"],"guide":{"locales":["no"]}}"#;
        assert_eq!(locales_in(guide).as_deref(), Some("en,es"));
        assert_eq!(locales_in("{}"), None);
    }

    #[test]
    fn words_are_named_as_the_page_asks_for_them() {
        // The same words and name stand in the tests of `src/words.rs`.
        assert_eq!(hashed_name("en", "words"), "en-595626609a2a196f.json");
    }

    #[test]
    fn the_hash_tells_pieces_apart() {
        let of = |pieces: &[&str]| hash(pieces.iter().map(|piece| piece.as_bytes()));
        assert_eq!(of(&[]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
    }
}

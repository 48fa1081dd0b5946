//! `guide show` as an author calls it: one page, whole, safe and the same each time.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TOYOTA: &str = "guides/toyota-remote-connect";
const COFFEE: &str = "e2e/guides/coffee-machine";

#[test]
fn the_shipped_guide_is_shown_whole() {
    let page = shown("toyota", TOYOTA, &["--owners", "2"]);
    well_formed(&page);
    let texts: toml::Table = fs::read_to_string(in_repository(TOYOTA).join("en.toml"))
        .unwrap()
        .parse()
        .unwrap();
    for (kind, text) in [("cause", "title"), ("sign", "label"), ("question", "ask")] {
        for (id, words) in texts[kind].as_table().unwrap() {
            let words = escaped(words[text].as_str().unwrap());
            assert!(page.contains(&words), "{kind} {id}: no {words:?}");
        }
    }
}

#[test]
fn the_page_runs_nothing_and_loads_nothing() {
    let page = shown("still", COFFEE, &["--owners", "20"]);
    well_formed(&page);
    for tag in [
        "script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use",
    ] {
        assert!(
            !page.contains(&format!("<{tag} ")) && !page.contains(&format!("<{tag}>")),
            "{tag}"
        );
    }
    for unwanted in [
        "src=",
        "srcset=",
        "style=",
        "url(",
        "@import",
        "http:",
        "https:",
        " onload=",
        " onclick=",
    ] {
        let inside = tags(&page).chain([style(&page)]).find(|tag| tag.contains(unwanted));
        assert_eq!(inside, None, "{unwanted}");
    }
    assert!(page.contains("Content-Security-Policy"));
}

#[test]
fn every_section_and_chart_has_something_to_show() {
    let page = shown("sections", COFFEE, &["--owners", "50"]);
    for section in ["check", "chain", "signs", "questions", "tree", "alone", "worth"] {
        assert!(page.contains(&format!("<section id=\"{section}\"")), "{section}");
        assert!(page.contains(&format!("href=\"#{section}\"")), "{section}");
    }
    assert_eq!(page.matches("<svg class=\"plot\" role=\"img\"").count(), 4);
    // Every colour of a chart has become a class of the style sheet.
    assert!(!page.contains("fill=\"#") && !page.contains("stroke=\"#"));
    for class in [
        "fill-bar",
        "line-whisker",
        "line-l4",
        "fill-text",
        "fill-h6",
        "line-grid",
    ] {
        assert!(
            page.contains(&format!("class=\"{class}\"")) && page.contains(&format!(".{class} ")),
            "{class}"
        );
    }
    assert!(page.contains("guide show coffee-machine --owners 50 --seed 1 --noise 0.1 --locale en"));
    assert!(page.contains("Nothing to mend."));
}

#[test]
fn the_same_guide_gives_the_same_bytes_wherever_it_lies_and_on_any_number_of_cores() {
    let args = ["--owners", "60", "--seed", "7"];
    let here = shown("same-1", COFFEE, &args);
    let elsewhere = copy_of(COFFEE, "same-elsewhere", |_, text| text);
    let out = scratch("same-2").join("page.html");
    let output = command(path(&elsewhere), &out, &args)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    assert_eq!(said(&output), (0, String::new()));
    assert!(here == fs::read_to_string(&out).unwrap());
    assert!(here != shown("same-3", COFFEE, &["--owners", "60", "--seed", "8"]));
}

#[test]
fn whatever_a_guide_says_is_shown_as_text() {
    let evil = "</title></svg><script>alert(1)</script> \" onload=\"x' & <b>";
    let folder = copy_of(COFFEE, "evil", |file, text| match file {
        "en.toml" => {
            let mut texts: toml::Table = text.parse().unwrap();
            texts["guide"]["product"] = evil.into();
            for (kind, key) in [
                ("stage", "title"),
                ("cause", "title"),
                ("sign", "label"),
                ("sign", "ask"),
                ("action", "title"),
                ("question", "ask"),
            ] {
                for (_, words) in texts[kind].as_table_mut().unwrap() {
                    words[key] = evil.into();
                }
            }
            for (_, words) in texts["question"].as_table_mut().unwrap() {
                for (_, answer) in words["answers"].as_table_mut().unwrap() {
                    *answer = evil.into();
                }
            }
            texts.to_string()
        }
        _ => text,
    });
    let page = shown("evil-page", path(&folder), &["--owners", "20"]);
    well_formed(&page);
    assert!(!page.contains("<script") && !page.contains("<b>"));
    assert!(
        tags(&page).all(|tag| !tag.contains(" onload=\"")),
        "an attribute was closed"
    );
}

#[test]
fn warnings_are_shown_and_those_accepted_with_their_reason() {
    let idle = "fixes.clogged-filter = 0.01\nfixes.scale = 0.01\nafter = [\"rinse-filter\"]";
    let edit = |more: &'static str| {
        move |file: &str, text: String| match file {
            "guide.toml" => text.replace("fixes.clogged-filter = 0.6\nafter = [\"rinse-filter\"]", idle) + more,
            _ => text,
        }
    };
    let warned = shown(
        "warned-page",
        path(&copy_of(COFFEE, "warned", edit(""))),
        &["--owners", "5"],
    );
    assert!(warned.contains("warning to look at") && warned.contains("<code>never-advised</code>"));
    assert!(warned.contains("guide.toml:") && !warned.contains(env!("CARGO_TARGET_TMPDIR")));
    let allow =
        "\n[[allow]]\nrule = \"never-advised\"\nitem = \"action.clean-needle\"\nreason = \"kept <for> readers\"\n";
    let accepted = shown(
        "accepted-page",
        path(&copy_of(COFFEE, "accepted", edit(allow))),
        &["--owners", "5"],
    );
    assert!(accepted.contains("Nothing to mend, 1 warning accepted."), "{accepted}");
    assert!(accepted.contains("Accepted: kept &lt;for&gt; readers"));
}

#[test]
fn words_of_another_language_are_marked_as_such() {
    let folder = copy_of(COFFEE, "locales", |_, text| text);
    let english = fs::read_to_string(folder.join("en.toml")).unwrap();
    fs::write(
        folder.join("es.toml"),
        english.replace("locale = \"en\"", "locale = \"es\""),
    )
    .unwrap();
    let page = shown("spanish", path(&folder), &["--owners", "5", "--locale", "es"]);
    well_formed(&page);
    assert!(page.contains("<span lang=\"es\">") && page.contains("--locale es"));
    assert!(!shown("english", path(&folder), &["--owners", "5"]).contains("<span lang"));
}

#[test]
fn errors_of_a_guide_end_with_1_and_misuse_with_2() {
    let out = scratch("unwritten").join("page.html");
    let broken = copy_of(COFFEE, "broken", |_, text| text.replace("prior = 0.35", "prior = 1.4"));
    let (code, text) = said(&command(path(&broken), &out, &[]).output().unwrap());
    assert!(
        code == 1 && text.contains("error[probability]: cause \"empty-tank\": prior is 1.4"),
        "{text}"
    );
    let expected = format!("error: no fr.toml in {COFFEE}, expected one of en\n");
    assert_eq!(
        said(&command(COFFEE, &out, &["--locale", "fr"]).output().unwrap()),
        (2, expected)
    );
    assert_eq!(said(&command("no-such-folder", &out, &[]).output().unwrap()).0, 2);
    assert_eq!(said(&command(COFFEE, &out, &["--owners", "0"]).output().unwrap()).0, 2);
    let several = scratch("several");
    for name in ["one", "two"] {
        let folder = several.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(in_repository(COFFEE).join("guide.toml"), folder.join("guide.toml")).unwrap();
    }
    let expected = format!(
        "error: {} holds several guides, expected the folder of one\n",
        several.display()
    );
    assert_eq!(
        said(&command(path(&several), &out, &[]).output().unwrap()),
        (2, expected)
    );
    assert!(!out.exists());
}

/// Every tag is closed in its order, every attribute quoted, every id used once, every reference to one there.
#[track_caller]
fn well_formed(page: &str) {
    const VOID: [&str; 3] = ["meta", "br", "!DOCTYPE"];
    let mut open: Vec<&str> = vec![];
    let mut ids: Vec<&str> = vec![];
    for tag in tags(page) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
        ids.extend(values(tag, "id"));
    }
    assert_eq!(open, [""; 0]);
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "an id stands twice");
    for tag in tags(page) {
        let told = values(tag, "aria-labelledby").flat_map(str::split_whitespace);
        let linked = values(tag, "href").filter_map(|href| href.strip_prefix('#'));
        for id in told.chain(linked) {
            assert!(ids.contains(&id), "<{tag}>");
        }
    }
}

/// What stands between `<` and `>`, outside the style sheet.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    let (before, after) = page.split_once("<style>").unwrap();
    let after = after.split_once("</style>").unwrap().1;
    [before, after]
        .into_iter()
        .flat_map(|part| part.split('<').skip(1))
        .map(|part| part.split_once('>').unwrap().0)
}

fn style(page: &str) -> &str {
    page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0
}

fn values<'t>(tag: &'t str, attribute: &str) -> impl Iterator<Item = &'t str> {
    let start = format!(" {attribute}=\"");
    let value = tag.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    value.map(|(value, _)| value).into_iter()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The page of a guide's folder.
#[track_caller]
fn shown(name: &str, folder: &str, args: &[&str]) -> String {
    let out = scratch(name).join("page.html");
    let output = command(folder, &out, args).output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{}\n", out.display())
    );
    fs::read_to_string(out).unwrap()
}

fn command(folder: &str, out: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    let given = command.arg("show").arg(folder).arg("--out").arg(out).args(args);
    given.current_dir(in_repository("")).env("NO_COLOR", "1");
    command
}

/// A guide copied to a folder of its own, its files edited by name.
fn copy_of(guide: &str, name: &str, edit: impl Fn(&str, String) -> String) -> PathBuf {
    let from = in_repository(guide);
    let to = scratch(name).join(from.file_name().unwrap());
    fs::create_dir_all(&to).unwrap();
    for file in ["guide.toml", "en.toml"] {
        let text = fs::read_to_string(from.join(file)).unwrap();
        fs::write(to.join(file), edit(file, text)).unwrap();
    }
    to
}

/// The exit code, and what was printed as errors.
fn said(output: &Output) -> (i32, String) {
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A folder of its own for each test, not there yet.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("show").join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    path
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

//! The command line, parsed into one [`Task`].

use std::ffi::OsString;

use lexopt::prelude::*;

use crate::browsers::Browser;
use crate::fuzz;
use crate::suite::{Part, Selection};

/// Shown under an argument error.
pub const USAGE: &str = "\
usage: cargo xtask serve [--port N] [--open]
       cargo xtask build
       cargo xtask portal [--port N]
       cargo xtask test [native|wasm|e2e] [--browser NAME] [FILTER...] [-- TEST OPTIONS...]
       cargo xtask lint
       cargo xtask robust
       cargo xtask lighthouse [--check]
       cargo xtask bench [engine|page]
       cargo xtask shots FOLDER
       cargo xtask fuzz [guide|bundle|advise|progress|code|incident] [--seconds N]
       cargo xtask size [--crates] [FOLDER]
       cargo xtask setup
       cargo xtask --help";

/// Shown for `--help`.
pub const HELP: &str = "\
The commands of this workspace. Each gets what it needs first and says what it does;
what it gets is kept for the next run and the next clone.

usage: cargo xtask COMMAND

  serve            build the page and serve it on this machine, rebuilding on every change
    --port N         the port to use (default 8080)
    --open           open the page in the browser once it is up
  build            the release build, into dist/: copy it to any static host, at any path
                   dist/embed/ is the custom element, for other people's pages
  portal           a plain help centre that shows the troubleshooter in its pages,
                   from another origin: for trying out, and as an example
    --port N         the port to use (default 8080)
  test             all tests; the last line is `N passed, N failed`
  test native      the tests that need no browser
  test wasm        the tests of the browser code, in headless Chromium
  test e2e         what a person can do and see, in Chromium, Firefox and WebKit
    --browser NAME   e2e in this one only: chromium, firefox or webkit (may be repeated)
    FILTER           only the tests whose name contains this (after the part's name)
    -- OPTIONS       passed on to the tests, such as `-- --nocapture`
  robust           random acts, killed browsers and faults at full length, with figures;
                   takes a quarter of an hour
  lighthouse       Lighthouse on a phone, the median of three runs, and when every control works
    --check          fails where a category is below 100
  lint             formatting, clippy for this machine and for the browser,
                   and licences, sources and advisories of the dependencies
  bench            how long the engine takes
  bench engine     on this machine
  bench page       in the page, in headless Chromium
  shots FOLDER     pictures of the page's states, in three widths, light and dark,
                   in every language of the guide, and after real taps and typing on a
                   telephone and at a desk; in FOLDER/readme those of the README
  fuzz             inputs that a fuzzer makes up, for all that reads outside data
    TARGET           only this one: guide, bundle, advise, progress or code
    --seconds N      how long for each (default 600)
  size [FOLDER]    what a first visit loads of the build in FOLDER (default dist/),
                   against size-budget.toml; larger is a failure
    --crates         also which crate takes how much, by a build with names
  setup            only get what the commands above need
  hook             finish a build; Trunk calls this, people do not

What is downloaded is kept in ${XDG_CACHE_HOME:-~/.cache}/fixpath.";

const DEFAULT_PORT: u16 = 8080;
const DEFAULT_SECONDS: u32 = 600;

/// What the caller asked for.
#[derive(Debug, PartialEq)]
pub enum Task {
    Help,
    Serve {
        port: u16,
        open: bool,
    },
    Build,
    Portal(u16),
    Test(Selection),
    Robust,
    Lighthouse {
        check: bool,
    },
    Lint,
    /// On this machine, on the page.
    Bench {
        engine: bool,
        page: bool,
    },
    Shots(OsString),
    Fuzz {
        targets: Vec<&'static str>,
        seconds: u32,
    },
    Size {
        dist: Option<OsString>,
        crates: bool,
    },
    Setup,
    Hook,
}

/// The task, or one sentence about what is wrong with the arguments.
pub fn parse(mut parser: lexopt::Parser) -> Result<Task, String> {
    let command = match parser.next().map_err(sentence)? {
        Some(Value(command)) => command,
        Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(other) => return Err(sentence(other.unexpected())),
        None => return Err("no command given".into()),
    };
    match command.to_str() {
        Some("serve") => serve(&mut parser),
        Some("portal") => match serve(&mut parser)? {
            Task::Serve { open: true, .. } => Err("invalid option '--open'".into()),
            Task::Serve { port, .. } => Ok(Task::Portal(port)),
            other => Ok(other),
        },
        Some("test") => test(&mut parser),
        Some("fuzz") => fuzz(&mut parser),
        Some("build") => alone(&mut parser, Task::Build),
        Some("robust") => alone(&mut parser, Task::Robust),
        Some("lighthouse") => lighthouse(&mut parser),
        Some("lint") => alone(&mut parser, Task::Lint),
        Some("bench") => bench(&mut parser),
        Some("shots") => shots(&mut parser),
        Some("size") => size(&mut parser),
        Some("setup") => alone(&mut parser, Task::Setup),
        Some("hook") => alone(&mut parser, Task::Hook),
        Some("help") => alone(&mut parser, Task::Help),
        _ => Err(format!("unknown command \"{}\"", command.to_string_lossy())),
    }
}

fn alone(parser: &mut lexopt::Parser, task: Task) -> Result<Task, String> {
    match parser.next().map_err(sentence)? {
        None => Ok(task),
        Some(Long("help") | Short('h')) => Ok(Task::Help),
        Some(other) => Err(sentence(other.unexpected())),
    }
}

fn size(parser: &mut lexopt::Parser) -> Result<Task, String> {
    let (mut dist, mut crates) = (None, false);
    while let Some(argument) = parser.next().map_err(sentence)? {
        match argument {
            Long("crates") => crates = true,
            Long("help") | Short('h') => return Ok(Task::Help),
            Value(folder) if dist.is_none() => dist = Some(folder),
            other => return Err(sentence(other.unexpected())),
        }
    }
    Ok(Task::Size { dist, crates })
}

fn lighthouse(parser: &mut lexopt::Parser) -> Result<Task, String> {
    match parser.next().map_err(sentence)? {
        Some(Long("check")) => alone(parser, Task::Lighthouse { check: true }),
        None => Ok(Task::Lighthouse { check: false }),
        Some(Long("help") | Short('h')) => Ok(Task::Help),
        Some(other) => Err(sentence(other.unexpected())),
    }
}

fn bench(parser: &mut lexopt::Parser) -> Result<Task, String> {
    let (mut engine, mut page) = (true, true);
    match parser.next().map_err(sentence)? {
        None => return Ok(Task::Bench { engine, page }),
        Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(Value(part)) => match part.to_str() {
            Some("engine") => page = false,
            Some("page") => engine = false,
            _ => {
                return Err(format!(
                    "unknown part \"{}\", expected engine or page",
                    part.to_string_lossy()
                ));
            }
        },
        Some(other) => return Err(sentence(other.unexpected())),
    }
    alone(parser, Task::Bench { engine, page })
}

fn shots(parser: &mut lexopt::Parser) -> Result<Task, String> {
    match parser.next().map_err(sentence)? {
        Some(Value(folder)) => alone(parser, Task::Shots(folder)),
        Some(Long("help") | Short('h')) => Ok(Task::Help),
        Some(other) => Err(sentence(other.unexpected())),
        None => Err("no folder given for the pictures".into()),
    }
}

fn serve(parser: &mut lexopt::Parser) -> Result<Task, String> {
    let (mut port, mut open) = (DEFAULT_PORT, false);
    while let Some(arg) = parser.next().map_err(sentence)? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Help),
            Long("open") => open = true,
            Long("port") => {
                let value = parser.value().map_err(sentence)?;
                port = value
                    .to_str()
                    .and_then(|text| text.parse().ok())
                    .filter(|port| *port > 0)
                    .ok_or_else(|| format!("--port is \"{}\", expected 1 to 65535", value.to_string_lossy()))?;
            }
            other => return Err(sentence(other.unexpected())),
        }
    }
    Ok(Task::Serve { port, open })
}

fn test(parser: &mut lexopt::Parser) -> Result<Task, String> {
    let mut part = None;
    let mut browsers = Vec::new();
    let mut filters = Vec::<OsString>::new();
    while let Some(arg) = parser.next().map_err(sentence)? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Help),
            Long("browser") => {
                let names = parser.value().map_err(sentence)?;
                for name in names.to_string_lossy().split(',') {
                    let browser = Browser::named(name)
                        .ok_or_else(|| format!("unknown browser \"{name}\", expected chromium, firefox or webkit"))?;
                    if !browsers.contains(&browser) {
                        browsers.push(browser);
                    }
                }
            }
            Value(text) if part.is_none() => {
                part = Some(text.to_str().and_then(Part::named).ok_or_else(|| {
                    format!(
                        "unknown part \"{}\", expected native, wasm or e2e",
                        text.to_string_lossy()
                    )
                })?);
            }
            Value(text) => filters.push(text),
            other => return Err(sentence(other.unexpected())),
        }
    }
    if let (Some(part @ (Part::Native | Part::Wasm)), false) = (part, browsers.is_empty()) {
        return Err(format!("--browser is for the e2e tests, not for {}", part.name()));
    }
    Ok(Task::Test(Selection {
        parts: part.map_or_else(|| Part::ALL.to_vec(), |part| vec![part]),
        browsers: if browsers.is_empty() {
            Browser::ALL.to_vec()
        } else {
            browsers
        },
        filters,
    }))
}

fn fuzz(parser: &mut lexopt::Parser) -> Result<Task, String> {
    let (mut targets, mut seconds) = (fuzz::TARGETS.to_vec(), DEFAULT_SECONDS);
    while let Some(arg) = parser.next().map_err(sentence)? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Help),
            Long("seconds") => {
                let value = parser.value().map_err(sentence)?;
                seconds = value
                    .to_str()
                    .and_then(|text| text.parse().ok())
                    .filter(|seconds| *seconds > 0)
                    .ok_or_else(|| format!("--seconds is \"{}\", expected 1 or more", value.to_string_lossy()))?;
            }
            Value(name) => {
                targets.retain(|target| name == *target);
                if targets.is_empty() {
                    let name = name.to_string_lossy();
                    return Err(format!(
                        "unknown target \"{name}\", expected {}",
                        fuzz::TARGETS.join(", ")
                    ));
                }
            }
            other => return Err(sentence(other.unexpected())),
        }
    }
    Ok(Task::Fuzz { targets, seconds })
}

fn sentence(error: lexopt::Error) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Task, String> {
        parse(lexopt::Parser::from_args(args))
    }

    #[track_caller]
    fn refused(args: &[&str], message: &str) {
        assert_eq!(parsed(args), Err(message.into()));
    }

    fn selection(args: &[&str]) -> Selection {
        match parsed(args) {
            Ok(Task::Test(selection)) => selection,
            other => panic!("expected a test task, got {other:?}"),
        }
    }

    #[test]
    fn an_argument_error_is_one_sentence() {
        refused(&[], "no command given");
        refused(&["sevre"], "unknown command \"sevre\"");
        refused(&["--fast"], "invalid option '--fast'");
        refused(&["build", "--fast"], "invalid option '--fast'");
        refused(&["build", "now"], "unexpected argument \"now\"");
        refused(
            &["serve", "--port", "99999"],
            "--port is \"99999\", expected 1 to 65535",
        );
        refused(&["serve", "--port", "0"], "--port is \"0\", expected 1 to 65535");
        refused(&["test", "unit"], "unknown part \"unit\", expected native, wasm or e2e");
        refused(
            &["test", "e2e", "--browser", "opera"],
            "unknown browser \"opera\", expected chromium, firefox or webkit",
        );
        refused(
            &["test", "native", "--browser", "webkit"],
            "--browser is for the e2e tests, not for native",
        );
    }

    #[test]
    fn serve_takes_a_port_and_open() {
        assert_eq!(
            parsed(&["serve"]),
            Ok(Task::Serve {
                port: 8080,
                open: false
            })
        );
        assert_eq!(
            parsed(&["serve", "--open", "--port=9000"]),
            Ok(Task::Serve { port: 9000, open: true })
        );
    }

    #[test]
    fn portal_takes_a_port_and_does_not_open() {
        assert_eq!(parsed(&["portal", "--port", "9001"]), Ok(Task::Portal(9001)));
        assert_eq!(parsed(&["portal", "-h"]), Ok(Task::Help));
        refused(&["portal", "--open"], "invalid option '--open'");
    }

    #[test]
    fn lighthouse_takes_check() {
        assert_eq!(parsed(&["lighthouse"]), Ok(Task::Lighthouse { check: false }));
        assert_eq!(parsed(&["lighthouse", "--check"]), Ok(Task::Lighthouse { check: true }));
        refused(&["lighthouse", "--fast"], "invalid option '--fast'");
    }

    #[test]
    fn test_alone_means_every_part_in_every_browser() {
        let all = selection(&["test"]);
        assert_eq!(all.parts, Part::ALL);
        assert_eq!(all.browsers, Browser::ALL);
        assert!(all.filters.is_empty());
    }

    #[test]
    fn test_takes_a_part_browsers_and_filters() {
        let some = selection(&[
            "test",
            "e2e",
            "--browser",
            "webkit,firefox",
            "resume",
            "--",
            "--nocapture",
        ]);
        assert_eq!(some.parts, [Part::E2e]);
        assert_eq!(some.browsers, [Browser::Webkit, Browser::Firefox]);
        assert_eq!(some.filters, ["resume", "--nocapture"]);
    }

    #[test]
    fn fuzz_takes_a_target_and_a_time() {
        let fuzz = |targets: &[&'static str], seconds| {
            Ok(Task::Fuzz {
                targets: targets.to_vec(),
                seconds,
            })
        };
        assert_eq!(
            parsed(&["fuzz"]),
            fuzz(&["guide", "bundle", "advise", "progress", "code", "incident"], 600)
        );
        assert_eq!(parsed(&["fuzz", "advise", "--seconds", "5"]), fuzz(&["advise"], 5));
        refused(
            &["fuzz", "page"],
            "unknown target \"page\", expected guide, bundle, advise, progress, code, incident",
        );
        refused(&["fuzz", "--seconds", "0"], "--seconds is \"0\", expected 1 or more");
    }

    #[test]
    fn help_is_found_anywhere() {
        for args in [
            &["--help"][..],
            &["-h"],
            &["help"],
            &["serve", "--help"],
            &["test", "-h"],
        ] {
            assert_eq!(parsed(args), Ok(Task::Help));
        }
    }
}

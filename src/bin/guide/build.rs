//! `guide build`: the compiled files that the page loads.

use std::fs;
use std::path::PathBuf;

use fixpath::guide::bundle;
use fixpath::guide::parse::Problem;
use fixpath::search::Index;
use serde_json::{Value, json};

use super::folder::{self, Checked, unwritable};
use super::{Failure, findings};

/// Compile guides: one <id>.<locale>.json per guide and language
///
/// These are the files that the page loads; the same input gives the same bytes.
/// An error in any guide stops the build before a file is written; warnings do not
/// (see `guide check`). The path of each file written is printed to stdout.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// A guide's folder, or a folder of guides
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Where to write; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Print one JSON document to stdout instead: {"files": […], "problems": […]}
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  guide build guides --out target/guides
  guide build guides/toyota-remote-connect --out dist/guides --json | jq '.files[].bytes'

Exit code: 0 written, 1 errors in a guide, 2 the command cannot be followed.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let guides = if args.json {
        folder::read_or(&args.dirs, |errors, _| print_json(&[], errors))?
    } else {
        folder::read_all(&args.dirs)?
    };
    fs::create_dir_all(&args.out).map_err(|error| unwritable(&args.out, &error))?;
    let mut written = Vec::new();
    for checked in guides {
        let Checked { guide, mut texts } = checked;
        for texts in &mut texts {
            texts.common = Index::new(&guide, texts).common().to_owned();
        }
        for bundle in bundle::compile(&guide, texts) {
            let path = args.out.join(bundle.file_name());
            let text = bundle.to_json();
            fs::write(&path, &text).map_err(|error| unwritable(&path, &error))?;
            if !args.json {
                println!("{}", path.display());
            }
            written.push(json!({
                "guide": bundle.guide.id,
                "locale": bundle.texts.locale,
                "path": path.display().to_string(),
                "bytes": text.len(),
                "revision": bundle.revision,
            }));
        }
    }
    if args.json {
        print_json(&written, &[]);
    }
    Ok(())
}

fn print_json(files: &[Value], problems: &[Problem]) {
    println!("{:#}", json!({ "files": files, "problems": findings::json(problems) }));
}

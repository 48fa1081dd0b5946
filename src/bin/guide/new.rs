//! `guide new`: a small guide without problems, to start from.

use std::fs;
use std::path::PathBuf;

use fixpath::guide::lint::is_id;

use super::Failure;
use super::folder::{entries, named, unwritable};

/// Write a small guide to start from, with comments that teach the format
///
/// It is about a lamp that stays dark, passes `guide check` without a finding and
/// can be built and simulated. Change it piece by piece into yours.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// The folder to write, which must be empty or not there; its name is the guide's id
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The guide's id, if DIR is the folder of guides in which it gets a folder of its own
    #[arg(long)]
    id: Option<String>,
    /// The language to write in first, such as en or es
    #[arg(long, default_value = "en")]
    locale: String,
}

const EXAMPLES: &str = "\
Examples:
  guide new guides/my-dishwasher               the guide \"my-dishwasher\"
  guide new guides --id my-dishwasher          the same
  guide new guides/lampara --locale es         texts in es.toml (the example's words are English)

Exit code: 0 written, 2 the folder is not empty or the command cannot be followed.";

const STRUCTURE: &str = include_str!("skeleton/guide.toml");
const TEXTS: &str = include_str!("skeleton/texts.toml");

pub fn run(args: &Args) -> Result<(), Failure> {
    let folder = match &args.id {
        Some(id) => args.dir.join(id),
        None => args.dir.clone(),
    };
    let folder = named(&folder)?;
    let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    expect(is_id(&id), || {
        format!("\"{id}\" cannot be a guide's id, expected a folder named in lower-case letters, digits and hyphens")
    })?;
    // A text file is called by its language, and guide.toml is taken.
    expect(is_id(&args.locale.to_lowercase()) && args.locale != "guide", || {
        format!(
            "\"{}\" cannot be a language, expected one such as en or es",
            args.locale
        )
    })?;
    let is_free = !folder.exists() || (folder.is_dir() && entries(&folder)?.is_empty());
    expect(is_free, || {
        format!("{} is not empty, expected a new or empty folder", folder.display())
    })?;
    fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    let filled = |text: &str| text.replace("@ID@", &id).replace("@LOCALE@", &args.locale);
    for (file, text) in [("guide.toml", STRUCTURE), (&format!("{}.toml", args.locale), TEXTS)] {
        let path = folder.join(file);
        fs::write(&path, filled(text)).map_err(|error| unwritable(&path, &error))?;
        println!("{}", path.display());
    }
    Ok(())
}

fn expect(is_so: bool, message: impl FnOnce() -> String) -> Result<(), Failure> {
    if is_so { Ok(()) } else { Err(Failure::Misuse(message())) }
}

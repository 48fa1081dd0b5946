//! `guide stamp`: marks translations as made from the default language's texts as they are now.

use std::fs;
use std::path::PathBuf;

use fixpath::guide::Id;
use fixpath::guide::lint::Stamps;
use fixpath::guide::parse;

use super::folder::{self, Source, unwritable};
use super::{Failure, findings};

/// Mark translated texts as up to date with the default language
///
/// A translation keeps, for each thing that has texts, a stamp of the words it was
/// made from. When those words change, `guide check` warns that it is stale. Bring
/// it up to date first; then stamp it. Only the table [translated_from] of its file
/// is written.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// A guide's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The language of the translation
    #[arg(long)]
    locale: String,
    /// What was brought up to date, as `guide check` names it, such as cause.login
    #[arg(value_name = "ITEM", required_unless_present = "all")]
    items: Vec<String>,
    /// Stamp every text
    #[arg(long, conflicts_with = "items")]
    all: bool,
}

const EXAMPLES: &str = "\
Examples:
  guide stamp guides/my-dishwasher --locale es --all            a translation that is new
  guide stamp guides/my-dishwasher --locale es cause.scale faq.salt

Exit code: 0 stamped, 1 errors in the guide, 2 the command cannot be followed.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let dir = args.dir.display();
    let Source { files, garbled, .. } = folder::single(&args.dir)?;
    let reading = parse::read(&files);
    let Some((guide, texts)) = reading.sound().filter(|_| garbled.is_empty()) else {
        let mut errors = garbled;
        errors.extend(reading.into_sound().err().unwrap_or_default());
        findings::print(&errors, &files);
        return Err(Failure::Problems);
    };
    let default = texts.iter().find(|texts| texts.locale == guide.default_locale);
    let name = format!("{}.toml", args.locale);
    let file = files.iter().find(|file| PathBuf::from(&file.path).ends_with(&name));
    let (Some(default), Some(file), Some(before)) = (default, file, reading.stamps(&args.locale)) else {
        return Err(Failure::Misuse(format!(
            "no {name} in {dir}, expected the texts in that language"
        )));
    };
    if args.locale == default.locale {
        let message = format!("{name} is in the default language, expected a translation");
        return Err(Failure::Misuse(message));
    }
    let stamps = stamped(args, before, &Stamps::of(default))?;
    fs::write(&file.path, stamps.written_into(&file.text)).map_err(|error| unwritable(file.path.as_ref(), &error))?;
    println!("{}", file.path);
    Ok(())
}

/// The stamps as they were, but for the items that are stamped now; those of things that are gone fall away.
fn stamped(args: &Args, before: &Stamps, now: &Stamps) -> Result<Stamps, Failure> {
    if let Some(item) = args.items.iter().find(|item| !now.0.contains_key(item.as_str())) {
        let message =
            format!("no text is called \"{item}\", expected a name as in `guide check`, such as guide or cause.…");
        return Err(Failure::Misuse(message));
    }
    let stamp = |(thing, now): (&Id, &String)| {
        let is_meant = args.all || args.items.iter().any(|item| item == thing.as_str());
        let stamp = if is_meant { Some(now) } else { before.0.get(thing) };
        Some((thing.clone(), stamp?.clone()))
    };
    Ok(Stamps(now.0.iter().filter_map(stamp).collect()))
}

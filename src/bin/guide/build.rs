//! `guide build`: the compiled files that the page loads.

use std::fs;
use std::path::{Path, PathBuf};

use fixpath::guide::bundle;

use super::Failure;
use super::folder;

/// Compile guides: one <id>.<locale>.json per guide and language
#[derive(clap::Args)]
pub struct Args {
    /// A guide's folder, or a folder of guides
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Where to write; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let guides = folder::read_all(&args.dirs)?;
    fs::create_dir_all(&args.out).map_err(|error| unwritable(&args.out, &error))?;
    for checked in guides {
        for bundle in bundle::compile(&checked.guide, checked.texts) {
            let path = args.out.join(bundle.file_name());
            fs::write(&path, bundle.to_json()).map_err(|error| unwritable(&path, &error))?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Misuse(format!("cannot write {}: {error}", path.display()))
}

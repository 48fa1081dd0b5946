//! Takes pictures of the page's states in Chromium, for a person to look at: `shots FOLDER`, environment as for the tests.
//!
//! Each is named `state-width-theme-language.png`; those of the README lie in `FOLDER/readme`. Those named `tap-…` show
//! the screen after real taps and typing.

mod camera;
mod plates;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use e2e::states::{self, Hand, THEMES};
use e2e::support::browser::{Browser, Session, Theme};
use e2e::support::env::Env;
use e2e::support::page::Page;
use e2e::support::site::Site;

use crate::camera::Camera;

/// Languages of the interface and of the shipped guide.
const LANGUAGES: [&str; 3] = ["en", "es", "fr"];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: shots FOLDER");
        return ExitCode::FAILURE;
    };
    match take_all(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn take_all(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let env = Arc::new(Env::read()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        for language in LANGUAGES {
            let site = Arc::new(Site::start(&env, "/")?);
            let session = Session::start(&env, Browser::Chromium, Theme::Light).await?;
            let page = Page::new(Arc::clone(&env), site, &session, Browser::Chromium, Theme::Light)?;
            let walked = async {
                let asked = page.asked_in(language)?;
                let camera = Camera { folder, language };
                let hand = Hand::new(asked, &THEMES, &camera);
                states::walk(&hand).await?;
                states::enlarge(&hand).await?;
                states::tap(&hand).await?;
                match language {
                    "en" => plates::take(&page, folder, &folder.join("readme")).await,
                    _ => Ok(()),
                }
            };
            let walked = walked.await;
            session.quit().await?;
            walked?;
        }
        Ok(())
    })
}

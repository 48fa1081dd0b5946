//! Serves the portal of `e2e/portal` and, on another origin, the built page: `portal PORT`, environment as for the tests.

use std::process::ExitCode;

use anyhow::{Context, Result};
use e2e::support::env::Env;
use e2e::support::portal::Portal;
use e2e::support::site::Site;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<()> {
    let port = std::env::args().nth(1).context("usage: portal PORT")?.parse()?;
    let env = Env::read()?;
    let site = Site::start(&env, "/")?;
    let portal = Portal::start(&env.guides, &site.url(""), port, false)
        .context("the port cannot be used; choose another with --port")?;
    println!("{}/", portal.origin);
    loop {
        std::thread::park();
    }
}

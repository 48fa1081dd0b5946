//! How long the page takes in Chromium, on walks through the shipped guide: `speed`, environment as for the tests.
//!
//! First the decisions of the engine, then what a person's taps and keystrokes take until the page has answered,
//! then a click on each control of the first view with the processor held to a quarter.
//! Times are of this machine. `FIXPATH_BRIEF` asks for few of each, to see that it works.

mod decisions;
mod first;
mod taps;

use std::process::ExitCode;
use std::sync::Arc;

use e2e::support::browser::Session;
use e2e::support::env::Env;
use e2e::support::site::Site;
use e2e::support::*;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<()> {
    let env = Arc::new(Env::read()?);
    let (n_walks, every) = if std::env::var_os("FIXPATH_BRIEF").is_some() {
        (1, 16)
    } else {
        (4, 1)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (decisions, mut taps, mut clicks): (_, Vec<taps::Tap>, Vec<first::Click>) = runtime.block_on(async {
        let site = Arc::new(Site::start(&env, "/")?);
        let session = Session::start(&env, Browser::Chromium, Theme::Light).await?;
        let page = Page::new(Arc::clone(&env), site, &session, Browser::Chromium, Theme::Light)?;
        let walked: Result<_> = async {
            Ok((
                decisions::times(&page, n_walks).await?,
                taps::times(&page).await?,
                first::clicks(&page, every).await?,
            ))
        }
        .await;
        session.quit().await?;
        walked
    })?;
    print("decisions", "time", decisions);
    print_slowest(&mut taps);
    let (script, painted) = taps.into_iter().map(|tap| (tap.script, tap.painted)).unzip();
    print("taps and keystrokes", "script in the handlers", script);
    print("taps and keystrokes", "from input to painted answer", painted);
    clicks.sort_by(|a, b| a.painted.total_cmp(&b.painted));
    let at = |share: f64| {
        let place = (clicks.len() as f64 * share).ceil() as usize;
        clicks
            .get(place.saturating_sub(1))
            .map_or(f64::NAN, |click| click.painted)
    };
    println!(
        "{} controls of the first view, processor held to a quarter, from click to painted answer, ms: \
         p50 {:.0}, p98 {:.0}, max {:.0}",
        clicks.len(),
        at(0.5),
        at(0.98),
        at(1.0)
    );
    for click in clicks.iter().rev().take(3) {
        println!("  {:.0} ms: {}", click.painted, click.what);
    }
    Ok(())
}

/// Where there is something to gain.
fn print_slowest(taps: &mut [taps::Tap]) {
    const N_SHOWN: usize = 8;
    taps.sort_by(|a, b| b.script.total_cmp(&a.script));
    for tap in taps.iter().take(N_SHOWN) {
        println!(
            "  {:.1} ms of script, {:.0} ms to paint: {}",
            tap.script, tap.painted, tap.what
        );
    }
}

fn print(what: &str, of: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (times.len().saturating_sub(1) as f64 * share).round() as usize;
        times.get(place).copied().unwrap_or(f64::NAN)
    };
    println!(
        "{} {what} in Chromium, {of}, ms: median {:.2}, nine in ten {:.2}, slowest {:.2}",
        times.len(),
        at(0.5),
        at(0.9),
        at(1.0)
    );
}

//! Takes the element as a package: packs it, builds a page from it, and lets a compiler check its types.

use std::path::Path;
use std::process::Command;

use e2e::scenario;
use e2e::support::env::node_program;
use e2e::support::portal::open_portal;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_page_that_a_bundler_builds_from_the_package_runs).only(Browser::Chromium),
        scenario!(the_types_fit_every_attribute_method_and_event).only(Browser::Chromium),
    ]
}

/// A project that has the packed element, as `npm install` would put it there.
fn project(page: &Page) -> Result<tempfile::TempDir> {
    let project = tempfile::tempdir()?;
    let embed = page.env().dist.join("embed");
    let pack = Command::new("npm")
        .args(["pack", "--silent", "--pack-destination"])
        .arg(project.path())
        .current_dir(&embed)
        .output()
        .context("npm is there")?;
    ensure!(
        pack.status.success(),
        "npm pack: {}",
        String::from_utf8_lossy(&pack.stderr)
    );
    let tarball = String::from_utf8(pack.stdout)?.trim().to_owned();
    let modules = project.path().join("node_modules");
    std::fs::create_dir(&modules)?;
    run(Command::new("tar")
        .arg("-xzf")
        .arg(project.path().join(tarball))
        .arg("-C")
        .arg(&modules))?;
    std::fs::rename(modules.join("package"), modules.join("fixpath"))?;
    std::fs::write(
        project.path().join("package.json"),
        "{ \"type\": \"module\", \"dependencies\": { \"fixpath\": \"*\" } }",
    )?;
    Ok(project)
}

fn run(command: &mut Command) -> Result<()> {
    let done = command.output()?;
    let said = [done.stdout, done.stderr].concat();
    ensure!(
        done.status.success(),
        "{command:?}:\n{}",
        String::from_utf8_lossy(&said)
    );
    Ok(())
}

async fn a_page_that_a_bundler_builds_from_the_package_runs(page: Page) -> Result<()> {
    let vite = node_program("FIXPATH_VITE")?;
    let project = project(&page)?;
    let write = |name: &str, text: &str| std::fs::write(project.path().join(name), text);
    write(
        "index.html",
        "<!doctype html><html lang=\"en\"><head><title>Built</title></head><body><h1>Built</h1>
         <fix-path id=\"one\" guide=\"toyota-remote-connect\" lang=\"en\" eager></fix-path>
         <script type=\"module\" src=\"./main.js\"></script></body></html>",
    )?;
    write("main.js", "import 'fixpath';\n")?;
    let mut build = Command::new("node");
    build
        .arg(vite)
        .args(["build", "--base", "./"])
        .current_dir(project.path());
    run(&mut build)?;
    let portal = open_portal(&page)?;
    portal.serve_built(&project.path().join("dist"));
    page.visit(&portal.url("built/index.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.report_signs(&["app-crashes"]).await?;
    let alien = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin))";
    let alien = page.script(alien, Vec::new()).await?;
    ensure!(
        alien.as_array().is_some_and(Vec::is_empty),
        "the built page asks others for {alien}"
    );
    Ok(())
}

async fn the_types_fit_every_attribute_method_and_event(page: Page) -> Result<()> {
    let tsc = node_program("FIXPATH_TSC")?;
    let project = project(&page)?;
    let every = Path::new(env!("CARGO_MANIFEST_DIR")).join("portal/every.ts");
    std::fs::copy(every, project.path().join("every.ts"))?;
    let mut check = Command::new("node");
    check
        .arg(tsc)
        .args([
            "--strict",
            "--noEmit",
            "--target",
            "es2022",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
        ])
        .args(["--lib", "es2022,dom,dom.iterable", "every.ts"])
        .current_dir(project.path());
    run(&mut check)
}

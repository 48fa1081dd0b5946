//! `prerender FOLDER [ADDRESS]`: makes the pages of a build in FOLDER out of its `index.html`, the template, and its guides.
//!
//! ADDRESS is where they will stand; with it come canonical links and `sitemap.xml`. The build calls this.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use fixpath::guide::bundle;
use fixpath::prerender::Site;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let made = match arguments.as_slice() {
        [folder] => make(Path::new(folder), None),
        [folder, address] => make(Path::new(folder), Some(address)),
        _ => Err("usage: prerender FOLDER [ADDRESS]".to_owned()),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn make(folder: &Path, address: Option<&str>) -> Result<(), String> {
    if let Some(address) = address
        && !(["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) && address.ends_with('/'))
    {
        return Err(format!(
            "\"{address}\" is no address of a site, expected https://… with a slash at its end"
        ));
    }
    let template = read(&folder.join("index.html"))?;
    let (_, rest) = template
        .split_once(" data-guide=\"")
        .ok_or("index.html: no data-guide, expected the name of the guide that the page shows")?;
    let guide = rest.split('"').next().unwrap_or_default();
    let site = Site {
        template: &template,
        address,
    };
    let load = |locale: &str| {
        let file = folder.join(format!("guides/{guide}.{locale}.json"));
        bundle::load(&read(&file)?).map_err(|error| format!("{}: {error}", file.display()))
    };
    let locales = fs::read_dir(folder.join("guides"))
        .map_err(|error| format!("cannot list the guides: {error}"))?
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            Some(
                name.strip_prefix(guide)?
                    .strip_prefix('.')?
                    .strip_suffix(".json")?
                    .to_owned(),
            )
        })
        .collect::<Vec<_>>();
    let mut all = Vec::new();
    for locale in &locales {
        let bundle = load(locale)?;
        all.clone_from(&bundle.locales);
        let page = site.page(bundle)?;
        let file = folder.join(&page.file);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        }
        write(&file, &page.html)?;
    }
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let (Some(map), Some(address)) = (site.map(&all), address) {
        write(&folder.join("sitemap.xml"), &map)?;
        robots += &format!("Sitemap: {address}sitemap.xml\n");
    }
    write(&folder.join("robots.txt"), &robots)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

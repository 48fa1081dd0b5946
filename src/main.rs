//! The page: mounts the troubleshooter where the document has room for it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use fixpath::ui;

    ui::watch_for_crashes();
    let Some(place) = ui::place() else { return };
    let own = place.get_attribute("data-guide").unwrap_or_default();
    ui::begin(place, ui::requested(&own, "en"));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fixpath runs in a browser: use `cargo xtask serve`");
    std::process::exit(2);
}

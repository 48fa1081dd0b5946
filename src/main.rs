//! The page: shows the troubleshooter where the document has room for it.

#[cfg(target_arch = "wasm32")]
fn main() {
    fixpath::ui::watch_for_crashes();
    fixpath::ui::begin();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fixpath runs in a browser: use `cargo xtask serve`");
    std::process::exit(2);
}

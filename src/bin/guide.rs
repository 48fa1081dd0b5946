//! The author's tool: checks guides and compiles them for the page.

#[cfg(not(target_arch = "wasm32"))]
#[path = "guide/cli.rs"]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// The tool works with files, which a browser has none of; wasm builds compile every binary all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}

//! The program that browsers load: the page's, and the custom element's.

// The script that loads this says what to do: `begin` on the page, or an element in somebody else's.
#[cfg(feature = "csr")]
fn main() {
    fixpath::keep_exports();
}

#[cfg(not(feature = "csr"))]
fn main() {
    eprintln!("fixpath runs in a browser: use `cargo xtask serve`");
    std::process::exit(2);
}

//! What the page may do and load, for its own `<meta>` and for the headers of the host.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::assemble::{attribute, files_in, read, write};
use crate::shell::Result;

/// The SHA-256 of a file as policies and `integrity` write it, without `sha256-`.
pub fn digest(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// The policy of the pages, in which their one sheet stands and the few lines of script that start the rest.
pub fn of_page(sheet: &str, start: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src 'self' data:; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'",
        digest(start.as_bytes()),
        digest(sheet.as_bytes())
    )
}

/// Every header but the policy, for all files.
///
/// No `Cross-Origin-Opener-Policy`: the page opens no window that could reach it, and WebKit's browser hangs when Back
/// leads from a page that has it to one of the same site that has not.
const ALL: &str = "\
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()
";

/// Files with a hash in their names never change.
const FOR_EVER: &str = "  Cache-Control: public, max-age=31536000, immutable\n";

/// Writes `_headers`, in the form that several hosts of static sites read.
///
/// The policy goes to pages only, for it speaks of what documents load; in a frame of another site the element's own
/// page is welcome, the others are not.
pub fn headers(staging: &Path, policy: &str) -> Result<()> {
    let mut text = ALL.to_owned();
    let files = files_in(staging)?;
    for page in files.iter().filter(|file| file.ends_with("index.html")) {
        for address in [page.as_str(), page.trim_end_matches("index.html")] {
            text += &format!(
                "/{address}\n  Content-Security-Policy: {policy}; frame-ancestors 'self'\n  Cache-Control: no-cache\n"
            );
        }
    }
    let frame = read(&staging.join("embed/embed.html"))?;
    let of_frame = frame
        .split('<')
        .find(|tag| tag.contains("Content-Security-Policy"))
        .and_then(|tag| attribute(&format!("<{tag}"), "content").map(str::to_owned))
        .ok_or("embed.html: no Content-Security-Policy")?;
    text += &format!("/embed/embed.html\n  Content-Security-Policy: {of_frame}\n  Cache-Control: no-cache\n");
    // The element is loaded by pages of other sites.
    text += "/embed/*\n  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n";
    text += "/sw.js\n  Cache-Control: no-cache\n/embed/fix-path.js\n  Cache-Control: no-cache\n";
    for file in files.iter().filter(|file| is_hashed(file)) {
        text += &format!("/{file}\n{FOR_EVER}");
    }
    write(&staging.join("_headers"), &text)
}

/// True for names that change with what the file holds.
pub fn is_hashed(file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() >= 12 && hash.chars().all(|letter| letter.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_as_browsers_write_it() {
        // `printf a | openssl dgst -sha256 -binary | base64`
        assert_eq!(digest(b"a"), "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=");
    }

    #[test]
    fn names_with_a_hash_are_known() {
        assert!(is_hashed("boot-0123456789abcdef.js") && is_hashed("fixpath-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("guides/x.en-0123456789abcdef.json"));
        assert!(!is_hashed("guides/toyota-remote-connect.en.json") && !is_hashed("es/index.html"));
    }
}

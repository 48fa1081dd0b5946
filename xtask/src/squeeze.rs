//! Compressed copies beside the files, which hosts send as they are.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::assemble::files_in;
use crate::shell::Result;

/// Files smaller than this fit into one packet anyway, in bytes.
const LEAST: usize = 1000;

/// Writes `.br` and `.gz` beside each file that they make smaller.
pub fn all(staging: &Path) -> Result<()> {
    for name in files_in(staging)?.iter().filter(|name| is_text_or_program(name)) {
        let path = staging.join(name);
        let bytes = fs::read(&path).map_err(|error| format!("cannot read {name}: {error}"))?;
        if bytes.len() < LEAST {
            continue;
        }
        for (end, made) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
            let made = made.map_err(|error| format!("cannot compress {name}: {error}"))?;
            fs::write(staging.join(format!("{name}.{end}")), made)
                .map_err(|error| format!("cannot write {name}.{end}: {error}"))?;
        }
    }
    Ok(())
}

fn is_text_or_program(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    ["html", "js", "css", "json", "wasm", "svg", "txt", "xml", "webmanifest"].contains(&end)
}

/// As small as brotli makes it.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

/// As small as gzip makes it.
pub fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes)?;
    out.finish()
}

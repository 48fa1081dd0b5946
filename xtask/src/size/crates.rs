//! Which crate takes how much of a wasm file, by the names of its functions.

use std::collections::BTreeMap;

use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::shell::Result;

/// Prints the bytes of code by crate, largest first, and those of the other sections.
pub fn print(wasm: &[u8]) -> Result<()> {
    let sizes = functions(wasm).map_err(|error| format!("the wasm cannot be read: {error}"))?;
    let mut crates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, bytes) in &sizes {
        let (sum, n) = crates.entry(owner(name)).or_default();
        *sum += bytes;
        *n += 1;
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
    println!(
        "\nCode by crate, raw; a function is the crate's that its name begins with, so that what a library's function\n\
         makes of a closure or type of ours counts as the library's"
    );
    for (name, (bytes, n)) in crates {
        println!("{name:<32} {bytes:>9} bytes {n:>6} functions");
    }
    Ok(())
}

/// Every function's name and size.
fn functions(wasm: &[u8]) -> wasmparser::Result<Vec<(String, usize)>> {
    let (mut n_imported, mut sizes, mut names) = (0usize, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    n_imported += usize::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(reader) = section.as_known() else {
                    continue;
                };
                for name in reader {
                    let Name::Function(map) = name? else { continue };
                    for naming in map {
                        let naming = naming?;
                        names.insert(naming.index as usize, naming.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    let named = sizes.into_iter().enumerate();
    Ok(named
        .map(|(place, bytes)| (names.remove(&(place + n_imported)).unwrap_or_default(), bytes))
        .collect())
}

/// The first crate that a name has: `<&a[1f]::B as c::D>::e` is `a`'s.
fn owner(name: &str) -> &str {
    let Some(path) = name.find("::") else {
        return "(no crate)";
    };
    let before = name.get(..path).unwrap_or_default();
    let before = before.split('[').next().unwrap_or_default();
    let start = before.rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    before
        .get(start.map_or(0, |at| at + 1)..)
        .filter(|name| !name.is_empty())
        .unwrap_or("(no crate)")
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn a_function_is_the_first_named_crates() {
        assert_eq!(owner("fixpath::engine::advise::h0123"), "fixpath");
        assert_eq!(owner("<&mut a_b::De<R> as c::D>::e"), "a_b");
        assert_eq!(owner("<alloc[5d12]::vec::Vec<fixpath[e8]::Id>>::push"), "alloc");
        assert_eq!(owner("memcpy"), "(no crate)");
    }
}

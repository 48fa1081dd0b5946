//! An order of a wasm file's functions in which like stands beside like, so that it compresses better.
//!
//! Brotli finds what repeats wherever it is, and says where in fewer bits the nearer it is: 2 % of the download.

use wasmparser::{Parser, Payload, TypeRef};

use crate::shell::Result;

/// The file with names for its functions, of which `wasm-opt` sorts them by: first by type, then by what they do.
pub fn named(wasm: &[u8]) -> Result<Vec<u8>> {
    let Functions { n_imported, all } = functions(wasm).map_err(|error| format!("the wasm cannot be read: {error}"))?;
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| &all[*place]);
    let mut ranks = vec![0; all.len()];
    for (rank, place) in order.into_iter().enumerate() {
        ranks[place] = rank;
    }
    let mut names = number(n_imported + ranks.len());
    let imported = (0..n_imported).map(|index| (index, format!("i{index:06}")));
    let own = ranks
        .iter()
        .zip(n_imported..)
        .map(|(rank, index)| (index, format!("z{rank:06}")));
    for (index, name) in imported.chain(own) {
        names.extend(number(index));
        names.extend(text(&name));
    }
    let mut section = text("name");
    section.push(1); // of functions
    section.extend(number(names.len()));
    section.extend(names);
    let mut out = wasm.to_vec();
    out.push(0); // a custom section
    out.extend(number(section.len()));
    out.extend(section);
    Ok(out)
}

/// The functions of a file.
struct Functions<'a> {
    n_imported: usize,
    /// Type and code of each of its own.
    all: Vec<(u32, &'a [u8])>,
}

fn functions(wasm: &[u8]) -> wasmparser::Result<Functions<'_>> {
    let (mut n_imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    n_imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<wasmparser::Result<_>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok(Functions {
        n_imported,
        all: types.into_iter().zip(bodies).collect(),
    })
}

/// A number as wasm writes it (LEB128).
fn number(mut number: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

fn text(text: &str) -> Vec<u8> {
    [&number(text.len()), text.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::{functions, named, number};

    /// Two functions without parameters or results; the first does nothing in one step more.
    const WASM: [u8; 29] = [
        0, b'a', b's', b'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 3, 2, 0, 0, 10, 8, 2, 3, 0, 1, 0x0b, 2, 0, 0x0b,
    ];

    #[test]
    fn numbers_are_written_in_sevens_of_bits() {
        assert_eq!(number(5), [5]);
        assert_eq!(number(300), [0xac, 2]);
    }

    #[test]
    fn names_follow_type_and_code() {
        let read = functions(&WASM).unwrap();
        assert_eq!(read.all, [(0, &[0, 1, 0x0b][..]), (0, &[0, 0x0b][..])]);
        let named = named(&WASM).unwrap();
        let text = String::from_utf8_lossy(&named[WASM.len()..]).into_owned();
        assert!(text.contains("z000000") && text.contains("z000001"), "{text}");
        assert!(text.find("z000000") < text.find("z000001"), "{text}");
    }
}

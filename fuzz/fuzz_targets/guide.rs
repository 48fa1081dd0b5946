//! Fuzz target: reads an author's files.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::guide(data);
});

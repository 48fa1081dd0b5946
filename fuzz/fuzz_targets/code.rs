//! Fuzz target: reads a share link or a case code.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::code(data);
});

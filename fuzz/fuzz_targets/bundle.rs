//! Fuzz target: loads a compiled guide.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::bundle(data);
});

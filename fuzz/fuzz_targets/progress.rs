//! Fuzz target: reads a record of progress.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::progress(data);
});

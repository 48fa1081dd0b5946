//! Fuzz target: reads what the host of a page reports.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::incident(data);
});

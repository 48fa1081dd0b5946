//! Fuzz target: answers lines of requests.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fixpath_fuzz::advise(data);
});

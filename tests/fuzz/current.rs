//! The fuzz target: any bytes as `CURRENT`, and as the mark of an index folder.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "index_checks.rs"]
mod checks;

fuzz_target!(|bytes: &[u8]| {
    checks::check_current(bytes);
    checks::check_mark(bytes);
});

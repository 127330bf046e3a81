//! The fuzz target: any bytes as a manifest, and as records of digest files.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "index_checks.rs"]
mod checks;

fuzz_target!(|bytes: &[u8]| {
    checks::check_manifest(bytes);
    checks::check_records(bytes);
});

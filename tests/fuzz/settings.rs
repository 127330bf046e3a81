//! The fuzz target: any bytes as the files that a user writes for the program.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "settings_checks.rs"]
mod checks;

fuzz_target!(|bytes: &[u8]| checks::check_settings(bytes));

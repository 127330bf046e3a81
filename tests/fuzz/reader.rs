//! The fuzz target of the readers: any bytes as a digest file.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod reader_checks;

fuzz_target!(|bytes: &[u8]| reader_checks::check_bytes(bytes));

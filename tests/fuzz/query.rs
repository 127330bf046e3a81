//! The fuzz target: any bytes as a query over the project's own corpus.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;

mod checks;

use checks::OwnCorpus;

thread_local! {
    // libFuzzer calls from one thread.
    static OWN: OwnCorpus =
        OwnCorpus::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
}

fuzz_target!(|bytes: &[u8]| OWN.with(|own| own.check_bytes(bytes)));

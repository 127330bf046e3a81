//! Any bytes as a manifest, as `CURRENT`, as the mark of an index, as a record and as what a
//! user writes: the fuzz targets' seeds, and each of them with bytes changed, cut and put
//! together.

use std::fs;
use std::path::PathBuf;

use crate::util::{cases, project};

#[path = "fuzz/index_checks.rs"]
mod checks;
#[path = "fuzz/settings_checks.rs"]
mod settings_checks;

fn seeds(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(project().join("tests/fuzz").join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "the test has lost sight of the seeds");
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

/// Numbers that are the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap()
    }
}

/// What means something where it is read.
const PIECES: [&[u8]; 12] = [
    b"../",
    b"/",
    b"\"",
    b"\\u0000",
    b"\n",
    b"{",
    b"]",
    b"gen-",
    b"-1",
    b"18446744073709551616",
    b"\xff",
    b"[[[[[[[[",
];

/// The seed changed in a few places.
fn changed(seed: &[u8], others: &[(PathBuf, Vec<u8>)], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes.truncate(at),
            2 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => {
                let end = at + numbers.below(bytes.len() - at + 1);
                bytes.drain(at..end);
            }
            _ => {
                let other = &others[numbers.below(others.len())].1;
                let from = numbers.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
        }
    }
    bytes
}

/// Checks every seed, and what becomes of it. `DIGEST_READER_CASES` tells how often each.
fn try_all(folder: &str, check: impl Fn(&[u8])) {
    let seeds = seeds(folder);
    let mut numbers = Numbers(3);
    for (path, seed) in &seeds {
        // Shown where the check fails.
        println!("{}", path.display());
        check(seed);
        for _ in 0..cases("DIGEST_READER_CASES", 500) {
            let bytes = changed(seed, &seeds, &mut numbers);
            println!("{}", String::from_utf8_lossy(&bytes));
            check(&bytes);
        }
    }
}

#[test]
fn every_seed_of_the_manifest_is_read_or_refused() {
    try_all("seeds-manifest", |bytes| {
        checks::check_manifest(bytes);
        checks::check_records(bytes);
    });
}

#[test]
fn every_seed_of_current_and_the_mark_is_read_or_refused() {
    try_all("seeds-current", |bytes| {
        checks::check_current(bytes);
        checks::check_mark(bytes);
    });
}

#[test]
fn every_seed_of_settings_is_read_or_told() {
    try_all("seeds-settings", settings_checks::check_settings);
}

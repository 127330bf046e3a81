//! Faults of the machine and of the corpus, made and not imagined. PROMISES.md lists
//! what each comes to.
//!
//! What takes minutes is ignored by `cargo test`, and run by
//! `cargo test --test integration -- --ignored`.
//!
//! - `kills`: SIGKILL at random moments; SIGTERM and Ctrl-C
//! - `searches`: searches through one reindexing after the other
//! - `disk`: a disk that is full or fails, at every call that could fail
//! - `access`: folders and files that may not be read or written
//! - `digest_files`: pipes, loops, names, sizes, files that change while they are read
//! - `bounds`: what would take more memory than a run may
//! - `damage`: `CURRENT`, generations half deleted, files that changed
//! - `advice`: what the message of each damage says to do is done
//! - `not_ours`: files and folders of others in and around an index
//! - `made_by_others`: an index that somebody made to do harm
//! - `odd_files`: pipes and devices where a file is read
//! - `threads`: a machine that lets no thread be made

#![cfg(unix)]

mod access;
mod accounts;
mod advice;
mod bounds;
mod damage;
mod digest_files;
mod disk;
mod kills;
mod made_by_others;
mod not_ours;
mod odd_files;
mod searches;
mod threads;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use digest::job::IndexReport;
use serde_json::Value;

use crate::util::{Dir, Ran, article, names_in, project};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// A corpus whose first digest file has an edition, which a search tells.
struct Editions {
    dir: Dir,
}

impl Editions {
    /// A corpus of a few digest files, with an index of its edition 0.
    fn new() -> Self {
        let dir = Dir::new();
        for month in 1..=3 {
            let articles = (1..=4).map(|number| {
                article(
                    &format!("챗봇 {month}월 소식 {number}호"),
                    "요약",
                    "본문",
                    CITATION,
                )
            });
            let name = format!("2023-0{month}.txt");
            dir.digest_file(&name, articles.collect::<String>());
        }
        let editions = Editions { dir };
        editions.write(0);
        editions.index();
        editions
    }

    /// Replaces the digest file by that edition, at once.
    fn write(&self, edition: u32) {
        let text = article(&format!("블랙웰 {edition}판"), "요약", "본문", CITATION);
        let side = self.dir.path().join("next.txt");
        fs::write(&side, text).unwrap();
        fs::rename(side, self.dir.path().join("corpus/2024-05.txt")).unwrap();
    }

    /// Indexes it, in this process.
    fn index(&self) -> IndexReport {
        self.dir.index()
    }

    /// Indexes it by the program.
    fn run_index(&self) -> Ran {
        self.dir.digest(&["index", "--quiet", "--json"]).run()
    }

    /// The edition that a search finds. All other articles must be there as well.
    fn found(&self) -> u32 {
        let hits = self.dir.hits("블랙웰").unwrap();
        assert_eq!(hits.total, 1, "{hits:?}");
        edition_in(hits.hits[0].document.title())
    }

    /// That the index is whole and holds the newest edition or the one before, that the
    /// next run succeeds, and that nothing of the failed one is left then. Tells how long
    /// that run took, where it had to publish.
    fn recovers(&self, old: u32, new: u32) -> Option<Duration> {
        let found = self.found();
        assert!(found == old || found == new, "edition {found}");
        // The digest file is newer than the index where the run had no chance.
        self.dir.assert_sound(found != new);
        let started = Instant::now();
        let ran = self.run_index();
        let took = started.elapsed();
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(self.found(), new);
        assert_eq!(leftovers(&self.dir), Vec::<String>::new());
        (found != new).then_some(took)
    }
}

/// The edition that the program finds.
fn edition_of(dir: &Dir) -> u32 {
    let ran = dir.digest(&["search", "블랙웰", "--json"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    let hits: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(hits["total"], 1, "{ran:?}");
    edition_in(hits["hits"][0]["title"].as_str().unwrap())
}

fn edition_in(title: &str) -> u32 {
    let edition = title.strip_prefix("블랙웰 ").unwrap();
    edition.strip_suffix('판').unwrap().parse().unwrap()
}

/// The mark of an index folder.
const MARK: &str = "digest-index.json";

/// What is in an index folder beside generations, `CURRENT`, `LOCK` and the mark.
fn leftovers(dir: &Dir) -> Vec<String> {
    let mut names = names_in(&dir.path().join("index"));
    names.retain(|name| !name.starts_with("gen-") && !["CURRENT", "LOCK", MARK].contains(&&**name));
    names
}

/// A pipe, to which nobody writes.
fn make_pipe(path: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, path, FileType::Fifo, Mode::from_raw_mode(0o644), 0).unwrap();
}

/// The library of that name, which makes calls fail, compiled once with the linker's `cc`.
fn failing(name: &'static str) -> PathBuf {
    static LIBRARIES: OnceLock<Mutex<HashMap<&str, tempfile::TempDir>>> = OnceLock::new();
    let mut libraries = LIBRARIES.get_or_init(Mutex::default).lock().unwrap();
    let folder = libraries.entry(name).or_insert_with(|| {
        let folder = tempfile::tempdir().unwrap();
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(folder.path().join("failing.so"))
            .arg(project().join(format!("tests/faults/{name}.c")))
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(compiled.success());
        folder
    });
    folder.path().join("failing.so")
}

/// Numbers that are the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

//! Pipes, devices, folders and what has no end in the place of each file that is read: told,
//! waited for by nobody, and not held in memory.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{Editions, MARK, make_pipe};
use crate::util::{Dir, Ran, TestCommand, names_in};

/// What is put in a file's place.
const KINDS: [&str; 5] = ["pipe", "zero", "random", "folder", "sparse"];

fn put(path: &Path, kind: &str) {
    if fs::symlink_metadata(path).is_ok() {
        fs::remove_file(path).unwrap();
    }
    match kind {
        "pipe" => make_pipe(path),
        "zero" => symlink("/dev/zero", path).unwrap(),
        "random" => symlink("/dev/urandom", path).unwrap(),
        "folder" => fs::create_dir(path).unwrap(),
        // Four terabytes, of which the disk has none.
        _ => fs::File::create(path).unwrap().set_len(4 << 40).unwrap(),
    }
}

fn take_away(path: &Path) {
    if fs::symlink_metadata(path).unwrap().is_dir() {
        fs::remove_dir(path).unwrap();
    } else {
        fs::remove_file(path).unwrap();
    }
}

/// Runs a command that may have two gigabytes of addresses, and must end by itself.
fn run(dir: &Dir, args: &[&str], configuration: Option<&Path>) -> Ran {
    let program = env!("CARGO_BIN_EXE_digest");
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v 2097152; exec {program} \"$@\""))
        .arg("digest")
        .args(args)
        .current_dir(dir.path())
        .env("HOME", dir.path().join("home"));
    if let Some(path) = configuration {
        command.env("DIGEST_CONFIG", path);
    }
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || {
        // Where nobody waits any more the test has failed.
        let _ = sender.send(TestCommand::from(command).run());
    });
    let ended = ended.recv_timeout(Duration::from_secs(120));
    ended.unwrap_or_else(|_| panic!("{args:?} does not end"))
}

/// That the commands tell of the file, whatever is in its place, with exit code 2.
fn is_told(path: &Path, dir: &Dir, commands: &[&[&str]], configuration: Option<&Path>) {
    let name = path.file_name().unwrap().to_str().unwrap();
    for kind in KINDS {
        put(path, kind);
        for args in commands {
            let ran = run(dir, args, configuration);
            let place = format!("{name} {kind} {args:?}: {ran:?}");
            assert_eq!(ran.code, 2, "{place}");
            let told = format!("{}{}", ran.stdout, ran.stderr);
            assert!(told.contains(name), "{place}");
            assert!(!told.contains("panicked"), "{place}");
            assert!(ran.stderr.len() < 3_000, "{place}");
        }
        take_away(path);
    }
}

#[test]
fn words_and_canaries_are_files() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let index: &[&str] = &["index"];
    let search: &[&str] = &["search", "블랙웰"];
    let check: &[&str] = &["check"];
    is_told(&dir.path().join("terms.txt"), dir, &[index, check], None);
    let synonyms = dir.path().join("synonyms.txt");
    is_told(&synonyms, dir, &[index, search, check], None);
    let canaries = dir.path().join("corpus/canaries.txt");
    is_told(&canaries, dir, &[index, check], None);
    // Through a link a file is as good.
    fs::write(dir.path().join("elsewhere"), "쿼크랩 = 쿼크연구소\n").unwrap();
    symlink("elsewhere", &synonyms).unwrap();
    assert_eq!(editions.found(), 0);
    editions.index();
}

#[test]
fn the_configuration_is_a_file() {
    let editions = Editions::new();
    let path = editions.dir.path().join("config.toml");
    let search: &[&str] = &["search", "블랙웰"];
    is_told(&path, &editions.dir, &[search], Some(&path));
}

#[test]
fn current_and_the_manifest_are_files_and_made_again() {
    for kind in KINDS {
        for of_index in [true, false] {
            let editions = Editions::new();
            let dir = &editions.dir;
            let path: PathBuf = if of_index {
                dir.path().join("index/CURRENT")
            } else {
                dir.generation().join("manifest.json")
            };
            put(&path, kind);
            for args in [&["search", "블랙웰"][..], &["check"]] {
                let ran = run(dir, args, None);
                let place = format!("{} {kind} {args:?}: {ran:?}", path.display());
                assert_eq!(ran.code, 2, "{place}");
                let told = format!("{}{}", ran.stdout, ran.stderr);
                assert!(told.contains("digest index"), "{place}");
            }
            let ran = run(dir, &["index"], None);
            if of_index && kind == "folder" {
                // Somebody's folder is not removed.
                assert_eq!(ran.code, 2, "{ran:?}");
                assert!(ran.stderr.contains("move it away"), "{ran:?}");
                continue;
            }
            assert_eq!(ran.code, 0, "{} {kind}: {ran:?}", path.display());
            assert_eq!(editions.found(), 0);
        }
    }
}

#[test]
fn every_file_of_a_generation_is_a_file() {
    let editions = Editions::new();
    let dir = &editions.dir;
    // Each run that mends it makes segments of other names.
    let with_ending = |ending: &str| {
        let names = names_in(&dir.generation()).into_iter();
        let mut names = names.filter(|name| name != "manifest.json");
        names.find(|name| name.ends_with(ending))
    };
    let mut endings: Vec<String> = names_in(&dir.generation())
        .iter()
        .map(|name| name[name.rfind('.').unwrap()..].to_owned())
        .collect();
    endings.sort();
    endings.dedup();
    assert!(endings.len() >= 10, "{endings:?}");
    for (at, ending) in endings.iter().enumerate() {
        let before = dir.generation();
        put(&before.join(with_ending(ending).unwrap()), KINDS[at % 3]);
        for args in [&["search", "블랙웰"][..], &["check"]] {
            let ran = run(dir, args, None);
            assert_eq!(ran.code, 2, "{ending} {args:?}: {ran:?}");
        }
        let ran = run(dir, &["index"], None);
        assert_eq!(ran.code, 0, "{ending}: {ran:?}");
        assert_ne!(dir.generation(), before, "{ending}");
        assert_eq!(editions.found(), 0);
    }
}

#[test]
fn the_lock_and_the_mark_are_files() {
    for kind in ["pipe", "zero", "folder"] {
        for name in ["LOCK", MARK] {
            let editions = Editions::new();
            let path = editions.dir.path().join("index").join(name);
            put(&path, kind);
            assert_eq!(run(&editions.dir, &["search", "블랙웰"], None).code, 0);
            editions.write(1);
            let ran = run(&editions.dir, &["index"], None);
            assert_eq!(ran.code, 2, "{name} {kind}: {ran:?}");
            assert!(ran.stderr.contains(name), "{name} {kind}: {ran:?}");
            assert!(ran.stderr.contains("it is a"), "{name} {kind}: {ran:?}");
            assert_eq!(editions.found(), 0);
        }
    }
}

//! Folders and files that may not be read or written.
//!
//! Root may do everything: where the tests run as root, the commands run as `nobody`.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Editions;
use crate::util::{Ran, TestCommand};

const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The program where anybody can run it: the build folder may be closed to others.
fn open_program(editions: &Editions) -> PathBuf {
    let program = editions.dir.path().join("digest-for-all");
    if !program.exists() {
        // Not by this process: another test that starts a command meanwhile would have the
        // file open for writing for a moment, and a program that is cannot be run.
        let mut copy = Command::new("cp");
        copy.arg(env!("CARGO_BIN_EXE_digest")).arg(&program);
        assert!(copy.status().unwrap().success());
        set_mode(&program, 0o755);
        set_mode(editions.dir.path(), 0o755);
    }
    program
}

/// A command run by somebody without special rights.
fn as_nobody(editions: &Editions, args: &[&str]) -> Ran {
    let mut command = Command::new(open_program(editions));
    command
        .args(args)
        .current_dir(editions.dir.path())
        .env("HOME", editions.dir.path());
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    TestCommand::from(command).run()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Gives a path and all below it to the one who runs `as_nobody`.
fn give(path: &Path) {
    if is_root() {
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path());
        }
    }
}

#[test]
fn an_index_that_one_user_built_is_searched_by_another() {
    let editions = Editions::new();
    editions.write(1);
    editions.index();
    let ran = as_nobody(&editions, &["search", "블랙웰", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("블랙웰 1판"), "{ran:?}");
    assert_eq!(as_nobody(&editions, &["check"]).code, 0);
}

#[test]
fn an_index_that_may_not_be_read_is_told_as_that() {
    let editions = Editions::new();
    let index = editions.dir.path().join("index");
    let generation = editions.dir.generation();
    for path in [&index, &generation, &generation.join("meta.json")] {
        let before = fs::metadata(path).unwrap().permissions();
        set_mode(path, 0o700);
        give_to_root(path);
        let ran = as_nobody(&editions, &["search", "블랙웰"]);
        fs::set_permissions(path, before).unwrap();
        if is_root() {
            assert_eq!(ran.code, 2, "{}: {ran:?}", path.display());
            assert!(ran.stderr.contains("read access"), "{}", ran.stderr);
        }
    }
}

fn give_to_root(path: &Path) {
    if is_root() {
        chown(path, Some(0), Some(0)).unwrap();
    }
}

#[test]
fn a_read_only_index_is_searched_and_not_written() {
    let editions = Editions::new();
    let index = editions.dir.path().join("index");
    give(&index);
    editions.write(1);
    set_mode(&index, 0o555);
    let search = as_nobody(&editions, &["search", "블랙웰", "--json"]);
    let run = as_nobody(&editions, &["index", "--quiet"]);
    set_mode(&index, 0o755);
    assert_eq!(search.code, 0, "{search:?}");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("cannot create"), "{}", run.stderr);
    assert_eq!(as_nobody(&editions, &["index", "--quiet"]).code, 0);
    assert_eq!(editions.found(), 1);
}

#[test]
fn a_read_only_corpus_is_indexed() {
    let editions = Editions::new();
    give(&editions.dir.path().join("index"));
    editions.write(1);
    let corpus = editions.dir.path().join("corpus");
    let entries: Vec<PathBuf> = fs::read_dir(&corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.iter().for_each(|path| set_mode(path, 0o444));
    set_mode(&corpus, 0o555);
    let ran = as_nobody(&editions, &["index", "--quiet"]);
    set_mode(&corpus, 0o755);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(editions.found(), 1);
}

#[test]
fn a_file_without_permission_keeps_its_articles() {
    let editions = Editions::new();
    give(&editions.dir.path().join("index"));
    let path = editions.dir.path().join("corpus/2024-05.txt");
    for args in [&["index", "--json"][..], &["index", "--json", "--rebuild"]] {
        set_mode(&path, 0o000);
        let ran = as_nobody(&editions, args);
        set_mode(&path, 0o644);
        assert_eq!(ran.code, 1, "{ran:?}");
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let files = report["files"].as_array().unwrap();
        let closed = files.iter().find(|file| file["file"] == "2024-05.txt");
        assert_eq!(closed.unwrap()["stale"], true);
        assert_eq!(editions.found(), 0);
    }
    assert_eq!(as_nobody(&editions, &["index"]).code, 0);
    assert_eq!(as_nobody(&editions, &["check"]).code, 0);
}

#[test]
fn a_closed_folder_of_digest_files_keeps_its_articles() {
    let editions = Editions::new();
    let corpus = editions.dir.path().join("corpus");
    fs::create_dir(corpus.join("2024")).unwrap();
    fs::rename(corpus.join("2024-05.txt"), corpus.join("2024/2024-05.txt")).unwrap();
    editions.index();
    give(&editions.dir.path().join("index"));
    for args in [&["index"][..], &["index", "--rebuild"]] {
        set_mode(&corpus.join("2024"), 0o000);
        let ran = as_nobody(&editions, args);
        set_mode(&corpus.join("2024"), 0o755);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_eq!(editions.found(), 0);
    }
}

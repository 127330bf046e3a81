//! A disk that is full or fails, at every call that could fail.

use std::fs;
use std::process::Command;

use super::{Editions, MARK, failing, leftovers};
use crate::util::{Ran, TestCommand, names_in};

/// The limit of a file's size, in the blocks of 512 bytes that `sh` counts by.
fn with_size_limit(editions: &Editions, blocks: u32) -> Ran {
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_digest");
    command
        .arg("-c")
        .arg(format!("ulimit -f {blocks}; exec {program} index --quiet"))
        .current_dir(editions.dir.path())
        .env("HOME", editions.dir.path());
    TestCommand::from(command).run()
}

#[test]
fn a_file_size_limit_is_told_and_publishes_nothing() {
    let editions = Editions::new();
    let current = editions.dir.path().join("index/CURRENT");
    let mut failed = 0;
    for (edition, blocks) in (1..).zip([0, 1, 2, 4, 8, 16, 32, 64, 128, 256]) {
        editions.write(edition);
        let before = fs::read(&current).unwrap();
        let ran = with_size_limit(&editions, blocks);
        if ran.code != 0 {
            failed += 1;
            assert_eq!(ran.code, 2, "{blocks}: {ran:?}");
            assert!(
                ran.stderr.contains("File too large"),
                "{blocks}: {}",
                ran.stderr
            );
            assert!(!ran.stderr.contains("panicked"), "{blocks}: {}", ran.stderr);
            assert_eq!(fs::read(&current).unwrap(), before, "{blocks}");
            assert_eq!(leftovers(&editions.dir), Vec::<String>::new(), "{blocks}");
        }
        editions.recovers(edition - 1, edition);
    }
    assert!(failed >= 5, "{failed} runs met the limit");
}

/// A run of which the call of that number below the index folder fails, and those after
/// it where `forever`; and how many calls there were.
fn with_failing_call(editions: &Editions, call: u32, forever: bool) -> (Ran, u64) {
    let count = editions.dir.path().join("calls");
    let _ = fs::remove_file(&count);
    let index = editions.dir.path().canonicalize().unwrap().join("index");
    let mut command = editions.dir.digest(&["index", "--quiet"]).into_command();
    command
        .env("LD_PRELOAD", failing("failing_disk"))
        .env("FAILING_FOLDER", &index)
        .env("FAILING_CALL", call.to_string())
        .env("FAILING_COUNT", &count);
    if forever {
        command.env("FAILING_FOREVER", "1");
    }
    let ran = TestCommand::from(command).run();
    let calls = fs::metadata(count).map_or(0, |metadata| metadata.len());
    (ran, calls)
}

/// Lets one call after the other fail, of those that `is_tried`; tells how many runs
/// failed, published all the same, and went well.
fn failing_calls(forever: bool, is_tried: impl Fn(u32) -> bool) -> (u32, u32, u32) {
    let editions = Editions::new();
    let (mut failed, mut published, mut good) = (0, 0, 0);
    let mut edition = 0;
    for call in 1.. {
        if !is_tried(call) {
            continue;
        }
        edition += 1;
        editions.write(edition);
        let (ran, calls) = with_failing_call(&editions, call, forever);
        assert!(!ran.stderr.contains("panicked"), "{call}: {ran:?}");
        let found = editions.found();
        match ran.code {
            // Nothing was published.
            2 => {
                failed += 1;
                assert_eq!(found, edition - 1, "{call}: {ran:?}");
                assert!(!ran.stderr.is_empty(), "{call}");
            }
            // The new generation is there, and something is told or was of no matter: an
            // older one that could not be removed, a disk that did not confirm.
            0 | 1 => {
                published += 1;
                assert_eq!(found, edition, "{call}: {ran:?}");
                assert_eq!(ran.code == 1, !ran.stderr.is_empty(), "{call}: {ran:?}");
            }
            _ => panic!("{call}: {ran:?}"),
        }
        editions.recovers(edition - 1, edition);
        if u64::from(call) > calls {
            good += 1;
            break;
        }
    }
    (failed, published, good)
}

#[test]
fn a_disk_that_is_full_from_any_call_on_publishes_nothing() {
    let (failed, ..) = failing_calls(true, |call| call % 19 == 3);
    assert!(failed >= 4, "{failed} runs failed");
}

#[test]
fn a_disk_that_fails_once_at_any_call_publishes_nothing_wrong() {
    let (failed, ..) = failing_calls(false, |call| call % 19 == 11);
    assert!(failed >= 4, "{failed} runs failed");
}

#[test]
#[ignore = "takes minutes"]
fn every_single_call_that_changes_the_index_may_fail() {
    for forever in [true, false] {
        let (failed, published, good) = failing_calls(forever, |_| true);
        println!("forever: {forever}; {failed} runs failed, {published} published, {good} good");
        assert!(failed > 50 && good == 1, "{failed} {published} {good}");
    }
}

#[test]
#[ignore = "needs root, which mounts a small disk"]
fn a_small_disk_that_fills_up_publishes_nothing() {
    assert!(rustix::process::geteuid().is_root(), "run it as root");
    for kilobytes in [240, 260, 280, 300, 340, 400, 600] {
        let editions = Editions::new();
        let index = editions.dir.path().join("index");
        let mount = |args: &[&str]| Command::new("mount").args(args).status().unwrap();
        let kept = editions.dir.path().join("kept");
        fs::rename(&index, &kept).unwrap();
        fs::create_dir(&index).unwrap();
        let size = format!("size={kilobytes}k");
        let index_name = index.to_str().unwrap();
        assert!(mount(&["-t", "tmpfs", "-o", &size, "tmpfs", index_name]).success());
        let mut copy = Command::new("cp");
        copy.arg("-a")
            .arg(format!("{}/.", kept.display()))
            .arg(&index);
        let fits = copy.status().unwrap().success();
        let mut outcome = None;
        if fits {
            editions.write(1);
            let ran = editions
                .dir
                .digest(&["index", "--quiet", "--rebuild"])
                .run();
            let found = editions.found();
            outcome = Some((ran, found, names_in(&index)));
        }
        assert!(
            Command::new("umount")
                .arg(&index)
                .status()
                .unwrap()
                .success()
        );
        let Some((ran, found, names)) = outcome else {
            continue;
        };
        println!("{kilobytes} kB: {}", ran.code);
        match ran.code {
            0 => assert_eq!(found, 1),
            2 => {
                assert_eq!(found, 0, "{ran:?}");
                assert!(ran.stderr.contains("No space left"), "{}", ran.stderr);
                assert_eq!(names, ["CURRENT", "LOCK", MARK, "gen-000001"]);
            }
            _ => panic!("{ran:?}"),
        }
    }
}

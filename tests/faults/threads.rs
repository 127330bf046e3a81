//! A machine that lets no thread be made, as under a limit of the number of processes.

use std::fs;

use super::{Editions, failing, leftovers};
use crate::util::{Ran, TestCommand, run_by};

fn without_threads(editions: &Editions, args: &[&str]) -> Ran {
    let mut command = editions.dir.digest(args).into_command();
    command.env("LD_PRELOAD", failing("failing_threads"));
    TestCommand::from(command).run()
}

#[test]
fn without_a_thread_a_check_goes_on_and_a_run_tells_it() {
    let editions = Editions::new();
    let check = without_threads(&editions, &["check"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert!(check.stdout.contains("the index is sound"), "{check:?}");
    for args in [&["search", "블랙웰"][..], &["search", "블렉웰"], &["list"]] {
        let ran = without_threads(&editions, args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
    editions.write(1);
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let ran = without_threads(&editions, args);
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(!ran.stderr.contains("panicked"), "{args:?}: {ran:?}");
        assert!(ran.stderr.contains("thread"), "{args:?}: {ran:?}");
        assert_eq!(leftovers(&editions.dir), Vec::<String>::new());
        assert_eq!(editions.found(), 0);
    }
    fs::remove_dir_all(editions.dir.path().join("index")).unwrap();
    let ran = without_threads(&editions, &["search", "블랙웰"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(leftovers(&editions.dir), Vec::<String>::new());
}

#[test]
fn where_the_address_space_is_limited_a_thread_that_fails_tells_the_limit() {
    let editions = Editions::new();
    editions.write(1);
    let program = env!("CARGO_BIN_EXE_digest");
    let mib: u64 = 64 * 1024;
    let limited = format!(
        "ulimit -v {}; LD_PRELOAD={} exec {program} index",
        mib * 1024,
        failing("failing_threads").display()
    );
    let mut command = run_by("sh", editions.dir.digest(&[]));
    let output = command.args(["-c", &limited]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("thread"), "{told}");
    let told_limit = format!("{} bytes of address space (ulimit -v)", mib << 20);
    assert!(told.contains(&told_limit), "{told}");
    assert!(told.contains("Raise the limit"), "{told}");
    assert_eq!(leftovers(&editions.dir), Vec::<String>::new());
    assert_eq!(editions.found(), 0);
}

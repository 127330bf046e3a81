//! A machine that lets no thread be made, as under a limit of the number of processes.

use std::fs;

use super::{Editions, failing, leftovers};
use crate::util::{Ran, TestCommand};

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

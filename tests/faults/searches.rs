//! Searches through one reindexing after the other.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use serde_json::Value;

use super::{Editions, edition_of};
use crate::util::names_in;

/// Lets searchers search in a loop through so many reindexings; tells how many searches
/// there were. Each must give the edition of a generation that was published between its
/// start and its end.
fn search_through(searchers: usize, reindexings: u32) -> u32 {
    let editions = Editions::new();
    // The newest edition that is surely published, and the newest that may be.
    let (published, begun) = (AtomicU32::new(0), AtomicU32::new(0));
    let done = AtomicBool::new(false);
    let searches = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..searchers {
            scope.spawn(|| {
                // As low as a run puts itself, which else would hardly come to its turn.
                rustix::process::nice(10).unwrap();
                while !done.load(Ordering::SeqCst) {
                    let least = published.load(Ordering::SeqCst);
                    let found = edition_of(&editions.dir);
                    let most = begun.load(Ordering::SeqCst);
                    assert!(
                        (least..=most).contains(&found),
                        "{found} in {least}..={most}"
                    );
                    searches.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        for edition in 1..=reindexings {
            editions.write(edition);
            begun.store(edition, Ordering::SeqCst);
            let ran = editions.run_index();
            assert_eq!(ran.code, 0, "{ran:?}");
            published.store(edition, Ordering::SeqCst);
        }
        done.store(true, Ordering::SeqCst);
    });
    searches.load(Ordering::SeqCst)
}

#[test]
fn searches_during_reindexings_answer_from_one_generation() {
    assert!(search_through(3, 8) > 8);
}

#[test]
#[ignore = "takes a minute"]
fn eight_searchers_through_fifty_reindexings() {
    let searches = search_through(8, 50);
    println!("{searches} searches through 50 reindexings");
    assert!(searches > 400, "{searches} searches");
}

#[test]
fn a_generation_that_a_search_reads_is_not_removed() {
    let editions = Editions::new();
    let index = editions.dir.path().join("index");
    let mut command = editions.dir.digest(&["search", "--batch"]).into_command();
    let mut batch = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut queries = batch.stdin.take().unwrap();
    let mut answers = BufReader::new(batch.stdout.take().unwrap()).lines();
    let mut title = |query: &str| {
        writeln!(queries, "{query}").unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        answer["hits"][0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title("블랙웰"), "블랙웰 0판");
    for edition in 1..=4 {
        editions.write(edition);
        editions.index();
        // What is read late, the vocabulary, is there as well.
        assert_eq!(title("블렉웰"), "블랙웰 0판");
    }
    let generations = || -> Vec<String> {
        let mut names = names_in(&index);
        names.retain(|name| name.starts_with("gen-"));
        names
    };
    assert_eq!(generations(), ["gen-000001", "gen-000004", "gen-000005"]);
    drop(queries);
    assert!(batch.wait().unwrap().success());
    editions.write(5);
    editions.index();
    assert_eq!(generations(), ["gen-000005", "gen-000006"]);
    assert_eq!(editions.found(), 5);
}

#[test]
fn two_runs_at_once_are_one_after_the_other() {
    let editions = Editions::new();
    editions.write(1);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let ran = editions.dir.digest(&["index", "--wait", "60"]).run();
                assert_eq!(ran.code, 0, "{ran:?}");
            });
        }
    });
    assert_eq!(editions.found(), 1);
    // The others found nothing to do.
    assert!(editions.dir.generation().ends_with("gen-000002"));
}

//! An index that something else damaged, and what the next run makes of it.

use std::fs;
use std::path::Path;

use digest::job::JobEvent;

use super::{Editions, leftovers};
use crate::util::{Dir, article};

/// A corpus with a digest file that fails, whose articles only the index has.
fn with_stale_file() -> Editions {
    let editions = Editions::new();
    let dir = &editions.dir;
    let text = article("앤트로픽 소식", "요약", "본문", "기관, 글, 2024.04.01.");
    dir.digest_file("2024-04.txt", text);
    editions.index();
    dir.digest_file("2024-04.txt", "아무것도 아닌 글\n");
    assert!(editions.index().has_problems());
    editions
}

/// That the next run keeps the articles that only the index has, and mends it; tells what
/// problems the run told.
fn is_mended(dir: &Dir) -> String {
    let mut told = String::new();
    let report = dir.job().run(&|| false, &mut |event| {
        if let JobEvent::Problem { message } = event {
            told.push_str(&format!("{message}\n"));
        }
    });
    assert!(report.unwrap().has_problems(), "{told}");
    assert_eq!(dir.found("앤트로픽"), ["2024-04/1"], "{told}");
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"], "{told}");
    // One file is stale: that is noted.
    dir.assert_sound(true);
    told
}

fn is_told(dir: &Dir) {
    assert!(dir.hits("블랙웰").is_err());
    assert!(dir.check().map_or(true, |report| !report.sound));
    let ran = dir.digest(&["show", "2024-05/1"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(!ran.stdout.contains("블랙웰 0판"), "{ran:?}");
}

#[test]
fn an_empty_or_cut_current_is_told_and_mended_without_a_loss() {
    for text in [
        "",
        "gen-0000",
        "gen-000003",
        "gen-999999\n",
        "\u{0}\u{0}\u{0}",
    ] {
        let editions = with_stale_file();
        let dir = &editions.dir;
        fs::write(dir.path().join("index/CURRENT"), text).unwrap();
        is_told(dir);
        is_mended(dir);
    }
}

#[test]
fn a_current_that_is_gone_is_made_again_without_a_loss() {
    let editions = with_stale_file();
    fs::remove_file(editions.dir.path().join("index/CURRENT")).unwrap();
    is_mended(&editions.dir);
}

#[test]
fn a_generation_half_deleted_is_told_and_mended_without_a_loss() {
    let editions = with_stale_file();
    let dir = &editions.dir;
    let paths: Vec<_> = fs::read_dir(dir.generation())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    for path in paths.iter().step_by(2) {
        fs::remove_file(path).unwrap();
    }
    is_told(dir);
    is_mended(dir);
    assert_eq!(leftovers(dir), Vec::<String>::new());
}

#[test]
fn a_manifest_of_nonsense_is_told_and_mended_without_a_loss() {
    let editions = with_stale_file();
    let dir = &editions.dir;
    fs::write(dir.generation().join("manifest.json"), "{}\n{}\n").unwrap();
    is_told(dir);
    let told = is_mended(dir);
    assert!(told.contains("passed over"), "{told}");
}

/// Changes a byte in the middle of a file and leaves its time.
fn flip(path: &Path) {
    let time = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(path, bytes).unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn what_a_new_generation_would_share_is_verified_first() {
    let endings = ["idx", "pos", "term", "store", "fieldnorm", "fast", "words"];
    for ending in endings {
        let editions = Editions::new();
        let dir = &editions.dir;
        let largest = fs::read_dir(dir.generation())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|found| found == ending))
            .max_by_key(|path| fs::metadata(path).unwrap().len());
        flip(&largest.unwrap());
        editions.write(1);
        let ran = editions.run_index();
        assert_eq!(ran.code, 0, "{ending}: {ran:?}");
        assert!(
            ran.stderr.contains("passed over"),
            "{ending}: {}",
            ran.stderr
        );
        assert_eq!(editions.found(), 1);
        dir.assert_sound(true);
    }
}

#[test]
fn a_search_reads_the_vocabulary_only_where_words_of_it_are_asked_for() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let plain = ["챗봇 소식", "\"챗봇 소식\" -블랙웰", "블랙웰 본문"];
    let right = plain.map(|query| answer(dir, query));
    let mut emptied = 0;
    for entry in fs::read_dir(dir.generation()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "words") {
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            let zeros = vec![0; fs::read(&path).unwrap().len()];
            fs::write(&path, zeros).unwrap();
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
            emptied += 1;
        }
    }
    assert!(emptied > 0);
    assert_eq!(plain.map(|query| answer(dir, query)), right);
    let exact = dir.digest(&["search", "블랙웰", "--exact"]).run();
    assert_eq!(exact.code, 0, "{exact:?}");
    // A word that few documents hold may be unfinished.
    for query in ["블랙윌", "챗*", "챗봇~", "블랙웰"] {
        let (code, _, told) = answer(dir, query);
        assert_eq!(code, 2, "{query}");
        assert!(told.contains("damaged"), "{query}: {told}");
    }
}

/// A search that is wrong in nothing: the exit code, the whole answer but for its time.
fn answer(dir: &Dir, query: &str) -> (i32, Option<serde_json::Value>, String) {
    let ran = dir.digest(&["search", query, "--json"]).run();
    let mut hits: Option<serde_json::Value> = serde_json::from_str(&ran.stdout).ok();
    if let Some(hits) = &mut hits {
        hits.as_object_mut().unwrap().remove("elapsed_ms");
    }
    (ran.code, hits, ran.stderr)
}

#[test]
fn hidden_damage_is_told_by_the_search_that_reads_it_and_by_a_check() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let queries = ["블랙웰", "챗봇 소식", "블렉웰", "본문 요약"];
    let right = queries.map(|query| answer(dir, query));
    let paths: Vec<_> = fs::read_dir(dir.generation())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let mut told = 0;
    for path in paths {
        let good = fs::read(&path).unwrap();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        let write = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
        };
        for at in (0..good.len()).step_by(good.len() / 10 + 1) {
            let mut bytes = good.clone();
            bytes[at] ^= 0x81;
            write(&bytes);
            for (query, right) in queries.iter().zip(&right) {
                let answer = answer(dir, query);
                let place = format!("{}:{at} {query}: {answer:?}", path.display());
                // Never another answer than the right one: that, or an error that tells.
                if answer.0 == 2 {
                    told += 1;
                    assert!(answer.2.contains("damaged"), "{place}");
                    assert!(!answer.2.contains("panicked"), "{place}");
                } else {
                    assert_eq!(&answer, right, "{place}");
                }
            }
            let is_sound = dir.check().is_ok_and(|report| report.sound);
            assert!(!is_sound, "{}:{at}", path.display());
        }
        write(&good);
    }
    assert!(told > 50, "{told} searches told of damage");
    dir.assert_sound(false);
}

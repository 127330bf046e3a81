//! `digest check`: what it reads, what it finds, and that a search tells the same.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::util::{Dir, Ran, article};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

fn one(title: &str) -> String {
    article(title, "요약", "본문", CITATION)
}

/// A folder with an index of two generations.
fn built() -> Dir {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("블랙웰 소식"));
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    dir.digest_file("2024-05.txt", one("레드팀 새 소식"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    dir
}

fn check(dir: &Dir) -> Ran {
    dir.digest(&["check", "--json"]).run()
}

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}

/// Writes over a file, and where `hidden` leaves no trace but the content.
fn overwrite(path: &Path, bytes: &[u8], hidden: bool) {
    let time = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, bytes).unwrap();
    if hidden {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }
}

#[test]
fn a_sound_index_is_read_whole_and_compared() {
    let dir = built();
    let ran = check(&dir);
    assert_eq!(ran.code, 0, "{ran:?}");
    let report = report(&ran);
    assert_eq!(report["format_version"], 1);
    assert_eq!(report["sound"], true);
    assert_eq!(report["generation"], "gen-000002");
    assert_eq!(
        (&report["issues"], &report["articles"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(report["compared"], 2);
    assert_eq!(
        (&report["faults"], &report["notes"]),
        (&json!([]), &json!([]))
    );
    let generations = report["generations"].as_array().unwrap();
    assert_eq!(generations.len(), 2);
    let files = files_of(&dir.generation());
    assert_eq!(generations[0]["files"], files.len());
    let ran = dir.digest(&["check"]).run();
    assert!(ran.stdout.contains("the index is sound"), "{}", ran.stdout);
}

#[test]
fn an_index_that_is_not_there_is_told() {
    let dir = Dir::new();
    let ran = check(&dir);
    assert_eq!(ran.code, 2);
    let error = report(&ran)["error"].as_str().unwrap().to_owned();
    assert!(error.contains("no index"), "{error}");
}

#[test]
fn what_changed_since_is_noted() {
    let dir = built();
    dir.digest_file("2024-04.txt", one("다른 소식"));
    fs::remove_file(dir.path().join("corpus/2024-05.txt")).unwrap();
    dir.digest_file("2024-06.txt", one("새 소식"));
    let ran = check(&dir);
    assert_eq!(ran.code, 1, "{ran:?}");
    let notes = texts(&report(&ran)["notes"]);
    for (file, state) in [
        ("2024-04.txt", "has changed since"),
        ("2024-05.txt", "is gone since"),
        ("2024-06.txt", "is not in the index"),
    ] {
        let is_noted = |note: &String| note.starts_with(file) && note.contains(state);
        assert!(notes.iter().any(is_noted), "{file}: {notes:?}");
    }
    fs::write(dir.path().join("terms.txt"), "쿼크랩\n").unwrap();
    let notes = texts(&report(&check(&dir))["notes"]);
    assert!(notes.iter().any(|note| note.contains("terms")), "{notes:?}");
}

#[test]
fn a_flipped_byte_in_any_file_is_found_by_a_check_and_told_by_a_search() {
    let dir = built();
    let paths = files_of(&dir.generation());
    assert!(paths.len() > 10);
    for path in paths {
        let good = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for at in [0, good.len() / 3, good.len() / 2, good.len() - 1] {
            let mut bytes = good.clone();
            bytes[at] ^= 0x10;
            overwrite(&path, &bytes, false);
            let ran = dir.digest(&["search", "레드팀", "--json"]).run();
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{name}:{at}");
            assert!(ran.stderr.contains("damaged"), "{name}: {}", ran.stderr);
            assert!(ran.stderr.contains(&name), "{name}: {}", ran.stderr);
            overwrite(&path, &bytes, true);
            let ran = check(&dir);
            assert_eq!(ran.code, 2, "{name}:{at}");
            let told = report(&ran);
            assert!(
                texts(&told["faults"])
                    .iter()
                    .any(|fault| fault.contains(&name))
            );
        }
        overwrite(&path, &good, false);
    }
    // With other times and the content of before it is as good.
    assert_eq!(dir.digest(&["search", "레드팀"]).run().code, 0);
    assert_eq!(check(&dir).code, 0);
}

#[test]
fn files_cut_short_or_missing_or_foreign_are_found() {
    let dir = built();
    for path in files_of(&dir.generation()) {
        let good = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::write(&path, &good[..good.len() / 2]).unwrap();
        for args in [&["search", "레드팀"][..], &["check"]] {
            let ran = dir.digest(args).run();
            let told = format!("{}{}", ran.stdout, ran.stderr);
            assert_eq!(ran.code, 2, "{args:?} {name}: {ran:?}");
            assert!(told.contains(&name), "{args:?} {name}: {told}");
        }
        fs::remove_file(&path).unwrap();
        for args in [&["search", "레드팀"][..], &["check"]] {
            assert_eq!(dir.digest(args).run().code, 2, "{args:?} {name}");
        }
        fs::write(&path, good).unwrap();
    }
    fs::write(dir.generation().join("stray"), "x").unwrap();
    let ran = check(&dir);
    assert_eq!(ran.code, 1);
    let notes = texts(&report(&ran)["notes"]);
    assert!(notes[0].contains("stray does not belong"), "{notes:?}");
}

#[test]
fn damage_of_the_generation_before_is_noted() {
    let dir = built();
    let before = dir.path().join("index/gen-000001/files.jsonl");
    let mut bytes = fs::read(&before).unwrap();
    bytes[3] ^= 1;
    overwrite(&before, &bytes, true);
    let ran = check(&dir);
    assert_eq!(ran.code, 1);
    let notes = texts(&report(&ran)["notes"]);
    assert!(notes[0].contains("gen-000001"), "{notes:?}");
    assert!(notes[0].contains("files.jsonl"), "{notes:?}");
}

/// Changes one byte in so many of the manifest and of `CURRENT`.
fn flip_bytes_of_the_manifest(step: usize) {
    let dir = built();
    let index = dir.path().join("index");
    for path in [
        dir.generation().join("manifest.json"),
        index.join("CURRENT"),
    ] {
        let good = fs::read(&path).unwrap();
        for at in (0..good.len()).step_by(step.min(good.len() / 10)) {
            let mut bytes = good.clone();
            bytes[at] ^= 0x01;
            fs::write(&path, &bytes).unwrap();
            for args in [&["search", "레드팀", "--json"][..], &["check"]] {
                let ran = dir.digest(args).run();
                assert_eq!(ran.code, 2, "{args:?} {}:{at}", path.display());
                assert!(!ran.stdout.contains("hits"), "{ran:?}");
            }
        }
        fs::write(&path, &good).unwrap();
    }
    assert_eq!(check(&dir).code, 0);
}

// Every bit of a manifest is tried in a unit test; here the wiring.
#[test]
fn flipped_bytes_of_the_manifest_and_of_current_are_told() {
    flip_bytes_of_the_manifest(97);
}

#[test]
#[ignore = "takes a minute"]
fn every_flipped_byte_of_the_manifest_and_of_current_is_told() {
    flip_bytes_of_the_manifest(1);
}

#[test]
fn an_index_that_says_what_its_digest_file_does_not_is_found() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    // The record of another content, for the file as it is: sealed rightly, and wrong.
    let generation = dir.generation();
    let path = generation.join("files.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let mut record: Value = serde_json::from_str(text.trim()).unwrap();
    record["citations"] = json!(7);
    record["documents"] = json!("0".repeat(64));
    let text = format!("{record}\n");
    fs::write(&path, &text).unwrap();
    let metadata = fs::metadata(&path).unwrap();
    let time = metadata.modified().unwrap();
    let since = time.duration_since(std::time::UNIX_EPOCH).unwrap();
    dir.change_manifest(|manifest| {
        let files = manifest["files"].as_array_mut().unwrap();
        let entry = files.iter_mut().find(|file| file["name"] == "files.jsonl");
        let entry = entry.unwrap();
        entry["size_bytes"] = json!(text.len());
        entry["modified_ns"] = json!(i64::try_from(since.as_nanos()).unwrap());
        entry["blake3"] = json!(blake3::hash(text.as_bytes()).to_hex().as_str());
    });
    let ran = check(&dir);
    assert_eq!(ran.code, 2, "{ran:?}");
    let faults = texts(&report(&ran)["faults"]);
    assert!(
        faults.iter().any(|fault| fault.contains("7 citations")),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("not those that were parsed"))
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("not those of the digest file"))
    );
}

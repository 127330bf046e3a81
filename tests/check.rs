//! `digest check`: what it reads, what it finds, and that a search tells the same.

use std::fs;
use std::path::{Path, PathBuf};

use digest::index::OpenError;
use digest::job::{JobError, Mend};
use serde_json::{Value, json};

use crate::library::notes;
use crate::util::{Dir, article};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

fn one(title: &str) -> String {
    article(title, "요약", "본문", CITATION)
}

/// A folder with an index of two generations.
fn built() -> Dir {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("블랙웰 소식"));
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    dir.index();
    dir.digest_file("2024-05.txt", one("레드팀 새 소식"));
    dir.index();
    dir
}

/// What a check says of the published generation, which is wrong.
fn faults(dir: &Dir) -> String {
    match dir.check() {
        Ok(report) => {
            assert!(!report.sound, "{report:?}");
            let faults = report.faults.iter().map(|fault| fault.text.text());
            faults.collect::<Vec<_>>().join("\n")
        }
        Err(error) => error.to_string(),
    }
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
    let report = dir.check().unwrap();
    assert!(report.sound);
    assert_eq!(report.generation, "gen-000002");
    assert_eq!((report.totals.issues, report.totals.articles), (2, 2));
    assert_eq!(report.compared, 2);
    assert!(report.faults.is_empty() && report.notes.is_empty());
    assert_eq!(report.generations.len(), 2);
    let files = files_of(&dir.generation());
    assert_eq!(report.generations[0].files, files.len() as u64);
}

#[test]
fn the_command_tells_what_a_check_found() {
    let dir = built();
    let ran = dir.digest(&["check"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("the index is sound"), "{}", ran.stdout);
    let report = dir.digest(&["check", "--json"]).json();
    assert_eq!(report["format_version"], 1);
    assert_eq!(
        (&report["sound"], &report["articles"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(
        (&report["faults"], &report["notes"]),
        (&json!([]), &json!([]))
    );
    fs::remove_file(dir.path().join("corpus/2024-04.txt")).unwrap();
    let ran = dir.digest(&["check", "--json"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    let note = "2024-04.txt: is gone since; run `digest index`";
    assert!(ran.stdout.contains(note), "{}", ran.stdout);
    fs::write(dir.generation().join("files.jsonl"), "").unwrap();
    let ran = dir.digest(&["check"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stdout.contains("the index is wrong"), "{}", ran.stdout);
    assert!(ran.stderr.contains("run `digest index"), "{}", ran.stderr);
}

#[test]
fn an_index_that_is_not_there_is_told() {
    let dir = Dir::new();
    let error = dir.check().unwrap_err();
    assert!(
        matches!(error, JobError::Unusable(OpenError::Missing)),
        "{error}"
    );
    let ran = dir.digest(&["check", "--json"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("no index"), "{}", ran.stdout);
}

#[test]
fn what_changed_since_is_noted() {
    let dir = built();
    dir.digest_file("2024-04.txt", one("다른 소식"));
    fs::remove_file(dir.path().join("corpus/2024-05.txt")).unwrap();
    dir.digest_file("2024-06.txt", one("새 소식"));
    let report = dir.check().unwrap();
    assert!(report.sound);
    for (file, state) in [
        ("2024-04.txt", "has changed since"),
        ("2024-05.txt", "is gone since"),
        ("2024-06.txt", "is not in the index"),
    ] {
        let is_noted = |note: &&str| note.starts_with(file) && note.contains(state);
        assert!(notes(&report).iter().any(is_noted), "{file}: {report:?}");
    }
    assert!(
        report
            .notes
            .iter()
            .all(|note| note.mend == Some(Mend::NextRun))
    );
    fs::write(dir.path().join("terms.txt"), "쿼크랩\n").unwrap();
    let report = dir.check().unwrap();
    let is_noted = notes(&report).iter().any(|note| note.contains("terms"));
    assert!(is_noted, "{report:?}");
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
            let error = dir.hits("레드팀").unwrap_err().to_string();
            assert!(error.contains("damaged"), "{name}:{at}: {error}");
            assert!(error.contains(&name), "{name}:{at}: {error}");
            overwrite(&path, &bytes, true);
            let told = faults(&dir);
            assert!(told.contains(&name), "{name}:{at}: {told}");
        }
        overwrite(&path, &good, false);
    }
    // With other times and the content of before it is as good.
    assert_eq!(dir.found("레드팀"), ["2024-05/1"]);
    dir.assert_sound(false);
}

#[test]
fn files_cut_short_or_missing_or_foreign_are_found() {
    let dir = built();
    for path in files_of(&dir.generation()) {
        let good = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::write(&path, &good[..good.len() / 2]).unwrap();
        let error = dir.hits("레드팀").unwrap_err().to_string();
        assert!(error.contains(&name), "{name}: {error}");
        let told = faults(&dir);
        assert!(told.contains(&name), "{name}: {told}");
        fs::remove_file(&path).unwrap();
        assert!(dir.hits("레드팀").is_err(), "{name}");
        faults(&dir);
        fs::write(&path, good).unwrap();
    }
    fs::write(dir.generation().join("stray"), "x").unwrap();
    let report = dir.check().unwrap();
    assert!(report.sound);
    assert!(
        notes(&report)[0].contains("stray does not belong"),
        "{report:?}"
    );
}

#[test]
fn damage_of_the_generation_before_is_noted() {
    let dir = built();
    let before = dir.path().join("index/gen-000001/files.jsonl");
    let mut bytes = fs::read(&before).unwrap();
    bytes[3] ^= 1;
    overwrite(&before, &bytes, true);
    let report = dir.check().unwrap();
    assert!(report.sound);
    let note = notes(&report)[0];
    assert!(note.contains("gen-000001"), "{note}");
    assert!(note.contains("files.jsonl"), "{note}");
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
            assert!(dir.hits("레드팀").is_err(), "{}:{at}", path.display());
            faults(&dir);
        }
        fs::write(&path, &good).unwrap();
    }
    dir.assert_sound(false);
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
    dir.index();
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
    let told = faults(&dir);
    assert!(told.contains("7 citations"), "{told}");
    assert!(told.contains("not those that were parsed"), "{told}");
    assert!(told.contains("not those of the digest file"), "{told}");
}

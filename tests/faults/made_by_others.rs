//! An index that somebody made to do harm: whatever it names, no file outside it is read,
//! changed or removed, and no run waits for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use digest::analysis::{Analyzer, Scratch};
use serde_json::{Value, json};

use super::{CITATION, Editions, make_pipe};
use crate::library::run;
use crate::util::{Dir, Ran, article, names_in};

/// What runs over such an index.
const COMMANDS: [&[&str]; 6] = [
    &["search", "블랙웰"],
    &["show", "2024-05/1", "--at"],
    &["check"],
    &["index"],
    &["index", "--rebuild"],
    &["index", "--rollback"],
];

/// The entry of a manifest for a file as it is.
fn entry(name: &str, path: &Path) -> Value {
    let bytes = fs::read(path).unwrap();
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let since = modified.duration_since(UNIX_EPOCH).unwrap();
    json!({
        "name": name,
        "size_bytes": bytes.len(),
        "modified_ns": i64::try_from(since.as_nanos()).unwrap(),
        "blake3": blake3::hash(&bytes).to_hex().as_str(),
    })
}

/// Writes over a file of the published generation, and what the manifest says of it, so that
/// all checksums are right.
fn change_file(dir: &Dir, name: &str, change: impl FnOnce(&[u8]) -> Vec<u8>) {
    let path = dir.generation().join(name);
    let changed = change(&fs::read(&path).unwrap());
    fs::write(&path, changed).unwrap();
    dir.change_manifest(|manifest| {
        let files = manifest["files"].as_array_mut().unwrap();
        let at = files.iter().position(|file| file["name"] == name).unwrap();
        files[at] = entry(name, &path);
    });
}

/// Files beside the index, which are none of its.
fn bystanders(dir: &Dir) -> Vec<PathBuf> {
    let paths = ["victim.txt", "index/victim.txt", "corpus/victim.dat"];
    paths.map(|name| dir.path().join(name)).to_vec()
}

/// Makes an index, has somebody change it, and runs every command over what comes of it.
fn attacked(change: impl Fn(&Dir)) -> Vec<(&'static [&'static str], Ran)> {
    let mut told = Vec::new();
    for args in COMMANDS {
        let editions = Editions::new();
        let dir = &editions.dir;
        for path in bystanders(dir) {
            fs::write(path, "mine").unwrap();
        }
        change(dir);
        // Something to do, so that the index is built upon.
        editions.write(1);
        let ran = dir.digest(args).run();
        for path in bystanders(dir) {
            let content = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(content, "mine", "{args:?} {}: {ran:?}", path.display());
        }
        assert!(!ran.stderr.contains("panicked"), "{args:?}: {ran:?}");
        assert!(ran.stderr.len() < 3_000, "{args:?}: {ran:?}");
        told.push((args, ran));
        // Whatever it was, a run makes an index of the corpus of it.
        let mended = run(&dir.rebuild());
        assert!(mended.is_ok(), "{args:?}: {mended:?}");
        assert_eq!(editions.found(), 1);
    }
    told
}

#[test]
fn names_that_lead_out_of_the_index_are_refused() {
    let outside: [fn(&Dir) -> String; 5] = [
        |_| "../../victim.txt".to_owned(),
        |_| "../victim.txt".to_owned(),
        |_| "../../corpus/victim.dat".to_owned(),
        |dir| dir.path().join("victim.txt").display().to_string(),
        |_| "./../../victim.txt".to_owned(),
    ];
    for name in outside {
        let told = attacked(|dir| {
            let name = name(dir);
            let file = entry(&name, &dir.generation().join(&name));
            dir.change_manifest(|manifest| {
                manifest["files"].as_array_mut().unwrap().push(file);
            });
        });
        for (args, ran) in told {
            if matches!(args, ["search" | "show" | "check", ..]) {
                assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
                let told = format!("{}{}", ran.stdout, ran.stderr);
                assert!(told.contains("no file beside it"), "{args:?}: {told}");
            }
        }
    }
}

#[test]
fn what_may_be_removed_stays_in_the_folder() {
    // What tantivy made and may remove is a list in a file of its own.
    attacked(|dir| {
        let victim = dir.path().join("victim.txt").display().to_string();
        change_file(dir, ".managed.json", |bytes| {
            let mut names: Vec<String> = serde_json::from_slice(bytes).unwrap();
            names.extend([
                "../../../victim.txt".to_owned(),
                "../../victim.txt".to_owned(),
            ]);
            names.push(victim);
            serde_json::to_vec(&names).unwrap()
        });
    });
    // And so is what the mark names.
    attacked(|dir| {
        let path = dir.path().join("index/digest-index.json");
        let text = fs::read_to_string(&path).unwrap();
        let named = text.replace(
            "[\"gen-000001\"]",
            "[\"gen-000001\",\"../corpus\",\"victim.txt\"]",
        );
        assert_ne!(named, text);
        fs::write(&path, named).unwrap();
    });
    attacked(|dir| {
        let path = dir.path().join("index/digest-index.json");
        let mut mark: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        mark["work"] = json!("../corpus");
        fs::write(&path, mark.to_string()).unwrap();
    });
}

#[test]
fn links_in_an_index_are_not_followed() {
    use std::os::unix::fs::symlink;
    for name in ["meta.json", ".managed.json", "terms.bin", "files.jsonl"] {
        attacked(|dir| {
            // The same bytes, so that only the link tells it.
            let path = dir.generation().join(name);
            let away = dir.path().join("away");
            fs::rename(&path, &away).unwrap();
            symlink(&away, &path).unwrap();
        });
    }
    attacked(|dir| {
        let generation = dir.generation();
        fs::remove_dir_all(&generation).unwrap();
        symlink(dir.path().join("corpus"), &generation).unwrap();
    });
    attacked(|dir| {
        let mark = dir.path().join("index/digest-index.json");
        let mark: Value = serde_json::from_slice(&fs::read(mark).unwrap()).unwrap();
        let work = dir
            .path()
            .join("index")
            .join(mark["work"].as_str().unwrap());
        symlink(dir.path().join("corpus"), work).unwrap();
    });
}

#[test]
fn records_of_files_outside_the_corpus_are_refused() {
    let told = attacked(|dir| {
        change_file(dir, "files.jsonl", |bytes| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.replace("2024-05.txt", "../victim.txt").into_bytes()
        });
    });
    let (_, check) = told.iter().find(|(args, _)| args[0] == "check").unwrap();
    assert_eq!(check.code, 2, "{check:?}");
    assert!(check.stdout.contains("below a corpus folder"), "{check:?}");
}

#[test]
fn files_of_nonsense_with_right_checksums_are_told_or_mended() {
    let editions = Editions::new();
    let names: BTreeMap<String, u64> = fs::read_dir(editions.dir.generation())
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let ending = name.rsplit('.').next().unwrap().to_owned();
            (ending, entry.metadata().unwrap().len())
        })
        .collect();
    assert!(names.len() >= 10, "{names:?}");
    for ending in names.keys() {
        let generation = editions.dir.generation();
        let name = fs::read_dir(generation).unwrap().find_map(|entry| {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            (name.ends_with(ending.as_str()) && name != "manifest.json").then_some(name)
        });
        let Some(name) = name else {
            continue;
        };
        change_file(&editions.dir, &name, |bytes| vec![b'7'; bytes.len()]);
        for args in [&["search", "블랙웰"][..], &["check"], &["search", "블렉웰"]] {
            let ran = editions.dir.digest(args).run();
            assert!(
                !ran.stderr.contains("panicked at src"),
                "{name} {args:?}: {ran:?}"
            );
            assert!(ran.stderr.len() < 3_000, "{name} {args:?}: {ran:?}");
        }
        // “Unchanged” it is not, since searches fail: a run builds it anew.
        editions.index();
        assert_eq!(editions.found(), 0, "{name}");
        assert!(editions.dir.check().unwrap().sound, "{name}");
    }
}

const TITLE: &str = "블랙웰 공급과 새로운 반도체 GPT-4 전망";

/// An index of one article of that title, in which somebody wrote over the places of the title's
/// words, and over all sums of them.
fn with_places(change: impl Fn(&mut [u8])) -> Dir {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", article(TITLE, "요약", "본문", CITATION));
    dir.index();
    let mut places = Vec::new();
    let analyzer = Analyzer::new().unwrap();
    analyzer.write_places(TITLE, &mut Scratch::default(), &mut places);
    // Packed, they are as they were: nothing before is like them.
    let place = |store: &[u8]| {
        store
            .windows(places.len())
            .position(|bytes| bytes == places)
    };
    let names = names_in(&dir.generation());
    let store = names.iter().find(|name| name.ends_with(".store")).unwrap();
    let mut sums = [0, 0];
    change_file(&dir, store, |bytes| {
        let mut changed = bytes.to_vec();
        let at = place(bytes).unwrap();
        change(&mut changed[at..at + places.len()]);
        sums = [crc32fast::hash(bytes), crc32fast::hash(&changed)];
        changed
    });
    let [old, new] = sums.map(u32::to_le_bytes);
    change_file(&dir, &store.replace(".store", ".sums"), |bytes| {
        let at = bytes.windows(4).position(|sum| sum == old).unwrap();
        [&bytes[..at], &new, &bytes[at + 4..]].concat()
    });
    dir
}

#[test]
fn places_that_are_not_those_of_the_words_are_told() {
    let wrong = "the places of the words of 2024-05/1";
    // No place at all, one inside a character, one beyond the text.
    let told: [fn(&mut [u8]); 3] = [
        |places| places.fill(0xfe),
        |places| places[0] = 0x10 | (places[0] & 0xf),
        |places| places[..2].copy_from_slice(&[0xee, 0x7f]),
    ];
    for change in told {
        let dir = with_places(change);
        let ran = dir.digest(&["search", "블랙웰"]).run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains(wrong), "{ran:?}");
        assert!(ran.stderr.contains("--rebuild"), "{ran:?}");
        let ran = dir.digest(&["check"]).run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stdout.contains(wrong), "{ran:?}");
        run(&dir.rebuild()).unwrap();
        assert_eq!(dir.hits("블랙웰").unwrap().total, 1);
    }
    // Places that can be, and are another word's: a mark is wrong, and a check tells it.
    let dir = with_places(|places| places[0] = (places[0] & 0xf0) | 2);
    let ran = dir.digest(&["search", "블랙웰"]).run();
    assert!(!ran.stderr.contains("panicked"), "{ran:?}");
    let ran = dir.digest(&["check"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stdout.contains(wrong), "{ran:?}");
}

#[test]
fn a_search_in_a_folder_from_elsewhere_writes_nothing() {
    let editions = Editions::new();
    let dir = &editions.dir;
    // The folder of somebody, with digest files and an index that was made elsewhere.
    let clone = dir.path().join("clone");
    fs::create_dir(&clone).unwrap();
    for name in ["corpus", "index"] {
        fs::rename(dir.path().join(name), clone.join(name)).unwrap();
    }
    make_pipe(&clone.join("index/pipe"));
    let before = fs::read(clone.join("index/CURRENT")).unwrap();
    for args in [&["search", "블랙웰"][..], &["list"], &["check"]] {
        let ran = dir.digest(args).current_dir(&clone).run();
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.stderr.contains("was built of"), "{args:?}: {ran:?}");
    }
    assert_eq!(fs::read(clone.join("index/CURRENT")).unwrap(), before);
}

//! Files and folders of others in and around an index: nothing of them is changed, and they
//! hinder nothing.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use digest::index::{IndexReader, OpenError};
use digest::job::{IndexJob, JobError, RollbackJob};

use super::{Editions, MARK};
use crate::library::run;
use crate::util::{Dir, Ran, article, names_in, project};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// Every file below a folder with its content, and every folder and link.
fn all_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap();
        if kind.is_dir() {
            found.extend(all_below(&path));
            found.insert(path, Vec::new());
        } else if kind.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            found.insert(path, target.into_os_string().into_encoded_bytes());
        } else {
            let content = fs::read(&path).unwrap();
            found.insert(path, content);
        }
    }
    found
}

/// A corpus with one article, and no index yet.
fn corpus() -> Dir {
    let dir = Dir::new();
    let text = article("블랙웰 소식", "요약", "본문", CITATION);
    dir.digest_file("2024-05.txt", text);
    dir
}

/// What writes an index, or the first time at least.
const WRITING: [&[&str]; 5] = [
    &["index"],
    &["index", "--rebuild"],
    &["index", "--rollback"],
    &["search", "블랙웰"],
    &["list"],
];

/// Names that an index has, had, or may have, and others.
const NAMES: [&str; 17] = [
    "building-docs",
    "building-1234",
    "building-0123456789abcdef",
    "removing-gen-000001",
    "removing-",
    "gen-000001",
    "gen-000002",
    "gen-18446744073709551615",
    "gen-999999999999999999",
    "CURRENT",
    "CURRENT.new",
    "LOCK",
    "digest-index.json",
    "meta.json",
    "notes.txt",
    "한글.txt",
    "a name\nof two lines",
];

/// Puts something of that name into a folder, of each kind in its turn.
fn put(folder: &Path, name: &str, kind: usize) {
    let path = folder.join(name);
    match kind % 3 {
        0 => fs::write(&path, "MANIFEST-000001\n").unwrap(),
        1 => {
            fs::create_dir_all(path.join("deep")).unwrap();
            fs::write(path.join("deep/mine"), "x").unwrap();
            fs::write(path.join("manifest.json"), "{}\n{}\n").unwrap();
        }
        _ => symlink("elsewhere", &path).unwrap(),
    }
}

/// Why each job that writes to an index refuses this folder.
fn refusals(dir: &Dir, folder: &Path) -> Vec<JobError> {
    let over = |job: IndexJob| IndexJob {
        index: folder.to_owned(),
        ..job
    };
    let first = IndexJob {
        only_first: true,
        ..dir.job()
    };
    let jobs = [dir.job(), dir.rebuild(), first].map(over);
    let mut errors: Vec<JobError> = jobs.iter().map(|job| run(job).unwrap_err()).collect();
    let back = RollbackJob {
        index: folder.to_owned(),
        wait: None,
    };
    errors.push(back.run(&|| false, &mut |_| {}).unwrap_err());
    // A search that finds none builds one, by the job.
    let opened = IndexReader::open(folder, None);
    assert!(matches!(
        opened,
        Err(OpenError::Foreign(_) | OpenError::Missing)
    ));
    errors
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_not_touched() {
    let dir = corpus();
    for (at, name) in NAMES.into_iter().enumerate() {
        for kind in 0..3 {
            let folder = dir.path().join("foreign");
            fs::create_dir(&folder).unwrap();
            put(&folder, name, kind);
            // What may be there does not make the folder ours, and is not what is named.
            fs::write(folder.join("README.md"), "읽을거리").unwrap();
            fs::write(folder.join(".gitignore"), "*").unwrap();
            let before = all_below(&folder);
            let first = name.split('\n').next().unwrap();
            for error in refusals(&dir, &folder) {
                let is_foreign = matches!(error, JobError::Foreign(_));
                let told = error.to_string();
                assert!(is_foreign, "{name} {kind}: {told}");
                assert!(told.contains(first), "{name} {kind}: {told}");
                assert_eq!(all_below(&folder), before, "{name} {kind}");
            }
            if at == kind {
                for args in WRITING {
                    let ran = dir.digest(&[args, &["--index", "foreign"]].concat()).run();
                    let place = format!("{name} {kind} {args:?}: {ran:?}");
                    assert_eq!(ran.code, 2, "{place}");
                    assert!(ran.stderr.contains("--index"), "{place}");
                    assert!(ran.stderr.contains(first), "{place}");
                    assert_eq!(all_below(&folder), before, "{place}");
                }
            }
            fs::remove_dir_all(&folder).unwrap();
        }
    }
}

#[test]
fn the_first_foreign_name_is_told() {
    let dir = corpus();
    let folder = dir.path().join("foreign");
    fs::create_dir(&folder).unwrap();
    for name in ["zebra", "notes.txt", "mouse"] {
        fs::write(folder.join(name), "").unwrap();
    }
    let told = refusals(&dir, &folder)[0].to_string();
    assert!(told.contains("\"mouse\""), "{told}");
    assert!(!told.contains("zebra"), "{told}");
}

#[test]
fn a_readme_and_dot_files_are_let_be() {
    let dir = corpus();
    let index = dir.path().join("index");
    fs::create_dir(&index).unwrap();
    // The page that the repository has in its own index folder.
    let page = fs::read_to_string(project().join("index/README.md")).unwrap();
    let kept = [("README.md", &*page), (".gitignore", "*"), (".gitkeep", "")];
    for (name, text) in kept {
        fs::write(index.join(name), text).unwrap();
    }
    assert_eq!(dir.digest(&["search", "블랙웰"]).run().code, 0);
    for _ in 0..3 {
        run(&dir.rebuild()).unwrap();
    }
    dir.roll_back().unwrap();
    for (name, text) in kept {
        assert_eq!(fs::read_to_string(index.join(name)).unwrap(), text);
    }
    dir.assert_sound(false);
}

#[test]
fn what_others_put_into_an_index_stays_and_hinders_nothing() {
    for kind in 0..3 {
        let editions = Editions::new();
        let index = editions.dir.path().join("index");
        let outside = editions.dir.path().join("elsewhere");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("file"), "x").unwrap();
        // The names of today's index are taken.
        let mut put_there = Vec::new();
        for name in NAMES {
            if fs::symlink_metadata(index.join(name)).is_err() {
                put(&index, name, kind);
                put_there.push(name);
            }
        }
        assert!(put_there.len() >= 12);
        fs::write(editions.dir.generation().join("notes.txt"), "mine").unwrap();
        let first = editions.dir.generation();
        let of_others = || -> BTreeMap<PathBuf, Vec<u8>> {
            let mut all = all_below(&index);
            all.retain(|path, _| {
                let below = path.strip_prefix(&index).unwrap();
                put_there.iter().any(|name| below.starts_with(name))
            });
            all
        };
        let before = of_others();
        for edition in 1..=3 {
            editions.write(edition);
            editions.index();
            assert_eq!(editions.found(), edition);
            assert_eq!(of_others(), before, "{kind}");
        }
        editions.dir.roll_back().unwrap();
        assert_eq!(editions.found(), 2);
        editions.dir.assert_sound(true);
        assert_eq!(of_others(), before, "{kind}");
        // A file of somebody in a generation stays where it is, when that goes.
        assert_eq!(names_in(&first), ["notes.txt"]);
        assert_eq!(all_below(&outside).len(), 1);
    }
}

fn refused(dir: &Dir, corpus: &str, index: &str) -> Vec<Ran> {
    let refused = |args: &[&str]| {
        let both = ["--corpus", corpus, "--index", index];
        dir.digest(&[args, &both].concat()).run()
    };
    WRITING.iter().map(|args| refused(args)).collect()
}

#[test]
fn a_corpus_and_an_index_that_contain_each_other_are_refused() {
    let dir = corpus();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir_all(at("p/building-docs")).unwrap();
    fs::create_dir_all(at("corpus/inner")).unwrap();
    fs::copy(at("corpus/2024-05.txt"), at("p/building-docs/2024-05.txt")).unwrap();
    symlink("corpus", at("link")).unwrap();
    symlink("p/building-docs", at("docs")).unwrap();
    symlink("corpus/not-yet", at("to-nowhere")).unwrap();
    let before = all_below(dir.path());
    for (corpus, index) in [
        ("p/building-docs", "p"),
        ("docs", "p"),
        ("docs", "./p/../p/."),
        ("corpus", "corpus"),
        ("corpus", "corpus/index"),
        ("corpus", "link/index"),
        ("link", "corpus/inner"),
        ("corpus", "to-nowhere"),
        ("corpus", "nowhere/../corpus/index"),
        ("corpus", "."),
    ] {
        for ran in refused(&dir, corpus, index) {
            assert_eq!(ran.code, 2, "{corpus} {index}: {ran:?}");
            assert!(ran.stderr.contains("--index"), "{corpus} {index}: {ran:?}");
        }
        assert_eq!(all_below(dir.path()), before, "{corpus} {index}");
    }
}

#[test]
fn an_index_that_had_no_mark_is_taken_for_what_it_is() {
    let editions = Editions::new();
    let index = editions.dir.path().join("index");
    editions.write(1);
    editions.index();
    // As version 0.1.0 made it, and left it when it was killed.
    fs::remove_file(index.join(MARK)).unwrap();
    fs::create_dir(index.join("building-77")).unwrap();
    fs::write(index.join("building-77/meta.json"), "{}").unwrap();
    assert_eq!(editions.found(), 1);
    editions.dir.assert_sound(false);
    for edition in 2..=4 {
        editions.write(edition);
        editions.index();
        assert_eq!(editions.found(), edition);
    }
    // Its generations are known for the program's own; what nothing proves is left alone.
    let names = names_in(&index);
    let wanted = [
        "CURRENT",
        "LOCK",
        "building-77",
        MARK,
        "gen-000004",
        "gen-000005",
    ];
    assert_eq!(names, wanted);
    // Without a mark and a generation that is right it is nobody's.
    fs::remove_file(index.join(MARK)).unwrap();
    for name in ["gen-000004", "gen-000005"] {
        fs::write(index.join(name).join("manifest.json"), "{}\n{}\n").unwrap();
    }
    let before = all_below(&index);
    for args in WRITING {
        let ran = editions.dir.digest(args).run();
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(
            ran.stderr.contains("no index of digest"),
            "{args:?}: {ran:?}"
        );
    }
    assert_eq!(all_below(&index), before);
}

#[test]
fn a_mark_that_is_damaged_or_gone_is_made_again() {
    for text in [
        None,
        Some(""),
        Some("nonsense"),
        Some("{\"digest_index\":1,"),
    ] {
        let editions = Editions::new();
        let mark = editions.dir.path().join("index").join(MARK);
        match text {
            Some(text) => fs::write(&mark, text).unwrap(),
            None => fs::remove_file(&mark).unwrap(),
        }
        assert_eq!(editions.found(), 0);
        for edition in 1..=3 {
            editions.write(edition);
            editions.index();
            assert_eq!(editions.found(), edition);
        }
        let names = names_in(&editions.dir.path().join("index"));
        assert_eq!(names, ["CURRENT", "LOCK", MARK, "gen-000003", "gen-000004"]);
    }
}

//! What a message of damage says to do is done: it works, and keeps what the index alone has.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use digest::document::DocumentId;
use digest::index::IndexReader;

use super::{Editions, MARK, names_in};
use crate::library::run;
use crate::util::{Dir, Ran, article};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// Changes a file and leaves its size and time.
fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let time = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    // Not in its place: another generation may share it.
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

fn flip(path: &Path) {
    change(path, |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x40;
    });
}

/// The commands that a message says to run.
fn advised(ran: &Ran) -> BTreeSet<String> {
    let told = format!("{}{}", ran.stdout, ran.stderr);
    let quoted = told.split('`').skip(1).step_by(2);
    let commands = quoted.filter_map(|text| text.strip_prefix("digest "));
    commands.map(str::to_owned).collect()
}

/// Articles of two digest files, of which one cannot be parsed any more: 60 that the corpus
/// has, and 3 that only the index has. `share` of the index is that of the second.
fn with_kept_articles() -> Editions {
    let editions = Editions::new();
    let dir = &editions.dir;
    let line = |number: usize| {
        format!("{{\"id\":\"{number}\",\"title\":\"앤트로픽 소식 {number}\",\"body\":\"본문\"}}\n")
    };
    dir.digest_file("b.jsonl", (1..=3).map(line).collect::<String>());
    editions.index();
    dir.digest_file("b.jsonl", "아무것도 아닌 글\n");
    assert!(editions.index().has_problems());
    editions
}

fn is_whole(dir: &Dir) -> anyhow::Result<()> {
    let hits = dir.hits("앤트로픽")?.hits;
    let mut found: Vec<&str> = hits.iter().map(|hit| hit.document.id().as_str()).collect();
    found.sort_unstable();
    anyhow::ensure!(found == ["b/1", "b/2", "b/3"], "{found:?}");
    for query in ["블랙웰", "블렉웰", "챗*"] {
        anyhow::ensure!(!dir.hits(query)?.hits.is_empty(), "{query}");
    }
    // One digest file is stale: that is noted.
    let check = dir.check()?;
    anyhow::ensure!(check.sound && !check.notes.is_empty(), "{check:?}");
    Ok(())
}

/// Whether the index has a document of that id.
fn is_shown(dir: &Dir, id: &str) -> bool {
    let index = IndexReader::open(&dir.path().join("index"), None).unwrap();
    index
        .document(&DocumentId::from_text(id))
        .unwrap()
        .is_some()
}

/// Copies a folder with everything in it, and the times of the files.
fn copy(from: &Path, to: &Path) {
    let mut command = std::process::Command::new("cp");
    let status = command.arg("-a").arg(from).arg(to).status();
    assert!(status.unwrap().success());
}

/// A damage, by what it is called.
type Damage = (String, Box<dyn Fn(&Dir)>);

fn damages(dir: &Dir) -> Vec<Damage> {
    let mut damages: Vec<Damage> = Vec::new();
    let mut add = |name: String, damage: Box<dyn Fn(&Dir)>| damages.push((name, damage));
    let index = |dir: &Dir, name: &str| dir.path().join("index").join(name);
    for at in [3, 12, 40, 73] {
        let damage = move |dir: &Dir| {
            change(&index(dir, "CURRENT"), |bytes| {
                bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
            });
        };
        add(format!("a digit of CURRENT, {at}"), Box::new(damage));
    }
    for text in ["", "gen-0000", "gen-999999\n", "nonsense"] {
        let damage = move |dir: &Dir| fs::write(index(dir, "CURRENT"), text).unwrap();
        add(format!("CURRENT is {text:?}"), Box::new(damage));
    }
    let gone = move |dir: &Dir| fs::remove_file(index(dir, "CURRENT")).unwrap();
    add("no CURRENT".to_owned(), Box::new(gone));
    for name in names_in(&dir.generation()) {
        let path = PathBuf::from(&name);
        let file = path.clone();
        let flipped = move |dir: &Dir| flip(&dir.generation().join(&file));
        add(format!("a bit of {name}"), Box::new(flipped));
        let file = path.clone();
        let cut = move |dir: &Dir| {
            change(&dir.generation().join(&file), |bytes| {
                bytes.truncate(bytes.len() / 2);
            });
        };
        add(format!("half of {name}"), Box::new(cut));
        let missing = move |dir: &Dir| fs::remove_file(dir.generation().join(&path)).unwrap();
        add(format!("no {name}"), Box::new(missing));
    }
    damages
}

#[test]
fn the_advice_of_every_damage_works_and_nothing_is_lost() {
    let editions = with_kept_articles();
    let dir = &editions.dir;
    let good = dir.path().join("good");
    let index = dir.path().join("index");
    copy(&index, &good);
    let restore = || {
        fs::remove_dir_all(&index).unwrap();
        copy(&good, &index);
    };
    let mut tried = 0;
    for (name, damage) in damages(dir) {
        damage(dir);
        let mut commands = BTreeSet::new();
        for args in [
            &["search", "앤트로픽"][..],
            &["search", "블렉웰"],
            &["show", "b/1"],
            &["check"],
        ] {
            let ran = dir.digest(args).run();
            if ran.code == 2 {
                let advice = advised(&ran);
                assert!(!advice.is_empty(), "{name} {args:?}: {ran:?}");
                assert!(ran.stderr.len() < 2_000, "{name} {args:?}: {ran:?}");
                commands.extend(advice);
            }
        }
        // And what README says, whatever it is.
        commands.insert("index --rebuild".to_owned());
        commands.insert("index".to_owned());
        for command in &commands {
            restore();
            damage(dir);
            let args: Vec<&str> = command.split(' ').collect();
            let ran = dir.digest(&args).run();
            assert_eq!(ran.code, 1, "{name}: {command}: {ran:?}");
            if let Err(error) = is_whole(dir) {
                panic!("{name}: {command}: {ran:?}: {error}");
            }
            tried += 1;
        }
        restore();
    }
    assert!(tried >= 60, "{tried} commands were tried");
}

#[test]
fn an_index_that_is_as_it_was_is_unchanged() {
    let editions = Editions::new();
    for _ in 0..2 {
        assert!(!editions.index().published);
    }
}

#[test]
fn articles_come_from_the_newest_generation_that_has_them_whole() {
    for rest in [9, 60] {
        // `b` is more than a tenth of the articles, or less.
        let editions = Editions::new();
        let dir = &editions.dir;
        let line = |number: usize| {
            format!("{{\"id\":\"{number}\",\"title\":\"앤트로픽 {number}\",\"body\":\"본문\"}}\n")
        };
        dir.digest_file("a.jsonl", (1..=rest).map(line).collect::<String>());
        dir.digest_file("b.jsonl", (1..=3).map(line).collect::<String>());
        editions.index();
        dir.digest_file("b.jsonl", "nonsense");
        assert!(editions.index().has_problems());
        let before = dir.generation();
        flip(&dir.generation().join("meta.json"));
        assert!(run(&dir.rebuild()).unwrap().has_problems());
        assert!(is_shown(dir, "b/1") && is_shown(dir, "b/3"));
        // The one before that is whole stays, and the damaged one goes.
        let names = names_in(&dir.path().join("index"));
        assert_eq!(
            names,
            ["CURRENT", "LOCK", MARK, "gen-000002", "gen-000004"],
            "{}",
            before.display()
        );
        dir.roll_back().unwrap();
    }
}

/// An article is kept that only a generation has which `spoil` damages.
fn an_article_is_kept_though(what: &str, spoil: impl FnOnce(&Path)) {
    let editions = Editions::new();
    let dir = &editions.dir;
    let text = article("앤트로픽 소식", "요약", "본문", CITATION);
    dir.digest_file("2024-04.txt", text);
    editions.index();
    dir.digest_file("2024-04.txt", "아무것도 아닌 글\n");
    spoil(&dir.generation());
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 1, "{what}: {ran:?}");
    assert!(ran.stderr.contains("passed over"), "{what}: {ran:?}");
    assert_eq!(dir.found("앤트로픽"), ["2024-04/1"], "{what}: {ran:?}");
}

#[test]
fn articles_that_only_a_damaged_generation_has_are_kept() {
    // Whatever of it is damaged, but for the articles themselves and what leads to them.
    for name in [
        "files.jsonl",
        "manifest.json",
        "terms.bin",
        ".words",
        ".managed.json",
    ] {
        an_article_is_kept_though(name, |generation| {
            let path = fs::read_dir(generation)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .find(|path| path.to_string_lossy().ends_with(name))
                .unwrap();
            flip(&path);
        });
    }
}

#[test]
fn articles_are_kept_whatever_the_list_of_what_may_be_removed_is() {
    for nonsense in ["", "{", "[\"a", "nonsense"] {
        an_article_is_kept_though(nonsense, |generation| {
            fs::write(generation.join(".managed.json"), nonsense).unwrap();
        });
    }
}

#[test]
fn a_file_that_was_removed_does_not_come_back_with_an_old_generation() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let path = dir.digest_file("2024-04.txt", article("앤트로픽", "요약", "본문", CITATION));
    editions.index();
    fs::remove_file(&path).unwrap();
    editions.index();
    dir.digest_file("2024-04.txt", "아무것도 아닌 글\n");
    for job in [dir.job(), dir.rebuild()] {
        assert!(run(&job).unwrap().has_problems());
        assert!(!is_shown(dir, "2024-04/1"));
    }
}

#[test]
fn a_disk_that_is_not_mounted_drops_nothing_of_a_damaged_index_either() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let corpus = dir.path().join("corpus");
    for month in 1..=3 {
        fs::remove_file(corpus.join(format!("2023-0{month}.txt"))).unwrap();
    }
    flip(&dir.generation().join("meta.json"));
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let ran = dir.digest(args).run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("12 of 13 articles"), "{}", ran.stderr);
        assert_eq!(
            advised(&ran).into_iter().collect::<Vec<_>>(),
            ["index --allow-shrink"]
        );
    }
    run(&dir.shrink()).unwrap();
    assert_eq!(editions.found(), 0);
}

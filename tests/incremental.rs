//! A run that writes what changed comes to the same as one that builds all anew:
//! the same documents, and the same hits with the same scores for the same queries.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use digest::index::{IndexReader, VocabularyWord};
use digest::job::IndexJob;
use digest::language::Message;
use digest::search::{Hits, SearchEngine, SearchOptions, Synonyms};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::Value;

use crate::library::run;
use crate::util::{Dir, article, cases};

/// The digest files that are edited. Two are of one issue, which only one can hold.
const NAMES: [&str; 10] = [
    "2024-01.txt",
    "2024-02.txt",
    "2024-03.txt",
    "2024-05.txt",
    "2024-06.txt",
    "2024-07.txt",
    "old/2024-04.txt",
    "briefs.jsonl",
    "news.jsonl",
    "2024_02.txt",
];

/// How many articles each file has at first. They lie in one segment, of which edits
/// delete a part too small for it to be written anew.
const FIRST_ARTICLES: usize = 6;

const WORDS: [&str; 8] = [
    "레드팀",
    "블랙웰",
    "앤트로픽",
    "인공지능 규제",
    "생성 AI",
    "2조 4천억 원",
    "챗봇",
    "양자컴퓨터",
];

/// Some that are found, some that are taken for others, some that lack a word.
const QUERIES: [&str; 12] = [
    "레드팀",
    "래드팀",
    "ㄹㄷㅌ",
    "fpemxla",
    "anthropic",
    "인공지능 규제",
    "생성AI 레드팀",
    "2.4조",
    "챗봇 소식 블랙웰",
    "양자 컴퓨터",
    "본문",
    "소식",
];

#[derive(Debug, Clone)]
enum Edit {
    /// A file gets these articles, each with the words of its number.
    Write(usize, Vec<usize>),
    /// A file gets a text that cannot be parsed.
    Break(usize),
    Remove(usize),
    Rename(usize, usize),
    /// The job runs.
    Index,
}

fn edit() -> impl Strategy<Value = Edit> {
    let file = 0..NAMES.len();
    prop_oneof![
        6 => (file.clone(), prop::collection::vec(0..64usize, 1..4))
            .prop_map(|(file, articles)| Edit::Write(file, articles)),
        1 => file.clone().prop_map(Edit::Break),
        2 => file.clone().prop_map(Edit::Remove),
        2 => (file.clone(), file).prop_map(|(from, to)| Edit::Rename(from, to)),
        4 => Just(Edit::Index),
    ]
}

fn content(name: &str, articles: &[usize]) -> String {
    let texts = articles.iter().enumerate().map(|(place, number)| {
        let (one, other) = (WORDS[number % 8], WORDS[number / 8]);
        if name.ends_with(".jsonl") {
            let body = format!("{other} 본문 {one}");
            let record = serde_json::json!({"id": place, "title": one, "body": body});
            format!("{record}\n")
        } else {
            let body = format!("{other}의 본문은 {one}을 다룸");
            article(
                &format!("{one} 소식"),
                other,
                &body,
                "기관, 보고서, 2024.04.01.",
            )
        }
    });
    texts.collect()
}

fn apply(dir: &Dir, edit: &Edit) {
    let path = |file: usize| dir.path().join("corpus").join(NAMES[file]);
    match edit {
        Edit::Write(file, articles) => {
            dir.digest_file(NAMES[*file], content(NAMES[*file], articles));
        }
        Edit::Break(file) => {
            dir.digest_file(NAMES[*file], "아무것도 아닌 글\n");
        }
        Edit::Remove(file) => {
            let _ = fs::remove_file(path(*file));
        }
        Edit::Rename(from, to) => {
            if path(*from).exists() {
                fs::create_dir_all(path(*to).parent().unwrap()).unwrap();
                fs::rename(path(*from), path(*to)).unwrap();
            }
        }
        Edit::Index => refresh(&job(dir, "index")),
    }
}

/// The job that may drop everything, over the index in that folder.
fn job(dir: &Dir, index: &str) -> IndexJob {
    IndexJob {
        index: dir.path().join(index),
        allow_empty: true,
        allow_shrink: true,
        ..dir.job()
    }
}

fn refresh(job: &IndexJob) {
    run(job).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// What a generation says of itself, but for what depends on how it came about.
fn told(index: &Path) -> (Value, Vec<Value>) {
    let (manifest, records) = IndexReader::manifest(index).unwrap().unwrap();
    let lengths = serde_json::to_value((manifest.totals, manifest.lengths)).unwrap();
    let records = records.iter().map(|record| {
        let mut record = serde_json::to_value(record).unwrap();
        // Numbers have room between them where files came later.
        record.as_object_mut().unwrap().remove("place");
        record
    });
    (lengths, records.collect())
}

/// The hits of every query, and every word of the vocabulary with how often it is held.
fn searched(index: &Path) -> (Vec<Hits>, Vec<VocabularyWord>) {
    let reader = IndexReader::open(index, None).unwrap();
    let words = reader.vocabulary().unwrap().beginning_with("");
    let analyzer = Arc::new(reader.analyzer().unwrap());
    let engine = SearchEngine::new(reader, analyzer, Synonyms::shipped());
    let options = SearchOptions {
        limit: 50,
        explain: true,
        ..SearchOptions::default()
    };
    let hits = QUERIES.map(|query| engine.search(query, &options).unwrap());
    (hits.into(), words)
}

fn same_as_a_rebuild(edits: &[Edit]) {
    let dir = Dir::new();
    for file in 0..NAMES.len() - 1 {
        let articles = (0..FIRST_ARTICLES).map(|number| (file * 5 + number * 11) % 64);
        apply(&dir, &Edit::Write(file, articles.collect()));
    }
    refresh(&job(&dir, "index"));
    for edit in edits {
        apply(&dir, edit);
    }
    refresh(&job(&dir, "index"));
    let (grown, rebuilt) = (dir.path().join("index"), dir.path().join("rebuilt"));
    copy(&grown, &rebuilt);
    // One by one thread, the other by two: who analyses what is chance, and shows nowhere.
    refresh(&IndexJob {
        rebuild: Some(Message::verbatim("to compare")),
        threads: Some(2),
        ..job(&dir, "rebuilt")
    });
    assert_eq!(told(&grown), told(&rebuilt));
    let (grown, rebuilt) = (searched(&grown), searched(&rebuilt));
    for (grown, rebuilt) in grown.0.iter().zip(&rebuilt.0) {
        assert_eq!(grown, rebuilt);
    }
    assert_eq!(grown.1, rebuilt.1);
    let check = dir.check().unwrap();
    assert!(check.sound, "{check:?}");
}

proptest! {
    #![proptest_config(Config {
        // As many as are quick, and the same every time.
        cases: cases("DIGEST_EDIT_CASES", 12),
        rng_seed: RngSeed::Fixed(20_240_411),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn random_edits_come_to_the_same_as_a_rebuild(edits in prop::collection::vec(edit(), 1..10)) {
        same_as_a_rebuild(&edits);
    }
}

/// Every way of deleting and merging: more nights than segments stay apart.
#[test]
fn forty_nights_come_to_the_same_as_a_rebuild() {
    let mut edits = Vec::new();
    for night in 0..40 {
        let file = night % 3;
        edits.push(Edit::Write(file, vec![night % 64, (night * 7) % 64]));
        if night % 5 == 4 {
            edits.push(Edit::Write(7, (0..night % 7 + 1).collect()));
        }
        edits.push(Edit::Index);
    }
    same_as_a_rebuild(&edits);
}

//! The texts that `benches/speed` makes up: the same for the same seed, and with as many
//! different words as real ones.

#[allow(dead_code, reason = "the bench uses more of them than this test")]
#[path = "../benches/speed/articles.rs"]
mod articles;
#[allow(dead_code, reason = "the bench uses more of them than this test")]
#[path = "../benches/speed/lexicon.rs"]
mod lexicon;

use std::collections::HashSet;
use std::fs;

use articles::{Author, Shape};
use lexicon::Lexicon;

use crate::util::project;

#[test]
fn the_same_seed_makes_the_same_texts_of_about_as_many_words_as_real_ones() {
    let file = fs::read(project().join("corpus/2024-05.txt")).unwrap();
    let write = |seed: u64| {
        let folder = tempfile::tempdir().unwrap();
        let lexicon = Lexicon::learn("2024-05.txt", &file, seed);
        let mut author = Author::new(&lexicon, seed);
        let written = author.write(folder.path(), 170, Shape::Short).unwrap();
        let text = fs::read_to_string(folder.path().join("00001.jsonl")).unwrap();
        assert_eq!(written.documents, 170);
        assert_eq!(written.file_bytes, text.len() as u64);
        text
    };
    let text = write(1);
    assert_eq!(text, write(1));
    assert_ne!(text, write(2));

    let articles = text.lines().map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| article[name].as_str().unwrap().to_owned();
        part("title") + " " + &part("body")
    });
    let articles: Vec<String> = articles.collect();
    let eojeols = articles.iter().flat_map(|article| article.split(' '));
    let eojeols: Vec<&str> = eojeols.take(5_900).collect();
    assert_eq!(eojeols.len(), 5_900);
    let distinct: HashSet<&str> = eojeols.iter().copied().collect();
    // A real issue of this length holds 2,907, as it keeps to one subject; what news and an
    // encyclopedia hold the made texts hold from 100,000 eojeols on.
    assert!(
        (3_500..4_500).contains(&distinct.len()),
        "{}",
        distinct.len()
    );
}

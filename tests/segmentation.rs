//! The morphemes of fifty sentences of the project's corpus, pinned in
//! `golden/segmentation.txt`: eojeol, then each morpheme with its bytes and tag,
//! then the terms that are indexed.
//!
//! Where a change of it is meant: `UPDATE_GOLDEN=1 cargo test segmentation`, read
//! the difference, and raise the analyzer's version.

use std::fmt::Write;

use digest::analysis::{Analyzer, Scratch};
use digest::corpus::{self, SpacesEverywhere};
use digest::document::{BlockKind, Document};

use crate::util::{assert_golden, project};

/// Titles, and the longest bullet of each article, then the first ones: fifty.
fn sentences() -> Vec<String> {
    let bytes = std::fs::read(project().join("corpus/2024-05.txt")).unwrap();
    let parsed = corpus::parse("2024-05.txt", &bytes, &SpacesEverywhere).unwrap();
    let mut sentences = Vec::new();
    let mut rest = Vec::new();
    for document in parsed.documents() {
        let Document::Article(article) = document else {
            continue;
        };
        sentences.push(article.title.clone());
        let bullets = article
            .body
            .iter()
            .filter(|block| block.kind == BlockKind::Bullet);
        sentences.extend(
            bullets
                .max_by_key(|block| block.text.len())
                .map(|b| b.text.clone()),
        );
        rest.extend(article.summary.first().map(|block| block.text.clone()));
    }
    sentences.extend(rest);
    sentences.truncate(50);
    sentences
}

#[test]
fn fifty_sentences_are_segmented_as_before() {
    let analyzer = Analyzer::new().unwrap();
    let sentences = sentences();
    assert_eq!(sentences.len(), 50);
    let mut out = String::new();
    for sentence in sentences {
        writeln!(out, "# {sentence}").unwrap();
        for (eojeol, morphemes) in analyzer.morphemes(&sentence) {
            let mut line = String::new();
            for morpheme in &morphemes {
                let range = morpheme.range.clone();
                let known = if morpheme.known { "" } else { "?" };
                write!(
                    line,
                    " {}[{}..{}]{}{known}",
                    &eojeol[range.clone()],
                    range.start,
                    range.end,
                    morpheme.tag
                )
                .unwrap();
            }
            writeln!(out, "{eojeol}:{line}").unwrap();
        }
        let tokens = analyzer.tokens(&sentence, &mut Scratch::default());
        let terms: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        writeln!(out, "= {}\n", terms.join(" ")).unwrap();
    }
    assert_golden("segmentation.txt", &out);
}

#[test]
fn eojeols_alone_are_cut_as_they_should_be() {
    let analyzer = Analyzer::new().unwrap();
    let morphemes = |eojeol: &str| {
        let found = analyzer.morphemes(eojeol).remove(0);
        let texts: Vec<String> = found
            .1
            .iter()
            .map(|m| format!("{}/{}", &found.0[m.range.clone()], m.tag))
            .collect();
        texts.join(" ")
    };
    // No particle begins an eojeol, and no ending sticks to a noun.
    assert_eq!(morphemes("레드팀"), "레드팀/NNG");
    assert_eq!(morphemes("이상의"), "이상/NNG 의/JKG");
    assert_eq!(morphemes("플랫폼"), "플랫폼/NNG");
    // An adverb and a verb are two eojeols, but where nothing else will do.
    assert_eq!(morphemes("안전한"), "안전/NNG 한/XSA+ETM");
    assert_eq!(morphemes("안전하고"), "안전/NNG 하/XSA 고/EC");
    assert_eq!(morphemes("안되는"), "안/MAG 되/VV 는/ETM");
    assert_eq!(morphemes("잘못된"), "잘못/MAG 된/VV+ETM");
}

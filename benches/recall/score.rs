//! What a program found of a kind, counted against what each document was made for.

use std::collections::HashSet;

use super::dictionary::Dictionary;
use super::kinds::{Kind, Reason};
use super::programs::Found;

#[derive(Default)]
pub struct Score {
    /// For each word that misses documents of its own, these.
    missed: Vec<(usize, Vec<usize>)>,
    /// For each word that finds documents that do not hold it, these.
    wrong: Vec<(usize, Vec<usize>)>,
    /// Hits of documents whose word has the asked one as its part.
    parts: usize,
}

impl Score {
    pub fn of(kind: &Kind, dictionary: &Dictionary, found: &Found) -> Score {
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); kind.words.len()];
        for (place, document) in kind.documents.iter().enumerate() {
            own[document.word].push(place);
        }
        let mut score = Score::default();
        for (word, found) in found.iter().enumerate() {
            let found: HashSet<usize> = found.iter().copied().collect();
            let is_missed = |place: &usize| !found.contains(place);
            let missed: Vec<usize> = own[word].iter().copied().filter(is_missed).collect();
            if !missed.is_empty() {
                score.missed.push((word, missed));
            }
            let mut wrong = Vec::new();
            for place in found {
                let document = &kind.documents[place];
                if document.word == word {
                    continue;
                }
                match kind.reason(dictionary, &kind.words[word], document) {
                    Reason::Holds => {}
                    Reason::Part => score.parts += 1,
                    Reason::Wrong => wrong.push(place),
                }
            }
            if !wrong.is_empty() {
                wrong.sort_unstable();
                score.wrong.push((word, wrong));
            }
        }
        score
    }

    /// The cells of a table's row.
    pub fn cells(&self) -> [usize; 5] {
        let documents = |words: &[(usize, Vec<usize>)]| words.iter().map(|(_, d)| d.len()).sum();
        [
            documents(&self.missed),
            self.missed.len(),
            documents(&self.wrong),
            self.wrong.len(),
            self.parts,
        ]
    }

    /// So many of the words with the most misses, and of those with the most wrong hits,
    /// each with some of the texts.
    pub fn print_worst(&self, kind: &Kind, most: usize) {
        if self.missed.is_empty() && self.wrong.is_empty() {
            return;
        }
        for (what, words) in [("misses", &self.missed), ("wrongly finds", &self.wrong)] {
            let mut words: Vec<&(usize, Vec<usize>)> = words.iter().collect();
            words.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
            for (word, documents) in words.into_iter().take(most) {
                const TEXTS: usize = 6;
                let texts = documents.iter().take(TEXTS);
                let texts: Vec<&str> = texts
                    .map(|&place| kind.documents[place].body.as_str())
                    .collect();
                let more = if documents.len() > TEXTS {
                    " / …"
                } else {
                    ""
                };
                println!(
                    "- {} {what} {}: {}{more}",
                    kind.words[*word].query,
                    documents.len(),
                    texts.join(" / ")
                );
            }
        }
        println!();
    }
}

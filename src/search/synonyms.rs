//! Words that mean the same: the shipped groups and the user's own.
//!
//! Defines the file's form and which alternatives a query gets. Synonyms are taken
//! when a query is read, so a change of them takes effect at once and no index is
//! built anew.

use std::collections::HashMap;
use std::fmt;

use super::query::{Alternative, Form, QueryWord, phrase_of_characters};
use crate::analysis::{Analyzer, Scratch, Word, units};

/// The groups that come with the program.
const SHIPPED: &str = include_str!("synonyms.txt");

/// Between the members of a group.
const EQUALS: char = '=';

/// The most words of a query that one synonym stands for.
const MOST_WORDS: usize = 6;

/// Groups of words that mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// The groups that a spelling is a member of. Spaces, hyphens and case are left
    /// out of it.
    groups_of: HashMap<String, Vec<usize>>,
}

/// A line of a synonyms file that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub message: String,
}

impl fmt::Display for SynonymError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SynonymError {}

impl Synonyms {
    /// No groups.
    pub fn none() -> Self {
        Synonyms::default()
    }

    /// The groups that come with the program.
    pub fn shipped() -> Self {
        let mut synonyms = Synonyms::none();
        // A unit test reads the shipped file through `add`, which tells what is wrong.
        let _ = synonyms.add(SHIPPED);
        synonyms
    }

    /// Adds the groups of a file: one a line, the members parted by `=`; `#` begins a
    /// comment.
    ///
    /// # Errors
    ///
    /// Where a line is no group; nothing of the file is added then.
    pub fn add(&mut self, text: &str) -> Result<(), SynonymError> {
        let mut groups = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_start_matches('\u{feff}');
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let wrong = |message: String| SynonymError {
                line: number,
                message,
            };
            let members: Vec<String> = line
                .split(EQUALS)
                .map(|member| member.trim().to_owned())
                .collect();
            if let Some(member) = members.iter().find(|member| spelling(member).is_empty()) {
                return Err(wrong(if member.is_empty() {
                    "a member of the group is empty; write 엔비디아 = NVIDIA".to_owned()
                } else {
                    format!("“{member}” holds nothing that can be searched for")
                }));
            }
            if members.len() < 2 {
                return Err(wrong(format!(
                    "“{line}” stands alone; write what it is equal to, as 엔비디아 = NVIDIA"
                )));
            }
            groups.push(members);
        }
        for members in groups {
            for member in &members {
                let place = self.groups.len();
                self.groups_of
                    .entry(spelling(member))
                    .or_default()
                    .push(place);
            }
            self.groups.push(members);
        }
        Ok(())
    }

    /// The other members of every group that neighbouring `words` are a member of.
    pub(super) fn alternatives(
        &self,
        words: &[QueryWord],
        analyzer: &Analyzer,
    ) -> Vec<Alternative> {
        let mut alternatives: Vec<Alternative> = Vec::new();
        if self.groups.is_empty() {
            return alternatives;
        }
        let mut scratch = Scratch::default();
        for first in 0..words.len() {
            let mut key = String::new();
            for last in first..words.len().min(first + MOST_WORDS) {
                key.push_str(&words[last].stem);
                let groups = self.groups_of.get(&key).into_iter().flatten();
                for member in groups.flat_map(|group| &self.groups[*group]) {
                    if spelling(member) == key {
                        continue;
                    }
                    let Some(form) = phrase(member, analyzer, &mut scratch) else {
                        continue;
                    };
                    let words = first..last + 1;
                    let known = |other: &Alternative| other.words == words && other.form == form;
                    if !alternatives.iter().any(known) {
                        alternatives.push(Alternative {
                            words,
                            text: member.clone(),
                            form,
                        });
                    }
                }
            }
        }
        alternatives
    }
}

/// What spellings of one word have in common: no spaces, hyphens or case.
fn spelling(text: &str) -> String {
    units(text).into_iter().map(|unit| unit.value).collect()
}

/// How a member is looked for; `None` where nothing in it carries meaning.
fn phrase(member: &str, analyzer: &Analyzer, scratch: &mut Scratch) -> Option<Form> {
    let words = analyzer.words(member, scratch);
    let tokens: Vec<_> = words.into_iter().flat_map(|word| word.tokens).collect();
    let whole = Word {
        range: 0..member.len(),
        tokens,
    };
    if whole.tokens.is_empty() {
        return None;
    }
    Some(Form::Phrase {
        grams: phrase_of_characters(member, &whole),
        terms: whole.tokens.into_iter().map(|token| token.text).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Query;

    fn alternatives(query: &str, synonyms: &Synonyms) -> Vec<(std::ops::Range<usize>, String)> {
        let analyzer = test_analyzer();
        let query = Query::new(query, &analyzer, synonyms).unwrap();
        let alternatives = query.alternatives.into_iter();
        alternatives
            .map(|other| (other.words, other.text))
            .collect()
    }

    #[test]
    fn groups_work_both_ways_and_over_several_words() {
        let mut synonyms = Synonyms::none();
        synonyms
            .add("# 모델\nLLM = 대규모 언어모델 = large language model # 셋\n")
            .unwrap();
        let shown = |query: &str| alternatives(query, &synonyms);
        let both = |at: std::ops::Range<usize>, one: &str, other: &str| {
            vec![(at.clone(), one.to_owned()), (at, other.to_owned())]
        };
        assert_eq!(
            shown("구글의 LLM은"),
            both(1..2, "대규모 언어모델", "large language model")
        );
        assert_eq!(
            shown("대규모 언어 모델을"),
            both(0..3, "LLM", "large language model")
        );
        assert_eq!(shown("Large-Language Model")[0].0, 0..2);
        assert!(shown("언어모델").is_empty());
    }

    #[test]
    fn lines_that_are_no_group_are_told() {
        let error = |text: &str| Synonyms::none().add(text).unwrap_err();
        assert_eq!(error("\n엔비디아").line, 2);
        assert!(error("엔비디아 = ").message.contains("empty"));
        assert!(error("엔비디아 = !!").message.contains("!!"));
        let mut synonyms = Synonyms::none();
        assert!(synonyms.add("a = b\nc").is_err());
        assert_eq!(synonyms, Synonyms::none());
    }

    #[test]
    fn shipped_groups_are_sound() {
        let mut synonyms = Synonyms::none();
        synonyms.add(SHIPPED).unwrap();
        assert!(synonyms.groups.len() > 200);
        let mut seen = HashSet::new();
        let analyzer = test_analyzer();
        for member in synonyms.groups.iter().flatten() {
            assert!(seen.insert(spelling(member)), "{member} is in two groups");
            let form = phrase(member, &analyzer, &mut Scratch::default());
            assert!(form.is_some(), "{member}");
        }
    }
}

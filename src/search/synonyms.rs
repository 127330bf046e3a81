//! Words that mean the same: the shipped groups and the user's own.
//!
//! Defines the file's form and which alternatives a query gets. Synonyms are taken
//! when a query is read, so a change of them takes effect at once and no index is
//! built anew.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::word::{Alternative, Form, QueryWord, phrase_of_characters};
use crate::analysis::{Analyzer, LineError, Scratch, Word, spelling};

/// The groups that come with the program.
const SHIPPED: &str = include_str!("synonyms.txt");

/// Between the members of a group.
const EQUALS: char = '=';

/// The most words of a query that one synonym stands for.
const MOST_WORDS: usize = 6;

/// Groups of words that mean the same.
///
/// They are kept as they are written, and a query looks through them: that takes
/// microseconds, where a table of them would be made anew at every start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    files: Vec<Cow<'static, str>>,
}

impl Synonyms {
    /// No groups.
    pub fn none() -> Self {
        Synonyms::default()
    }

    /// The groups that come with the program.
    pub fn shipped() -> Self {
        // A unit test reads them through `check`.
        Synonyms {
            files: vec![Cow::Borrowed(SHIPPED)],
        }
    }

    /// Adds the groups of a file: one a line, the members parted by `=`; `#` begins a
    /// comment.
    ///
    /// # Errors
    ///
    /// Where a line is no group; nothing of the file is added then.
    pub fn add(&mut self, text: &str) -> Result<(), LineError> {
        check(text)?;
        self.files.push(Cow::Owned(text.to_owned()));
        Ok(())
    }

    /// Names the groups: the same for the same files in the same order.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for file in &self.files {
            hasher.update(&(file.len() as u64).to_le_bytes());
            hasher.update(file.as_bytes());
        }
        format!("synonyms-{}", &hasher.finalize().to_hex()[..16])
    }

    /// The members of each group, as they are written.
    pub(super) fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        let lines = self.files.iter().flat_map(|file| file.lines());
        let groups = lines.map(group_of).filter(|group| !group.is_empty());
        groups.map(members)
    }

    /// The other members of every group that neighbouring `words` are a member of.
    pub(super) fn alternatives(
        &self,
        words: &[QueryWord],
        analyzer: &Analyzer,
    ) -> Vec<Alternative> {
        let mut places: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        for first in 0..words.len() {
            let mut key = String::new();
            let run = words.iter().enumerate().skip(first).take(MOST_WORDS);
            for (last, word) in run {
                key.push_str(&word.stem);
                let same = places.entry(key.clone()).or_default();
                same.push(first..last + 1);
            }
        }
        let beginnings: HashSet<char> =
            places.keys().filter_map(|key| key.chars().next()).collect();
        let mut scratch = Scratch::default();
        let mut alternatives: Vec<Alternative> = Vec::new();
        let lines = self.files.iter().flat_map(|file| file.lines());
        let lines = lines.filter(|line| may_hold(line, &beginnings));
        for group in lines.map(group_of) {
            for member in members(group).filter(|member| may_begin(member, &beginnings)) {
                let key = spelling(member);
                for words in places.get(&key).into_iter().flatten() {
                    for other in members(group).filter(|other| spelling(other) != key) {
                        let Some(form) = phrase(other, analyzer, &mut scratch) else {
                            continue;
                        };
                        let known =
                            |known: &Alternative| known.words == *words && known.form == form;
                        if !alternatives.iter().any(known) {
                            alternatives.push(Alternative {
                                words: words.clone(),
                                text: other.to_owned(),
                                form,
                            });
                        }
                    }
                }
            }
        }
        alternatives
    }
}

/// A line without its comment.
fn group_of(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}');
    line.split('#').next().unwrap_or_default().trim()
}

fn members(group: &str) -> impl Iterator<Item = &str> {
    group.split(EQUALS).map(str::trim)
}

/// Whether a member of the group on `line` can begin with one of these characters. Most
/// lines are passed over by this, which looks at nothing but their signs.
fn may_hold(line: &str, beginnings: &HashSet<char>) -> bool {
    let mut rest = line;
    loop {
        let member = rest.trim_start_matches(' ');
        if !member.starts_with('#') && may_begin(member, beginnings) {
            return true;
        }
        match rest.bytes().position(|byte| byte == EQUALS as u8) {
            Some(equals) => rest = &rest[equals + 1..],
            None => return false,
        }
    }
}

/// Whether the spelling of `member` can begin with one of these characters. Tells it
/// without bringing it into normal form, where that is possible.
fn may_begin(member: &str, beginnings: &HashSet<char>) -> bool {
    match member.chars().next() {
        Some(first) if first.is_ascii_alphanumeric() || ('가'..='힣').contains(&first) => {
            beginnings.contains(&first.to_ascii_lowercase())
        }
        first => first.is_some(),
    }
}

/// Finds the first line that is no group.
fn check(text: &str) -> Result<(), LineError> {
    for (line, group) in (1..).zip(text.lines().map(group_of)) {
        if group.is_empty() {
            continue;
        }
        let wrong = |message: String| Err(LineError { line, message });
        if let Some(member) = members(group).find(|member| spelling(member).is_empty()) {
            return wrong(if member.is_empty() {
                "a member of the group is empty; write 엔비디아 = NVIDIA".to_owned()
            } else {
                format!("“{member}” holds nothing that can be searched for")
            });
        }
        if members(group).count() < 2 {
            return wrong(format!(
                "“{group}” stands alone; write what it is equal to, as 엔비디아 = NVIDIA"
            ));
        }
    }
    Ok(())
}

/// How a member is looked for; `None` where nothing in it carries meaning.
pub(super) fn phrase(member: &str, analyzer: &Analyzer, scratch: &mut Scratch) -> Option<Form> {
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
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Query;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_is_passed_over_that_holds_a_member(
            line in "\\u{feff}?[ 　]?[가나aB-]{0,2}[ =#]{0,3}[가나aB㈜-]{0,2}[ =#]{0,3}[가나aB]{0,2}",
            beginnings in prop::collection::hash_set(prop::sample::select(vec!['가', '나', 'a', 'b']), 0..3),
        ) {
            let holds = members(group_of(&line)).any(|member| may_begin(member, &beginnings));
            prop_assert!(!holds || may_hold(&line, &beginnings), "{line:?}");
        }
    }

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
        check(SHIPPED).unwrap();
        let groups: Vec<&str> = SHIPPED.lines().map(group_of).collect();
        assert!(groups.iter().filter(|group| !group.is_empty()).count() > 200);
        let mut seen = HashSet::new();
        let analyzer = test_analyzer();
        let written = groups.iter().filter(|group| !group.is_empty());
        for member in written.flat_map(|group| members(group)) {
            assert!(seen.insert(spelling(member)), "{member} is in two groups");
            let form = phrase(member, &analyzer, &mut Scratch::default());
            assert!(form.is_some(), "{member}");
        }
    }
}

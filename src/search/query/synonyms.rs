//! Words that mean the same: the shipped groups and the user's own.
//!
//! Defines the file's form and which alternatives a query gets. Synonyms are taken
//! when a query is read, so a change of them takes effect at once and no index is
//! built anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;

use super::beginnings::{Beginning, asking, beginnings, group_of, members};
use super::spellings::{all_in_letters, spelled_out, spellings, with_particles};
use super::word::{Alternative, AlternativeKind, Form, QueryWord, Trust, by_letters};
use crate::analysis::{Analyzer, LineError, Role, Scratch, SpelledWord, Word, jamo, spelling};
use crate::language::{Message, messages};

/// The groups that come with the program.
const SHIPPED: &str = include_str!("synonyms.txt");

// `SHIPPED_BEGINNINGS`: the build looks at them, so that no search has to.
include!(concat!(env!("OUT_DIR"), "/synonyms.rs"));

/// The most words of a query that one synonym stands for.
const MOST_WORDS: usize = 6;

/// Groups of words that mean the same.
///
/// They are kept as they are written: a query reads the lines alone that one of its words is
/// on. Members that begin alike are brought into normal form when a word of a query first
/// begins so, and are found at once from then on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    files: Vec<File>,
}

/// Groups as they are written, with how their members begin, in order.
#[derive(Debug, Clone)]
struct File {
    text: Cow<'static, str>,
    beginnings: Cow<'static, [Beginning]>,
    /// What was asked for, by the first character of its members.
    compiled: Arc<Mutex<HashMap<Option<char>, Lines, RandomState>>>,
}

/// Where lines begin and end, in bytes, by the normal forms of their members.
type Lines = HashMap<String, Vec<(u32, u32)>, RandomState>;

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for File {}

impl Synonyms {
    /// No groups.
    pub fn none() -> Self {
        Synonyms::default()
    }

    /// The groups that come with the program.
    pub fn shipped() -> Self {
        // A unit test reads them through `check`.
        Synonyms {
            files: vec![File::new(
                Cow::Borrowed(SHIPPED),
                Cow::Borrowed(&SHIPPED_BEGINNINGS),
            )],
        }
    }

    /// Adds the groups of a file: one a line, the members parted by `=`; `#` begins a
    /// comment. What stands behind `=>` is found by what is before it, and finds nothing.
    ///
    /// # Errors
    ///
    /// Where a line is no group; nothing of the file is added then.
    pub fn add(&mut self, text: &str) -> Result<(), LineError> {
        check(text)?;
        let beginnings = beginnings(text);
        self.files.push(File::new(
            Cow::Owned(text.to_owned()),
            Cow::Owned(beginnings),
        ));
        Ok(())
    }

    /// Names the groups: the same for the same files in the same order.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for file in &self.files {
            hasher.update(&(file.text.len() as u64).to_le_bytes());
            hasher.update(file.text.as_bytes());
        }
        format!("synonyms-{}", &hasher.finalize().to_hex()[..16])
    }

    /// The members of each group that are one thing both ways, as they are written.
    pub(in crate::search) fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        let lines = self.files.iter().flat_map(|file| file.text.lines());
        let groups = lines.map(group_of).filter(|group| !group.is_empty());
        groups.map(|group| members(asking(group)))
    }

    /// The lines with a member that has one of these normal forms, each once, in order.
    fn lines_with<'s>(&'s self, keys: &[&str]) -> impl Iterator<Item = &'s str> {
        let files = self.files.iter();
        files.flat_map(|file| file.lines_with(keys))
    }

    /// The other members of every group that neighbouring `words` are a member of.
    pub(in crate::search) fn alternatives(
        &self,
        words: &[QueryWord],
        analyzer: &Analyzer,
    ) -> Vec<Alternative> {
        // Where each member may stand, and what is behind it in its word.
        let mut places: HashMap<String, Vec<(Range<usize>, String)>> = HashMap::new();
        for (place, word) in words.iter().enumerate() {
            let mut add = |key: String, behind: &str| {
                let same = places.entry(key).or_default();
                same.push((place..place + 1, behind.to_owned()));
            };
            if !word.is_in_dictionary {
                for other in spellings(&word.stem) {
                    add(other, "");
                }
            }
            if let Some(letters) = all_in_letters(word) {
                add(letters, "");
            }
            // 라마3 is Llama 3.
            let name = word
                .stem
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            if name.len() < word.stem.len() && !name.is_empty() {
                add(name.to_owned(), &word.stem[name.len()..]);
            }
        }
        for first in 0..words.len() {
            // Of several words each is as it was typed but for the last, which is also without
            // its particles.
            let mut typed = String::new();
            let mut stems = String::new();
            let run = words.iter().enumerate().skip(first).take(MOST_WORDS);
            for (last, word) in run {
                let whole = spelling(&word.text);
                let mut keys = vec![
                    format!("{typed}{whole}"),
                    format!("{typed}{}", word.stem),
                    format!("{stems}{}", word.stem),
                ];
                typed.push_str(&whole);
                stems.push_str(&word.stem);
                keys.sort_unstable();
                keys.dedup();
                for key in keys {
                    let same = places.entry(key).or_default();
                    same.push((first..last + 1, String::new()));
                }
            }
        }
        let keys: Vec<&str> = places.keys().map(String::as_str).collect();
        let mut scratch = Scratch::default();
        let mut alternatives: Vec<Alternative> = Vec::new();
        for group in self.lines_with(&keys).map(group_of) {
            for member in members(asking(group)) {
                let key = spelling(member);
                for (words, behind) in places.get(&key).into_iter().flatten() {
                    for other in members(group).filter(|other| spelling(other) != key) {
                        let other = format!("{other}{behind}");
                        let spelled = plural(&other).into_iter();
                        for text in spelled.chain(spelled_out(&spelling(&other))) {
                            let form = phrase(&text, analyzer, &mut scratch);
                            alternatives.extend(form.map(|form| Alternative {
                                words: words.clone(),
                                text,
                                form,
                                kind: AlternativeKind::Spelling,
                            }));
                        }
                        let form = before_particles(&other)
                            .or_else(|| phrase(&other, analyzer, &mut scratch));
                        let Some(form) = form else {
                            continue;
                        };
                        let known =
                            |known: &Alternative| known.words == *words && known.form == form;
                        if !alternatives.iter().any(known) {
                            alternatives.push(Alternative {
                                words: words.clone(),
                                text: other,
                                form,
                                kind: AlternativeKind::Synonym,
                            });
                        }
                    }
                }
            }
        }
        alternatives
    }
}

impl File {
    fn new(text: Cow<'static, str>, beginnings: Cow<'static, [Beginning]>) -> Self {
        File {
            text,
            beginnings,
            compiled: Arc::default(),
        }
    }

    /// The lines with a member that has one of these normal forms, each once, in order.
    fn lines_with(&self, keys: &[&str]) -> impl Iterator<Item = &str> {
        // What others left half done is not there yet, and is made anew.
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<(u32, u32)> = Vec::new();
        for key in keys {
            for first in [key.chars().next(), None] {
                let lines = compiled.entry(first).or_insert_with(|| self.compile(first));
                found.extend(lines.get(*key).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found.dedup();
        let found = found.into_iter();
        found.map(|(start, end)| &self.text[start as usize..end as usize])
    }

    /// The lines of the members that begin so, by the members' normal forms.
    fn compile(&self, first: Option<char>) -> Lines {
        let from = self.beginnings.partition_point(|one| one.first < first);
        let same = self.beginnings[from..].iter();
        let mut lines = Lines::default();
        for one in same.take_while(|one| one.first == first) {
            let member = &self.text[one.member.0 as usize..one.member.1 as usize];
            let places = lines.entry(spelling(member)).or_default();
            places.push((one.start, one.end));
        }
        lines
    }
}

/// An acronym where a particle follows, which an English word of its letters has none of.
fn before_particles(acronym: &str) -> Option<Form> {
    let texts = with_particles(acronym)?;
    Some(Form::Phrase {
        terms: Vec::new(),
        spelled: texts
            .iter()
            .filter_map(|text| SpelledWord::noun(text))
            .collect(),
    })
}

/// The plural of a member that ends in an English word.
fn plural(member: &str) -> Option<String> {
    let last = member.rsplit(' ').next()?;
    let is_english = last.chars().all(|c| c.is_ascii_lowercase());
    let plural = spellings(last).into_iter().next().filter(|_| is_english)?;
    Some(format!("{}{plural}", member.strip_suffix(last)?))
}

/// Finds the first line that is no group.
fn check(text: &str) -> Result<(), LineError> {
    for (line, group) in (1..).zip(text.lines().map(group_of)) {
        if group.is_empty() {
            continue;
        }
        let wrong = |message: Message| Err(LineError { line, message });
        if let Some(member) = members(group).find(|member| spelling(member).is_empty()) {
            return wrong(if member.is_empty() {
                messages::search::synonym_empty()
            } else {
                messages::search::synonym_no_letters(&member)
            });
        }
        if members(group).count() < 2 {
            return wrong(messages::search::synonym_alone(&group));
        }
    }
    Ok(())
}

/// How a member is looked for; `None` where nothing in it carries meaning.
pub(in crate::search) fn phrase(
    member: &str,
    analyzer: &Analyzer,
    scratch: &mut Scratch,
) -> Option<Form> {
    let words = analyzer.words(member, scratch);
    let tokens: Vec<_> = words.into_iter().flat_map(|word| word.tokens).collect();
    let whole = Word {
        range: 0..member.len(),
        tokens,
    };
    if whole.tokens.is_empty() {
        return None;
    }
    let (mut spelled, trust) = by_letters(member, &whole, None);
    // No member has a particle behind it: what was taken for one is the end of the word.
    let is_cut_short = whole.tokens.last().is_some_and(|last| {
        last.role != Role::Verb && member[last.range.end..].contains(jamo::is_syllable)
    });
    if is_cut_short {
        let all = spelling(member);
        spelled.retain(|spelled| spelled.text() == all);
    }
    // Of several words each is where it is by its tokens.
    if member.contains(char::is_whitespace) {
        spelled.retain(|spelled| !spelled.as_verb);
    }
    let terms = whole.tokens.into_iter().map(|token| token.text);
    // A member is as it was written: what its number goes on with makes it another.
    let terms = match trust {
        Trust::Full if !is_cut_short => terms.collect(),
        Trust::Full | Trust::IfNothingElse | Trust::None => Vec::new(),
    };
    Some(Form::Phrase { terms, spelled })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Query;
    use std::collections::HashSet;

    #[test]
    fn lines_are_found_by_any_member() {
        let mut synonyms = Synonyms::none();
        synonyms.add("가 = B = ㈜다\n\n나 = b2\n").unwrap();
        let found = |key: &str| -> Vec<&str> { synonyms.lines_with(&[key]).collect() };
        assert_eq!(found("b"), ["가 = B = ㈜다"]);
        assert_eq!(found("b2"), ["나 = b2"]);
        // What is not told by its sign is looked at in any case.
        assert_eq!(found(&spelling("㈜다")), ["가 = B = ㈜다"]);
        assert_eq!(found("라"), [""; 0]);
        let both = synonyms.lines_with(&["나", "가", "b"]);
        assert!(both.eq(["가 = B = ㈜다", "나 = b2"]));
    }

    fn alternatives(query: &str, synonyms: &Synonyms) -> Vec<(std::ops::Range<usize>, String)> {
        let analyzer = test_analyzer();
        let query = Query::new(query, &analyzer, synonyms).unwrap();
        let alternatives = query.alternatives.into_iter();
        alternatives
            .filter(|other| other.kind == AlternativeKind::Synonym)
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
    fn what_is_behind_an_arrow_is_found_and_finds_nothing() {
        let mut synonyms = Synonyms::none();
        synonyms.add("레공 = 레공단 => 레드팀공단 = RTC\n").unwrap();
        let others = |query: &str| -> Vec<String> {
            let all = alternatives(query, &synonyms).into_iter();
            all.map(|(_, text)| text).collect()
        };
        assert_eq!(others("레공"), ["레공단", "레드팀공단", "RTC"]);
        assert_eq!(others("레공단은"), ["레공", "레드팀공단", "RTC"]);
        assert_eq!(others("레드팀공단"), [""; 0]);
        assert_eq!(others("RTC"), [""; 0]);
        assert_eq!(synonyms.groups().map(Iterator::count).sum::<usize>(), 2);
        assert_eq!(Synonyms::none().add("=> 가").unwrap_err().line, 1);
        assert_eq!(Synonyms::none().add("가 =>").unwrap_err().line, 1);
    }

    #[test]
    fn acronyms_that_are_english_words_count_before_particles() {
        let mut synonyms = Synonyms::none();
        synonyms.add("레드팀기구 = WHO").unwrap();
        let analyzer = test_analyzer();
        let query = Query::new("레드팀기구", &analyzer, &synonyms).unwrap();
        let Form::Phrase { terms, spelled } = &query.alternatives.last().unwrap().form else {
            panic!("{query:?}");
        };
        assert!(terms.is_empty());
        assert!(spelled.iter().any(|word| word.text() == "who의"));
        assert!(spelled.iter().all(|word| word.text() != "who"));
    }

    #[test]
    fn lines_that_are_no_group_are_told() {
        let error = |text: &str| Synonyms::none().add(text).unwrap_err();
        assert_eq!(error("\n엔비디아").line, 2);
        assert!(error("엔비디아 = ").message.english().contains("empty"));
        assert!(error("엔비디아 = !!").message.english().contains("!!"));
        let mut synonyms = Synonyms::none();
        assert!(synonyms.add("a = b\nc").is_err());
        assert_eq!(synonyms, Synonyms::none());
    }

    #[test]
    fn shipped_groups_are_sound() {
        check(SHIPPED).unwrap();
        assert_eq!(SHIPPED_BEGINNINGS[..], beginnings(SHIPPED));
        let groups: Vec<&str> = SHIPPED.lines().map(group_of).collect();
        assert!(groups.iter().filter(|group| !group.is_empty()).count() > 200);
        let mut seen = HashSet::new();
        let analyzer = test_analyzer();
        let written = groups.iter().filter(|group| !group.is_empty());
        for group in written {
            for member in members(asking(group)) {
                assert!(seen.insert(spelling(member)), "{member} is in two groups");
            }
        }
        let written = groups.iter().filter(|group| !group.is_empty());
        for member in written.flat_map(|group| members(group)) {
            let form = phrase(member, &analyzer, &mut Scratch::default());
            assert!(form.is_some(), "{member}");
        }
    }
}

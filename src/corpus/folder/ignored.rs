//! What lies in a corpus folder and is not read, each with the rule that says so.
//!
//! Counts are complete; names are kept of the first alone, since a folder may hold millions of
//! other files.

use std::collections::BTreeMap;

use super::unread_kinds::{ANY, advice_for};
use crate::corpus::formats::told_endings;
use crate::language::{Message, labels::states, messages};

/// So many files are named, the first by name.
const MOST_NAMED: usize = 1000;

/// So many kinds are told apart; what is of others is of one kind more.
const MOST_KINDS: usize = 64;

/// So many files are named for each kind, the first by name.
const NAMED_OF_A_KIND: usize = 3;

/// What the kind is called that stands for all that are too many.
const OTHER_KINDS: Message = messages::corpus::other_kinds();

/// A rule by which a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IgnoreRule {
    /// A pattern in a `.digestignore` says so.
    DigestIgnore,
    /// Its name begins with a point.
    Hidden,
    /// An editor or an office program left it behind.
    LeftOver,
    /// The program reads it, as something else than a digest file.
    Program,
    /// The program reads such a file elsewhere.
    Misplaced,
    /// No format reads files whose names end so.
    Ending,
    /// Another file is read in its place, of which it is a copy or another state.
    Copy,
}

impl IgnoreRule {
    /// The rule's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            IgnoreRule::DigestIgnore => "digestignore",
            IgnoreRule::Hidden => "hidden",
            IgnoreRule::LeftOver => "left-over",
            IgnoreRule::Program => "program",
            IgnoreRule::Misplaced => "misplaced",
            IgnoreRule::Ending => "ending",
            IgnoreRule::Copy => "copy",
        }
    }
}

/// Files that the same rule passes over for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredKind {
    /// The rule.
    pub rule: IgnoreRule,
    /// What they have in common: the pattern, the ending, the name.
    pub kind: Message,
    /// How many there are; a folder that is not entered counts as one.
    pub count: u64,
    /// The first of them by name.
    pub first: Vec<String>,
    /// What makes something that is read of such a file, where anything does.
    pub advice: Option<Message>,
    /// Why they are not read, and what to do.
    pub message: Message,
}

/// A file that is not read, or a folder that is not entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredFile {
    /// The path below the corpus folder; a folder's ends in `/`.
    pub file: String,
    /// The rule.
    pub rule: IgnoreRule,
    /// Why it is not read, and what to do.
    pub message: Message,
}

/// All that is not read of a corpus folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignored {
    kinds: BTreeMap<(IgnoreRule, String), IgnoredKind>,
    files: BTreeMap<String, (IgnoreRule, String)>,
}

impl Ignored {
    /// How many files and folders.
    pub fn count(&self) -> u64 {
        self.kinds.values().map(|kind| kind.count).sum()
    }

    /// The kinds, each with its count: by rule, the most first.
    pub fn kinds(&self) -> Vec<&IgnoredKind> {
        let mut kinds: Vec<&IgnoredKind> = self.kinds.values().collect();
        kinds.sort_by_key(|kind| (kind.rule, std::cmp::Reverse(kind.count)));
        kinds
    }

    /// The first files by name, and no more than a thousand.
    pub fn files(&self) -> impl Iterator<Item = IgnoredFile> + '_ {
        self.files.iter().map(|(file, key)| IgnoredFile {
            file: file.clone(),
            rule: key.0,
            message: self
                .kinds
                .get(key)
                .map_or_else(|| Message::verbatim(""), |kind| kind.message.clone()),
        })
    }

    /// A file in whose place the file `of` is read, for this reason.
    pub fn add_copy(&mut self, file: String, of: &str, reason: &Message) {
        let kind = messages::corpus::copy_of(&of);
        self.add(file, IgnoreRule::Copy, kind, None, || reason.clone());
    }

    /// What the `pattern` of the file `of` says.
    pub(super) fn add_by_pattern(&mut self, file: String, pattern: &str, of: &str) {
        let message = || messages::corpus::pattern_says(&pattern, &of);
        let kind = Message::verbatim(pattern);
        self.add(file, IgnoreRule::DigestIgnore, kind, None, message);
    }

    /// A file whose name no format reads.
    pub(super) fn add_by_ending(&mut self, file: String) {
        let ending = ending_of(&file).to_lowercase();
        let (kind, what) = match ending.as_str() {
            "" => (
                messages::corpus::without_ending(),
                messages::corpus::no_format_without_ending(),
            ),
            ending => (
                Message::verbatim(format!(".{ending}")),
                messages::corpus::no_format_of_ending(&ending),
            ),
        };
        let advice = advice_for(&ending);
        let message = || match &advice {
            Some(advice) => messages::corpus::no_format_advice(&what, advice, &ANY),
            None => messages::corpus::no_format_any(&what, &ANY),
        };
        self.add(file, IgnoreRule::Ending, kind, advice.clone(), message);
    }

    /// A file that its name alone tells.
    pub(super) fn add_by_name(&mut self, file: String, rule: IgnoreRule) {
        let own = file.rsplit('/').next().unwrap_or(&file).to_owned();
        let (kind, message) = match rule {
            IgnoreRule::Hidden => (states::HIDDEN.into(), messages::corpus::hidden()),
            IgnoreRule::LeftOver => (states::LEFT_OVER.into(), messages::corpus::left_over()),
            IgnoreRule::Misplaced => (Message::verbatim(own), messages::corpus::misplaced()),
            _ => (Message::verbatim(own), messages::corpus::of_program()),
        };
        self.add(file, rule, kind, None, || message);
    }

    fn add(
        &mut self,
        file: String,
        rule: IgnoreRule,
        mut kind: Message,
        advice: Option<Message>,
        message: impl FnOnce() -> Message,
    ) {
        let mut key = (rule, kind.english().to_owned());
        let is_new = !self.kinds.contains_key(&key);
        let is_one_too_many = is_new && self.kinds.len() >= MOST_KINDS;
        let message = if is_one_too_many {
            kind = OTHER_KINDS;
            key.1 = kind.english().to_owned();
            messages::corpus::not_read_by_rule(&rule.as_str(), &told_endings())
        } else {
            message()
        };
        let counted = self
            .kinds
            .entry(key.clone())
            .or_insert_with(|| IgnoredKind {
                rule,
                kind,
                count: 0,
                first: Vec::new(),
                advice: advice.filter(|_| !is_one_too_many),
                message,
            });
        counted.count += 1;
        let at = counted.first.partition_point(|before| *before < file);
        if at < NAMED_OF_A_KIND {
            counted.first.insert(at, file.clone());
            counted.first.truncate(NAMED_OF_A_KIND);
        }
        self.files.insert(file, key);
        if self.files.len() > MOST_NAMED {
            self.files.pop_last();
        }
    }
}

/// What follows the last point of a file's name; empty where that is no ending as people
/// write them.
fn ending_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = (1..=12).contains(&ending.chars().count())
        && ending.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_ending { ending } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_files_are_counted_and_few_are_kept() {
        let mut ignored = Ignored::default();
        for number in (0..100_000).rev() {
            ignored.add_by_ending(format!("{number:06}.png"));
        }
        for number in 0..500 {
            ignored.add_by_ending(format!("a.e{number}"));
        }
        assert_eq!(ignored.count(), 100_500);
        assert_eq!(ignored.files().count(), MOST_NAMED);
        assert_eq!(ignored.kinds().len(), MOST_KINDS + 1);
        let most = ignored.kinds()[0];
        assert_eq!((most.kind.english(), most.count), (".png", 100_000));
        assert_eq!(most.first, ["000000.png", "000001.png", "000002.png"]);
    }

    #[test]
    fn endings_are_what_people_take_for_one() {
        for (file, ending) in [
            ("a/b.PNG", "PNG"),
            ("표.한글", "한글"),
            ("a.b/c", ""),
            ("1. 머리말 둘", ""),
            ("a.", ""),
        ] {
            assert_eq!(ending_of(file), ending, "{file}");
        }
    }
}

//! What a job tells of the files that it did not read, by the rules that say so.

use serde::Serialize;

use crate::corpus::{IgnoreRule, Ignored};
use crate::index::FileRecord;
use crate::language::{Message, counts, joined_by, messages};

/// So many kinds of one rule are told in a sentence.
const KINDS_TOLD: usize = 6;

/// What is not read of a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Account {
    /// The files, and folders that are not entered: the first thousand by name.
    pub ignored: Vec<IgnoredFileReport>,
    /// All of them, counted by rule and kind.
    pub ignored_kinds: Vec<IgnoredKindReport>,
}

/// A file that is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoredFileReport {
    /// The path below the corpus folder; that of a folder ends in `/`.
    pub file: String,
    /// The rule's name.
    pub rule: &'static str,
    /// Why it is not read, and what to do.
    pub message: Message,
}

/// Files that are not read for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoredKindReport {
    /// The rule's name.
    pub rule: &'static str,
    /// What they have in common: a pattern, an ending, a name.
    pub kind: Message,
    /// How many there are.
    pub count: u64,
    /// The first of them by name.
    pub first: Vec<String>,
    /// What makes something that is read of such a file.
    #[serde(skip)]
    pub advice: Option<Message>,
    /// Why they are not read, and what to do.
    pub message: Message,
}

impl Account {
    /// The account of what a listing found.
    pub(super) fn of(ignored: &Ignored) -> Self {
        let files = ignored.files().map(|file| IgnoredFileReport {
            file: file.file,
            rule: file.rule.as_str(),
            message: file.message,
        });
        let kinds = ignored.kinds().into_iter();
        let kinds = kinds.map(|kind| IgnoredKindReport {
            rule: kind.rule.as_str(),
            kind: kind.kind.clone(),
            count: kind.count,
            first: kind.first.clone(),
            advice: kind.advice.clone(),
            message: kind.message.clone(),
        });
        Account {
            ignored: files.collect(),
            ignored_kinds: kinds.collect(),
        }
    }

    /// The same with the files that are left out as copies.
    pub(super) fn with_copies(mut ignored: Ignored, records: &[FileRecord]) -> Self {
        for record in records {
            if let Some(of) = &record.copy_of {
                let reason = record.warnings.first().map(|(_, message)| message.clone());
                let reason = reason.unwrap_or_else(|| Message::verbatim(""));
                ignored.add_copy(record.file.clone(), of, &reason);
            }
        }
        Account::of(&ignored)
    }

    /// A sentence for each rule: how many files of which kinds, the first names, what to do.
    /// What the program reads as something else is not told, and a copy only `with_copies`.
    pub fn sentences(&self, with_copies: bool) -> Vec<Message> {
        let told_elsewhere = match with_copies {
            true => vec![IgnoreRule::Program.as_str()],
            false => vec![IgnoreRule::Program.as_str(), IgnoreRule::Copy.as_str()],
        };
        let mut rules: Vec<&[IgnoredKindReport]> = self
            .ignored_kinds
            .chunk_by(|one, other| one.rule == other.rule)
            .filter(|kinds| !told_elsewhere.contains(&kinds[0].rule))
            .collect();
        // Most of what people want to know first.
        rules.sort_by_key(|kinds| kinds[0].rule != IgnoreRule::Ending.as_str());
        rules.into_iter().map(sentence).collect()
    }
}

/// What is told of the kinds of one rule.
fn sentence(kinds: &[IgnoredKindReport]) -> Message {
    let rule = kinds[0].rule;
    let all: u64 = kinds.iter().map(|kind| kind.count).sum();
    let files = counts::files(all);
    let mut counts: Vec<Message> = kinds.iter().take(KINDS_TOLD).map(with_names).collect();
    let others: u64 = kinds.iter().skip(KINDS_TOLD).map(|kind| kind.count).sum();
    if others > 0 {
        counts.push(messages::job::others_of_other_kinds(&others));
    }
    let counts = joined_by(&counts, ", ");
    if rule == IgnoreRule::DigestIgnore.as_str() {
        return messages::job::ignored_by_pattern(&files, &counts);
    }
    if rule == IgnoreRule::Copy.as_str() {
        return messages::job::copies_not_read(&files, &counts);
    }
    if rule != IgnoreRule::Ending.as_str() {
        return messages::job::not_read_why(&files, &counts, &kinds[0].message);
    }
    let told = kinds.iter().take(KINDS_TOLD);
    let advised =
        told.filter_map(|kind| Some(messages::job::about(&kind.kind, kind.advice.as_ref()?)));
    let mut advice: Vec<Message> = advised.collect();
    advice.push(messages::job::leave_alone());
    messages::job::not_read_no_format(&files, &counts, &joined_by(&advice, "; "))
}

/// How many of a kind there are, and the first names.
fn with_names(kind: &IgnoredKindReport) -> Message {
    let mut names = kind.first.join(", ");
    if kind.count > kind.first.len() as u64 {
        names.push_str(", …");
    }
    match kind.first.as_slice() {
        [one] if *one == kind.kind.english() => Message::verbatim(one),
        _ => messages::job::counted_with_names(&kind.count, &kind.kind, &names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(rule: IgnoreRule, kind: &str, count: u64, first: &[&str]) -> IgnoredKindReport {
        IgnoredKindReport {
            rule: rule.as_str(),
            kind: Message::verbatim(kind),
            count,
            first: first.iter().map(|&name| name.to_owned()).collect(),
            advice: (kind == ".zip").then(|| Message::verbatim("unpack it")),
            message: Message::verbatim("why"),
        }
    }

    #[test]
    fn a_rule_is_a_sentence() {
        let account = Account {
            ignored: Vec::new(),
            ignored_kinds: vec![
                kind(IgnoreRule::DigestIgnore, "*.bak", 2, &["a.bak", "b.bak"]),
                kind(IgnoreRule::Program, "canaries.txt", 1, &["canaries.txt"]),
                kind(IgnoreRule::Ending, ".zip", 5, &["a.zip", "b.zip", "c.zip"]),
                kind(IgnoreRule::Ending, ".png", 1, &["a.png"]),
            ],
        };
        assert_eq!(
            account
                .sentences(true)
                .iter()
                .map(Message::english)
                .collect::<Vec<_>>(),
            [
                "6 files not read: 5 .zip [a.zip, b.zip, c.zip, …], 1 .png [a.png] (no format \
                 reads them; .zip: unpack it; what is to be left alone may be \
                 named in .digestignore, or lie elsewhere)",
                "2 files ignored by .digestignore: 2 *.bak [a.bak, b.bak]",
            ]
        );
    }
}

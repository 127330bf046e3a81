//! What a job tells of the files that it did not read, by the rules that say so.

use serde::Serialize;

use crate::corpus::{IgnoreRule, Ignored};
use crate::document::counted;
use crate::index::FileRecord;

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
    pub message: String,
}

/// Files that are not read for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoredKindReport {
    /// The rule's name.
    pub rule: &'static str,
    /// What they have in common: a pattern, an ending, a name.
    pub kind: String,
    /// How many there are.
    pub count: u64,
    /// The first of them by name.
    pub first: Vec<String>,
    /// What makes something that is read of such a file.
    #[serde(skip)]
    pub advice: Option<&'static str>,
    /// Why they are not read, and what to do.
    pub message: String,
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
            advice: kind.advice,
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
                let reason = record.warnings.first().map_or("", |(_, message)| message);
                ignored.add_copy(record.file.clone(), of, reason);
            }
        }
        Account::of(&ignored)
    }

    /// A sentence for each rule: how many files of which kinds, the first names, what to do.
    /// What the program reads as something else is not told, and a copy only `with_copies`.
    pub fn sentences(&self, with_copies: bool) -> Vec<String> {
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
fn sentence(kinds: &[IgnoredKindReport]) -> String {
    let rule = kinds[0].rule;
    let all: u64 = kinds.iter().map(|kind| kind.count).sum();
    let files = counted(all, "file");
    let mut counts: Vec<String> = kinds.iter().take(KINDS_TOLD).map(with_names).collect();
    let others: u64 = kinds.iter().skip(KINDS_TOLD).map(|kind| kind.count).sum();
    if others > 0 {
        counts.push(format!("{others} of other kinds"));
    }
    let counts = counts.join(", ");
    if rule == IgnoreRule::DigestIgnore.as_str() {
        return format!("{files} ignored by .digestignore: {counts}");
    }
    let first = kinds.first().map_or("", |kind| &kind.message);
    if rule == IgnoreRule::Copy.as_str() {
        return format!("{files} not read, since others of the same content are: {counts}");
    }
    if rule != IgnoreRule::Ending.as_str() {
        return format!("{files} not read: {counts} ({first})");
    }
    let told = kinds.iter().take(KINDS_TOLD);
    let advised = told.filter_map(|kind| Some(format!("{}: {}", kind.kind, kind.advice?)));
    let mut advice: Vec<String> = advised.collect();
    advice.push(
        "what is to be left alone may be named in .digestignore, or lie elsewhere".to_owned(),
    );
    format!(
        "{files} not read: {counts} (no format reads them; {})",
        advice.join("; ")
    )
}

/// How many of a kind there are, and the first names.
fn with_names(kind: &IgnoredKindReport) -> String {
    let mut names = kind.first.join(", ");
    if kind.count > kind.first.len() as u64 {
        names.push_str(", …");
    }
    match kind.first.as_slice() {
        [one] if *one == kind.kind => one.clone(),
        _ => format!("{} {} [{names}]", kind.count, kind.kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(rule: IgnoreRule, kind: &str, count: u64, first: &[&str]) -> IgnoredKindReport {
        IgnoredKindReport {
            rule: rule.as_str(),
            kind: kind.to_owned(),
            count,
            first: first.iter().map(|&name| name.to_owned()).collect(),
            advice: (kind == ".zip").then_some("unpack it"),
            message: "why".to_owned(),
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
            account.sentences(true),
            [
                "6 files not read: 5 .zip [a.zip, b.zip, c.zip, …], 1 .png [a.png] (no format \
                 reads them; .zip: unpack it; what is to be left alone may be \
                 named in .digestignore, or lie elsewhere)",
                "2 files ignored by .digestignore: 2 *.bak [a.bak, b.bak]",
            ]
        );
    }
}

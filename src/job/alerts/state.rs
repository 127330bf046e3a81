//! What a reader of alerts was told, as it is kept between runs.
//!
//! Defines the form of the file: lines of a name and fields, the last of them a checksum of all
//! before. Where it lies and how it is replaced is `keeping`'s.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use super::fields::{escaped, unescaped};
use super::known::Known;
use crate::document::DocumentId;
use crate::index::FileRecord;
use crate::language::{Message, messages};

/// How the file is written. What a newer program writes is left alone.
const VERSION: u32 = 1;

/// The first word of the file.
const MAGIC: &str = "digest-alerts";

/// So many of the documents that were told last are kept for a feed.
pub(super) const LONGEST_FEED: usize = 200;

/// What a reader was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The generation that was looked at last.
    pub generation: String,
    /// Its digest files, by what they hold.
    pub files: HashSet<FileMark>,
    pub alerts: Vec<AlertState>,
    /// What was told last, the newest at the end.
    pub feed: Vec<FedDocument>,
    /// When the first state was written.
    pub begun: String,
}

/// What a reader was told of one alert.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AlertState {
    pub name: String,
    pub query: String,
    /// The digest files that were not looked at since they came or changed, because the search
    /// failed or the alert could not be read.
    pub pending: BTreeSet<String>,
    pub known: Known,
}

/// A document that was told, for a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FedDocument {
    /// Its id.
    pub id: DocumentId,
    /// When it was told, in UTC by RFC 3339.
    pub at: String,
    /// The alerts that it fits.
    pub alerts: Vec<String>,
}

/// A digest file with its name and what the index holds of it, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct FileMark(u128);

impl FileMark {
    pub(super) fn of(record: &FileRecord) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(record.file.len() as u64).to_le_bytes());
        hasher.update(record.file.as_bytes());
        hasher.update(record.documents.as_bytes());
        let mut first = [0; 16];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        FileMark(u128::from_be_bytes(first))
    }
}

/// Why the bytes of a file are no state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoState {
    /// They are not what was written.
    Damaged(Message),
    /// A newer program wrote them, in this version.
    Newer(u32),
}

impl State {
    /// The state as it is written.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{MAGIC} {VERSION}\n");
        line(&mut text, "generation", [&self.generation]);
        line(&mut text, "begun", [&self.begun]);
        for FedDocument { id, at, alerts } in &self.feed {
            let alerts = alerts.iter().map(String::as_str);
            line(
                &mut text,
                "told",
                [id.as_str(), at].into_iter().chain(alerts),
            );
        }
        for alert in &self.alerts {
            line(&mut text, "alert", [&alert.name, &alert.query]);
            for file in &alert.pending {
                line(&mut text, "pending", [file]);
            }
            for known in alert.known.lines() {
                text.push_str("known\t");
                text.push_str(known);
                text.push('\n');
            }
        }
        let mut files: Vec<&FileMark> = self.files.iter().collect();
        files.sort_unstable();
        for FileMark(mark) in files {
            // Writing to a text does not fail.
            let _ = writeln!(text, "file\t{mark:032x}");
        }
        let seal = blake3::hash(text.as_bytes()).to_hex();
        line(&mut text, "blake3", [seal.as_str()]);
        text.into_bytes()
    }

    /// The state that `bytes` are.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, NoState> {
        let damaged = NoState::Damaged;
        let text =
            std::str::from_utf8(bytes).map_err(|_| damaged(messages::alerts::state_no_text()))?;
        let first = text.lines().next().and_then(|line| line.split_once(' '));
        match first.map(|(magic, version)| (magic, version.parse::<u32>())) {
            Some((MAGIC, Ok(VERSION))) => {}
            Some((MAGIC, Ok(newer))) if newer > VERSION => return Err(NoState::Newer(newer)),
            _ => return Err(damaged(messages::alerts::state_no_beginning())),
        }
        let (body, seal) = text
            .strip_suffix('\n')
            .and_then(|text| text.rsplit_once('\n'))
            .ok_or_else(|| damaged(messages::alerts::state_no_end()))?;
        let seal = seal.strip_prefix("blake3\t");
        let sealed = &text[..=body.len()];
        if seal != Some(blake3::hash(sealed.as_bytes()).to_hex().as_str()) {
            return Err(damaged(messages::alerts::state_wrong_checksum()));
        }
        let mut state = State::default();
        for line in body.lines().skip(1) {
            state.read_line(line).ok_or_else(|| {
                NoState::Damaged(messages::alerts::state_line(&format_args!("{line:.80}")))
            })?;
        }
        Ok(state)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (name, fields) = line.split_once('\t')?;
        if name == "known" {
            self.alerts.last_mut()?.known.push_line(fields);
            return Some(());
        }
        let mut fields = fields.split('\t').map(unescaped);
        let mut next = || fields.next().flatten();
        match name {
            "generation" => self.generation = next()?,
            "begun" => self.begun = next()?,
            "told" => {
                let (id, at) = (DocumentId::from_text(&next()?), next()?);
                let alerts = fields.collect::<Option<_>>()?;
                self.feed.push(FedDocument { id, at, alerts });
            }
            "alert" => {
                let (name, query) = (next()?, next()?);
                self.alerts.push(AlertState {
                    name,
                    query,
                    ..AlertState::default()
                });
            }
            "pending" => {
                self.alerts.last_mut()?.pending.insert(next()?);
            }
            "file" => {
                let mark = u128::from_str_radix(&next()?, 16).ok()?;
                self.files.insert(FileMark(mark));
            }
            _ => return None,
        }
        Some(())
    }
}

/// Writes a line: its name, and fields behind tabs.
fn line<'f, F: AsRef<str> + ?Sized + 'f>(
    text: &mut String,
    name: &str,
    fields: impl IntoIterator<Item = &'f F>,
) {
    text.push_str(name);
    for field in fields {
        text.push('\t');
        text.push_str(&escaped(field.as_ref()));
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::known::Identity;
    use super::*;
    use proptest::prelude::*;

    fn state() -> State {
        let known = Known::of(&[Identity {
            id: DocumentId::from_text("2024-05/1\n\t\\"),
            content: "0123456789abcdef0123456789abcdef".parse().unwrap(),
        }]);
        State {
            generation: "f00d".to_owned(),
            files: [FileMark(7), FileMark(u128::MAX)].into(),
            alerts: vec![
                AlertState {
                    name: "레드팀\t동향\\".to_owned(),
                    query: "레드팀 OR\n\"적대적 공격\"\r".to_owned(),
                    pending: ["a\nb.txt".to_owned()].into(),
                    known,
                },
                AlertState::default(),
            ],
            feed: vec![FedDocument {
                id: DocumentId::from_text("2024-05/1"),
                at: "2024-05-01T00:00:00Z".to_owned(),
                alerts: vec!["레드팀\t동향\\".to_owned(), String::new()],
            }],
            begun: "2024-05-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_state_comes_back_whole() {
        for state in [State::default(), state()] {
            assert_eq!(State::from_bytes(&state.to_bytes()), Ok(state));
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_told() {
        let good = state().to_bytes();
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                assert!(State::from_bytes(&bytes).is_err(), "{at}:{bit}");
            }
            assert!(State::from_bytes(&good[..at]).is_err(), "{at}");
        }
    }

    #[test]
    fn a_newer_one_is_told_from_damage() {
        let text = String::from_utf8(state().to_bytes()).unwrap();
        let newer = text.replacen("digest-alerts 1", "digest-alerts 2", 1);
        assert_eq!(State::from_bytes(newer.as_bytes()), Err(NoState::Newer(2)));
    }

    proptest! {
        #[test]
        fn any_sealed_lines_are_read_or_told(lines in prop::collection::vec(
            "(generation|begun|told|alert|pending|known|file|x)(\t[a-f0-9\\\\tn가]{0,33}){0,3}", 0..6)
        ) {
            let mut text = format!("{MAGIC} {VERSION}\n");
            for line in lines {
                text.push_str(&line);
                text.push('\n');
            }
            let seal = blake3::hash(text.as_bytes()).to_hex();
            line(&mut text, "blake3", [seal.as_str()]);
            match State::from_bytes(text.as_bytes()) {
                Ok(state) => prop_assert_eq!(State::from_bytes(&state.to_bytes()), Ok(state)),
                Err(error) => prop_assert!(matches!(error, NoState::Damaged(_))),
            }
        }
    }
}

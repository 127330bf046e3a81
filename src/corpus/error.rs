//! What a reader is told when a digest file cannot be read, or only in part.

use crate::language::Message;
use std::fmt;

/// Why a digest file, or the corpus folder, was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpusError {
    /// The digest file's path below the corpus folder, or the folder itself.
    pub file: String,
    /// The line to look at, counted from 1 as an editor does.
    pub line: Option<u32>,
    /// What was wrong; what to do.
    pub message: Message,
    /// What whoever asked for the reading could allow it besides.
    pub remedy: Option<Remedy>,
}

/// What a digest file that was not read would be read with. How to allow it is for whoever
/// knows who asks: a library says it in other words than a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// More memory for the whole job.
    MoreMemory,
    /// Links are followed.
    FollowLinks,
    /// What the fields of records are is told.
    NameFields,
    /// Which column of a table is the title or the body is told.
    NameColumns,
    /// Other file systems than that of the corpus folder are entered.
    OtherFileSystems,
}

/// What somebody is told of a remedy, to stand behind what to do about the file itself.
pub type Advice = fn(Remedy) -> Option<Message>;

impl CorpusError {
    /// An error of a digest file, or of the corpus folder.
    pub fn new(file: &str, line: Option<u32>, message: Message) -> Self {
        CorpusError {
            file: file.to_owned(),
            line,
            message,
            remedy: None,
        }
    }

    /// The same where this would help.
    pub(super) fn with_remedy(self, remedy: Remedy) -> Self {
        let remedy = Some(remedy);
        CorpusError { remedy, ..self }
    }

    /// The same with its remedy in words.
    pub fn advised(self, advice: Advice) -> Self {
        CorpusError {
            message: advised(self.message, self.remedy, advice),
            remedy: None,
            ..self
        }
    }
}

fn advised(message: Message, remedy: Option<Remedy>, advice: Advice) -> Message {
    match remedy.and_then(advice) {
        Some(advice) => message.with_advice(&advice),
        None => message,
    }
}

impl fmt::Display for CorpusError {
    /// `FILE:LINE: what was wrong; what to do`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for CorpusError {}

/// Something in a digest file that was read, but that a reader should check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line to look at, counted from 1 as an editor does.
    pub line: u32,
    /// What was found and what was made of it.
    pub message: Message,
    /// What whoever asked for the reading could allow it besides.
    pub remedy: Option<Remedy>,
}

impl Warning {
    /// A warning of a line.
    pub(super) fn new(line: u32, message: Message) -> Self {
        Warning {
            line,
            message,
            remedy: None,
        }
    }

    /// The same with its remedy in words.
    pub fn advised(self, advice: Advice) -> Self {
        Warning {
            message: advised(self.message, self.remedy, advice),
            remedy: None,
            ..self
        }
    }
}

//! What a check of an index tells at its end.

use std::time::Duration;

use serde::Serialize;

use super::Account;
use super::report::as_milliseconds;
use crate::cluster::GenerationOnCluster;
use crate::corpus;
use crate::index::{GenerationFiles, Misfit, OpenError, Totals};
use crate::language::{Message, messages};

/// What a check found.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// Whether nothing is wrong: there is no fault.
    pub sound: bool,
    /// The generation that searches read.
    pub generation: String,
    /// The version of the program that built it; `None` where that cannot be read.
    pub program: Option<String>,
    /// What it holds, as its manifest says.
    #[serde(flatten)]
    pub totals: Totals,
    /// Queries of `canaries.txt` that were searched for.
    pub canaries: u64,
    /// Digest files that were parsed again and compared.
    pub compared: u64,
    /// How long the check took.
    #[serde(rename = "elapsed_ms", serialize_with = "as_milliseconds")]
    pub elapsed: Duration,
    /// Every generation in the index folder, the published one first.
    pub generations: Vec<GenerationReport>,
    /// What makes the index wrong.
    pub faults: Vec<Finding>,
    /// What somebody should look at; searches are right all the same.
    pub notes: Vec<Finding>,
    /// What lies in the corpus folder and is not read.
    #[serde(flatten)]
    pub account: Account,
    /// Why the index cannot be opened, which is a fault.
    #[serde(skip)]
    pub unopened: Option<OpenError>,
}

/// What was read of a generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenerationReport {
    /// Its name, such as `gen-000007`.
    pub name: String,
    /// How many of its files were read.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Whether every file is as it was written.
    pub whole: bool,
}

/// Something that is wrong, or that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Finding {
    /// What it is.
    pub text: Message,
    /// What ends it, where that is told.
    #[serde(skip)]
    pub mend: Option<Mend>,
}

/// What ends something that a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// The next run of the index job: the index is older than what it was made of.
    NextRun,
    /// The same, which keeps what it can of an index that is damaged.
    Salvage,
    /// The newer program that made the index.
    NewerProgram,
}

impl Finding {
    pub(super) fn of(text: Message) -> Self {
        Finding { text, mend: None }
    }

    pub(super) fn outdated(text: Message) -> Self {
        Finding {
            mend: Some(Mend::NextRun),
            ..Finding::of(text)
        }
    }

    pub(super) fn of_misfit(misfit: &Misfit) -> Self {
        Finding {
            mend: Some(Mend::of_misfit(misfit)),
            ..Finding::of(Message::told_by(misfit))
        }
    }

    pub(super) fn of_unopened(error: &OpenError) -> Self {
        Finding {
            mend: match error {
                OpenError::Misfit(misfit) => Some(Mend::of_misfit(misfit)),
                OpenError::Damaged(_) => Some(Mend::Salvage),
                _ => None,
            },
            ..Finding::of(Message::told_by(error))
        }
    }

    /// The same of another generation than the published one.
    pub(super) fn elsewhere(self, generation: &str) -> Self {
        Finding {
            text: messages::job::about(&generation, &self.text),
            ..self
        }
    }
}

impl Mend {
    pub(super) fn of_misfit(misfit: &Misfit) -> Self {
        match misfit.newer {
            true => Mend::NewerProgram,
            false => Mend::NextRun,
        }
    }
}

impl CheckReport {
    /// Whether what is wrong is more than that canaries fail, which say themselves what they
    /// lack.
    pub fn is_damaged(&self) -> bool {
        let is_canary = |fault: &Finding| fault.text.english().starts_with(corpus::CANARIES_FILE);
        !self.faults.iter().all(is_canary)
    }
}

impl GenerationReport {
    pub(super) fn of(generation: &GenerationFiles) -> Self {
        let (files, bytes) = generation.read;
        GenerationReport {
            name: generation.name.clone(),
            files,
            bytes,
            whole: generation.damages.is_empty() && generation.misfit.is_none(),
        }
    }

    pub(super) fn of_cluster(generation: &GenerationOnCluster) -> Self {
        let (files, bytes) = generation.read;
        GenerationReport {
            name: generation.name.clone(),
            files,
            bytes,
            whole: generation.damages.is_empty() && generation.misfit.is_none(),
        }
    }
}

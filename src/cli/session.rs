//! What holds for one run of the command: settings, folders, and how text may look.
//!
//! It is resolved once, before a command runs, and passed to what asks for it.

use std::env;

use anyhow::anyhow;

use super::settings::Settings;
use super::settings::places::Places;
use super::terminal::{hyperlinks, streams};
use crate::corpus::PdfProgram;
use crate::output::Style;

/// What flags, the environment and the user's file come to in this run.
pub(super) struct Session {
    pub settings: Settings,
    /// Makes the whole command line, for those that tell of it.
    pub command_line: fn() -> clap::Command,
    /// The folders, or why they cannot be told, which matters to commands that need them.
    places: anyhow::Result<Places>,
    corpus_url: Option<String>,
}

impl Session {
    /// A run with these settings.
    pub(super) fn new(settings: Settings, command_line: fn() -> clap::Command) -> Self {
        let places = Places::find(&settings, &settings.places);
        let corpus_url = places.as_ref().ok();
        Session {
            corpus_url: corpus_url.map(|places| hyperlinks::corpus_url(&places.corpus)),
            places,
            settings,
            command_line,
        }
    }

    /// The folders that a command works with.
    ///
    /// # Errors
    ///
    /// Where they cannot be told, or one contains the other.
    pub(super) fn places(&self) -> anyhow::Result<&Places> {
        let places = self.places.as_ref();
        places.map_err(|error| anyhow!("{error:#}"))
    }

    /// The program that reads PDFs: this one, in a process of its own. `None` where nobody
    /// knows any more where it is.
    pub(super) fn pdf_program(&self) -> Option<PdfProgram> {
        env::current_exe().ok().map(PdfProgram::new)
    }

    /// How text on standard output may look.
    pub(super) fn style(&self) -> Style<'_> {
        streams::style(&self.settings, self.corpus_url.as_deref())
    }
}

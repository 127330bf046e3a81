//! What holds for one run of the command: settings, folders, and how text may look.
//!
//! It is resolved once and passed to what asks for it: settings before a command runs, folders
//! when a command first asks.

use std::cell::OnceCell;
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
    /// The folders, or why they cannot be told, once they were asked for: not every command
    /// has to look at the disk for them.
    places: OnceCell<anyhow::Result<Places>>,
    /// The address of the corpus folder, where that can be told.
    corpus_url: OnceCell<Option<String>>,
}

impl Session {
    /// A run with these settings.
    pub(super) fn new(settings: Settings, command_line: fn() -> clap::Command) -> Self {
        Session {
            places: OnceCell::new(),
            corpus_url: OnceCell::new(),
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
        let find = || Places::find(&self.settings, &self.settings.places);
        let places = self.places.get_or_init(find).as_ref();
        places.map_err(|error| anyhow!("{error:#}"))
    }

    /// The program that reads PDFs: this one, in a process of its own. `None` where nobody
    /// knows any more where it is.
    pub(super) fn pdf_program(&self) -> Option<PdfProgram> {
        env::current_exe().ok().map(PdfProgram::new)
    }

    /// How text on standard output may look.
    pub(super) fn style(&self) -> Style<'_> {
        let url = self.corpus_url.get_or_init(|| {
            let places = self.places().ok()?;
            Some(hyperlinks::corpus_url(&places.corpus))
        });
        streams::style(&self.settings, url.as_deref())
    }
}

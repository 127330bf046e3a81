//! When something is done that not every terminal can show.

use clap::ValueEnum;

/// When something is done that only some terminals can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum When {
    /// Where the terminal has it
    #[default]
    Auto,
    /// Everywhere, files and pipes too
    Always,
    /// Nowhere
    Never,
}

impl When {
    /// The name on the command line and in the file.
    pub(in crate::cli) fn name(self) -> &'static str {
        match self {
            When::Auto => "auto",
            When::Always => "always",
            When::Never => "never",
        }
    }

    /// The one of this name.
    pub(in crate::cli) fn from_name(name: &str) -> Option<Self> {
        let all = [When::Auto, When::Always, When::Never];
        all.into_iter().find(|when| when.name() == name)
    }
}

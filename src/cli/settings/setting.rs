//! A value that holds, and where it came from.

use std::path::{Path, PathBuf};

use crate::cli::settings::configuration::Line;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Origin {
    /// The flag of this name.
    Flag(&'static str),
    /// The variable of this name.
    Environment(&'static str),
    /// A line of the configuration file.
    File(PathBuf, usize),
    /// What is built in, or follows from where the command runs.
    Default,
}

/// A value, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Setting<T> {
    pub value: T,
    pub origin: Origin,
}

/// What the file at this path says, with its line.
pub(super) fn in_file<T: Clone>(file: &Path, line: Option<&Line<T>>) -> Option<Setting<T>> {
    line.map(|line| Setting {
        value: line.value.clone(),
        origin: Origin::File(file.to_owned(), line.line),
    })
}

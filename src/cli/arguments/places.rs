//! The flags that name the corpus and the index, and whom to trust of a cluster.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments;
use crate::language::{Message, messages};

/// Where the digest files and the index are
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub(in crate::cli) struct PlaceArgs {
    /// The folder of digest files [env: DIGEST_CORPUS] [default: the corpus/ of
    /// the nearest enclosing folder, else that of the user's data folder, else the current
    /// folder where it holds digest files]
    #[arg(
        long,
        value_name = "DIR",
        global = true,
        help_heading = "Folders",
        value_parser = non_empty_path
    )]
    pub corpus: Option<PathBuf>,

    /// The folder of the index, or its address in an OpenSearch cluster: https://HOST/NAME
    /// [env: DIGEST_INDEX] [default: the index/ beside that corpus/, else a folder of the
    /// corpus's own in the user's data folder]
    #[arg(
        long,
        value_name = "DIR|URL",
        global = true,
        help_heading = "Folders",
        value_parser = non_empty_path
    )]
    pub index: Option<PathBuf>,

    /// The certificates of authorities that are trusted of a cluster, as PEM, instead of those
    /// that browsers trust [env: DIGEST_CA_FILE]
    #[arg(
        long,
        value_name = "FILE",
        global = true,
        help_heading = "Folders",
        value_parser = non_empty_path
    )]
    pub ca_file: Option<PathBuf>,
}

pub(in crate::cli) fn non_empty_path(text: &str) -> Result<PathBuf, Message> {
    if text.is_empty() {
        return Err(messages::command::folder_name_empty());
    }
    Ok(arguments::unmarked(text).into())
}

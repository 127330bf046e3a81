//! `.digestignore`: which files of a folder and below it are left alone, in gitignore's form.
//!
//! As with gitignore the last pattern that fits decides, those of the folder nearest to a file
//! before those of folders above; a folder that is left alone is not entered.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::corpus::error::CorpusError;
use crate::language::{Message, messages};
use crate::regular_file;

/// The name of such a file.
pub(super) const DIGEST_IGNORE_FILE: &str = ".digestignore";

/// No such file is larger: its patterns become one automaton.
const LARGEST_BYTES: u64 = 64 << 10;

/// The patterns that hold in a folder.
pub(super) struct Patterns {
    above: Option<Arc<Patterns>>,
    own: Gitignore,
    /// The file, below the corpus folder.
    file: String,
}

impl Patterns {
    /// Those that hold in `folder`, whose files' names begin with `prefix`, where `above` holds
    /// in the folder above. A file that cannot be read, and a line that is no pattern, is told.
    pub(super) fn of_folder(
        above: Option<Arc<Patterns>>,
        folder: &Path,
        prefix: &str,
        problems: &mut Vec<CorpusError>,
    ) -> Option<Arc<Patterns>> {
        let path = folder.join(DIGEST_IGNORE_FILE);
        // A folder without one is the rule.
        if path.symlink_metadata().is_err() {
            return above;
        }
        let file = format!("{prefix}{DIGEST_IGNORE_FILE}");
        let mut problem = |line, message: Message| {
            problems.push(CorpusError::new(&file, line, message));
        };
        let read =
            regular_file::read(&path, LARGEST_BYTES).map_err(|error| Message::told_by(&error));
        let text = read.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| messages::corpus::ignore_no_utf8())
        });
        let text = match text {
            Ok(text) => text,
            Err(reason) => {
                let message = messages::corpus::ignore_unreadable(&reason);
                problem(None, message);
                return above;
            }
        };
        let mut builder = GitignoreBuilder::new(folder);
        for (line, pattern) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if let Err(error) = builder.add_line(None, pattern) {
                let message = messages::corpus::ignore_no_pattern(&error);
                problem(Some(line), message);
            }
        }
        match builder.build() {
            Ok(own) => Some(Arc::new(Patterns { above, own, file })),
            Err(error) => {
                problem(None, messages::corpus::ignore_unusable(&error));
                above
            }
        }
    }

    /// The pattern by which a file or folder is left alone, and the file that has it.
    pub(super) fn ignoring(&self, path: &Path, is_folder: bool) -> Option<(&str, &str)> {
        match self.own.matched(path, is_folder) {
            Match::Ignore(glob) => Some((glob.original(), &self.file)),
            Match::Whitelist(_) => None,
            Match::None => self.above.as_ref()?.ignoring(path, is_folder),
        }
    }
}

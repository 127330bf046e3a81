//! What a format of digest files is: it recognises its files and parses them.

use super::WordJudge;
use super::allowance::Making;
use super::error::CorpusError;
use super::parsed::ParsedFile;

/// A digest file's text and name, decoded and not empty.
pub(super) struct Source<'t> {
    /// The path below the corpus folder.
    pub name: &'t str,
    pub text: &'t str,
}

/// A format of digest files.
pub(super) trait Format {
    /// Counts what looking at the file takes, where that grows with more than its bytes.
    /// Asked before anything else is.
    fn foresee(&self, _source: &Source<'_>, _making: &mut Making<'_>) -> Result<(), CorpusError> {
        Ok(())
    }

    /// Whether a file is of this format, by its content and its ending.
    fn recognises(&self, source: &Source<'_>) -> bool;

    /// The file's issue and where its lines went; what it comes to is counted.
    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        making: &mut Making<'_>,
    ) -> Result<ParsedFile, CorpusError>;
}

impl Source<'_> {
    /// Whether the file's name ends like this, in letters of either case.
    pub fn ends_with(&self, ending: &str) -> bool {
        self.name.to_ascii_lowercase().ends_with(ending)
    }

    /// The error for a file that is of no format.
    pub fn of_another_kind(&self) -> CorpusError {
        let message = "this is no digest file: neither `KEY Contents` nor sources (`☞ 출처 :`) nor \
                       bullets under headings (`n `, `£`) were found; move it out of the corpus folder";
        CorpusError::new(self.name, None, message)
    }
}

//! The files of a ZIP archive, each read up to a limit, whatever size it claims.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::blocks::Refusal;
use crate::language::{Message, messages};

/// An archive that is open.
pub(super) struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

/// An archive of a document has no more files.
const MOST_FILES: usize = 20_000;

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        // Counted before any is opened: each takes more memory than bytes of the archive.
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02");
        if entries.take(MOST_FILES + 1).count() > MOST_FILES {
            return Err(Refusal::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive =
            archive.map_err(|error| Refusal::Broken(Message::verbatim(error.to_string())))?;
        Ok(Archive(archive))
    }

    /// The names of the files.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.0.file_names().flatten();
        names.map(|name| name.into_owned()).collect()
    }

    /// A file's text, of `limit_bytes` at most; none where there is no such file.
    pub(super) fn text(
        &mut self,
        name: &str,
        limit_bytes: usize,
    ) -> Result<Option<String>, Refusal> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(Refusal::Broken(Message::verbatim(error.to_string()))),
        };
        if file.encrypted() {
            return Err(Refusal::Locked(messages::office::has_password()));
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(limit_bytes).unwrap_or(u64::MAX);
        file.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| Refusal::Broken(Message::verbatim(error.to_string())))?;
        if bytes.len() > limit_bytes {
            return Err(Refusal::TooLarge);
        }
        Ok(Some(decoded(bytes)))
    }
}

/// Whether an archive holds a file, by its name among its bytes: the archive may be broken.
pub(super) fn holds(bytes: &[u8], name: &str) -> bool {
    match Archive::open(bytes) {
        Ok(archive) => archive.0.index_for_name(name).is_some(),
        Err(_) => {
            let mut windows = bytes.windows(name.len());
            windows.any(|window| window == name.as_bytes())
        }
    }
}

/// XML of documents is in UTF-8; what is not costs its characters.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

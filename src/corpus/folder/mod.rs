//! The corpus folder: which digest files it has, and their bytes.

mod digest_ignore;
mod file_name;
mod ignored;
mod listing;
mod reading;
#[cfg(test)]
mod tests;
mod unread_kinds;

pub use ignored::{IgnoreRule, Ignored, IgnoredFile, IgnoredKind};
pub use listing::{
    ALERTS_FILE, CANARIES_FILE, CorpusFile, CorpusListing, Reach, WHOLE_FOLDER, digest_files,
};
pub use reading::{FileBytes, hash, read};

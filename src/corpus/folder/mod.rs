//! The corpus folder: which digest files it has, and their bytes.

mod file_name;
mod listing;
mod reading;
#[cfg(test)]
mod tests;

pub use listing::{CANARIES_FILE, CorpusFile, CorpusListing, Reach, WHOLE_FOLDER, digest_files};
pub use reading::{FileBytes, hash, read};

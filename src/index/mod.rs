//! The index on disk: its schema, and writing, publishing and opening it.
//!
//! An index folder holds generations; `CURRENT` names the one that searches read.
//! Leaves digest files to `corpus` and what a query means to `search`.

mod generation;
mod manifest;
mod read_only;
mod reader;
mod schema;
mod stored;
mod vocabulary;
mod writer;

pub use generation::{IndexLock, Locked};
pub use manifest::{FileRecord, Manifest, Totals};
pub use reader::{IndexReader, OpenError};
pub use schema::{IndexSchema, TextField, TextSlot};
pub use vocabulary::{Vocabulary, VocabularyWord};
pub use writer::GenerationWriter;

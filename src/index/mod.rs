//! The index on disk: its schema, and writing, publishing, opening and checking it.
//!
//! An index folder holds generations; `CURRENT` names the one that searches read.
//! Leaves digest files to `corpus` and what a query means to `search`.

mod base;
mod block_sums;
mod check;
pub(crate) mod columns;
mod content;
mod dictionaries;
mod generation;
mod integrity;
mod lock;
mod manifest;
mod mark;
mod names;
mod read_only;
mod reader;
mod rollback;
mod schema;
mod stored;
mod synced;

mod vocabulary;
mod writer;

pub use base::{Base, Kept};
pub use check::{
    Depth, Fault, GenerationFiles, check_all_documents, check_documents, read_generations,
};
pub use content::FileContent;
pub use generation::{Published, parse_current, remove_leftovers};
pub use integrity::{Damage, DamageKind};
pub use lock::{IndexLock, Locked};
pub use manifest::{FileEntry, FileRecord, Manifest, Sources, Totals, Unusable};
pub use mark::{Mark, NotAnIndex};
pub use reader::{IndexReader, OpenError};
pub use rollback::{RolledBack, roll_back};
pub(crate) use schema::searched_texts;
pub use schema::{IndexSchema, TextField, field_name};

pub use vocabulary::{Vocabulary, VocabularyWord};
pub use writer::{BuiltGeneration, Effort, GenerationWriter, NotFinished};

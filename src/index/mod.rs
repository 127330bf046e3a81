//! The index on disk: its schema, and writing, publishing, opening and checking it.
//!
//! An index folder holds generations; `CURRENT` names the one that searches read.
//! Leaves digest files to `corpus` and what a query means to `search`.

mod generations;
mod integrity;
mod reasons;
mod rows;
mod segments;
mod synced;
mod vocabulary;

pub use generations::base::{Base, Kept};
pub use generations::current::parse_current;
pub use generations::generation::{Published, remove_leftovers};
pub use generations::lock::{FileLock, IndexLock, Locked, NoFolder, TakenAway};
pub use generations::mark::Mark;
pub use generations::rollback::{RolledBack, roll_back};
pub use generations::standing::{NotAnIndex, WhyNot};
pub use integrity::check::{Fault, check_all_documents};
pub use integrity::damage::{Damage, DamageKind};
pub use integrity::generation_files::{GenerationFiles, read_generations};
pub use integrity::index_damaged::IndexDamaged;
pub(crate) use integrity::lacks_memory::lacks_memory;
pub use integrity::manifest::{FileEntry, Manifest, Misfit, Sources, Unusable};
pub(crate) use integrity::manifest::{TERMS_FILE, compiled as compiled_terms};
pub use integrity::records::FileRecord;
pub(crate) use integrity::records::RECORDS_FILE;
pub use integrity::totals::Totals;
pub(crate) use rows::cut_text;
pub(crate) use rows::cut_text::NO_TOKEN;
pub use rows::row::{Row, RowMaker, row_fields};
pub use rows::whole_index::{Whole, WholeIndex};
pub(crate) use segments::columns;
pub use segments::content::FileContent;
pub use segments::document_columns::LAST_ARTICLE_ORDER;
pub(crate) use segments::document_places::DocumentPlaces;
pub use segments::effort::Effort;
pub use segments::new_folder::NotFinished;
pub use segments::opening::OpenError;
pub use segments::places::IssueContent;
pub use segments::reader::IndexReader;
pub(crate) use segments::reader::analyzer_of_terms;
pub(crate) use segments::schema::searched_texts;
pub use segments::schema::{IndexSchema, TextField, field_name};
pub use segments::writer::{BuiltGeneration, GenerationWriter};
pub use synced::replace_synced;
pub(crate) use vocabulary::changed_words::{WORDS_FILE, WordChanges};
pub use vocabulary::{Vocabulary, VocabularyWord};

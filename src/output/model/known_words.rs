//! Words of ours that programs read, as people read them.

use super::table::Cell;
use crate::document::DocumentKind;
use crate::language::labels::states;

/// The kind of a document.
pub fn kind_cell(kind: DocumentKind) -> Cell {
    let name = match kind {
        DocumentKind::Article => states::ARTICLE,
        DocumentKind::Event => states::EVENT,
    };
    Cell::Word(kind.as_str(), name)
}

/// Whether something is so.
pub(in crate::output) fn truth_cell(is_so: bool) -> Cell {
    match is_so {
        true => Cell::Word("true", states::TRUE),
        false => Cell::Word("false", states::FALSE),
    }
}

//! Words of ours that programs read, as people read them.

use super::table::Cell;
use crate::document::DocumentKind;
use crate::language::{Name, labels::fields, labels::states, labels::tables};

/// What a field, a part or a view of a text is called.
pub(in crate::output) fn field_name(word: &'static str) -> Name {
    match word {
        "title" => fields::TITLE,
        "summary" => fields::SUMMARY,
        "heading" | "headings" => fields::HEADING,
        "body" => fields::BODY,
        "text" => fields::TEXT,
        "footnote" => fields::FOOTNOTE,
        "caption" => fields::CAPTION,
        "source" | "citation" => fields::SOURCE,
        "citation_publisher" => fields::PUBLISHER,
        "citation_title" => fields::SOURCE_TITLE,
        "description" => fields::DESCRIPTION,
        "period" => fields::PERIOD,
        "place" => fields::PLACE,
        "homepage" => fields::HOMEPAGE,
        "details" => fields::DETAILS,
        "morphemes" => fields::MORPHEMES,
        "readings" => fields::READINGS,
        "stems" => fields::STEMS,
        "numbers" => fields::NUMBERS,
        other => Name::same(other),
    }
}

/// What a table is called.
pub(super) fn table_name(word: &'static str) -> Name {
    match word {
        "alerts" => tables::ALERTS,
        "candidates" => tables::CANDIDATES,
        "documents" => tables::DOCUMENTS,
        "events" => tables::EVENTS,
        "facets" => tables::FACETS,
        "files" => tables::FILES,
        "findings" => tables::FINDINGS,
        "generations" => tables::GENERATIONS,
        "issues" => tables::ISSUES,
        "lines" => tables::LINES,
        "months" => tables::MONTHS,
        "news" => tables::NEWS,
        "related" => tables::RELATED,
        "settings" => tables::SETTINGS,
        "sources" => tables::SOURCES,
        "works" => tables::WORKS,
        other => Name::same(other),
    }
}

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

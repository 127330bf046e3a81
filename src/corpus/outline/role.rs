//! What a piece is to the articles of a document.

use super::records::Columns;

/// What a piece is to the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An article begins, and this is its title.
    Title,
    /// An article begins with a piece that is its text too.
    TitleAndText,
    /// An article begins with a piece whose first words, in bold letters, are its title.
    TitleAndRest,
    /// An article is a row of a table with a column of titles.
    Record(Columns),
    /// An article begins here; its title is yet to come.
    Start,
    /// A heading over articles.
    Section,
    /// The title of the whole, over sections.
    WholeTitle,
    /// The names of a table's columns.
    TableHead,
    /// It says that there is nothing to tell.
    Nothing,
    Text,
}

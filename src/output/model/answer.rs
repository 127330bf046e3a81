//! What an answer of a command must be able to tell of itself, whatever the format.

use std::borrow::Cow;

use super::json::Object;
use super::line::Line;
use super::page::Page;
use super::table::Table;

/// What kind of answer it is: not every format suits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows of one kind: it has a table.
    List,
    /// What is read, and has no rows.
    Prose,
}

/// An answer of a command.
///
/// What lists things of one kind has a table, and all the rest comes of that where nothing
/// else is said. Any other answer tells its objects and its lines.
pub trait Answer {
    /// The rows, where it has any. An answer of the shape [`Shape::List`] has a table.
    fn table(&self) -> Option<Cow<'_, Table>> {
        None
    }

    /// What kind of answer it is.
    fn shape(&self) -> Shape {
        Shape::List
    }

    /// What it is about, as the title of a page.
    fn title(&self) -> String {
        self.table()
            .map_or_else(String::new, |table| table.name.text().to_owned())
    }

    /// The whole answer as objects: one, or one each where it is of several documents.
    fn objects(&self) -> Vec<Object<'_>> {
        self.table()
            .into_iter()
            .map(|table| table.into_owned().into_object())
            .collect()
    }

    /// Each thing that it lists as an object.
    fn items(&self) -> Vec<Object<'_>> {
        match self.table() {
            Some(table) => table.into_owned().into_items(),
            None => self.objects(),
        }
    }

    /// It for people, in lines of at most so many cells.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        self.table()
            .map_or_else(Vec::new, |table| table.laid_out(width_cells))
    }

    /// It as a page, where that tells people more than its table does.
    fn page(&self) -> Option<Page<'_>> {
        (self.shape() == Shape::Prose).then(|| Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

impl Answer for Table {
    fn table(&self) -> Option<Cow<'_, Table>> {
        Some(Cow::Borrowed(self))
    }
}

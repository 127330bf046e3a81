//! Text for people, as wide as the terminal.

use std::io::{self, Write};

use super::super::model::Answer;
use super::Renderer;
use super::style::{Style, write_lines};

/// Writes text for people.
pub(super) struct Text;

impl Renderer for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, style: &Style<'_>) -> io::Result<()> {
        write_lines(out, &answer.lines(style.width_cells), style)
    }
}

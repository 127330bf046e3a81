//! Articles like one, for people: each with the words that are the reason.

use std::io::{self, Write};

use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;
use crate::search::RelatedArticle;

const SHARED_LABEL: &str = "함께 쓴 낱말: ";

/// The articles in the order given: title, id and date, shared words.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn related_text(
    out: &mut dyn Write,
    articles: &[RelatedArticle],
    style: &Style,
) -> io::Result<()> {
    for (place, article) in articles.iter().enumerate() {
        let document = &article.document;
        let first = format!("{}. ", place + 1);
        let indent = " ".repeat(first.len());
        let mut about = document.id().to_string();
        if let Some(date) = document.date() {
            about.push_str(&format!(" · {date}"));
        }
        about.push_str(&format!(" · 닮음 {}%", percent_of(article.similarity)));
        let words = format!("{SHARED_LABEL}{}", article.words.join(", "));
        if place > 0 {
            writeln!(out)?;
        }
        for (role, first, text) in [
            (Role::Strong, &first, document.title()),
            (Role::Faint, &indent, &about),
            (Role::Plain, &indent, &words),
        ] {
            write_lines(out, &wrapped(text, &[], role, first, &indent, style))?;
        }
    }
    Ok(())
}

/// A similarity in whole percent.
pub fn percent_of(similarity: f32) -> u8 {
    (similarity * 100.0).round().clamp(0.0, 100.0) as u8
}

//! Citations as BibTeX, which BibLaTeX reads too.
//!
//! Titles stand in two braces, which keep their capital letters; Hangul stays as it is.

use std::io::{self, Write};

use super::CitationWriter;
use super::text::days;
use super::work::{Work, WorkKind};
use crate::document::{ENGLISH_MONTHS, PartialDate};

/// Writes BibTeX.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bibtex;

impl CitationWriter for Bibtex {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        for (place, work) in works.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            entry(out, work)?;
        }
        Ok(())
    }
}

fn entry(out: &mut dyn Write, work: &Work) -> io::Result<()> {
    // An article needs a journal, and only somebody who knows the digest can name it.
    let kind = match (work.kind, &work.publication) {
        (WorkKind::Article, Some(_)) => "article",
        _ => "misc",
    };
    writeln!(out, "@{kind}{{{},", work.key)?;
    let mut field = |name: &str, value: &str| writeln!(out, "  {name} = {value},");
    if let Some(author) = &work.author {
        field("author", &format!("{{{{{}}}}}", escaped(author)))?;
    }
    if !work.title.is_empty() {
        field("title", &format!("{{{{{}}}}}", escaped(&work.title)))?;
    }
    if let Some(publication) = &work.publication {
        field("journal", &format!("{{{}}}", escaped(publication)))?;
    }
    if let Some(issue) = &work.issue {
        field("number", &format!("{{{}}}", escaped(issue)))?;
    }
    let (year, month, day) = work.issued.map(PartialDate::numbers).unwrap_or_default();
    if year > 0 {
        field("year", &format!("{{{year}}}"))?;
    }
    let month = usize::from(month).checked_sub(1);
    if let Some(month) = month.and_then(|month| ENGLISH_MONTHS.get(month)) {
        field("month", &month[..3])?;
    }
    if day > 0 {
        field("day", &format!("{{{day}}}"))?;
    }
    if let Some(url) = &work.url {
        // An address is taken as it is: nothing in it is a command.
        field("url", &format!("{{{url}}}"))?;
    }
    let note = [days(work), work.place.clone(), work.note.clone()];
    let note: Vec<String> = note.into_iter().flatten().collect();
    if !note.is_empty() {
        field("note", &format!("{{{}}}", escaped(&note.join(", "))))?;
    }
    writeln!(out, "}}")
}

/// `text` with nothing in it that commands TeX: what it sets is the text.
///
/// Braces are written as commands, since BibTeX counts them behind a backslash too.
/// Signs that TeX joins (`--` is a dash) are kept apart.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            '-' | '\'' | ',' | '<' | '>' if last == Some(c) => {
                escaped.push_str("{}");
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        last = Some(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::work::{hostile_text, test_work};
    use super::*;
    use biblatex::{Bibliography, ChunksExt};
    use proptest::prelude::*;

    fn parsed(works: &[Work]) -> Bibliography {
        let mut out = Vec::new();
        Bibtex.write(&mut out, works).unwrap();
        let text = String::from_utf8(out).unwrap();
        Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error:?}: {text}"))
    }

    fn field(bibliography: &Bibliography, name: &str) -> Option<String> {
        let entry = bibliography.get("digest-2024-05-1-s1").unwrap();
        entry.get(name).map(|chunks| chunks.format_verbatim())
    }

    #[test]
    fn what_commands_tex_is_text() {
        assert_eq!(
            escaped("a&b_c {d} \\e ~^ 5% #1 $x"),
            "a\\&b\\_c \\textbraceleft{}d\\textbraceright{} \\textbackslash{}e \
             \\textasciitilde{}\\textasciicircum{} 5\\% \\#1 \\$x"
        );
    }

    #[test]
    fn hostile_values_come_back_as_they_were() {
        for text in [
            "}",
            "{",
            "}}, note = {x}}@misc{y,",
            "@article{",
            "\\input{/etc/passwd}",
            "\\",
            "100% & more_less #1 $5 ~ ^",
            "C:\\temp\\",
            "\"따옴표\" and ‘한글’ and others",
            "--- -- - '' `` ,, << >>",
            "\\\"o \\'e",
        ] {
            let bibliography = parsed(&[test_work(text, text, Some("https://a.kr/%7e_#x"))]);
            assert_eq!(bibliography.len(), 1);
            assert_eq!(field(&bibliography, "title").as_deref(), Some(text));
            assert_eq!(field(&bibliography, "author").as_deref(), Some(text));
            let url = field(&bibliography, "url");
            assert_eq!(url.as_deref(), Some("https://a.kr/%7e_#x"));
            assert_eq!(field(&bibliography, "month").as_deref(), Some("April"));
        }
    }

    #[test]
    fn a_name_is_one_author() {
        let bibliography = parsed(&[test_work("글", "Johnson and Johnson, Inc.", None)]);
        let entry = bibliography.get("digest-2024-05-1-s1").unwrap();
        let authors = entry.author().unwrap();
        assert_eq!(authors.len(), 1);
        assert_eq!(authors[0].name, "Johnson and Johnson, Inc.");
    }

    proptest! {
        #[test]
        fn any_title_comes_back(
            title in hostile_text(),
            name in "[{}\\\\@%&$#_~^,'`\"a가 -]{0,20}",
            // The parser joins hyphens in addresses too; TeX does not.
            url in "https://[a-z]{1,5}/([a-z0-9%_#?&=.~]-?){0,12}",
        ) {
            let work = test_work(&title, &name, Some(&url));
            let bibliography = parsed(std::slice::from_ref(&work));
            prop_assert_eq!(bibliography.len(), 1);
            prop_assert_eq!(field(&bibliography, "title").unwrap_or_default(), work.title);
            prop_assert_eq!(field(&bibliography, "author"), work.author);
            prop_assert_eq!(field(&bibliography, "url").unwrap_or_default(), work.url.unwrap_or_default());
        }
    }
}

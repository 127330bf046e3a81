//! How text is set off on a terminal: the one place that knows escape codes of labels.
//!
//! Marks are bold, or underlined where all is bold, before they are coloured, so that they
//! show without colour too.

use std::io::{self, Write};

use super::super::model::{Label, Line, Link, Span};
use super::hyperlink;

/// Whether text is set off, and how wide it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style<'a> {
    /// Whether escape codes may be written.
    pub ansi: bool,
    /// How wide a line may be, in terminal cells; a Hangul syllable takes two.
    pub width_cells: usize,
    /// The links that may be made; `None` for none.
    pub links: Option<Links<'a>>,
    /// Whether files for spreadsheets begin with the UTF-8 mark, without which some take
    /// Hangul for another encoding.
    pub utf8_mark: bool,
}

/// Where links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Links<'a> {
    /// The address of the corpus folder, with `/` at its end, where digest files lie;
    /// `None` makes links to the web only.
    pub corpus_url: Option<&'a str>,
}

const END: &str = "\u{1b}[0m";

/// The escape code that begins text of a label; empty for plain text.
fn begin(label: Label) -> &'static str {
    match label {
        Label::Plain => "",
        Label::Title => "\u{1b}[1m",
        Label::Match | Label::Bar => "\u{1b}[1;33m",
        Label::MatchInTitle => "\u{1b}[1;4;33m",
        Label::Faint => "\u{1b}[2m",
    }
}

/// Lines of text for people.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn write_lines(out: &mut dyn Write, lines: &[Line], style: &Style<'_>) -> io::Result<()> {
    for line in lines {
        for run in line
            .spans()
            .chunk_by(|one, other| one.link() == other.link())
        {
            let text: String = run.iter().map(|span| painted(span, style)).collect();
            let url = run[0].link().and_then(|link| url(link, style));
            match url {
                Some(url) => out.write_all(hyperlink::around(&text, &url).as_bytes())?,
                None => out.write_all(text.as_bytes())?,
            }
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The address that a link leads to, where the style has such links.
fn url(link: &Link, style: &Style<'_>) -> Option<String> {
    let links = style.links?;
    match link {
        Link::Web(url) => hyperlink::of_web(url),
        Link::DigestFile { name, page } => hyperlink::of_file(links.corpus_url?, name, *page),
    }
}

/// A stretch of text, with escape codes where they are allowed.
fn painted(span: &Span, style: &Style<'_>) -> String {
    match begin(span.label()) {
        code if style.ansi && !code.is_empty() => format!("{code}{}{END}", span.text()),
        _ => span.text().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(line: Line, style: Style<'_>) -> String {
        let mut out = Vec::new();
        write_lines(&mut out, &[line], &style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn labels_become_escape_codes_where_they_are_allowed() {
        let line = Line::marked(Label::Title, "가나 다라", std::slice::from_ref(&(3..5)));
        let style = Style {
            ansi: true,
            ..Style::default()
        };
        assert_eq!(
            written(line.clone(), style),
            "\u{1b}[1m가나 \u{1b}[0m\u{1b}[1;4;33m다라\u{1b}[0m\n"
        );
        assert_eq!(written(line, Style::default()), "가나 다라\n");
    }

    #[test]
    fn links_are_made_where_they_are_allowed() {
        let line =
            Line::plain("(").with_link(Label::Plain, "a.txt:1", Some(Link::to_file("a.txt", None)));
        let style = |corpus_url| Style {
            links: Some(Links { corpus_url }),
            ..Style::default()
        };
        let with = written(line.clone(), style(Some("file://h/c/")));
        assert!(
            with.starts_with("(\u{1b}]8;id=") && with.contains(";file://h/c/a.txt\u{1b}\\a.txt:1"),
            "{with:?}"
        );
        for style in [style(None), Style::default()] {
            assert_eq!(written(line.clone(), style), "(a.txt:1\n");
        }
    }
}

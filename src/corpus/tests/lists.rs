//! What is read from a file, a line for each text, for tests of formats that have no golden
//! files.

use crate::corpus::ParsedFile;
use crate::document::PartialDate;

/// The articles of a file with their lines: a title, then its texts and its citations.
pub(in crate::corpus) fn listed(parsed: &ParsedFile) -> Vec<String> {
    let day = |date: Option<PartialDate>| date.map_or("-".to_owned(), |date| date.to_string());
    let mut lines = Vec::new();
    for article in &parsed.issue.articles {
        let (line, date) = (
            article.source.line,
            day(article.date.or(article.newest_source())),
        );
        lines.push(format!("{line} {date} {}", article.title));
        for block in &article.summary {
            lines.push(format!("{} summary {}", block.line, block.text));
        }
        for block in &article.body {
            lines.push(format!(
                "{} {} {}",
                block.line,
                block.kind.as_str(),
                block.text
            ));
        }
        for citation in &article.citations {
            lines.push(format!(
                "{} citation {} | {} | {} | {}",
                citation.line,
                citation.publisher,
                citation.title,
                day(citation.date),
                citation.url.as_deref().unwrap_or("-")
            ));
        }
    }
    lines
}

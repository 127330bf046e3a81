//! JSON Lines: an article a line, for corpora that come from elsewhere.

mod article;
mod object;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::allowance::Meter;
use super::characters::{dense_chars, trim};
use super::error::CorpusError;
use super::format::{Format, Unit};
use super::issue_name::from_stem;
use super::parsed::{LineKind, ParsedFile, Span, Target};
use super::source::Source;
use super::word_judge::WordJudge;
use crate::document::{Article, DocumentId, Issue};
use article::ArticleReader;
use object::AnyObject;

/// One JSON object a line.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".jsonl"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        let mut lines = text.lines().map(trim);
        let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
        let is_object = first.starts_with('{');
        Ok(if self.has_ending(source.name) {
            // A digest may have been given the wrong ending.
            is_object || !text.contains("KEY Contents")
        } else {
            is_object && serde_json::from_str::<AnyObject>(first).is_ok()
        })
    }

    fn unit(&self) -> Unit {
        Unit::Record
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let issue = from_stem(source.name);
        let mut reader = ArticleReader::new(source.name, &issue, words);
        let mut articles: Vec<Article> = Vec::new();
        let mut spans = Vec::new();
        let mut lines_of_ids: HashMap<DocumentId, u32> = HashMap::new();
        for (number, text) in (1u32..).zip(source.text()?.split('\n')) {
            let text = trim(text);
            if text.is_empty() {
                continue;
            }
            meter.check_length(number, text.len())?;
            let ordinal = u32::try_from(articles.len() + 1).unwrap_or(u32::MAX);
            let article = reader.article(number, text, ordinal)?;
            meter.add_article(&article, number)?;
            if let Some(first) = lines_of_ids.insert(article.id.clone(), number) {
                let message = format!(
                    "the id {} already stands on line {first}; give each article an id of its own",
                    article.id
                );
                return Err(CorpusError::new(source.name, Some(number), message));
            }
            spans.push(Span {
                line: number,
                kind: LineKind::Record,
                target: Target::Record(articles.len()),
                marker: String::new(),
                chars: dense_chars(text),
            });
            articles.push(article);
        }
        let warnings = reader.warnings;
        let issue = Issue {
            id: issue,
            file: source.name.to_owned(),
            articles,
            events: Vec::new(),
        };
        Ok(ParsedFile {
            is_misread: false,
            issue,
            spans,
            warnings,
        })
    }
}

//! A line's object to an article.

use serde_json::{Map, Value};

use super::object::SingleKeyed;
use crate::corpus::characters::{is_hangul, is_space, trim};
use crate::corpus::citation;
use crate::corpus::date_text::find_dates;
use crate::corpus::error::{CorpusError, Warning};
use crate::corpus::word_judge::WordJudge;
use crate::document::{
    Article, Block, BlockKind, Citation, Date, DocumentId, SourcePlace, is_half_of_id,
};

/// Whether a Latin word is divided by a hyphen at the end of a line.
fn is_hyphenated(before: &str, line: &str) -> bool {
    let stem = before.strip_suffix('-');
    stem.is_some_and(|stem| stem.ends_with(|c: char| c.is_ascii_lowercase()))
        && line.starts_with(|c: char| c.is_ascii_lowercase())
}

const EMPTY_CITATION: &str =
    "a citation is empty; give it a `publisher`, a `title` or a `url`, or leave it out";

/// Reads the articles of one file.
pub(super) struct ArticleReader<'s> {
    file: &'s str,
    issue: &'s str,
    words: &'s dyn WordJudge,
    pub warnings: Vec<Warning>,
}

impl<'s> ArticleReader<'s> {
    pub fn new(file: &'s str, issue: &'s str, words: &'s dyn WordJudge) -> Self {
        ArticleReader {
            file,
            issue,
            words,
            warnings: Vec::new(),
        }
    }

    /// The article that stands on a line.
    pub fn article(&mut self, line: u32, text: &str, ordinal: u32) -> Result<Article, CorpusError> {
        let SingleKeyed(value) = serde_json::from_str(text).map_err(|error| {
            // serde_json counts lines within the text it was given: always 1.
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            if error.is_data() {
                return self.error(line, what);
            }
            let column = error.column();
            let message =
                format!("this is no JSON ({what}, at byte {column}); write one object a line");
            self.error(line, message)
        })?;
        let Value::Object(object) = value else {
            return Err(self.error(
                line,
                "this line is no JSON object; write `{\"id\": …, \"title\": …, \"body\": …}`",
            ));
        };
        let id = self.id(line, &object)?;
        let title = match object.get("title") {
            Some(Value::String(title)) if !trim(title).is_empty() => trim(title).to_owned(),
            Some(Value::String(_)) => {
                return Err(self.error(line, "the `title` is empty; give the article one"));
            }
            Some(_) => return Err(self.error(line, "the `title` is no string; write it in quotes")),
            None => return Err(self.error(line, "the article has no `title`; add it as a string")),
        };
        if object.get("body").is_none_or(Value::is_null) {
            return Err(self.error(
                line,
                "the article has no `body`; add it as a string or a list of strings",
            ));
        }
        let body = self.blocks(line, &object, "body", BlockKind::Paragraph)?;
        let summary = self.blocks(line, &object, "summary", BlockKind::Bullet)?;
        let citations = self.citations(line, &object)?;
        let given = self.date(line, object.get("date"), "the article's date")?;
        let date = given.or_else(|| citations.iter().filter_map(|citation| citation.date).max());
        Ok(Article {
            id: DocumentId::named(self.issue, &id),
            issue: self.issue.to_owned(),
            ordinal,
            title,
            date,
            summary,
            body,
            citations,
            source: SourcePlace {
                file: self.file.to_owned(),
                line,
                pages: None,
            },
        })
    }

    fn error(&self, line: u32, message: impl Into<String>) -> CorpusError {
        CorpusError::new(self.file, Some(line), message)
    }

    fn id(&self, line: u32, object: &Map<String, Value>) -> Result<String, CorpusError> {
        let id = match object.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            Some(_) => return Err(self.error(line, "the `id` is neither a string nor a number")),
            None => {
                return Err(self.error(line, "the article has no `id`; add a string or a number"));
            }
        };
        if !is_half_of_id(&id) {
            let message = format!(
                "the `id` {id:?} cannot be typed as it is seen: it is empty, or it holds a \
                 control character or a space that is not alone between two others; use \
                 letters, digits and signs"
            );
            return Err(self.error(line, message));
        }
        Ok(id)
    }

    /// The blocks of a string, split at its lines, or of a list of strings.
    fn blocks(
        &self,
        line: u32,
        object: &Map<String, Value>,
        field: &str,
        kind: BlockKind,
    ) -> Result<Vec<Block>, CorpusError> {
        let message = format!("the `{field}` is neither a string nor a list of strings");
        let wrong = || self.error(line, message);
        let texts: Vec<String> = match object.get(field) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::String(text)) => self.without_broken_words(text),
            Some(Value::Array(items)) => {
                let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
                let texts = texts.ok_or_else(wrong)?.into_iter();
                texts.map(|text| trim(text).to_owned()).collect()
            }
            Some(_) => return Err(wrong()),
        };
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        Ok(texts.map(|text| Block { kind, text, line }).collect())
    }

    /// The lines of a text. One that ends inside a word, as those of a PDF do, is put
    /// together with the next: 샌 + 드박스, agree- + ment.
    fn without_broken_words(&self, text: &str) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for line in text.lines() {
            let line = trim(line);
            match texts.last_mut() {
                Some(before) if is_hyphenated(before, line) => {
                    before.pop();
                    before.push_str(line);
                }
                Some(before) if self.breaks_a_word(before, line) => before.push_str(line),
                _ => texts.push(line.to_owned()),
            }
        }
        texts
    }

    fn breaks_a_word(&self, before: &str, line: &str) -> bool {
        let last = before.rsplit(is_space).next().unwrap_or_default();
        let first = line.split(is_space).next().unwrap_or_default();
        last.ends_with(is_hangul)
            && first.starts_with(is_hangul)
            && !self.words.is_space_between(last, first)
    }

    fn citations(
        &mut self,
        line: u32,
        object: &Map<String, Value>,
    ) -> Result<Vec<Citation>, CorpusError> {
        let items = match object.get("citations") {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(self.error(line, "the `citations` are no list; write `[…]`")),
        };
        items.iter().map(|item| self.citation(line, item)).collect()
    }

    fn citation(&mut self, line: u32, item: &Value) -> Result<Citation, CorpusError> {
        match item {
            Value::String(printed) if trim(printed).is_empty() => {
                Err(self.error(line, EMPTY_CITATION))
            }
            Value::String(printed) => {
                let (citation, complaint) = citation::parse(trim(printed).to_owned(), line);
                self.warnings
                    .extend(complaint.map(|message| Warning { line, message }));
                Ok(citation)
            }
            Value::Object(fields) => {
                let text = |name: &str| match fields.get(name) {
                    None | Some(Value::Null) => Ok(String::new()),
                    Some(Value::String(text)) => Ok(trim(text).to_owned()),
                    Some(_) => Err(self.error(line, format!("a citation's `{name}` is no string"))),
                };
                let (publisher, title, url) = (text("publisher")?, text("title")?, text("url")?);
                if publisher.is_empty() && title.is_empty() && url.is_empty() {
                    return Err(self.error(line, EMPTY_CITATION));
                }
                let date = self.date(line, fields.get("date"), "a citation's date")?;
                let day = date.map(|date| date.to_string()).unwrap_or_default();
                let parts = [publisher.as_str(), &title, &day, &url];
                let printed: Vec<&str> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                let printed = printed.join(", ");
                let url = (!url.is_empty()).then_some(url);
                Ok(Citation {
                    publisher,
                    title,
                    date,
                    url,
                    printed,
                    line,
                })
            }
            _ => Err(self.error(line, "a citation is neither a string nor an object")),
        }
    }

    /// A day, ISO 8601 or with points. One that the calendar lacks is a warning,
    /// and the article is kept.
    fn date(
        &mut self,
        line: u32,
        value: Option<&Value>,
        what: &str,
    ) -> Result<Option<Date>, CorpusError> {
        let text = match value {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => trim(text),
            Some(_) => {
                return Err(self.error(line, format!("{what} is no string; write \"2024-05-01\"")));
            }
        };
        if text.is_empty() {
            return Ok(None);
        }
        let whole = find_dates(text).into_iter().find(|date| {
            let rest = text.get(date.end..).unwrap_or_default();
            // A time of day may follow.
            date.start == 0
                && (rest.is_empty() || rest.starts_with('T') || rest.starts_with(is_space))
        });
        let date = Date::from_iso(text).or_else(|| whole.and_then(|date| date.date));
        if date.is_none() {
            let message =
                format!("{what} {text} is no day of the calendar; it is kept without a date");
            self.warnings.push(Warning { line, message });
        }
        Ok(date)
    }
}

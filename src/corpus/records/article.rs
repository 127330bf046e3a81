//! The fields of a record to an article.

use serde_json::Value;

use super::day;
use super::fields::{FieldNames, FieldRole};
use super::markup::{self, FieldText};
use super::object::Fields;
use super::sentence::first_sentence;
use super::values::{address_of, is_blank, texts_of};
use crate::corpus::characters::{is_hangul, is_space, trim};
use crate::corpus::citation;
use crate::corpus::error::Warning;
use crate::corpus::web_address::starts_with_url;
use crate::corpus::word_judge::WordJudge;
use crate::document::{
    Article, Block, BlockKind, Citation, DocumentId, PartialDate, SourcePlace, is_half_of_id,
};
use crate::language::{Message, messages};

/// Whether a Latin word is divided by a hyphen at the end of a line.
fn is_hyphenated(before: &str, line: &str) -> bool {
    let stem = before.strip_suffix('-');
    stem.is_some_and(|stem| stem.ends_with(|c: char| c.is_ascii_lowercase()))
        && line.starts_with(|c: char| c.is_ascii_lowercase())
}

const EMPTY_CITATION: Message = messages::records::citation_empty();

/// Reads the articles of one file.
pub(super) struct ArticleReader<'s> {
    pub file: &'s str,
    pub issue: &'s str,
    pub words: &'s dyn WordJudge,
    pub names: &'s FieldNames,
    /// Who publishes what the records of the file say of no publisher.
    pub publisher: String,
    /// What a reader should check in the record that was read last.
    pub warnings: Vec<Warning>,
    /// Fields of it that were not taken.
    pub untaken: Vec<String>,
    /// Whether its title is missing, and whether it was given as an empty one.
    pub is_untitled: bool,
    pub has_empty_title: bool,
}

/// The values of a record by what they are to an article, and the names that they had.
struct Roles<'f> {
    found: Vec<(FieldRole, usize, &'f str, &'f Value)>,
}

impl<'f> Roles<'f> {
    fn of(fields: &'f Fields, names: &FieldNames, untaken: &mut Vec<String>) -> Self {
        let mut found = Vec::new();
        for (name, value) in fields {
            match names.role(name) {
                // An entry of a list of citations that says nothing is a mistake.
                Some((FieldRole::Citations, rank)) if !value.is_null() => {
                    found.push((FieldRole::Citations, rank, name.as_str(), value));
                }
                Some((role, rank)) if !is_blank(value) => {
                    found.push((role, rank, name.as_str(), value));
                }
                Some(_) => {}
                None => untaken.push(name.clone()),
            }
        }
        found.sort_by_key(|(role, rank, ..)| (*role, *rank));
        // Of two fields for one thing the other is told, where it says something else.
        let mut kept: Vec<(FieldRole, usize, &str, &Value)> = Vec::new();
        for field in found {
            match kept.last().filter(|last| last.0 == field.0) {
                // A feed tells when it was written and when it was changed.
                Some(last) if last.3 != field.3 && last.0 != FieldRole::Date => {
                    untaken.push(field.2.to_owned());
                }
                Some(_) => {}
                None => kept.push(field),
            }
        }
        Roles { found: kept }
    }

    /// The name and the value of a role.
    fn get(&self, role: FieldRole) -> Option<(&'f str, &'f Value)> {
        let mut found = self.found.iter();
        let field = found.find(|field| field.0 == role)?;
        Some((field.2, field.3))
    }
}

impl<'s> ArticleReader<'s> {
    /// The article of a record; the error says what is wrong with it.
    pub(super) fn article(
        &mut self,
        line: u32,
        fields: &Fields,
        ordinal: u32,
    ) -> Result<Article, Message> {
        self.untaken.clear();
        self.is_untitled = false;
        self.has_empty_title = false;
        let mut untaken = Vec::new();
        let roles = Roles::of(fields, self.names, &mut untaken);
        let id = self.id(fields)?;
        let summary = self.blocks(line, &roles, FieldRole::Summary, BlockKind::Bullet)?;
        let body = self.blocks(line, &roles, FieldRole::Body, BlockKind::Paragraph)?;
        let given = match roles.get(FieldRole::Title) {
            Some((name, value)) => {
                let wrong = || messages::records::no_string(&name);
                let texts = texts_of(value).ok_or_else(wrong)?;
                markup::read_line(&texts.join(" "))
            }
            None => String::new(),
        };
        let has_title = !given.is_empty();
        let title = match has_title {
            true => given,
            false => {
                self.is_untitled = true;
                self.has_empty_title = fields.iter().any(|(name, value)| {
                    value.is_string()
                        && self
                            .names
                            .role(name)
                            .is_some_and(|(role, _)| role == FieldRole::Title)
                });
                let text = body.first().or(summary.first());
                let text = text.ok_or(messages::records::neither_title_nor_body())?;
                first_sentence(&text.text)
            }
        };
        let own = self.date(
            line,
            roles.get(FieldRole::Date).map(|field| field.1),
            &messages::records::date_of_article(),
        )?;
        let mut citations = self.citations(line, &roles)?;
        citations.extend(self.own_citation(line, &roles, has_title.then_some(&title), own));
        self.untaken = untaken;
        Ok(Article {
            id: match id {
                Some(id) => DocumentId::named(self.issue, &id),
                None => DocumentId::article(self.issue, ordinal),
            },
            issue: self.issue.to_owned(),
            ordinal,
            title,
            date: own,
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

    /// The id that a record has of its own.
    pub(super) fn id(&self, fields: &Fields) -> Result<Option<String>, Message> {
        let of_id = fields.iter().filter_map(|(name, value)| {
            let (role, rank) = self.names.role(name)?;
            (role == FieldRole::Id && !value.is_null()).then_some((rank, name, value))
        });
        let Some((_, name, value)) = of_id.min_by_key(|(rank, ..)| *rank) else {
            return Ok(None);
        };
        let texts = match value {
            Value::Number(id) => Some(vec![id.to_string()]),
            Value::String(id) => Some(vec![id.clone()]),
            value => texts_of(value).filter(|texts| texts.len() == 1),
        };
        let id = texts
            .and_then(|texts| texts.into_iter().next())
            .ok_or_else(|| messages::records::no_string_or_number(&name))?;
        if !is_half_of_id(&id) {
            return Err(messages::records::id_cannot_be_typed(
                &name,
                &format_args!("{id:?}"),
            ));
        }
        Ok(Some(id))
    }

    /// The blocks of a string, split at its lines, or of a list of strings.
    fn blocks(
        &self,
        line: u32,
        roles: &Roles<'_>,
        role: FieldRole,
        kind: BlockKind,
    ) -> Result<Vec<Block>, Message> {
        let Some((name, value)) = roles.get(role) else {
            return Ok(Vec::new());
        };
        let wrong = || messages::records::no_string_or_list(&name);
        let texts: Vec<String> = match value {
            Value::String(text) => self.lines_of(text),
            value => {
                let texts = texts_of(value).ok_or_else(wrong)?;
                let is_list = value.is_array();
                let blocks = texts.into_iter().map(|text| match markup::read(&text) {
                    FieldText::Marked(lines) => lines,
                    FieldText::Plain(text) if is_list => vec![trim(&text).to_owned()],
                    FieldText::Plain(text) => self.without_broken_words(&text),
                });
                blocks.flatten().collect()
            }
        };
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        Ok(texts.map(|text| Block { kind, text, line }).collect())
    }

    fn lines_of(&self, text: &str) -> Vec<String> {
        match markup::read(text) {
            FieldText::Marked(lines) => lines,
            FieldText::Plain(text) => self.without_broken_words(&text),
        }
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

    /// The work that the record itself is: who published it, and where.
    fn own_citation(
        &self,
        line: u32,
        roles: &Roles<'_>,
        title: Option<&String>,
        date: Option<PartialDate>,
    ) -> Option<Citation> {
        let said = roles.get(FieldRole::Publisher).map(|field| field.1);
        let texts = said.and_then(texts_of);
        let mut publisher = markup::read_line(&texts.unwrap_or_default().join(", "));
        let own_url = roles
            .get(FieldRole::Url)
            .and_then(|field| address_of(field.1));
        let mut url = own_url.unwrap_or_default();
        if starts_with_url(&publisher) {
            if url.is_empty() {
                url = publisher;
            }
            publisher = String::new();
        }
        if url.is_empty()
            && let Some(Value::Object(fields)) = said
        {
            url = address_of(&Value::Object(fields.clone())).unwrap_or_default();
        }
        if publisher.is_empty() && url.is_empty() {
            return None;
        }
        if publisher.is_empty() {
            publisher.clone_from(&self.publisher);
        }
        let title = title.cloned().unwrap_or_default();
        Some(made_citation(publisher, title, date, url, line))
    }

    fn citations(&mut self, line: u32, roles: &Roles<'_>) -> Result<Vec<Citation>, Message> {
        match roles.get(FieldRole::Citations) {
            None => Ok(Vec::new()),
            Some((_, Value::Array(items))) => {
                items.iter().map(|item| self.citation(line, item)).collect()
            }
            Some((name, _)) => Err(messages::records::no_list(&name)),
        }
    }

    fn citation(&mut self, line: u32, item: &Value) -> Result<Citation, Message> {
        match item {
            Value::String(printed) if trim(printed).is_empty() => Err(EMPTY_CITATION),
            Value::String(printed) => {
                let (citation, complaint) = citation::parse(trim(printed).to_owned(), line);
                self.warnings
                    .extend(complaint.map(|message| Warning::new(line, message)));
                Ok(citation)
            }
            Value::Object(fields) => {
                let text = |name: &str| match fields.get(name) {
                    None | Some(Value::Null) => Ok(String::new()),
                    Some(Value::String(text)) => Ok(trim(text).to_owned()),
                    Some(_) => Err(messages::records::citation_no_string(&name)),
                };
                let (publisher, title, url) = (text("publisher")?, text("title")?, text("url")?);
                if publisher.is_empty() && title.is_empty() && url.is_empty() {
                    return Err(EMPTY_CITATION);
                }
                let date = self.date(
                    line,
                    fields.get("date"),
                    &messages::records::date_of_citation(),
                )?;
                Ok(made_citation(publisher, title, date, url, line))
            }
            _ => Err(messages::records::citation_no_object()),
        }
    }

    /// A day, in any of its spellings. One that the calendar lacks is a warning,
    /// and the article is kept.
    fn date(
        &mut self,
        line: u32,
        value: Option<&Value>,
        what: &Message,
    ) -> Result<Option<PartialDate>, Message> {
        let no_string = || messages::records::date_no_string(what);
        let texts = match value {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(number)) => {
                let day = number.as_i64().and_then(day::of_number);
                return day.map(|day| Some(day.into())).ok_or_else(no_string);
            }
            Some(value) => texts_of(value).ok_or_else(no_string)?,
        };
        let text = markup::read_line(texts.first().map(String::as_str).unwrap_or_default());
        if text.is_empty() {
            return Ok(None);
        }
        let date = day::date(&text);
        if date.is_none() {
            let message = messages::records::date_no_day(what, &text);
            self.warnings.push(Warning::new(line, message));
        }
        Ok(date)
    }
}

/// A citation of these parts.
fn made_citation(
    publisher: String,
    title: String,
    date: Option<PartialDate>,
    url: String,
    line: u32,
) -> Citation {
    let day = date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [publisher.as_str(), &title, &day, &url];
    let printed: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let printed = printed.join(", ");
    let url = (!url.is_empty()).then_some(url);
    Citation {
        publisher,
        title,
        date,
        url,
        printed,
        line,
    }
}

//! Records, each an article: what JSON, tables and feeds share.
//!
//! A room of a format takes a file apart into records, each a set of named fields; here they
//! become articles. A record that is none is told with its line, and the others are read.

mod article;
mod day;
pub(super) mod fields;
mod markup;
mod mended;
pub(super) mod object;
mod sentence;
mod values;

use std::collections::{BTreeMap, HashMap};

use super::allowance::Meter;
use super::characters::dense_chars;
use super::error::{CorpusError, Remedy, Warning};
use super::issue_name::from_stem;
use super::parsed::{LineKind, LostRecord, ParsedFile, Span, Target};
use super::source::Source;
use super::word_judge::WordJudge;
use crate::document::{Article, DocumentId, Issue};
use crate::language::{Message, counts, messages};
use article::ArticleReader;
use object::Fields;

/// So many messages of single records are told of one file, and how many more there are.
const MOST_TOLD: usize = 200;

/// So many fields that are not taken are named.
const MOST_NAMED: usize = 30;

/// What is wrong with a record, and its id where that could be made out.
pub(super) struct BadRecord {
    pub message: Message,
    pub id: Option<String>,
    /// What whoever asked for the reading could allow it besides.
    pub remedy: Option<Remedy>,
}

impl BadRecord {
    pub(super) fn new(message: Message) -> Self {
        BadRecord {
            message,
            id: None,
            remedy: None,
        }
    }

    /// The same of the record that has this id, as far as anybody can tell.
    pub(super) fn with_id(self, id: Option<String>) -> Self {
        BadRecord { id, ..self }
    }
}

/// What is wrong with a record that takes more than one may.
impl From<CorpusError> for BadRecord {
    fn from(error: CorpusError) -> Self {
        BadRecord {
            remedy: error.remedy,
            ..BadRecord::new(error.message)
        }
    }
}

/// The records of one file.
pub(super) struct Records<'s, 'm, 'a> {
    reader: ArticleReader<'s>,
    meter: &'m mut Meter<'a>,
    articles: Vec<Article>,
    spans: Vec<Span>,
    warnings: Vec<Warning>,
    lost: Vec<LostRecord>,
    first_error: Option<CorpusError>,
    lines_of_ids: HashMap<DocumentId, u32>,
    /// How many records there were, bad ones among them.
    count: u32,
    /// Fields that were not taken, with the first line of each.
    untaken: BTreeMap<String, u32>,
    /// How many records have no title, and the line of the first.
    untitled: (u32, u32),
    /// How many messages are not told, and the line of the last.
    untold: (u32, u32),
    is_misread: bool,
}

impl<'s, 'm, 'a> Records<'s, 'm, 'a> {
    /// None yet, of this file, whose issue has this name.
    pub(super) fn new(
        source: &'s Source<'_>,
        issue: &'s str,
        words: &'s dyn WordJudge,
        meter: &'m mut Meter<'a>,
    ) -> Self {
        Records {
            reader: ArticleReader {
                file: source.name,
                issue,
                words,
                names: source.means.fields,
                publisher: String::new(),
                warnings: Vec::new(),
                untaken: Vec::new(),
                is_untitled: false,
                has_empty_title: false,
            },
            meter,
            articles: Vec::new(),
            spans: Vec::new(),
            warnings: Vec::new(),
            lost: Vec::new(),
            first_error: None,
            lines_of_ids: HashMap::new(),
            count: 0,
            untaken: BTreeMap::new(),
            untitled: (0, 1),
            untold: (0, 1),
            is_misread: false,
        }
    }

    /// The issue of a file of records.
    pub(super) fn issue_of(source: &Source<'_>) -> String {
        from_stem(source.name)
    }

    /// Who publishes what the next records say of no publisher.
    pub(super) fn publish_by(&mut self, publisher: &str) {
        self.reader.publisher = markup::read_line(publisher);
    }

    /// Takes the record of this text, which begins on this line. The error ends the file.
    pub(super) fn add(
        &mut self,
        line: u32,
        text: &str,
        fields: Result<Fields, BadRecord>,
    ) -> Result<(), CorpusError> {
        self.count = self.count.saturating_add(1);
        let fits = self.check_length(line, text);
        let read = fits.and(fields).and_then(|fields| self.read(line, &fields));
        let target = match read {
            Ok(article) => {
                self.meter.add_article(&article, line)?;
                self.lines_of_ids.insert(article.id.clone(), line);
                self.articles.push(article);
                Target::Record(self.articles.len() - 1)
            }
            Err(bad) => {
                self.lose(line, bad);
                Target::Furniture
            }
        };
        self.spans.push(Span {
            line,
            kind: LineKind::Record,
            target,
            marker: String::new(),
            chars: dense_chars(text),
        });
        Ok(())
    }

    /// Refuses a record of a text that is longer than one may be.
    pub(super) fn check_length(&self, line: u32, text: &str) -> Result<(), BadRecord> {
        let fits = self.meter.check_length(line, text.len());
        fits.map_err(|error| BadRecord::from(error).with_id(object::recovered_id(text)))
    }

    fn read(&mut self, line: u32, fields: &Fields) -> Result<Article, BadRecord> {
        let ordinal = self.count;
        let read = self.reader.article(line, fields, ordinal);
        let warnings = std::mem::take(&mut self.reader.warnings);
        let with_id = |bad: BadRecord, reader: &ArticleReader<'_>| {
            bad.with_id(reader.id(fields).ok().flatten())
        };
        let article = read.map_err(|message| with_id(BadRecord::new(message), &self.reader))?;
        let fits = self.meter.check_article(&article);
        fits.map_err(|error| with_id(error.into(), &self.reader))?;
        if let Some(first) = self.lines_of_ids.get(&article.id) {
            let message = messages::records::id_twice(&article.id, &first);
            return Err(with_id(BadRecord::new(message), &self.reader));
        }
        for warning in warnings {
            self.warn(warning);
        }
        for name in std::mem::take(&mut self.reader.untaken) {
            if self.untaken.len() < 10 * MOST_NAMED || self.untaken.contains_key(&name) {
                self.untaken.entry(name).or_insert(line);
            }
        }
        if self.reader.has_empty_title {
            self.is_misread = true;
            let told = messages::records::title_empty();
            self.tell(line, told.clone());
        } else if self.reader.is_untitled {
            let (count, first) = self.untitled;
            self.untitled = (count + 1, if count == 0 { line } else { first });
        }
        Ok(article)
    }

    /// Tells that what the file would hold behind this line is missing, so that the articles of
    /// its last good state stay.
    pub(super) fn lose_rest(&mut self, line: u32) {
        let message = messages::records::list_not_closed();
        self.lose(line, BadRecord::new(message.clone()));
    }

    fn lose(&mut self, line: u32, bad: BadRecord) {
        let BadRecord {
            message,
            id,
            remedy,
        } = bad;
        if self.first_error.is_none() {
            let error = CorpusError::new(self.reader.file, Some(line), message.clone());
            self.first_error = Some(CorpusError { remedy, ..error });
        }
        self.lost.push(LostRecord { line, name: id });
        self.warn(Warning {
            remedy,
            ..Warning::new(line, message)
        });
    }

    /// Tells something of the record on this line.
    pub(super) fn tell(&mut self, line: u32, message: Message) {
        self.warn(Warning::new(line, message));
    }

    fn warn(&mut self, warning: Warning) {
        if self.warnings.len() < MOST_TOLD {
            self.warnings.push(warning);
        } else {
            self.untold = (self.untold.0 + 1, warning.line);
        }
    }

    /// Tells that something of the file was not understood.
    pub(super) fn tell_misread(&mut self, line: u32, message: Message) {
        self.is_misread = true;
        self.warnings.push(Warning::new(line, message));
    }

    /// Whether none of the records is an article so far.
    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The file of these records; the error of the first where none of them is an article.
    pub(super) fn finish(mut self) -> Result<ParsedFile, CorpusError> {
        if self.articles.is_empty() {
            let none = messages::records::no_record();
            let error = self.first_error;
            return Err(error.unwrap_or_else(|| CorpusError::new(self.reader.file, None, none)));
        }
        if let Some(line) = self.untaken.values().min() {
            let names: Vec<String> = self.untaken.keys().take(MOST_NAMED).cloned().collect();
            let names = names.join(", ");
            let message = match self.untaken.len().saturating_sub(MOST_NAMED) {
                0 => messages::records::not_taken(&names),
                more => messages::records::not_taken_more(&names, &more),
            };
            self.warnings.push(Warning {
                remedy: Some(Remedy::NameFields),
                ..Warning::new(*line, message)
            });
        }
        if let (count @ 1.., line) = self.untitled {
            let articles = counts::articles(count.into());
            let message = messages::records::without_title(&articles);
            self.warnings.push(Warning::new(line, message));
        }
        if let (count @ 1.., line) = self.untold {
            let message = match count {
                1 => messages::records::one_not_told(),
                count => messages::records::not_told(&count),
            };
            self.warnings.push(Warning::new(line, message));
        }
        self.warnings.sort_by_key(|warning| warning.line);
        Ok(ParsedFile {
            is_misread: self.is_misread || !self.lost.is_empty(),
            issue: Issue {
                id: self.reader.issue.to_owned(),
                file: self.reader.file.to_owned(),
                articles: self.articles,
                events: Vec::new(),
            },
            spans: self.spans,
            warnings: self.warnings,
            lost: self.lost,
        })
    }
}

//! The names before a colon that are syntax, and what may stand behind them.

use std::ops::Range;

use super::error::SyntaxError;
use super::period::{DateRange, NoPeriod, period};
use crate::analysis::spelling;
use crate::document::{Date, DocumentKind, Month, PartialDate};
use crate::language::{Message, messages};
use crate::search::query::scope::Scope;

/// What a query asks of a document beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// To be of an issue with this id.
    Issue(String),
    /// To be of an issue of these months, both ends included. An issue whose id is no
    /// month is in none.
    Months {
        /// The first month; `None` where there is no earliest.
        first: Option<Month>,
        /// The last month; `None` where there is no latest.
        last: Option<Month>,
    },
    /// To have a date in this stretch. A document without a date has none.
    Date(DateRange),
    /// To be of this kind.
    Kind(DocumentKind),
    /// To cite a work of the publisher that is written so.
    Publisher(String),
    /// To be what one of these asks.
    AnyOf(Vec<Filter>),
}

/// What a name before a colon asks for.
#[derive(Clone, Copy)]
pub(super) enum Field {
    /// What follows, in a part of the document.
    Scope(Scope),
    /// The filter that this makes of the value.
    Filter(fn(Typed<'_>) -> Result<Filter, SyntaxError>),
}

/// A filter as it is told to people.
pub(in crate::search) enum ToldFilter<'f> {
    /// A field, and its value in the form that a query has it.
    Value(&'static str, String),
    /// One of these.
    AnyOf(&'f [Filter]),
}

const NAMES: &[(&str, Field)] = &[
    ("제목", Field::Scope(Scope::TITLE)),
    ("title", Field::Scope(Scope::TITLE)),
    ("요약", Field::Scope(Scope::SUMMARY)),
    ("summary", Field::Scope(Scope::SUMMARY)),
    ("본문", Field::Scope(Scope::BODY)),
    ("body", Field::Scope(Scope::BODY)),
    ("출처", Field::Scope(Scope::SOURCE)),
    ("source", Field::Scope(Scope::SOURCE)),
    ("호", Field::Filter(issues)),
    ("issue", Field::Filter(issues)),
    ("날짜", Field::Filter(dates)),
    ("date", Field::Filter(dates)),
    ("종류", Field::Filter(kind)),
    ("kind", Field::Filter(kind)),
];

/// Whether a query that begins with `name` and a colon asks for a part of documents, or for what
/// they are.
pub fn is_field_name(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

/// The longest name with each of its letters as a character, in bytes: two syllables of three.
const LONGEST_NAME_BYTES: usize = 18;

/// The names of the kinds of documents.
const KINDS: &[(&str, DocumentKind)] = &[
    ("article", DocumentKind::Article),
    ("기사", DocumentKind::Article),
    ("event", DocumentKind::Event),
    ("행사", DocumentKind::Event),
];

/// Between the two ends of a range.
const RANGE: &str = "..";

impl Field {
    /// The field whose name and colon `text` begins with, and how many bytes they are.
    pub(super) fn before(text: &str) -> Option<(Field, usize)> {
        // No further than a name is long: a text of many words is not searched for a colon
        // from each of them.
        let begins = |name: &str| {
            let found = text.as_bytes().split_at_checked(name.len());
            found.is_some_and(|(typed, rest)| {
                typed.eq_ignore_ascii_case(name.as_bytes()) && rest.first() == Some(&b':')
            })
        };
        if let Some((name, field)) = NAMES.iter().find(|(name, _)| begins(name)) {
            return Some((*field, name.len() + 1));
        }
        // Some systems give each letter of Hangul as a character of its own.
        let within = &text.as_bytes()[..text.len().min(LONGEST_NAME_BYTES + 1)];
        let name = text.get(..within.iter().position(|byte| *byte == b':')?)?;
        if name.is_ascii() || !name.chars().all(char::is_alphanumeric) {
            return None;
        }
        let normal = spelling(name);
        let (_, field) = NAMES.iter().find(|(known, _)| *known == normal)?;
        Some((*field, name.len() + 1))
    }
}

/// What is typed behind a field's colon, or behind a flag.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    /// The whole query.
    pub text: &'a str,
    /// The bytes of the value.
    pub start: usize,
    pub end: usize,
}

impl<'a> Typed<'a> {
    fn value(self) -> &'a str {
        &self.text[self.start..self.end]
    }

    fn wrong(self, range: Range<usize>, message: Message, hint: &Message) -> SyntaxError {
        SyntaxError {
            text: self.text.to_owned(),
            range,
            message,
            hint: hint.clone(),
        }
    }

    /// The two ends of a range, each a part of the value and perhaps empty; twice the
    /// same where it is none.
    fn ends(self) -> (Typed<'a>, Typed<'a>) {
        let Some(at) = self.value().find(RANGE) else {
            return (self, self);
        };
        let end = self.start + at;
        let start = end + RANGE.len();
        (Typed { end, ..self }, Typed { start, ..self })
    }

    fn period(self, hint: &Message) -> Result<Option<PartialDate>, SyntaxError> {
        if self.value().is_empty() {
            return Ok(None);
        }
        let told = |no: NoPeriod| match no {
            NoPeriod::NotInCalendar => messages::search::date_not_in_calendar(),
            NoPeriod::OtherForm => messages::search::no_date(),
        };
        let read = period(self.value());
        read.map(Some)
            .map_err(|no| self.wrong(self.start..self.end, told(no), hint))
    }

    /// The two ends as periods, in order.
    fn periods(
        self,
        hint: &Message,
    ) -> Result<(Option<PartialDate>, Option<PartialDate>), SyntaxError> {
        let (first, last) = self.ends();
        let periods = (first.period(hint)?, last.period(hint)?);
        let all = self.start..self.end;
        if let (None, None) = periods {
            return Err(self.wrong(all, messages::search::names_no_day(), hint));
        }
        if let (Some(first), Some(last)) = periods
            && first.first_day() > last.last_day()
        {
            return Err(self.wrong(
                all,
                messages::search::ends_before(),
                &messages::search::write_earlier_first(),
            ));
        }
        Ok(periods)
    }
}

/// A stretch of days.
fn dates(typed: Typed<'_>) -> Result<Filter, SyntaxError> {
    let hint = &messages::search::write_period();
    let (first, last) = typed.periods(hint)?;
    Ok(Filter::Date(DateRange {
        first: first.and_then(PartialDate::first_day),
        last: last.and_then(PartialDate::last_day),
    }))
}

/// An issue, or those of a stretch of months.
fn issues(typed: Typed<'_>) -> Result<Filter, SyntaxError> {
    let value = typed.value();
    // An issue without a month has the name of its digest file.
    if !value.contains(RANGE) && period(value) == Err(NoPeriod::OtherForm) {
        return Ok(Filter::Issue(value.to_owned()));
    }
    let hint = &messages::search::write_issue();
    let (first, last) = typed.periods(hint)?;
    for end in [first, last].into_iter().flatten() {
        if matches!(end, PartialDate::Day(_)) {
            let message = messages::search::names_day();
            return Err(typed.wrong(typed.start..typed.end, message, hint));
        }
    }
    let month = |date: Option<Date>| date.map(Month::of);
    Ok(Filter::Months {
        first: month(first.and_then(PartialDate::first_day)),
        last: month(last.and_then(PartialDate::last_day)),
    })
}

/// A kind of documents.
fn kind(typed: Typed<'_>) -> Result<Filter, SyntaxError> {
    let value = typed.value();
    let found = KINDS.iter().find(|kind| kind.0.eq_ignore_ascii_case(value));
    match found {
        Some((_, kind)) => Ok(Filter::Kind(*kind)),
        None => Err(typed.wrong(
            typed.start..typed.end,
            messages::search::no_kind(),
            &messages::search::write_kind(),
        )),
    }
}

impl Filter {
    /// Tells the filter as it is typed.
    pub(in crate::search) fn told(&self) -> ToldFilter<'_> {
        let (field, value) = match self {
            Filter::Issue(id) => ("issue", id.clone()),
            Filter::Months { first, last } => ("issue", range(first, last)),
            Filter::Date(DateRange { first, last }) => ("date", range(first, last)),
            Filter::Kind(kind) => ("kind", kind.as_str().to_owned()),
            Filter::Publisher(name) => ("source", name.clone()),
            Filter::AnyOf(filters) => return ToldFilter::AnyOf(filters),
        };
        ToldFilter::Value(field, value)
    }

    fn whole(text: &str) -> Typed<'_> {
        let (start, end) = (0, text.len());
        Typed { text, start, end }
    }

    /// The filter of `date:` with this value, for flags.
    ///
    /// # Errors
    ///
    /// Where the value is no date.
    pub fn dates(value: &str) -> Result<Self, SyntaxError> {
        dates(Filter::whole(value))
    }

    /// The filter of `issue:` with this value, for flags.
    ///
    /// # Errors
    ///
    /// Where the value looks like a month and is none.
    pub fn issues(value: &str) -> Result<Self, SyntaxError> {
        issues(Filter::whole(value))
    }

    /// The filter of `kind:` with this value, for flags.
    ///
    /// # Errors
    ///
    /// Where there is no such kind.
    pub fn kind(value: &str) -> Result<Self, SyntaxError> {
        kind(Filter::whole(value))
    }
}

/// A range as a query has it; one value where both ends are the same.
fn range<T: PartialEq + ToString>(first: &Option<T>, last: &Option<T>) -> String {
    let end = |end: &Option<T>| end.as_ref().map(T::to_string).unwrap_or_default();
    if first == last {
        return end(first);
    }
    format!("{}{RANGE}{}", end(first), end(last))
}

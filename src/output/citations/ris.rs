//! Citations as RIS: a tag and a value a line, a record a work.
//!
//! Lines end in CR LF, as the format's description has it, and no value has a line end.

use std::io::{self, Write};

use super::CitationWriter;
use super::text::days;
use super::work::{Work, WorkKind};
use crate::document::PartialDate;

/// Writes RIS.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ris;

impl CitationWriter for Ris {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        for work in works {
            for (tag, value) in fields(work) {
                write!(out, "{tag}  - {value}\r\n")?;
            }
            write!(out, "ER  - \r\n")?;
        }
        Ok(())
    }
}

/// The lines of a record but for its end.
fn fields(work: &Work) -> Vec<(&'static str, String)> {
    let kind = match (work.kind, &work.url) {
        (WorkKind::Article, _) => "MGZN",
        (_, Some(_)) => "ELEC",
        (_, None) => "GEN",
    };
    let mut fields = vec![("TY", kind.to_owned()), ("ID", work.key.clone())];
    let mut add = |tag, value: Option<String>| fields.extend(value.map(|value| (tag, value)));
    // A comma would make a family name of what stands before it.
    let tag = match &work.author {
        Some(author) if author.contains(',') => "PB",
        _ => "AU",
    };
    add(tag, work.author.clone());
    add(
        "TI",
        Some(work.title.clone()).filter(|title| !title.is_empty()),
    );
    add("T2", work.publication.clone());
    add("IS", work.issue.clone());
    let date = work.issued.map(|date| match date {
        PartialDate::Year(year) => (year, format!("{year}///")),
        PartialDate::Month(month) => {
            let (year, month) = (month.year(), month.number());
            (year, format!("{year}/{month:02}//"))
        }
        PartialDate::Day(day) => {
            let (year, month, day) = (day.year(), day.month(), day.day());
            (year, format!("{year}/{month:02}/{day:02}/"))
        }
    });
    add("PY", date.as_ref().map(|(year, _)| year.to_string()));
    add("DA", date.map(|(_, date)| date));
    add("UR", work.url.clone());
    let note = [days(work), work.place.clone(), work.note.clone()];
    let note: Vec<String> = note.into_iter().flatten().collect();
    add("N1", (!note.is_empty()).then(|| note.join(", ")));
    fields
}

#[cfg(test)]
mod tests {
    use super::super::work::{hostile_text, test_work};
    use super::*;
    use biblib::{CitationParser, RisParser};
    use proptest::prelude::*;

    fn written(works: &[Work]) -> String {
        let mut out = Vec::new();
        Ris.write(&mut out, works).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The records of a text that keeps to the grammar of lines: a tag of two signs, two
    /// spaces, a hyphen, a space, a value, CR LF; TY first and ER last.
    fn records(text: &str) -> Vec<Vec<(&str, &str)>> {
        let mut records = Vec::new();
        let mut record = Vec::new();
        let mut lines = text.split("\r\n").collect::<Vec<_>>();
        assert_eq!(lines.pop(), Some(""), "the last line has no end");
        for line in lines {
            assert!(!line.contains(char::is_control), "{line:?}");
            let (tag, value) = line.split_once("  - ").expect("a tag and a value");
            let mut signs = tag.chars();
            assert!(
                signs.next().is_some_and(|c| c.is_ascii_uppercase()),
                "{tag}"
            );
            let second = signs.next().expect("a second sign");
            assert!(
                second.is_ascii_uppercase() || second.is_ascii_digit(),
                "{tag}"
            );
            assert_eq!(signs.next(), None, "{tag}");
            assert_eq!(record.is_empty(), tag == "TY", "{line}");
            record.push((tag, value));
            if tag == "ER" {
                assert_eq!(value, "");
                records.push(std::mem::take(&mut record));
            }
        }
        assert!(record.is_empty(), "the last record has no end");
        records
    }

    fn value<'a>(record: &[(&str, &'a str)], tag: &str) -> Option<&'a str> {
        let mut values = record.iter().filter(|(name, _)| *name == tag);
        let value = values.next().map(|(_, value)| *value);
        assert!(values.next().is_none(), "{tag} stands twice");
        value
    }

    #[test]
    fn a_record_is_read_back_by_a_parser() {
        let work = test_work("국내 최초 ‘레드팀’: A/B & {C}", "과학기술정보통신부", None);
        let citations = RisParser::new()
            .parse(&written(&[work.clone(), work]))
            .unwrap();
        assert_eq!(citations.len(), 2);
        assert_eq!(citations[0].title, "국내 최초 ‘레드팀’: A/B & {C}");
        assert_eq!(citations[0].authors[0].name, "과학기술정보통신부");
        let date = citations[0].date.as_ref().unwrap();
        assert_eq!((date.year, date.month, date.day), (2024, Some(4), Some(11)));
    }

    #[test]
    fn a_name_with_a_comma_is_no_persons() {
        let text = written(&[test_work("글", "Johnson, Inc.", None)]);
        assert!(text.contains("\r\nPB  - Johnson, Inc.\r\n"), "{text}");
        assert!(!text.contains("AU  - "), "{text}");
    }

    proptest! {
        #[test]
        fn any_title_stays_a_value(title in hostile_text(), name in hostile_text()) {
            let hostile = format!("{title}\r\nER  - \nTY  - JOUR\u{2028}{name}");
            let works = [
                test_work(&hostile, &name, Some(&title)),
                test_work(&title, &hostile, None),
            ];
            let text = written(&works);
            let records = records(&text);
            prop_assert_eq!(records.len(), 2);
            for (record, work) in records.iter().zip(&works) {
                prop_assert_eq!(value(record, "TI").unwrap_or_default(), work.title.as_str());
                prop_assert_eq!(value(record, "UR"), work.url.as_deref());
                let author = value(record, "AU").or(value(record, "PB"));
                prop_assert_eq!(author, work.author.as_deref());
            }
            let parsed = RisParser::new().parse(&text).unwrap();
            prop_assert_eq!(parsed.len(), 2);
            prop_assert_eq!(&parsed[0].title, &works[0].title);
        }
    }
}

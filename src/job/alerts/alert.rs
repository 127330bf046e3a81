//! `alerts.txt` of a corpus folder: queries of which somebody wants to be told what is new.
//!
//! Defines the file's form and what is told of a line that is no alert. What each finds is
//! `news`'s.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use crate::corpus::{self, ALERTS_FILE, CorpusError};
use crate::job::JobError;
use crate::language::{Message, messages};
use crate::regular_file;
use crate::search::is_field_name;

/// No file of alerts is larger: each of its lines is searched for in every run.
const LARGEST_BYTES: u64 = 1 << 20;

/// No name is longer: it is the heading over what is new.
const LONGEST_NAME_CHARS: usize = 100;

/// A query of which somebody wants to be told what is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The line of the file, counted from 1.
    pub line: u32,
    /// What it is called. No two of a file are called alike.
    pub name: String,
    /// What is looked for.
    pub query: String,
}

/// The alerts of a corpus folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alerts {
    /// In the order of the file.
    pub alerts: Vec<Alert>,
    /// The lines that are none, each with what to do.
    pub bad_lines: Vec<CorpusError>,
}

impl Alerts {
    /// Those of the file in a corpus folder.
    ///
    /// # Errors
    ///
    /// Where there is no file ([`JobError::NoAlerts`]), or it is no text that can be read.
    pub fn read(corpus: &Path) -> Result<Self, JobError> {
        let path = corpus.join(ALERTS_FILE);
        let bytes = match regular_file::read(&path, LARGEST_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(JobError::NoAlerts(path));
            }
            Err(error) => {
                return Err(JobError::Failed(anyhow::anyhow!(
                    messages::alerts::cannot_read(&path.display(), &error)
                )));
            }
        };
        Ok(Alerts::of_bytes(&bytes)?)
    }

    /// Those of a file of these bytes, whatever encoding it is in.
    ///
    /// # Errors
    ///
    /// Where they are no text.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, CorpusError> {
        let is_blank = |byte: &u8| byte.is_ascii_whitespace();
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if text.iter().all(is_blank) {
            return Ok(Alerts::default());
        }
        let (text, damaged_lines) = corpus::text_of(ALERTS_FILE, bytes)?;
        Ok(Alerts::parse(&text, &damaged_lines))
    }

    /// Reads an alert a line: its name, a colon, the query. `#` begins a comment line.
    fn parse(text: &str, damaged_lines: &[u32]) -> Self {
        let mut read = Alerts::default();
        let mut lines: HashMap<String, u32> = HashMap::new();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for (line, content) in (1..).zip(text.lines()) {
            let content = content.trim_start_matches('\u{feff}').trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let parted = if damaged_lines.contains(&line) {
                Err(messages::alerts::no_character())
            } else {
                parted(content)
            };
            let parted = parted.and_then(|(name, query)| match lines.get(name) {
                Some(first) => Err(messages::alerts::same_name(&name, &first)),
                None => Ok((name, query)),
            });
            match parted {
                Ok((name, query)) => {
                    lines.insert(name.to_owned(), line);
                    read.alerts.push(Alert {
                        line,
                        name: name.to_owned(),
                        query: query.to_owned(),
                    });
                }
                Err(message) => {
                    let error = CorpusError::new(ALERTS_FILE, Some(line), message);
                    read.bad_lines.push(error);
                }
            }
        }
        read
    }
}

/// Name and query of a line; what is wrong with it where it is no alert.
fn parted(content: &str) -> Result<(&str, &str), Message> {
    const FORM: Message = messages::alerts::form();
    let Some((name, query)) = content.split_once([':', '：']) else {
        return Err(messages::alerts::no_alert(&FORM));
    };
    let is_together = query.starts_with(|c: char| !c.is_whitespace());
    let (name, query) = (name.trim(), query.trim());
    if name.is_empty() {
        return Err(messages::alerts::no_name(&FORM));
    }
    if is_together && is_field_name(name) {
        return Err(messages::alerts::begins_as_query(&name));
    }
    if name.chars().count() > LONGEST_NAME_CHARS {
        return Err(messages::alerts::name_too_long(&LONGEST_NAME_CHARS));
    }
    if query.is_empty() {
        return Err(messages::alerts::no_query(&FORM));
    }
    Ok((name, query))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Vec<(u32, String, String)>, Vec<String>) {
        let alerts = Alerts::of_bytes(text.as_bytes()).unwrap();
        let read = alerts.alerts.into_iter();
        let read = read.map(|alert| (alert.line, alert.name, alert.query));
        let bad = alerts.bad_lines.iter().map(ToString::to_string);
        (read.collect(), bad.collect())
    }

    #[test]
    fn a_line_is_a_name_and_a_query() {
        let (alerts, bad) = read(
            "\u{feff}# 알림\n\n레드팀 동향: 레드팀 OR \"적대적 공격\" -게임\r\n  규제 :제목:규제 호:2024-05 \n\
             제목: 요약:투자\n전각：출처:OpenAI\n",
        );
        assert_eq!(bad, Vec::<String>::new());
        let expected = [
            (3, "레드팀 동향", "레드팀 OR \"적대적 공격\" -게임"),
            (4, "규제", "제목:규제 호:2024-05"),
            (5, "제목", "요약:투자"),
            (6, "전각", "출처:OpenAI"),
        ];
        let expected = expected.map(|(line, name, query)| (line, name.into(), query.into()));
        assert_eq!(alerts, expected);
    }

    #[test]
    fn a_line_that_is_none_is_told_with_its_place_and_costs_no_other() {
        let (alerts, bad) = read("레드팀\n: 레드팀\n규제:\n규제: 규제\n제목:투자\n규제: 법\n");
        assert_eq!(alerts, [(4, "규제".to_owned(), "규제".to_owned())]);
        let beginnings = [
            "alerts.txt:1: is no alert; write a name",
            "alerts.txt:2: has no name; write a name",
            "alerts.txt:3: has no query; write a name",
            "alerts.txt:5: begins with `제목:`, which is a part of a query; write a name",
            "alerts.txt:6: is called “규제” as line 4 is; give it another name",
        ];
        assert_eq!(bad.len(), beginnings.len(), "{bad:#?}");
        for (told, beginning) in bad.iter().zip(beginnings) {
            assert!(told.starts_with(beginning), "{told}");
        }
        let (alerts, bad) = read(&format!("{}: 규제\n", "가".repeat(101)));
        assert!(
            alerts.is_empty() && bad[0].contains("make it shorter"),
            "{bad:?}"
        );
    }

    #[test]
    fn files_are_read_in_the_encodings_that_digest_files_come_in() {
        let text = "레드팀 동향: 레드팀\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little = units.iter().flat_map(|unit| unit.to_le_bytes());
        let big = units.iter().flat_map(|unit| unit.to_be_bytes());
        let marked = [
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [0xFF, 0xFE].into_iter().chain(little).collect(),
            [0xFE, 0xFF].into_iter().chain(big).collect(),
            // CP949.
            b"\xB7\xB9\xB5\xE5\xC6\xC0 \xB5\xBF\xC7\xE2: \xB7\xB9\xB5\xE5\xC6\xC0\n".to_vec(),
        ];
        for bytes in marked {
            let alerts = Alerts::of_bytes(&bytes).unwrap();
            assert_eq!(alerts, Alerts::of_bytes(text.as_bytes()).unwrap());
            assert_eq!(alerts.alerts.len(), 1);
        }
        for empty in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\t"] {
            assert_eq!(Alerts::of_bytes(empty).unwrap(), Alerts::default());
        }
        let damaged = Alerts::of_bytes("규제: 규제\n레드\u{0}팀: 레드팀\n".as_bytes());
        assert!(damaged.unwrap_err().to_string().contains("alerts.txt:2"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Alerts::of_bytes(&bytes);
        }

        #[test]
        fn any_line_is_an_alert_a_comment_or_told(lines in prop::collection::vec("[ 가나a:：#\"제목\t]{0,9}", 0..9)) {
            let text = lines.join("\n");
            let alerts = Alerts::parse(&text, &[]);
            let is_said = |line: &&str| {
                let line = line.trim();
                !line.is_empty() && !line.starts_with('#')
            };
            let said = text.lines().filter(is_said).count();
            prop_assert_eq!(alerts.alerts.len() + alerts.bad_lines.len(), said);
            for alert in &alerts.alerts {
                prop_assert!(!alert.name.is_empty() && !alert.query.is_empty());
                let named = alerts.alerts.iter().filter(|other| other.name == alert.name);
                prop_assert_eq!(named.count(), 1);
            }
        }
    }
}

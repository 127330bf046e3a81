//! Queries read from a stream, one a line.
//!
//! Defines the two forms of a line. Searching and writing are left to the callers.

use std::fmt;

use crate::language::{Message, messages};
use serde_json::Value;

/// A query of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchQuery {
    /// The name that the line gave it.
    pub qid: Option<String>,
    /// The text to search for.
    pub text: String,
    /// Keys of the line that mean nothing.
    pub unknown: Vec<String>,
}

/// Why a line is no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLineError(Message);

impl fmt::Display for BatchLineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for BatchLineError {}

impl BatchQuery {
    /// Reads a line without its end. One that begins with `{` is JSON with a `text`
    /// and perhaps a `qid`, a string or a number; any other is the text itself.
    ///
    /// # Errors
    ///
    /// Where the line is no UTF-8, or begins with `{` and is not that.
    pub fn parse(line: &[u8]) -> Result<Self, BatchLineError> {
        let wrong = |message: Message| Err(BatchLineError(message));
        let line = match std::str::from_utf8(line) {
            Ok(line) => line.trim_end_matches('\r'),
            Err(error) => {
                let at = error.valid_up_to() + 1;
                return wrong(messages::search::batch_no_utf8(&at));
            }
        };
        if !line.trim_start().starts_with('{') {
            return Ok(BatchQuery {
                qid: None,
                text: line.to_owned(),
                unknown: Vec::new(),
            });
        }
        let form = messages::search::batch_form();
        let value: Value = match serde_json::from_str(line) {
            Ok(value) => value,
            Err(error) => return wrong(messages::search::batch_no_json(&error, &form)),
        };
        let Some(text) = value.get("text").and_then(Value::as_str) else {
            return wrong(messages::search::batch_no_text(&form));
        };
        let qid = match value.get("qid") {
            None | Some(Value::Null) => None,
            Some(Value::String(qid)) => Some(qid.clone()),
            Some(Value::Number(qid)) => Some(qid.to_string()),
            Some(_) => return wrong(messages::search::batch_bad_qid(&form)),
        };
        let keys = value.as_object().into_iter().flat_map(|line| line.keys());
        let unknown = keys.filter(|key| !matches!(key.as_str(), "qid" | "text"));
        Ok(BatchQuery {
            qid,
            text: text.to_owned(),
            unknown: unknown.cloned().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<(Option<String>, String), String> {
        match BatchQuery::parse(line.as_bytes()) {
            Ok(query) => Ok((query.qid, query.text)),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn both_forms_are_read() {
        assert_eq!(parsed("레드팀 "), Ok((None, "레드팀 ".to_owned())));
        assert_eq!(parsed(""), Ok((None, String::new())));
        let named = Ok((Some("q1".to_owned()), "레드팀".to_owned()));
        assert_eq!(parsed(r#"{"qid":"q1","text":"레드팀","more":1}"#), named);
        let numbered = Ok((Some("7".to_owned()), "x".to_owned()));
        assert_eq!(parsed("{\"qid\":7,\"text\":\"x\"}\r"), numbered);
    }

    #[test]
    fn keys_that_mean_nothing_are_named() {
        let read = BatchQuery::parse(br#"{"text":"AI","limit":1}"#).unwrap();
        assert_eq!(read.unknown, ["limit"]);
    }

    #[test]
    fn what_is_neither_is_told() {
        assert!(parsed("{레드팀}").unwrap_err().contains("is not JSON"));
        assert!(parsed(r#"{"qid":"1"}"#).unwrap_err().contains("no `text`"));
        assert!(
            parsed(r#"{"qid":[],"text":"x"}"#)
                .unwrap_err()
                .contains("qid")
        );
        assert!(
            BatchQuery::parse(b"a\xff")
                .unwrap_err()
                .to_string()
                .contains("byte 2")
        );
    }
}

//! A text of JSON to the fields of a record: no object gives a key twice, since of two values
//! one would be lost without a word, and of keys that mean nothing no value is made.
//!
//! What programs write that is not quite JSON is read all the same where there is one way to.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess};
use serde::de::{SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::fields::FieldNames;
use super::mended::mended;
use crate::corpus::allowance::MOST_ENTRIES;
use crate::language::{Message, messages};

/// The keys that mean something inside the value of a field.
const INNER_KEYS: [&str; 15] = [
    "#text",
    "$date",
    "$t",
    "@href",
    "_",
    "date",
    "href",
    "name",
    "publisher",
    "rel",
    "rendered",
    "title",
    "url",
    "value",
    "text",
];

/// The fields of a record.
pub(in crate::corpus) type Fields = Map<String, Value>;

/// Whether a text is a JSON object, whatever is in it.
pub(in crate::corpus) fn is_object(text: &str) -> bool {
    text.starts_with('{') && serde_json::from_str::<IgnoredAny>(&mended(text)).is_ok()
}

/// The fields of the object in a text, which stands on one line or many, and whether a
/// character of it was no character; the error says what is wrong with it.
pub(in crate::corpus) fn fields(text: &str, names: &FieldNames) -> Result<(Fields, bool), Message> {
    let mended = mended(text);
    let has_no_character = matches!(&mended, Cow::Owned(text) if text.contains("\\ufffd"));
    let mut deserializer = serde_json::Deserializer::from_str(&mended);
    let refused = RefCell::new(None);
    let seed = AnyValue {
        names,
        refused: &refused,
    };
    let read = seed
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match read {
        Ok(Value::Object(fields)) => Ok((fields, has_no_character)),
        Ok(_) => Err(messages::records::no_object()),
        Err(error) => {
            let what = error.to_string();
            // serde_json counts lines within the text that it was given.
            let what = what.split(" at line ").next().unwrap_or_default();
            if let Some(message) = refused.take() {
                return Err(message);
            }
            if error.is_data() {
                return Err(Message::verbatim(what));
            }
            let column = error.column();
            let message = match error.line() {
                1 => messages::records::no_json(&what, &column),
                line => messages::records::no_json_below(&what, &column, &(line - 1)),
            };
            Err(messages::records::write_whole_objects(&message))
        }
    }
}

/// A JSON value that is refused where one of its objects gives a key twice, or a list of it
/// is longer than any of an article may be. Values of keys that mean nothing are null.
#[derive(Clone, Copy)]
struct AnyValue<'n> {
    names: &'n FieldNames,
    /// Why it was refused: serde keeps the text of an error alone, which is in one language.
    refused: &'n RefCell<Option<Message>>,
}

impl AnyValue<'_> {
    fn refuse<E: Error>(self, message: Message) -> E {
        let error = E::custom(&message);
        *self.refused.borrow_mut() = Some(message);
        error
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self)? {
            if values.len() == MOST_ENTRIES {
                return Err(self.refuse(messages::records::too_many_entries(&MOST_ENTRIES)));
            }
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(self.refuse(messages::records::key_twice(&key)));
            }
            let means = self.names.role(&key).is_some() || INNER_KEYS.contains(&key.as_str());
            let value = if means {
                entries.next_value_seed(self)?
            } else {
                entries.next_value::<IgnoredAny>()?;
                Value::Null
            };
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// The id in a text that is no record, where one can be made out: the text or number behind
/// the key `id`, if it is no key of an object inside.
pub(in crate::corpus) fn recovered_id(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("\"id\"")?;
    let opened = before.matches(['{', '[']).count();
    if opened != before.matches(['}', ']']).count() + 1 {
        return None;
    }
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Scalar>();
    values.next()?.ok().map(|id| id.0)
}

/// A text or a number, as a text.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Scalar;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a number")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }

        deserializer.deserialize_any(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_out_in_what_is_cut() {
        for (text, id) in [
            ("{\"id\":\"2\",\"title\":\"깨진", Some("2")),
            ("{\"title\": \"a\", \"id\" : 7, \"body\"", Some("7")),
            ("{\"id\": \"깨", None),
            ("{\"source\": {\"id\": \"b\"}, \"title\": \"깨", None),
            (
                "{\"source\": {\"x\": 1}, \"id\": \"b\", \"title\": \"깨",
                Some("b"),
            ),
            ("{\"id\": {\"id\": 3}", None),
            ("not json", None),
        ] {
            assert_eq!(recovered_id(text).as_deref(), id, "{text}");
        }
    }

    #[test]
    fn values_of_unknown_keys_are_not_made_and_depth_is_bounded() {
        let names = FieldNames::default();
        let (read, _) = fields("{\"title\": \"a\", \"x\": [1, {\"y\": 2}]}", &names).unwrap();
        assert_eq!(read.get("x"), Some(&Value::Null));
        let deep = format!(
            "{{\"body\": {}1{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert!(fields(&deep, &names).is_err());
        assert!(!is_object(&"{\"a\":".repeat(100_000)));
    }
}

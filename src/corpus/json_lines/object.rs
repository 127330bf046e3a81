//! JSON in which no object gives a key twice: of two values one would be lost
//! without a word. Of keys that mean nothing no value is made.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::corpus::allowance::MOST_ENTRIES;

/// The keys that mean something, in an article or in a citation of it.
const KEYS: [&str; 8] = [
    "id",
    "title",
    "summary",
    "body",
    "date",
    "citations",
    "publisher",
    "url",
];

/// Whether a text is a JSON object, whatever is in it.
pub(super) struct AnyObject;

impl<'de> Deserialize<'de> for AnyObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = AnyObject;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<AnyObject, A::Error> {
                while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyObject)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// A JSON value that was refused where one of its objects gives a key twice, or a list of it
/// is longer than any of an article may be. Values of keys that mean nothing are null.
pub(super) struct SingleKeyed(pub Value);

impl<'de> Deserialize<'de> for SingleKeyed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(SingleKeyed)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
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
        while let Some(SingleKeyed(value)) = items.next_element()? {
            if values.len() == MOST_ENTRIES {
                return Err(A::Error::custom(format!(
                    "a list has more than {MOST_ENTRIES} entries; cut the article into several"
                )));
            }
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!(
                    "`{key}` is given twice in one object; keep one of them"
                )));
            }
            let value = if KEYS.contains(&key.as_str()) {
                entries.next_value::<SingleKeyed>()?.0
            } else {
                entries.next_value::<IgnoredAny>()?;
                Value::Null
            };
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

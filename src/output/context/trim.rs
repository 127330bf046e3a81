//! What an answer leaves out for a model: fields that say nothing to it, nulls, empty lists.

use serde_json::{Map, Value};

/// What is left out of one kind of answer.
#[derive(Debug, Clone, Copy)]
pub struct Trim {
    /// The list that the answer is of, which stays where it is empty.
    pub rows: &'static str,
    /// Fields that go wherever they stand.
    pub dropped: &'static [&'static str],
}

/// Left out where it tells the same as a day beside it.
pub(super) const KNOWN: &str = "known_date";

/// What that day is called.
const DAYS: [&str; 2] = ["date", "first_day"];

impl Trim {
    /// Leaves out of `object` what it names, nulls, empty lists, and a known date that is the
    /// day beside it.
    pub fn apply(&self, object: &mut Map<String, Value>) {
        let is_day = |day: &&str| {
            object
                .get(*day)
                .is_some_and(|day| object.get(KNOWN) == Some(day))
        };
        if DAYS.iter().any(is_day) {
            object.remove(KNOWN);
        }
        object.retain(|name, value| !self.is_left_out(name, value));
        for value in object.values_mut() {
            self.apply_within(value);
        }
    }

    fn apply_within(&self, value: &mut Value) {
        match value {
            Value::Object(object) => self.apply(object),
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply_within(item)),
            _ => {}
        }
    }

    fn is_left_out(&self, name: &str, value: &Value) -> bool {
        let is_empty = match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty() && name != self.rows,
            _ => false,
        };
        is_empty || self.dropped.contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_says_nothing_goes() {
        let trim = Trim {
            rows: "hits",
            dropped: &["score"],
        };
        let mut object = json!({
            "hits": [
                {"id": "a/1", "score": 1.0, "date": "2024-04-11", "known_date": "2024-04-11", "missing": []},
                {"id": "a/2", "score": 1.0, "date": null, "known_date": "2024-04", "url": null},
            ],
            "rewrites": [],
        });
        trim.apply(object.as_object_mut().unwrap());
        assert_eq!(
            object,
            json!({"hits": [
                {"id": "a/1", "date": "2024-04-11"},
                {"id": "a/2", "known_date": "2024-04"},
            ]})
        );
        let mut none = json!({"hits": [], "total": 0});
        trim.apply(none.as_object_mut().unwrap());
        assert_eq!(none, json!({"hits": [], "total": 0}));
    }
}

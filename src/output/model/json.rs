//! JSON for programs: a contract, of which `format_version` tells the number.
//!
//! A field never changes its meaning within a version. Offsets are Unicode scalar
//! values, dates ISO 8601, times milliseconds. Defines how an object is made and written;
//! which fields an answer has is its own.

use std::io::{self, Write};
use std::ops::Range;

use serde::ser::{Serialize, Serializer as AnySerializer};
use serde_json::ser::{Formatter, Serializer};

use crate::document::{PartialDate, steers};

/// Something that serialises, without its `format_version`.
pub type Object<'a> = Box<dyn erased_serde::Serialize + 'a>;

/// The number of the contract, alike in every object.
pub(in crate::output) const FORMAT_VERSION: u32 = 1;

/// The oldest number of the contract that this build speaks.
pub const OLDEST_FORMAT_VERSION: u32 = 1;

/// The newest number of the contract that this build speaks, which it writes.
pub const NEWEST_FORMAT_VERSION: u32 = FORMAT_VERSION;

/// Serialises an object: its fields in order, each a name and a value. A field whose name
/// is followed by `?` has an option and is left out where there is none.
macro_rules! object {
    ($serializer:expr, { $($fields:tt)* }) => {{
        #[allow(unused_imports, reason = "where it stands it may be imported already")]
        use serde::ser::SerializeMap as _;
        let mut map = $serializer.serialize_map(None)?;
        $crate::output::model::object!(@fields map, $($fields)*);
        map.end()
    }};
    (@fields $map:ident, $name:literal?: $value:expr, $($rest:tt)*) => {
        if let Some(value) = $value {
            $map.serialize_entry($name, &value)?;
        }
        $crate::output::model::object!(@fields $map, $($rest)*);
    };
    (@fields $map:ident, $name:literal: $value:expr, $($rest:tt)*) => {
        $map.serialize_entry($name, &$value)?;
        $crate::output::model::object!(@fields $map, $($rest)*);
    };
    (@fields $map:ident,) => {};
}
pub(in crate::output) use object;

/// Tells programs of a value by an object of these fields, as `object` has them.
macro_rules! told {
    ($type:ty, $value:ident, { $($fields:tt)* }) => {
        impl serde::Serialize for $crate::output::model::Told<'_, $type> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self.0;
                $crate::output::model::object!(serializer, { $($fields)* })
            }
        }
    };
}
pub(in crate::output) use told;

/// A value as programs are told of it, where the contract's shape is not the value's own.
pub(in crate::output) struct Told<'a, T: ?Sized>(pub &'a T);

impl<T> Serialize for Told<'_, [T]>
where
    for<'b> Told<'b, T>: Serialize,
{
    fn serialize<S: AnySerializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Told))
    }
}

/// An object that stands alone and tells its `format_version`.
pub(in crate::output) struct Versioned<T>(pub T);

impl<T: Serialize> Serialize for Versioned<T> {
    fn serialize<S: AnySerializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Flat<'a, T> {
            format_version: u32,
            #[serde(flatten)]
            object: &'a T,
        }
        let flat = Flat {
            format_version: FORMAT_VERSION,
            object: &self.0,
        };
        flat.serialize(serializer)
    }
}

/// A day, ISO 8601; `None` where no more than the month is known.
pub(in crate::output) fn day<D: Into<PartialDate>>(date: Option<D>) -> Option<String> {
    let day = date.and_then(|date| date.into().day());
    day.map(|day| day.to_string())
}

/// A score or a part of one.
pub(in crate::output) fn score(value: f32) -> f64 {
    to_four_places(f64::from(value))
}

/// A figure to four places: digits beyond say nothing.
pub(in crate::output) fn to_four_places(value: f64) -> f64 {
    rounded(value, 10_000.0)
}

pub(in crate::output) fn pairs(ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    ranges
        .iter()
        .map(|range| [range.start, range.end])
        .collect()
}

/// `value` to the nearest part of 1 in `parts`: digits beyond say nothing.
fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// One object on a line: for every reader, since what steers what shows it is escaped.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

/// JSON on one line, as serde_json writes it, with more characters escaped: a reader gets
/// the same values, and no line ends at a U+2028 within one, as some split them.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(steers) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                // All that steer are below U+10000.
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::harmless::{STEERING, is_harmless};
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_read_back() {
        let text = format!("가{STEERING}나\"\\😀{STEERING}");
        let value = serde_json::json!({ text.clone(): [text.clone(), "\u{2028}"] });
        let mut out = Vec::new();
        write_line(&mut out, &value).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(is_harmless(line.strip_suffix('\n').unwrap()), "{line:?}");
        assert!(
            line.contains("\\u0085") && line.contains("\\u2028"),
            "{line}"
        );
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read, value);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_and_steers_nothing(text in any::<String>(), more in "[\\PC\\x00-\\x1f\u{7f}-\u{9f}\u{2028}-\u{202e}\\\\\"]{0,20}") {
            let value = serde_json::json!([text, more]);
            let mut out = Vec::new();
            write_line(&mut out, &value).unwrap();
            let line = String::from_utf8(out).unwrap();
            prop_assert!(is_harmless(line.strip_suffix('\n').unwrap()), "{line:?}");
            let read: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read, value);
        }
    }

    #[test]
    fn ordinary_text_is_not_escaped() {
        let mut out = Vec::new();
        write_line(&mut out, &"가힣 é—“”…\u{3000}😀").unwrap();
        assert_eq!(out, "\"가힣 é—“”…\u{3000}😀\"\n".as_bytes());
    }
}

//! Where the records of a text of JSON begin and end.
//!
//! Only brackets and quotes are looked at, so that one record which is no JSON costs no
//! other, and nothing is made of what nobody asks for.

use crate::corpus::characters::is_space;
use crate::corpus::records::fields::{FieldNames, FieldRole};

/// How deep a list of records may lie in objects.
const DEEPEST: usize = 4;

/// The longest key that is looked at.
const KEY_BYTES: usize = 200;

/// A text may be gone through so many times over, for records that do not end.
const TIMES_OVER: usize = 8;

/// An element of a list, or one of several values that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'t> {
    /// The byte at which it begins.
    pub at: usize,
    /// Itself.
    pub text: &'t str,
}

/// Where the records of a text are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RecordsPlace {
    /// The byte behind the bracket that opens their list, or the text's first.
    pub from: usize,
    /// Names of other lists of objects beside it.
    pub others: Vec<String>,
    /// Whether the text is one object without such a list.
    pub is_alone: bool,
    /// Whether a bracket must close them.
    pub is_enclosed: bool,
}

/// Where the records are: in the list that the text is, in the longest list of objects of the
/// object that it is, or else in the text itself.
pub(super) fn records_at(text: &str, names: &FieldNames) -> RecordsPlace {
    let start = blank_end(text, 0);
    let place = |from: usize| RecordsPlace {
        from,
        others: Vec::new(),
        is_alone: false,
        is_enclosed: from > start,
    };
    let first = text.as_bytes().get(start);
    if first == Some(&b'[') {
        return place(start + 1);
    }
    if first != Some(&b'{') || blank_end(text, value_end(text, start)) < text.len() {
        return place(start);
    }
    let mut lists = Vec::new();
    find_lists(text, start, names, 0, &mut lists);
    lists.sort_by_key(|list: &(String, usize, usize)| std::cmp::Reverse(list.2));
    let mut lists = lists.into_iter();
    match lists.next() {
        Some((_, from, _)) => RecordsPlace {
            from,
            others: lists.map(|(name, ..)| name).collect(),
            is_alone: false,
            is_enclosed: true,
        },
        // What is named in it are records, where none of it is a field.
        None if holds_records(text, start, names) => place(start + 1),
        None => RecordsPlace {
            is_alone: true,
            ..place(start)
        },
    }
}

/// So many entries of an object are looked at for what it holds.
const ENTRIES: usize = 50;

/// Whether the object at `at` holds objects alone, under names that no field has.
fn holds_records(text: &str, at: usize, names: &FieldNames) -> bool {
    let mut at = at + 1;
    let mut count = 0;
    while let Some((key, value)) = entry_at(text, at).filter(|_| count < ENTRIES) {
        let is_object = text.as_bytes().get(value) == Some(&b'{');
        if !is_object || key.len() > KEY_BYTES || names.role(key).is_some() {
            return false;
        }
        at = value_end(text, value);
        count += 1;
    }
    count > 0
}

/// The key of an entry that begins at `at`, and the byte at which its value begins.
fn entry_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let at = blank_end(text, at);
    if text.as_bytes().get(at) != Some(&b'"') {
        return None;
    }
    let end = value_end(text, at);
    let key = text.get(at + 1..end.saturating_sub(1)).unwrap_or_default();
    let colon = blank_end(text, end);
    let is_entry = text.as_bytes().get(colon) == Some(&b':');
    is_entry.then(|| (key, blank_end(text, colon + 1)))
}

/// Finds the lists of objects in the object at `at`: the name of each, the byte behind its
/// bracket, and its length. None where the object is a record itself.
fn find_lists(
    text: &str,
    at: usize,
    names: &FieldNames,
    depth: usize,
    lists: &mut Vec<(String, usize, usize)>,
) {
    let bytes = text.as_bytes();
    let mut at = at + 1;
    let mut has_title = false;
    let mut has_body = false;
    let found_before = lists.len();
    while let Some((key, value)) = entry_at(text, at) {
        at = value;
        let end = value_end(text, at);
        let role = (key.len() <= KEY_BYTES).then(|| names.role(key)).flatten();
        let role = role.map(|(role, _)| role);
        let opens = |offset: usize| bytes.get(blank_end(text, offset)).copied();
        match bytes.get(at) {
            Some(b'[') if opens(at + 1) == Some(b'{') && role != Some(FieldRole::Citations) => {
                keep_longest(lists, (key.to_owned(), at + 1, end - at));
            }
            Some(b'{') if depth < DEEPEST && role != Some(FieldRole::Body) => {
                find_lists(text, at, names, depth + 1, lists);
            }
            Some(b'"' | b'[') => {
                has_title |= role == Some(FieldRole::Title);
                has_body |= role == Some(FieldRole::Body);
            }
            _ => {}
        }
        at = end.max(at + 1);
    }
    if has_title && has_body {
        lists.truncate(found_before);
    }
}

/// The name of a list without anything in it that the object which `text` is holds in the place
/// of records; `None` where the object has something of an article itself.
pub(super) fn empty_list<'t>(text: &'t str, names: &FieldNames) -> Option<&'t str> {
    empty_list_in(text, blank_end(text, 0), names, 0).unwrap_or_default()
}

/// The same of the object at `at`; an error where it has something of an article.
fn empty_list_in<'t>(
    text: &'t str,
    at: usize,
    names: &FieldNames,
    depth: usize,
) -> Result<Option<&'t str>, IsRecord> {
    let bytes = text.as_bytes();
    let mut at = at + 1;
    let mut found = None;
    while let Some((key, value)) = entry_at(text, at) {
        let role = (key.len() <= KEY_BYTES).then(|| names.role(key)).flatten();
        let role = role.map(|(role, _)| role);
        let opens = |offset: usize| bytes.get(blank_end(text, offset)).copied();
        match bytes.get(value) {
            Some(b'[') if opens(value + 1) == Some(b']') => found = found.or(Some(key)),
            Some(b'{') if depth < DEEPEST => {
                found = found.or(empty_list_in(text, value, names, depth + 1)?);
            }
            _ if matches!(role, Some(FieldRole::Title | FieldRole::Body)) => return Err(IsRecord),
            _ => {}
        }
        at = value_end(text, value).max(value + 1);
    }
    Ok(found)
}

/// That an object has something of an article.
struct IsRecord;

/// So many lists of an object are remembered.
const MOST_LISTS: usize = 32;

fn keep_longest(lists: &mut Vec<(String, usize, usize)>, list: (String, usize, usize)) {
    if lists.len() < MOST_LISTS {
        lists.push(list);
    } else if let Some(least) = lists.iter_mut().min_by_key(|list| list.2)
        && least.2 < list.2
    {
        *least = list;
    }
}

/// The byte at which something else than blanks and commas stands.
fn blank_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let bare = rest.trim_start_matches(|c: char| is_space(c) || c == ',' || c == '\u{feff}');
    text.len() - bare.len()
}

/// The byte behind the value that begins at `at`. A string ends with its line at the latest,
/// so that a quote that is missing costs one line.
fn value_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = at;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return at + usize::from(depth == 1),
            b'}' | b']' => depth -= 1,
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The elements of a list, from behind its bracket on.
pub(super) struct Elements<'t> {
    text: &'t str,
    at: usize,
    /// How many bytes may still be gone through.
    budget: usize,
}

impl<'t> Elements<'t> {
    pub(super) fn new(text: &'t str, from: usize) -> Self {
        Elements {
            text,
            at: from,
            budget: text.len().saturating_mul(TIMES_OVER),
        }
    }

    /// The byte at which the next element is looked for.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether all was gone through, and nothing is left that could close a list.
    pub(super) fn is_at_end(&self) -> bool {
        blank_end(self.text, self.at) == self.text.len()
    }

    /// Whether something is left that was not gone through.
    pub(super) fn gave_up(&self) -> bool {
        self.budget == 0 && blank_end(self.text, self.at) < self.text.len()
    }

    pub(super) fn next(&mut self) -> Option<Element<'t>> {
        if self.budget == 0 {
            return None;
        }
        let mut at = blank_end(self.text, self.at);
        // Records that are entries of an object stand behind their names.
        if let Some((_, value)) = entry_at(self.text, at) {
            self.budget = self.budget.saturating_sub(value - at);
            at = value;
        }
        let first = self.text.as_bytes().get(at)?;
        if matches!(first, b']' | b'}') {
            // The list ends. What is behind it is no record.
            return None;
        }
        let end = value_end(self.text, at).max(at + 1);
        let end = (end..=self.text.len()).find(|&end| self.text.is_char_boundary(end))?;
        self.budget = self.budget.saturating_sub(end - at);
        self.at = end;
        let text = self.text.get(at..end)?;
        Some(Element { at, text })
    }

    /// An element that is no record, up to where the next one seems to begin: at a bracket
    /// that stands as far in on its line, or before the same first key.
    pub(super) fn cut_short(&mut self, element: Element<'t>) -> Element<'t> {
        let line = self.text.get(..element.at).unwrap_or_default();
        let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
        let is_alone = line.chars().all(is_space);
        let length = if is_alone && element.text.starts_with('{') {
            let next = format!("\n{line}{{");
            element
                .text
                .find(&next)
                .map(|length| length + 1 + line.len())
        } else {
            same_key(element.text)
        };
        let Some(text) = length.and_then(|length| element.text.get(..length)) else {
            return element;
        };
        self.at = element.at + text.len();
        let text = text.trim_end_matches(|c: char| is_space(c) || c == ',');
        Element { text, ..element }
    }
}

/// Where the first key of an object comes again behind what ends a value.
fn same_key(text: &str) -> Option<usize> {
    let colon = text.bytes().take(KEY_BYTES).position(|byte| byte == b':')?;
    let opening = text.get(..=colon)?;
    if !opening.starts_with('{') {
        return None;
    }
    let mut matches = text.match_indices(opening).skip(1);
    let found = matches.find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        let before = before.trim_end_matches(is_space);
        before.ends_with(['}', ','])
    });
    found.map(|(at, _)| at)
}

//! As much of an answer as fits: rows from the first on, or the parts of a document from one
//! on. What does not fit is told, so that it can be asked for.

use serde_json::{Map, Value};

/// The longest text of a row and the longest list in one, first as it is and then where a row
/// would not fit by itself.
const BOUNDS: [(usize, usize); 2] = [(2_000, 20), (200, 5)];

/// What the field is called that counts what is left out of the list `name`.
pub(super) fn left_out(name: &str) -> String {
    format!("{name}_left_out")
}

/// How many characters `value` takes as JSON.
pub fn chars_of(value: &Value) -> usize {
    value.to_string().chars().count()
}

/// The first of `rows` that take at most `most_chars` together; one at least. Long texts and
/// lists within them are cut.
pub fn fit_rows(rows: Vec<Value>, most_chars: usize) -> Vec<Value> {
    let mut left = most_chars;
    let mut fitting = Vec::new();
    for mut row in rows {
        for (longest_text, longest_list) in BOUNDS {
            shorten(&mut row, longest_text, longest_list);
            if chars_of(&row) <= most_chars {
                break;
            }
        }
        let chars = chars_of(&row) + 1;
        if chars > left && !fitting.is_empty() {
            break;
        }
        left = left.saturating_sub(chars);
        fitting.push(row);
    }
    fitting
}

/// Cuts long texts, and lists of many, whose rest is counted beside them.
pub(super) fn shorten(value: &mut Value, longest_text: usize, longest_list: usize) {
    match value {
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(longest_text) {
                text.truncate(end);
                text.push('…');
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| shorten(item, longest_text, longest_list)),
        Value::Object(object) => shorten_fields(object, longest_text, longest_list),
        _ => {}
    }
}

fn shorten_fields(object: &mut Map<String, Value>, longest_text: usize, longest_list: usize) {
    let mut counts = Vec::new();
    for (name, value) in &mut *object {
        if let Value::Array(items) = value
            && items.len() > longest_list
        {
            counts.push((name.clone(), items.len() - longest_list));
            items.truncate(longest_list);
        }
        shorten(value, longest_text, longest_list);
    }
    for (name, count) in counts {
        let name = left_out(&name);
        let before = object.get(&name).and_then(Value::as_u64).unwrap_or(0);
        object.insert(name, Value::from(before + count as u64));
    }
}

/// Where in a document a reader goes on: a part, and a character of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DocumentStart {
    /// How many parts stand before, over all lists of the document.
    pub part: usize,
    /// How many characters of the part's text stand before.
    pub char: usize,
}

/// What fits of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The document with those parts alone.
    pub document: Map<String, Value>,
    /// Where the rest begins; `None` where there is none.
    pub next: Option<DocumentStart>,
}

/// The lists of a document that are long, in their order.
const LISTS: [&str; 4] = ["summary", "body", "description", "citations"];

/// The parts of `document`, an article or an event, from `start` on that take at most
/// `most_chars`; one at least where `must` is set, of which the beginning may be all.
///
/// `None` where nothing fits and need not.
pub fn fit_document(
    mut document: Map<String, Value>,
    start: DocumentStart,
    most_chars: usize,
    must: bool,
) -> Option<Fitted> {
    let mut lists = Vec::new();
    let mut count = 0;
    for name in LISTS {
        if let Some(Value::Array(parts)) = document.remove(name) {
            count += parts.len();
            lists.push((name, parts));
        }
    }
    let (longest_text, longest_list) = BOUNDS[0];
    shorten_fields(&mut document, longest_text, longest_list);
    let mut used = chars_of(&Value::Object(document.clone()));
    if used > most_chars && !must {
        return None;
    }
    let mut has_part = false;
    let mut place = 0;
    let mut next = None;
    'lists: for (name, parts) in lists {
        let mut kept = Vec::new();
        for mut part in parts {
            let here = place;
            place += 1;
            if here < start.part {
                continue;
            }
            let from = if here == start.part { start.char } else { 0 };
            cut_start(&mut part, from);
            let chars = chars_of(&part) + 1;
            let left = most_chars.saturating_sub(used);
            if chars <= left {
                used += chars;
                has_part = true;
                kept.push(part);
                continue;
            }
            let at = match cut_end(&mut part, left, must && !has_part) {
                // As long as any is, it is shown over more than one answer.
                Some(taken) if chars > most_chars || (must && !has_part) => {
                    kept.push(part);
                    DocumentStart {
                        part: here,
                        char: from + taken,
                    }
                }
                _ if must && !has_part => {
                    // A source has no text to go on in.
                    if text_of(&mut part).is_none() {
                        let (longest_text, longest_list) = BOUNDS[1];
                        shorten(&mut part, longest_text, longest_list);
                    }
                    kept.push(part);
                    DocumentStart {
                        part: place,
                        char: 0,
                    }
                }
                _ => DocumentStart {
                    part: here,
                    char: from,
                },
            };
            next = (at.part < count).then_some(at);
            put(&mut document, name, kept);
            break 'lists;
        }
        put(&mut document, name, kept);
    }
    Some(Fitted { document, next })
}

fn put(document: &mut Map<String, Value>, name: &str, parts: Vec<Value>) {
    if !parts.is_empty() {
        document.insert(name.to_owned(), Value::Array(parts));
    }
}

/// The text of a part that is one.
fn text_of(part: &mut Value) -> Option<&mut String> {
    match part {
        Value::String(text) => Some(text),
        Value::Object(fields) => match fields.get_mut("text") {
            Some(Value::String(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

fn cut_start(part: &mut Value, chars: usize) {
    if chars == 0 {
        return;
    }
    if let Some(text) = text_of(part) {
        let begin = text.char_indices().nth(chars);
        text.replace_range(..begin.map_or(text.len(), |(begin, _)| begin), "");
    }
}

/// The fewest characters of a part's text that are worth an answer.
const FEWEST_CHARS: usize = 200;

/// Cuts the text of `part` so that it takes about `chars`, and tells how many characters are
/// left of it; `None` where it has no text, or so few would be left that they say nothing, and
/// need not be.
fn cut_end(part: &mut Value, chars: usize, must: bool) -> Option<usize> {
    let around = 40;
    let text = text_of(part)?;
    let mut taken = chars.saturating_sub(around);
    if taken < FEWEST_CHARS {
        if !must {
            return None;
        }
        taken = FEWEST_CHARS;
    }
    let (end, _) = text.char_indices().nth(taken)?;
    text.truncate(end);
    Some(taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn as_many_rows_as_fit_and_one_at_least() {
        let rows = |count: usize| (0..count).map(|n| json!({ "n": n })).collect::<Vec<_>>();
        assert_eq!(fit_rows(rows(9), 24).len(), 3);
        assert_eq!(fit_rows(rows(9), 1).len(), 1);
        assert_eq!(fit_rows(rows(0), 1).len(), 0);
    }

    #[test]
    fn what_is_left_out_of_a_list_is_counted() {
        let row = json!({"ids": (0..30).collect::<Vec<_>>(), "title": "가".repeat(3000)});
        let rows = fit_rows(vec![row.clone()], 100_000);
        assert_eq!(rows[0]["ids"].as_array().unwrap().len(), 20);
        assert_eq!(rows[0]["ids_left_out"], 10);
        assert_eq!(rows[0]["title"].as_str().unwrap().chars().count(), 2_001);
        let rows = fit_rows(vec![row], 1_000);
        assert_eq!(rows[0]["ids_left_out"], 25);
        assert!(chars_of(&rows[0]) < 1_000);
    }

    /// All parts of `document` in order, as far as they were shown.
    fn told(document: &Map<String, Value>, texts: &mut Vec<(String, String)>) {
        for name in LISTS {
            for part in document
                .get(name)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let mut part = part.clone();
                let text = text_of(&mut part).unwrap().clone();
                texts.push((name.to_owned(), text));
            }
        }
    }

    proptest! {
        #[test]
        fn pages_of_a_document_come_to_the_whole(
            summary in prop::collection::vec("[가-힣 \"\\n]{0,400}", 0..5),
            body in prop::collection::vec("[가-힣a-z ]{0,4000}", 0..12),
            most_chars in 300_usize..3_000,
        ) {
            let body: Vec<Value> = body.iter().map(|text| json!({"kind": "bullet", "text": text})).collect();
            let document = json!({"id": "a/1", "title": "제목", "summary": summary, "body": body});
            let document = document.as_object().unwrap().clone();
            let mut whole = Vec::new();
            told(&document, &mut whole);
            let mut start = DocumentStart::default();
            let mut shown: Vec<(String, String)> = Vec::new();
            loop {
                let fitted = fit_document(document.clone(), start, most_chars, true).unwrap();
                let mut texts = Vec::new();
                told(&fitted.document, &mut texts);
                // A text that goes on is put together again.
                if start.char > 0 && !texts.is_empty() {
                    let (_, rest) = texts.remove(0);
                    shown.last_mut().unwrap().1.push_str(&rest);
                }
                shown.extend(texts);
                let Some(next) = fitted.next else { break };
                prop_assert!(next.part > start.part || next.char > start.char, "{next:?}");
                start = next;
            }
            prop_assert_eq!(shown, whole);
        }
    }
}

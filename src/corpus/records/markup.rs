//! HTML in a field of a record to its text: tags and entities are no words.
//!
//! Only what is certainly markup goes: the tags that HTML has, with attributes as it has
//! them. Any other `<` is a sign of the text.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use crate::corpus::characters::{is_space, trim};

/// How far the end of a tag with quotes in it is looked for.
const TAG_BYTES: usize = 2048;

/// Tags that begin another line.
const BLOCKS: &str = "address article aside blockquote br caption center dd div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre \
    section summary table tbody tfoot thead title tr ul";

/// Tags that part words, and those that do not.
const CELLS: &str = "td th";
const INLINE: &str = "a abbr acronym audio b bdi bdo big body button canvas cite code col colgroup \
    data del details dfn dialog em embed font head html i iframe img input ins kbd label link map \
    mark meta meter noscript object optgroup output param picture progress q rp rt ruby s samp \
    select small source span strike strong sub sup svg textarea time track tt u var video wbr";

/// Stands where a tag parts lines: a character that no text has.
const BREAK: char = '\u{1}';

/// Tags whose content is no text.
const HIDDEN: [&str; 2] = ["script", "style"];

/// The text of a field.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus) enum FieldText<'a> {
    /// Text as it stands, in which entities were resolved.
    Plain(Cow<'a, str>),
    /// The lines of a text that was HTML.
    Marked(Vec<String>),
}

/// What a field says.
pub(in crate::corpus) fn read(text: &str) -> FieldText<'_> {
    let mut stripper = Stripper {
        text,
        at: 0,
        next_end: Some(0),
        out: String::new(),
        marked: false,
        has_blocks: false,
    };
    stripper.strip();
    if !stripper.marked {
        return FieldText::Plain(resolved(text));
    }
    if !stripper.has_blocks {
        return FieldText::Plain(resolved(&stripper.out).into_owned().into());
    }
    let lines = stripper.out.split(BREAK);
    let lines = lines.map(|line| {
        let words: Vec<&str> = line.split(is_space).filter(|w| !w.is_empty()).collect();
        resolved(&words.join(" ")).into_owned()
    });
    let lines = lines.map(|line| trim(&line).to_owned());
    FieldText::Marked(lines.filter(|line| !line.is_empty()).collect())
}

/// The same without parts: lines of markup are put together.
pub(in crate::corpus) fn read_line(text: &str) -> String {
    match read(text) {
        FieldText::Plain(text) => trim(&text).to_owned(),
        FieldText::Marked(lines) => lines.join(" "),
    }
}

/// A text with its entities resolved. What is none stays.
fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let name = entity.get(1..).unwrap_or_default();
        let length = name
            .bytes()
            .take(33)
            .position(|byte| byte == b';')
            .and_then(|length| Some((length, resolve(name.get(..length)?)?)));
        match length {
            Some((length, meant)) => {
                out.push_str(&meant);
                rest = name.get(length + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = name;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn resolve(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let c = char::from_u32(number.ok()?)?;
    let c = if c.is_control() { ' ' } else { c };
    Some(Cow::Owned(c.to_string()))
}

struct Stripper<'a> {
    text: &'a str,
    at: usize,
    /// Where the next `>` is, from the last place on at which one was looked for.
    next_end: Option<usize>,
    out: String,
    marked: bool,
    /// Whether tags part its lines, and not its own line ends.
    has_blocks: bool,
}

impl<'a> Stripper<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn strip(&mut self) {
        while let Some(found) = self.rest().find('<') {
            let before = self.text.get(self.at..self.at + found).unwrap_or_default();
            self.out.push_str(before);
            self.at += found;
            if !self.markup() {
                self.out.push('<');
                self.at += 1;
            }
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.out.push_str(rest);
    }

    /// Goes over the markup that begins here; whether there is some.
    fn markup(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            self.at += end;
            self.marked = true;
            return true;
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let end = inside.find("]]>").unwrap_or(inside.len());
            let inside = inside.get(..end).unwrap_or_default().to_owned();
            self.out.push_str(&inside);
            self.at = (self.at + 9 + end + 3).min(self.text.len());
            self.marked = true;
            return true;
        }
        let Some((name, length)) = self.tag() else {
            return false;
        };
        let closes = rest.starts_with("</");
        self.at += length;
        self.marked = true;
        if HIDDEN.contains(&name.as_str()) && !closes {
            let rest = self.rest();
            let close = format!("</{name}");
            let hidden = find_ignoring_case(rest, &close).unwrap_or(rest.len());
            self.at += hidden;
        } else if holds(BLOCKS, &name) {
            self.out.push(BREAK);
            self.has_blocks = true;
        } else if holds(CELLS, &name) {
            self.out.push(' ');
        }
        true
    }

    /// The name and the length of the tag that begins here.
    fn tag(&mut self) -> Option<(String, usize)> {
        let rest = self.rest();
        let inner = rest.get(1..)?;
        let (inner, closes) = match inner.strip_prefix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let start = rest.len() - inner.len();
        let length = inner
            .bytes()
            .take(12)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let name = inner.get(..length)?.to_ascii_lowercase();
        let is_known = HIDDEN.contains(&name.as_str())
            || [BLOCKS, CELLS, INLINE]
                .iter()
                .any(|list| holds(list, &name));
        if name.is_empty() || !is_known {
            return None;
        }
        let behind = start + length;
        let after = rest.get(behind..)?;
        if !after.is_empty() && !after.starts_with(|c: char| is_space(c) || "/>".contains(c)) {
            return None;
        }
        let (attributes, whole) = match self.tag_end(self.at + behind) {
            Some(end) => (self.text.get(self.at + behind..end)?, end + 1 - self.at),
            // A summary is cut where it is long enough, also inside a tag.
            None => (after, after.len() + behind),
        };
        let attributes = attributes.trim_matches(|c: char| is_space(c) || c == '/');
        let is_cut = self.at + whole >= self.text.len() && !self.text.ends_with('>');
        let has_values = attributes.contains('=');
        let fits = if closes {
            attributes.is_empty() && !is_cut
        } else if is_cut {
            has_values
        } else {
            attributes.is_empty() || has_values || !attributes.contains(is_space) && name.len() > 1
        };
        fits.then_some((name, whole))
    }

    /// The place of the `>` that ends the tag whose name ends at `from`.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let mut quote = None;
        let near = self.text.as_bytes().get(from..).unwrap_or_default();
        for (offset, &byte) in near.iter().take(TAG_BYTES).enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(from + offset),
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        // None is looked for twice.
        if self.next_end.is_some_and(|end| end < from) {
            let rest = self.text.get(from..).unwrap_or_default();
            self.next_end = rest.find('>').map(|end| from + end);
        }
        self.next_end
    }
}

fn holds(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == name)
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    let what = what.as_bytes();
    let mut windows = text.as_bytes().windows(what.len());
    windows.position(|window| window.eq_ignore_ascii_case(what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str) -> Vec<String> {
        match read(text) {
            FieldText::Marked(lines) => lines,
            FieldText::Plain(plain) => panic!("{plain} is no markup"),
        }
    }

    fn plain(text: &str) -> String {
        match read(text) {
            FieldText::Plain(plain) => plain.into_owned(),
            FieldText::Marked(lines) => panic!("{lines:?} is markup"),
        }
    }

    #[test]
    fn tags_part_lines_and_not_words() {
        assert_eq!(
            marked(
                "<p>물값이 <b>내렸</b>다&nbsp;&amp; 전기값도</p><div class=\"a>b\">둘\n째</div>"
            ),
            ["물값이 내렸다\u{a0}& 전기값도", "둘 째"]
        );
        assert_eq!(marked("하나<br/>둘<BR>셋"), ["하나", "둘", "셋"]);
        assert_eq!(marked("<tr><td>가</td><td>나</td></tr>"), ["가 나"]);
        assert_eq!(plain("가 <b>나</b>\n다"), "가 나\n다");
        assert_eq!(plain("앞<script>var a = '<p>';</script>뒤"), "앞뒤");
        assert_eq!(plain("앞<!-- 빼고 -->뒤"), "앞뒤");
        assert_eq!(plain("<![CDATA[가 <b>나</b>]]>"), "가 <b>나</b>");
        assert_eq!(plain("잘린 글 <a href=\"https://a.exam"), "잘린 글 ");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in [
            "1 < 2 그리고 3 > 2",
            "<물값>",
            "a <b and c> d",
            "List<String>",
            "<3",
            "끝 <",
            "x<y>z",
            "<unknown a=\"b\">",
            "</",
        ] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(
            plain("R&amp;D &lt;p&gt; &#44032;&#xAC00; &no; & 나"),
            "R&D <p> 가가 &no; & 나"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(<|>|p|a|b |=|\"|'|/|&|;|#|x|!--|-->|script|가| |\n|nbsp){0,60}") {
            read(&text);
            read_line(&text);
        }
    }

    #[test]
    fn what_never_ends_takes_no_time() {
        for piece in [
            "<p ",
            "<a \"",
            "<!--",
            "&",
            "<script",
            "<![CDATA[",
            "</p",
            "<b '>",
        ] {
            read(&piece.repeat(50_000));
        }
    }
}

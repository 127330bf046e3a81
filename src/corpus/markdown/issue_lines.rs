//! The lines of a Markdown text without its marks, each where it was: what a converter made of
//! an issue of the publication, as the parser of its layout reads it.

use crate::corpus::characters::trim;
use crate::corpus::editor_lines::editor_lines;

/// Signs of the publication's own, which a converter puts behind those of a list.
const OWN_SIGNS: &str = "n£￡■▪□∙•∘◦○▹▷※☞☛👉*-–\u{F06E}\u{F0A7}\u{F09F}\u{F0A3}\u{F0B7}";

/// A link or a tag is no longer than this.
const MOST_MARK_BYTES: usize = 2000;

/// Whether a text has headings or bold letters of Markdown.
pub(super) fn is_marked_up(text: &str) -> bool {
    editor_lines(text).any(|line| {
        let rest = line.trim_start_matches('#');
        rest.len() < line.len() && rest.starts_with(' ') || line.starts_with("**")
    })
}

/// The text without marks; lines keep their numbers.
pub(super) fn of(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut notes = 0;
    for (nth, line) in editor_lines(text).enumerate() {
        if nth > 0 {
            plain.push('\n');
        }
        let start = plain.len();
        push_line(line, &mut plain);
        let made = plain.split_off(start);
        notes = push_notes(&made, notes, &mut plain);
    }
    plain
}

/// Pushes a line. Converters make items of a list of notes too, or set a note behind the line
/// with its star: the items behind a line with stars are their notes. Gives how many notes are
/// still to come.
fn push_notes(line: &str, notes: usize, plain: &mut String) -> usize {
    if line.is_empty() {
        return notes;
    }
    let behind = line.find("* * ").map(|at| at + 1);
    let (line, note) = match behind.and_then(|at| line.split_at_checked(at)) {
        Some((line, note)) if !line.starts_with('*') => (line, Some(trim(note))),
        _ => (line, None),
    };
    let is_item = line.starts_with("- ");
    if is_item && notes > 0 && stars(line) == 0 {
        plain.push('*');
        plain.push_str(line.get(1..).unwrap_or_default());
        return notes - 1;
    }
    plain.push_str(line);
    if let Some(note) = note {
        plain.push('\u{2028}');
        plain.push_str(note);
    }
    let is_text = is_item || line.starts_with("n ");
    let told = usize::from(note.is_some());
    if is_text {
        stars(line).saturating_sub(told)
    } else {
        0
    }
}

/// How many words of a line have a star behind them, for a note.
fn stars(line: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in line.chars() {
        count += usize::from(c == '*' && before != '*' && before != ' ');
        before = c;
    }
    count
}

fn push_line(line: &str, plain: &mut String) {
    let bare = trim(line).trim_start_matches(['>', ' ']);
    let is_rule = bare.len() >= 3 && bare.bytes().all(|byte| b"-*_= ".contains(&byte));
    if is_rule || bare.starts_with("```") || bare.starts_with("==>") {
        return;
    }
    if bare.starts_with('|') && bare.len() > 1 {
        push_row(bare, plain);
        return;
    }
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let after = bare.get(hashes..).unwrap_or_default();
    let bare = if (1..=6).contains(&hashes) && after.starts_with(' ') {
        trim(after)
    } else {
        bare
    };
    // A converter sets signs of another font apart.
    let inline = inline(bare).replace(" ･ ", "･");
    plain.push_str(without_list_mark(trim(&inline)));
}

/// A row of a table: its cells with spaces between, or nothing for the line under the head.
fn push_row(row: &str, plain: &mut String) {
    let is_divider = row.bytes().all(|byte| b"|-: ".contains(&byte));
    if is_divider {
        return;
    }
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let cells: Vec<String> = row.split('|').map(|cell| inline(trim(cell))).collect();
    let mut is_first = true;
    for cell in cells
        .iter()
        .map(|cell| trim(cell))
        .filter(|cell| !cell.is_empty())
    {
        if !is_first {
            plain.push(' ');
        }
        plain.push_str(cell);
        is_first = false;
    }
}

/// Without the sign of a list where one of the publication's own follows it.
fn without_list_mark(text: &str) -> &str {
    let Some(rest) = text.strip_prefix(['-', '*', '+']) else {
        return text;
    };
    let Some(rest) = rest.strip_prefix(' ').map(trim) else {
        return text;
    };
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(' ');
    let is_own = OWN_SIGNS.contains(first)
        && (!first.is_ascii() || chars.next().is_some_and(|next| next == ' '))
        || ["출처", "KEY Contents"]
            .iter()
            .any(|word| rest.starts_with(word));
    if is_own { rest } else { text }
}

/// Text without marks of bold letters, links, pictures, tags, entities and escapes.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = match c {
            '*' if after.starts_with('*') => after.trim_start_matches('*'),
            '_' if after.starts_with('_') => after.trim_start_matches('_'),
            '~' if after.starts_with('~') => after.trim_start_matches('~'),
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                let escaped = after.chars().next().unwrap_or_default();
                out.push(escaped);
                after.get(escaped.len_utf8()..).unwrap_or_default()
            }
            '!' if after.starts_with('[') => match link(after) {
                Some((_, _, rest)) => rest,
                None => keep(&mut out, c, after),
            },
            '[' => match link(rest) {
                Some((said, url, rest)) => {
                    out.push_str(&inline(said));
                    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
                    if !url.is_empty() && !said.contains(bare.trim_end_matches('/')) {
                        out.push(' ');
                        out.push_str(url);
                    }
                    rest
                }
                None => keep(&mut out, c, after),
            },
            '<' => match tag(after) {
                Some((name, rest)) => {
                    if name.eq_ignore_ascii_case("br") {
                        out.push('\u{2028}');
                    }
                    rest
                }
                None => keep(&mut out, c, after),
            },
            '&' => match entity(after) {
                Some((c, rest)) => {
                    out.push(c);
                    rest
                }
                None => keep(&mut out, c, after),
            },
            '`' => after,
            _ => keep(&mut out, c, after),
        };
    }
    out
}

fn keep<'a>(out: &mut String, c: char, after: &'a str) -> &'a str {
    out.push(c);
    after
}

/// The words, the address and what follows of a link: `[words](address)`.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let near = near(text);
    let said_end = near.find("](")?;
    let url_end = said_end + near.get(said_end..)?.find(')')?;
    let said = near.get(1..said_end)?;
    let url = near.get(said_end + 2..url_end)?;
    let rest = text.get(url_end + 1..)?;
    let is_plain = !said.contains('[') && !said.contains(']') && !url.contains(' ');
    is_plain.then_some((said, url, rest))
}

/// The beginning of a text, in which the end of a mark must stand.
fn near(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_MARK_BYTES))
        .unwrap_or(text)
}

/// The name of a tag of HTML and what follows it.
fn tag(text: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 14] = [
        "br", "sup", "sub", "u", "b", "i", "strong", "em", "span", "p", "div", "font", "td", "tr",
    ];
    let bare = text.strip_prefix('/').unwrap_or(text);
    let end = bare.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = bare.get(..end)?;
    let close = near(bare).find('>')?;
    let rest = bare.get(close + 1..)?;
    NAMES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
        .then_some((name, rest))
}

fn entity(text: &str) -> Option<(char, &str)> {
    const ENTITIES: [(&str, char); 7] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("#39;", '\''),
        ("nbsp;", ' '),
        ("#x27;", '\''),
    ];
    ENTITIES
        .iter()
        .find_map(|(name, c)| Some((*c, text.strip_prefix(name)?)))
}

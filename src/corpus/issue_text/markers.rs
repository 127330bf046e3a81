//! What each line starts with: a bullet, a heading, sources, page furniture.
//!
//! Extractors spell the markers differently, so what a file does everywhere
//! decides on what is doubtful in one line.

use super::furniture;
use super::line::Line;
use super::marked_line::{MarkedLine, Marker, first_key};
use super::page_edges;
use crate::corpus::characters::{compact, holds_word, is_hangul, is_space};
use crate::corpus::parsed::LineKind;

/// Tells the markers of all lines of a file apart.
pub(super) fn mark_lines<'a>(lines: &[Line<'a>]) -> Vec<MarkedLine<'a>> {
    let habits = Habits::of(lines);
    let mut marked: Vec<MarkedLine<'a>> = lines
        .iter()
        .map(|&line| {
            let (kind, marker_bytes) = habits.kind_of(&line);
            let (marker, rest) = line
                .text
                .split_at_checked(marker_bytes)
                .unwrap_or(("", line.text));
            let marker = marker.trim_end_matches(is_space);
            MarkedLine {
                line,
                kind,
                marker,
                rest: rest.trim_start_matches(is_space),
            }
        })
        .collect();
    close_captions(&mut marked);
    limit_contents(&mut marked);
    mark_bulleted_contents(&mut marked);
    page_edges::mark_repeated_heads(&mut marked);
    page_edges::mark_page_numbers(&mut marked);
    page_edges::mark_numbered_pages(&mut marked);
    marked
}

/// What the lines of a file start with, over all.
struct Habits {
    /// `n` stands before its text without a space.
    is_letter_glued: bool,
    /// There are bullets other than `□`.
    has_plain_bullets: bool,
    /// The sign of most sub-bullets.
    subbullet: Option<char>,
    /// Sub-bullets stand before their text without a space.
    is_subbullet_glued: bool,
    /// Footnotes stand after their `*` without a space.
    is_footnote_glued: bool,
    /// Dashes stand before their text without a space.
    is_dash_glued: bool,
}

const BULLETS: &str = "■▪∎●\u{F06E}\u{F0A7}";
const BOXES: &str = "□☐❑❏▢";
/// CP949 has only the wide pound sign.
const HEADINGS: &str = "£￡\u{F0A3}";
const SUBBULLETS: &str = "∙•∘◦○\u{F09F}\u{F0B7}·‧․ㆍ・･⋅";
/// Signs that also stand between words, and so may start a continuation.
const INLINE_POINTS: &str = "·‧․ㆍ・･⋅";
const DASHES: &str = "-–−—―";
const HANDS: &str = "☞☛👉\u{F046}";

impl Habits {
    fn of(lines: &[Line<'_>]) -> Self {
        let (mut spaced, mut glued) = (0usize, 0usize);
        let (mut spaced_notes, mut glued_notes) = (0usize, 0usize);
        let (mut spaced_dashes, mut glued_dashes) = (0usize, 0usize);
        let mut has_plain_bullets = false;
        let mut points: Vec<(char, usize, usize)> = SUBBULLETS.chars().map(|c| (c, 0, 0)).collect();
        for line in lines {
            let mut chars = line.text.chars();
            let (first, second) = (chars.next(), chars.next());
            match (first, second) {
                (Some('n'), Some(next)) if is_space(next) => spaced += 1,
                (Some('n'), Some(next)) if is_hangul(next) && !is_counted(line.text) => glued += 1,
                (Some('*' | '＊'), Some(next)) if is_space(next) => spaced_notes += 1,
                (Some('*' | '＊'), Some(next)) if next != '*' => glued_notes += 1,
                (Some(first), Some(next)) if DASHES.contains(first) => {
                    spaced_dashes += usize::from(is_space(next));
                    glued_dashes += usize::from(is_hangul(next));
                }
                (Some(first), _) if BULLETS.contains(first) => has_plain_bullets = true,
                (Some(first), Some(next)) if next != first => {
                    if let Some(point) = points.iter_mut().find(|point| point.0 == first) {
                        point.1 += 1;
                        point.2 += usize::from(is_space(next));
                    }
                }
                _ => {}
            }
        }
        let most = points
            .iter()
            .filter(|point| point.1 > 0)
            .max_by_key(|point| point.1);
        Habits {
            is_letter_glued: glued > spaced,
            has_plain_bullets: has_plain_bullets || spaced + glued > 0,
            subbullet: most.map(|point| point.0),
            is_subbullet_glued: most.is_some_and(|point| point.2 * 2 <= point.1),
            is_footnote_glued: glued_notes > spaced_notes,
            is_dash_glued: glued_dashes > spaced_dashes,
        }
    }

    /// The marker of a line and how many bytes it has.
    fn kind_of(&self, line: &Line<'_>) -> (Marker, usize) {
        let text = line.text;
        if is_key_contents(text) {
            return (Marker::KeyContents, text.len());
        }
        if let Some(kind) = furniture::kind_of(text) {
            return (Marker::Furniture(kind), text.len());
        }
        if let Some(bytes) = source_marker(text) {
            return (Marker::Source, bytes);
        }
        let Some(first) = text.chars().next() else {
            return (Marker::Plain, 0);
        };
        let bytes = first.len_utf8();
        let next = text.get(bytes..).and_then(|rest| rest.chars().next());
        let Some(next) = next else {
            // Some extractors put a marker on a line of its own.
            return match first {
                'n' => (Marker::Bullet, bytes),
                c if BULLETS.contains(c) => (Marker::Bullet, bytes),
                c if HEADINGS.contains(c) => (Marker::Heading, bytes),
                '∙' | '•' => (Marker::Subbullet, bytes),
                _ => (Marker::Plain, 0),
            };
        };
        match first {
            'n' if self.is_letter_bullet(text, next) => (Marker::Bullet, bytes),
            c if BULLETS.contains(c) => (Marker::Bullet, bytes),
            c if HEADINGS.contains(c) => (Marker::Heading, bytes),
            c if BOXES.contains(c) && self.has_plain_bullets => (Marker::Heading, bytes),
            c if BOXES.contains(c) => (Marker::Bullet, bytes),
            c if SUBBULLETS.contains(c) && self.is_subbullet(c, next) => (Marker::Subbullet, bytes),
            c if DASHES.contains(c) && self.is_dash(next) => (Marker::Dash, bytes),
            '*' | '＊' | '※' => self.footnote(text),
            '<' | '〈' | '＜' | '[' => (caption(text), 0),
            _ => (Marker::Plain, 0),
        }
    }

    /// Whether the letter `n` is the bullet that a symbol font makes of it.
    fn is_letter_bullet(&self, text: &str, next: char) -> bool {
        if is_space(next) {
            return true;
        }
        if is_hangul(next) {
            return !is_counted(text);
        }
        if !self.is_letter_glued {
            return false;
        }
        // `nOECD`, `nxAI` and `n‘…’`, but not `network`.
        let word: String = text
            .chars()
            .skip(1)
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let is_name = word
            .chars()
            .any(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        is_name || "(‘“「『<[△▲".contains(next)
    }

    fn is_dash(&self, next: char) -> bool {
        is_space(next) || is_hangul(next) || self.is_dash_glued && next.is_alphabetic()
    }

    fn is_subbullet(&self, first: char, next: char) -> bool {
        // Doubled, a sign stands for what is left out of a name: `○○시`.
        if next == first {
            false
        } else if self.subbullet == Some(first) {
            is_space(next) || self.is_subbullet_glued || !INLINE_POINTS.contains(first)
        } else {
            !INLINE_POINTS.contains(first) && (first != '○' || is_space(next))
        }
    }

    fn footnote(&self, text: &str) -> (Marker, usize) {
        let rest = text.trim_start_matches(['*', '＊', '※']);
        let bytes = text.len() - rest.len();
        let Some(next) = rest.chars().next() else {
            return (Marker::Plain, 0);
        };
        let is_note = is_space(next)
            || text.starts_with('※')
            || (self.is_footnote_glued && !starts_with_particle(rest));
        if is_note {
            (Marker::Footnote, bytes)
        } else {
            (Marker::Plain, 0)
        }
    }
}

/// Whether a line is a caption is settled by [`close_captions`], which looks for its end.
fn caption(text: &str) -> Marker {
    let is_numbered = ["[그림", "[표", "<그림", "<표"]
        .iter()
        .any(|start| text.starts_with(start));
    if is_numbered || !text.starts_with('[') {
        Marker::Caption
    } else {
        Marker::Plain
    }
}

/// Takes for captions only what its bracket closes at a line's end, here or on
/// the two lines that follow, or what opens with `[그림 1]`.
fn close_captions(marked: &mut [MarkedLine<'_>]) {
    for at in 0..marked.len() {
        let Some(line) = marked.get(at) else { break };
        if line.kind != Marker::Caption {
            continue;
        }
        let text = line.line.text;
        let is_numbered = text.starts_with('[') && text.contains(']');
        let is_closed = marked
            .iter()
            .skip(at)
            .take(3)
            .enumerate()
            .take_while(|(nth, line)| *nth == 0 || line.kind == Marker::Plain)
            .map(|(_, line)| line.line.text)
            .scan(false, |was_closed, text| {
                let go_on = !*was_closed;
                *was_closed = text.contains(['>', '〉', '＞']);
                go_on.then_some(text)
            })
            .any(|text| text.ends_with(['>', '〉', '＞']));
        if let Some(line) = marked.get_mut(at).filter(|_| !is_numbered && !is_closed) {
            line.kind = Marker::Plain;
        }
    }
}

/// A row of points at a line's end is of a table of contents only before the
/// first article.
fn limit_contents(marked: &mut [MarkedLine<'_>]) {
    let first = first_key(marked).unwrap_or(0);
    let contents = Marker::Furniture(LineKind::Contents);
    let lines = marked.iter_mut().skip(first);
    lines
        .filter(|line| line.kind == contents)
        .for_each(MarkedLine::make_plain);
}

/// A table of contents may list its titles as sub-bullets, with the number of a page at the
/// end: all up to the last such entry is of it.
fn mark_bulleted_contents(marked: &mut [MarkedLine<'_>]) {
    let contents = Marker::Furniture(LineKind::Contents);
    let first_key = first_key(marked).unwrap_or(0);
    let Some(start) = marked
        .iter()
        .take(first_key)
        .position(|line| line.kind == contents)
    else {
        return;
    };
    let ends = |line: &MarkedLine<'_>| {
        matches!(
            line.kind,
            Marker::Bullet | Marker::Furniture(LineKind::RunningHead)
        )
    };
    let list = marked.iter().take(first_key).skip(start + 1);
    let end = start + 1 + list.take_while(|line| !ends(line)).count();
    let is_entry = |line: &MarkedLine<'_>| line.line.text.contains(['∙', '•']);
    let Some(list) = marked.get_mut(start + 1..end) else {
        return;
    };
    let Some(last) = list.iter().rposition(is_entry) else {
        return;
    };
    // Behind the last title its page may follow, and the events.
    let is_numbered =
        |line: &MarkedLine<'_>| line.line.text.ends_with(|c: char| c.is_ascii_digit());
    let more = list.iter().skip(last + 1).rposition(is_numbered);
    let last = more.map_or(last, |nth| last + 1 + nth);
    for line in list.iter_mut().take(last + 1) {
        line.make_furniture(LineKind::Contents);
    }
}

fn is_key_contents(text: &str) -> bool {
    text.len() <= 24 && compact(text).eq_ignore_ascii_case("KEYContents")
}

/// How many bytes the marker of a source block has: `☞ 출처 :` in its spellings.
///
/// After a hand the word may be any or none. After another sign, or none, it is
/// `출처` with a colon or in square brackets. Round brackets and quotes are signs
/// of running text: `(출처: …)` may stand where a sentence goes on.
fn source_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?.trim_start_matches(is_space);
    let colon = [':', '：', '∶', '﹕', 'ː'];
    let after_word = |text| source_word(text).map(|rest| rest.trim_start_matches(is_space));
    let after = if HANDS.contains(first) {
        let rest = after_word(rest).unwrap_or(rest);
        rest.strip_prefix(colon).unwrap_or(rest)
    } else if first == 'F' {
        // The letter that a symbol font shows as a hand.
        after_word(rest)?.strip_prefix(colon)?
    } else {
        let is_sign = |c: char| !c.is_alphanumeric() && !"(（‘“「『'\"".contains(c);
        let word = text.trim_start_matches(is_sign);
        let sign = text.strip_suffix(word)?;
        if !word.starts_with('출') || sign.chars().count() > MOST_SIGN_CHARS {
            return None;
        }
        let rest = after_word(word)?;
        match rest.strip_prefix(['>', '〉', '＞', ']', '］', '】', '〕']) {
            Some(rest) => {
                let rest = rest.trim_start_matches(is_space);
                rest.strip_prefix(colon).unwrap_or(rest)
            }
            None => rest
                .strip_prefix(colon)
                .or_else(|| rest.strip_prefix(['|', '｜', '│']))?,
        }
    };
    Some(text.len() - after.len())
}

/// Signs and spaces before the word for sources are no more than this.
const MOST_SIGN_CHARS: usize = 4;

/// What follows the word for sources.
fn source_word(text: &str) -> Option<&str> {
    ["출처", "자료", "참고"].iter().find_map(|word| {
        let mut rest = text;
        for c in word.chars() {
            rest = rest.trim_start_matches(is_space).strip_prefix(c)?;
        }
        Some(rest)
    })
}

/// Whether `n` counts something: `n번째`.
fn is_counted(text: &str) -> bool {
    let rest = text.strip_prefix('n').unwrap_or(text);
    ["번째", "개의 ", "개 ", "차 ", "명의 ", "명 ", "배 ", "회 "]
        .iter()
        .any(|start| rest.starts_with(start))
}

fn starts_with_particle(text: &str) -> bool {
    let word = text.split(is_space).next().unwrap_or_default();
    let particles = "이 가 을 를 은 는 에 의 과 와 로 으로 도 에서 에는 인";
    holds_word(particles, word.trim_end_matches([',', '.']))
}

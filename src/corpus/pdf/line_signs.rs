//! What the characters of a line tell: bullets, notes, numbered headings, ends of sentences.

use crate::corpus::characters::is_space;
use crate::document::BlockKind;

/// Whether a line is the heading of a section: `1. 개요`, `제2장`, `Ⅲ. 전망`.
pub(super) fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX".contains(c));
    rest.len() < text.len() && rest.starts_with(['.', ')'])
        || text.starts_with('제') && text.contains('장')
}

/// The bullet that a line begins with, and its bytes.
pub(super) fn bullet(text: &str) -> Option<(BlockKind, usize)> {
    const FIRST: &str = "•●■□▪◆◇▶▷▸►○ㅇ∎➢➤✓✔❍\u{F06C}\u{F06E}\u{F0A7}\u{F0B7}\u{F0D8}";
    const SECOND: &str = "-–—∙·‧ㆍ◦⁃⦁";
    let mut chars = text.chars();
    let (sign, next) = (chars.next()?, chars.next()?);
    let kind = match sign {
        sign if FIRST.contains(sign) => BlockKind::Bullet,
        sign if SECOND.contains(sign) && is_space(next) => BlockKind::Subbullet,
        _ => return None,
    };
    Some((kind, sign.len_utf8()))
}

/// Whether a line of small text begins as a footnote does: `1)`, `*`, `[1]`, `주)`.
pub(super) fn begins_note(text: &str) -> bool {
    let bare = text.trim_start_matches(['[', '(', '*', '†', '‡']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let after = bare.get(digits..).unwrap_or_default();
    bare.len() < text.len() && (digits > 0 || text.starts_with(['*', '†', '‡']))
        || (1..=3).contains(&digits) && after.starts_with([')', '.', ' '])
        || text.starts_with("주)")
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| is_space(c) || "\"'”’)]」』".contains(c));
    text.ends_with(['.', '!', '?', '。', ':'])
}

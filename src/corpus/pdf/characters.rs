//! What makers of PDFs write for other characters, and spaces where there are none.

use unicode_normalization::UnicodeNormalization;

use crate::corpus::characters::{holds_word, is_hangul, is_space};

/// The text of a piece without what stands for other characters.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A browser writes U+0001 for a space.
            '\u{1}' | ' ' | '\t' => push(&mut cleaned, " "),
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
            c if c.is_control() => {}
            // Ligatures, and radicals that stand for the characters they are of.
            '\u{FB00}'..='\u{FB06}' | '\u{2E80}'..='\u{2FDF}' => {
                cleaned.extend(std::iter::once(c).nfkc());
            }
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// Adds text; of two spaces that would meet one is left: a line that was stretched has both.
pub(super) fn push(line: &mut String, text: &str) {
    let text = if line.ends_with(' ') {
        text.trim_start_matches(' ')
    } else {
        text
    };
    line.push_str(text);
}

/// So many places tell what a document does.
const LEAST_PLACES: usize = 12;

/// Takes away the spaces that some programs leave between Hangul and other letters, where a
/// document has them at all such places: `AI 의`, `2025 년`.
pub(super) fn without_false_spaces<'a>(lines: impl Iterator<Item = &'a mut String>) {
    let lines: Vec<&mut String> = lines.collect();
    let (mut spaced, mut glued) = (0usize, 0usize);
    for line in &lines {
        let mut before = None;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            if before.is_some_and(is_foreign) {
                glued += usize::from(is_hangul(c));
                spaced += usize::from(c == ' ' && chars.peek().copied().is_some_and(is_hangul));
            }
            before = Some(c);
        }
    }
    if spaced < LEAST_PLACES || glued * 20 > spaced {
        return;
    }
    for line in lines {
        let joined = joined(line);
        *line = joined;
    }
}

fn is_foreign(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '%'
}

/// The line with its particles and units back at the words and numbers that they are of.
fn joined(line: &str) -> String {
    let mut joined = String::with_capacity(line.len());
    for (place, word) in line.split(' ').enumerate() {
        let last = joined.chars().next_back();
        let is_particle = || holds_word(PARTICLES, word.trim_end_matches(is_sign));
        let is_unit = last.is_some_and(|c| c.is_ascii_digit() || c == '%')
            && word.chars().next().is_some_and(is_hangul);
        if place > 0 && !(last.is_some_and(is_foreign) && (is_unit || is_particle())) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

fn is_sign(c: char) -> bool {
    is_space(c) || ".,;:!?)]}’”」』".contains(c)
}

const PARTICLES: &str = "은 는 이 가 을 를 의 에 와 과 로 으로 도 만 나 이나 에서 에게 에는 에도 \
                         에서는 에서도 까지 부터 라는 이라는 라고 이라고 이며 이고 인 이다 보다 처럼 \
                         으로는 로는 와의 과의 로서 으로서 로써 으로써 에서의 에 대한 들 들은 들이 들을";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_other_characters_is_replaced() {
        assert_eq!(clean("가\u{1}나  다"), "가 나 다");
        assert_eq!(
            clean("e\u{FB03}cient of\u{AD}\u{FB01}ce\u{0}"),
            "efficient office"
        );
        assert_eq!(clean("⼈工"), "人工");
    }

    #[test]
    fn spaces_before_particles_go_where_all_places_have_them() {
        let mended = |text: &str| {
            let mut lines = vec![text.to_owned(); 12];
            without_false_spaces(lines.iter_mut());
            lines.pop().unwrap()
        };
        assert_eq!(
            mended("AI 의 활용은 2025 년 5 월, GPU 를 AI 기업에"),
            "AI의 활용은 2025년 5월, GPU를 AI 기업에"
        );
        let sound = "AI의 활용은 2025년, AI 기업과 AI 의회는";
        assert_eq!(mended(sound), sound);
    }
}

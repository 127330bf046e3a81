//! The Korean particle that fits the word before it.
//!
//! A message names it by the form behind a consonant (`{path}{을}`); which form it takes is
//! settled once the words are there, by how the last of them is read: Hangul by its final
//! consonant, numerals and Latin letters by their Korean reading.

use std::fmt;

/// A particle with two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Particle {
    /// What stands for it until the word before it is known: a noncharacter, which no text has.
    mark: char,
    /// Behind a consonant.
    closed: &'static str,
    /// Behind a vowel.
    open: &'static str,
    /// Where nobody can tell.
    either: &'static str,
}

const fn particle(
    mark: char,
    closed: &'static str,
    open: &'static str,
    either: &'static str,
) -> Particle {
    Particle {
        mark,
        closed,
        open,
        either,
    }
}

pub(super) const 을: Particle = particle('\u{fdd0}', "을", "를", "을(를)");
pub(super) const 이: Particle = particle('\u{fdd1}', "이", "가", "이(가)");
pub(super) const 은: Particle = particle('\u{fdd2}', "은", "는", "은(는)");
pub(super) const 과: Particle = particle('\u{fdd3}', "과", "와", "과(와)");
pub(super) const 으로: Particle = particle('\u{fdd4}', "으로", "로", "(으)로");
pub(super) const 이라는: Particle = particle('\u{fdd5}', "이라는", "라는", "(이)라는");
pub(super) const 이나: Particle = particle('\u{fdd6}', "이나", "나", "(이)나");

const ALL: [Particle; 7] = [을, 이, 은, 과, 으로, 이라는, 이나];

impl fmt::Display for Particle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.mark)
    }
}

/// How the last sound of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    /// ㄹ, behind which 로 stands as behind a vowel.
    Rieul,
    Consonant,
    /// A letter that has no reading here.
    Unknown,
}

/// Whether a character stands for a particle that is not settled yet.
pub(super) fn is_mark(c: char) -> bool {
    ALL.iter().any(|particle| particle.mark == c)
}

/// The text with each particle in the form that fits what stands before it.
pub(super) fn settled(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    for c in text.chars() {
        match ALL.iter().find(|particle| particle.mark == c) {
            Some(particle) => settled.push_str(form(particle, ending(&settled))),
            None => settled.push(c),
        }
    }
    settled
}

fn form(particle: &Particle, ending: Ending) -> &'static str {
    match ending {
        Ending::Vowel => particle.open,
        Ending::Rieul if *particle == 으로 => particle.open,
        Ending::Rieul | Ending::Consonant => particle.closed,
        Ending::Unknown => particle.either,
    }
}

/// How the last word of `text` ends, marks aside. What stands in brackets behind a word is not
/// read with it, so the word before them decides.
fn ending(text: &str) -> Ending {
    let before = text.strip_suffix(')').and_then(|inner| {
        let at = inner.rfind('(')?;
        let before = inner[..at].trim_end();
        before.ends_with(char::is_alphanumeric).then_some(before)
    });
    if let Some(before) = before {
        return ending(before);
    }
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let Some(last) = text.chars().next_back() else {
        return Ending::Unknown;
    };
    match last {
        '가'..='힣' => match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        // 퍼센트.
        '%' => Ending::Vowel,
        '0'..='9' => of_digits(text),
        _ if last.is_ascii_alphabetic() => of_latin(text),
        _ => Ending::Unknown,
    }
}

fn of_digits(text: &str) -> Ending {
    let zeros = text.len() - text.trim_end_matches('0').len();
    let before = text.trim_end_matches('0').chars().next_back();
    match text.chars().next_back() {
        // 일, 칠, 팔.
        Some('1' | '7' | '8') => Ending::Rieul,
        // 삼, 육.
        Some('3' | '6') => Ending::Consonant,
        // 조 alone of the words for zeros ends in a vowel.
        Some('0') if zeros >= 12 && before.is_some_and(|c| c.is_ascii_digit()) => Ending::Vowel,
        // 영, 십, 백, 천, 만, 억.
        Some('0') => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

fn of_latin(text: &str) -> Ending {
    let start = text
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &text[start..];
    let is_vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let is_spelled = word.chars().all(|c| c.is_ascii_uppercase()) || !word.chars().any(is_vowel);
    let lower = word.to_ascii_lowercase();
    let mut letters = lower.chars().rev();
    let (last, before, third) = (letters.next(), letters.next(), letters.next());
    let is_after_one_vowel = before.is_some_and(is_vowel) && !third.is_some_and(is_vowel);
    match last {
        // 엘, 알 where letters are named; a word's r is not heard.
        Some('l') => Ending::Rieul,
        Some('r') if is_spelled => Ending::Rieul,
        Some('m' | 'n') => Ending::Consonant,
        // 로그 ends in 으, 킹 in ㅇ.
        Some('g') if !is_spelled && before == Some('n') => Ending::Consonant,
        // 백, 롤백, 락; 북, 룩.
        Some('k') if before == Some('c') && third.is_some_and(is_vowel) => Ending::Consonant,
        Some('k') if !is_spelled && before == Some('o') && third == Some('o') => Ending::Consonant,
        // 맵, 북, 셋: a short vowel keeps the consonant in its syllable.
        Some('p' | 'k' | 't' | 'c') if !is_spelled && is_after_one_vowel => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_fit_the_last_syllable() {
        for (word, expected) in [
            ("색인", "색인을 색인이 색인으로 색인과"),
            ("기사", "기사를 기사가 기사로 기사와"),
            ("파일", "파일을 파일이 파일로 파일과"),
            ("‘레드팀’", "‘레드팀’을 ‘레드팀’이 ‘레드팀’으로 ‘레드팀’과"),
            ("`말뭉치`", "`말뭉치`를 `말뭉치`가 `말뭉치`로 `말뭉치`와"),
            (
                "파일 (3개, 새것)",
                "파일 (3개, 새것)을 파일 (3개, 새것)이 파일 (3개, 새것)로 파일 (3개, 새것)과",
            ),
        ] {
            let text = format!("{word}{을} {word}{이} {word}{으로} {word}{과}");
            assert_eq!(settled(&text), expected);
        }
    }

    #[test]
    fn numerals_and_letters_are_read() {
        for (words, consonant) in [
            ("1 3 6 7 8 0 10 100 1000 10000 2023-10 1.0", true),
            ("2 4 5 9 12 1000000000000 50%", false),
            (
                "LLM HTML FR json toml CURL gen-1 index.toml map set king DSN --rollback LOCK book back",
                true,
            ),
            (
                "AI alerts.txt a.pdf README.md corpus index text note x link week SK",
                false,
            ),
        ] {
            for word in words.split(' ') {
                let text = settled(&format!("{word}{을}"));
                assert_eq!(text.ends_with('을'), consonant, "{text}");
            }
        }
        assert_eq!(settled(&format!("7{으로} 6{으로}")), "7로 6으로");
        assert_eq!(settled(&format!("HTML{으로}")), "HTML로");
    }

    #[test]
    fn what_has_no_reading_gets_both() {
        assert_eq!(settled(&format!("漢字{을}")), "漢字을(를)");
        assert_eq!(settled(&format!("{이}")), "이(가)");
    }
}

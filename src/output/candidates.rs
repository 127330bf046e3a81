//! Candidates for new words: the values of `digest terms suggest`, as JSON and as the
//! content of a file of terms.

use std::io::{self, Write};

use serde::Serialize;

use super::harmless::harmless_text;
use super::json::{FORMAT_VERSION, to_four_places, write_line};
use super::style::{Role, Style};
use super::wrap::wrapped;

/// A word that the corpus suggests, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateReport {
    /// The word in normal form.
    pub word: String,
    /// How often it occurs.
    pub count: u64,
    /// How well its characters hold together, from 0 to 1.
    pub cohesion: f64,
    /// How many different things stand before it, in bits.
    pub left_entropy: f64,
    /// How many different things follow it, in bits.
    pub right_entropy: f64,
    /// What the candidates are ordered by.
    pub score: f64,
    /// The commonest eojeol that begins with it.
    pub example: String,
    /// What the analyzer cuts it into at present.
    pub morphemes: Vec<CandidateMorpheme>,
}

/// A morpheme that a candidate is cut into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateMorpheme {
    /// Its text.
    pub text: String,
    /// The Sejong tag.
    pub tag: String,
    /// Whether the dictionary or the terms have it.
    pub known: bool,
}

/// The candidates as one object and a line feed.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn candidates_json(out: &mut dyn Write, candidates: &[CandidateReport]) -> io::Result<()> {
    #[derive(Serialize)]
    struct CandidatesJson {
        format_version: u32,
        candidates: Vec<CandidateReport>,
    }
    let candidates = candidates.iter().cloned().map(|candidate| CandidateReport {
        cohesion: to_four_places(candidate.cohesion),
        left_entropy: to_four_places(candidate.left_entropy),
        right_entropy: to_four_places(candidate.right_entropy),
        score: to_four_places(candidate.score),
        ..candidate
    });
    let json = CandidatesJson {
        format_version: FORMAT_VERSION,
        candidates: candidates.collect(),
    };
    write_line(out, &json)
}

/// The candidates as a file of terms holds them: a word a line, and what speaks for it
/// in comments above. Nothing where there is none; else a line feed comes first, so that
/// the text can be put behind a line that lacks one.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn candidates_text(
    out: &mut dyn Write,
    candidates: &[CandidateReport],
    style: &Style,
) -> io::Result<()> {
    if candidates.is_empty() {
        return Ok(());
    }
    let about = format!(
        "새 낱말 후보 {}개, 그럴듯한 것부터. 낱말이 아닌 줄은 지우고, 부분으로도 찾을 낱말은 \
         레드+팀처럼 나누어 적는다.",
        candidates.len()
    );
    writeln!(out)?;
    comment(out, &about, style)?;
    for candidate in candidates {
        let cut = candidate.morphemes.iter().map(|morpheme| {
            let unknown = if morpheme.known { "" } else { "?" };
            format!("{}/{}{unknown}", morpheme.text, morpheme.tag)
        });
        let evidence = format!(
            "{}번, 응집 {:.2}, 왼쪽 {:.1}비트, 오른쪽 {:.1}비트",
            candidate.count, candidate.cohesion, candidate.left_entropy, candidate.right_entropy
        );
        let shown = format!(
            "보기 {}; 지금은 {}",
            candidate.example,
            cut.collect::<Vec<_>>().join(" + ")
        );
        writeln!(out)?;
        comment(out, &evidence, style)?;
        comment(out, &shown, style)?;
        let word = harmless_text(&candidate.word);
        writeln!(out, "{}", style.paint(Role::Strong, &word))?;
    }
    Ok(())
}

/// Lines that each begin with `#`.
fn comment(out: &mut dyn Write, text: &str, style: &Style) -> io::Result<()> {
    for line in wrapped(text, &[], Role::Plain, "# ", "#   ", style) {
        writeln!(out, "{}", style.paint(Role::Faint, &line))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Terms;

    #[test]
    fn the_text_is_a_file_of_terms() {
        let candidate = |word: &str| CandidateReport {
            word: word.to_owned(),
            count: 7,
            cohesion: 1.0,
            left_entropy: 2.5,
            right_entropy: 2.5,
            score: 2.5,
            example: format!("{word}에서"),
            morphemes: vec![
                CandidateMorpheme {
                    text: "쿼크".to_owned(),
                    tag: "NNG".to_owned(),
                    known: true,
                },
                CandidateMorpheme {
                    text: "랩".to_owned(),
                    tag: "NNG".to_owned(),
                    known: false,
                },
            ],
        };
        let candidates = [candidate("쿼크랩"), candidate("챗gpt")];
        for width_cells in [20, 80] {
            let style = Style {
                ansi: false,
                width_cells,
                links: None,
            };
            let mut out = Vec::new();
            candidates_text(&mut out, &candidates, &style).unwrap();
            let text = String::from_utf8(out).unwrap();
            let words = text.lines().filter(|line| !line.starts_with('#'));
            let words: Vec<&str> = words.filter(|line| !line.is_empty()).collect();
            assert_eq!(words, ["쿼크랩", "챗gpt"]);
            // As what is put behind another line.
            assert_eq!(Terms::none().add(&format!("레드팀{text}")), Ok(()));
            if width_cells == 80 {
                let shown = "# 보기 쿼크랩에서; 지금은 쿼크/NNG + 랩/NNG?\n쿼크랩\n";
                assert!(text.contains(shown), "{text}");
            }
        }
    }
}

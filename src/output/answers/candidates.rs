//! Candidates for new words: the values of `digest terms suggest`, and the
//! content of a file of terms.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::super::model::{Answer, Cell, Column, Label, Line, Object, Table};
use crate::language::{counts, labels::columns, labels::tables, messages};

/// A word that the corpus suggests, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateReport {
    /// The word in normal form.
    pub word: String,
    /// How often it occurs.
    pub count: u64,
    /// How well its characters hold together, from 0 to 1.
    #[serde(serialize_with = "to_four_places")]
    pub cohesion: f64,
    /// How many different things stand before it, in bits.
    #[serde(serialize_with = "to_four_places")]
    pub left_entropy: f64,
    /// How many different things follow it, in bits.
    #[serde(serialize_with = "to_four_places")]
    pub right_entropy: f64,
    /// What the candidates are ordered by.
    #[serde(serialize_with = "to_four_places")]
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

/// Candidates, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidates(pub Vec<CandidateReport>);

impl Answer for Candidates {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().map(CandidateReport::row).collect();
        Some(Cow::Owned(Table::new(tables::CANDIDATES, COLUMNS, rows)))
    }

    fn objects(&self) -> Vec<Object<'_>> {
        #[derive(Serialize)]
        struct All<'a> {
            candidates: &'a [CandidateReport],
        }
        vec![Box::new(All {
            candidates: &self.0,
        })]
    }

    fn items(&self) -> Vec<Object<'_>> {
        let candidates = self.0.iter();
        candidates.map(|one| Box::new(one) as Object<'_>).collect()
    }

    /// The candidates as a file of terms holds them: a word a line, and what speaks for it
    /// in comments above. Nothing where there is none; else an empty line comes first, so
    /// that the text can be put behind a line that lacks its end.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let about = messages::output::candidates(&counts::new_words(self.0.len() as u64));
        let mut lines = vec![Line::default()];
        lines.extend(comment(about.text(), width_cells));
        for candidate in &self.0 {
            let evidence = messages::output::candidate_evidence(
                &counts::times(candidate.count),
                &format_args!("{:.2}", candidate.cohesion),
                &format_args!("{:.1}", candidate.left_entropy),
                &format_args!("{:.1}", candidate.right_entropy),
            );
            let cut = candidate.cut().join(" + ");
            let shown = messages::output::candidate_example(&candidate.example, &cut);
            lines.push(Line::default());
            lines.extend(comment(evidence.text(), width_cells));
            lines.extend(comment(shown.text(), width_cells));
            lines.push(Line::of(Label::Title, &candidate.word));
        }
        lines
    }
}

const COLUMNS: &[Column] = &[
    Column::new("word", columns::WORD),
    Column::new("count", columns::TIMES),
    Column::new("cohesion", columns::COHESION),
    Column::new("left_entropy", columns::LEFT_ENTROPY),
    Column::new("right_entropy", columns::RIGHT_ENTROPY),
    Column::new("score", columns::SCORE),
    Column::new("example", columns::EXAMPLE),
    Column::new("morphemes", columns::PRESENT_CUT),
];

impl CandidateReport {
    /// What it is cut into at present; `?` behind what nothing knows.
    fn cut(&self) -> Vec<String> {
        let cut = self.morphemes.iter().map(|morpheme| {
            let unknown = if morpheme.known { "" } else { "?" };
            format!("{}/{}{unknown}", morpheme.text, morpheme.tag)
        });
        cut.collect()
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            Cell::Text(self.word.clone()),
            Cell::Count(self.count),
            Cell::Figure(self.cohesion),
            Cell::Figure(self.left_entropy),
            Cell::Figure(self.right_entropy),
            Cell::Figure(self.score),
            Cell::Text(self.example.clone()),
            Cell::Texts(self.cut()),
        ]
    }
}

/// Lines that each begin with `#`.
fn comment(text: &str, width_cells: usize) -> impl Iterator<Item = Line> {
    let lines = Line::plain(text).wrapped("# ", "#   ", width_cells);
    lines.into_iter().map(|line| line.relabelled(Label::Faint))
}

fn to_four_places<S: Serializer>(figure: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    super::super::model::to_four_places(*figure).serialize(serializer)
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
            let lines = Candidates(candidates.to_vec()).lines(width_cells);
            let text: String = lines.iter().map(|line| line.text() + "\n").collect();
            let words = text.lines().filter(|line| !line.starts_with('#'));
            let words: Vec<&str> = words.filter(|line| !line.is_empty()).collect();
            assert_eq!(words, ["쿼크랩", "챗gpt"]);
            // As what is put behind another line.
            assert_eq!(Terms::none().add(&format!("레드팀{text}")), Ok(()));
            if width_cells == 80 {
                let shown = "# as in 쿼크랩에서; at present 쿼크/NNG + 랩/NNG?\n쿼크랩\n";
                assert!(text.contains(shown), "{text}");
            }
        }
    }
}

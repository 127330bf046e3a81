//! Candidates for new words: the values of `digest terms suggest`, and the
//! content of a file of terms.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::super::model::{Answer, Cell, Column, Label, Line, Object, Table};

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
        Some(Cow::Owned(Table::new("candidates", &COLUMNS, rows)))
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
        let about = format!(
            "새 낱말 후보 {}개, 그럴듯한 것부터. 낱말이 아닌 줄은 지우고, 부분으로도 찾을 낱말은 \
             레드+팀처럼 나누어 적는다.",
            self.0.len()
        );
        let mut lines = vec![Line::default()];
        lines.extend(comment(&about, width_cells));
        for candidate in &self.0 {
            let evidence = format!(
                "{}번, 응집 {:.2}, 왼쪽 {:.1}비트, 오른쪽 {:.1}비트",
                candidate.count,
                candidate.cohesion,
                candidate.left_entropy,
                candidate.right_entropy
            );
            let cut = candidate.cut().join(" + ");
            let shown = format!("보기 {}; 지금은 {cut}", candidate.example);
            lines.push(Line::default());
            lines.extend(comment(&evidence, width_cells));
            lines.extend(comment(&shown, width_cells));
            lines.push(Line::of(Label::Title, &candidate.word));
        }
        lines
    }
}

const COLUMNS: [Column; 8] = [
    Column::new("word", "낱말"),
    Column::new("count", "번"),
    Column::new("cohesion", "응집"),
    Column::new("left_entropy", "왼쪽(비트)"),
    Column::new("right_entropy", "오른쪽(비트)"),
    Column::new("score", "점수"),
    Column::new("example", "보기"),
    Column::new("morphemes", "지금은"),
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
                let shown = "# 보기 쿼크랩에서; 지금은 쿼크/NNG + 랩/NNG?\n쿼크랩\n";
                assert!(text.contains(shown), "{text}");
            }
        }
    }
}

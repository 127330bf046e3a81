//! How a hit got its score, as lines and as an object.

use super::super::model::{Told, score, told};
use crate::document::counted;
use crate::search::{AlternativeScore, Explanation, NearScore, TermScore};

/// The most parts of a score that are shown as text; JSON has all.
const PARTS_SHOWN: usize = 12;

/// How a hit got its score: a line a part, the most first.
pub(super) fn explanation_lines(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![format!(
        "score {:.4} = (terms + alternatives) x {:.2} for {:.0}% of the words, + near; tier {}",
        explanation.score(),
        explanation.coverage_factor,
        explanation.coverage * 100.0,
        explanation.tier
    )];
    for part in explanation.terms.iter().take(PARTS_SHOWN) {
        lines.push(format!(
            "{:8.4}  {} in {} ({}), {}, rarity {:.2}, weight {:.2}",
            part.score,
            part.term,
            part.field,
            part.view,
            counted(part.frequency.into(), "time"),
            part.rarity,
            part.weight
        ));
    }
    let rest = explanation.terms.iter().skip(PARTS_SHOWN);
    let rest: Vec<f32> = rest.map(|part| part.score).collect();
    if !rest.is_empty() {
        let sum: f32 = rest.iter().sum();
        let rest = counted(rest.len() as u64, "more term");
        lines.push(format!("{sum:8.4}  {rest}"));
    }
    for part in &explanation.alternatives {
        lines.push(format!(
            "{:8.4}  {} in {} (alternative), {}",
            part.score,
            part.text,
            part.field,
            counted(part.frequency.into(), "time")
        ));
    }
    for part in explanation.near.iter().take(PARTS_SHOWN) {
        lines.push(format!(
            "{:8.4}  {} near {} in {}",
            part.score, part.left, part.right, part.field
        ));
    }
    let rest: Vec<f32> = explanation
        .near
        .iter()
        .skip(PARTS_SHOWN)
        .map(|part| part.score)
        .collect();
    if !rest.is_empty() {
        let sum: f32 = rest.iter().sum();
        lines.push(format!("{sum:8.4}  {} more pairs", rest.len()));
    }
    lines
}

told!(Explanation, explanation, {
    "tier": explanation.tier,
    "coverage": score(explanation.coverage),
    "coverage_factor": score(explanation.coverage_factor),
    "terms": Told(explanation.terms.as_slice()),
    "alternatives": Told(explanation.alternatives.as_slice()),
    "near": Told(explanation.near.as_slice()),
});

told!(TermScore, part, {
    "term": part.term,
    "view": part.view,
    "field": part.field,
    "frequency": part.frequency,
    "rarity": score(part.rarity),
    "weight": score(part.weight),
    "score": score(part.score),
});

told!(AlternativeScore, part, {
    "text": part.text,
    "field": part.field,
    "frequency": part.frequency,
    "score": score(part.score),
});

told!(NearScore, part, {
    "left": part.left,
    "right": part.right,
    "field": part.field,
    "score": score(part.score),
});

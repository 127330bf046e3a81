//! How a hit got its score, as lines and as an object.

use super::super::model::{Told, score, told};
use crate::language::{counts, messages};
use crate::search::{AlternativeScore, Explanation, NearScore, TermScore};

/// The most parts of a score that are shown as text; JSON has all.
const PARTS_SHOWN: usize = 12;

/// How a hit got its score: a line a part, the most first.
pub(super) fn explanation_lines(explanation: &Explanation) -> Vec<String> {
    let head = messages::output::score(
        &four_places(explanation.score()),
        &two_places(explanation.coverage_factor),
        &format_args!("{:.0}", explanation.coverage * 100.0),
        &explanation.tier,
    );
    let mut lines = vec![head.into()];
    for part in explanation.terms.iter().take(PARTS_SHOWN) {
        let line = messages::output::score_of_term(
            &figure(part.score),
            &part.term,
            &part.field,
            &part.view,
            &counts::times(part.frequency.into()),
            &two_places(part.rarity),
            &two_places(part.weight),
        );
        lines.push(line.into());
    }
    let rest = explanation.terms.iter().skip(PARTS_SHOWN);
    let rest: Vec<f32> = rest.map(|part| part.score).collect();
    if !rest.is_empty() {
        let sum = figure(rest.iter().sum());
        lines.push(
            messages::output::score_of_terms(&sum, &counts::more_terms(rest.len() as u64)).into(),
        );
    }
    for part in &explanation.alternatives {
        let line = messages::output::score_of_alternative(
            &figure(part.score),
            &part.text,
            &part.field,
            &counts::times(part.frequency.into()),
        );
        lines.push(line.into());
    }
    for part in explanation.near.iter().take(PARTS_SHOWN) {
        let line = messages::output::score_of_near(
            &figure(part.score),
            &part.left,
            &part.right,
            &part.field,
        );
        lines.push(line.into());
    }
    let rest = explanation.near.iter().skip(PARTS_SHOWN);
    let rest: Vec<f32> = rest.map(|part| part.score).collect();
    if !rest.is_empty() {
        let sum = figure(rest.iter().sum());
        lines.push(messages::output::score_of_pairs(&sum, &rest.len()).into());
    }
    lines
}

/// A part of a score, in a column of its own.
fn figure(score: f32) -> String {
    format!("{score:8.4}")
}

fn four_places(value: f32) -> String {
    format!("{value:.4}")
}

fn two_places(value: f32) -> String {
    format!("{value:.2}")
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

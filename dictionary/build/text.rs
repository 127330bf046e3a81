//! Reads a dictionary's source text (`*.csv`, `matrix.def`, `char.def`, `unk.def`,
//! `left-id.def`) into a `Lexicon`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

use crate::characters::CharacterTable;
use crate::lexicon::{Lexicon, Word};
use crate::matrix::Matrix;

/// The files that must stand beside the `*.csv` files.
pub const FILES: [&str; 4] = ["matrix.def", "char.def", "unk.def", "left-id.def"];

/// Reads a dictionary from its files, by name: those of `FILES` and any `*.csv`.
///
/// # Errors
///
/// Fails if a file is missing, and on any line that does not parse.
pub fn parse(files: &BTreeMap<String, Vec<u8>>) -> Result<Lexicon> {
    let file = |name: &str| {
        let bytes = files
            .get(name)
            .with_context(|| format!("{name} is missing"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
    };
    let mut words = Vec::new();
    for name in files.keys().filter(|name| name.ends_with(".csv")) {
        words.extend(parse_words(name, file(name)?)?);
    }
    let unknown_words = parse_words("unk.def", file("unk.def")?)?;
    let characters = CharacterTable::from_char_def(file("char.def")?)?;
    let matrix = parse_matrix(file("matrix.def")?)?;
    let left_tags = parse_left_tags(file("left-id.def")?.as_bytes())?;
    Lexicon::new(words, unknown_words, characters, matrix, left_tags)
}

/// Reads `left-id.def`, whose lines are `id tag,meaning,...` in any order, into the tag
/// of each id.
///
/// # Errors
///
/// Fails if an id is missing or named twice.
pub fn parse_left_tags(bytes: &[u8]) -> Result<Vec<String>> {
    let text = std::str::from_utf8(bytes).context("left-id.def is not UTF-8")?;
    let mut tags = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (id, features) = line
            .split_once(' ')
            .and_then(|(id, features)| Some((id.parse::<u16>().ok()?, features)))
            .with_context(|| {
                format!(
                    "left-id.def, line {}: not an id and its features",
                    index + 1
                )
            })?;
        let tag = features.split(',').next().unwrap_or_default();
        if tags.insert(id, tag.to_owned()).is_some() {
            bail!("left-id.def, line {}: the id {id} stands twice", index + 1);
        }
    }
    ensure!(
        tags.keys().copied().map(usize::from).eq(0..tags.len()),
        "left-id.def does not name every id from 0 to its last"
    );
    Ok(tags.into_values().collect())
}

fn parse_words(name: &str, text: &str) -> Result<Vec<Word>> {
    let mut words = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() {
            continue;
        }
        let word = parse_word(line).with_context(|| {
            format!(
                "{name}, line {}: not surface,left,right,cost,...",
                index + 1
            )
        })?;
        words.push(word);
    }
    Ok(words)
}

fn parse_word(line: &str) -> Option<Word> {
    let (surface, rest) = split_surface(line)?;
    let mut columns = rest.splitn(4, ',');
    let mut next = || columns.next();
    Some(Word {
        surface,
        left_id: next()?.trim().parse().ok()?,
        right_id: next()?.trim().parse().ok()?,
        cost: next()?.trim().parse().ok()?,
        features: next()?.to_owned(),
    })
}

/// Splits off the first column, which may be quoted because the comma and the quote
/// are words too.
fn split_surface(line: &str) -> Option<(String, &str)> {
    let Some(quoted) = line.strip_prefix('"') else {
        let (surface, rest) = line.split_once(',')?;
        return Some((surface.to_owned(), rest));
    };
    let mut surface = String::new();
    let mut characters = quoted.char_indices();
    while let Some((position, character)) = characters.next() {
        if character != '"' {
            surface.push(character);
            continue;
        }
        let after = &quoted[position + 1..];
        if let Some(rest) = after.strip_prefix(',') {
            return Some((surface, rest));
        }
        // Inside quotes, a quote stands doubled.
        characters.next().filter(|&(_, next)| next == '"')?;
        surface.push('"');
    }
    None
}

fn parse_matrix(text: &str) -> Result<Matrix> {
    let mut lines = text.lines().enumerate();
    let numbers = |line: &str| -> Option<Vec<i64>> {
        line.split_ascii_whitespace()
            .map(|field| field.parse().ok())
            .collect()
    };
    let sizes = lines.next().and_then(|(_, line)| numbers(line));
    let (right_ids, left_ids) = match sizes.as_deref() {
        Some(&[right_ids @ 1..=0xffff, left_ids @ 1..=0xffff]) => {
            (right_ids as usize, left_ids as usize)
        }
        _ => bail!("matrix.def does not begin with two sizes"),
    };
    let mut costs: Vec<Option<i16>> = vec![None; right_ids * left_ids];
    for (index, line) in lines {
        let bad = || format!("matrix.def, line {}: not two ids and a cost", index + 1);
        let mut fields = line.split_ascii_whitespace();
        let Some(right_id) = fields.next() else {
            continue;
        };
        let (Some(left_id), Some(cost), None) = (fields.next(), fields.next(), fields.next())
        else {
            bail!(bad());
        };
        let right_id: usize = right_id.parse().with_context(bad)?;
        let left_id: usize = left_id.parse().with_context(bad)?;
        let cost: i16 = cost.parse().with_context(bad)?;
        ensure!(right_id < right_ids && left_id < left_ids, bad());
        costs[right_id + right_ids * left_id] = Some(cost);
    }
    let costs: Option<Vec<i16>> = costs.into_iter().collect();
    let costs = costs.context("matrix.def lacks the cost of a pair: it may be cut short")?;
    Matrix::new(right_ids, left_ids, costs)
}

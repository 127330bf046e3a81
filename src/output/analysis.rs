//! What the analyzer did with a text: the values of `digest analyze`, as JSON and text.
//!
//! The values are the contract: their fields are those of the JSON. Every offset is in
//! Unicode scalar values of the given text.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::harmless::harmless_text;
use super::json::{FORMAT_VERSION, write_line};
use super::style::{Role, Style};
use super::wrap::{width_of, wrapped};

/// What the analyzer did with a text, and what a query of it would look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnalysisReport {
    /// The text as it was given.
    pub text: String,
    /// The words beside the dictionary's that were used.
    pub terms: TermsReport,
    /// The text in normal form.
    pub normal_form: String,
    /// What is cut by itself, in order.
    pub eojeols: Vec<EojeolReport>,
    /// The tokens, in order.
    pub tokens: Vec<TokenReport>,
    /// The words without their particles and endings.
    pub stems: Vec<StemReport>,
    /// What each word can be read as by its letters, word by word, the whole first.
    pub readings: Vec<ReadingReport>,
    /// The pairs of neighbouring characters. They are no longer indexed.
    #[serde(serialize_with = "counted")]
    pub bigrams: Vec<BigramReport>,
    /// The amounts and dates.
    pub numbers: Vec<NumberReport>,
    /// What a query of the text would look for.
    pub query: QueryReport,
}

/// `[start, end)` in Unicode scalar values of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CharRange(pub usize, pub usize);

/// Which words beside the dictionary's were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TermsReport {
    /// Where they are from.
    pub from: TermsSource,
    /// Whether they are the shipped ones and the user's as they are now: an index has
    /// those of the day when it was built.
    pub current: bool,
}

/// Where the words beside the dictionary's are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TermsSource {
    /// The index, which was built with them.
    Index,
    /// The program and the user's file: there is no index that could be used.
    Files,
}

/// A stretch of text between spaces, or a piece of a very long one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EojeolReport {
    /// Its place in the text.
    pub range: CharRange,
    /// What the dictionary sees of it.
    pub normal_form: String,
    /// What it was cut into; none where the dictionary was not asked.
    pub morphemes: Vec<MorphemeReport>,
}

/// A morpheme and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MorphemeReport {
    /// Its normal form.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// The Sejong tag.
    pub tag: String,
    /// Whether the dictionary or the terms have it.
    pub known: bool,
    /// Whether the terms have a word that is spelt so.
    pub in_terms: bool,
    /// `whole`, `compound` or `inflected`.
    pub structure: &'static str,
    /// The places of its tokens in the list of tokens, its parts' included.
    pub tokens: Vec<usize>,
    /// Why it is no token; `None` where it is, or where its parts tell.
    pub dropped: Option<&'static str>,
    /// The parts by which it was judged; none where it was judged as a whole.
    pub parts: Vec<PartReport>,
}

/// A part of a morpheme and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartReport {
    /// The part, as the dictionary has it.
    pub text: String,
    /// Its tag.
    pub tag: String,
    /// The place of its token in the list of tokens.
    pub token: Option<usize>,
    /// Why it is no token.
    pub dropped: Option<&'static str>,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenReport {
    /// What is indexed and looked for.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// `noun`, `verb`, `modifier`, `affix` or `stand`.
    pub role: &'static str,
    /// Whether the dictionary or the terms have it, or it is Latin letters or a number.
    pub known: bool,
}

/// A word without its particles and endings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StemReport {
    /// Its characters, without hyphens.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
}

/// What a word can be read as by its letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingReport {
    /// Its characters, without hyphens.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// `whole`: all of the word; `noun`: what particles stand behind; `verb`: what endings
    /// stand behind.
    pub kind: &'static str,
}

/// A pair of neighbouring characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BigramReport {
    /// Both characters.
    pub text: String,
    /// Their place in the text, a space between them included.
    pub range: CharRange,
    /// Whether a run of one kind of characters begins here.
    pub starts_run: bool,
}

/// An amount or a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberReport {
    /// As it is written.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// Its values, the most specific first: `2400000000000`, `38%`, `2024-04-11`.
    pub values: Vec<String>,
}

/// What a query would look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueryReport {
    /// The words, each once.
    pub words: Vec<QueryWordReport>,
}

/// A word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueryWordReport {
    /// As it is written.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// Its tokens, looked for side by side.
    pub terms: Vec<String>,
    /// Its characters, looked for where they are written apart, too; `None` where they are
    /// not.
    pub characters: Option<String>,
    /// What it is looked up as among the readings of words.
    pub readings: Vec<String>,
    /// What a document's holding the terms means: `full`, that it holds the word; `if_alone`,
    /// the same where no document has a reading of it; `none`, nothing.
    pub trust: &'static str,
    /// The word without its particles and endings, which adds to the score.
    pub stem: String,
    /// Other ways to say it, alone or with words beside it.
    pub alternatives: Vec<AlternativeReport>,
}

/// Another way to say some words of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlternativeReport {
    /// `synonym`, `spelling` or `number`.
    pub kind: &'static str,
    /// As it is written.
    pub text: String,
    /// `[first, last)` of the words that it stands for, by their places in the list.
    pub words: CharRange,
    /// The tokens of a synonym, looked for side by side.
    pub terms: Vec<String>,
    /// The characters of a synonym, looked for side by side too.
    pub characters: Option<String>,
    /// The value of an amount or a date.
    pub value: Option<String>,
}

fn counted<S: Serializer>(bigrams: &[BigramReport], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Counted<'a> {
        count: usize,
        list: &'a [BigramReport],
    }
    Counted {
        count: bigrams.len(),
        list: bigrams,
    }
    .serialize(serializer)
}

/// The report as one object and a line feed.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn analysis_json(out: &mut dyn Write, report: &AnalysisReport) -> io::Result<()> {
    #[derive(Serialize)]
    struct AnalysisJson<'a> {
        format_version: u32,
        #[serde(flatten)]
        report: &'a AnalysisReport,
    }
    let json = AnalysisJson {
        format_version: FORMAT_VERSION,
        report,
    };
    write_line(out, &json)
}

/// The report for people: the morphemes and tokens in columns, then the rest.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn analysis_text(
    out: &mut dyn Write,
    report: &AnalysisReport,
    style: &Style,
) -> io::Result<()> {
    let terms = match report.terms.from {
        TermsSource::Index => "색인을 만들 때의 용어",
        TermsSource::Files => "프로그램의 용어와 terms.txt (색인을 쓰지 않음)",
    };
    let stale = if report.terms.current {
        ""
    } else {
        "; terms.txt가 그 뒤에 바뀌었으니 `digest index`로 색인을 고칠 것"
    };
    line(out, "정규형  ", &report.normal_form, style)?;
    line(out, "용어    ", &format!("{terms}{stale}"), style)?;

    let chars: Vec<char> = report.text.chars().collect();
    for eojeol in &report.eojeols {
        let written: String = chars[eojeol.range.0..eojeol.range.1].iter().collect();
        writeln!(out)?;
        eojeol_text(out, report, eojeol, &written, style)?;
    }

    heading(out, "토큰", report.tokens.len(), style)?;
    let rows = report.tokens.iter().map(|token| {
        let mut about = role_label(token.role).to_owned();
        if !token.known {
            about.push_str(", 사전에 없음");
        }
        [token.text.clone(), place(token.range), about]
    });
    table(out, rows.collect(), style)?;

    heading(out, "어간", report.stems.len(), style)?;
    let stems = report.stems.iter();
    let stems = stems.map(|stem| format!("{}({})", stem.text, place(stem.range)));
    list(out, stems.collect(), style)?;

    heading(
        out,
        "글자로 읽은 낱말 (~ 용언)",
        report.readings.len(),
        style,
    )?;
    let readings = report.readings.iter().map(|reading| {
        let mark = if reading.kind == "verb" { "~" } else { "" };
        format!("{mark}{}", reading.text)
    });
    list(out, readings.collect(), style)?;

    if !report.numbers.is_empty() {
        heading(out, "수와 날짜", report.numbers.len(), style)?;
        let rows = report.numbers.iter().map(|number| {
            let values = number.values.join(", ");
            [number.text.clone(), place(number.range), values]
        });
        table(out, rows.collect(), style)?;
    }

    heading(out, "검색할 낱말", report.query.words.len(), style)?;
    for word in &report.query.words {
        query_word_text(out, report, word, style)?;
    }
    Ok(())
}

fn eojeol_text(
    out: &mut dyn Write,
    report: &AnalysisReport,
    eojeol: &EojeolReport,
    written: &str,
    style: &Style,
) -> io::Result<()> {
    let mut title = written.to_owned();
    if written != eojeol.normal_form {
        title.push_str(&format!(" = {}", eojeol.normal_form));
    }
    title.push_str(&format!(" {}", place(eojeol.range)));
    for line in wrapped(&title, &[], Role::Strong, "", "  ", style) {
        writeln!(out, "{line}")?;
    }
    if eojeol.morphemes.is_empty() {
        let CharRange(start, end) = eojeol.range;
        let is_here = |token: &&TokenReport| token.range.0 >= start && token.range.1 <= end;
        let tokens = report.tokens.iter().filter(is_here);
        let tokens: Vec<&str> = tokens.map(|token| token.text.as_str()).collect();
        let dropped = tokens.is_empty().then_some("mark");
        return line(out, "  ", &outcome(&tokens, dropped), style);
    }
    let token = |place: &usize| report.tokens[*place].text.as_str();
    let rows = eojeol.morphemes.iter().map(|morpheme| {
        let origin = match (morpheme.in_terms, morpheme.known) {
            (true, _) => "용어",
            (false, true) => "사전",
            // Latin letters and digits need no dictionary.
            (false, false) if matches!(morpheme.tag.as_str(), "SL" | "SN") => "",
            (false, false) => "없음",
        };
        let outcome = if morpheme.parts.is_empty() {
            let tokens: Vec<&str> = morpheme.tokens.iter().map(token).collect();
            outcome(&tokens, morpheme.dropped)
        } else {
            let parts = morpheme.parts.iter().map(|part| {
                let tokens: Vec<&str> = part.token.iter().map(token).collect();
                let outcome = outcome(&tokens, part.dropped);
                format!("{}/{} {outcome}", part.text, part.tag)
            });
            parts.collect::<Vec<_>>().join(", ")
        };
        [
            morpheme.text.clone(),
            morpheme.tag.clone(),
            place(morpheme.range),
            origin.to_owned(),
            outcome,
        ]
    });
    table(out, rows.collect(), style)
}

fn outcome(tokens: &[&str], dropped: Option<&str>) -> String {
    match dropped {
        Some(reason) => format!("× {}", reason_label(reason)),
        None => format!("→ {}", tokens.join(" + ")),
    }
}

fn query_word_text(
    out: &mut dyn Write,
    report: &AnalysisReport,
    word: &QueryWordReport,
    style: &Style,
) -> io::Result<()> {
    let ways = |terms: &[String], characters: &Option<String>| {
        let mut ways = terms.join(" + ");
        if let Some(characters) = characters {
            ways.push_str(&format!("; 띄어 쓴 {characters}"));
        }
        ways
    };
    let looked_for = ways(&word.terms, &word.characters);
    let trust = match word.trust {
        "full" => "",
        "if_alone" => " (글자로 찾은 것이 없을 때만)",
        _ => " (점수에만)",
    };
    let readings = word.readings.join(", ");
    let text = format!(
        "{}: {looked_for}{trust}; 글자 {readings}; 어간 {}",
        word.text, word.stem
    );
    line(out, "  ", &text, style)?;
    for alternative in &word.alternatives {
        let (label, way) = match &alternative.value {
            Some(value) => ("값", value.clone()),
            None => {
                let way = ways(&alternative.terms, &alternative.characters);
                let label = if alternative.kind == "spelling" {
                    "다른 표기"
                } else {
                    "같은 말"
                };
                (label, way)
            }
        };
        let mut text = format!("{label} {}: {way}", alternative.text);
        let CharRange(first, end) = alternative.words;
        if end - first > 1 {
            let words = &report.query.words[first..end];
            let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            text.push_str(&format!(" ({})", words.join(" ")));
        }
        line(out, "    ", &text, style)?;
    }
    Ok(())
}

fn place(range: CharRange) -> String {
    format!("{}–{}", range.0, range.1)
}

fn role_label(role: &str) -> &str {
    match role {
        "noun" => "명사",
        "verb" => "용언",
        "modifier" => "수식언",
        "affix" => "접사",
        "stand" => "의존명사·대명사",
        other => other,
    }
}

fn reason_label(reason: &str) -> &str {
    match reason {
        "particle" => "조사",
        "ending" => "어미",
        "copula" => "긍정지정사",
        "verb_suffix" => "용언 파생 접미사",
        "auxiliary" => "보조용언",
        "conjunction" => "접속부사",
        "plural" => "복수 접미사",
        "mark" => "기호",
        other => other,
    }
}

fn heading(out: &mut dyn Write, label: &str, count: usize, style: &Style) -> io::Result<()> {
    let heading = format!("{label}: {count}개");
    writeln!(out, "\n{}", style.paint(Role::Strong, &heading))
}

/// `text` behind `first`, its further lines indented as far.
fn line(out: &mut dyn Write, first: &str, text: &str, style: &Style) -> io::Result<()> {
    let rest = " ".repeat(width_of(first) + 2);
    for line in wrapped(text, &[], Role::Plain, first, &rest, style) {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn list(out: &mut dyn Write, texts: Vec<String>, style: &Style) -> io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    for line in wrapped(&texts.join(" "), &[], Role::Plain, "  ", "  ", style) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Columns wider than this are not waited for by the other rows.
const WIDEST_COLUMN_CELLS: usize = 24;

/// The narrowest last column.
const LAST_COLUMN_CELLS: usize = 16;

/// Rows in columns, aligned by cells. The last column is wrapped; where too little room
/// is left for it, it gets lines of its own.
fn table<const N: usize>(
    out: &mut dyn Write,
    rows: Vec<[String; N]>,
    style: &Style,
) -> io::Result<()> {
    let rows: Vec<[String; N]> = rows
        .into_iter()
        .map(|row| row.map(|cell| harmless_text(&cell)))
        .collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let cells = width_of(cell);
            if cells <= WIDEST_COLUMN_CELLS {
                *width = cells.max(*width);
            }
        }
    }
    for row in &rows {
        let Some((last, others)) = row.split_last() else {
            continue;
        };
        let mut lead = String::from("  ");
        for (cell, width) in others.iter().zip(widths) {
            let gap = width.saturating_sub(width_of(cell)) + 2;
            lead.push_str(cell);
            lead.push_str(&" ".repeat(gap));
        }
        let rest = " ".repeat(width_of(&lead));
        let lines = if width_of(&lead) + LAST_COLUMN_CELLS <= style.width_cells {
            wrapped(last, &[], Role::Plain, &lead, &rest, style)
        } else {
            let mut lines = wrapped(&lead, &[], Role::Plain, "  ", "    ", style);
            lines.extend(wrapped(last, &[], Role::Plain, "    ", "    ", style));
            lines
        };
        for line in lines {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_in(width_cells: usize, rows: Vec<[String; 3]>) -> Vec<String> {
        let style = Style {
            ansi: false,
            width_cells,
            links: None,
        };
        let mut out = Vec::new();
        table(&mut out, rows, &style).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    fn row(cells: [&str; 3]) -> [String; 3] {
        cells.map(str::to_owned)
    }

    #[test]
    fn columns_stand_below_each_other_by_cells() {
        let rows = vec![row(["레드팀", "NNP", "a"]), row(["gpt", "SL", "b"])];
        assert_eq!(rows_in(80, rows), ["  레드팀  NNP  a", "  gpt     SL   b"]);
    }

    #[test]
    fn the_last_column_is_wrapped_and_gives_way() {
        let wide = || vec![row(["레드팀", "NNP", "가나다라 마바사아 자차카타"])];
        assert_eq!(
            rows_in(32, wide()),
            [
                "  레드팀  NNP  가나다라 마바사아",
                "               자차카타",
            ]
        );
        assert_eq!(
            rows_in(24, wide()),
            ["  레드팀 NNP", "    가나다라 마바사아", "    자차카타"]
        );
    }

    #[test]
    fn a_long_cell_does_not_push_the_others() {
        let long = "가".repeat(13);
        let rows = vec![row([&long, "NNP", "a"]), row(["gpt", "SL", "b"])];
        assert_eq!(rows_in(80, rows)[1], "  gpt  SL   b");
    }
}

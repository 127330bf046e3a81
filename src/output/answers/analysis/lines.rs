//! The lines of an analysis: the morphemes and tokens in columns, then the rest.

use super::super::super::model::{Label, Line, harmless_text, width_of};
use super::report::{
    AnalysisReport, CharRange, EojeolReport, QueryWordReport, TermsSource, TokenReport,
};
use crate::language::{Name, labels::tokens, messages};

/// Lines in the making, of a width.
pub(super) struct Sheet {
    lines: Vec<Line>,
    width_cells: usize,
}

impl Sheet {
    /// The lines of a report, of at most `width_cells`.
    pub(super) fn of(report: &AnalysisReport, width_cells: usize) -> Vec<Line> {
        let mut sheet = Sheet {
            lines: Vec::new(),
            width_cells,
        };
        sheet.add(report);
        sheet.lines
    }

    fn add(&mut self, report: &AnalysisReport) {
        let terms = match report.terms.from {
            TermsSource::Index => tokens::TERMS_OF_INDEX,
            TermsSource::Files => tokens::TERMS_OF_FILES,
        };
        let terms: String = if report.terms.current {
            terms.text().to_owned()
        } else {
            messages::output::terms_changed(&terms, &report.terms.advice).into()
        };
        let labels = [tokens::NORMAL_FORM, tokens::TERMS].map(Name::text);
        let widest = labels
            .iter()
            .map(|label| width_of(label))
            .max()
            .unwrap_or(0);
        for (label, text) in labels.into_iter().zip([&report.normal_form, &terms]) {
            let gap = " ".repeat(widest - width_of(label) + 2);
            self.line(&format!("{label}{gap}"), text);
        }

        let chars: Vec<char> = report.text.chars().collect();
        for eojeol in &report.eojeols {
            let written: String = chars[eojeol.range.0..eojeol.range.1].iter().collect();
            self.lines.push(Line::default());
            self.eojeol(report, eojeol, &written);
        }

        self.heading(tokens::TOKENS, report.tokens.len());
        let rows = report.tokens.iter().map(|token| {
            let mut about = role_name(token.role).text().to_owned();
            if !token.known {
                about.push_str(&format!(", {}", tokens::NOT_IN_DICTIONARY));
            }
            [token.text.clone(), place(token.range), about]
        });
        self.table(rows.collect());

        self.heading(tokens::STEMS, report.stems.len());
        let stems = report.stems.iter();
        self.list(stems.map(|stem| format!("{}({})", stem.text, place(stem.range))));

        self.heading(tokens::READINGS, report.readings.len());
        self.list(report.readings.iter().map(|reading| {
            let mark = if reading.kind == "verb" { "~" } else { "" };
            format!("{mark}{}", reading.text)
        }));

        if !report.numbers.is_empty() {
            self.heading(tokens::NUMBERS, report.numbers.len());
            let rows = report.numbers.iter().map(|number| {
                let values = number.values.join(", ");
                [number.text.clone(), place(number.range), values]
            });
            self.table(rows.collect());
        }

        self.heading(tokens::SOUGHT, report.query.words.len());
        for word in &report.query.words {
            self.query_word(report, word);
        }
    }

    fn eojeol(&mut self, report: &AnalysisReport, eojeol: &EojeolReport, written: &str) {
        let mut title = written.to_owned();
        if written != eojeol.normal_form {
            title.push_str(&format!(" = {}", eojeol.normal_form));
        }
        title.push_str(&format!(" {}", place(eojeol.range)));
        let title = Line::of(Label::Title, &title).wrapped("", "  ", self.width_cells);
        self.lines.extend(title);
        if eojeol.morphemes.is_empty() {
            let CharRange(start, end) = eojeol.range;
            let is_here = |token: &&TokenReport| token.range.0 >= start && token.range.1 <= end;
            let tokens = report.tokens.iter().filter(is_here);
            let tokens: Vec<&str> = tokens.map(|token| token.text.as_str()).collect();
            let dropped = tokens.is_empty().then_some("mark");
            return self.line("  ", &outcome(&tokens, dropped));
        }
        let token = |place: &usize| report.tokens[*place].text.as_str();
        let rows = eojeol.morphemes.iter().map(|morpheme| {
            let origin = match (morpheme.in_terms, morpheme.known) {
                (true, _) => tokens::TERMS.text(),
                (false, true) => tokens::DICTIONARY.text(),
                // Latin letters and digits need no dictionary.
                (false, false) if matches!(morpheme.tag.as_str(), "SL" | "SN") => "",
                (false, false) => tokens::NONE.text(),
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
        self.table(rows.collect());
    }

    fn query_word(&mut self, report: &AnalysisReport, word: &QueryWordReport) {
        let ways = |terms: &[String], characters: &Option<String>| {
            let ways = terms.join(" + ");
            match characters {
                Some(characters) => messages::output::written_apart(&ways, characters).into(),
                None => ways,
            }
        };
        let looked_for = ways(&word.terms, &word.characters);
        let trust = match word.trust {
            "full" => String::new(),
            "if_alone" => messages::output::if_alone().into(),
            _ => messages::output::for_score_only().into(),
        };
        let readings = word.readings.join(", ");
        let text =
            messages::output::query_word(&word.text, &looked_for, &trust, &readings, &word.stem);
        self.line("  ", text.text());
        for alternative in &word.alternatives {
            let (label, way) = match &alternative.value {
                Some(value) => (tokens::VALUE, value.clone()),
                None => {
                    let way = ways(&alternative.terms, &alternative.characters);
                    let label = if alternative.kind == "spelling" {
                        tokens::OTHER_SPELLING
                    } else {
                        tokens::SAME_MEANING
                    };
                    (label, way)
                }
            };
            // What is looked for by its letters alone is looked for as it is written.
            let mut text = match way.is_empty() {
                true => format!("{label} {}", alternative.text),
                false => format!("{label} {}: {way}", alternative.text),
            };
            let CharRange(first, end) = alternative.words;
            if end - first > 1 {
                let words = &report.query.words[first..end];
                let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
                text.push_str(&format!(" ({})", words.join(" ")));
            }
            self.line("    ", &text);
        }
    }

    fn heading(&mut self, label: Name, count: usize) {
        self.lines.push(Line::default());
        let heading = messages::output::analysis_count(&label, &count);
        self.lines.push(Line::of(Label::Title, heading.text()));
    }

    /// `text` behind `first`, its further lines indented as far.
    fn line(&mut self, first: &str, text: &str) {
        let rest = " ".repeat(width_of(first) + 2);
        let lines = Line::plain(text).wrapped(first, &rest, self.width_cells);
        self.lines.extend(lines);
    }

    fn list(&mut self, texts: impl Iterator<Item = String>) {
        let texts: Vec<String> = texts.collect();
        if !texts.is_empty() {
            let list = Line::plain(&texts.join(" "));
            self.lines
                .extend(list.wrapped("  ", "  ", self.width_cells));
        }
    }

    /// Rows in columns, aligned by cells. The last column is wrapped; where too little room
    /// is left for it, it gets lines of its own.
    fn table<const N: usize>(&mut self, rows: Vec<[String; N]>) {
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
            let last = Line::plain(last);
            if width_of(&lead) + LAST_COLUMN_CELLS <= self.width_cells {
                self.lines
                    .extend(last.wrapped(&lead, &rest, self.width_cells));
            } else {
                let lead = Line::plain(&lead).wrapped("  ", "    ", self.width_cells);
                self.lines.extend(lead);
                let last = last.wrapped("    ", "    ", self.width_cells);
                self.lines.extend(last);
            }
        }
    }
}

fn outcome(tokens: &[&str], dropped: Option<&'static str>) -> String {
    match dropped {
        Some(reason) => format!("× {}", reason_name(reason)),
        None => format!("→ {}", tokens.join(" + ")),
    }
}

fn place(range: CharRange) -> String {
    format!("{}–{}", range.0, range.1)
}

fn role_name(role: &'static str) -> Name {
    match role {
        "noun" => tokens::NOUN,
        "verb" => tokens::VERB,
        "modifier" => tokens::ADJECTIVE,
        "affix" => tokens::AFFIX,
        "stand" => tokens::STAND_IN,
        other => Name::same(other),
    }
}

fn reason_name(reason: &'static str) -> Name {
    match reason {
        "particle" => tokens::PARTICLE,
        "ending" => tokens::ENDING,
        "copula" => tokens::COPULA,
        "verb_suffix" => tokens::VERB_SUFFIX,
        "auxiliary" => tokens::AUXILIARY,
        "conjunction" => tokens::CONJUNCTION,
        "plural" => tokens::PLURAL,
        "mark" => tokens::MARK,
        other => Name::same(other),
    }
}

/// Columns wider than this are not waited for by the other rows.
const WIDEST_COLUMN_CELLS: usize = 24;

/// The narrowest last column.
const LAST_COLUMN_CELLS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_in(width_cells: usize, rows: Vec<[String; 3]>) -> Vec<String> {
        let mut sheet = Sheet {
            lines: Vec::new(),
            width_cells,
        };
        sheet.table(rows);
        sheet.lines.iter().map(Line::text).collect()
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

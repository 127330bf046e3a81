//! The lines of an analysis: the morphemes and tokens in columns, then the rest.

use super::super::super::model::{Label, Line, harmless_text, width_of};
use super::report::{
    AnalysisReport, CharRange, EojeolReport, QueryWordReport, TermsSource, TokenReport,
};

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
            TermsSource::Index => "색인을 만들 때의 용어",
            TermsSource::Files => "프로그램의 용어와 terms.txt (색인을 쓰지 않음)",
        };
        let stale = if report.terms.current {
            String::new()
        } else {
            format!("; terms.txt가 그 뒤에 바뀌었음{}", report.terms.advice)
        };
        self.line("정규형  ", &report.normal_form);
        self.line("용어    ", &format!("{terms}{stale}"));

        let chars: Vec<char> = report.text.chars().collect();
        for eojeol in &report.eojeols {
            let written: String = chars[eojeol.range.0..eojeol.range.1].iter().collect();
            self.lines.push(Line::default());
            self.eojeol(report, eojeol, &written);
        }

        self.heading("토큰", report.tokens.len());
        let rows = report.tokens.iter().map(|token| {
            let mut about = role_label(token.role).to_owned();
            if !token.known {
                about.push_str(", 사전에 없음");
            }
            [token.text.clone(), place(token.range), about]
        });
        self.table(rows.collect());

        self.heading("어간", report.stems.len());
        let stems = report.stems.iter();
        self.list(stems.map(|stem| format!("{}({})", stem.text, place(stem.range))));

        self.heading("글자로 읽은 낱말 (~ 용언)", report.readings.len());
        self.list(report.readings.iter().map(|reading| {
            let mark = if reading.kind == "verb" { "~" } else { "" };
            format!("{mark}{}", reading.text)
        }));

        if !report.numbers.is_empty() {
            self.heading("수와 날짜", report.numbers.len());
            let rows = report.numbers.iter().map(|number| {
                let values = number.values.join(", ");
                [number.text.clone(), place(number.range), values]
            });
            self.table(rows.collect());
        }

        self.heading("검색할 낱말", report.query.words.len());
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
        self.table(rows.collect());
    }

    fn query_word(&mut self, report: &AnalysisReport, word: &QueryWordReport) {
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
        self.line("  ", &text);
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
            self.line("    ", &text);
        }
    }

    fn heading(&mut self, label: &str, count: usize) {
        self.lines.push(Line::default());
        let heading = format!("{label}: {count}개");
        self.lines.push(Line::of(Label::Title, &heading));
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

fn outcome(tokens: &[&str], dropped: Option<&str>) -> String {
    match dropped {
        Some(reason) => format!("× {}", reason_label(reason)),
        None => format!("→ {}", tokens.join(" + ")),
    }
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

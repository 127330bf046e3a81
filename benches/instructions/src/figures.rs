//! The committed figures: their file, how counts compare with them, and what is written
//! when new ones are accepted. Counting is left to the others.

use std::fmt::{self, Write};

/// How much more a path may cost than its figure. Chance moves a count by 0.1 %, so
/// that five are a change which somebody made and should know of.
pub const ALLOWED_PERCENT: u64 = 5;

/// A figure that moved by less keeps its line when others are accepted, and so its reason.
const MOVED_PERCENT: u64 = 1;

/// Above the figures in their file.
const HEAD: &str = "\
# What the main paths cost in instructions, and why it is that much.
# `cargo run --release -p digest-instructions` compares, and with `-- --accept \"reason\"` writes this.
";
const TAKEN_WITH: &str = "# Taken with: ";
const COLUMNS: &str = "path\tinstructions\treason";

/// What a path costs now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub path: String,
    pub instructions: u64,
}

/// What a path may cost, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub path: String,
    pub instructions: u64,
    pub reason: String,
}

/// All that is committed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Compiler, C library and what else counts depend on.
    pub taken_with: String,
    pub figures: Vec<Figure>,
}

/// A path beside its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub path: String,
    pub committed: Option<u64>,
    pub now: Option<u64>,
    pub verdict: Verdict,
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    CostsMore,
    /// By so much less that the figure no longer guards what was won.
    CostsLess,
    NoFigure,
    NoPath,
}

impl Verdict {
    /// Whether the guard fails by it.
    pub fn fails(self) -> bool {
        !matches!(self, Verdict::Holds | Verdict::CostsLess)
    }

    fn note(self) -> &'static str {
        match self {
            Verdict::Holds => "",
            Verdict::CostsMore => "FAILS: costs more",
            Verdict::CostsLess => {
                "costs less: lower the figure with --accept, to keep what was won"
            }
            Verdict::NoFigure => "FAILS: no figure is committed",
            Verdict::NoPath => "FAILS: a figure, but no such path",
        }
    }
}

impl Figure {
    fn parse(line: &str) -> Result<Self, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [path, instructions, reason] = columns[..] else {
            return Err("is not path, instructions and reason, with tabs between them".to_owned());
        };
        let Some(instructions) = instructions.parse().ok().filter(|&count| count > 0) else {
            return Err("the instructions are no count".to_owned());
        };
        if reason.trim().is_empty() {
            return Err("has no reason".to_owned());
        }
        Ok(Figure {
            path: path.to_owned(),
            instructions,
            reason: reason.to_owned(),
        })
    }
}

impl Figures {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut figures = Figures::default();
        let mut columns = false;
        for (at, line) in text.lines().enumerate() {
            let at_line = |what: String| format!("line {}: {what}", at + 1);
            if let Some(taken_with) = line.strip_prefix(TAKEN_WITH) {
                figures.taken_with = taken_with.to_owned();
            } else if !columns && !line.starts_with('#') {
                if line != COLUMNS {
                    return Err(at_line(format!("the columns are not {COLUMNS:?}")));
                }
                columns = true;
            } else if columns {
                let figure = Figure::parse(line).map_err(at_line)?;
                if figures.of(&figure.path).is_some() {
                    return Err(at_line("the path has a figure already".to_owned()));
                }
                figures.figures.push(figure);
            }
        }
        Ok(figures)
    }

    /// Each path beside its figure, in the order of the counts; then figures without path.
    pub fn compare(&self, counts: &[Count]) -> Vec<Row> {
        let mut rows: Vec<Row> = counts
            .iter()
            .map(|count| {
                let committed = self.of(&count.path).map(|figure| figure.instructions);
                let now = count.instructions;
                let verdict = match committed {
                    None => Verdict::NoFigure,
                    Some(figure) if !moved(now, figure, ALLOWED_PERCENT) => Verdict::Holds,
                    Some(figure) if now > figure => Verdict::CostsMore,
                    Some(_) => Verdict::CostsLess,
                };
                Row {
                    path: count.path.clone(),
                    committed,
                    now: Some(now),
                    verdict,
                }
            })
            .collect();
        let is_counted = |figure: &&Figure| counts.iter().any(|count| count.path == figure.path);
        let alone = self.figures.iter().filter(|figure| !is_counted(figure));
        rows.extend(alone.map(|figure| Row {
            path: figure.path.clone(),
            committed: Some(figure.instructions),
            now: None,
            verdict: Verdict::NoPath,
        }));
        rows
    }

    /// The figures once `counts` are accepted for `reason`: lines that hardly moved stay,
    /// and paths that are no more go.
    pub fn accept(&self, counts: &[Count], taken_with: &str, reason: &str) -> Figures {
        let figures = counts.iter().map(|count| {
            let stays = self
                .of(&count.path)
                .filter(|figure| !moved(count.instructions, figure.instructions, MOVED_PERCENT));
            stays.cloned().unwrap_or_else(|| Figure {
                path: count.path.clone(),
                instructions: count.instructions,
                reason: reason.to_owned(),
            })
        });
        Figures {
            taken_with: taken_with.to_owned(),
            figures: figures.collect(),
        }
    }

    fn of(&self, path: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.path == path)
    }
}

/// The file's text.
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEAD}{TAKEN_WITH}{}\n{COLUMNS}\n", self.taken_with)?;
        for figure in &self.figures {
            let Figure {
                path,
                instructions,
                reason,
            } = figure;
            writeln!(f, "{path}\t{instructions}\t{reason}")?;
        }
        Ok(())
    }
}

/// The rows for people to read.
pub fn table(rows: &[Row]) -> String {
    let number = |count: Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
    let width = rows.iter().map(|row| row.path.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:width$}  {:>13}  {:>13}  {:>6}\n",
        "path", "committed", "now", "ratio"
    );
    for row in rows {
        let ratio = match (row.now, row.committed) {
            (Some(now), Some(committed)) => format!("{:.3}", now as f64 / committed as f64),
            _ => "-".to_owned(),
        };
        let line = format!(
            "{:width$}  {:>13}  {:>13}  {ratio:>6}  {}",
            row.path,
            number(row.committed),
            number(row.now),
            row.verdict.note()
        );
        // Writing to a string fails never.
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Whether a count lies more than so many hundredths from its figure.
fn moved(now: u64, committed: u64, percent: u64) -> bool {
    u128::from(now.abs_diff(committed)) * 100 > u128::from(committed) * u128::from(percent)
}

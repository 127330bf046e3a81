//! Tables of a year's events in invented words, printed as each extractor prints them.
//!
//! Every table must be read as it was made, or what is not sure must be told.

use std::fmt::Write as _;

use crate::corpus::characters::compact;
use crate::corpus::tests::{check_conservation, parse_text};
use crate::document::Date;

/// Numbers in a fixed order that looks like none.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(super) fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

/// A row of the table; cells are the lines that the page breaks them into.
struct Made {
    month: u8,
    /// None where the days are not settled.
    days: Option<(u8, u8)>,
    name: Vec<String>,
    place: Vec<String>,
    homepage: Vec<String>,
}

const LATIN: [&str; 14] = [
    "Baram", "Gureum", "Data", "Expo", "Summit", "Machine", "Vision", "Forum", "Saebyeok", "AI",
    "Learning", "Insight", "Global", "Open",
];
const SMALL: [&str; 5] = ["of", "for", "and", "on", "&"];
const HANGUL: [&str; 7] = [
    "바람",
    "구름",
    "산업AI",
    "새벽",
    "학습",
    "한마당",
    "학술대회",
];
const PLACES: [&str; 8] = [
    "가람, 새터",
    "누리, 한들",
    "서울, 강남",
    "서울, 송파",
    "온라인",
    "다온",
    "해솔, 바다나루",
    "가람, 너른벌마을",
];

fn name(dice: &mut Dice) -> Vec<String> {
    let is_hangul = dice.one_in(5);
    let mut words: Vec<String> = Vec::new();
    if dice.one_in(4) {
        let letters = ["GEX", "KAAI", "BVC", "Gm4"][dice.below(4)];
        words.extend([format!("({letters}"), "2026)".to_owned()]);
    } else if dice.one_in(6) {
        words.push("2026".to_owned());
    }
    let count = if is_hangul {
        1 + dice.below(3)
    } else {
        2 + dice.below(6)
    };
    for nth in 0..count {
        let is_inner = nth > 0 && nth + 1 < count;
        let word = match is_hangul {
            true => dice.of(&HANGUL),
            false if is_inner && dice.one_in(4) => dice.of(&SMALL),
            false => dice.of(&LATIN),
        };
        words.push(word.to_owned());
    }
    if !is_hangul && dice.one_in(3) {
        words.push("2026".to_owned());
    }
    let is_long = words.len() > 5;
    let cut = if is_long {
        3 + dice.below(words.len() - 4)
    } else {
        words.len()
    };
    let tail = words.split_off(cut);
    let lines = [words, tail].map(|words| words.join(" "));
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn homepage(dice: &mut Dice, nth: usize) -> Vec<String> {
    let host = dice.of(&["www.baram", "gureum", "2026.saebyeok", "conf.data-vision"]);
    let mut address = format!("{host}{nth}.example");
    if dice.one_in(3) {
        address = format!("https://{address}/");
    }
    if dice.one_in(2) {
        let _ = write!(
            address,
            "/{}/2026",
            dice.of(&["events", "ko-kr", "open-data"])
        );
    }
    if dice.one_in(6) && address.len() > 30 && !address.ends_with("example/") {
        // A page breaks a long address anywhere behind its host.
        let from = address.rfind(".example").unwrap() + ".example/".len();
        let cut = from + dice.below((address.len() - from).saturating_sub(4).max(1));
        return vec![address[..cut].to_owned(), address[cut..].to_owned()];
    }
    vec![address]
}

fn place(dice: &mut Dice) -> Vec<String> {
    let place = dice.of(&PLACES).to_owned();
    match dice.below(12) {
        0 => vec![place, "(온라인 병행)".to_owned()],
        _ => vec![place],
    }
}

fn table(dice: &mut Dice) -> Vec<Made> {
    let mut made = Vec::new();
    for month in 1..=12u8 {
        if dice.one_in(6) {
            continue;
        }
        let mut first = 1 + u8::try_from(dice.below(12)).unwrap();
        for _ in 0..=dice.below(6) {
            let last = match dice.below(8) {
                0 => first,
                1 if first > 24 => 1 + u8::try_from(dice.below(4)).unwrap(),
                _ => (first + u8::try_from(dice.below(4)).unwrap()).min(28),
            };
            made.push(Made {
                month,
                days: (!dice.one_in(60)).then_some((first, last)),
                name: name(dice),
                place: place(dice),
                homepage: homepage(dice, made.len()),
            });
            first = (first + u8::try_from(dice.below(8)).unwrap()).min(28);
        }
    }
    made
}

impl Made {
    fn days(&self, dice: &mut Dice) -> String {
        match self.days {
            None => "미정".to_owned(),
            Some((first, last)) if first == last => format!("{first}일"),
            Some((first, last)) => format!("{first}{}{last}일", dice.of(&["~", "~", "～"])),
        }
    }

    fn dates(&self) -> (Option<String>, Option<String>) {
        let Some((first, last)) = self.days else {
            return (None, None);
        };
        let start = Date::new(2026, self.month, first).unwrap();
        let end = match (last < first, self.month) {
            (false, month) => Date::new(2026, month, last),
            (true, 12) => Date::new(2027, 1, last),
            (true, month) => Date::new(2026, month + 1, last),
        };
        (Some(start.to_string()), Some(end.unwrap().to_string()))
    }
}

const HEAD: &str = "SPRi AI Brief 2026년 3월호\n다온전자, 칩 공개\nn 첫째 요약\nn 둘째 요약\nKEY Contents\n\
                    £ 머리 제목\nn 본문\n출처 | Daon, Introducing, 2026.02.17.\n6\n주요행사일정\n";
const TAIL: &str =
    "\n홈페이지 : https://brief.example\n보고서와 관련된 문의는 편집실로 연락주시기 바랍니다.\n";

/// A way in which an extractor prints a table.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Printed {
    /// Each line of a cell on a line of its own.
    CellByCell,
    /// The cells of a row on one line, as far as they are not broken.
    RowByRow,
    /// By height, single spaces between cells.
    ByHeight,
    /// By height, in columns.
    InColumns,
    /// In columns, the first lines of cells beside the days.
    FromTop,
}

fn in_order(made: &[Made], is_row: bool, dice: &mut Dice) -> String {
    let between = if is_row { " " } else { "\n" };
    let mut text = format!(
        "{}\n",
        ["월", "기간", "행사명", "장소", "홈페이지"].join(between)
    );
    for (nth, row) in made.iter().enumerate() {
        let is_first = nth == 0 || made[nth - 1].month != row.month;
        let is_only = made.iter().filter(|other| other.month == row.month).count() == 1;
        if is_first {
            let end = if is_only && is_row { " " } else { "\n" };
            let _ = write!(text, "{}월{end}", row.month);
        }
        text.push_str(&row.days(dice));
        for cell in [&row.name, &row.place, &row.homepage] {
            // An extractor starts a line where a cell has several.
            let is_broken = cell.len() > 1;
            text.push_str(if is_broken { "\n" } else { between });
            text.push_str(&cell.join(" \n"));
        }
        text.push('\n');
    }
    text
}

/// Pieces of text at heights and columns to lines.
fn laid_out(mut pieces: Vec<(usize, usize, String)>, has_columns: bool) -> String {
    pieces.sort();
    let mut text = String::new();
    for line in pieces.chunk_by(|one, next| one.0 == next.0) {
        let mut chars = 0;
        for (_, column, piece) in line {
            let gap = if has_columns {
                column.saturating_sub(chars).max(1)
            } else {
                usize::from(chars > 0)
            };
            text.extend(std::iter::repeat_n(' ', gap));
            text.push_str(piece);
            chars += gap + piece.chars().count();
        }
        text.push('\n');
    }
    text
}

fn by_height(made: &[Made], printed: Printed, dice: &mut Dice) -> String {
    let has_columns = printed != Printed::ByHeight;
    let centre = |text: &str, middle: usize| middle.saturating_sub(text.chars().count() / 2);
    let head = ["월", "기간", "행사명", "장소", "홈페이지"]
        .into_iter()
        .zip([0, 8, 35, 70, 100]);
    let mut pieces: Vec<(usize, usize, String)> = head
        .map(|(text, column)| (0, column, text.to_owned()))
        .collect();
    // Heights are counted in halves of a line.
    let mut y = 2;
    let mut months: Vec<(u8, usize, usize)> = Vec::new();
    for row in made {
        let cells = [&row.name, &row.place, &row.homepage];
        let lines = cells.iter().map(|cell| cell.len()).max().unwrap();
        let bottom = y + 2 * (lines - 1);
        let middle = if printed == Printed::FromTop {
            y
        } else {
            (y + bottom) / 2
        };
        let days = row.days(dice);
        pieces.push((middle, centre(&days, 9), days));
        for (cell, column) in cells.into_iter().zip([35, 70, 100]) {
            let top = if printed == Printed::FromTop {
                y
            } else {
                middle + 1 - cell.len()
            };
            for (nth, line) in cell.iter().enumerate() {
                pieces.push((top + 2 * nth, centre(line, column), line.clone()));
            }
        }
        match months.last_mut().filter(|month| month.0 == row.month) {
            Some(month) => month.2 = bottom,
            None => months.push((row.month, y, bottom)),
        }
        y = bottom + 2;
    }
    for (month, top, bottom) in months {
        let middle = (top + bottom) / 2;
        let middle = if printed == Printed::FromTop {
            middle / 2 * 2
        } else {
            middle
        };
        pieces.push((middle, 0, format!("{month}월")));
    }
    laid_out(pieces, has_columns)
}

fn print(made: &[Made], printed: Printed, dice: &mut Dice) -> String {
    let table = match printed {
        Printed::CellByCell => in_order(made, false, dice),
        Printed::RowByRow => in_order(made, true, dice),
        _ => by_height(made, printed, dice),
    };
    format!("{HEAD}{table}{TAIL}")
}

#[test]
fn a_year_of_events_is_read_as_it_was_made_or_told() {
    for printed in [
        Printed::CellByCell,
        Printed::RowByRow,
        Printed::ByHeight,
        Printed::InColumns,
        Printed::FromTop,
    ] {
        let (mut rows, mut told) = (0, 0);
        let mut wrong = Vec::new();
        let mut said = Vec::new();
        for seed in 1..=60 {
            let mut dice = Dice::new(seed);
            let made = table(&mut dice);
            let text = print(&made, printed, &mut dice);
            let parsed = parse_text("2026-03.txt", &text);
            check_conservation(&text, &parsed);
            let is_told = parsed.is_misread;
            rows += made.len();
            let events = &parsed.issue.events;
            if events.len() != made.len() {
                if !is_told {
                    wrong.push(format!(
                        "{seed}: {} of {}\n{text}",
                        events.len(),
                        made.len()
                    ));
                }
                told += events.len().abs_diff(made.len());
                said.push(format!("{seed}: {} of {}", events.len(), made.len()));
                continue;
            }
            for (event, made) in events.iter().zip(&made) {
                let warned = parsed
                    .warnings
                    .iter()
                    .any(|warning| warning.line == event.source.line);
                let day = |day: Option<Date>| day.map(|day| day.to_string());
                let found = (
                    compact(&event.name),
                    compact(&event.place),
                    event.homepage.as_deref().map(compact).unwrap_or_default(),
                    (day(event.first_day), day(event.last_day)),
                );
                let expected = (
                    compact(&made.name.concat()),
                    compact(&made.place.concat()),
                    made.homepage.concat(),
                    made.dates(),
                );
                if found != expected {
                    told += 1;
                    said.push(format!(
                        "{seed}: {found:?}\n{expected:?}\n{:?}\n{text}",
                        parsed.warnings
                    ));
                    if !is_told && !warned {
                        wrong.push(format!("{seed}: {found:?}\n{expected:?}\n{text}"));
                    }
                }
            }
        }
        let first = wrong.first();
        assert!(
            wrong.is_empty(),
            "{printed:?}: {} wrong, {told} told of {rows}: {}\nTOLD {}",
            wrong.len(),
            first.unwrap(),
            said.iter()
                .map(|said| said.chars().take(400).collect::<String>())
                .collect::<Vec<_>>()
                .join("\nTOLD ")
        );
        assert!(
            told * 20 <= rows,
            "{printed:?}: {told} of {rows} are told, as {}",
            said.first().map_or("", String::as_str)
        );
    }
}

//! The view over the whole terminal, in a terminal of its own.
//!
//! Screens that are looked at as a whole are golden files (`tests/golden/browse-*.txt`).
//!
//! - `terminal`: the terminal, with what is typed and what is shown
//! - `panes`: hits, article, choices, sizes
//! - `typing`: the input line
//! - `ends`: quitting, signals, errors; copying and opening

#![cfg(unix)]

mod ends;
mod panes;
mod terminal;
mod typing;

use crate::util::{Dir, article, own_corpus};
use terminal::Terminal;

const UP: &str = "\u{1b}[A";
const DOWN: &str = "\u{1b}[B";
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";
const HOME: &str = "\u{1b}[H";
const END: &str = "\u{1b}[F";
const DELETE: &str = "\u{1b}[3~";
const PAGE_DOWN: &str = "\u{1b}[6~";
const ESCAPE: &str = "\u{1b}";
const BACKSPACE: &str = "\u{7f}";
const ENTER: &str = "\r";
const TAB: &str = "\t";
const F1: &str = "\u{1b}OP";
const F2: &str = "\u{1b}OQ";

/// Typed with Ctrl.
fn ctrl(letter: char) -> String {
    char::from(letter as u8 & 0x1f).to_string()
}

/// A view over the project's own corpus, once it shows how many hits there are.
fn browse(query: &str, columns: u16, rows: u16) -> Terminal {
    let mut terminal =
        Terminal::start(own_corpus(&["browse", query]).into_command(), columns, rows);
    terminal.wait_for(" hit");
    terminal
}

/// Two issues, of which each has articles of two publishers.
fn two_issues() -> Dir {
    let dir = Dir::new();
    for (month, first, second) in [("04", "구글", "오픈AI"), ("05", "구글", "메타")] {
        let articles: String = [first, second]
            .iter()
            .enumerate()
            .map(|(place, publisher)| {
                let title = format!("{publisher}의 챗봇 소식 {month}월");
                let citation = format!(
                    "{publisher}, Chatbot news {place}, 2024.{month}.0{}.",
                    place + 1
                );
                article(&title, "챗봇이 새로 나옴", "본문의 챗봇", &citation)
            })
            .collect();
        dir.digest_file(&format!("2024-{month}.txt"), articles);
    }
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    dir
}

fn browse_in(dir: &Dir, query: &str, columns: u16, rows: u16) -> Terminal {
    let command = dir.digest(&["browse", query]).into_command();
    let mut terminal = Terminal::start(command, columns, rows);
    terminal.wait_for(" hit");
    terminal
}

//! What is typed, where the cursor stands, and that hits follow.

use super::{BACKSPACE, DELETE, END, LEFT, RIGHT, browse, ctrl};
use crate::util::own_corpus;

/// The cells of `Search: `.
const PROMPT: u16 = 8;

/// How the view tells the counts of a query: as `search` counts.
fn counts(query: &str) -> String {
    let hits = own_corpus(&["search", query, "--json"]).json();
    let total = match hits["total"].as_u64().unwrap() {
        1 => "1 hit".to_owned(),
        total => format!("{total} hits"),
    };
    match hits["partial"].as_u64().unwrap() {
        0 => format!(" {total} "),
        partial => format!(" {total}, {partial} partial "),
    }
}

#[test]
fn hits_change_at_each_key_as_search_finds_them() {
    let mut terminal = browse("", 100, 30);
    let mut typed = String::new();
    let mut seen = vec![terminal.rows()[1].clone()];
    for key in ["레", "드", "ㅌ", "\u{7f}팀", " ", "생", "성"] {
        match key.strip_prefix(BACKSPACE) {
            Some(rest) => {
                typed.pop();
                typed.push_str(rest);
            }
            None => typed.push_str(key),
        }
        terminal.send(key);
        let expected = counts(&typed);
        let line = format!("Search: {}", typed.trim_end());
        terminal.wait(&format!("{typed}:{expected}"), |terminal| {
            let rows = terminal.rows();
            rows[0] == line && rows[1].contains(&expected)
        });
        if typed == "레드ㅌ" {
            terminal.wait_for("found '레드팀' instead of '레드ㅌ'");
        }
        seen.push(terminal.rows()[1].clone());
    }
    seen.dedup();
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn the_cursor_stands_behind_the_composed_syllable() {
    let mut terminal = browse("", 100, 30);
    assert_eq!(terminal.cursor(), (0, PROMPT));
    // Composed by an input method: a syllable comes at once.
    for (typed, shown) in [
        ("한", "Search: 한"),
        ("글", "Search: 한글"),
        ("a", "Search: 한글a"),
    ] {
        terminal.send(typed);
        terminal.wait(shown, |terminal| terminal.rows()[0] == shown);
    }
    assert_eq!(terminal.cursor(), (0, PROMPT + 5));
    terminal.send(&ctrl('u'));
    terminal.wait("emptied", |terminal| terminal.rows()[0] == "Search:");
    // Sent letter by letter, as some terminals do with decomposed text.
    for (letter, shown, column) in [
        ("\u{1105}", "\u{1105}", 2),
        ("\u{1166}", "레", 2),
        ("\u{1103}", "레\u{1103}", 4),
        ("\u{1173}", "레드", 4),
        ("\u{1110}", "레드\u{1110}", 6),
        ("\u{1175}", "레드티", 6),
        ("\u{11b7}", "레드팀", 6),
    ] {
        terminal.send(letter);
        let line = format!("Search: {shown}");
        terminal.wait(&line, |terminal| terminal.rows()[0] == line);
        assert_eq!(terminal.cursor(), (0, PROMPT + column), "{shown}");
    }
    let expected = counts("레드팀");
    terminal.wait_for(&expected);
}

#[test]
fn the_line_is_edited_by_characters_and_words() {
    let mut terminal = browse("", 100, 30);
    for (keys, line, column) in [
        ("생성 AI".to_owned(), "생성 AI", 7),
        (LEFT.repeat(4), "생성 AI", 2),
        (BACKSPACE.to_owned(), "성 AI", 0),
        ("한국".to_owned(), "한국성 AI", 4),
        (DELETE.to_owned(), "한국 AI", 4),
        (RIGHT.to_owned(), "한국 AI", 5),
        (ctrl('a'), "한국 AI", 0),
        (ctrl('e'), "한국 AI", 7),
        (ctrl('w'), "한국", 5),
        (ctrl('h').repeat(2), "한", 2),
        (LEFT.to_owned(), "한", 0),
        (ctrl('k'), "", 0),
        // A paste is one line, and its commands are none.
        (
            "\u{1b}[200~레드팀\r\n챌린지\u{1b}[201~".to_owned(),
            "레드팀 챌린지",
            13,
        ),
        (ctrl('u'), "", 0),
    ] {
        terminal.send(&keys);
        let shown = format!("Search: {line}");
        let place = (0, PROMPT + column);
        terminal.wait(&format!("{shown} {place:?}"), |terminal| {
            terminal.rows()[0] == shown.trim_end() && terminal.cursor() == place
        });
    }
}

#[test]
fn a_long_line_is_shown_around_the_cursor() {
    let mut terminal = browse("", 40, 10);
    let text = "가나다라마바사아자차카타파하".repeat(3);
    terminal.send(&text);
    terminal.wait("its end", |terminal| terminal.rows()[0].ends_with("타파하"));
    let (row, column) = terminal.cursor();
    assert_eq!(row, 0);
    // Two cells are free for a syllable that is being composed.
    assert!(column <= 38, "{column}");
    terminal.send(&ctrl('a'));
    terminal.wait("its start", |terminal| {
        terminal.rows()[0].starts_with("Search: 가나다")
    });
    assert_eq!(terminal.cursor(), (0, PROMPT));
    // End goes through the hits, Ctrl-E in the line.
    terminal.send(END);
    terminal.type_for(&ctrl('e'), "타파하");
}

#[test]
fn queries_have_their_language_and_mistakes_are_told_while_typing() {
    let mut terminal = browse("", 100, 30);
    terminal.type_for("종류:행사", " 3 hits ");
    terminal.type_for(" 날짜:2024-13", "a date that the calendar");
    terminal.send(BACKSPACE);
    // January to September and so on: what stands there now is a month.
    terminal.type_for("\u{7f}07", " 2 hits ");
    terminal.send(&ctrl('u'));
    terminal.type_for("\"레드팀 챌린지\" -AI", "no article");
    terminal.send(&ctrl('u'));
    terminal.type_for("제목:레드팀", " 1 hit ");
    // Only what was looked for is marked.
    assert_eq!(terminal.marked(), ["레드팀"; 2]);
}

#[test]
fn what_carries_no_meaning_or_is_found_nowhere_is_told() {
    let mut terminal = browse("!!!", 100, 30);
    terminal.wait_for("nothing to look for");
    terminal.send(&ctrl('u'));
    terminal.type_for("쀍쀍쀍", "no article or event holds: 쀍쀍쀍");
}

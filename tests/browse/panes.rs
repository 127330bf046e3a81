//! Hits and the article beside them, choices, and terminals of any size.

use super::{
    DOWN, END, ENTER, ESCAPE, F1, F2, HOME, LEFT, PAGE_DOWN, RIGHT, TAB, Terminal, UP, browse,
    browse_in, ctrl, two_issues,
};
use crate::util::{Dir, article, assert_golden, own_corpus};

#[test]
fn a_view_opens_with_the_hits_of_its_query() {
    let terminal = browse("레드팀", 100, 30);
    assert_golden("browse-opening.txt", &terminal.capture());
}

#[test]
fn without_a_query_all_documents_are_listed() {
    let terminal = browse("", 80, 24);
    assert_golden("browse-all.txt", &terminal.capture());
    assert_eq!(terminal.marked(), Vec::<String>::new());
}

#[test]
fn hits_are_gone_through_and_the_article_follows() {
    let mut terminal = browse("생성 AI", 100, 30);
    let ids: Vec<String> = own_corpus(&["search", "생성 AI", "--json"]).json()["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| format!("┬── {} ", hit["id"].as_str().unwrap()))
        .collect();
    for (keys, place) in [(DOWN, 1), (DOWN, 2), (UP, 1), (HOME, 0)] {
        terminal.type_for(keys, &ids[place]);
    }
    // Beyond the ends nothing happens; a page is what is seen.
    terminal.send(UP);
    terminal.type_for(DOWN, &ids[1]);
    terminal.type_for(PAGE_DOWN, &ids[9]);
    terminal.type_for(END, ">21.");
    assert_golden("browse-last-hit.txt", &terminal.capture());
}

#[test]
fn the_article_is_read_with_its_marks() {
    let mut terminal = browse("레드팀", 100, 30);
    assert!(terminal.marked().iter().all(|mark| mark == "레드팀"));
    terminal.type_for(TAB, "Tab hits");
    terminal.type_for(END, "챌린지’ 개최, 2024-04-11");
    assert_golden("browse-article.txt", &terminal.capture());
    terminal.type_for(HOME, "  1–");
    terminal.type_for(DOWN, "  2–");
    terminal.type_for(UP, "  1–");
    // From mark to mark, and back to the first.
    terminal.type_for(&ctrl('n'), "  6–");
    terminal.send(ESCAPE);
    terminal.wait_for("Tab article");
    // Other hits, from within the article.
    terminal.send(&ctrl('u'));
    terminal.type_for("생성 AI", " 7 hits");
    terminal.type_for(ENTER, "Tab hits");
    terminal.type_for(RIGHT, "┬── 2024-05/10 ");
    terminal.type_for(LEFT, "┬── 2024-05/12 ");
    // What is typed goes to the query, wherever arrows go.
    terminal.type_for(" 지침", "Search: 생성 AI 지침");
    terminal.wait_for("Tab article");
}

#[test]
fn hits_are_chosen_by_issue_and_by_publisher() {
    let dir = two_issues();
    let mut terminal = browse_in(&dir, "챗봇", 100, 20);
    terminal.wait_for(" 4 hits ");
    terminal.type_for(F2, "[x] All");
    assert_golden("browse-issues.txt", &terminal.capture());
    terminal.type_for(DOWN, "[ ] 2024-05");
    terminal.type_for(ENTER, "Issues: 2024-05  ");
    terminal.wait_for(" 2 hits ");
    // Counts are of what the issue leaves; the choice can be seen while it is made.
    terminal.type_for(&ctrl('p'), "[ ] 메타");
    assert!(!terminal.text().contains("오픈AI"), "{}", terminal.text());
    terminal.type_for("메", "Sources: 메");
    terminal.wait("narrowed", |terminal| !terminal.text().contains("] 구글"));
    terminal.type_for(" ", "[x] 메타");
    terminal.wait_for("Issues: 2024-05 · Sources: 메타");
    terminal.type_for(ENTER, " 1 hit ");
    assert_golden("browse-chosen.txt", &terminal.capture());
    // Back to what was chosen before.
    terminal.type_for(&ctrl('p'), "[x] 메타");
    terminal.type_for(HOME, "[x] 메타");
    terminal.type_for(" ", "[x] All");
    terminal.send(ESCAPE);
    terminal.wait_for("Issues: 2024-05 · Sources: 메타");
    // Several issues.
    terminal.type_for(&ctrl('p'), "[x] 메타");
    terminal.type_for(HOME, "[x] 메타");
    terminal.type_for(ENTER, "Issues: 2024-05  ");
    terminal.type_for(&ctrl('f'), "[x] 2024-05");
    terminal.type_for(DOWN, "[ ] 2024-04");
    terminal.type_for(" ", "[x] 2024-04");
    terminal.type_for(ENTER, "Issues: 2024-04, 2024-05  ");
    // A choice that leaves nothing is told, and Esc takes it away.
    terminal.type_for(&ctrl('p'), "[ ] 메타");
    terminal.type_for("메", "Sources: 메");
    terminal.type_for(ENTER, "· Sources: 메타");
    terminal.send(&ctrl('u'));
    terminal.type_for("오픈AI", "among what was");
    terminal.send(ESCAPE);
    terminal.wait("cleared", |terminal| {
        let rows = terminal.rows();
        rows[0] == "Search:" && rows[1].contains(" 4 hits ") && rows[19] == "Esc again quits"
    });
}

#[test]
fn another_size_is_drawn_at_once_and_keys_go_on() {
    let mut terminal = browse("레드팀", 100, 30);
    let before = terminal.capture();
    terminal.resize(40, 12);
    terminal.wait_for("F1 keys  Tab article  F2 issues");
    assert_golden("browse-narrow-hits.txt", &terminal.capture());
    terminal.type_for(TAB, "Tab hits");
    assert_golden("browse-narrow-article.txt", &terminal.capture());
    // A key that comes with the change is not kept back.
    terminal.resize(100, 30);
    terminal.type_for(TAB, "Tab article");
    terminal.wait("as before", |terminal| {
        terminal.rows().len() == 30 && terminal.capture() == before
    });
}

#[test]
fn forty_by_ten_is_enough_and_less_than_twenty_by_five_is_told() {
    let mut terminal = browse("AI", 40, 10);
    terminal.type_for(DOWN, "> 2.");
    terminal.type_for(F1, "Keys");
    terminal.type_for(END, "quit, as Ctrl-C does");
    assert_golden("browse-narrow-help.txt", &terminal.capture());
    terminal.send(ESCAPE);
    terminal.wait_for("> 2.");
    for (columns, rows) in [(19, 10), (40, 4), (3, 3), (1, 1), (1, 30), (200, 1)] {
        terminal.resize(columns, rows);
        terminal.wait("what is needed", |terminal| {
            terminal.rows()[0].starts_with('t')
        });
        // Keys are taken all the same.
        terminal.send(DOWN);
    }
    for (columns, rows) in [(20, 5), (79, 6), (80, 5), (200, 60)] {
        terminal.resize(columns, rows);
        terminal.wait("the hits", |terminal| terminal.rows()[0] == "Search: AI");
        terminal.capture();
    }
    assert!(terminal.text().contains("> 8."), "{}", terminal.text());
}

#[test]
fn marks_show_without_colour() {
    let command = own_corpus(&["browse", "레드팀"]).env("NO_COLOR", "1");
    let mut terminal = super::Terminal::start(command.into_command(), 100, 30);
    terminal.wait_for(" hit");
    assert_eq!(terminal.marked(), Vec::<String>::new());
    let underlined: String = (0..30)
        .flat_map(|row| (0..100).map(move |column| (row, column)))
        .filter_map(|(row, column)| terminal.screen().cell(row, column))
        .filter(|cell| cell.underline() && cell.bold())
        .map(|cell| cell.contents())
        .collect();
    assert!(underlined.starts_with("레드팀레드팀"), "{underlined}");
}

#[test]
fn a_publisher_is_chosen_whatever_its_spelling() {
    let dir = Dir::new();
    let articles = ["OpenAI", "오픈AI", "오픈AI", "구글"].map(|publisher| {
        article(
            "챗봇 소식",
            "요약",
            "본문",
            &format!("{publisher}, News, 2024.05.01."),
        )
    });
    dir.digest_file("2024-05.txt", articles.concat());
    let mut terminal = browse_in(&dir, "챗봇", 100, 20);
    terminal.type_for(&ctrl('p'), "[ ] 오픈AI                             3│");
    terminal.type_for("오픈", "Sources: 오픈");
    terminal.type_for(ENTER, " 3 hits ");
    terminal.wait_for("Sources: 오픈AI  ");
}

#[test]
fn more_hits_are_loaded_at_the_end_of_those_that_are_there() {
    let dir = Dir::new();
    let lines = (1..=130).map(|number| {
        format!(r#"{{"id":"{number}","title":"챗봇 소식 {number}호","body":"본문"}}"#)
    });
    dir.digest_file("news.jsonl", lines.collect::<Vec<_>>().join("\n"));
    let mut terminal = browse_in(&dir, "챗봇", 100, 20);
    terminal.wait_for(" 130 hits, 1–50 shown ");
    terminal.type_for(END, ">50.");
    terminal.wait_for(" 130 hits, 1–100 shown ");
    terminal.type_for(END, ">100.");
    terminal.wait_for(" 130 hits ─");
    terminal.type_for(END, ">130.");
    terminal.type_for(HOME, "> 1.");
    // Another query begins anew.
    terminal.type_for(" 소식", "Search: 챗봇 소식");
    terminal.wait_for(" 130 hits, 1–50 shown ");
}

#[test]
fn what_a_digest_file_wrote_does_not_steer_the_terminal() {
    const STEERING: &str = "\u{1}\u{1b}]8;;http://e.example\u{1b}\\\u{7f}\u{85}\u{9b}2J\u{2028}\
                            \u{202e}\u{2066}\u{2069}";
    let dir = Dir::new();
    let article = serde_json::json!({
        "id": "1", "title": format!("레드팀 {STEERING} 제목"), "summary": [format!("요약 {STEERING}")],
        "body": [format!("본문 {STEERING} 글")],
        "citations": [{"publisher": format!("기관 {STEERING}"), "title": format!("글 {STEERING}")}],
    });
    // Escaped as JSON can: a file full of control characters is none of text.
    let escaped: String = article
        .to_string()
        .chars()
        .map(|c| match c {
            '\0'..='\u{7e}' | '가'..='힣' => c.to_string(),
            c => format!("\\u{:04x}", u32::from(c)),
        })
        .collect();
    dir.digest_file(&format!("a{}.jsonl", STEERING.replace('/', "")), escaped);
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let mut terminal = browse_in(&dir, &format!("레드팀{STEERING}"), 100, 30);
    terminal.wait_for("1. 레드팀");
    terminal.type_for("\u{1b}OR", "All");
    terminal.send(ESCAPE);
    terminal.wait_for("F1 keys");
    // What is pasted.
    terminal.send("\u{1b}[200~\u{202e}\u{9b}가\u{85}\u{2028}\u{1b}[201~");
    terminal.type_for("나다", "나다");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    let steers = |c: char| matches!(c, '\u{1}' | '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!written.contains(steers), "{written:?}");
    assert!(!written.contains("\u{1b}]8"), "{written:?}");
    assert!(written.contains('\u{fffd}'), "{written:?}");
}

#[test]
fn all_is_in_korean_where_that_is_asked() {
    let command = own_corpus(&["browse", "AI"]).env("LANG", "ko_KR.UTF-8");
    let mut terminal = Terminal::start(command.into_command(), 100, 30);
    terminal.wait_for("건");
    assert_golden("ko/browse-opening.txt", &terminal.capture());
    terminal.type_for(F1, "단축키");
    terminal.wait_for("끝내기(Ctrl-C도 같음)");
    assert_golden("ko/browse-help.txt", &terminal.capture());
    terminal.type_for(ESCAPE, "> 1.");
    terminal.type_for(F2, "[x] 전체");
    assert_golden("ko/browse-issues.txt", &terminal.capture());
}

//! What people see, pinned: the text of each command on the project's corpus, 80 cells
//! wide, in tests/golden/. Where a change is meant: `UPDATE_GOLDEN=1 cargo test`, then
//! read the difference.

use crate::util::{assert_golden, own_corpus, without_time};

/// The text without the time that a search took.
fn text_of(args: &[&str]) -> String {
    let ran = own_corpus(args).env("COLUMNS", "80").run();
    assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    without_time(&ran.stdout)
}

#[test]
fn searches_look_as_before() {
    assert_golden("search.txt", &text_of(&["search", "레드팀"]));
    let facets = [
        "search",
        "생성 AI 투자",
        "-n",
        "2",
        "--facets",
        "issue,source,month",
    ];
    assert_golden("search-facets.txt", &text_of(&facets));
    let events = ["search", "--kind", "event", "--sort", "date"];
    assert_golden("search-events.txt", &text_of(&events));
    let rewritten = ["search", "fpemxla", "--snippets", "1"];
    assert_golden("search-rewritten.txt", &text_of(&rewritten));
}

#[test]
fn documents_look_as_before() {
    let article = ["show", "2024-05/12", "--highlight", "레드팀"];
    assert_golden("show-article.txt", &text_of(&article));
    assert_golden("show-event.txt", &text_of(&["show", "2024-05/e1"]));
    assert_golden("show-lines.txt", &text_of(&["show", "2024-05/12", "--at"]));
    assert_golden(
        "show.md",
        &text_of(&["show", "2024-05/12", "--format", "markdown"]),
    );
    assert_golden(
        "show.html",
        &text_of(&["show", "2024-05/e1", "--format", "html"]),
    );
}

#[test]
fn lists_look_as_before() {
    for (name, args) in [
        ("list.txt", &["list", "-n", "6"][..]),
        ("issues.txt", &["issues"]),
        ("events.txt", &["events"]),
        ("sources.txt", &["sources"]),
        ("sources-works.txt", &["sources", "과기정통부"]),
        ("trend.txt", &["trend", "레드팀", "생성 AI"]),
        ("related.txt", &["related", "2024-05/7"]),
    ] {
        assert_golden(name, &text_of(args));
    }
}

#[test]
fn citations_look_as_before() {
    for (name, style) in [
        ("cite.txt", "text"),
        ("cite.md", "markdown"),
        ("cite.bib", "bibtex"),
        ("cite.json", "csl-json"),
        ("cite.ris", "ris"),
    ] {
        let args = ["cite", "2024-05/12", "2024-05/e1", "--style", style];
        assert_golden(name, &text_of(&args));
    }
}

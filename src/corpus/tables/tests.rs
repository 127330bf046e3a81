//! Whole tables, good and bad.

use crate::corpus::tests::{check_refused, parse_text};
use crate::corpus::{SpacesEverywhere, parse};

fn titles(name: &str, text: &str) -> Vec<(String, u32)> {
    let articles = parse_text(name, text).issue.articles.into_iter();
    articles
        .map(|article| (article.title, article.source.line))
        .collect()
}

fn expected(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
    let rows = rows.iter();
    rows.map(|(title, line)| ((*title).to_owned(), *line))
        .collect()
}

#[test]
fn rows_are_articles_whatever_parts_their_cells() {
    let two = expected(&[("가", 2), ("나", 3)]);
    for (name, text) in [
        (
            "a.csv",
            "제목,날짜,본문\n가,2024-05-01,글\n나,2024-05-02,글\n",
        ),
        (
            "a.csv",
            "제목;날짜;본문\r\n가;2024-05-01;글\r\n나;2024-05-02;글\r\n",
        ),
        (
            "a.tsv",
            "title\tdate\tbody\n가\t2024-05-01\t글\n나\t2024-05-02\t글",
        ),
        (
            "a.csv",
            "\u{feff}\"Title\",\"Date\",\"Body\"\r\"가\",\"\",\"글\"\r\"나\",\"\",\"글\"\r",
        ),
        (
            "a.txt",
            "제목,날짜,본문\n가,2024-05-01,글\n나,2024-05-02,글\n",
        ),
        ("a.csv", ",title,body\n0,가,글\n1,나,글\n"),
    ] {
        assert_eq!(titles(name, text), two, "{text}");
    }
    let above = "sep=;\n기사 목록\n\n번호;제목;본문\n1;가;\"글, 글\"\n";
    assert_eq!(titles("a.csv", above), expected(&[("가", 5)]));
}

#[test]
fn cells_with_line_ends_and_quotes_are_read_and_lines_are_right() {
    let text = "id,title,body,source,url\n1,\"가, \"\"나\"\"\",\"첫 줄\n둘째 줄\n\",해솔통신,https://a.example/1\n\n2,다,글,,\n";
    let parsed = parse_text("a.csv", text);
    let [first, second] = &parsed.issue.articles[..] else {
        panic!("{parsed:?}")
    };
    assert_eq!(first.title, "가, \"나\"");
    assert_eq!(first.body.len(), 2);
    assert_eq!(first.citations[0].publisher, "해솔통신");
    assert_eq!((second.id.as_str(), second.source.line), ("a/2", 6));
    assert!(second.citations.is_empty());
    assert!(parsed.warnings.is_empty(), "{:?}", parsed.warnings);
}

#[test]
fn a_bad_row_costs_no_other() {
    for bad in ["나,글,더,더", "나", "\"나,글", "나,\"글"] {
        let text = format!("title,body\n가,글\n{bad}\n다,글\n라,\"글\"\n");
        let parsed = parse_text("a.csv", &text);
        let titles: Vec<&str> = parsed
            .issue
            .articles
            .iter()
            .map(|a| a.title.as_str())
            .collect();
        assert!(titles.starts_with(&["가"]), "{text}: {titles:?}");
        assert!(titles.ends_with(&["다", "라"]), "{text}: {titles:?}");
        assert!(parsed.is_misread, "{text}");
        assert_eq!(parsed.lost[0].line, 3, "{text}");
    }
}

#[test]
fn a_table_without_a_header_is_told() {
    check_refused(
        "a.csv",
        "가,글\n나,글\n".as_bytes(),
        "a.csv:1: no row names the columns; ",
    );
    check_refused(
        "a.csv",
        "제목,본문\n".as_bytes(),
        "a.csv: there is no record in this file",
    );
}

#[test]
fn a_table_in_cp949_is_read() {
    let (bytes, ..) = encoding_rs::EUC_KR.encode("제목,내용,언론사\n물값,물값이 내렸다,가람신문\n");
    let parsed = parse("a.csv", &bytes, &SpacesEverywhere).unwrap();
    assert_eq!(parsed.issue.articles[0].citations[0].publisher, "가람신문");
}

#[test]
fn what_is_too_much_is_told_and_takes_no_time() {
    let wide = format!("title,body\n가,글\n{}\n나,글\n", ",".repeat(100_000));
    let parsed = parse_text("a.csv", &wide);
    assert_eq!(parsed.issue.articles.len(), 2);
    let open = format!(
        "title,body\n가,글\n{}",
        "\"나,글\n가,\"\"\"글\n".repeat(20_000)
    );
    assert!(parse_text("a.csv", &open).is_misread);
}

//! What of a query's text is syntax.

use super::*;
use proptest::prelude::*;

/// The clauses in a notation of their own: T text, P phrase, X prefix, F fuzzy.
fn shown(text: &str) -> String {
    fn show(text: &str, clause: &Clause) -> String {
        let all = |clauses: &[Clause]| {
            let shown: Vec<String> = clauses.iter().map(|c| show(text, c)).collect();
            shown.join(" ")
        };
        match &clause.kind {
            ClauseKind::Text => format!("T<{}>", &text[clause.range.clone()]),
            ClauseKind::Word(kind, inner) => {
                let letter = match kind {
                    WordKind::Plain => "W",
                    WordKind::Phrase => "P",
                    WordKind::Prefix => "X",
                    WordKind::Fuzzy => "F",
                };
                format!("{letter}<{}>", &text[inner.clone()])
            }
            ClauseKind::Scoped(scope, inner) => {
                format!("{}:{}", scope.name(), show(text, inner))
            }
            ClauseKind::Filter(filter) => format!("{filter:?}"),
            ClauseKind::Not(inner) => format!("-{}", show(text, inner)),
            ClauseKind::Any(clauses) => format!("any({})", all(clauses)),
            ClauseKind::All(clauses) => format!("all({})", all(clauses)),
        }
    }
    let clauses = clauses(text).unwrap();
    let shown: Vec<String> = clauses.iter().map(|clause| show(text, clause)).collect();
    shown.join(" ")
}

#[test]
fn what_looks_like_syntax_and_is_not_is_text() {
    for text in [
        "AI: 규제",
        "(주)카카오",
        "AI(인공지능) 규제",
        "[단독] 구글",
        "\"레드팀",
        "레드팀\"",
        "\"레드팀\"은 중요",
        "-규제",
        "-규제 -기업",
        "--규제 기업",
        "- 규제",
        "규제 -",
        "AND",
        "OR",
        "OR 규제",
        "규제 OR",
        "or",
        "C++",
        "C*D",
        "*",
        "**중요**",
        "~",
        "가~",
        "10시~ 12시",
        "2024.7.21~27",
        "제목:",
        "제목: 규제",
        "https://example.com/a",
        "()",
        "( )",
        "\"\"",
        "\" \"",
        "😀",
        "날짜 : 2024",
    ] {
        assert_eq!(shown(text), format!("T<{text}>"));
    }
    assert_eq!(shown(""), "");
    assert_eq!(shown(" \t\u{3000} "), "");
}

#[test]
fn syntax_is_read() {
    for (text, expected) in [
        ("\"생성 AI 레드팀\"", "P<생성 AI 레드팀>"),
        ("구글 \"생성 AI\" 규제", "T<구글> P<생성 AI> T<규제>"),
        ("기업 -규제", "T<기업> -T<규제>"),
        ("기업 -\"AI 규제\"", "T<기업> -P<AI 규제>"),
        ("기업 -(주)카카오", "T<기업> -T<(주)카카오>"),
        ("a b OR c d", "T<a> any(T<b> T<c>) T<d>"),
        ("a AND b c", "T<a> T<b c>"),
        ("a NOT b", "T<a> -T<b>"),
        ("a AND NOT b", "T<a> -T<b>"),
        ("NOT b", "T<NOT b>"),
        ("a AND", "T<a AND>"),
        ("a OR b OR c", "any(T<a> T<b> T<c>)"),
        ("a OR OR b", "any(T<a> T<OR>) T<b>"),
        (
            "(생성 AI) OR (거대 언어)",
            "any(all(T<생성 AI>) all(T<거대 언어>))",
        ),
        ("(a (b c))", "all(T<a> all(T<b c>))"),
        ("(주) 카카오", "all(T<주>) T<카카오>"),
        ("(AI(인공지능) 규제)", "all(T<AI(인공지능) 규제>)"),
        ("(a -b) OR c", "any(all(T<a> -T<b>) T<c>)"),
        ("(-b) a", "all(T<-b>) T<a>"),
        ("a OR -b", "any(T<a> T<-b>)"),
        ("a OR -(b)", "any(T<a> T<-(b)>)"),
        ("((a)", "T<((a)>"),
        ("((a) b)", "all(all(T<a>) T<b>)"),
        ("(a (b) c", "T<(a> all(T<b>) T<c>"),
        ("-((a)", "T<-((a)>"),
        ("c -((a)", "T<c> -T<((a)>"),
        ("제목:((a) b", "title:T<((a)> T<b>"),
        ("(a\"b c\")", "all(T<a\"b c\">)"),
        ("제목:규제 AI", "title:T<규제> T<AI>"),
        ("Title:\"AI 규제\"", "title:P<AI 규제>"),
        ("본문:(생성 AI)", "body:all(T<생성 AI>)"),
        (
            "출처:오픈AI OR source:구글",
            "any(source:T<오픈AI> source:T<구글>)",
        ),
        ("기업 -제목:규제", "T<기업> -title:T<규제>"),
        ("(제목:규제)", "all(title:T<규제>)"),
        ("요약:규제*", "summary:X<규제>"),
        ("네이* 규졔~", "X<네이> F<규졔>"),
        ("kind:event", "Kind(Event)"),
        ("-종류:행사", "-Kind(Event)"),
        ("issue:news", "Issue(\"news\")"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn dates_and_issues_are_read() {
    let iso =
        |date: Option<crate::document::Date>| date.map_or(String::new(), |date| date.to_string());
    for (text, first, last) in [
        ("date:2024-04", "2024-04-01", "2024-04-30"),
        ("날짜:2024", "2024-01-01", "2024-12-31"),
        ("date:2024-03-15..", "2024-03-15", ""),
        ("date:..2024-04-01", "", "2024-04-01"),
        ("date:2024-02..2024-03", "2024-02-01", "2024-03-31"),
        ("date:2024.4.11", "2024-04-11", "2024-04-11"),
    ] {
        let clauses = clauses(text).unwrap();
        let ClauseKind::Filter(Filter::Date(range)) = &clauses[0].kind else {
            panic!("{text}");
        };
        assert_eq!(
            (iso(range.first), iso(range.last)),
            (first.into(), last.into())
        );
    }
    let month =
        |year, month| crate::document::Date::new(year, month, 1).map(crate::document::Month::of);
    for (text, first, last) in [
        ("호:2024-05", month(2024, 5), month(2024, 5)),
        ("issue:2024-01..2024-06", month(2024, 1), month(2024, 6)),
        ("issue:2024", month(2024, 1), month(2024, 12)),
        ("issue:2024-05..", month(2024, 5), None),
    ] {
        let months = ClauseKind::Filter(Filter::Months { first, last });
        assert_eq!(clauses(text).unwrap()[0].kind, months, "{text}");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (text, part) in [
        ("레드팀 date:2024-13", "2024-13"),
        ("date:어제", "어제"),
        ("date:2024-04-31 AI", "2024-04-31"),
        ("date:..", ".."),
        ("date:2024-05..2024-01", "2024-05..2024-01"),
        ("date:2024-05..2024-13", "2024-13"),
        ("(a OR 호:2024-00)", "2024-00"),
        ("issue:2024-05-11", "2024-05-11"),
        ("kind:book", "book"),
    ] {
        let error = clauses(text).unwrap_err();
        assert_eq!(error.part(), part, "{text}");
        assert_eq!(error.text, text);
    }
    assert_eq!(clauses("레드팀 date:2024-13").unwrap_err().column(), 10);
}

/// That clauses lie in the stretch, in order and apart, none empty, and between them
/// only spaces, `OR` and `AND`: so whatever reads them came to the end.
fn check_stretch(text: &str, stretch: Range<usize>, clauses: &[Clause]) {
    let mut at = stretch.start;
    for clause in clauses {
        let between = text[at..clause.range.start].trim();
        let is_operator = |word: &str| word == OR || word == AND;
        assert!(
            between.split_whitespace().all(is_operator),
            "{between} of {text}"
        );
        assert!(clause.range.start < clause.range.end, "{text}");
        check_inside(text, clause);
        at = clause.range.end;
    }
    assert!(text[at..stretch.end].trim().is_empty(), "{text}");
}

fn check_inside(text: &str, clause: &Clause) {
    let range = clause.range.clone();
    match &clause.kind {
        ClauseKind::All(clauses) => check_stretch(text, range.start + 1..range.end - 1, clauses),
        ClauseKind::Any(clauses) => check_stretch(text, range, clauses),
        ClauseKind::Not(inner) | ClauseKind::Scoped(_, inner) => {
            assert!(range.start < inner.range.start && inner.range.end == range.end);
            check_inside(text, inner);
        }
        ClauseKind::Word(_, inner) => {
            assert!(range.start <= inner.start && inner.end < range.end);
            assert!(!text[inner.clone()].trim().is_empty());
        }
        ClauseKind::Text | ClauseKind::Filter(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_read_to_its_end_and_nothing_of_it_is_lost(
        text in "([a가\\u{3000} \"()*~:-]|[()]|OR|제목:|kind:event|-[(]|[(][(]|[)] | ){0,24}",
    ) {
        if let Ok(clauses) = clauses(&text) {
            check_stretch(&text, 0..text.len(), &clauses);
        } else {
            // The only mistake that these pieces can make.
            prop_assert!(text.contains("kind:event"), "{text}");
        }
    }
}

#[test]
fn every_short_text_of_signs_is_read_to_its_end() {
    let pieces = ["(", ")", "a", " ", "-", "\"", " OR ", "제목:"];
    let mut texts = vec![String::new()];
    for _ in 0..6 {
        let longer = texts
            .iter()
            .flat_map(|text| pieces.map(|piece| format!("{text}{piece}")));
        texts = longer.collect();
        for text in &texts {
            check_stretch(text, 0..text.len(), &clauses(text).unwrap());
        }
    }
}

#[test]
fn brackets_by_the_thousand_cost_no_more_than_other_text() {
    let text = "(".repeat(100_000);
    assert_eq!(shown(&text), format!("T<{text}>"));
    let text = "(a ".repeat(30_000);
    assert!(!clauses(&text).unwrap().is_empty());
    let text = "\"a ".repeat(30_000);
    assert!(!clauses(&text).unwrap().is_empty());
    for text in [
        "(".repeat(50_000) + &")".repeat(50_000),
        "(a ".repeat(20_000) + &") ".repeat(20_000),
    ] {
        let error = clauses(&text).unwrap_err();
        assert_eq!(error.part(), "(");
        assert_eq!(
            error.column() % 100,
            if text.contains('a') { 97 } else { 33 }
        );
    }
}

#[test]
fn groups_are_read_as_deep_as_is_promised_and_deeper_ones_are_told() {
    let nested = |depth: usize| "(a ".repeat(depth) + "b" + &")".repeat(depth);
    assert!(clauses(&nested(DEEPEST_GROUP)).is_ok());
    let error = clauses(&nested(DEEPEST_GROUP + 1)).unwrap_err();
    assert_eq!((error.part(), error.column()), ("(", 3 * DEEPEST_GROUP + 1));
    assert!(error.message.english().contains("32 brackets"), "{error}");
    // What is not closed is no group, however much of it there is.
    assert!(clauses(&("(a ".repeat(99) + "(b)")).is_ok());
}

#[test]
fn clauses_are_counted_and_one_too_many_is_told_with_its_place() {
    for (piece, first, part) in [
        ("\"a b\" ", "", "\"a b\""),
        ("(a) ", "", "("),
        ("제목:a ", "", "제목:"),
        ("kind:event ", "", "kind:"),
        ("-a ", "b ", "-"),
        ("a* ", "", "a*"),
        ("가나~ ", "", "가나~"),
        ("OR b ", "a ", "OR"),
    ] {
        let text = first.to_owned() + &piece.repeat(MOST_CLAUSES);
        assert!(clauses(&text).is_ok(), "{piece}");
        let error = clauses(&(text.clone() + piece)).unwrap_err();
        assert_eq!(error.part(), part);
        assert_eq!(error.range.start, text.len(), "{piece}");
        assert!(error.message.english().contains("1024 clauses"), "{error}");
    }
    // Words are not counted.
    assert_eq!(clauses(&"레드팀 투자 ".repeat(10_000)).unwrap().len(), 1);
}

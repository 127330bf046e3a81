//! Hits, snippets and partial matches, in JSON and in text.

use serde_json::json;

use crate::util::{Dir, article, ids, marked, own_corpus, project};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

#[test]
fn the_main_job() {
    let hits = own_corpus(&["search", "레드팀", "--json"]).json();
    assert_eq!(hits["format_version"], 1);
    assert_eq!(hits["query"], "레드팀");
    assert_eq!(hits["total"], 1);
    assert_eq!(hits["partial"], 0);
    assert!(hits["elapsed_ms"].as_f64().unwrap() >= 0.0);
    let hit = &hits["hits"][0];
    assert_eq!(hit["rank"], 1);
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert_eq!(hit["id"], "2024-05/12");
    assert_eq!(hit["kind"], "article");
    assert_eq!(hit["issue"], "2024-05");
    assert_eq!(hit["date"], "2024-04-11");
    assert_eq!(hit["missing"], json!([]));
    assert_eq!(hit["source"]["file"], "2024-05.txt");
    assert!(hit["source"]["line"].as_u64().unwrap() > 600);
    assert_eq!(hit["citations"][0]["publisher"], "과학기술정보통신부");
    assert_eq!(hit["citations"][0]["date"], "2024-04-11");
    assert_eq!(hit["citations"][0]["url"], json!(null));
    for snippet in hit["snippets"].as_array().unwrap() {
        assert!(!marked(snippet).is_empty());
        assert!(
            marked(snippet).iter().all(|text| text == "레드팀"),
            "{snippet}"
        );
    }
}

#[test]
fn the_fields_of_a_hit_are_those_of_the_contract() {
    let hits = own_corpus(&["search", "레드팀", "--json"]).json();
    let names = |value: &serde_json::Value| {
        let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let top = [
        "elapsed_ms",
        "expansions",
        "format_version",
        "hits",
        "partial",
        "query",
        "rewrites",
        "total",
    ];
    assert_eq!(names(&hits), top);
    let hit = [
        "citations",
        "date",
        "date_from",
        "date_precision",
        "id",
        "issue",
        "kind",
        "known_date",
        "missing",
        "rank",
        "score",
        "snippets",
        "source",
        "title",
        "title_highlights",
    ];
    assert_eq!(names(&hits["hits"][0]), hit);
    let snippet = ["field", "heading", "highlights", "line", "text"];
    assert_eq!(names(&hits["hits"][0]["snippets"][0]), snippet);
    let citation = [
        "date",
        "date_precision",
        "known_date",
        "publisher",
        "title",
        "url",
    ];
    assert_eq!(names(&hits["hits"][0]["citations"][0]), citation);
}

#[test]
fn a_snippet_tells_its_place_in_the_digest_file() {
    let file = std::fs::read_to_string(project().join("corpus/2024-05.txt")).unwrap();
    let file: Vec<&str> = file.lines().collect();
    let hits = own_corpus(&["search", "레드팀", "--json"]).json();
    let text = own_corpus(&["search", "레드팀"]).run().stdout;
    let snippets = hits["hits"][0]["snippets"].as_array().unwrap();
    assert!(snippets.len() > 1);
    for snippet in snippets {
        let line = snippet["line"].as_u64().unwrap() as usize;
        let start: String = snippet["text"].as_str().unwrap().chars().take(8).collect();
        assert!(file[line - 1].contains(&start), "{line}: {start}");
        assert!(text.contains(&format!("(2024-05.txt:{line})")), "{text}");
    }
}

#[test]
fn a_particle_is_not_marked() {
    let dir = Dir::new();
    let text = article(
        "새 소식",
        "요약",
        "정부의 투자계획은 크다. 기업이 투자했다",
        CITATION,
    );
    dir.digest_file("2024-05.txt", text);
    let hits = dir.digest(&["search", "투자", "--json"]).json();
    assert_eq!(marked(&hits["hits"][0]["snippets"][0]), ["투자", "투자"]);
}

#[test]
fn marks_are_exact_where_characters_were_folded() {
    let dir = Dir::new();
    let body = "워싱턴⼤와 쓰쿠바⼤가 설계․개발‧배포를 맡는다";
    dir.digest_file("2024-05.txt", article("새 소식", "요약", body, CITATION));
    for (query, expected) in [
        ("쓰쿠바대", "쓰쿠바⼤"),
        ("쓰쿠바⼤", "쓰쿠바⼤"),
        ("개발", "개발"),
        ("배포", "배포"),
    ] {
        let hits = dir.digest(&["search", query, "--json"]).json();
        assert_eq!(
            marked(&hits["hits"][0]["snippets"][0]),
            [expected],
            "{query}"
        );
    }
}

#[test]
fn title_beats_summary_beats_body() {
    let dir = Dir::new();
    // The body says it often, the title once in a long line.
    let often = "레드팀 훈련 레드팀 평가 레드팀 보고 레드팀 결과 레드팀 분석";
    let body = article("가나다 소식", "요약 문장", often, CITATION);
    let summary = article("라마바 소식", "레드팀 이야기", "본문 문장", CITATION);
    let title = article(
        "정부와 기업과 대학이 함께 마련한 여러 가지 새로운 제도와 레드팀 운영 방안을 담은 소식",
        "요약 문장",
        "본문 문장",
        CITATION,
    );
    dir.digest_file("2024-05.txt", format!("{body}{summary}{title}"));
    let hits = dir.digest(&["search", "레드팀", "--json"]).json();
    assert_eq!(ids(&hits), ["2024-05/3", "2024-05/2", "2024-05/1"]);
}

#[test]
fn a_title_beats_all_other_fields_together() {
    let dir = Dir::new();
    let title =
        "정부와 기업과 대학이 함께 마련한 여러 가지 새로운 제도와 레드팀 운영 방안을 담은 소식";
    let titled = article(title, "요약 문장", "본문 문장", CITATION);
    let everywhere = " 가나다 소식\n\nn 레드팀 요약\n\nn 레드팀 둘째\n\nKEY Contents\n\n£레드팀 제목\n\n\
                      n 레드팀 레드팀 본문\n\n* 레드팀 각주\n\n<레드팀 그림>\n\n\
                      ☞ 출처 : 레드팀 기관, 레드팀 보고서, 2024.04.01.\n";
    let body_only = " 라마바 소식\n\nn 요약\n\nn 둘째\n\nKEY Contents\n\n£레드팀 제목\n\n\
                     n 레드팀 레드팀 본문\n\n* 레드팀 각주\n\n<레드팀 그림>\n\n\
                     ☞ 출처 : 레드팀 기관, 레드팀 보고서, 2024.04.01.\n";
    let summary = article(
        "사아자 소식",
        "레드팀을 다룬 길고 긴 요약 문장이 여기에 이어진다",
        "본문",
        CITATION,
    );
    dir.digest_file(
        "2024-05.txt",
        format!("{body_only}{summary}{everywhere}{titled}"),
    );
    let hits = dir.digest(&["search", "레드팀", "--json"]).json();
    assert_eq!(ids(&hits)[0], "2024-05/4", "{hits}");
    assert_eq!(ids(&hits)[3], "2024-05/1", "{hits}");
}

#[test]
fn words_without_meaning_of_their_own_are_not_asked_for() {
    let plain = own_corpus(&["search", "--json", "레드팀 챌린지"]).json();
    for query in [
        "레드팀 및 챌린지",
        "레드팀 그리고 챌린지",
        "레드팀 또한 챌린지",
    ] {
        let hits = own_corpus(&["search", "--json", query]).json();
        assert_eq!(
            (&hits["total"], ids(&hits)),
            (&plain["total"], ids(&plain)),
            "{query}"
        );
    }
    let ran = own_corpus(&["search", "및"]).run();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("no word that carries meaning"),
        "{}",
        ran.stderr
    );
}

#[test]
fn partial_matches_follow_and_say_what_they_lack() {
    let dir = Dir::new();
    let title_only = article("레드팀 레드팀 레드팀", "레드팀", "레드팀", CITATION);
    let both = article("새 소식", "요약", "레드팀과 반도체 이야기", CITATION);
    let neither = article("다른 소식", "요약", "날씨 이야기", CITATION);
    dir.digest_file("2024-05.txt", format!("{title_only}{both}{neither}"));

    let hits = dir.digest(&["search", "레드팀 반도체", "--json"]).json();
    assert_eq!(ids(&hits), ["2024-05/2", "2024-05/1"]);
    assert_eq!((&hits["total"], &hits["partial"]), (&json!(1), &json!(1)));
    assert_eq!(hits["hits"][0]["missing"], json!([]));
    assert_eq!(hits["hits"][1]["missing"], json!(["반도체"]));

    let text = dir.digest(&["search", "레드팀", "반도체"]).run();
    assert_eq!(text.code, 0);
    assert!(
        text.stdout.contains("Partial match, missing: 반도체"),
        "{}",
        text.stdout
    );

    let hits = dir
        .digest(&["search", "레드팀 반도체", "--all-words", "--json"])
        .json();
    assert_eq!(ids(&hits), ["2024-05/2"]);
    assert_eq!((&hits["total"], &hits["partial"]), (&json!(1), &json!(0)));
}

#[test]
fn pages_follow_each_other() {
    let whole = own_corpus(&["search", "AI", "--json", "-n", "100"]).json();
    let all = ids(&whole);
    assert!(all.len() > 12, "{}", all.len());
    assert_eq!(whole["total"].as_u64().unwrap() as usize, all.len());
    let first = own_corpus(&["search", "AI", "--json"]).json();
    assert_eq!(ids(&first), all[..10]);
    let second = own_corpus(&["search", "AI", "--json", "--limit", "5", "--offset", "10"]).json();
    assert_eq!(ids(&second), all[10..15]);
    assert_eq!(second["hits"][0]["rank"], 11);
    let beyond = own_corpus(&["search", "AI", "--json", "--offset", "1000"]).json();
    assert_eq!(ids(&beyond), Vec::<String>::new());
    assert_eq!(beyond["total"], whole["total"]);
}

#[test]
fn nothing_found_has_the_same_shape() {
    let ran = own_corpus(&["search", "판다곰", "--json"]).run();
    assert_eq!(ran.code, 1);
    let hits: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(hits["total"], 0);
    assert_eq!(hits["hits"], json!([]));

    let ran = own_corpus(&["search", "판다곰"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("판다곰"), "{}", ran.stderr);
}

#[test]
fn any_text_is_a_query() {
    // The longest argument that Linux passes on is 128 KiB.
    let long = "가나다 ".repeat(12_000);
    for query in [
        "AI: 규제",
        "(주)카카오",
        "[단독] 구글",
        "\"레드팀",
        "-규제",
        "AND",
        "OR",
        "C++",
        "🎉",
        "",
        " ",
        "*",
        "~",
        "a:b:c",
        "((((",
        "\\",
        "\u{202e}가",
        "ㄱ",
        "ﷺ",
        "e\u{301}",
        &long,
    ] {
        let ran = own_corpus(&["search", "--json", "--", query]).run();
        assert!(ran.code == 0 || ran.code == 1, "{query:?}: {ran:?}");
        let hits: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(hits["query"], query);
    }
}

#[test]
fn a_query_may_start_with_a_hyphen() {
    for query in ["-규제", "-AI 규제", "-5", "-C++", "-(주)"] {
        let ran = own_corpus(&["search", query, "--json"]).run();
        assert!(ran.code == 0 || ran.code == 1, "{query}: {ran:?}");
        let hits: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(hits["query"], query);
    }
}

#[test]
fn words_may_be_given_apart_or_together() {
    let together = own_corpus(&["search", "--json", "생성 AI 레드팀"]).json();
    let apart = own_corpus(&["search", "--json", "생성", "AI", "레드팀"]).json();
    assert_eq!(ids(&together), ids(&apart));
    assert_eq!(ids(&together)[0], "2024-05/12");
}

#[test]
fn a_compound_is_found_by_its_parts_and_marked() {
    let dir = Dir::new();
    let body = "인공지능 산업과 개인정보보호 제도를 다룬다";
    dir.digest_file("2024-05.txt", article("새 소식", "요약", body, CITATION));
    for (query, expected) in [
        ("지능", vec!["지능"]),
        ("인공 지능", vec!["인공지능"]),
        ("개인 정보 보호", vec!["개인정보보호"]),
        ("개인정보 보호", vec!["개인정보보호"]),
    ] {
        let hits = dir.digest(&["search", query, "--json"]).json();
        assert_eq!(hits["total"], 1, "{query}");
        assert_eq!(marked(&hits["hits"][0]["snippets"][0]), expected, "{query}");
    }
}

#[test]
fn a_hit_by_its_title_alone_is_shown_with_its_start() {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("블랙웰 소식", "첫 요약", "본문", CITATION),
    );
    let hits = dir.digest(&["search", "블랙웰", "--json"]).json();
    let snippets = &hits["hits"][0]["snippets"];
    assert_eq!(snippets[0]["field"], "title");
    assert_eq!(marked(&snippets[0]), ["블랙웰"]);
    assert_eq!(snippets[1]["field"], "summary");
    assert_eq!(snippets[1]["highlights"], json!([]));
    let text = dir.digest(&["search", "블랙웰"]).run().stdout;
    assert_eq!(text.matches("블랙웰 소식").count(), 1, "{text}");
}

#[test]
fn the_title_is_marked_where_the_text_holds_the_other_words() {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("GPT-4 공개", "새 모델 등장", "본문", CITATION),
    );
    for flags in [&[][..], &["--snippets", "0"]] {
        let args = [&["search", "GPT-4 모델", "--json"][..], flags].concat();
        let hits = dir.digest(&args).json();
        assert_eq!(
            hits["hits"][0]["title_highlights"],
            json!([[0, 5]]),
            "{hits}"
        );
    }
}

#[test]
fn an_event_is_found_by_its_place() {
    let hits = own_corpus(&["search", "비엔나", "--json"]).json();
    let hit = &hits["hits"][0];
    assert_eq!(
        (&hit["kind"], &hit["id"]),
        (&json!("event"), &json!("2024-05/e1"))
    );
    assert_eq!(hit["date"], "2024-07-21");
    assert_eq!(marked(&hit["snippets"][0]), ["비엔나"]);
}

#[test]
fn text_shows_where_a_hit_comes_from() {
    let ran = own_corpus(&["search", "레드팀"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.starts_with("1. "), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("2024-05/12 · 2024-04-11 · 2024-05.txt:"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("   Sources: 과학기술정보통신부, "),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("[Summary]"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

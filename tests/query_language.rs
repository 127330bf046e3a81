//! The grammar of queries: each line of docs/query.md on the project's own corpus, flags
//! that say the same, mistakes and how they are told.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use digest::analysis::Analyzer;
use digest::index::IndexReader;
use digest::search::{Bounds, OverBounds, Query, SearchEngine, SearchOptions, Show, Synonyms};
use serde_json::{Value, json};

use crate::util::{Dir, article, ids, marked, own_corpus, project};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

fn search(query: &str, flags: &[&str]) -> Value {
    let mut args = vec!["search", "--json"];
    args.extend(flags);
    args.extend(["--", query]);
    own_corpus(&args).json()
}

#[test]
fn every_line_of_the_grammar_finds_what_it_says() {
    let page = fs::read_to_string(project().join("docs/query.md")).unwrap();
    let mut tried = 0;
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        // The table of flags has two columns.
        let [query, _, finds] = cells.as_slice() else {
            continue;
        };
        let query = query.trim_matches('`');
        let (total, first) = finds.split_once(": ").unwrap_or((finds, ""));
        let hits = search(query, &["--limit", "30"]);
        assert_eq!(hits["total"].to_string(), total, "{query}");
        let expected: Vec<&str> = first.split(", ").filter(|id| !id.is_empty()).collect();
        let found = ids(&hits);
        assert_eq!(
            found[..expected.len().min(found.len())],
            expected,
            "{query}"
        );
        tried += 1;
    }
    assert!(tried > 35, "the test has lost sight of the page");
}

/// Brackets that do not pair, as in the texts that people paste.
const UNPAIRED: [&str; 6] = [
    "((레드팀)",
    "레드팀 OR -(AI)",
    "레드팀 -((규제) 투자",
    "제목:((레드팀) 투자",
    "((레드팀) (투자",
    ")) 레드팀) (투자)) OR (AI",
];

#[test]
fn brackets_that_do_not_pair_come_to_an_end_in_every_command() {
    for query in UNPAIRED {
        assert!(!ids(&search(query, &[])).is_empty(), "{query}");
        search(query, &["--explain-query"]);
        for args in [
            &["trend", "--json", query][..],
            &["show", "2024-05/12", "--highlight", query],
        ] {
            let ran = own_corpus(args).run();
            assert!(matches!(ran.code, 0 | 1), "{ran:?}");
        }
    }
    let mut command = own_corpus(&["search", "--batch"]).into_command();
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(UNPAIRED.join("\n").as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), UNPAIRED.len());
}

#[test]
fn the_mark_of_utf8_before_a_query_is_no_part_of_it() {
    let read = |args: &[&str], input: &str| {
        let mut command = own_corpus(args).into_command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let answers = read(&["search", "--batch"], "\u{feff}제목:레드팀\n챌린지\n");
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let queries = answers.iter().map(|answer| answer["query"].as_str());
    assert!(queries.eq([Some("제목:레드팀"), Some("챌린지")]));
    assert_eq!(ids(&answers[0]), ["2024-05/12"]);
    let answer = read(&["search", "-", "-l"], "\u{feff}\"생성 AI 레드팀\"\n");
    assert_eq!(answer, "2024-05/12\n");
}

#[test]
fn more_syntax_than_is_searched_for_is_told_and_words_are_not_syntax() {
    let many = "레드팀 OR ".repeat(1_025) + "AI";
    let ran = own_corpus(&["search", &many]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("1024 clauses"), "{}", ran.stderr);
    assert!(ran.stderr.contains("ask for less"), "{}", ran.stderr);
    let deep = "(레드팀 ".repeat(33) + "AI" + &")".repeat(33);
    let ran = own_corpus(&["search", &deep]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("32 brackets"), "{}", ran.stderr);
    let words = "레드팀 ".repeat(10_000);
    assert_eq!(ids(&search(&words, &["-n", "1"])), ["2024-05/12"]);
}

#[test]
fn a_search_that_comes_to_its_bounds_is_stopped_and_says_what_to_do() {
    let moment = ["--timeout", "0.000001"];
    for args in [&["search", "레드팀"][..], &["trend", "레드팀"]] {
        let ran = own_corpus(&[args, &moment[..]].concat()).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains("took longer"), "{}", ran.stderr);
        assert!(ran.stderr.contains("--timeout"), "{}", ran.stderr);
    }
    // The configuration says the same, and a flag more.
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, "timeout = 0.000001\n").unwrap();
    let path = file.path().to_str().unwrap();
    let configured = |args: &[&str]| own_corpus(args).env("DIGEST_CONFIG", path).run();
    assert_eq!(configured(&["search", "레드팀"]).code, 2);
    assert_eq!(
        configured(&["related", "2024-05/12", "--kind", "article"]).code,
        2
    );
    assert_eq!(
        configured(&["search", "레드팀", "--timeout", "100"]).code,
        0
    );
    for wrong in ["timeout = 0\n", "timeout = \"1\"\n", "search_memory = 0\n"] {
        fs::write(&file, wrong).unwrap();
        let ran = configured(&["search", "레드팀"]);
        assert_eq!(ran.code, 2, "{wrong}");
        assert!(ran.stderr.contains(":1: "), "{wrong}: {}", ran.stderr);
    }
}

#[test]
fn lists_of_a_search_stay_within_its_memory() {
    let analyzer = std::sync::Arc::new(Analyzer::new().unwrap());
    let dir = Dir::new();
    // Two tokens, whose places are looked up and kept.
    let texts = (0..400).map(|n| article(&format!("레드팀 소식 {n}"), "요약", "본문", CITATION));
    dir.digest_file("2024-05.txt", texts.collect::<String>());
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let open = |memory_bytes| {
        let index = IndexReader::open(&dir.path().join("index"), None).unwrap();
        let bounds = Bounds {
            memory_bytes,
            ..Bounds::default()
        };
        SearchEngine::new(index, analyzer.clone(), Synonyms::shipped()).with_bounds(bounds)
    };
    let options = SearchOptions::default();
    for query in [
        "\"레드팀 소식\"",
        "(레드팀 OR 소식) -없음",
        "레드팀*",
        "소식 OR 요약 OR 본문",
    ] {
        let error = open(1_000).search(query, &options).unwrap_err();
        let error: &OverBounds = error.downcast_ref().unwrap_or_else(|| panic!("{query}"));
        assert_eq!(*error, OverBounds::Memory(1_000), "{query}");
        assert!(error.to_string().contains("MiB of memory"), "{error}");
        assert_eq!(
            open(1 << 20).search(query, &options).unwrap().total,
            400,
            "{query}"
        );
    }
    // A filter is asked of each document, and keeps no list.
    let found = open(1_000).search("-kind:event", &options).unwrap();
    assert_eq!(found.total, 400);
}

#[test]
fn a_hit_holds_what_it_is_asked_to_show_and_no_more() {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("레드팀 소식", "레드팀의 요약", "본문", CITATION),
    );
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let index = IndexReader::open(&dir.path().join("index"), None).unwrap();
    let analyzer = std::sync::Arc::new(Analyzer::new().unwrap());
    let engine = SearchEngine::new(index, analyzer, Synonyms::shipped());
    let shown = |show| {
        let options = SearchOptions {
            show,
            ..SearchOptions::default()
        };
        let answer = engine.answer("fpemxla", &options).unwrap();
        assert_eq!(answer.typed.words[0].text, "fpemxla");
        assert_eq!(answer.searched().words[0].stem, "레드팀");
        let hit = answer.hits.hits.into_iter().next().unwrap();
        (hit.title_highlights, hit.snippets.len())
    };
    assert_eq!(shown(Show::Nothing), (vec![], 0));
    assert_eq!(shown(Show::TitleMarks), (vec![0..3], 0));
    assert_eq!(shown(Show::passages(1)), (vec![0..3], 1));
}

#[test]
fn prefixes_stand_for_so_many_words_together_and_more_is_told() {
    let dir = Dir::new();
    // Of each beginning as many words as one prefix stands for at most, and more.
    let words = |first: char| -> String {
        let seconds = ('가'..='힣').step_by(10).take(1_050);
        seconds
            .map(|second| format!("{first}{second}쀍 "))
            .collect()
    };
    let lines: String = "쀼쀽쀾쀿쁀쁁쁂쁃쁄쁅쁆"
        .chars()
        .map(|first| {
            format!(
                "{{\"id\":\"{first}\",\"title\":\"글\",\"body\":\"{}\"}}\n",
                words(first)
            )
        })
        .collect();
    dir.digest_file("words.jsonl", lines);
    let query = |firsts: &str| {
        let prefixes: Vec<String> = firsts.chars().map(|first| format!("{first}*")).collect();
        prefixes.join(" OR ")
    };
    let ran = dir
        .digest(&["search", "--count", &query("쀼쀽쀾쀿쁀쁁쁂쁃쁄쁅")])
        .run();
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "10\n"),
        "{}",
        ran.stderr
    );
    let ran = dir
        .digest(&["search", "--count", &query("쀼쀽쀾쀿쁀쁁쁂쁃쁄쁅쁆")])
        .run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("“쁆*”"), "{}", ran.stderr);
    assert!(ran.stderr.contains("10000 words"), "{}", ran.stderr);
}

#[test]
fn a_line_of_a_batch_that_comes_to_a_bound_leaves_the_others() {
    let many = "레드팀 OR ".repeat(1_025) + "AI";
    let lines = format!("레드팀\n{many}\n((레드팀)\n");
    let mut command = own_corpus(&["search", "--batch"]).into_command();
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let told: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (ids(&told[0])[0].as_str(), ids(&told[2])[0].as_str()),
        ("2024-05/12", "2024-05/12")
    );
    assert!(
        told[1]["error"].as_str().unwrap().starts_with("line 2: "),
        "{stdout}"
    );
}

#[test]
fn flags_say_the_same_as_the_query() {
    for (query, flags, plain) in [
        ("AI date:2024-04..", &["--since", "2024-04"][..], "AI"),
        ("AI date:..2024-03", &["--until", "2024-03"], "AI"),
        (
            "AI date:2024-04-01..2024-04-10",
            &["--since", "2024-04-01", "--until", "2024-04-10"],
            "AI",
        ),
        ("AI issue:2024-05", &["--issue", "2024-05"], "AI"),
        ("AI kind:event", &["--kind", "event"], "AI"),
        ("AI source:(OpenAI)", &["--source", "OpenAI"], "AI"),
        ("제목:AI", &["--field", "title", "--all-words"], "AI"),
        ("kind:event", &["--kind", "event"], ""),
    ] {
        let by_query = search(query, &[]);
        let by_flags = search(plain, flags);
        assert!(by_query["total"].as_u64() > Some(0), "{query}");
        assert_eq!(by_query["total"], by_flags["total"], "{query}");
        assert_eq!(ids(&by_query), ids(&by_flags), "{query}");
    }
    for (args, says) in [
        (["--since", "2024-13"], "calendar"),
        (["--until", "2024-01..2024-02"], "2024-03-15"),
        (["--issue", "2024-00"], "calendar"),
        (["--kind", "book"], "article"),
        (["--field", "author"], "summary"),
        (["--source", "!!"], "OpenAI"),
        (["--sort", "size"], "-date"),
        (["--facets", "author"], "issue"),
    ] {
        let ran = own_corpus(&["search", "AI", args[0], args[1]]).run();
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn hits_come_in_the_order_that_is_asked_for() {
    let dates = |sort: &str| -> Vec<String> {
        let hits = search("AI", &["--sort", sort, "--all"]);
        let hits = hits["hits"].as_array().unwrap().clone();
        hits.iter()
            .map(|hit| hit["date"].as_str().unwrap().to_owned())
            .collect()
    };
    let oldest = dates("date");
    assert_eq!(oldest.len(), 21);
    assert!(oldest.is_sorted());
    let newest = dates("-date");
    assert!(newest.iter().rev().is_sorted());
    assert!(!dates("relevance").is_sorted());
    // Pages of any order are pages of one list.
    let page = search("AI", &["--sort", "date", "--limit", "5", "--offset", "5"]);
    let all = search("AI", &["--sort", "date", "--all"]);
    assert_eq!(ids(&page)[..], ids(&all)[5..10]);
}

#[test]
fn documents_without_a_date_come_last_in_both_orders() {
    let dir = Dir::new();
    dir.digest_file(
        "news.jsonl",
        "{\"id\":\"a\",\"title\":\"레드팀 하나\",\"body\":\"본문\"}\n\
         {\"id\":\"b\",\"title\":\"레드팀 둘\",\"body\":\"본문\",\"date\":\"2024-01-02\"}\n\
         {\"id\":\"c\",\"title\":\"레드팀 셋\",\"body\":\"본문\",\"date\":\"2024-03-02\"}\n",
    );
    let sorted = |sort: &str| {
        ids(&dir
            .digest(&["search", "레드팀", "--sort", sort, "--json"])
            .json())
    };
    assert_eq!(sorted("date"), ["news/b", "news/c", "news/a"]);
    assert_eq!(sorted("-date"), ["news/c", "news/b", "news/a"]);
    let found = |query: &str| ids(&dir.digest(&["search", query, "--json"]).json());
    assert_eq!(found("issue:news date:..2024-02"), ["news/b"]);
    assert_eq!(found("issue:2024-01"), [""; 0]);
}

#[test]
fn facets_count_all_hits_and_not_the_page() {
    let hits = search(
        "AI",
        &["--facets", "issue,source,year,month", "--limit", "1"],
    );
    assert_eq!(
        hits["facets"]["issue"],
        json!([{"value": "2024-05", "count": 21}])
    );
    assert_eq!(
        hits["facets"]["year"],
        json!([{"value": "2024", "count": 21}])
    );
    let source = hits["facets"]["source"].as_array().unwrap();
    assert_eq!(
        source[0],
        json!({"value": "과학기술정보통신부", "count": 2})
    );
    let months = hits["facets"]["month"].as_array().unwrap();
    let counts = months.iter().map(|month| month["count"].as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), 21);
    assert_eq!(search("AI", &[])["facets"], json!(null));
    let none = search("쀍쀍쀍", &["--facets", "issue"]);
    assert_eq!(none["facets"]["issue"], json!([]));
}

#[test]
fn publishers_are_counted_whatever_their_spelling() {
    let dir = Dir::new();
    let cited = |publisher: &str, title: &str| {
        article(
            title,
            "요약",
            "본문",
            &format!("{publisher}, 보고서, 2024.04.01."),
        )
    };
    let text = [
        cited("OpenAI", "소식 하나"),
        cited("오픈AI", "소식 둘"),
        cited("OpenAI", "소식 셋"),
        cited("과기정통부", "소식 넷"),
    ];
    dir.digest_file("2024-05.txt", text.concat());
    let args = ["search", "소식", "--facets", "source", "--json"];
    assert_eq!(
        dir.digest(&args).json()["facets"]["source"],
        json!([{"value": "OpenAI", "count": 3}, {"value": "과기정통부", "count": 1}])
    );
}

#[test]
fn only_what_was_asked_for_is_marked() {
    let dir = Dir::new();
    let text = article(
        "레드팀 소식",
        "레드팀 요약",
        "인공지능 레드팀 본문",
        CITATION,
    );
    dir.digest_file("2024-05.txt", text);
    let hits = |query: &str| dir.digest(&["search", query, "--json"]).json()["hits"].clone();
    let fields = |hits: &Value| -> Vec<String> {
        let snippets = hits[0]["snippets"].as_array().unwrap().clone();
        let marked = snippets
            .iter()
            .filter(|snippet| !marked(snippet).is_empty());
        marked
            .map(|snippet| snippet["field"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(fields(&hits("요약:레드팀")), ["summary"]);
    assert_eq!(fields(&hits("본문:레드팀")), ["body"]);
    // A phrase is itself alone; a word is its synonyms too.
    assert_eq!(hits("AI")[0]["id"], "2024-05/1");
    assert_eq!(hits("\"AI\""), json!([]));
    // What is left out is marked nowhere.
    assert_eq!(hits("본문 -레드팀"), json!([]));
    let left = hits("소식 -보고서없음");
    assert_eq!(left[0]["id"], "2024-05/1");
}

#[test]
fn what_is_left_out_is_left_out_by_its_synonyms_too() {
    let dir = Dir::new();
    let one = article("기업 소식", "요약", "인공지능 이야기", CITATION);
    let other = article("기업 소식지", "요약", "로봇 이야기", CITATION);
    dir.digest_file("2024-05.txt", format!("{one}{other}"));
    let found = |query: &str| ids(&dir.digest(&["search", query, "--json"]).json());
    assert_eq!(found("기업 -AI"), ["2024-05/2"]);
    assert_eq!(found("기업 -\"AI\"").len(), 2);
    assert_eq!(found("기업 -(인공지능 로봇)").len(), 2);
    assert_eq!(found("기업 -(인공지능 OR 로봇)"), [""; 0]);
}

#[test]
fn hits_tell_which_part_of_a_query_they_lack() {
    let dir = Dir::new();
    let one = article("기업 소식", "요약", "인공지능 이야기", CITATION);
    let other = article("투자 소식", "요약", "로봇 이야기", CITATION);
    dir.digest_file("2024-05.txt", format!("{one}{other}"));
    let hits = dir
        .digest(&["search", "소식 기업 OR 드론", "--json"])
        .json();
    assert_eq!((&hits["total"], &hits["partial"]), (&json!(1), &json!(1)));
    assert_eq!(hits["hits"][1]["missing"], json!(["기업 OR 드론"]));
    let all = dir
        .digest(&["search", "소식 기업 OR 드론", "--all-words", "--json"])
        .json();
    assert_eq!(ids(&all), ["2024-05/1"]);
    // What is mistyped within a group is taken for another as elsewhere.
    let typo = dir.digest(&["search", "소식 OR 인공지눙", "--json"]).json();
    assert_eq!(typo["rewrites"][0]["to"], "인공지능");
}

#[test]
fn prefixes_stand_for_every_word_that_begins_so() {
    let dir = Dir::new();
    let titles = [
        "규제안 발표",
        "규제를 없앤다",
        "신규제도 도입",
        "규격 통일",
        "GPU 부족",
    ];
    let articles = titles.map(|title| article(title, "요약", "본문", CITATION));
    dir.digest_file("2024-05.txt", articles.concat());
    let found = |query: &str| {
        let mut found = ids(&dir.digest(&["search", query, "--json"]).json());
        found.sort();
        found
    };
    assert_eq!(found("규제*"), ["2024-05/1", "2024-05/2"]);
    assert_eq!(found("규*"), ["2024-05/1", "2024-05/2", "2024-05/4"]);
    assert_eq!(found("gp*"), ["2024-05/5"]);
    assert_eq!(found("제목:규*").len(), 3);
    assert_eq!(found("본문:규*"), [""; 0]);
    assert_eq!(found("없는말*"), [""; 0]);
    let hits = dir.digest(&["search", "규*", "--json"]).json();
    let expansion = &hits["expansions"][0];
    assert_eq!(expansion["from"], "규*");
    let words = expansion["words"].as_array().unwrap();
    assert!(words.contains(&json!("규제")) && words.contains(&json!("규격")));
    assert_eq!(expansion["available"], words.len());
    assert_eq!(found("규재~"), ["2024-05/1", "2024-05/2"]);
}

#[test]
fn a_mistake_is_shown_with_its_place() {
    let ran = own_corpus(&["search", "레드팀 날짜:2024-02-30 AI"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(
        lines[0],
        "error: “2024-02-30” is a date that the calendar does not have"
    );
    assert_eq!(lines[1], "  레드팀 날짜:2024-02-30 AI");
    // Hangul is two cells wide.
    assert_eq!(lines[2], "              ^^^^^^^^^^");
    assert!(lines[3].contains("2024-03-15"));
    // In a batch it is one line's error, and the others are answered.
    let mut command = own_corpus(&["search", "--batch"]).into_command();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all("kind:book\n레드팀\n".as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        lines[0]["error"].as_str().unwrap().contains("character 6"),
        "{text}"
    );
    assert_eq!(lines[1]["total"], 1);
}

#[test]
fn a_query_may_come_from_standard_input() {
    for args in [&["search", "--json"][..], &["search", "-", "--json"]] {
        let mut command = own_corpus(args).into_command();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all("\"생성 AI 레드팀\"\n".as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        let hits: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(hits["query"], "\"생성 AI 레드팀\"");
        assert_eq!(ids(&hits), ["2024-05/12"]);
    }
    let empty = own_corpus(&["search", "-"]).run();
    assert_eq!(empty.code, 2);
    assert!(
        empty.stderr.contains("standard input is empty"),
        "{}",
        empty.stderr
    );
}

#[test]
fn a_query_from_a_pipe_that_is_too_long_is_told_with_the_limit() {
    // The limit falls into a character.
    let query = "가".repeat(200_000);
    let mut child = own_corpus(&["search", "-"])
        .into_command()
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // It is not read to its end.
    let _ = input.write_all(query.as_bytes());
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("at most 100000 characters"), "{told}");
}

#[test]
fn a_colon_alone_is_no_filter() {
    let ran = own_corpus(&["search", "판다곰:판다곰"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!ran.stderr.contains("--explain-query"), "{}", ran.stderr);
    let ran = own_corpus(&["search", "제목:판다곰"]).run();
    assert!(ran.stderr.contains("--explain-query"), "{}", ran.stderr);
}

#[test]
fn field_names_in_separate_letters_are_syntax() {
    // As some systems write 제목 and 종류.
    let (title, kind) = (
        "\u{110c}\u{1166}\u{1106}\u{1169}\u{11a8}",
        "\u{110c}\u{1169}\u{11bc}\u{1105}\u{1172}",
    );
    let found = |query: &str| ids(&own_corpus(&["search", query, "--json", "-n", "50"]).json());
    for (separate, joined) in [
        (format!("{title}:레드팀"), "제목:레드팀"),
        (format!("{kind}:행사 AI"), "종류:행사 AI"),
    ] {
        assert!(!found(joined).is_empty());
        assert_eq!(found(&separate), found(joined), "{joined}");
    }
}

#[test]
fn characters_that_are_several_words_can_stand_in_mistyped_ones() {
    let queries = [
        "제목:℁",
        "출℁LLM",
        "앤트로픽℆출처",
        "레드℀penai",
        "구글㎧gpt",
    ];
    for query in queries {
        let ran = own_corpus(&["search", query]).run();
        assert!(matches!(ran.code, 0 | 1), "{query}: {ran:?}");
    }
}

#[test]
fn hits_that_were_left_out_are_not_said_to_be_nowhere() {
    for args in [["레드팀", "-챌린지"], ["투자", "-AI"]] {
        let ran = own_corpus(&["search", args[0], args[1]]).run();
        assert_eq!(ran.code, 1, "{ran:?}");
        let told = &ran.stderr;
        assert!(
            told.contains("without holding what the query leaves out"),
            "{told}"
        );
    }
    let ran = own_corpus(&["search", "판다곰"]).run();
    assert!(!ran.stderr.contains("leaves out"), "{}", ran.stderr);
}

#[test]
fn how_a_query_was_read_is_told() {
    let query = "제목:챌린지 \"생성 AI\" 레드팀 OR 모의해킹 네이* -일본 date:2024-04.. 래드팀";
    let told = own_corpus(&["search", "--explain-query", "--json", query]).json();
    let parts = told["parts"].as_array().unwrap();
    let needs: Vec<&str> = parts
        .iter()
        .map(|part| part["need"].as_str().unwrap())
        .collect();
    assert_eq!(
        needs,
        ["must", "must", "may", "may", "may", "must_not", "must"]
    );
    assert_eq!(parts[0]["asks_for"]["field"], "title");
    assert_eq!(parts[1]["asks_for"]["kind"], "phrase");
    assert_eq!(parts[2]["text"], "레드팀 OR 모의해킹");
    assert_eq!(
        parts[2]["asks_for"]["any"][0]["terms"],
        json!(["레드", "팀"])
    );
    assert_eq!(
        parts[3]["asks_for"]["also"],
        json!(["네이버", "네이버클라우드"])
    );
    assert_eq!(parts[5]["asks_for"]["word"], "일본");
    assert_eq!(
        parts[6]["asks_for"],
        json!({"filter": "date", "value": "2024-04-01.."})
    );
    assert_eq!(told["rewrites"][0]["from"], "래드팀");
    assert_eq!(told["rewrites"][0]["to"], "레드팀");
}

/// Characters that queries are made of, syntax among them more often than in life.
const PIECES: [&str; 40] = [
    "레드팀",
    "규제",
    "생성 AI",
    "AI",
    "GPT-4",
    "인공지능을",
    "투자했다",
    "래드팀",
    "fpemxla",
    "ㄹㄷㅌ",
    "2024년",
    "2조 4,000억",
    "38%",
    "人工知能",
    "é",
    "😀",
    "ㅋㅋ",
    "a",
    "\u{200d}",
    "가",
    " ",
    " ",
    " ",
    " ",
    "\"",
    "\"",
    "(",
    ")",
    "-",
    "*",
    "~",
    " OR ",
    "제목:",
    "출처:",
    "issue",
    ":",
    "..",
    ",",
    "\t",
    "\\",
];

/// A text of some pieces, the same for the same number. Xorshift, after Marsaglia (2003).
fn made_up(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let pieces = 1 + next(9);
    (0..pieces).map(|_| PIECES[next(PIECES.len())]).collect()
}

#[test]
fn a_thousand_strings_are_queries() {
    are_queries(1_000);
}

#[test]
#[ignore = "takes half a minute"]
fn five_thousand_strings_are_queries() {
    are_queries(5_000);
}

/// Searches for so many strings, all at once and some alone.
fn are_queries(count: u64) {
    let queries: Vec<String> = (0..count).map(made_up).collect();
    let input: String = queries.iter().map(|query| format!("{query}\n")).collect();
    let args = ["search", "--batch", "--limit", "1", "--snippets", "1"];
    let mut child = own_corpus(&args)
        .into_command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut found = 0;
    for (query, line) in queries.iter().zip(text.lines()) {
        let hits: Value = serde_json::from_str(line).unwrap();
        assert!(hits["error"].is_null(), "{query}: {line}");
        assert_eq!(hits["query"], query.trim_end_matches('\r'));
        found += u64::from(hits["hits"][0].is_object());
    }
    assert_eq!(text.lines().count(), queries.len());
    assert!((count / 5..count).contains(&found), "{found}");
    // Alone they end with 0 and 1 as well.
    for query in queries.iter().step_by(100) {
        let ran = own_corpus(&["search", "--", query]).run();
        let is_empty = query.trim().is_empty();
        assert!(matches!(ran.code, 0 | 1) || is_empty, "{query:?}: {ran:?}");
    }
}

#[test]
fn each_plain_word_is_searched_for() {
    let analyzer = Analyzer::new().unwrap();
    let synonyms = Synonyms::none();
    for text in (0..3_000).map(made_up) {
        // Fields and marks at the ends of words make other words of them.
        if text.contains([':', '*', '~', '"', '-']) {
            continue;
        }
        let terms = |query: &Query| -> BTreeSet<String> {
            let words = query.words.iter().flat_map(|word| &word.terms);
            words.map(|term| term.text.clone()).collect()
        };
        let plain = terms(&Query::plain(&text, &analyzer, &synonyms).unwrap());
        let read = terms(&Query::new(&text, &analyzer, &synonyms).unwrap());
        let lost: Vec<&String> = plain
            .difference(&read)
            .filter(|term| *term != "or")
            .collect();
        assert_eq!(lost, Vec::<&String>::new(), "{text:?}");
    }
}

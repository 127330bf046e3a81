//! One document, whole.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::util::{self, Dir, article, own_corpus};

#[test]
fn an_article_is_shown_whole() {
    let shown = own_corpus(&["show", "2024-05/12", "--json"]).json();
    assert_eq!(shown["format_version"], 1);
    let article = &shown["article"];
    assert_eq!(article["id"], "2024-05/12");
    assert_eq!(article["kind"], "article");
    assert_eq!(article["ordinal"], 12);
    assert_eq!(article["date"], "2024-04-11");
    assert_eq!(article["summary"].as_array().unwrap().len(), 2);
    let kinds: Vec<&str> = article["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds[0], "heading");
    assert!(kinds.contains(&"bullet") && kinds.contains(&"subbullet"));
    assert_eq!(article["citations"][0]["publisher"], "과학기술정보통신부");
    assert_eq!(article["source"]["file"], "2024-05.txt");
    assert!(shown.get("event").is_none());
}

#[test]
fn an_event_is_shown_whole() {
    let shown = own_corpus(&["show", "2024-05/e3", "--json"]).json();
    let event = &shown["event"];
    assert_eq!(event["title"], "AI & Big Data Show");
    assert_eq!(event["kind"], "event");
    assert_eq!(
        (&event["first_day"], &event["last_day"]),
        (&json!("2024-06-19"), &json!("2024-06-21"))
    );
    assert_eq!(event["place"], "서울, 코엑스");
    assert_eq!(event["homepage"], "https://aibigdatashow.com/");
    assert_eq!(event["description"].as_array().unwrap().len(), 2);
    assert!(shown.get("article").is_none());
}

#[test]
fn text_holds_every_part() {
    let ran = own_corpus(&["show", "2024-05/7"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("[Summary]\n• "), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n  – "), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("\nSources: xAI, Announcing Grok-1.5, 2024-03-28"),
        "{}",
        ran.stdout
    );
    let event = own_corpus(&["show", "2024-05/e1"]).run().stdout;
    assert!(
        event.contains("Period: 2024-07-21 – 2024-07-27\nPlace: "),
        "{event}"
    );
}

#[test]
fn an_unknown_id_is_not_found() {
    let ran = own_corpus(&["show", "2024-05/99", "--json"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("“2024-05/99”"), "{}", ran.stderr);
    // What lists rows writes its list without any.
    let ran = own_corpus(&["show", "2024-05/99", "--at", "--json"]).run();
    assert_eq!(ran.code, 1);
    let lines: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(lines, json!({"format_version": 1, "lines": []}));
    let ran = own_corpus(&["show", "2024-05/99", "--format", "csv"]).run();
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (1, "id,part,text,file,line\r\n")
    );
}

#[test]
fn several_documents_are_shown_and_what_is_missing_is_told() {
    let ran = own_corpus(&["show", "2024-05/12", "2024-05/99", "2024-05/e1"]).run();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("“2024-05/99”"), "{}", ran.stderr);
    assert!(ran.stdout.contains("\n\nICML 2024"), "{}", ran.stdout);
    let ran = own_corpus(&["show", "2024-05/12", "2024-05/e1", "--json"]).run();
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2));
}

#[test]
fn words_of_a_query_are_marked_in_the_whole_document() {
    let shown = own_corpus(&["show", "2024-05/12", "--highlight", "레드팀", "--json"]).json();
    let article = &shown["article"];
    let marks = shown["highlights"].as_array().unwrap();
    let mut parts = Vec::new();
    for marked in marks {
        let part = marked["part"].as_str().unwrap();
        let index = marked["index"].as_u64().unwrap_or_default() as usize;
        let text = match part {
            "title" => &article["title"],
            "summary" => &article["summary"][index],
            "body" => &article["body"][index]["text"],
            "citation_publisher" => &article["citations"][index]["publisher"],
            "citation_title" => &article["citations"][index]["title"],
            part => panic!("an article has no {part}"),
        };
        let snippet = json!({"text": text, "highlights": marked["highlights"]});
        assert!(
            util::marked(&snippet).iter().all(|text| text == "레드팀"),
            "{marked}"
        );
        parts.push(part.to_owned());
    }
    parts.dedup();
    assert_eq!(parts, ["title", "summary", "body", "citation_title"]);
    // What a query excludes is not marked, and a mistake in it is told with its place.
    let args = ["show", "2024-05/12", "--json", "--highlight"];
    let excluding = own_corpus(&[&args[..], &["레드팀 -챌린지"]].concat()).json();
    assert_eq!(excluding["highlights"], shown["highlights"]);
    // What a search takes a word for is marked, as in its hits.
    for query in ["fpemxla", "래드팀", "래드팀~", "레드*"] {
        let other = own_corpus(&[&args[..], &[query]].concat()).json();
        assert_eq!(other["highlights"], shown["highlights"], "{query}");
    }
    let ran = own_corpus(&[&args[..], &["date:2024-13"]].concat()).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains('^'), "{}", ran.stderr);
    // The contract gains the field only where it is asked for.
    let plain = own_corpus(&["show", "2024-05/12", "--json"]).json();
    assert!(plain.get("highlights").is_none());
    assert_eq!(&plain["article"], article);
}

#[test]
fn the_original_lines_are_those_of_the_digest_file() {
    let file = std::fs::read_to_string(util::project().join("corpus/2024-05.txt")).unwrap();
    let file: Vec<&str> = file.lines().collect();
    for (id, last) in [
        ("2024-05/12", "레드팀 챌린지"),
        ("2024-05/e1", "https://icml.cc/"),
    ] {
        let shown = own_corpus(&["show", id, "--at", "--json"]).json();
        let lines = shown["lines"].as_array().unwrap();
        for line in lines {
            assert_eq!(
                (&line["id"], &line["file"]),
                (&json!(id), &json!("2024-05.txt"))
            );
            let number = line["line"].as_u64().unwrap() as usize;
            assert_eq!(line["text"], file[number - 1]);
        }
        let plain = own_corpus(&["show", id, "--json"]).json();
        let document = plain.get("article").unwrap_or(&plain["event"]);
        assert_eq!(lines[0]["line"], document["source"]["line"]);
        let end = lines.last().unwrap()["text"].as_str().unwrap();
        assert!(end.contains(last), "{id} ends with {end}");
    }
    let text = own_corpus(&["show", "2024-05/12", "--at"])
        .env("COLUMNS", "200")
        .run();
    assert!(
        text.stdout
            .starts_with("2024-05/12 · 2024-04-11 · 2024-05.txt:704\n  704  "),
        "{}",
        text.stdout
    );
}

#[test]
fn lines_of_a_file_that_changed_are_refused() {
    let dir = Dir::new();
    let text = article("레드팀 소식", "요약", "본문 문장", "기관, 글, 2024.04.11.");
    let path = dir.digest_file("2024-05.txt", &text);
    let at = || dir.digest(&["show", "2024-05/1", "--at"]).run();
    let ran = at();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.contains("☞ 출처 : 기관, 글, 2024.04.11."),
        "{}",
        ran.stdout
    );
    std::fs::write(&path, format!("\n{text}")).unwrap();
    let ran = at();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("2024-05.txt has changed since"),
        "{}",
        ran.stderr
    );
    std::fs::remove_file(&path).unwrap();
    let ran = at();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("2024-05.txt is not in"),
        "{}",
        ran.stderr
    );
    // A file that cannot be parsed keeps its old articles, and has other lines.
    std::fs::write(&path, [0xFF, 0x00, 0x00]).unwrap();
    assert_eq!(dir.digest(&["index"]).run().code, 1);
    assert_eq!(dir.digest(&["show", "2024-05/1"]).run().code, 0);
    let ran = at();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("changed since"), "{}", ran.stderr);
}

#[test]
fn original_lines_come_from_any_kind_of_digest_file() {
    let dir = Dir::new();
    let korean = article("한글 소식", "요약", "본문 문장", "기관, 글, 2024.04.11.");
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(&korean);
    dir.digest_file("2024-05.txt", cp949);
    let second = r#"{"id":"b","title":"둘째","body":"본문"}"#;
    let records = format!(
        "{}\n\n{second}\n",
        r#"{"id":"a","title":"첫째","body":"본문"}"#
    );
    dir.digest_file("news.jsonl", records);
    let at = |id: &str| dir.digest(&["show", id, "--at", "--json"]).json();
    assert_eq!(at("2024-05/1")["lines"][0]["text"], " 한글 소식");
    let row =
        json!({"id": "news/b", "file": "news.jsonl", "line": 3, "text": second, "page": null});
    let lines = json!([row]);
    assert_eq!(at("news/b")["lines"], lines);
    assert_eq!(at("news/a")["lines"].as_array().unwrap().len(), 1);
}

#[test]
fn ids_are_read_from_standard_input() {
    let given = own_corpus(&["show", "2024-05/12", "2024-05/e1"]).run();
    let command = own_corpus(&["show", "-"]).into_command();
    let read = with_stdin(command, "2024-05/12\n\n 2024-05/e1\r\n");
    assert_eq!(read, (0, given.stdout.clone()));
    // Some programs begin what they write with the UTF-8 mark.
    let command = own_corpus(&["show", "-"]).into_command();
    let read = with_stdin(command, "\u{feff}2024-05/12\n2024-05/e1\n");
    assert_eq!(read, (0, given.stdout));
    let command = own_corpus(&["show", "-"]).into_command();
    assert_eq!(with_stdin(command, "\n"), (1, String::new()));
}

/// The exit code and the output of a command that gets this input.
fn with_stdin(mut command: Command, input: &str) -> (i32, String) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn a_word_in_a_commands_place_is_told_how_to_be_searched_for() {
    let ran = own_corpus(&["레드팀"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("digest search 레드팀"), "{ran:?}");
}

//! Citations of articles, events and sources, read back by parsers of their formats.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use biblatex::{Bibliography, ChunksExt};
use biblib::{CitationParser, RisParser};
use serde_json::{Value, json};

use crate::util::{Dir, TestCommand, own_corpus, project};

/// The ids of every article and event of the project's own corpus.
fn all_ids() -> Vec<String> {
    let articles = (1..=18).map(|ordinal| format!("2024-05/{ordinal}"));
    let events = (1..=3).map(|ordinal| format!("2024-05/e{ordinal}"));
    articles.chain(events).collect()
}

fn cite(ids: &[String], flags: &[&str]) -> TestCommand {
    let mut args = vec!["cite"];
    args.extend(ids.iter().map(String::as_str));
    args.extend(flags);
    own_corpus(&args)
}

/// A corpus whose articles do what they can to break out of a citation.
fn hostile() -> Dir {
    let dir = Dir::new();
    let title = "}}, @misc{x, title={\\input{a}} 100% & #1 $5 _^~ “한글”";
    let lines = [
        json!({"id": "}{,", "title": title, "body": "본문", "date": "2024-05-02",
            "citations": [{"publisher": "A and B, {C}\\", "title": "ER  - \\\n@TY  - \"q\" {",
                "date": "2024-04-11", "url": "https://a.kr/{b}?c=%20d_e&f"}]}),
        json!({"id": "나", "title": "@article{", "body": "본문",
            "citations": [{"publisher": "기관", "title": "`--` ''글''"}]}),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    dir.digest_file("news.jsonl", text);
    dir
}

#[test]
fn an_article_and_its_sources_are_cited_for_people() {
    let ran = own_corpus(&["cite", "2024-05/12", "2024-05/e1"])
        .env("COLUMNS", "200")
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stdout,
        "과기정통부, 생성 AI의 빈틈 찾는 국내 첫 레드팀 챌린지 열어, 2024-05, 2024-05/12 \
         (2024-05.txt:704)\n  \
         출처: 과학기술정보통신부, 국내 최초 ‘생성형 AI 레드팀 챌린지’ 개최, 2024-04-11\n\
         ICML 2024, 2024-07-21 – 2024-07-27, 오스트리아, 비엔나, https://icml.cc/, 2024-05/e1 \
         (2024-05.txt:1123)\n"
    );
    let only = |part: &str| {
        let ran = own_corpus(&["cite", "2024-05/12", "--only", part]).run();
        (ran.code, ran.stdout)
    };
    let sources = "과학기술정보통신부, 국내 최초 ‘생성형 AI 레드팀 챌린지’ 개최, 2024-04-11\n";
    assert_eq!(only("sources"), (0, sources.to_owned()));
    assert!(!only("article").1.contains("과학기술정보통신부"));
    let ran = own_corpus(&["cite", "2024-05/e1", "--only", "sources"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("nothing to cite"), "{}", ran.stderr);
}

#[test]
fn ids_come_from_standard_input_and_those_that_are_missing_are_told() {
    let mut child = own_corpus(&["cite", "-", "--only", "article"])
        .env("COLUMNS", "200")
        .into_command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ids = b"2024-05/12\r\n\n2024-05/99\n 2024-05/7 \n2024-05/12";
    child.stdin.take().unwrap().write_all(ids).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    // Each once, in the order asked for.
    let places = ["2024-05/12 (", "2024-05/7 ("].map(|id| text.find(id).unwrap());
    assert!(places[0] < places[1], "{text}");
    assert_eq!(text.matches("2024-05.txt:").count(), 2, "{text}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("“2024-05/99”"), "{told}");

    let ran = own_corpus(&["cite", "2024-05/98", "x"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    // What is a list has no work in it.
    let ran = own_corpus(&["cite", "2024-05/98", "--style", "csl-json"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, "[]\n"));
    let ran = own_corpus(&["cite", "-"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("holds no ids"), "{}", ran.stderr);
    let ran = own_corpus(&["cite", "2024-05/1", "--style", "apa"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("csl-json"), "{}", ran.stderr);
}

#[test]
fn a_bibtex_parser_reads_every_citation() {
    let flags = ["--style", "bibtex", "--publication", "AI & 브리프"];
    let ran = cite(&all_ids(), &flags).run();
    assert_eq!(ran.code, 0);
    let bibliography = Bibliography::parse(&ran.stdout).unwrap();
    assert_eq!(bibliography.len(), ran.stdout.matches("\n}\n").count());
    let field = |key: &str, name: &str| {
        let entry = bibliography.get(key).unwrap_or_else(|| panic!("{key}"));
        entry.get(name).map(|chunks| chunks.format_verbatim())
    };
    for id in all_ids() {
        let shown = own_corpus(&["show", &id, "--json"]).json();
        let document = shown.get("article").unwrap_or(&shown["event"]);
        let key = format!("digest-{}", id.replace('/', "-"));
        assert_eq!(field(&key, "title").as_deref(), document["title"].as_str());
        let no_sources = Vec::new();
        let citations = document["citations"].as_array().unwrap_or(&no_sources);
        for (number, citation) in (1..).zip(citations) {
            let key = format!("{key}-s{number}");
            assert_eq!(field(&key, "title").as_deref(), citation["title"].as_str());
            assert_eq!(
                field(&key, "author").as_deref(),
                citation["publisher"].as_str()
            );
            assert_eq!(field(&key, "url").as_deref(), citation["url"].as_str());
            let year = citation["date"].as_str().map(|date| &date[..4]);
            assert_eq!(field(&key, "year").as_deref(), year);
        }
    }
    let journal = field("digest-2024-05-12", "journal");
    assert_eq!(journal.as_deref(), Some("AI & 브리프"));
    // Nobody told the digest's name: it is left out.
    let plain = own_corpus(&["cite", "2024-05/12", "--style", "bibtex"]).run();
    assert!(
        plain.stdout.starts_with("@misc{digest-2024-05-12,\n"),
        "{}",
        plain.stdout
    );
}

#[test]
fn a_ris_parser_reads_every_citation() {
    let ran = cite(&all_ids(), &["--style", "ris", "--publication", "브리프"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.lines().count() > 100);
    assert_eq!(
        ran.stdout.matches('\n').count(),
        ran.stdout.matches("\r\n").count()
    );
    let citations = RisParser::new().parse(&ran.stdout).unwrap();
    assert_eq!(citations.len(), ran.stdout.matches("ER  - \r\n").count());
    let titled = |title: &str| {
        let mut found = citations.iter().filter(|citation| citation.title == title);
        found.next().unwrap_or_else(|| panic!("{title}")).clone()
    };
    let article = titled("과기정통부, 생성 AI의 빈틈 찾는 국내 첫 레드팀 챌린지 열어");
    assert_eq!(article.issue.as_deref(), Some("2024-05"));
    let source = titled("국내 최초 ‘생성형 AI 레드팀 챌린지’ 개최");
    assert_eq!(source.authors[0].name, "과학기술정보통신부");
    let date = source.date.unwrap();
    assert_eq!((date.year, date.month, date.day), (2024, Some(4), Some(11)));
    assert_eq!(titled("ICML 2024").urls, ["https://icml.cc/"]);
}

/// What is wrong with CSL items by a schema.
fn faults(schema: &Value, items: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors = validator.iter_errors(items);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn csl_items_are_what_the_schemas_want() {
    let ours = project().join("tests/schemas/csl-items.json");
    let mut schemas = vec![ours];
    // The published schema, where somebody has put it.
    match std::env::var_os("DIGEST_CSL_SCHEMA") {
        Some(path) => schemas.push(path.into()),
        None => eprintln!("DIGEST_CSL_SCHEMA does not name csl-data.json: ours alone is used"),
    }
    let publication = ["--publication", "브리프", "--style", "csl-json"];
    let hostile = hostile();
    let outputs = [
        cite(&all_ids(), &publication).json(),
        cite(&all_ids(), &["--style", "csl-json"]).json(),
        hostile
            .digest(&["cite", "news/}{,", "news/나", "--style", "csl-json"])
            .json(),
    ];
    for path in schemas {
        let schema = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for items in &outputs {
            assert_eq!(
                faults(&schema, items),
                Vec::<String>::new(),
                "{}",
                path.display()
            );
        }
        // The schema tells wrong items.
        let no_type = json!([{"id": "digest-1", "title": "글"}]);
        let odd_date = json!([{"id": "digest-1", "type": "document", "title": "글",
            "issued": {"date-parts": [[]]}}]);
        for wrong in [no_type, odd_date] {
            assert!(!faults(&schema, &wrong).is_empty(), "{wrong}");
        }
    }
    let items = outputs[0].as_array().unwrap();
    let ids: HashSet<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    assert_eq!(ids.len(), items.len());
    let by_id = |id: &str| items.iter().find(|item| item["id"] == id).unwrap();
    let article = by_id("digest-2024-05-12");
    assert_eq!(article["issued"], json!({"date-parts": [[2024, 5]]}));
    assert_eq!(article["container-title"], "브리프");
    let source = by_id("digest-2024-05-12-s1");
    assert_eq!(source["issued"], json!({"date-parts": [[2024, 4, 11]]}));
    assert_eq!(source["author"], json!([{"literal": "과학기술정보통신부"}]));
    let event = by_id("digest-2024-05-e1");
    assert_eq!(
        event["event-date"],
        json!({"date-parts": [[2024, 7, 21], [2024, 7, 27]]})
    );
    assert_eq!(event["URL"], "https://icml.cc/");
}

#[test]
fn hostile_titles_break_out_of_no_style() {
    let dir = hostile();
    let cite = |style: &str| {
        let args = ["cite", "news/}{,", "news/나", "--style", style];
        let ran = dir.digest(&args).env("COLUMNS", "200").run();
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.stdout
    };
    let title = "}}, @misc{x, title={\\input{a}} 100% & #1 $5 _^~ “한글”";
    let source = "ER - \\ @TY - \"q\" {";
    let bibliography = Bibliography::parse(&cite("bibtex")).unwrap();
    assert_eq!(bibliography.len(), 4);
    let titles: Vec<String> = bibliography
        .iter()
        .map(|entry| entry.get("title").unwrap().format_verbatim())
        .collect();
    for title in [title, source, "@article{", "`--` ''글''"] {
        assert!(
            titles.iter().any(|other| other == title),
            "{title}: {titles:?}"
        );
    }
    let ris = cite("ris");
    let titles = RisParser::new().parse(&ris).unwrap();
    let titles: Vec<&str> = titles.iter().map(|work| work.title.as_str()).collect();
    assert_eq!(titles, [title, source, "@article{", "`--` ''글''"]);
    assert!(
        ris.contains("\r\nUR  - https://a.kr/%7Bb%7D?c=%20d_e&f\r\n"),
        "{ris}"
    );
    assert_eq!(cite("text").lines().count(), 4);
    assert_eq!(cite("markdown").lines().count(), 4);
}

#[test]
fn a_search_cites_its_hits() {
    let hits = own_corpus(&["search", "레드팀", "--json"]).json();
    let id = hits["hits"][0]["id"].as_str().unwrap();
    let searched = own_corpus(&["search", "레드팀", "--cite", "--style", "bibtex"]).run();
    let cited = own_corpus(&["cite", id, "--style", "bibtex"]).run();
    assert_eq!((searched.code, &searched.stdout), (0, &cited.stdout));
    // A word that was taken for another is told, but not among the citations.
    let ran = own_corpus(&["search", "fpemxla", "--cite", "--style", "bibtex"]).run();
    assert_eq!(ran.stdout, cited.stdout);
    assert!(ran.stderr.contains("found '레드팀'"), "{}", ran.stderr);

    let ran = own_corpus(&["search", "블록체인", "--cite"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let ran = own_corpus(&["search", "레드팀", "--cite", "--offset", "90"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("the page is empty"), "{}", ran.stderr);
    for wrong in [
        &["--style", "ris"][..],
        &["--cite", "--json"],
        &["--cite", "--facets", "year"],
        &["--only", "article"],
    ] {
        let ran = own_corpus(&[&["search", "레드팀"], wrong].concat()).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(ran.stderr.contains("--cite"), "{}", ran.stderr);
    }
}

#[test]
fn a_text_citation_is_a_line_in_a_pipe() {
    let text = own_corpus(&["cite", "2024-05/12", "--only", "article"])
        .run()
        .stdout;
    assert_eq!(text.lines().count(), 1, "{text}");
    let narrow = own_corpus(&["cite", "2024-05/12", "--only", "article", "--width", "60"]);
    assert!(narrow.run().stdout.lines().count() > 1);
}

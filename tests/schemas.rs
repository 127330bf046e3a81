//! Real output against the JSON Schemas of schemas/.
//!
//! The schemas leave room for fields that a later build may add, as docs/output.md
//! promises. Here they are closed first: a field that no schema names is a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::process::Stdio;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use crate::mcp::server::Server;
use crate::util::{Dir, TestCommand, article, own_corpus, project};

/// Where the schemas lie, for their references to each other.
const BASE: &str = "file:///schemas/";

/// Every schema of schemas/, by its file name.
fn schemas() -> BTreeMap<String, Value> {
    let mut schemas = BTreeMap::new();
    for entry in fs::read_dir(project().join("schemas")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let schema = serde_json::from_str(&fs::read_to_string(&path).unwrap());
        schemas.insert(name, schema.unwrap());
    }
    assert!(schemas.len() > 9, "the test has lost sight of the schemas");
    schemas
}

/// Lets each object hold what the schema names and nothing else. A part of other
/// objects, which has no type, stays open.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            let is_object = object.get("type") == Some(&json!("object"));
            if is_object && !object.contains_key("additionalProperties") {
                object.insert("unevaluatedProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The validator of a schema, such as `hits.json` or `hits.json#/$defs/line`.
fn validator(schema: &str, is_closed: bool) -> Validator {
    let mut registry = Registry::new();
    for (name, mut schema) in schemas() {
        if is_closed {
            close(&mut schema);
        }
        registry = registry.add(format!("{BASE}{name}"), schema).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("{BASE}{schema}")
    });
    let options = jsonschema::options();
    let options = options
        .with_registry(&registry)
        .should_validate_formats(true);
    options.build(&schema).unwrap()
}

/// Holds each of `values` to the closed schema, and shows with each that the schema
/// refuses what lacks a field, has another version or has one field more.
fn assert_valid(schema: &str, values: &[Value]) {
    let closed = validator(schema, true);
    let open = validator(schema, false);
    assert!(!values.is_empty(), "{schema}");
    for value in values {
        for validator in [&closed, &open] {
            let errors = validator.iter_errors(value);
            let errors: Vec<String> = errors
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{schema}: {errors:#?}\n{value}");
        }
        let fields = value.as_object().unwrap();
        for name in fields.keys().filter(|name| !is_optional(name)) {
            let mut lacking = value.clone();
            lacking.as_object_mut().unwrap().remove(name);
            assert!(
                !open.is_valid(&lacking),
                "{schema} does not ask for `{name}`"
            );
            let mut wrong = value.clone();
            wrong[name] = json!({"wrong": -1.5});
            assert!(
                !open.is_valid(&wrong),
                "{schema} takes anything for `{name}`"
            );
        }
        let mut more = value.clone();
        more["surprise"] = json!(1);
        assert!(!closed.is_valid(&more), "{schema} is not closed");
        assert!(open.is_valid(&more), "{schema} leaves no room");
        let mut newer = value.clone();
        newer["format_version"] = json!(2);
        assert!(
            !open.is_valid(&newer),
            "{schema} does not look at its version"
        );
    }
}

/// Fields that stand only where they were asked for, or are known.
fn is_optional(name: &str) -> bool {
    matches!(
        name,
        "explanation" | "facets" | "highlights" | "left_ms" | "renamed_from"
    )
}

/// The lines of standard output, or of standard error, each a JSON value.
fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines().map(serde_json::from_str);
    lines.map(Result::unwrap).collect()
}

fn out(command: TestCommand) -> Vec<Value> {
    lines(&command.run().stdout)
}

#[test]
fn every_schema_is_one() {
    for (name, schema) in schemas() {
        jsonschema::draft202012::meta::validate(&schema)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name}"
        );
    }
}

#[test]
fn every_schema_is_named_in_the_docs_and_used_here() {
    let docs = fs::read_to_string(project().join("docs/output.md")).unwrap();
    let tests = fs::read_to_string(project().join("tests/schemas.rs")).unwrap();
    for name in schemas().keys() {
        assert!(
            docs.contains(&format!("schemas/{name}")),
            "docs/output.md lacks {name}"
        );
        let used = tests.contains(&format!("\"{name}\"")) || name == "parts.json";
        assert!(used, "nothing is validated against {name}");
    }
}

/// The names of the fields that a schema speaks of, wherever they stand in it.
fn field_names(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                names.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| field_names(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| field_names(item, names)),
        _ => {}
    }
}

#[test]
fn every_field_is_told_in_the_docs() {
    let docs = fs::read_to_string(project().join("docs/output.md")).unwrap();
    let mut names = BTreeSet::new();
    schemas()
        .values()
        .for_each(|schema| field_names(schema, &mut names));
    assert!(names.len() > 80, "the test has lost sight of the fields");
    let lacking: Vec<&String> = names
        .iter()
        .filter(|name| !docs.contains(&format!("`{name}`")))
        .collect();
    assert!(lacking.is_empty(), "docs/output.md lacks {lacking:?}");
}

#[test]
fn hits() {
    let mut pages = Vec::new();
    let mut rows = Vec::new();
    for query in [
        "AI",
        "레드팀 반도체",
        "fpemxla 래드팀",
        "비엔나",
        "판다곰",
        "",
        "투자 2조",
    ] {
        for flags in [
            &[][..],
            &["--explain"],
            &["--snippets", "0"],
            &["--all-words"],
        ] {
            let args = [&["search", query, "-n", "30"], flags].concat();
            pages.extend(out(own_corpus(&[&args[..], &["--json"]].concat())));
            rows.extend(out(own_corpus(
                &[&args[..], &["--format", "jsonl"]].concat(),
            )));
        }
    }
    assert!(
        rows.iter()
            .any(|row| row["explanation"]["near"][0].is_object())
    );
    assert!(pages.iter().any(|page| page["rewrites"][0].is_object()));
    assert_valid("hits.json", &pages);
    assert_valid("hits.json#/$defs/line", &rows);
}

#[test]
fn how_many_hits_there_are() {
    let count = own_corpus(&["search", "레드팀", "--count", "--json"]).json();
    assert_eq!(
        count,
        json!({"format_version": 1, "total": 1, "partial": 0})
    );
    let none = own_corpus(&["search", "없는낱말임", "--count", "--json"]).json();
    assert_valid("count.json", &[count, none]);
}

#[test]
fn counts_of_hits() {
    let facets = "issue,source,year,month";
    let pages = ["AI", "판다곰", "비엔나"]
        .map(|query| out(own_corpus(&["search", query, "--facets", facets, "--json"])));
    assert!(pages[0][0]["facets"]["source"][0].is_object());
    assert_valid("hits.json", &pages.concat());
    let args = ["search", "AI", "--facets", facets, "--format", "jsonl"];
    let lines = out(own_corpus(&args));
    let count = |facet: &str| lines.iter().filter(|line| line["facet"] == facet).count();
    for facet in facets.split(',') {
        let page = pages[0][0]["facets"][facet].as_array().unwrap();
        assert_eq!(count(facet), page.len(), "{facet}");
    }
    assert_valid("hits.json#/$defs/count", &lines);
}

#[test]
fn queries_as_they_were_read() {
    let queries = [
        "레드팀",
        "\"생성 AI\" OR (규제* 투자) 제목:투자 -반도체~ -(AI 로봇)",
        "호:2024-05 날짜:2024-04.. 종류:행사 출처:OpenAI",
        "AI OR (규제 -투자)",
        "fpemxla",
        "",
    ];
    let read = queries.map(|query| {
        let args = ["search", "--explain-query", "--json", "--", query];
        out(own_corpus(&args))
    });
    let read = read.concat();
    for node in ["any", "all", "not", "filter", "word"] {
        let name = format!("\"{node}\":");
        assert!(
            read.iter().any(|query| query.to_string().contains(&name)),
            "{node}"
        );
    }
    assert_valid("query.json", &read);
}

#[test]
fn batches() {
    let mut command = own_corpus(&["search", "--batch"]).into_command();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let queries = "레드팀\n{\"qid\":7,\"text\":\"AI\"}\n{\"qid\":[]}\n\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(queries.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let answers = lines(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(answers.len(), 4);
    assert!(answers[2]["error"].is_string());
    assert_valid("batch.json", &answers);
}

#[test]
fn documents() {
    let mut documents = Vec::new();
    for id in (1..=18)
        .map(|ordinal| ordinal.to_string())
        .chain(["e1".to_owned(), "e3".to_owned()])
    {
        let id = format!("2024-05/{id}");
        documents.extend(out(own_corpus(&["show", &id, "--json"])));
    }
    let ran = own_corpus(&["show", "2024-05/12", "--format", "jsonl"]);
    documents.extend(out(ran));
    assert_eq!(documents.len(), 21);
    assert_valid("document.json", &documents);
}

#[test]
fn documents_with_their_marks() {
    let mut documents = Vec::new();
    for (id, words) in [
        ("2024-05/12", "과학기술정보통신부 레드팀"),
        ("2024-05/e1", "비엔나 모델"),
    ] {
        let args = ["show", id, "--highlight", words, "--json"];
        documents.extend(out(own_corpus(&args)));
    }
    for document in &documents {
        assert!(
            document["highlights"][0]["highlights"][0].is_array(),
            "{document}"
        );
    }
    assert_valid("document.json", &documents);
}

/// The rows that a command lists, in one object and a line each.
fn assert_table(schema: &str, name: &str, args: &[&str]) {
    let whole = out(own_corpus(&[args, &["--json"]].concat()));
    let rows = whole[0][name].as_array().unwrap();
    assert!(!rows.is_empty(), "{args:?}");
    assert_valid(schema, &whole);
    let lines = out(own_corpus(&[args, &["--format", "jsonl"]].concat()));
    assert_eq!(lines.len(), rows.len());
    // What holds for one row holds for all; showing what is refused takes its time.
    let some: Vec<Value> = lines.into_iter().take(5).collect();
    assert_valid(&format!("{schema}#/$defs/line"), &some);
}

#[test]
fn lists() {
    assert_table("documents.json", "documents", &["list"]);
    assert_table("events.json", "events", &["events"]);
    assert_table("issues.json", "issues", &["issues"]);
    assert_table("settings.json", "settings", &["config"]);
    assert_table("findings.json", "findings", &["doctor"]);
    assert_table(
        "lines.json",
        "lines",
        &["show", "2024-05/12", "2024-05/e1", "--at"],
    );
    assert_table("months.json", "months", &["trend", "레드팀", "AI"]);
    assert_table("related.json", "related", &["related", "2024-05/7"]);
    assert_table("sources.json", "sources", &["sources"]);
    assert_table("works.json", "works", &["sources", "OECD"]);
    assert_table("settings.json", "settings", &["config"]);
    assert_table("findings.json", "findings", &["doctor"]);
    assert_table("sources.json", "sources", &["sources"]);
    assert_table("works.json", "works", &["sources", "OpenAI"]);
}

#[test]
fn reports_of_the_index_job() {
    let dir = Dir::new();
    let mut reports = Vec::new();
    let mut failures = Vec::new();
    let mut log = Vec::new();
    let mut index = |flags: &[&str]| {
        let args = [&["index", "--json", "--log-format", "json"], flags].concat();
        let ran = dir.digest(&args).run();
        log.extend(lines(&ran.stderr));
        let report = lines(&ran.stdout);
        if report[0].get("error").is_some() {
            failures.extend(report);
        } else {
            reports.extend(report);
        }
    };
    // Nothing to index is a failure.
    index(&[]);
    let text = article("레드팀", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", &text);
    index(&[]);
    index(&[]);
    dir.digest_file("2024-06.txt", text.replace("레드팀", "반도체"));
    dir.digest_file("bad.jsonl", "{\"id\": 1}\n");
    fs::rename(
        dir.path().join("corpus/2024-05.txt"),
        dir.path().join("corpus/2024-04.txt"),
    )
    .unwrap();
    index(&[]);
    index(&["--rebuild"]);
    index(&["--rollback"]);
    assert_valid("index.json", &reports);
    assert_valid("failure.json", &failures);
    assert_valid("log.json", &log);
    for event in [
        "started",
        "file",
        "published",
        "unchanged",
        "failed",
        "verified",
        "rebuilding",
    ] {
        assert!(
            log.iter().any(|line| line["event"] == event),
            "{event}: {log:#?}"
        );
    }
    assert!(reports.iter().any(|report| report["to"].is_string()));
    assert!(
        reports
            .iter()
            .any(|report| report["files"][0]["warnings"][0].is_object()
                || report["files"][1]["warnings"][0].is_object()
                || report["files"][2]["warnings"][0].is_object())
    );
}

#[test]
fn reports_of_a_check() {
    assert_valid("check.json", &out(own_corpus(&["check", "--json"])));
    let dir = Dir::new();
    assert_valid("failure.json", &out(dir.digest(&["check", "--json"])));
}

#[test]
fn analyses() {
    let texts = [
        "정부의 생성AI 1,000명",
        "엔비디아가 2조 4,000억을 투자했다",
        "설계․개발‧배포 아름다운 ㄹㄷㅌ 그리고",
        "",
        "가나다 人工知能",
    ];
    let reports = texts.map(|text| out(own_corpus(&["analyze", "--json", "--", text])));
    assert_valid("analyze.json", &reports.concat());
}

#[test]
fn citations_of_the_tool() {
    let mut server = Server::greeted(own_corpus(&["mcp"]));
    let styles = ["text", "markdown", "bibtex", "csl-json", "ris"];
    let cited =
        styles.map(|style| server.call("cite", json!({"ids": ["2024-05/12"], "style": style})));
    assert_valid("citations.json", &cited);
}

#[test]
fn suggested_words() {
    let words = out(own_corpus(&["terms", "suggest", "--json"]));
    assert!(words[0]["candidates"][0].is_object());
    assert_valid("candidates.json", &words);
    let args = ["terms", "suggest", "-n", "3", "--format", "jsonl"];
    assert_valid("candidates.json#/$defs/line", &out(own_corpus(&args)));
}

#[test]
fn alerts() {
    let dir = Dir::new();
    let articles = article("레드팀 소식", "요약", "본문", "기관, 글, 2024.04.01.");
    dir.digest_file("2024-05.txt", articles);
    let file = dir.path().join("corpus/alerts.txt");
    fs::write(&file, "레드팀: 레드팀\n오타: 래드팀\n나쁨\n").unwrap();
    let told = |args: &[&str]| out(dir.digest(&[&["alerts", "--json"], args].concat()));
    let mut reports = told(&[]);
    assert!(reports[0]["alerts"][0]["known"].is_number());
    reports.extend(told(&["--timeout", "0.000000001", "--reader", "late"]));
    assert!(reports[1]["alerts"][0]["error"].is_string());
    reports.extend(told(&["--all", "--reader", "all"]));
    assert!(reports[2]["alerts"][0]["hits"][0].is_object());
    fs::write(dir.path().join("index/.alerts-default.state"), "").unwrap();
    reports.extend(out(dir.digest(&["index", "--quiet", "--alerts", "--json"])));
    assert!(reports[3]["damaged"].is_string());
    assert_valid("alerts.json", &reports);
    let lines = ["alerts", "--format", "jsonl", "--all", "--reader", "lines"];
    assert_valid("alerts.json#/$defs/line", &out(dir.digest(&lines)));
    let check = out(dir.digest(&["alerts", "--check", "--json"]));
    assert!(check[0]["alerts"][1]["rewrites"][0].is_object());
    assert_valid("checked_alerts.json", &check);
    let lines = ["alerts", "--check", "--format", "jsonl"];
    assert_valid("checked_alerts.json#/$defs/line", &out(dir.digest(&lines)));
}

//! The tools over the text of the project's corpus, called as the server calls them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::arguments::{Argument, Kind, input_schema};
use super::kept_engine::KeptEngine;
use super::tools::TOOLS;
use super::tools::tool::Tool;
use super::work::Work;
use crate::cli::settings::places::{IndexPlace, Places};
use crate::job::IndexJob;
use crate::search::Bounds;

/// An answer of so many characters at most, over an index that is built once.
fn work(most_chars: usize) -> Work {
    static BUILT: OnceLock<(tempfile::TempDir, Arc<KeptEngine>)> = OnceLock::new();
    let (_, engine) = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (corpus, index) = (root.join("corpus"), root.join("index"));
        fs::create_dir(&corpus).unwrap();
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/2024-05.txt");
        fs::copy(own, corpus.join("2024-05.txt")).unwrap();
        let long = "긴 글 ".repeat(3_000);
        let record = json!({
            "id": "1", "title": "긴 기사", "summary": long, "body": [long, "끝"],
            "date": "2024-06", "publisher": "기관", "url": "http://a.example/1",
        });
        fs::write(corpus.join("long.jsonl"), format!("{record}\n")).unwrap();
        let job = IndexJob::new(&corpus, &index);
        job.run(&|| false, &mut |_| {}).unwrap();
        let places = Places {
            corpus,
            index: IndexPlace::Folder(index),
            corpus_is_named: true,
            corpus_is_here: false,
        };
        (
            folder,
            Arc::new(KeptEngine::new(places, None, Bounds::default())),
        )
    });
    Work {
        engine: Arc::clone(engine),
        most_chars,
    }
}

fn tool(name: &str) -> &'static Tool {
    TOOLS.iter().find(|tool| tool.name == name).unwrap()
}

fn call(most_chars: usize, name: &str, arguments: &Value) -> Result<Value, String> {
    let arguments = arguments.as_object().unwrap();
    work(most_chars)
        .call(tool(name), arguments)
        .map(Value::Object)
}

/// Lets each object hold what the schema names and nothing else.
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

/// What validates the answers of each tool, closed.
fn validators() -> &'static BTreeMap<&'static str, jsonschema::Validator> {
    static VALIDATORS: OnceLock<BTreeMap<&str, jsonschema::Validator>> = OnceLock::new();
    VALIDATORS.get_or_init(|| {
        let validators = TOOLS.iter().map(|tool| {
            let mut schema = Value::Object((tool.output)().unwrap());
            jsonschema::draft202012::meta::validate(&schema).unwrap();
            close(&mut schema);
            let validator = jsonschema::draft202012::options().build(&schema).unwrap();
            (tool.name, validator)
        });
        validators.collect()
    })
}

fn assert_valid(name: &str, answer: &Value) {
    let errors = validators()[name].iter_errors(answer);
    let errors: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}\n{answer}");
}

/// Calls of each tool that find something.
fn calls() -> Vec<(&'static str, Value)> {
    let facets = ["issue", "source", "year", "month"];
    vec![
        (
            "search",
            json!({"query": "AI 투자 규제", "limit": 50, "facets": facets}),
        ),
        ("search", json!({"query": "fpemxla 래드팀 규*", "limit": 3})),
        ("search", json!({"query": "없는낱말임", "all_words": true})),
        (
            "search",
            json!({"query": "긴", "passages": 10, "source": "기관"}),
        ),
        ("search", json!({"kind": "event", "sort": "-date"})),
        ("search", json!({"query": "AI", "limit": 0})),
        (
            "show",
            json!({"ids": ["2024-05/12", "2024-05/e1", "long/1", "2024-05/7", "x/1"]}),
        ),
        ("show", json!({"ids": "long/1"})),
        (
            "cite",
            json!({"ids": ["2024-05/12", "2024-05/e1", "long/1"], "style": "csl-json"}),
        ),
        (
            "cite",
            json!({"ids": ["2024-05/12"], "only": "sources", "publication": "브리프"}),
        ),
        ("related", json!({"id": "2024-05/7", "limit": 50})),
        (
            "trend",
            json!({"queries": ["AI", "fpemxla", "\"생성 AI\""]}),
        ),
        ("events", json!({"limit": 200})),
        (
            "events",
            json!({"from": "2024-07-01", "until": "2024-07-31"}),
        ),
        ("sources", json!({"limit": 200})),
        ("sources", json!({"publisher": "OECD"})),
        ("sources", json!({"publisher": "없는 곳"})),
    ]
}

#[test]
fn answers_are_as_their_schemas_say_and_as_short_as_was_asked() {
    for (name, arguments) in calls() {
        for most_chars in [2_000, 6_000, 1_000_000] {
            let answer = call(most_chars, name, &arguments).unwrap();
            assert_valid(name, &answer);
            let chars = answer.to_string().chars().count();
            // A row, or a part of a document, is there whatever it takes.
            assert!(chars <= most_chars + 2_500, "{name} {arguments}: {chars}");
        }
    }
}

/// All answers to a call, as `next` leads from one to the other.
fn pages(most_chars: usize, name: &str, arguments: &Value) -> Vec<Value> {
    let mut arguments = arguments.clone();
    let mut pages = Vec::new();
    loop {
        let answer = call(most_chars, name, &arguments).unwrap();
        let next = answer.get("next").cloned();
        pages.push(answer);
        assert!(pages.len() < 200, "{name} does not come to its end");
        let Some(next) = next else { return pages };
        for (field, value) in next.as_object().unwrap() {
            if field != "left" {
                arguments[field] = value.clone();
            }
        }
    }
}

/// The rows of a list, over its pages.
fn rows(pages: &[Value], list: &str) -> Vec<Value> {
    let lists = pages.iter().filter_map(|page| page[list].as_array());
    lists.flatten().cloned().collect()
}

#[test]
fn pages_come_to_the_whole() {
    for (name, list, arguments) in [
        ("search", "hits", json!({"query": "AI 투자", "limit": 50})),
        ("related", "related", json!({"id": "2024-05/7"})),
        (
            "trend",
            "months",
            json!({"queries": ["AI", "투자", "레드팀"], "limit": 7}),
        ),
        ("events", "events", json!({"limit": 1})),
        ("sources", "sources", json!({"limit": 4})),
        ("sources", "works", json!({"publisher": "OECD", "limit": 1})),
    ] {
        let mut whole = arguments.clone();
        whole.as_object_mut().unwrap().remove("limit");
        if name != "trend" {
            whole["limit"] = json!(50);
        }
        let whole = rows(&[call(1_000_000, name, &whole).unwrap()], list);
        assert!(whole.len() > 1, "{name}");
        let pages = pages(2_000, name, &arguments);
        let together = rows(&pages, list);
        let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&together), ids(&whole), "{name}");
        assert_eq!(together.len(), whole.len(), "{name}");
    }
    let keys = |pages: &[Value]| -> Vec<String> {
        let texts = pages.iter().map(|page| page["citations"].as_str().unwrap());
        let lines: String = texts.collect();
        let lines = lines.lines().filter(|line| line.starts_with('@'));
        lines.map(str::to_owned).collect()
    };
    let ids: Vec<String> = (1..=18)
        .map(|ordinal| format!("2024-05/{ordinal}"))
        .collect();
    let arguments = json!({"ids": ids, "style": "bibtex"});
    let whole = keys(&[call(1_000_000, "cite", &arguments).unwrap()]);
    let pages = pages(2_000, "cite", &arguments);
    assert!(pages.len() > 2 && whole.len() > 30);
    assert_eq!(keys(&pages), whole);
}

/// The text of each part that was shown of each document, those that go on put together.
fn shown(pages: &[Value]) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for document in rows(pages, "documents") {
        let document = document.as_object().unwrap().values().next().unwrap();
        let text = texts
            .entry(document["id"].as_str().unwrap().to_owned())
            .or_default();
        for list in ["summary", "body", "description"] {
            for part in document[list].as_array().into_iter().flatten() {
                let part = part.as_str().or(part["text"].as_str()).unwrap();
                text.push_str(part);
            }
        }
    }
    texts
}

#[test]
fn documents_of_any_length_are_shown_whole() {
    let arguments = json!({"ids": ["2024-05/12", "long/1", "2024-05/e1", "2024-05/7"]});
    let whole = shown(&[call(1_000_000, "show", &arguments).unwrap()]);
    assert_eq!(whole.len(), 4);
    assert!(whole["long/1"].chars().count() > 20_000);
    for most_chars in [2_000, 5_000, 16_000] {
        let pages = pages(most_chars, "show", &arguments);
        assert!(pages.len() > 1);
        assert_eq!(shown(&pages), whole, "{most_chars}");
    }
}

#[test]
fn mistakes_say_what_would_be_right() {
    for (name, arguments, told) in [
        ("search", json!({"limt": 3}), "did you mean `limit`?"),
        (
            "search",
            json!({"limit": "viele"}),
            "`limit` must be a whole number from 0 to 50",
        ),
        ("search", json!({"limit": -1.0}), "`limit` must be"),
        (
            "search",
            json!({"sort": "newest"}),
            "one of relevance, date, -date",
        ),
        (
            "search",
            json!({"since": "어제"}),
            "`since` is “어제”: write a day, a month or a year",
        ),
        (
            "search",
            json!({"issue": "2024-00"}),
            "`issue` is “2024-00”",
        ),
        (
            "search",
            json!({"query": "레드팀 date:2024-13"}),
            "              ^^^^^^^",
        ),
        (
            "search",
            json!({"source": ["…"]}),
            "holds nothing that can be searched for",
        ),
        ("show", json!({}), "`show` needs `ids`"),
        (
            "show",
            json!({"ids": ["9/9"]}),
            "no article or event has the id “9/9”",
        ),
        ("show", json!({"ids": []}), "a list of 1 to 50 texts"),
        (
            "cite",
            json!({"ids": ["2024-05/1"], "style": "apa"}),
            "one of text, markdown",
        ),
        (
            "related",
            json!({"id": "9/9"}),
            "no article or event has the id",
        ),
        (
            "trend",
            json!({"queries": ["()"]}),
            "no word that carries meaning",
        ),
        ("events", json!({"from": "2024-13"}), "`from` is “2024-13”"),
        (
            "events",
            json!({"from": "2024-07-02", "until": "2024-07-01"}),
            "is before",
        ),
        (
            "events",
            json!({"from": "2024-07-02", "upcoming": true}),
            "one of the two",
        ),
    ] {
        let error = call(2_000, name, &arguments).unwrap_err();
        assert!(error.contains(told), "{name} {arguments}: {error}");
    }
}

/// The argument of the command line that an argument of a tool is, where one is.
fn argument_of<'c>(command: &'c clap::Command, argument: &Argument) -> Option<&'c clap::Arg> {
    let name = match argument.name {
        "passages" => "snippets".to_owned(),
        name => name.replace('_', "-"),
    };
    let mut all = command.get_arguments();
    let of_flag = |one: &&clap::Arg| one.get_long() == Some(&name);
    let positional = || {
        command
            .get_positionals()
            .find(|one| one.get_id() == argument.name)
    };
    all.find(of_flag).or_else(positional)
}

#[test]
fn arguments_are_those_of_the_commands() {
    // The command line has no pages there.
    let of_pages = ["offset", "from_part", "from_char"];
    let line = crate::cli::command_line::whole();
    for tool in TOOLS {
        let command = line.find_subcommand(tool.name).unwrap();
        for argument in tool.arguments.iter().copied().flatten() {
            let Some(flag) = argument_of(command, argument) else {
                let is_page = of_pages.contains(&argument.name) || argument.name == "limit";
                assert!(is_page, "`{}` has no {}", tool.name, argument.name);
                continue;
            };
            let names = flag.get_possible_values();
            let names: Vec<&str> = names.iter().map(|one| one.get_name()).collect();
            match argument.kind {
                Kind::Choice(ours) | Kind::Choices(ours) => assert_eq!(ours(), names),
                Kind::Count { default, .. } => {
                    let theirs = flag.get_default_values();
                    let theirs = theirs.first().and_then(|value| value.to_str());
                    if let Some(theirs) = theirs {
                        assert_eq!(
                            default.to_string(),
                            theirs,
                            "{} {}",
                            tool.name,
                            argument.name
                        );
                    }
                }
                Kind::Switch => assert!(!flag.get_action().takes_values(), "{}", argument.name),
                Kind::Text | Kind::Texts(_) => {}
            }
        }
    }
}

#[test]
fn input_schemas_are_schemas() {
    for tool in TOOLS {
        let schema = Value::Object(input_schema(tool.arguments));
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        assert_eq!(schema["type"], "object");
        for text in [tool.about, tool.title] {
            assert!(!text.contains("  "), "{text}");
        }
    }
}

/// Values of any kind, those that mean something among them.
fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[가-힣 a-z\"():*~-]{0,12}",
        "(2024-05/12|2024-05/e1|long/1|2024-05|2024-05-01|article|event|text|ris|OECD|\\PC{0,8})",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-2_i64..60).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z]{1,4}", inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_arguments_are_answered_or_told(
        place in 0..TOOLS.len(),
        picked in prop::collection::vec((0_usize..20, any_value()), 0..5),
    ) {
        let tool = TOOLS[place];
        let names: Vec<&str> = tool.arguments.iter().copied().flatten().map(|one| one.name).collect();
        let arguments: Map<String, Value> = picked
            .into_iter()
            .map(|(name, value)| (names.get(name).unwrap_or(&"other").to_string(), value))
            .collect();
        let input = jsonschema::draft202012::options()
            .build(&Value::Object(input_schema(tool.arguments)))
            .unwrap();
        let is_valid = input.is_valid(&Value::Object(arguments.clone()));
        match work(4_000).call(tool, &arguments) {
            Ok(answer) => assert_valid(tool.name, &Value::Object(answer)),
            Err(error) => {
                prop_assert!(!error.is_empty());
                // What the schema allows is refused for what it says, not for its form.
                prop_assert!(!is_valid || !error.contains(" must be "), "{error}");
            }
        }
    }
}

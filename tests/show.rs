//! One document, whole.

use serde_json::json;

use crate::util::own_corpus;

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
    assert!(ran.stdout.contains("[요약]\n• "), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n  – "), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("\n출처: xAI, Announcing Grok-1.5, 2024-03-28"),
        "{}",
        ran.stdout
    );
    let event = own_corpus(&["show", "2024-05/e1"]).run().stdout;
    assert!(
        event.contains("기간: 2024-07-21 – 2024-07-27\n장소: "),
        "{event}"
    );
}

#[test]
fn an_unknown_id_is_not_found() {
    let ran = own_corpus(&["show", "2024-05/99", "--json"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("“2024-05/99”"), "{}", ran.stderr);
}

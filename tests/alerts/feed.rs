//! What readers of feeds get.

use std::collections::BTreeSet;
use std::fs;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

/// The texts of each element of that name, in order.
fn texts(feed: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(feed);
    let (mut texts, mut path): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                if path.last().is_some_and(|last| last == name) {
                    texts.push(String::new());
                }
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Text(text) if path.last().is_some_and(|last| last == name) => {
                texts.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(reference) if path.last().is_some_and(|last| last == name) => {
                let text = match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("&{other};"),
                };
                texts.last_mut().unwrap().push_str(text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?} are not closed");
    texts
}

fn feed_after(dir: &Dir, args: &[&str]) -> String {
    let path = dir.path().join("feed.xml");
    let feed = ["alerts", "--quiet", "--feed", path.to_str().unwrap()];
    let ran = dir.digest(&[&feed[..], args].concat()).run();
    assert!(ran.code < 2, "{ran:?}");
    fs::read_to_string(path).unwrap()
}

fn is_time(text: &str) -> bool {
    text.len() == 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

#[test]
fn a_feed_has_what_was_told_last_and_keeps_its_ids() {
    let dir = dir_with("레드팀: 레드팀\n<규제> & \"법\": 규제\n");
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째"]));
    dir.index();
    // A feed of nothing is a feed.
    let empty = feed_after(&dir, &[]);
    assert_eq!(texts(&empty, "id").len(), 1);
    assert!(
        texts(&empty, "updated").iter().all(|time| is_time(time)),
        "{empty}"
    );
    let hostile = "레드팀 규제 <script>&\"\u{1b}";
    dir.digest_file("2024-05.txt", issue(&[hostile, "규제 둘째"]));
    dir.index();
    let first = feed_after(&dir, &[]);
    let titles = texts(&first, "title");
    assert_eq!(titles.len(), 3, "{first}");
    assert_eq!(titles[0], "digest 알림");
    assert!(
        titles
            .iter()
            .any(|title| title.starts_with("레드팀 규제 <script>&\"")),
        "{titles:?}"
    );
    assert!(
        first.contains("<category term=\"&lt;규제&gt; &amp; &quot;법&quot;\"/>"),
        "{first}"
    );
    assert!(!first.contains("<script>"), "{first}");
    // What Atom asks for.
    assert!(first.starts_with(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
    ));
    assert_eq!(texts(&first, "name"), ["digest"]);
    let ids = texts(&first, "id");
    assert!(
        ids.iter()
            .all(|id| id.starts_with("urn:uuid:") && id.len() == 45),
        "{ids:?}"
    );
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(texts(&first, "updated").len(), 3);
    assert_eq!(texts(&first, "content").len(), 2);
    // The same where nothing is new, after a rebuild, and to a reader that is told again.
    assert_eq!(feed_after(&dir, &[]), first);
    crate::library::run(&dir.rebuild()).unwrap();
    assert_eq!(feed_after(&dir, &[]), first);
    fs::write(dir.path().join("index/.alerts-default.state"), "nonsense").unwrap();
    let again = texts(&feed_after(&dir, &[]), "id");
    assert!(ids.iter().all(|id| again.contains(id)), "{ids:?} {again:?}");
    // What is new comes first, and what has gone has no entry.
    dir.digest_file("2024-06.txt", issue(&["레드팀 여섯째"]));
    fs::remove_file(dir.path().join("corpus/2024-04.txt")).unwrap();
    crate::library::run(&dir.shrink()).unwrap();
    let titles = texts(&feed_after(&dir, &[]), "title");
    assert_eq!(titles[1], "레드팀 여섯째");
    assert!(!titles.contains(&"레드팀 첫째".to_owned()), "{titles:?}");
}

#[test]
fn a_feed_is_not_written_where_nothing_changed_and_each_reader_has_his_own() {
    let dir = dir_with("레드팀: 레드팀\n");
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째"]));
    dir.index();
    let first = feed_after(&dir, &["--all"]);
    let path = dir.path().join("feed.xml");
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(feed_after(&dir, &[]), first);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    let other = feed_after(&dir, &["--all", "--reader", "메일"]);
    assert_eq!(texts(&other, "title")[0], "digest 알림: 메일");
    assert_ne!(texts(&other, "id")[0], texts(&first, "id")[0]);
    assert_eq!(texts(&other, "id")[1], texts(&first, "id")[1]);
    // A run of the index writes it too.
    dir.digest_file("2024-05.txt", issue(&["레드팀 둘째"]));
    let feed = [
        "index",
        "--quiet",
        "--alerts",
        "--feed",
        path.to_str().unwrap(),
    ];
    assert_eq!(dir.digest(&feed).run().code, 0);
    assert_eq!(texts(&fs::read_to_string(&path).unwrap(), "title").len(), 3);
}

#[test]
fn a_feed_takes_the_place_of_no_other_file() {
    let dir = dir_with("레드팀: 레드팀\n");
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째"]));
    dir.index();
    fs::write(dir.path().join("notes.txt"), "메모").unwrap();
    let other = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed>남의 것</feed>";
    fs::write(dir.path().join("other.xml"), other).unwrap();
    fs::write(dir.path().join("empty.xml"), "").unwrap();
    let told = |file: &str| dir.digest(&["alerts", "--all", "--feed", file]).run();
    for (file, says) in [
        (
            "notes.txt",
            "notes.txt is no feed that this program wrote; name another file",
        ),
        ("other.xml", "other.xml is no feed that this program wrote"),
        ("corpus/2024-04.txt", "lies in"),
        ("corpus/feed.xml", "lies in"),
        ("index/feed.xml", "lies in"),
        ("없음/feed.xml", "there is no folder 없음; make it first"),
        ("corpus", "corpus"),
        (
            "/dev/full",
            "cannot write a feed to /dev/full; name another file",
        ),
    ] {
        let ran = told(file);
        assert_eq!(ran.code, 2, "{file}: {ran:?}");
        assert!(ran.stderr.contains(says), "{file}: {ran:?}");
        assert!(ran.stdout.is_empty(), "{file}: {ran:?}");
    }
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.txt")).unwrap(),
        "메모"
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("other.xml")).unwrap(),
        other
    );
    // Nothing of it was told by then.
    let ran = told("empty.xml");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("레드팀 첫째"), "{ran:?}");
}

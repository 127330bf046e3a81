//! What must hold of every message and name, in both languages.

use std::collections::BTreeSet;

use super::super::labels;
use super::*;

/// Every file of the catalogue.
const ROOMS: &[(&str, &[Entry])] = &[
    ("advice", advice::ENTRIES),
    ("alerts", alerts::ENTRIES),
    ("analysis", analysis::ENTRIES),
    ("browse", browse::ENTRIES),
    ("cluster", cluster::ENTRIES),
    ("command", command::ENTRIES),
    ("corpus", corpus::ENTRIES),
    ("doctor", doctor::ENTRIES),
    ("files", files::ENTRIES),
    ("index", index::ENTRIES),
    ("issues", issues::ENTRIES),
    ("job", job::ENTRIES),
    ("manual", manual::ENTRIES),
    ("mcp", mcp::ENTRIES),
    ("office", office::ENTRIES),
    ("output", output::ENTRIES),
    ("pdf", pdf::ENTRIES),
    ("records", records::ENTRIES),
    ("search", search::ENTRIES),
    ("settings", settings::ENTRIES),
    ("usage", usage::ENTRIES),
];

fn all() -> impl Iterator<Item = (String, &'static Entry)> {
    let rooms = ROOMS.iter();
    rooms.flat_map(|(room, entries)| {
        let entries = entries.iter();
        entries.map(move |entry| (format!("{room}::{}", entry.id), entry))
    })
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

/// The text without what is typed or quoted as it is: code, placeholders, quotations.
fn prose(text: &str) -> String {
    let mut prose = String::new();
    let mut depth = 0usize;
    let mut is_code = false;
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '`' => is_code = !is_code,
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if is_code || is_quoted || depth > 0 => {}
            _ => prose.push(c),
        }
    }
    prose
}

/// Two words of English beside each other.
pub(crate) fn english_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_matches([',', '.', ';', ':']);
        word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())
    };
    let pairs = words.windows(2);
    let mut found = pairs.filter(|pair| pair.iter().all(|word| is_word(word)));
    found.next().map(|pair| pair.join(" "))
}

/// Whether a placeholder of a template asks for a form.
fn has_format(template: &str) -> bool {
    template.split('{').skip(1).any(|rest| {
        let placeholder = rest.split('}').next().unwrap_or_default();
        placeholder.contains(':') && !placeholder.contains('"')
    })
}

#[test]
fn every_message_is_in_both_languages() {
    for (id, entry) in all() {
        let Entry {
            arguments,
            english,
            korean,
            ..
        } = entry;
        let is_frame = prose(english).chars().all(|c| !c.is_alphabetic());
        let has_words = english.chars().any(|c| c == ' ') && !is_frame;
        let korean_prose = prose(korean);
        assert!(!english.is_empty() && !korean.is_empty(), "{id}");
        if has_words && english != korean {
            assert!(has_hangul(&korean_prose), "{id}: {korean}");
        }
        let found = english_words(&korean_prose);
        assert_eq!(found, None, "{id}: {korean}");
        // What a Korean message quotes is a text, which has no precision or signs.
        assert!(
            entry.id == "progress_bar" || !has_format(english),
            "{id}: {english}"
        );
        assert!(
            entry.id == "progress_bar" || !has_format(korean),
            "{id}: {korean}"
        );
        for argument in *arguments {
            let placeholders = [format!("{{{argument}}}"), format!("{{{argument}:")];
            for text in [english, korean] {
                let uses = placeholders.iter().any(|one| text.contains(one.as_str()));
                assert!(uses, "{id} does not say {argument}: {text}");
            }
        }
    }
}

#[test]
fn korean_messages_have_the_form_of_a_message() {
    for (id, entry) in all() {
        let korean = entry.korean;
        for both in [
            "을(를)", "이(가)", "은(는)", "와(과)", "(으)로", "}을 ", "}를 ", "}이 ", "}가 ",
            "}은 ", "}는 ", "}과 ", "}와 ",
        ] {
            // A count has its unit, and `{spoken}{을}` names its particle.
            let is_known = ALREADY_COUNTED.contains(&entry.id);
            assert!(is_known || !korean.contains(both), "{id}: {both}: {korean}");
        }
        assert!(
            !korean.contains("하세요") && !korean.contains("해요"),
            "{id}: {korean}"
        );
        assert!(
            !korean.contains("  ") || entry.english.contains("  "),
            "{id}"
        );
    }
}

/// Messages in which a count with its unit stands before a particle.
const ALREADY_COUNTED: [&str; 0] = [];

#[test]
fn every_name_is_in_both_languages() {
    let names = labels::ALL.iter().flat_map(|names| names.iter());
    let mut seen = 0;
    for (id, name) in names {
        seen += 1;
        assert!(has_hangul(name.korean()), "{id}");
        assert!(
            !has_hangul(name.english()) || name.english().contains('('),
            "{id}"
        );
        assert_eq!(english_words(&prose(name.korean())), None, "{id}");
    }
    assert!(seen > 100, "the test has lost sight of the names");
}

#[test]
fn no_two_messages_of_a_room_are_called_alike() {
    let ids: Vec<String> = all().map(|(id, _)| id).collect();
    let apart: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), apart.len());
    assert!(ids.len() > 500, "the test has lost sight of the messages");
}

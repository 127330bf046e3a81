//! The texts of the command line's help in Korean.
//!
//! They are found by their English, as gettext finds messages: what clap reads of a command
//! stays at the command, and a help that is changed there has no Korean until it is changed
//! here, which a test tells. The table is looked at only where a help is shown.

mod keeping;
mod models;
mod reading;
mod searching;

/// How paragraphs of a help begin that show examples, in English and Korean.
pub(crate) const EXAMPLES: [&str; 2] = ["Examples:", "보기:"];

/// The same of those that tell exit codes.
pub(crate) const EXIT_CODES: [&str; 2] = ["Exit codes:", "종료 코드:"];

/// What clap says of its own, and cannot be told to say otherwise.
const CLAPS: &[(&str, &str)] = &[
    ("Usage:", "사용법:"),
    ("Arguments:", "인수:"),
    ("Options:", "옵션:"),
    ("Commands:", "명령:"),
    ("[OPTIONS]", "[옵션]"),
    ("<COMMAND>", "<명령>"),
    ("[COMMAND]", "[명령]"),
];

/// A text of a help in Korean, paragraph by paragraph; `None` where one of them has none.
pub(crate) fn korean(text: &str) -> Option<String> {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let [english, korean] = EXAMPLES;
        if let Some(examples) = paragraph.strip_prefix(english) {
            return Some(format!("{korean}{examples}"));
        }
        korean_paragraph(paragraph).map(str::to_owned)
    });
    let paragraphs: Option<Vec<String>> = paragraphs.collect();
    Some(paragraphs?.join("\n\n"))
}

/// A paragraph of a help in Korean, or a heading; `None` where it has none.
pub(crate) fn korean_paragraph(english: &str) -> Option<&'static str> {
    let helps = [
        searching::HELPS,
        reading::HELPS,
        keeping::HELPS,
        models::HELPS,
    ];
    let mut helps = helps.into_iter().flatten();
    let found = helps.find(|(one, _)| *one == english);
    found.map(|(_, korean)| *korean)
}

/// A help as clap wrote it, with clap's own words in Korean: all others are in Korean before.
pub(crate) fn with_claps_words(rendered: &str) -> String {
    CLAPS
        .iter()
        .fold(rendered.to_owned(), |text, (english, korean)| {
            text.replace(english, korean)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helps_are_found_by_paragraphs() {
        let text =
            "Show all hits\n\nExamples:\n  digest search 투자\n\nExit codes: 0 done, 2 an error.";
        assert_eq!(
            korean(text).unwrap(),
            "모든 결과를 보임\n\n보기:\n  digest search 투자\n\n종료 코드: 0 마침, 2 오류."
        );
        assert_eq!(korean("Show no hits"), None);
    }

    #[test]
    fn no_help_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (english, _) in [searching::HELPS, reading::HELPS, keeping::HELPS]
            .into_iter()
            .flatten()
        {
            assert!(seen.insert(english), "{english}");
        }
    }
}

//! What the name of a file tells of its state: a copy, a draft, a revised file.

/// The state that a file's name tells. What is greater is rather read, of files that hold the
/// same issue: revised files before others, the highest version first, those before drafts, and
/// each before a copy of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileState {
    is_no_draft: bool,
    /// Thousands for each whole number: `v1.2` is 1002.
    version: u32,
    is_revised: bool,
    is_no_copy: bool,
}

/// What the version of a name without one is.
const FIRST_VERSION: u32 = 1000;

/// How the names of copies end, as systems make them, in lower case.
const COPY_WORDS: [&str; 5] = ["복사본", "사본", "copy", "copie", "kopie"];

/// Words of revised files, in lower case, whole words or parts of Korean ones.
const REVISED: [&str; 8] = [
    "최종", "수정", "개정", "정정", "확정", "보완", "final", "revised",
];

/// Words of drafts.
const DRAFTS: [&str; 3] = ["초안", "가안", "draft"];

impl FileState {
    /// The state that a file's name tells, without its folders.
    pub fn of(name: &str) -> Self {
        let file = name.rsplit('/').next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (stem, is_copy) = without_copy_marks(&stem.to_lowercase());
        let mut state = FileState {
            is_no_draft: true,
            version: FIRST_VERSION,
            is_revised: false,
            is_no_copy: !is_copy,
        };
        // `v1.2` is one word, and `2025-02.rev2` has two.
        let stem = parted_at_points(&stem);
        let words = stem.split(|c: char| !c.is_alphanumeric() && c != '.');
        let mut previous = "";
        for word in words.filter(|word| !word.is_empty()) {
            let is_one_of = |words: &[&str]| {
                let mut words = words.iter();
                words.any(|one| word == *one || !one.is_ascii() && word.contains(one))
            };
            state.is_revised |= is_one_of(&REVISED);
            state.is_no_draft &= !is_one_of(&DRAFTS);
            if let Some(version) = version_of(word).or_else(|| version_behind(previous, word)) {
                state.version = version;
            }
            previous = word;
        }
        state
    }
}

/// The name with a space for each point that a letter follows.
fn parted_at_points(stem: &str) -> String {
    let mut parted = String::with_capacity(stem.len());
    let mut chars = stem.chars().peekable();
    while let Some(c) = chars.next() {
        let parts = c == '.' && chars.peek().is_some_and(|c| c.is_alphabetic());
        parted.push(if parts { ' ' } else { c });
    }
    parted
}

/// The name without what systems put behind or before that of a copy: ` (1)`, ` - 복사본`,
/// `copy of `.
fn without_copy_marks(stem: &str) -> (String, bool) {
    let mut rest = stem.trim();
    let mut is_copy = false;
    for start in ["copy of ", "복사본 ", "사본 "] {
        if let Some(bare) = rest.strip_prefix(start) {
            (rest, is_copy) = (bare.trim(), true);
        }
    }
    loop {
        let bare = rest.trim_end_matches(|c: char| c.is_whitespace() || "-_.".contains(c));
        if let Some(number) = bare
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            && matches!(number.1.len(), 1 | 2)
            && number.1.bytes().all(|byte| byte.is_ascii_digit())
        {
            (rest, is_copy) = (number.0, true);
            continue;
        }
        let word = COPY_WORDS.iter().find_map(|word| {
            // `copy 2`
            let unnumbered = bare.trim_end_matches(|c: char| c.is_ascii_digit());
            let unnumbered = match unnumbered.len() + 2 >= bare.len() {
                true => unnumbered.trim_end(),
                false => bare,
            };
            let before = unnumbered.strip_suffix(word)?;
            let is_apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
            (is_apart && !before.is_empty()).then_some(before)
        });
        match word {
            Some(before) => (rest, is_copy) = (before, true),
            None => return (bare.to_owned(), is_copy),
        }
    }
}

/// The version that a word is: `v2`, `v1.2`, `ver2`, `rev3`.
fn version_of(word: &str) -> Option<u32> {
    let starts = ["version", "ver.", "ver", "rev.", "rev", "v.", "v"];
    let number = starts.iter().find_map(|start| word.strip_prefix(start))?;
    number_of(number)
}

/// The version that a word is behind one that announces it: `ver 2`, `v 2`.
fn version_behind(previous: &str, word: &str) -> Option<u32> {
    let announces = ["version", "ver", "ver.", "rev", "rev.", "v", "v."];
    announces.contains(&previous).then(|| number_of(word))?
}

fn number_of(text: &str) -> Option<u32> {
    let (whole, part) = text
        .trim_end_matches('.')
        .split_once('.')
        .unwrap_or((text, "0"));
    let whole: u32 = whole
        .trim_end_matches('.')
        .parse()
        .ok()
        .filter(|whole| *whole < 1000)?;
    let part: u32 = part.parse().ok().filter(|part| *part < 1000)?;
    Some(whole * FIRST_VERSION + part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_in_the_order_in_which_they_are_read() {
        let order = [
            "2025-02 초안 (2).txt",
            "2025-02_draft.txt",
            "2025-02 (1).txt",
            "2025-02.txt",
            "2025-02_수정 - 복사본.txt",
            "2025-02 (최종).txt",
            "2025-02_v1.2.txt",
            "SPRi AI Brief 25-02월호_v2 (1).txt",
            "SPRi AI Brief 25-02월호_v2.txt",
            "SPRi AI Brief 25-02월호 (최종)_v2.txt",
            "2025-02 ver 3.txt",
        ];
        for pair in order.windows(2) {
            assert!(FileState::of(pair[0]) < FileState::of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn copies_and_revised_files_are_known_by_their_names() {
        let plain = FileState::of("a/2025-02.txt");
        for name in [
            "2025-02 (1).txt",
            "2025-02(12).txt",
            "2025-02 - 복사본.txt",
            "2025-02 - 복사본 (2).txt",
            "2025-02_복사본.txt",
            "2025-02의 사본.txt",
            "2025-02 사본.txt",
            "2025-02 copy.txt",
            "2025-02 copy 2.txt",
            "2025-02 - Copy (3).txt",
            "Copy of 2025-02.txt",
        ] {
            assert!(FileState::of(name) < plain, "{name}");
        }
        for name in [
            "2025-02_v2.txt",
            "2025-02(최종).txt",
            "2025-02_수정.txt",
            "2025-02 최종수정본.txt",
            "2025-02 Final.txt",
            "2025-02.rev1.1.txt",
        ] {
            assert!(FileState::of(name) > plain, "{name}");
        }
        for name in [
            "2025-02월호.txt",
            "SPRi AI Brief 2025-02.pdf",
            "photocopy.txt",
            "5월.txt",
        ] {
            assert_eq!(FileState::of(name), plain, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_has_a_state(
            name in "(\\(1\\)| ?copy ?[0-9]?|복사본|사본|[-_./ 0-9]|v[0-9.]+|최종|rev|\\PC){0,12}",
        ) {
            prop_assert_eq!(FileState::of(&format!("a/{name}.txt")), FileState::of(&format!("b/{name}.txt")));
        }
    }
}

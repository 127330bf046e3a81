//! Other spellings of a word by rule: the plural of English words, and letters spelled out
//! in Hangul (엘지 for LG).
//!
//! What is another word of the same meaning stands in `synonyms`.

use super::word::QueryWord;
use crate::analysis::spelling;

/// The names of Latin letters in Hangul; where there are several, the usual one is first.
const LETTER_NAMES: &[(char, &[&str])] = &[
    ('a', &["에이"]),
    ('b', &["비"]),
    ('c', &["씨", "시"]),
    ('d', &["디"]),
    ('e', &["이"]),
    ('f', &["에프"]),
    ('g', &["지"]),
    ('h', &["에이치", "에치"]),
    ('i', &["아이"]),
    ('j', &["제이"]),
    ('k', &["케이"]),
    ('l', &["엘"]),
    ('m', &["엠"]),
    ('n', &["엔"]),
    ('o', &["오"]),
    ('p', &["피"]),
    ('q', &["큐"]),
    ('r', &["알", "아르"]),
    ('s', &["에스"]),
    ('t', &["티"]),
    ('u', &["유"]),
    ('v', &["브이"]),
    ('w', &["더블유"]),
    ('x', &["엑스"]),
    ('y', &["와이"]),
    ('z', &["제트"]),
];

/// The name of & between letters: 알앤디 for R&D.
const AND: &str = "앤";

/// Words of more letters are read as words, and not letter by letter.
const MOST_LETTERS: usize = 4;

/// English words whose other number is another word, or that have none.
const NO_OTHER_NUMBER: &[&str] = &[
    "news",
    "means",
    "customs",
    "goods",
    "arms",
    "series",
    "species",
    "always",
    "windows",
    "ios",
    "aws",
    "this",
    "his",
    "its",
    "was",
    "has",
    "plus",
    "less",
    "new",
    "mean",
    "custom",
    "good",
    "arm",
    "window",
    "text",
    "physics",
    "economics",
    "politics",
    "ethics",
    "mathematics",
    "saas",
    "paas",
    "iaas",
    "gps",
    "dns",
    "sms",
    "sos",
    "pos",
    "cms",
];

/// English words of one thing that end with the s of many. So do those that end with -ss and -us.
const ONE_IN_S: &[&str] = &[
    "gas", "bias", "lens", "canvas", "atlas", "alias", "chaos", "pancreas",
];

/// What is followed by -es, and not by -s alone, in the plural.
const HISSES: [&str; 5] = ["s", "x", "z", "ch", "sh"];

/// Other spellings of `word`, which is in normal form.
pub(super) fn spellings(word: &str) -> Vec<String> {
    let mut others = Vec::new();
    if word.chars().all(|c| c.is_ascii_lowercase()) {
        others.extend(other_numbers(word));
    }
    others.extend(in_letters(word));
    others.extend(spelled_out(word));
    others.retain(|other| other != word);
    others
}

/// The plural of an English word, and what it may be the plural of.
fn other_numbers(word: &str) -> Vec<String> {
    // Of -is and -es (basis, bases) the same letters are the plural of another word (base).
    if word.len() < 3 || NO_OTHER_NUMBER.contains(&word) || word.ends_with("sis") {
        return Vec::new();
    }
    let mut others = Vec::new();
    let is_consonant = |c: Option<char>| c.is_some_and(|c| !"aeiou".contains(c));
    let before_last = word.chars().rev().nth(1);
    let is_hissed = |word: &str| HISSES.iter().any(|end| word.ends_with(end));
    if let Some(stem) = word.strip_suffix('y').filter(|_| is_consonant(before_last)) {
        others.push(format!("{stem}ies"));
    } else if is_hissed(word) {
        others.push(format!("{word}es"));
    } else {
        others.push(format!("{word}s"));
        if word.ends_with('o') && is_consonant(before_last) {
            others.push(format!("{word}es"));
        }
    }
    let is_one = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if word.len() > 3 && !is_one && !ONE_IN_S.contains(&word) {
        if let Some(stem) = word.strip_suffix("ies") {
            others.push(format!("{stem}y"));
        }
        // The use of many is no us.
        if let Some(stem) = word.strip_suffix("es")
            && stem.len() > 2
            && (is_hissed(stem) || stem.ends_with('o'))
        {
            others.push(stem.to_owned());
        }
        others.extend(word.strip_suffix('s').map(str::to_owned));
    }
    others
}

/// Acronyms that are English words as well.
const ENGLISH_WORDS: &[&str] = &["WHO"];

/// The particles that stand behind the acronyms of institutions in news.
const PARTICLES: &[&str] = &[
    "가",
    "는",
    "의",
    "에",
    "와",
    "도",
    "를",
    "로",
    "이",
    "은",
    "과",
    "을",
    "에서",
    "에도",
    "에게",
    "로부터",
    "와의",
    "측",
];

/// The texts that tell an acronym from the English word that it is too; `None` for any other.
pub(super) fn with_particles(acronym: &str) -> Option<Vec<String>> {
    let with = PARTICLES
        .iter()
        .map(|particle| format!("{acronym}{particle}"));
    ENGLISH_WORDS.contains(&acronym).then(|| with.collect())
}

/// A word with letters spelled out, two of them or more, in these letters: 엘지전자 as
/// lg전자, 오픈에이아이 as 오픈ai.
fn in_letters(word: &str) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    if !chars.iter().all(|c| ('가'..='힣').contains(c)) {
        return None;
    }
    for start in 0..chars.len() {
        let rest: String = chars[start..].iter().collect();
        let Some((letters, behind)) = letters_at(&rest) else {
            continue;
        };
        // In the middle of a word they are letters only to its end.
        if start == 0 || behind.is_empty() {
            let before: String = chars[..start].iter().collect();
            return Some(before + &letters + behind);
        }
    }
    None
}

/// A word that is nothing but letters spelled out, in these letters, whatever the dictionary says
/// of it: it lists many such names (엘지), and cuts others anywhere (이에스지).
///
/// Two letters whose names are a syllable that any word may hold are none: 이유 is a word, and
/// not EU.
pub(super) fn all_in_letters(word: &QueryWord) -> Option<String> {
    named_letters(&spelling(&word.text)).or_else(|| named_letters(&word.stem))
}

fn named_letters(word: &str) -> Option<String> {
    let (letters, behind) = letters_at(word)?;
    let is_short = word.chars().count() == letters.len();
    let tells = |letter: char| "lmnqr".contains(letter);
    let is_name = letters.len() > 2 || !is_short || letters.chars().any(tells);
    (behind.is_empty() && is_name && !NO_LETTERS.contains(&word)).then_some(letters)
}

/// Words that are made of names of letters, and are none.
const NO_LETTERS: &[&str] = &["비디오", "오디오", "오이지"];

/// Two letters or more that `text` begins with, spelled out, and what is behind them.
fn letters_at(text: &str) -> Option<(String, &str)> {
    let mut letters = String::new();
    let mut rest = text;
    while letters.len() < MOST_LETTERS {
        let names = LETTER_NAMES.iter();
        let longest = names
            .flat_map(|(letter, names)| names.iter().map(move |name| (*letter, *name)))
            .filter(|(_, name)| rest.starts_with(name))
            .max_by_key(|(_, name)| name.len());
        let Some((letter, name)) = longest else {
            break;
        };
        letters.push(letter);
        rest = &rest[name.len()..];
        // The sign is no character that counts: R&D is rd.
        if let Some(behind) = rest.strip_prefix(AND)
            && letters_behind(behind)
        {
            rest = behind;
        }
    }
    (letters.len() > 1).then_some((letters, rest))
}

/// Whether `text` begins with the name of a letter.
fn letters_behind(text: &str) -> bool {
    let mut names = LETTER_NAMES.iter().flat_map(|(_, names)| names.iter());
    names.any(|name| text.starts_with(name))
}

/// A word that begins or ends with two to four Latin letters, with these spelled out.
pub(super) fn spelled_out(word: &str) -> Vec<String> {
    let is_latin = |c: char| c.is_ascii_lowercase();
    let first = word.find(is_latin);
    let Some(first) = first else {
        return Vec::new();
    };
    let letters: String = word[first..].chars().take_while(|c| is_latin(*c)).collect();
    let rest = &word[first + letters.len()..];
    let is_hangul = |text: &str| text.chars().all(|c| ('가'..='힣').contains(&c));
    let is_acronym = (2..=MOST_LETTERS).contains(&letters.len());
    if !is_acronym || !is_hangul(&word[..first]) || !is_hangul(rest) {
        return Vec::new();
    }
    if first > 0 && !rest.is_empty() {
        return Vec::new();
    }
    // Where a letter has two names, all of one kind are tried.
    let spelled = |usual: bool| -> String {
        let names = letters.chars().filter_map(|letter| {
            let (_, names) = LETTER_NAMES.iter().find(|(other, _)| *other == letter)?;
            if usual { names.first() } else { names.last() }
        });
        names.copied().collect()
    };
    let mut others: Vec<String> = [true, false]
        .into_iter()
        .map(|usual| format!("{}{}{rest}", &word[..first], spelled(usual)))
        .collect();
    others.dedup();
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_have_two_numbers() {
        for (word, other) in [
            ("model", "models"),
            ("models", "model"),
            ("policy", "policies"),
            ("policies", "policy"),
            ("box", "boxes"),
            ("boxes", "box"),
            ("agent", "agents"),
            ("bus", "buses"),
            ("buses", "bus"),
            ("virus", "viruses"),
            ("viruses", "virus"),
            ("classes", "class"),
            ("process", "processes"),
            ("bench", "benches"),
            ("lenses", "lens"),
            ("veto", "vetoes"),
            ("vetoes", "veto"),
            ("city", "cities"),
        ] {
            assert!(spellings(word).contains(&other.to_owned()), "{word}");
        }
        for (word, other) in [
            ("new", "news"),
            ("news", "new"),
            ("access", "acces"),
            ("gas", "ga"),
            ("bus", "bu"),
            ("status", "statu"),
            ("basis", "bases"),
            ("series", "sery"),
            ("uses", "us"),
            ("physics", "physic"),
            ("ai", "ais"),
        ] {
            assert!(!spellings(word).contains(&other.to_owned()), "{word}");
        }
    }

    #[test]
    fn letters_are_spelled_out_and_back() {
        assert_eq!(in_letters("엘지전자").as_deref(), Some("lg전자"));
        assert_eq!(in_letters("케이티").as_deref(), Some("kt"));
        assert_eq!(in_letters("오픈에이아이").as_deref(), Some("오픈ai"));
        assert_eq!(in_letters("알앤디").as_deref(), Some("rd"));
        assert_eq!(in_letters("인공지능"), None);
        assert_eq!(in_letters("레드팀"), None);
        assert!(spelled_out("lg전자").contains(&"엘지전자".to_owned()));
        assert!(spelled_out("kt").contains(&"케이티".to_owned()));
        assert!(spelled_out("오픈ai").contains(&"오픈에이아이".to_owned()));
        assert!(spelled_out("software").is_empty());
    }

    #[test]
    fn names_of_letters_alone_are_letters_unless_any_word_may_be_so() {
        for (word, letters) in [
            ("엘지", "lg"),
            ("케이티", "kt"),
            ("이에스지", "esg"),
            ("에이에스엠엘", "asml"),
            ("지피유", "gpu"),
            ("유엔", "un"),
            ("엠앤에이", "ma"),
        ] {
            assert_eq!(named_letters(word).as_deref(), Some(letters), "{word}");
        }
        for word in [
            "이유",
            "유지",
            "오피",
            "이씨",
            "비디오",
            "엘지전자",
            "앤디",
            "엘",
        ] {
            assert_eq!(named_letters(word), None, "{word}");
        }
    }
}

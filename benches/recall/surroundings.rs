//! What stands around a word in a text: particles, the copula, marks, phrases.
//!
//! Defines the surroundings, how one is filled with a word, and when a text holds a word
//! whatever it was made for. All of it is written out here and knows nothing of the
//! program's own particles and endings, which are what is measured.

/// Where the word stands in a surrounding. `{은|는}` is a particle by its form behind a
/// final consonant and its form behind a vowel.
const WORD: char = '○';

/// Particles and the copula, alone and in the runs that news has.
pub const PARTICLES: [&str; 48] = [
    "○{은|는}",
    "○{이|가}",
    "○{을|를}",
    "○{과|와}",
    "○{으로|로}",
    "○의",
    "○에",
    "○에서",
    "○에게",
    "○에게서",
    "○도",
    "○만",
    "○부터",
    "○까지",
    "○보다",
    "○처럼",
    "○만큼",
    "○마다",
    "○조차",
    "○마저",
    "○밖에",
    "○뿐",
    "○대로",
    "○{이나|나}",
    "○{이라도|라도}",
    "○{이란|란}",
    "○{이든|든}",
    "○에는",
    "○에도",
    "○에서는",
    "○에서의",
    "○{으로는|로는}",
    "○{으로부터|로부터}",
    "○{으로서|로서}",
    "○{으로써|로써}",
    "○까지도",
    "○만을",
    "○{과의|와의}",
    "○{이다|다}",
    "○{이었다|였다}",
    "○입니다",
    "○{이며|며}",
    "○{이라고|라고}",
    "○{이고|고}",
    "○인",
    "○{이라는|라는}",
    "○{이지만|지만}",
    "○{이라면|라면}",
];

/// Marks before and behind a word, with and without particles.
pub const MARKS: [&str; 24] = [
    "○.",
    "○,",
    "○?",
    "○!",
    "○:",
    "○…",
    "○·",
    "“○”",
    "‘○’",
    "\"○\"",
    "(○)",
    "[○]",
    "<○>",
    "「○」",
    "《○》",
    "▲○",
    "※○",
    "“○”{은|는}",
    "‘○’{이|가}",
    "(○){을|를}",
    "「○」의",
    "《○》에서",
    "○{이다|다}.",
    "“○{을|를}”",
];

/// What news has around a name.
pub const PHRASES: [&str; 9] = [
    "○ 장관은 회의를 열었다",
    "○{이|가} 말했다",
    "○{은|는} 이렇게 밝혔다",
    "○ 의원의 발언에 따르면",
    "○에게 물었다",
    "○{과|와} 만난 자리에서",
    "후보 ‘○’",
    "○의 제안을 받았다",
    "○, 사의를 밝혀",
];

/// What a word ends with, as far as particles care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    /// Behind which 으로 is 로.
    Rieul,
    Consonant,
}

impl Ending {
    /// Latin letters as they are named (엘, 엠, 엔, 알) or mostly read, digits as read.
    fn of(word: &str) -> Ending {
        const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
        const FINALS: u32 = 28;
        const RIEUL: u32 = 8;
        match word.chars().next_back() {
            Some(last) if SYLLABLES.contains(&last) => {
                match (u32::from(last) - u32::from('가')) % FINALS {
                    0 => Ending::Vowel,
                    RIEUL => Ending::Rieul,
                    _ => Ending::Consonant,
                }
            }
            Some('l' | 'L' | 'r' | 'R' | '1' | '7' | '8') => Ending::Rieul,
            Some('m' | 'M' | 'n' | 'N' | '0' | '3' | '6') => Ending::Consonant,
            _ => Ending::Vowel,
        }
    }

    /// Which of a particle's two forms stands behind a word that ends so.
    fn choose<'a>(self, behind_consonant: &'a str, behind_vowel: &'a str) -> &'a str {
        match self {
            Ending::Vowel => behind_vowel,
            Ending::Rieul if behind_consonant.starts_with("으로") => behind_vowel,
            Ending::Rieul | Ending::Consonant => behind_consonant,
        }
    }
}

/// A surrounding with a word in it.
pub fn fill(surrounding: &str, word: &str) -> String {
    let mut filled = String::new();
    let mut rest = surrounding;
    while let Some(at) = rest.find([WORD, '{']) {
        filled.push_str(&rest[..at]);
        rest = match rest[at..].strip_prefix(WORD) {
            Some(behind) => {
                filled.push_str(word);
                behind
            }
            None => {
                let (forms, behind) = rest[at + 1..].split_once('}').expect("a closing brace");
                filled.push_str(form(forms, Ending::of(word)));
                behind
            }
        };
    }
    filled + rest
}

/// The particle of `은|는` or of `에서` that stands behind such an ending.
fn form(forms: &str, ending: Ending) -> &str {
    match forms.split_once('|') {
        Some((behind_consonant, behind_vowel)) => ending.choose(behind_consonant, behind_vowel),
        None => forms,
    }
}

/// Whether an eojeol of the text begins with the word, marks aside, and nothing but
/// particles in their right forms follows.
pub fn holds(text: &str, word: &str) -> bool {
    text.split_whitespace().any(|eojeol| {
        let begun = eojeol.trim_start_matches(|c: char| !c.is_alphanumeric());
        begun.strip_prefix(word).is_some_and(|rest| {
            let letters: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
            are_particles(&letters, Ending::of(word))
        })
    })
}

/// Whether a text is particles and nothing else, behind a word that ends so.
fn are_particles(text: &str, ending: Ending) -> bool {
    text.is_empty()
        || PARTICLES.iter().any(|surrounding| {
            let forms = surrounding.trim_matches([WORD, '{', '}']);
            let particle = form(forms, ending);
            text.strip_prefix(particle)
                .is_some_and(|rest| are_particles(rest, Ending::of(particle)))
        })
}

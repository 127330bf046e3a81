//! How the Latin letters of a foreign name can sound, and where.

use super::costs::Cost;
use Place::{
    Anywhere, Checked, Closed, End, Ending, Long, Soft, Start, StartOfCluster, Velar, Vowel,
};

/// Whether `letter`, a Latin one in lower case, is written for vowels.
pub(super) fn is_vowel_letter(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Where a spelling is read so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// At the beginning.
    Start,
    /// At the beginning, before a consonant.
    StartOfCluster,
    /// At the end.
    End,
    /// At the end, also before the s of a plural.
    Ending,
    /// Before e, i or y.
    Soft,
    /// Before a vowel letter.
    Vowel,
    /// Not before a vowel letter, but before an e that ends the word.
    Closed,
    /// Before a consonant letter that ends the word or stands before another.
    Checked,
    /// Before one consonant letter but r, and an e that is silent at the end.
    Long,
    /// Before c, g, k, q or x.
    Velar,
}

impl Place {
    /// Whether the `len` letters at `at` of `run` are in this place.
    pub(super) fn fits(self, run: &str, at: usize, len: usize) -> bool {
        let after = &run[at + len..];
        let next = after.chars().next();
        let before_vowel = next.is_some_and(is_vowel_letter);
        match self {
            Anywhere => true,
            Start => at == 0,
            StartOfCluster => at == 0 && next.is_some() && !before_vowel,
            End => after.is_empty(),
            Ending => matches!(after, "" | "s"),
            Soft => matches!(next, Some('e' | 'i' | 'y')),
            Vowel => before_vowel,
            Closed => !before_vowel || after == "e",
            Checked => {
                let mut after = after.chars().map(is_vowel_letter);
                after.next() == Some(false) && after.next() != Some(true)
            }
            Long => {
                let after = after.strip_suffix('s').unwrap_or(after);
                let consonant = after.strip_suffix('e').unwrap_or_default();
                consonant.len() == 1 && consonant != "r" && !consonant.contains(is_vowel_letter)
            }
            Velar => matches!(next, Some('c' | 'g' | 'k' | 'q' | 'x')),
        }
    }
}

/// Letters, where they stand, and how they can sound there, at which cost.
pub(super) type Spelling = (&'static str, Place, &'static [(&'static [u8], Cost)]);

/// The names of the letters, for words that are spelled out: 지피티.
pub(super) const LETTER_NAMES: [&[u8]; 26] = [
    b"ei", b"bi", b"si", b"di", b"i", b"ef", b"ji", b"eic", b"ai", b"jei", b"kei", b"eL", b"em",
    b"en", b"o", b"pi", b"kyu", b"aL", b"es", b"ti", b"yu", b"bi", b"dvbLyu", b"eks", b"wai",
    b"ji",
];

/// How the letters of a foreign name can sound, the usual way first. The spellings
/// that begin with each letter of the alphabet: the longest first, and of the same
/// letters the one whose place is told most exactly.
pub(super) const SPELLINGS: [&[Spelling]; 26] = [
    &[
        ("augh", Anywhere, &[(b"o", 0), (b"af", 10)]),
        ("ates", End, &[(b"eic", 0)]),
        ("age", Ending, &[(b"eij", 0), (b"ij", 0)]),
        ("aye", End, &[(b"ei", 0)]),
        ("alk", Anywhere, &[(b"ok", 0), (b"vk", 5), (b"aLk", 10)]),
        (
            "ai",
            End,
            &[(b"ei", 0), (b"e", 0), (b"ai", 0), (b"eiai", 5)],
        ),
        ("ai", Anywhere, &[(b"ei", 0), (b"e", 0), (b"ai", 0)]),
        ("ay", Anywhere, &[(b"ei", 0), (b"ai", 5)]),
        ("au", Anywhere, &[(b"o", 0), (b"au", 5)]),
        ("aw", Anywhere, &[(b"o", 0)]),
        ("ae", Anywhere, &[(b"e", 0), (b"ai", 20)]),
        (
            "al",
            Closed,
            &[(b"vL", 0), (b"oL", 0), (b"o", 5), (b"a", 10)],
        ),
        (
            "a",
            Long,
            &[(b"ei", 0), (b"a", 15), (b"i", 15), (b"e", 30), (b"v", 30)],
        ),
        ("a", End, &[(b"a", 0), (b"v", 15), (b"ei", 20)]),
        (
            "a",
            Anywhere,
            &[(b"a", 0), (b"e", 0), (b"ei", 0), (b"v", 5), (b"o", 25)],
        ),
    ],
    &[("b", Anywhere, &[(b"b", 0)])],
    &[
        ("chr", Anywhere, &[(b"kl", 0), (b"k", 0)]),
        ("cqu", Anywhere, &[(b"kw", 0), (b"k", 5)]),
        ("cc", Soft, &[(b"ks", 0), (b"c", 10)]),
        (
            "ch",
            Anywhere,
            &[(b"c", 0), (b"k", 10), (b"s", 15), (b"h", 25)],
        ),
        ("ck", Anywhere, &[(b"k", 0)]),
        ("cz", Anywhere, &[(b"c", 0), (b"k", 30)]),
        ("ci", Vowel, &[(b"s", 5)]),
        ("c", Soft, &[(b"s", 0), (b"c", 20), (b"k", 30)]),
        ("c", Anywhere, &[(b"k", 0), (b"c", 40)]),
    ],
    &[
        ("dge", Anywhere, &[(b"j", 0)]),
        ("dg", Soft, &[(b"j", 0)]),
        ("dj", Anywhere, &[(b"j", 0)]),
        ("ds", End, &[(b"j", 0)]),
        ("d", Anywhere, &[(b"d", 0)]),
    ],
    &[
        ("eigh", Anywhere, &[(b"ei", 0), (b"ai", 10)]),
        ("eau", Anywhere, &[(b"o", 0)]),
        ("eye", Anywhere, &[(b"ai", 0)]),
        ("ee", Anywhere, &[(b"i", 0), (b"e", 20)]),
        (
            "ea",
            Anywhere,
            &[(b"i", 0), (b"e", 0), (b"ia", 0), (b"v", 10), (b"ei", 5)],
        ),
        ("ei", Anywhere, &[(b"ei", 0), (b"ai", 0), (b"i", 0)]),
        (
            "eu",
            Anywhere,
            &[
                (b"yu", 0),
                (b"u", 0),
                (b"oi", 5),
                (b"eu", 5),
                (b"z", 5),
                (b"v", 20),
            ],
        ),
        ("ew", Anywhere, &[(b"yu", 0), (b"u", 0)]),
        ("ey", Anywhere, &[(b"i", 0), (b"ei", 0), (b"ai", 20)]),
        (
            "eo",
            Anywhere,
            &[(b"io", 0), (b"v", 0), (b"eo", 5), (b"o", 10), (b"i", 20)],
        ),
        ("en", End, &[(b"en", 0), (b"vn", 5), (b"zn", 10)]),
        ("er", Closed, &[(b"v", 0), (b"a", 35), (b"i", 20)]),
        ("el", Anywhere, &[(b"eL", 0), (b"l", 20)]),
        (
            "e",
            Ending,
            &[(b"", 0), (b"i", 10), (b"e", 10), (b"ei", 15)],
        ),
        (
            "e",
            Anywhere,
            &[(b"e", 0), (b"i", 0), (b"v", 5), (b"ei", 35), (b"", 20)],
        ),
    ],
    &[("f", Anywhere, &[(b"f", 0)])],
    &[
        ("gue", End, &[(b"g", 0)]),
        ("gh", Start, &[(b"g", 0)]),
        ("gh", Anywhere, &[(b"", 0), (b"g", 10), (b"f", 20)]),
        ("gm", Ending, &[(b"m", 0), (b"gm", 5)]),
        ("gn", Start, &[(b"n", 0)]),
        ("gn", Ending, &[(b"n", 0)]),
        ("gu", Vowel, &[(b"g", 0), (b"gw", 5)]),
        ("g", Soft, &[(b"j", 0), (b"g", 5), (b"h", 30)]),
        ("g", Anywhere, &[(b"g", 0), (b"j", 40)]),
    ],
    &[
        ("h", Vowel, &[(b"h", 0), (b"", 20)]),
        ("h", Anywhere, &[(b"", 0), (b"h", 5)]),
    ],
    &[
        ("igh", Anywhere, &[(b"ai", 0)]),
        ("ir", Closed, &[(b"v", 0), (b"i", 0), (b"aiv", 0)]),
        ("ie", Ending, &[(b"i", 0)]),
        ("ie", Anywhere, &[(b"i", 0), (b"ie", 0), (b"aiv", 0)]),
        ("i", Long, &[(b"ai", 0), (b"i", 5)]),
        ("i", End, &[(b"i", 0), (b"ai", 5)]),
        ("i", Vowel, &[(b"i", 0), (b"ai", 0), (b"y", 5)]),
        ("i", Anywhere, &[(b"i", 0), (b"ai", 0)]),
    ],
    &[("j", Anywhere, &[(b"j", 0), (b"y", 15), (b"h", 25)])],
    &[
        ("kh", Anywhere, &[(b"k", 0), (b"h", 15)]),
        ("kn", Start, &[(b"n", 0), (b"kn", 20)]),
        ("k", Anywhere, &[(b"k", 0)]),
    ],
    &[
        ("ll", Start, &[(b"l", 0)]),
        ("l", Start, &[(b"l", 0)]),
        ("l", Anywhere, &[(b"L", 0), (b"", 60)]),
    ],
    &[
        ("mck", Start, &[(b"mek", 0)]),
        ("mc", Start, &[(b"mek", 0), (b"mv", 20)]),
        ("mb", Ending, &[(b"m", 0), (b"mb", 5)]),
        ("ml", Anywhere, &[(b"ml", 0), (b"mL", 5)]),
        ("m", StartOfCluster, &[(b"em", 0), (b"m", 20)]),
        ("m", Anywhere, &[(b"m", 0)]),
    ],
    &[
        (
            "ng",
            Soft,
            &[(b"nj", 0), (b"G", 5), (b"Gg", 5), (b"ng", 20)],
        ),
        ("ng", Vowel, &[(b"Gg", 0), (b"G", 5)]),
        ("ng", Anywhere, &[(b"G", 0), (b"Gg", 0), (b"nj", 20)]),
        ("nl", Anywhere, &[(b"nl", 0), (b"nL", 5)]),
        ("n", Velar, &[(b"G", 0), (b"n", 5)]),
        ("n", StartOfCluster, &[(b"en", 0), (b"n", 20)]),
        ("n", Anywhere, &[(b"n", 0)]),
    ],
    &[
        ("ough", Anywhere, &[(b"o", 0), (b"u", 5), (b"vf", 10)]),
        ("olk", Anywhere, &[(b"ok", 0)]),
        ("oo", Anywhere, &[(b"u", 0), (b"o", 5)]),
        ("oa", Anywhere, &[(b"o", 0), (b"oa", 5)]),
        ("oe", Anywhere, &[(b"o", 0), (b"we", 0), (b"oe", 5)]),
        ("oi", Anywhere, &[(b"oi", 0), (b"wa", 10)]),
        (
            "ou",
            Anywhere,
            &[(b"u", 0), (b"au", 0), (b"o", 10), (b"v", 5)],
        ),
        ("ow", Anywhere, &[(b"au", 0), (b"o", 0)]),
        (
            "on",
            End,
            &[(b"on", 0), (b"vn", 0), (b"zn", 10), (b"oG", 15)],
        ),
        ("or", Closed, &[(b"o", 0), (b"v", 0)]),
        ("o", Long, &[(b"o", 0), (b"u", 20), (b"v", 25)]),
        (
            "o",
            Checked,
            &[(b"o", 0), (b"v", 0), (b"a", 10), (b"u", 15)],
        ),
        (
            "o",
            Anywhere,
            &[(b"o", 0), (b"v", 0), (b"a", 30), (b"u", 15)],
        ),
    ],
    &[
        ("pf", Anywhere, &[(b"f", 0)]),
        ("ph", Anywhere, &[(b"f", 0)]),
        ("ps", Start, &[(b"s", 0)]),
        ("pn", Start, &[(b"n", 0)]),
        ("p", Anywhere, &[(b"p", 0)]),
    ],
    &[
        ("que", Ending, &[(b"k", 0)]),
        ("qu", Anywhere, &[(b"kw", 0), (b"k", 5)]),
        ("q", Anywhere, &[(b"k", 0), (b"c", 15)]),
    ],
    &[
        ("re", End, &[(b"v", 0), (b"", 0), (b"l", 5)]),
        ("rh", Anywhere, &[(b"l", 0)]),
        ("r", Vowel, &[(b"l", 0)]),
        ("r", Anywhere, &[(b"", 0), (b"v", 0), (b"l", 5)]),
    ],
    &[
        ("sion", Anywhere, &[(b"svn", 0), (b"jvn", 0)]),
        ("sch", Anywhere, &[(b"s", 0), (b"sk", 0)]),
        ("ss", Anywhere, &[(b"s", 0)]),
        ("sh", Anywhere, &[(b"s", 0)]),
        ("sc", Soft, &[(b"s", 0), (b"sk", 20)]),
        ("s", Start, &[(b"s", 0), (b"j", 20)]),
        ("s", End, &[(b"s", 0), (b"j", 5), (b"", 15)]),
        ("s", Anywhere, &[(b"s", 0), (b"j", 5)]),
    ],
    &[
        ("tsch", Anywhere, &[(b"c", 0)]),
        ("tion", Anywhere, &[(b"svn", 0), (b"cvn", 0)]),
        ("ture", Ending, &[(b"cv", 0), (b"tyuv", 5)]),
        ("tch", Anywhere, &[(b"c", 0)]),
        (
            "th",
            Anywhere,
            &[(b"s", 0), (b"t", 0), (b"d", 20), (b"j", 20)],
        ),
        ("ti", Vowel, &[(b"ti", 0), (b"s", 0), (b"c", 5)]),
        ("ts", Anywhere, &[(b"c", 0)]),
        ("tz", Anywhere, &[(b"c", 0)]),
        ("t", End, &[(b"t", 0), (b"", 30)]),
        ("t", Anywhere, &[(b"t", 0)]),
    ],
    &[
        ("ui", Anywhere, &[(b"wi", 0), (b"u", 5), (b"i", 10)]),
        ("ue", Ending, &[(b"u", 0), (b"yu", 0)]),
        ("ur", Closed, &[(b"v", 0), (b"u", 5)]),
        ("u", Vowel, &[(b"w", 0), (b"u", 0), (b"yu", 0)]),
        (
            "u",
            Anywhere,
            &[(b"u", 0), (b"v", 0), (b"yu", 0), (b"a", 10), (b"wi", 15)],
        ),
    ],
    &[("v", Anywhere, &[(b"b", 0), (b"p", 15)])],
    &[
        ("wh", Anywhere, &[(b"w", 0), (b"hw", 0), (b"h", 15)]),
        ("wr", Start, &[(b"l", 0)]),
        ("w", Vowel, &[(b"w", 0), (b"b", 20)]),
        ("w", Anywhere, &[(b"u", 0), (b"", 30)]),
    ],
    &[
        ("x", Start, &[(b"j", 0), (b"s", 5), (b"eks", 10)]),
        ("x", Anywhere, &[(b"ks", 0), (b"gj", 0), (b"s", 30)]),
    ],
    &[
        ("y", Vowel, &[(b"y", 0), (b"i", 0), (b"ai", 10)]),
        ("y", End, &[(b"i", 0), (b"ai", 10)]),
        ("y", Anywhere, &[(b"i", 0), (b"ai", 0)]),
    ],
    &[
        ("zh", Anywhere, &[(b"j", 0)]),
        ("zz", Anywhere, &[(b"j", 0), (b"c", 5)]),
        ("z", Anywhere, &[(b"j", 0), (b"s", 15), (b"c", 15)]),
    ],
];

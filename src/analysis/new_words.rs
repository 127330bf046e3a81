//! Candidates for new words, from the statistics of a corpus without a dictionary.
//!
//! Defines what is counted and how a candidate is told from a part of a word, a word
//! with its particle and an inflected verb. Which words are known already the caller
//! tells; what becomes of the candidates is an editor's decision.

use std::collections::HashMap;
use std::ops::Range;

use super::characters::{CharKind, kind_of};
use super::normalization::normalize;
use super::tails::{Symbol, Tail, Tails, ends_like_a_sentence, is_syllable, tail};

/// A word that the corpus suggests.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The word in normal form, without particles: two symbols or more, one of them a
    /// syllable of Hangul.
    pub word: String,
    /// How often it occurs, at the beginning of an eojeol or inside one.
    pub count: u64,
    /// How well its symbols hold together, above 0 and up to 1: the geometric mean of
    /// the probabilities of each symbol after those before it, at the beginning of
    /// eojeols.
    pub cohesion: f64,
    /// How many different things stand before it, as an entropy in bits.
    pub left_entropy: f64,
    /// How many different things follow it, as an entropy in bits.
    pub right_entropy: f64,
    /// The higher, the better. It compares candidates of one corpus.
    pub score: f64,
    /// The commonest eojeol that begins with the word and has more, such as a
    /// particle; the word where it has never more.
    pub example: String,
}

/// Symbols from here on are words of Latin letters and digits, by their numbers: no
/// candidate ends inside `gpt4`.
const FIRST_LATIN: Symbol = 0x11_0000;

/// Words of Latin letters and digits longer than this are addresses and the like, and
/// end the eojeol.
const LONGEST_LATIN_BYTES: usize = 24;

/// How many words of Latin letters and digits are told apart. Those that come after
/// them end the eojeol.
const LATIN_WORDS: usize = 65_536;

/// How many symbols of an eojeol are kept: the longest candidate and its particles.
const EOJEOL_SYMBOLS: usize = 16;

/// The longest candidate, in symbols.
const WORD_SYMBOLS: usize = 10;

/// How many different eojeols are kept before rare ones are forgotten, at about 100
/// bytes each. 9 MB of news have 215,000.
const EOJEOLS: usize = 500_000;

/// Counts the eojeols of a corpus and suggests words from the counts.
///
/// Two statistics tell a word. Its symbols hold together: the cohesion of soynlp, by
/// Hyunjoong Kim. And what stands beside it varies: the branching entropy of Zhihui
/// Jin and Kumiko Tanaka-Ishii, "Unsupervised Segmentation of Chinese Text by Use of
/// Branching Entropy" (COLING/ACL 2006), after Zellig Harris, "From Phoneme to
/// Morpheme" (Language 31, 1955). That Korean words are to be looked for at the left
/// of eojeols is from Hyun-Joong Kim, Sungzoon Cho and Pilsung Kang, "KR-WordRank: An
/// Unsupervised Korean Word Extraction Method Based on WordRank" (Journal of the
/// Korean Institute of Industrial Engineers 40, 2014). What follows a word is compared
/// with the particles besides, and that is ours.
///
/// Eojeols here are runs of Hangul, Latin letters and digits: any mark ends one.
/// Memory is bounded (by about 80 MB), and time grows with the text.
#[derive(Debug, Default)]
pub struct WordStatistics {
    eojeols: HashMap<Box<[Symbol]>, u64>,
    latin_symbols: HashMap<Box<str>, Symbol>,
    latin_words: Vec<Box<str>>,
    /// Eojeols in all, those forgotten included.
    total: u64,
}

impl WordStatistics {
    /// Statistics of nothing yet.
    pub fn new() -> Self {
        WordStatistics::default()
    }

    /// Counts the eojeols of `text`.
    pub fn add(&mut self, text: &str) {
        let mut normal = Vec::new();
        for piece in text.split_whitespace() {
            normalize(piece, &mut normal);
            let is_counted = |value| {
                matches!(kind_of(value), CharKind::Latin | CharKind::Digit) || is_syllable(value)
            };
            for run in normal.split(|entry| !is_counted(entry.value)) {
                self.count(run.iter().map(|entry| entry.value));
            }
        }
    }

    /// Counts an eojeol, as far as it is kept.
    fn count(&mut self, values: impl Iterator<Item = char>) {
        let mut eojeol: Vec<Symbol> = Vec::with_capacity(EOJEOL_SYMBOLS);
        let mut values = values.peekable();
        while let Some(value) = values.next() {
            let symbol = if is_syllable(value) {
                Some(Symbol::from(value))
            } else {
                let mut latin = String::from(value);
                while latin.len() <= LONGEST_LATIN_BYTES
                    && let Some(value) = values.next_if(|&value| !is_syllable(value))
                {
                    latin.push(value);
                }
                self.latin_symbol(&latin)
            };
            let Some(symbol) = symbol else {
                break;
            };
            eojeol.push(symbol);
            if eojeol.len() == EOJEOL_SYMBOLS {
                break;
            }
        }
        if eojeol.iter().all(|&symbol| symbol >= FIRST_LATIN) {
            return;
        }
        self.total += 1;
        match self.eojeols.get_mut(eojeol.as_slice()) {
            Some(count) => *count += 1,
            None => {
                self.eojeols.insert(eojeol.into(), 1);
            }
        }
        if self.eojeols.len() > EOJEOLS {
            self.forget_rare();
        }
    }

    /// The symbol of a word of Latin letters and digits, if it has one.
    fn latin_symbol(&mut self, latin: &str) -> Option<Symbol> {
        let known = self.latin_symbols.get(latin).copied();
        if known.is_some()
            || latin.len() > LONGEST_LATIN_BYTES
            || self.latin_words.len() >= LATIN_WORDS
        {
            return known;
        }
        let symbol = FIRST_LATIN + self.latin_words.len() as Symbol;
        self.latin_words.push(latin.into());
        self.latin_symbols.insert(latin.into(), symbol);
        Some(symbol)
    }

    /// Halves what is kept, the rarest going first.
    fn forget_rare(&mut self) {
        let mut rare = 1;
        while self.eojeols.len() > EOJEOLS / 2 {
            self.eojeols.retain(|_, count| *count > rare);
            rare *= 2;
        }
    }

    /// The best candidates, the best first, no more than `limit`.
    ///
    /// `is_known` tells of a word in normal form whether it is one word of the
    /// dictionary: such words are no candidates, nor are compounds of them that the
    /// corpus writes apart too. The same texts added in the same order give the same
    /// candidates in the same order.
    pub fn candidates(&self, is_known: impl Fn(&str) -> bool, limit: usize) -> Vec<Candidate> {
        let prefixes = Prefixes::new(&self.eojeols);
        let mut search = Search {
            statistics: self,
            prefixes: &prefixes,
            is_known: &is_known,
            least_count: LEAST_COUNT + self.total / EOJEOLS_FOR_ONE_MORE,
            drafts: Vec::new(),
        };
        search.visit(0..prefixes.eojeols.len(), &mut Vec::new());
        let drafts = search.drafts;
        let contexts = contexts(&drafts, &prefixes);
        let words: HashMap<&[Symbol], u64> = drafts
            .iter()
            .map(|draft| (draft.word, draft.starts))
            .collect();
        let mut candidates: Vec<Candidate> = drafts
            .iter()
            .zip(&contexts)
            .filter_map(|(draft, context)| {
                self.candidate(draft, context, &words, &prefixes, &is_known)
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.count.cmp(&a.count))
                .then_with(|| a.word.cmp(&b.word))
        });
        candidates.truncate(limit);
        candidates
    }

    /// The candidate of a draft, unless it stands mostly inside other words or is a
    /// compound.
    fn candidate(
        &self,
        draft: &Draft<'_>,
        context: &Context,
        words: &HashMap<&[Symbol], u64>,
        prefixes: &Prefixes<'_>,
        is_known: &impl Fn(&str) -> bool,
    ) -> Option<Candidate> {
        let count = context.left.total();
        let start_share = draft.starts as f64 / count as f64;
        if start_share < LEAST_START_SHARE {
            return None;
        }
        let right_entropy = context.right.entropy();
        let compound = self.compound(draft, words, prefixes, is_known);
        if right_entropy < LEAST_RIGHT_ENTROPY || compound == Compound::Free {
            return None;
        }
        let doubt = if compound == Compound::Bound {
            BOUND_COMPOUND
        } else {
            1.0
        };
        Some(Candidate {
            word: self.text(draft.word),
            count,
            cohesion: draft.cohesion,
            left_entropy: context.left.entropy(),
            right_entropy,
            score: draft.cohesion * right_entropy * start_share * doubt,
            example: self.text(draft.example),
        })
    }

    /// Whether a word falls into words that are known or candidates themselves.
    fn compound(
        &self,
        draft: &Draft<'_>,
        words: &HashMap<&[Symbol], u64>,
        prefixes: &Prefixes<'_>,
        is_known: &impl Fn(&str) -> bool,
    ) -> Compound {
        let word = draft.word;
        let part_of = |range: Range<usize>| {
            let part = &word[range.clone()];
            let after = word.get(range.end).and_then(|&c| char::from_u32(c));
            if part.iter().all(|&symbol| symbol >= FIRST_LATIN) {
                return Compound::Free;
            }
            if let [syllable] = part {
                let syllable = char::from_u32(*syllable).unwrap_or_default();
                let is_affix = if range.start == 0 {
                    PREFIXES.contains(&syllable) || after == Some('째')
                } else {
                    range.end == word.len() && SUFFIXES.contains(&syllable)
                };
                return if is_affix {
                    Compound::Free
                } else {
                    Compound::None
                };
            }
            let is_candidate = words.get(part).is_some_and(|&starts| starts > draft.starts);
            if !is_candidate && !is_known(&self.text(part)) {
                return Compound::None;
            }
            // A word is free if eojeols begin with it and not with the compound.
            let (in_compound, is_derived) = if range.start == 0 {
                let is_last = range.end + 1 == word.len();
                let is_derived = is_last && after.is_some_and(|c| DERIVING.contains(&c));
                (draft.starts, is_derived)
            } else {
                (0, false)
            };
            let elsewhere = prefixes.count(part) - in_compound;
            if is_derived || elsewhere * 4 >= draft.starts.max(4) {
                Compound::Free
            } else {
                Compound::Bound
            }
        };
        // What the symbols up to each place fall into, at best.
        let mut best = vec![Compound::None; word.len() + 1];
        best[0] = Compound::Free;
        for end in 1..=word.len() {
            for start in 0..end {
                if best[start] > best[end] && end - start < word.len() {
                    best[end] = best[end].max(part_of(start..end).min(best[start]));
                }
            }
        }
        best[word.len()]
    }

    fn text(&self, symbols: &[Symbol]) -> String {
        let mut text = String::new();
        for &symbol in symbols {
            match symbol.checked_sub(FIRST_LATIN) {
                Some(latin) => {
                    text.push_str(self.latin_words.get(latin as usize).map_or("", |w| w));
                }
                None => text.extend(char::from_u32(symbol)),
            }
        }
        text
    }

    fn starts_with_digit(&self, symbol: Symbol) -> bool {
        symbol
            .checked_sub(FIRST_LATIN)
            .and_then(|latin| self.latin_words.get(latin as usize))
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// A candidate begins this many eojeols at least, and one more for each
/// `EOJEOLS_FOR_ONE_MORE` of the corpus.
const LEAST_COUNT: u64 = 3;
const EOJEOLS_FOR_ONE_MORE: u64 = 200_000;

/// The share of a word's occurrences that begin an eojeol: 드팀 stands in 레드팀.
const LEAST_START_SHARE: f64 = 0.6;

/// What follows must vary as much at least, in bits.
const LEAST_RIGHT_ENTROPY: f64 = 0.5;

/// The share of its eojeols that are a shorter word with an ending, so that the
/// shorter one is the word.
const EXPLAINED_SHARE: f64 = 0.7;

/// What is left of the score of a compound whose parts the corpus has only in it: the
/// dictionary's words for them may be chance (미드 + 저니).
const BOUND_COMPOUND: f64 = 0.6;

/// Syllables before a noun that make no new word: 초거대, 비식별.
const PREFIXES: &[char] = &[
    '초', '비', '무', '반', '신', '재', '대', '고', '저', '최', '제', '총', '각', '본', '타', '주',
    '전', '현', '탈', '친', '범', '준', '소', '다', '미', '불', '부', '구', '양', '첫', '새', '맨',
];

/// Syllables after a noun that make no new word: 생성형, 안전성.
const SUFFIXES: &[char] = &[
    '적', '성', '화', '형', '자', '률', '율', '력', '용', '별', '식', '권', '론', '학', '계', '측',
    '급', '상', '하', '내', '간', '들', '등', '법', '안', '액', '비', '물', '품', '기', '장', '점',
    '사', '국', '부', '원', '회', '단', '대', '인', '족', '층', '군', '치', '량', '도', '값', '관',
    '실', '팀', '당', '체', '제', '책', '망', '선', '어', '씨', '시', '구', '생', '직', '서', '문',
    '표', '증', '업', '지', '소', '감', '심', '집', '발', '산', '판', '차', '주', '처', '째',
];

/// Those of them that make nouns of any noun, so that the dictionary always has the
/// right parts.
const DERIVING: &[char] = &['적', '성', '화', '형', '별', '용', '들', '째'];

/// How a word is made of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Compound {
    /// It is not.
    None,
    /// Of words, one of which has no life of its own in the corpus.
    Bound,
    /// Of words that the corpus has elsewhere too.
    Free,
}

/// A word that looks like a noun by what follows it.
struct Draft<'a> {
    word: &'a [Symbol],
    /// How many eojeols begin with it.
    starts: u64,
    cohesion: f64,
    example: &'a [Symbol],
}

/// The eojeols in order, so that those with a common beginning are neighbours.
struct Prefixes<'a> {
    eojeols: Vec<(&'a [Symbol], u64)>,
    /// How many eojeols there are before each place.
    before: Vec<u64>,
}

impl<'a> Prefixes<'a> {
    fn new(counts: &'a HashMap<Box<[Symbol]>, u64>) -> Self {
        let mut eojeols: Vec<(&[Symbol], u64)> = counts
            .iter()
            .map(|(eojeol, &count)| (&eojeol[..], count))
            .collect();
        eojeols.sort_unstable();
        let mut before = Vec::with_capacity(eojeols.len() + 1);
        let mut sum = 0;
        before.push(0);
        for (_, count) in &eojeols {
            sum += count;
            before.push(sum);
        }
        Prefixes { eojeols, before }
    }

    /// How many eojeols begin with `prefix`.
    fn count(&self, prefix: &[Symbol]) -> u64 {
        let head = |eojeol: &'a [Symbol]| &eojeol[..eojeol.len().min(prefix.len())];
        let start = self
            .eojeols
            .partition_point(|(eojeol, _)| head(eojeol) < prefix);
        let end = self
            .eojeols
            .partition_point(|(eojeol, _)| head(eojeol) <= prefix);
        self.sum(start..end)
    }

    fn sum(&self, places: Range<usize>) -> u64 {
        self.before[places.end] - self.before[places.start]
    }
}

/// The walk over all beginnings of eojeols.
struct Search<'a, K> {
    statistics: &'a WordStatistics,
    prefixes: &'a Prefixes<'a>,
    is_known: &'a K,
    least_count: u64,
    drafts: Vec<Draft<'a>>,
}

impl<'a, K: Fn(&str) -> bool> Search<'a, K> {
    /// Looks at the beginnings of the eojeols at `places`, which have as many symbols
    /// in common as there are `tails`: those after the first symbol, after two, and so
    /// on.
    fn visit(&mut self, places: Range<usize>, tails: &mut Vec<Tails>) {
        let depth = tails.len();
        let eojeols = &self.prefixes.eojeols;
        let mut start = places.start;
        while start < places.end {
            let Some(&symbol) = eojeols[start].0.get(depth) else {
                start += 1;
                continue;
            };
            let length = eojeols[start..places.end]
                .partition_point(|(eojeol, _)| eojeol.get(depth) == Some(&symbol));
            let here = start..start + length;
            start = here.end;
            let count = self.prefixes.sum(here.clone());
            // A number is no part of a word: the dictionary never sees it.
            if count < self.least_count || self.statistics.starts_with_digit(symbol) {
                continue;
            }
            let mut here_tails = Tails::default();
            for (eojeol, count) in &eojeols[here.clone()] {
                here_tails.add(tail(symbol, &eojeol[depth + 1..]), *count);
            }
            tails.push(here_tails);
            if depth > 0
                && let Some(draft) = self.draft(here.clone(), tails)
            {
                self.drafts.push(draft);
            }
            if tails.len() < WORD_SYMBOLS {
                self.visit(here, tails);
            }
            tails.pop();
        }
    }

    /// The common beginning of the eojeols at `places`, if it looks like a noun that
    /// is not known.
    fn draft(&self, places: Range<usize>, tails: &[Tails]) -> Option<Draft<'a>> {
        let length = tails.len();
        let prefixes: &'a Prefixes<'a> = self.prefixes;
        let eojeols = &prefixes.eojeols[places];
        let word = &eojeols[0].0[..length];
        let after = &tails[length - 1];
        if word.iter().all(|&symbol| symbol >= FIRST_LATIN)
            || !after.follow_a_noun()
            || ends_like_a_sentence(word)
            || self.is_inflected(word, eojeols, tails)
            || (self.is_known)(&self.statistics.text(word))
        {
            return None;
        }
        let example = eojeols
            .iter()
            .rev()
            .filter(|(eojeol, _)| eojeol.len() > length)
            .max_by_key(|(_, count)| count)
            .map_or(word, |(eojeol, _)| eojeol);
        let held = after.total() as f64 / tails[0].total() as f64;
        Some(Draft {
            word,
            starts: after.total(),
            cohesion: held.powf(1.0 / (length - 1) as f64),
            example,
        })
    }

    /// Whether `word`, with which the `eojeols` begin, is better read as a shorter word
    /// with a particle or an ending.
    fn is_inflected(&self, word: &[Symbol], eojeols: &[(&[Symbol], u64)], tails: &[Tails]) -> bool {
        let starts = tails[word.len() - 1].total();
        (1..word.len()).any(|length| {
            let (shorter, rest) = word.split_at(length);
            let last = shorter[length - 1];
            let is_known = || {
                shorter.iter().all(|&symbol| symbol >= FIRST_LATIN)
                    || (self.is_known)(&self.statistics.text(shorter))
            };
            match tail(last, rest) {
                Tail::Ending(_) if tails[length - 1].follow_a_stem() => return true,
                Tail::Verbal if is_known() => return true,
                // A word without particles of its own has one already.
                Tail::Particle { .. } | Tail::Verbal
                    if tails[word.len() - 1].only_of_nouns == 0 =>
                {
                    return true;
                }
                _ => {}
            }
            let explained: u64 = eojeols
                .iter()
                .filter(|(eojeol, _)| {
                    matches!(
                        tail(last, &eojeol[length..]),
                        Tail::Particle { .. } | Tail::Verbal | Tail::Ending(_)
                    )
                })
                .map(|(_, count)| count)
                .sum();
            explained as f64 >= EXPLAINED_SHARE * starts as f64
                && (tails[length - 1].total() * 4 > starts * 5 || is_known())
        })
    }
}

/// What stands on one side of a word.
#[derive(Debug, Default)]
struct Side {
    symbols: HashMap<Symbol, u64>,
    /// Occurrences at the eojeol's beginning or end. What stands across a space is
    /// another thing each time, so each counts for a different neighbour.
    edges: u64,
}

impl Side {
    fn add(&mut self, neighbour: Option<Symbol>, count: u64) {
        match neighbour {
            Some(symbol) => *self.symbols.entry(symbol).or_default() += count,
            None => self.edges += count,
        }
    }

    fn total(&self) -> u64 {
        self.edges + self.symbols.values().sum::<u64>()
    }

    /// In bits.
    fn entropy(&self) -> f64 {
        let total = self.total() as f64;
        // Sums of fractions depend on their order, and a map's order is chance.
        let mut counts: Vec<u64> = self.symbols.values().copied().collect();
        counts.sort_unstable();
        let of_symbols: f64 = counts
            .into_iter()
            .map(|count| count as f64 / total)
            .map(|share| -share * share.log2())
            .sum();
        let of_edges = if self.edges > 0 {
            self.edges as f64 / total * total.log2()
        } else {
            0.0
        };
        of_symbols + of_edges
    }
}

/// What stands on both sides of a word, wherever it occurs.
#[derive(Debug, Default)]
struct Context {
    left: Side,
    right: Side,
}

fn contexts(drafts: &[Draft<'_>], prefixes: &Prefixes<'_>) -> Vec<Context> {
    let places: HashMap<&[Symbol], usize> = drafts
        .iter()
        .enumerate()
        .map(|(place, draft)| (draft.word, place))
        .collect();
    let mut contexts: Vec<Context> = drafts.iter().map(|_| Context::default()).collect();
    for (eojeol, count) in &prefixes.eojeols {
        for start in 0..eojeol.len() {
            let longest = eojeol.len().min(start + WORD_SYMBOLS);
            for end in start + 2..=longest {
                let Some(&place) = places.get(&eojeol[start..end]) else {
                    continue;
                };
                let before = start.checked_sub(1).map(|before| eojeol[before]);
                contexts[place].left.add(before, *count);
                contexts[place].right.add(eojeol.get(end).copied(), *count);
            }
        }
    }
    contexts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The candidates of a corpus whose dictionary knows `known`.
    fn candidates(texts: &[&str], known: &[&str]) -> Vec<Candidate> {
        let mut statistics = WordStatistics::new();
        for text in texts {
            statistics.add(text);
        }
        statistics.candidates(|word| known.contains(&word), 100)
    }

    fn words(texts: &[&str], known: &[&str]) -> Vec<String> {
        candidates(texts, known)
            .into_iter()
            .map(|candidate| candidate.word)
            .collect()
    }

    #[test]
    fn a_new_word_is_found_and_its_parts_are_not() {
        let texts = [
            "레드팀은 모델의 약점을 찾는다. 레드팀을 둔 회사는 레드팀의 보고를 받는다.",
            "레드팀 챌린지가 열려, 레드팀이 모델의 위험을 찾았다. ‘레드팀’에 물었다.",
        ];
        let known = ["레드", "모델", "약점", "위험", "보고", "챌린지", "회사"];
        assert_eq!(words(&texts, &known), ["레드팀"]);
    }

    #[test]
    fn a_candidate_tells_its_statistics() {
        let candidates = candidates(&["젬마는 젬마를 젬마의 젬마 신젬마"], &[]);
        let [gemma] = candidates.as_slice() else {
            panic!("{candidates:?}");
        };
        assert_eq!((gemma.word.as_str(), gemma.count), ("젬마", 5));
        assert_eq!(gemma.cohesion, 1.0);
        // Five occurrences with five neighbours on the right; on the left too, as each
        // beginning of an eojeol counts for another.
        assert!((gemma.right_entropy - 5f64.log2()).abs() < 1e-9);
        assert!((gemma.left_entropy - 5f64.log2()).abs() < 1e-9);
        assert_eq!(gemma.example, "젬마는");
    }

    #[test]
    fn particles_stay_where_they_are_part_of_the_name() {
        // 이 after a vowel is no particle, and 파고 is followed by 가 and 를.
        let texts = ["제미나이는 제미나이를 제미나이의 제미나이 알파고가 알파고를 알파고의 알파고"];
        assert_eq!(words(&texts, &["알파"]), ["알파고", "제미나이"]);
    }

    #[test]
    fn verbs_and_known_words_are_none() {
        let texts = [
            "모델을 내놓은 회사 모델을 내놓으며 모델은 내놓을 모델이 내놓기로 내놓았다 내놓고",
            "기술을 개발하는 개발하고 개발하여 개발하며 개발하기를 선택하십시오 선택하십시오",
            "선택하십시오 선택하십시오 선택하십시오 알렸다 알렸다 알렸다 알렸다",
        ];
        assert_eq!(
            words(&texts, &["모델", "회사", "기술", "개발", "선택"]),
            [""; 0]
        );
    }

    #[test]
    fn compounds_of_words_in_use_are_none() {
        let texts = [
            "접근방식은 접근방식을 접근방식의 접근방식에 접근이 방식을 접근을 방식이 접근의 방식",
            "ai반도체는 ai반도체를 ai반도체의 ai 반도체가 반도체를",
        ];
        assert_eq!(words(&texts, &["접근", "방식", "반도체"]), [""; 0]);
    }

    #[test]
    fn latin_words_are_not_cut() {
        let texts = ["챗GPT는 챗GPT를 챗GPT의 챗GPT 챗GPT가"];
        assert_eq!(words(&texts, &[]), ["챗gpt"]);
        assert_eq!(words(&["H100은 H100을 H100의 H100"], &[]), [""; 0]);
    }

    #[test]
    fn spellings_are_one() {
        let decomposed: String = {
            use unicode_normalization::UnicodeNormalization;
            "그록을 그록의".nfd().collect()
        };
        let candidates = candidates(&[&decomposed, "그록은 그록"], &[]);
        assert_eq!(candidates[0].word, "그록");
        assert_eq!(candidates[0].count, 4);
    }

    #[test]
    fn a_text_without_spaces_costs_little() {
        let mut statistics = WordStatistics::new();
        statistics.add(&"가나다라".repeat(100_000));
        statistics.add(&"a1".repeat(100_000));
        assert!(statistics.candidates(|_| false, 10).is_empty());
    }

    #[test]
    fn rare_eojeols_are_forgotten() {
        let mut statistics = WordStatistics::new();
        for number in 0..EOJEOLS as u32 + 1 {
            let eojeol: Box<[Symbol]> = [0xac00 + number % 11_172, 0xac00 + number / 11_172].into();
            statistics
                .eojeols
                .insert(eojeol, if number < 10 { 5 } else { 1 });
        }
        statistics.forget_rare();
        assert_eq!(statistics.eojeols.len(), 10);
    }

    proptest! {
        #[test]
        fn candidates_stand_in_the_text_in_order(
            texts in prop::collection::vec("[가나다는을의에 gG1.-]{0,60}", 0..6),
            limit in 0usize..20,
        ) {
            let mut statistics = WordStatistics::new();
            for text in &texts {
                statistics.add(text);
            }
            let candidates = statistics.candidates(|word| word == "가나", limit);
            prop_assert!(candidates.len() <= limit);
            let contains = |word: &str| texts.iter().any(|text| text.to_lowercase().contains(word));
            for candidate in &candidates {
                prop_assert!(contains(&candidate.word));
                prop_assert!(contains(&candidate.example));
                prop_assert!(candidate.example.starts_with(&candidate.word));
                prop_assert!(candidate.count >= LEAST_COUNT);
                prop_assert!(candidate.cohesion > 0.0 && candidate.cohesion <= 1.0);
                prop_assert!(candidate.left_entropy >= 0.0 && candidate.right_entropy >= 0.0);
            }
            let is_sorted = candidates.windows(2).all(|pair| {
                let (a, b) = (&pair[0], &pair[1]);
                a.score > b.score
                    || a.score == b.score && (b.count, &a.word) < (a.count, &b.word)
            });
            prop_assert!(is_sorted);
        }

        #[test]
        fn the_same_texts_give_the_same_candidates(text in "[가나다는을의에 ]{0,200}") {
            let run = || {
                let mut statistics = WordStatistics::new();
                statistics.add(&text);
                statistics.candidates(|_| false, 50)
            };
            prop_assert_eq!(run(), run());
        }

        #[test]
        fn any_text_is_counted(text in "\\PC{0,200}") {
            let mut statistics = WordStatistics::new();
            statistics.add(&text.repeat(4));
            statistics.candidates(|_| false, 50);
        }
    }
}

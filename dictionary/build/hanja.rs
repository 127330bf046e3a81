//! Derives from a `Lexicon` how Hanja are read: the rows whose surface is all Hanja
//! vote, each with its reading. How a run is read by that is left to `src/reading.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Result, bail};
use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Word;
use crate::reading::{self, Readings};

/// Goes up with every change to what `Table::derive` gives for the same words: it is
/// part of the cache key.
pub const TABLE_VERSION: u32 = 1;

/// The file in which a built dictionary carries its table.
pub const FILE_NAME: &str = "hanja.tsv";

/// The place of the reading among the features of a row.
const READING_COLUMN: usize = 3;

/// Hanja of KS X 1001 that no row of mecab-ko-dic has, most of them in names, behind
/// their reading. That standard lists its Hanja by their readings.
const NOT_IN_ROWS: &str = "각珏 간桿 갈乫 갑鉀 강姜崗畺舡 개盖 건楗騫 걸杰 검劒 겁迲 경俓倞儆暻烱璟璥絅 \
    계堺磎 고尻暠 곤琨 공珙 관琯瓘 광侊洸炚珖 구廐玖絿逑銶 굴堀 권淃 균畇 근劤 \
    금妗昑 급伋 기埼玘琦璂祺耭錡錤 남楠湳 내柰 년秊 녕寗 단亶彖 달澾 담聃錟 대坮 \
    덕悳 도嶋 돈旽焞燉 돌乭 동仝 등嶝鄧 래崍 렴濂 령岺 례澧 로潞瀘 록菉 롱瀧 \
    류瀏 륜侖 릉楞 리浬 린潾璘 립砬 만万 말唜 망輞邙 면沔 명椧茗 묘竗 무楙 \
    문汶雯 물沕 미嵋梶湄 민旼 반潘盼 방磅龐 배盃裴 백佰 별鱉 병昞昺棅輧 보湺潽珤 \
    복宓輹 볼乶 봉峰熢琫 분昐 비痺 빈斌浜玭 사僿 살乷 상峠 서捿 선敾琁瑄鐥饍 설卨 \
    섬陝 성宬晟珹 세笹 소篠 속涑謖 쇠釗 수洙琇璲雖 숙潚琡璹 순徇栒橓洵珣 시枾 \
    식湜篒軾 신侁莘 심芯 악鍔 암唵 양瀁 억檍 엄俺 엔円 여予歟璵礖 연堧挻沇烟縯 \
    엽燁 영渶濚瀯煐鍈霙 예汭 오俉塢旿獒筽 옥鈺 온瑥 옹邕 완梡琓 요繇 용埇墉榕瑢鏞 \
    우旴玗瑀釪 욱勖彧栯稶頊 운橒澐熉 울亐 원嫄寃沅洹瑗袁 위暐蔿褘 유楢洧 육堉 \
    윤奫玧贇鈗 융瀜 은誾 익瀷謚 인絪 일壹 임恁 입卄 잉芿 자姉 장暲蔣 재渽縡 \
    적勣吊 전佺琠畑 점岾点 정姃晸柾淀湞瀞炡玎綎諪 조晁曺璪 종淙琮 주姝酎 준埈寯晙焌 \
    지沚 직稙 진晋桭溱瑨璡臻 질侄瓆 집潗鏶 차侘 찬澯纘 창昶 채埰寀 천仟玔 철喆 \
    초艸苕 총憁 추萩 춘瑃 측厠 치淄 탁倬晫琸 탐眈 태邰 탱撑 판鈑 팔捌 패覇 풍豊 \
    필珌馝 하厦昰 한閒 행荇 향珦 헌櫶 혁爀 현俔晛玹睍 형泂滎瀅灐逈邢鎣 혜暳 \
    호晧淏滸澔灝芦鎬頀 화嬅畵 확碻 환晥 황幌愰晄榥湟滉 횡宖鐄 효涍 후帿珝 훈勛塤 \
    휘煇 휴烋 흔炘 흡恰 희凞囍憙憘熺";

/// How Hanja are read: as inside a word, where the initial sound law does not work.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub readings: BTreeMap<char, char>,
    /// Pairs that are read otherwise than their Hanja, and those of 金 that are no name.
    pub pairs: BTreeMap<[char; 2], [char; 2]>,
}

impl Readings for Table {
    fn of(&self, hanja: char) -> Option<char> {
        self.readings.get(&hanja).copied()
    }

    fn of_pair(&self, pair: [char; 2]) -> Option<[char; 2]> {
        self.pairs.get(&pair).copied()
    }
}

impl Table {
    /// Derives the table from all rows of a dictionary, in whatever order.
    pub fn derive(words: &[Word]) -> Self {
        let votes = Votes::count(words);
        let mut table = Table::default();
        for group in NOT_IN_ROWS.split(' ') {
            let mut characters = group.chars();
            if let Some(reading) = characters.next() {
                table
                    .readings
                    .extend(characters.map(|hanja| (hanja, reading)));
            }
        }
        for (&hanja, sounds) in &votes.sounds {
            if let Some(sound) = first_by_votes(sounds) {
                table
                    .readings
                    .insert(hanja, votes.inside_words(hanja, sound));
            }
        }
        let mut read = Vec::new();
        for (&pair, sounds) in &votes.pairs {
            let all: usize = sounds.values().sum();
            let Some(voted) = first_by_votes(sounds).filter(|sound| 2 * sounds[sound] > all) else {
                continue;
            };
            read.clear();
            reading::read_run(&table, Some('0'), &pair, &mut read);
            let is_read_so = read
                .iter()
                .zip(voted)
                .all(|(read, sound)| sound_of(*read) == sound);
            if !is_read_so || pair[0] == '金' {
                let [first, second] = pair;
                let voted = [
                    votes.inside_words(first, voted[0]),
                    votes.inside_words(second, voted[1]),
                ];
                table.pairs.insert(pair, voted);
            }
        }
        table
    }

    /// Writes the table as lines of Hanja, a tab and their syllables.
    pub fn to_tsv(&self) -> String {
        let mut tsv = String::new();
        for (hanja, reading) in &self.readings {
            let _ = writeln!(tsv, "{hanja}\t{reading}");
        }
        for ([first, second], [first_reading, second_reading]) in &self.pairs {
            let _ = writeln!(tsv, "{first}{second}\t{first_reading}{second_reading}");
        }
        tsv
    }

    /// Reads what `to_tsv` wrote.
    ///
    /// # Errors
    ///
    /// Fails on a line that is none of a table.
    pub fn from_tsv(tsv: &str) -> Result<Self> {
        let mut table = Table::default();
        for (index, line) in tsv.lines().enumerate() {
            let fields: Vec<Vec<char>> = line
                .split('\t')
                .map(|field| field.chars().collect())
                .collect();
            match fields.iter().map(Vec::as_slice).collect::<Vec<_>>()[..] {
                [&[hanja], &[reading]] => {
                    table.readings.insert(hanja, reading);
                }
                [&[first, second], &[first_reading, second_reading]] => {
                    table
                        .pairs
                        .insert([first, second], [first_reading, second_reading]);
                }
                _ => bail!(
                    "{FILE_NAME}, line {}: not Hanja, a tab and as many syllables",
                    index + 1
                ),
            }
        }
        Ok(table)
    }

    /// The table as constants of the library, sorted for binary search.
    pub fn to_constants(&self) -> String {
        let mut constants = format!(
            "/// How each Hanja is read inside a word.\n\
             static HANJA: [(char, char); {}] = [\n",
            self.readings.len()
        );
        for (hanja, reading) in &self.readings {
            let _ = writeln!(constants, "({hanja:?}, {reading:?}),");
        }
        let _ = writeln!(
            constants,
            "];\n\n/// Pairs of Hanja that are read otherwise.\n\
             static HANJA_PAIRS: [([char; 2], [char; 2]); {}] = [",
            self.pairs.len()
        );
        for (pair, readings) in &self.pairs {
            let _ = writeln!(constants, "({pair:?}, {readings:?}),");
        }
        constants.push_str("];\n");
        constants
    }
}

/// What the rows say. A sound is a syllable as it is where a word begins, which puts the
/// readings of South and North (노동, 로동) together.
#[derive(Default)]
struct Votes {
    /// How often each Hanja has a sound.
    sounds: BTreeMap<char, BTreeMap<char, usize>>,
    pairs: BTreeMap<[char; 2], BTreeMap<[char; 2], usize>>,
    /// How often a Hanja has a syllable, where the initial sound law does not hide it.
    syllables: BTreeMap<(char, char), usize>,
}

impl Votes {
    fn count(words: &[Word]) -> Self {
        let mut votes = Votes::default();
        // A word with several rows has one vote.
        let words: BTreeSet<(Vec<char>, Vec<char>)> =
            words.iter().filter_map(hanja_and_reading).collect();
        for (hanja, syllables) in &words {
            for (index, (&hanja, &syllable)) in hanja.iter().zip(syllables).enumerate() {
                let sound = sound_of(syllable);
                *votes
                    .sounds
                    .entry(hanja)
                    .or_default()
                    .entry(sound)
                    .or_default() += 1;
                if index > 0 || syllable != sound || syllables.len() == 1 {
                    *votes.syllables.entry((hanja, syllable)).or_default() += 1;
                }
            }
            for (hanja, syllables) in hanja.windows(2).zip(syllables.windows(2)) {
                let (pair, sounds) = (
                    [hanja[0], hanja[1]],
                    [sound_of(syllables[0]), sound_of(syllables[1])],
                );
                *votes
                    .pairs
                    .entry(pair)
                    .or_default()
                    .entry(sounds)
                    .or_default() += 1;
            }
        }
        votes
    }

    /// The syllable that a Hanja with this sound has inside a word. Where a fourth of the
    /// rows have ㄹ or ㄴ, the others are those that began with it as parts of a word.
    fn inside_words(&self, hanja: char, sound: char) -> char {
        let votes = |syllable: char| self.syllables.get(&(hanja, syllable)).copied().unwrap_or(0);
        let full = full_syllables(sound).max_by_key(|&syllable| votes(syllable));
        full.filter(|&syllable| votes(syllable) > 0 && 4 * votes(syllable) >= votes(sound))
            .unwrap_or(sound)
    }
}

/// The Hanja and the syllables of a row that has as many of both.
fn hanja_and_reading(word: &Word) -> Option<(Vec<char>, Vec<char>)> {
    if !word.surface.starts_with(is_hanja) {
        return None;
    }
    // Compatibility ideographs are the same Hanja once for each reading.
    let hanja: Vec<char> = word.surface.nfkc().collect();
    let reading = word.features.split(',').nth(READING_COLUMN)?;
    let syllables: Vec<char> = reading.chars().map(southern).collect();
    let is_whole = hanja.len() == syllables.len()
        && hanja.iter().all(|&c| is_hanja(c))
        && syllables.iter().all(|c| ('가'..='힣').contains(c));
    is_whole.then_some((hanja, syllables))
}

/// The dictionary has northern rows, which write 폐 as 페.
fn southern(syllable: char) -> char {
    if syllable == '페' { '폐' } else { syllable }
}

fn is_hanja(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn sound_of(syllable: char) -> char {
    reading::initial(syllable)
}

/// The syllables, other than itself, that have this sound where a word begins.
fn full_syllables(sound: char) -> impl Iterator<Item = char> {
    ('나'..='닣')
        .chain('라'..='맇')
        .filter(move |&syllable| syllable != sound && sound_of(syllable) == sound)
}

/// The one with the most votes; of several the first.
fn first_by_votes<K: Copy + Ord>(votes: &BTreeMap<K, usize>) -> Option<K> {
    let first = votes
        .iter()
        .max_by_key(|&(&key, &count)| (count, std::cmp::Reverse(key)));
    first.map(|(&key, _)| key)
}

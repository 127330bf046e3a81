//! Words of Hanja that are not read as their characters are elsewhere: 殺到 is 쇄도, 東京 is 도쿄.
//!
//! Defines these words and puts them in their place; `hanja` reads the rest.

use super::hanja::hanja_at;
use super::normal_char::NormalChar;

/// Words that have a reading of their own, in order. Most have a Hanja of several readings; some
/// lost or changed a sound (六月, 十月, 困難); some are written with a new Japanese character that is
/// another, older Hanja as well (芸 for 藝, 予 for 豫, 台 for 臺).
const WORDS: &[(&str, &str)] = &[
    ("予備", "예비"),
    ("予告", "예고"),
    ("予報", "예보"),
    ("予定", "예정"),
    ("予想", "예상"),
    ("予感", "예감"),
    ("予測", "예측"),
    ("予算", "예산"),
    ("予約", "예약"),
    ("予見", "예견"),
    ("予選", "예선"),
    ("予防", "예방"),
    ("五六月", "오뉴월"),
    ("享樂", "향락"),
    ("什長", "십장"),
    ("便所", "변소"),
    ("內人", "나인"),
    ("六月", "유월"),
    ("冷茶", "냉차"),
    ("初八日", "초파일"),
    ("勞働", "노동"),
    ("十月", "시월"),
    ("受諾", "수락"),
    ("台本", "대본"),
    ("台灣", "대만"),
    ("台詞", "대사"),
    ("困難", "곤란"),
    ("園芸", "원예"),
    ("土台", "토대"),
    ("大怒", "대로"),
    ("契丹", "거란"),
    ("學芸", "학예"),
    ("宅內", "댁내"),
    ("宜寧", "의령"),
    ("屬託", "촉탁"),
    ("工芸", "공예"),
    ("抹茶", "말차"),
    ("挙國", "거국"),
    ("推敲", "퇴고"),
    ("文芸", "문예"),
    ("智異山", "지리산"),
    ("更年期", "갱년기"),
    ("更生", "갱생"),
    ("更迭", "경질"),
    ("會寧", "회령"),
    ("木瓜", "모과"),
    ("標識", "표지"),
    ("檢挙", "검거"),
    ("欠如", "결여"),
    ("欠席", "결석"),
    ("欠陷", "결함"),
    ("殺到", "쇄도"),
    ("沈氏", "심씨"),
    ("漢拏山", "한라산"),
    ("燈台", "등대"),
    ("牡丹", "모란"),
    ("砂糖", "사탕"),
    ("紅茶", "홍차"),
    ("索引", "색인"),
    ("綠茶", "녹차"),
    ("羅老號", "나로호"),
    ("舞台", "무대"),
    ("芸人", "예인"),
    ("芸能", "예능"),
    ("芸術", "예술"),
    ("茶禮", "차례"),
    ("茶道", "다도"),
    ("葉茶", "엽차"),
    ("論難", "논란"),
    ("諸葛亮", "제갈량"),
    ("選挙", "선거"),
    ("陝川", "합천"),
    ("雪糖", "설탕"),
];

/// Places and people of Chinese and Japanese names, in order, by the names that Korean texts
/// call them by. They count where a run of Hanja begins: in the middle of one they may be parts of
/// two words.
const NAMES: &[(&str, &str)] = &[
    ("三菱", "미쓰비시"),
    ("上海", "상하이"),
    ("下關", "시모노세키"),
    ("丹東", "단둥"),
    ("九州", "규슈"),
    ("京都", "교토"),
    ("仙台", "센다이"),
    ("仙臺", "센다이"),
    ("伊藤博文", "이토히로부미"),
    ("北京", "베이징"),
    ("北海道", "홋카이도"),
    ("千葉", "지바"),
    ("南京", "난징"),
    ("台北", "타이베이"),
    ("名古屋", "나고야"),
    ("周恩來", "저우언라이"),
    ("哈爾濱", "하얼빈"),
    ("埼玉", "사이타마"),
    ("大連", "다롄"),
    ("大阪", "오사카"),
    ("天津", "톈진"),
    ("奈良", "나라"),
    ("孫文", "쑨원"),
    ("安倍", "아베"),
    ("安倍晉三", "아베신조"),
    ("安倍晋三", "아베신조"),
    ("小泉", "고이즈미"),
    ("尖閣", "센카쿠"),
    ("岸田", "기시다"),
    ("岸田文雄", "기시다후미오"),
    ("島根", "시마네"),
    ("廣島", "히로시마"),
    ("延吉", "옌지"),
    ("延邊", "옌볜"),
    ("成田", "나리타"),
    ("成都", "청두"),
    ("新潟", "니가타"),
    ("昆明", "쿤밍"),
    ("札幌", "삿포로"),
    ("李克强", "리커창"),
    ("杭州", "항저우"),
    ("東京", "도쿄"),
    ("東芝", "도시바"),
    ("橫浜", "요코하마"),
    ("橫濱", "요코하마"),
    ("武漢", "우한"),
    ("毛澤東", "마오쩌둥"),
    ("江澤民", "장쩌민"),
    ("沖繩", "오키나와"),
    ("河野太郎", "고노다로"),
    ("深圳", "선전"),
    ("溫家寶", "원자바오"),
    ("澳門", "마카오"),
    ("瀋陽", "선양"),
    ("熊本", "구마모토"),
    ("王毅", "왕이"),
    ("石破", "이시바"),
    ("石破茂", "이시바시게루"),
    ("神奈川", "가나가와"),
    ("神戶", "고베"),
    ("福岡", "후쿠오카"),
    ("福島", "후쿠시마"),
    ("秋田", "아키타"),
    ("竹島", "다케시마"),
    ("羽田", "하네다"),
    ("習近平", "시진핑"),
    ("胡錦濤", "후진타오"),
    ("臺北", "타이베이"),
    ("菅義偉", "스가요시히데"),
    ("蔡英文", "차이잉원"),
    ("蔣介石", "장제스"),
    ("蘇州", "쑤저우"),
    ("西藏", "티베트"),
    ("豊臣秀吉", "도요토미히데요시"),
    ("賴淸德", "라이칭더"),
    ("鄧小平", "덩샤오핑"),
    ("重慶", "충칭"),
    ("釣魚島", "댜오위다오"),
    ("長崎", "나가사키"),
    ("靑島", "칭다오"),
    ("靑森", "아오모리"),
    ("靖國", "야스쿠니"),
    ("靜岡", "시즈오카"),
    ("香港", "홍콩"),
    ("馬英九", "마잉주"),
    ("高市早苗", "다카이치사나에"),
    ("鹿兒島", "가고시마"),
    ("麻生太郎", "아소다로"),
];

/// Puts in the place of each of these words how it is read. Its syllables share its bytes where
/// there are more or fewer of them than Hanja.
pub(super) fn read_hanja_words(normal: &mut Vec<NormalChar>) {
    let mut at = 0;
    while at < normal.len() {
        let run: Vec<char> = hanja_at(normal, at).collect();
        if run.is_empty() {
            at += 1;
            continue;
        }
        let (mut read, mut end) = (0, at + run.len());
        while read < run.len() {
            let rest = &run[read..];
            let name = (read == 0).then(|| longest(NAMES, rest)).flatten();
            let Some((hanja, word)) = name.or_else(|| longest(WORDS, rest)) else {
                read += 1;
                continue;
            };
            let (from, len) = (end - rest.len(), hanja.chars().count());
            let syllables = word.chars().count();
            let whole = NormalChar {
                end: normal[from + len - 1].end,
                ..normal[from]
            };
            let entries = word.chars().enumerate().map(|(number, value)| {
                let of = if syllables == len {
                    normal[from + number]
                } else {
                    whole
                };
                NormalChar { value, ..of }
            });
            let entries: Vec<NormalChar> = entries.collect();
            normal.splice(from..from + len, entries);
            end = end + syllables - len;
            read += len;
        }
        at = end;
    }
}

/// The longest word of `table` that `run` begins with.
fn longest(
    table: &'static [(&'static str, &'static str)],
    run: &[char],
) -> Option<(&'static str, &'static str)> {
    let first = run.first()?;
    let from = table.partition_point(|(word, _)| word.chars().next() < Some(*first));
    let same = table[from..].iter();
    let same = same.take_while(|(word, _)| word.starts_with(*first));
    let is_begun = |word: &str| {
        let mut run = run.iter();
        word.chars().all(|c| run.next() == Some(&c))
    };
    same.filter(|(word, _)| is_begun(word))
        .max_by_key(|(word, _)| word.len())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::letters::hanja::{is_hanja, traditional};
    use crate::analysis::letters::normalization::normalize;

    fn read(text: &str) -> String {
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        normal.iter().map(|entry| entry.value).collect()
    }

    #[test]
    fn tables_are_in_order_and_as_they_are_looked_up() {
        for table in [WORDS, NAMES] {
            assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0));
            for (word, _) in table {
                assert!(word.chars().all(is_hanja), "{word}");
                assert!(word.chars().all(|c| traditional(c).is_none()), "{word}");
            }
        }
    }

    #[test]
    fn words_have_readings_of_their_own() {
        for (text, expected) in [
            ("紅茶를 마셨다", "홍차를 마셨다"),
            ("交通標識板", "교통표지판"),
            ("困難한 일", "곤란한 일"),
            ("六月 十月", "유월 시월"),
            ("園芸와 予約", "원예와 예약"),
            ("選挙 労働者", "선거 노동자"),
            ("台湾은 台風", "대만은 태풍"),
            // Elsewhere the same Hanja are read as they are.
            ("茶房 殺人 更新 知識", "다방 살인 갱신 지식"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn names_are_what_korean_texts_call_them() {
        for (text, expected) in [
            ("京都는", "교토는"),
            ("名古屋大學", "나고야대학"),
            ("福岡市 長崎縣", "후쿠오카시 나가사키현"),
            ("胡錦濤·江泽民", "후진타오·장쩌민"),
            ("岸田 총리", "기시다 총리"),
            // Not in the middle of a run.
            ("新京都市", "신경도시"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn bytes_are_those_of_the_hanja() {
        let mut normal = Vec::new();
        normalize("한大阪府 가", &mut normal);
        let places: Vec<_> = normal.iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(
            places,
            [(0, 3), (3, 9), (3, 9), (3, 9), (9, 12), (12, 13), (13, 16)]
        );
        normalize("東京", &mut normal);
        assert_eq!((normal[0].end, normal[1].start), (3, 3));
    }
}

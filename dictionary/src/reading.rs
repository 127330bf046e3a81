//! How a run of Hanja is read, given how each Hanja and each pair of them is read.
//!
//! Defines the initial sound law and its like. The build script includes this file too,
//! so that it keeps only those pairs that these rules read otherwise.

/// How Hanja are read. Syllables are as inside a word: 女 is 녀.
pub trait Readings {
    /// How a Hanja is mostly read.
    fn of(&self, hanja: char) -> Option<char>;

    /// How two Hanja are read beside each other, where that is otherwise.
    fn of_pair(&self, pair: [char; 2]) -> Option<[char; 2]>;
}

/// Puts one character for each of `run` behind `read`: its syllable, or itself where no
/// reading is known.
///
/// `before` is the character before the run, which tells whether a word begins here:
/// 2024年 is 년, 年 3% is 연.
pub fn read_run(
    readings: &impl Readings,
    before: Option<char>,
    run: &[char],
    read: &mut Vec<char>,
) {
    let starts_word = match before {
        Some(before) if before.is_numeric() => false,
        // 총理 is one word, 한국女性 are two.
        Some('가'..='힣') => run.len() > 1,
        _ => true,
    };
    let mut before = before;
    for (index, &hanja) in run.iter().enumerate() {
        let is_initial = index == 0 && starts_word;
        let next = run.get(index + 1).copied();
        let pair = |first: Option<char>, second: Option<char>| readings.of_pair([first?, second?]);
        let with_next = pair(Some(hanja), next).map(|pair| pair[0]);
        let with_last = || {
            let last = index.checked_sub(1).map(|last| run[last]);
            pair(last, Some(hanja)).map(|pair| pair[1])
        };
        let syllable = with_next
            .or_else(with_last)
            .or_else(|| alone(readings, hanja, next, is_initial));
        let syllable = match (syllable, before) {
            (Some(syllable), _) if is_initial => initial(syllable),
            (Some(syllable), Some(before)) => after(before, syllable),
            (Some(syllable), None) => syllable,
            (None, _) => hanja,
        };
        read.push(syllable);
        before = Some(syllable);
    }
}

/// How `hanja` is read where no pair tells.
fn alone(
    readings: &impl Readings,
    hanja: char,
    next: Option<char>,
    is_initial: bool,
) -> Option<char> {
    let next_syllable = next.and_then(|next| readings.of(next));
    match hanja {
        // A prefix that loses its ㄹ before ㄷ and ㅈ: 불가, but 부당.
        '不' => match next_syllable.and_then(parts) {
            Some((3 | 12, _, _)) => Some('부'),
            _ => readings.of(hanja),
        },
        // A surname. The pairs have the words that begin with gold.
        '金' if is_initial && next.is_some() => Some('김'),
        _ => readings.of(hanja),
    }
}

/// The initial sound law: how a syllable is said and written where a word begins.
/// 녀 → 여, 리 → 이, 로 → 노.
pub fn initial(syllable: char) -> char {
    const N: u32 = 2;
    const R: u32 = 5;
    const SILENT: u32 = 11;
    let Some((consonant, vowel, last)) = parts(syllable) else {
        return syllable;
    };
    // ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
    let is_palatal = matches!(vowel, 2 | 3 | 6 | 7 | 12 | 17 | 20);
    match consonant {
        N | R if is_palatal => compose(SILENT, vowel, last),
        R => compose(N, vowel, last),
        _ => syllable,
    }
}

/// 렬 and 률 lose their ㄹ behind a vowel and ㄴ: 비율, 분열, but 능률.
fn after(before: char, syllable: char) -> char {
    match (syllable, parts(before)) {
        ('렬' | '률', Some((_, _, 0 | 4))) => initial(syllable),
        _ => syllable,
    }
}

/// The numbers of a syllable's initial consonant, vowel and final consonant, in
/// Unicode's order.
fn parts(syllable: char) -> Option<(u32, u32, u32)> {
    let number = u32::from(syllable).checked_sub(u32::from('가'))?;
    (syllable <= '힣').then_some((number / 588, number / 28 % 21, number % 28))
}

fn compose(consonant: u32, vowel: u32, last: u32) -> char {
    let number = consonant * 588 + vowel * 28 + last;
    char::from_u32(u32::from('가') + number).unwrap_or('가')
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Few;

    impl Readings for Few {
        fn of(&self, hanja: char) -> Option<char> {
            const READINGS: &str = "女녀 性성 年년 度도 勞로 動동 率률 比비 能능 分분 裂렬 不불 可가 當당 \
                正정 金금 大대 中중 融융 樂악 快쾌 天천 理리 總총 來래";
            let mut words = READINGS.split(' ').map(str::chars);
            words.find_map(|mut word| {
                if word.next() == Some(hanja) {
                    word.next()
                } else {
                    None
                }
            })
        }

        fn of_pair(&self, pair: [char; 2]) -> Option<[char; 2]> {
            match pair {
                ['金', '融'] => Some(['금', '융']),
                ['快', '樂'] => Some(['쾌', '락']),
                ['樂', '天'] => Some(['락', '천']),
                _ => None,
            }
        }
    }

    fn read(before: Option<char>, run: &str) -> String {
        let run: Vec<char> = run.chars().collect();
        let mut read = Vec::new();
        read_run(&Few, before, &run, &mut read);
        assert_eq!(read.len(), run.len());
        read.into_iter().collect()
    }

    #[test]
    fn the_initial_sound_law_holds_where_a_word_begins() {
        for (run, expected) in [
            ("女性", "여성"),
            ("勞動", "노동"),
            ("來年", "내년"),
            ("女", "여"),
            ("天女", "천녀"),
            ("樂天", "낙천"),
        ] {
            assert_eq!(read(None, run), expected);
            assert_eq!(read(Some('('), run), expected);
        }
        assert_eq!(read(Some('4'), "年"), "년");
        assert_eq!(read(Some('4'), "年度"), "년도");
        assert_eq!(read(Some('총'), "理"), "리");
        assert_eq!(read(Some('국'), "女性"), "여성");
    }

    #[test]
    fn ryeol_and_ryul_go_by_what_is_before() {
        for (run, expected) in [("比率", "비율"), ("能率", "능률"), ("分裂", "분열")] {
            assert_eq!(read(None, run), expected);
        }
        assert_eq!(read(Some('자'), "率"), "율");
        assert_eq!(read(Some('장'), "率"), "률");
    }

    #[test]
    fn neighbours_tell_among_readings() {
        for (run, expected) in [
            ("不可", "불가"),
            ("不當", "부당"),
            ("不正", "부정"),
            ("金融", "금융"),
            ("金大中", "김대중"),
            ("金", "금"),
            ("快樂", "쾌락"),
            ("女樂", "여악"),
        ] {
            assert_eq!(read(None, run), expected);
        }
    }

    #[test]
    fn what_has_no_reading_stays() {
        assert_eq!(read(None, "女国性"), "여国성");
        assert_eq!(read(None, ""), "");
    }
}

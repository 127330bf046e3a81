//! How the letters of Hangul sound.

pub(super) fn initial_sound(letter: char) -> &'static [u8] {
    match letter {
        'ㄱ' => b"g",
        'ㄲ' => b"Q",
        'ㄴ' => b"n",
        'ㄷ' => b"d",
        'ㄸ' => b"D",
        'ㄹ' => b"l",
        'ㅁ' => b"m",
        'ㅂ' => b"b",
        'ㅃ' => b"B",
        'ㅅ' => b"s",
        'ㅆ' => b"S",
        'ㅈ' => b"j",
        'ㅉ' => b"J",
        'ㅊ' => b"c",
        'ㅋ' => b"k",
        'ㅌ' => b"t",
        'ㅍ' => b"p",
        'ㅎ' => b"h",
        '0' => b"0",
        '1' => b"1",
        '2' => b"2",
        '3' => b"3",
        '4' => b"4",
        '5' => b"5",
        '6' => b"6",
        '7' => b"7",
        '8' => b"8",
        '9' => b"9",
        _ => b"",
    }
}

pub(super) fn vowel_sounds(letter: char) -> &'static [u8] {
    match letter {
        'ㅏ' => b"a",
        'ㅐ' | 'ㅔ' => b"e",
        'ㅑ' => b"ya",
        'ㅒ' | 'ㅖ' => b"ye",
        'ㅓ' => b"v",
        'ㅕ' => b"yv",
        'ㅗ' => b"o",
        'ㅘ' => b"wa",
        'ㅙ' | 'ㅚ' | 'ㅞ' => b"we",
        'ㅛ' => b"yo",
        'ㅜ' => b"u",
        'ㅝ' => b"wv",
        'ㅟ' => b"wi",
        'ㅠ' => b"yu",
        'ㅡ' => b"z",
        'ㅢ' => b"zi",
        'ㅣ' => b"i",
        _ => b"",
    }
}

pub(super) fn final_sound(letter: char) -> &'static [u8] {
    match letter {
        'ㄱ' | 'ㄲ' | 'ㅋ' | 'ㄳ' | 'ㄺ' => b"K",
        'ㄴ' | 'ㄵ' | 'ㄶ' => b"n",
        'ㄹ' | 'ㄼ' | 'ㄽ' | 'ㄾ' | 'ㅀ' => b"L",
        'ㅁ' | 'ㄻ' => b"m",
        'ㅂ' | 'ㅍ' | 'ㅄ' | 'ㄿ' => b"P",
        'ㅇ' => b"G",
        _ => b"T",
    }
}

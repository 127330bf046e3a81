//! What it costs where the sounds of two words differ.

use crate::analysis::letters::jamo::Syllable;

/// A cost in hundredths of what a consonant too many costs.
pub(super) type Cost = u32;

/// What it costs to leave out the sound at `at`: nothing for a vowel that is only
/// there to part consonants or to end a word.
pub(super) fn cost_of_leaving_out(sounds: &[u8], at: usize) -> Cost {
    let before = |count: usize| at.checked_sub(count).map_or(b' ', |before| sounds[before]);
    let next = sounds.get(at + 1).copied().unwrap_or(b' ');
    let hisses = |sound| matches!(sound, b's' | b'S' | b'j' | b'J' | b'c');
    let after_consonant = before(1).is_ascii_alphabetic() && !is_vowel(before(1));
    match sounds[at] {
        b'z' if after_consonant => 0,
        b'z' => 25,
        // 치, 지 and 쉬 at the end and before a consonant.
        b'i' if (hisses(before(1)) || before(1) == b'w' && hisses(before(2)))
            && !is_vowel(next)
            && !matches!(next, b'y' | b'w') =>
        {
            5
        }
        b'y' if hisses(before(1)) => 0,
        b'w' if hisses(before(1)) && next == b'i' => 5,
        // 르, an r that English does not speak.
        b'l' if next == b'z' => 30,
        // 젬마 is 제마, 윈도우 is 윈도.
        sound if after_consonant && sounds_alike(before(1), sound) => 10,
        b'u' if before(1) == b'o' => 15,
        b'i' if is_vowel(next) => 25,
        sound => cost_alone(sound),
    }
}

/// What it costs where `sound` is in one word only.
pub(super) fn cost_alone(sound: u8) -> Cost {
    match sound {
        b'z' => 5,
        b'y' | b'w' => 30,
        b'v' | b'h' => 40,
        b'l' | b'L' => 80,
        b'0'..=b'9' => 300,
        sound if is_vowel(sound) => 45,
        _ => 100,
    }
}

/// What it costs where one word has `left` in the place of `right`, in any order.
pub(super) fn cost_of_replacing(left: u8, right: u8) -> Cost {
    let (left, right) = (left.min(right), left.max(right));
    match (left, right) {
        _ if sounds_alike(left, right) => 0,
        (b'g', b'k') | (b'd', b't') | (b'b', b'p') => 45,
        (b'Q', b'g' | b'k') | (b'D', b'd' | b't') | (b'B', b'b' | b'p') => 25,
        (b'J', b'c' | b'j') => 25,
        (b'S', b's') => 15,
        (b'f', b'p') => 0,
        (b'P', b'f') => 20,
        (b'f', b'h') => 25,
        (b'L', b'l') => 30,
        (b'c', b'j') => 40,
        (b'j', b's') => 35,
        (b'c', b's') | (b's', b't') => 50,
        (b'T', b'c' | b'j' | b's') => 60,
        (b'G', b'n') | (b'm', b'n') | (b'h', b'p') | (b'b', b'f' | b'w') => 60,
        (b'u', b'w') | (b'i', b'y') => 10,
        (b'a', b'v') | (b'u', b'z') => 25,
        (b'a', b'e' | b'o') | (b'o', b'v') | (b'i' | b'v', b'z') => 35,
        (b'e', b'i' | b'v') | (b'o', b'u' | b'w') | (b'u', b'v') => 40,
        (b'0'..=b'9', _) => 600,
        _ => match (is_vowel(left), is_vowel(right)) {
            (true, true) => 60,
            (false, false) => 120,
            _ => 300,
        },
    }
}

/// Whether both are one sound, perhaps in another place: 그록 and 그로크.
fn sounds_alike(left: u8, right: u8) -> bool {
    let pair = (left.min(right), left.max(right));
    let is_final_of = matches!(
        pair,
        (b'K', b'g' | b'k') | (b'T', b'd' | b't') | (b'P', b'b' | b'p')
    );
    left == right || is_final_of
}

pub(super) fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'v' | b'o' | b'u' | b'z' | b'i')
}

/// How little `syllable`, after a syllable that ends with `before`, looks like a
/// part of a loanword. They are written with seven finals and without ㅢ; and a
/// final moves over to a vowel, as it does not where a particle follows a noun
/// (골을 is not call) but between the parts of compounds (스타트업).
pub(super) fn cost_of_native(syllable: char, before: Option<&[u8]>) -> Cost {
    let Some(Syllable {
        initial,
        vowel,
        last,
    }) = Syllable::of(syllable)
    else {
        return 0;
    };
    let mut cost = 0;
    if last.is_some_and(|last| !"ㄱㄴㄹㅁㅂㅅㅇ".contains(last)) {
        cost += 30;
    }
    if vowel == 'ㅢ' {
        cost += 30;
    }
    if initial == 'ㅇ' && before.is_some_and(|before| before != b"G") {
        cost += 10;
    }
    cost
}

//! How Korean words change at their ends, told by tables of the language and without the
//! dictionary.
//!
//! Defines what can stand behind a noun or a form of a verb, and the forms that a verb takes.
//! What an eojeol can be read as by this is `readings`'.

mod auxiliaries;
mod conjugation;
mod contractions;
mod copula;
mod endings;
mod form;
mod letters;
mod particles;
mod table;
mod walk;

use conjugation::forms_by_shape;
use contractions::all_forms;
use form::Form;
use particles::{After, fits};
pub(super) use walk::{LONGEST_TAIL_CHARS, is_tail_of_noun};
use walk::{is_ending, leaves_a_noun};

/// Whether `chars[from..]` can stand behind a form of a verb that ends where it begins.
pub(super) fn is_tail_of_verb(chars: &[char], from: usize) -> bool {
    let rest = &chars[from..];
    rest.len() <= LONGEST_TAIL_CHARS
        && forms_by_shape(chars[from - 1])
            .iter()
            .any(|form| is_ending(*form, rest))
}

/// Whether `chars[from..]`, all of it, can be particles or the copula, whatever is before.
pub(super) fn is_only_a_tail(rest: &[char]) -> bool {
    ['가', '각'].into_iter().any(|before| {
        let mut chars = vec!['가', before];
        chars.extend_from_slice(rest);
        is_tail_of_noun(&chars, 2)
    })
}

/// Whether the word that the dictionary cut from the beginning of `chars`, `from` characters
/// long, can stand before what follows. Where it cannot, it was cut wrongly: 권 of 권하준.
pub fn ends_word(chars: &[char], from: usize, is_verb: bool) -> bool {
    if from == 0 || from >= chars.len() {
        return true;
    }
    if is_verb {
        is_tail_of_verb(chars, from)
    } else {
        leaves_a_noun(chars, from)
    }
}

/// Particles that most words take, by their form behind a consonant and behind a vowel.
const COMMONEST: [[&str; 2]; 7] = [
    ["은", "는"],
    ["이", "가"],
    ["을", "를"],
    ["과", "와"],
    ["의", "의"],
    ["도", "도"],
    ["에게", "에게"],
];

/// `word` with each of the commonest particles behind that show it to be a word, and not its
/// first `stem` characters with particles: 윤지만과, for 윤지 takes no 만과.
pub fn forms_of_whole(word: &[char], stem: usize) -> Vec<String> {
    let Some(last) = word.last() else {
        return Vec::new();
    };
    let forms = COMMONEST.iter().map(|[behind_consonant, behind_vowel]| {
        let particle = if fits(After::Vowel, *last) {
            behind_vowel
        } else {
            behind_consonant
        };
        let mut form = word.to_vec();
        form.extend(particle.chars());
        form
    });
    let telling = forms.filter(|form| !is_tail_of_noun(form, stem));
    telling.map(|form| form.into_iter().collect()).collect()
}

/// Particles of case and those that stand in their place, by their form behind a consonant and
/// behind a vowel.
const OF_CASE: [[&str; 2]; 12] = [
    ["에게", "에게"],
    ["에서", "에서"],
    ["으로", "로"],
    ["은", "는"],
    ["이", "가"],
    ["을", "를"],
    ["과", "와"],
    ["의", "의"],
    ["에", "에"],
    ["도", "도"],
    ["까지", "까지"],
    ["부터", "부터"],
];

/// How many of the characters of a word stand before a particle, for each that it ends with.
pub fn before_particles(word: &[char]) -> impl Iterator<Item = usize> {
    OF_CASE.iter().filter_map(|forms| {
        forms.iter().enumerate().find_map(|(form, particle)| {
            let particle: Vec<char> = particle.chars().collect();
            let before = word.strip_suffix(particle.as_slice())?;
            let last = before.last()?;
            let is_open =
                fits(After::Vowel, *last) || (particle == ['로'] && fits(After::Open, *last));
            (forms[0] == forms[1] || is_open == (form == 1)).then_some(before.len())
        })
    })
}

/// Whether `chars` are a form of the verb or adjective with this stem: 이끌었다 of 이끌.
pub fn is_form_of(stem: &str, chars: &[char]) -> bool {
    all_forms(stem).into_iter().any(|(text, form)| {
        let text: Vec<char> = text.chars().collect();
        let rest = chars.strip_prefix(text.as_slice());
        rest.is_some_and(|rest| is_ending(form, rest))
    })
}

/// Whether what follows begins as a form of 하다, 되다 or the copula does: an ending that the
/// tables lack is likelier there than a word cut wrongly.
pub fn may_be_inflected(chars: &[char], from: usize) -> bool {
    from >= 2
        && chars.get(from).is_some_and(|next| {
            matches!(
                next,
                '하' | '해' | '했' | '한' | '할' | '합' | '되' | '된' | '될' | '됐' | '돼' | '됩'
            )
        })
}

/// A form of a verb as texts hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbForm {
    /// The form: 밝혔.
    pub text: String,
    /// Whether it is looked up as a noun is, too: it is a word by itself (밝힌), or some of its
    /// endings are written as particles are (밝히는, 깨닫은).
    pub or_noun: bool,
}

/// The forms of the stem of a verb or an adjective (밝히), regular or irregular.
pub fn verb_forms(stem: &str) -> Vec<VerbForm> {
    let mut found: Vec<VerbForm> = Vec::new();
    for (text, form) in all_forms(stem) {
        let takes_lookalikes = matches!(form, Form::Vowel | Form::Consonant | Form::BeforeEu);
        // Of one syllable there is a noun for nearly every form (산, 본, 주).
        let is_long = text.chars().nth(1).is_some();
        let or_noun = is_long && (takes_lookalikes || is_ending(form, &[]));
        match found.iter_mut().find(|known| known.text == text) {
            Some(known) => known.or_noun |= or_noun,
            None => found.push(VerbForm { text, or_noun }),
        }
    }
    found
}

/// The forms of a stem before 았 and 었, with these: 밝혔, 하였 and 했.
pub(super) fn past_forms(stem: &str) -> impl Iterator<Item = String> {
    let forms = conjugation::forms(stem).into_iter();
    forms.filter_map(|(text, form)| (form == Form::Past).then_some(text))
}

/// The forms of a stem with ㄴ, which stand before 다 in the present: 긴.
pub(super) fn present_forms(stem: &str) -> impl Iterator<Item = String> {
    let forms = conjugation::forms(stem).into_iter();
    forms.filter_map(|(text, form)| (form == Form::WithN).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_noun_tail(word: &str, tail: &str) -> bool {
        let chars: Vec<char> = word.chars().chain(tail.chars()).collect();
        is_tail_of_noun(&chars, word.chars().count())
    }

    fn is_inflected(stem: &str, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        is_form_of(stem, &chars)
    }

    #[test]
    fn particles_and_the_copula_stand_behind_nouns() {
        for (word, tails) in [
            (
                "우크라이나",
                "는 가 를 와 로 에 에서 에서는 에서도 에서만큼은 에게 한테 의 도 만 만이 까지 까지도 부터 \
                 부터는 조차 마저 보다 보다는 처럼 라고 라는 라며 란 라도 나 든지 다 다. 였다 이다 인 일 \
                 이며 이고 였던 입니다 이었다 이라고 라면 로서 로써 로부터 로부터의 와의 들 들은 들에게 \
                 야말로 뿐만 뿐이다 만으로 만으로는 에서부터 이지만 지만 인데 인지 였지만 이라는 였습니다",
            ),
            (
                "양지은",
                "이 은 을 과 으로 에 의 이라고 이라는 이다 이었다 이며 인 씨 씨는 씨가 님 이나 이란 \
                 이야말로 으로부터 으로는 께서는 이라도 에게서",
            ),
            ("문제", "기 기에 기도 기는"),
            ("서울", "로 로는 로부터 은 이 을 과 에서 이다"),
            (
                "투자",
                "하다 했다 하는 하며 하기 하고 되었다 된다 됐다 될 시키는 받은 하였다 해야 했습니다",
            ),
        ] {
            for tail in tails.split_whitespace() {
                let tail = tail.trim_end_matches('.');
                assert!(is_noun_tail(word, tail), "{word}+{tail}");
            }
        }
    }

    #[test]
    fn what_does_not_agree_or_is_another_word_does_not() {
        for (word, tail) in [
            ("양지", "은"),
            ("유다", "은"),
            ("서울", "으로"),
            ("보고", "서"),
            ("한국", "어"),
            ("대표", "이사"),
            ("권", "하준"),
            ("장", "해진"),
            ("먼", "지"),
            ("사람", "는"),
            ("우크라", "이나의원"),
            ("무", "기를"),
            ("이야", "기로"),
            ("계란구", "이는"),
            ("계란구", "이에서"),
            ("움직", "인다"),
            ("관리", "자"),
            ("청와", "대"),
            ("수", "치로"),
            ("폐혈", "관"),
            ("메시", "지"),
            ("메시", "지를"),
        ] {
            assert!(!is_noun_tail(word, tail), "{word}+{tail}");
        }
    }

    #[test]
    fn verbs_of_every_class_are_inflected() {
        for (stem, texts) in [
            (
                "밝히",
                "밝혔다 밝힌 밝힐 밝힘 밝힙니다 밝히는 밝히고 밝혀 밝혀야 밝히며 밝혔다고 밝히지만 밝힌다 밝혔으며 밝히겠다 밝혀졌다 밝혀냈다",
            ),
            ("높이", "높였다 높인 높이기 높여 높이고 높일"),
            (
                "먹",
                "먹는 먹은 먹을 먹고 먹었다 먹으며 먹습니다 먹어서 먹지 먹는다 먹던",
            ),
            ("돕", "도왔다 도운 도우며 도와 돕는 돕고 도울 도움을"),
            ("가볍", "가벼운 가벼워 가볍게 가벼웠다"),
            ("싣", "실었다 실은 싣고 실어 싣는 실으며"),
            ("걷", "걸었다 걸어 걷는 걷었다"),
            ("깨닫", "깨달았다 깨달은 깨닫고"),
            ("받", "받았다 받은 받는 받으며"),
            ("짓", "지었다 지은 짓는 지으며 지어"),
            ("웃", "웃었다 웃은 웃는"),
            ("따르", "따랐다 따라 따르면 따른 따르는 따라서"),
            ("치르", "치렀다 치러 치른 치르는"),
            ("흐르", "흘렀다 흘러 흐르는 흐른"),
            ("모르", "몰랐다 몰라 모르는"),
            ("이르", "이르렀다 이르러 이른 이르는 일렀다"),
            ("푸르", "푸르렀다 푸른"),
            ("쓰", "썼다 써 쓴 쓰는"),
            ("바쁘", "바빴다 바빠 바쁜"),
            ("늘", "늘었다 는 늘어난 느는 늘고 늘며 늘어 늡니다"),
            ("이끌", "이끌었다 이끄는 이끈 이끌고 이끌며 이끕니다"),
            ("그렇", "그랬다 그런 그래 그러면 그렇게"),
            ("하얗", "하얀 하얘 하얗게"),
            ("좋", "좋은 좋아 좋았다"),
            ("주", "줬다 주었다 준 줄 주는 줘"),
            ("보", "봤다 보았다 본 보는 봐"),
            ("되", "됐다 되었다 된 되는 돼"),
            ("나서", "나섰다 나선 나서는 나서"),
            ("갖추", "갖췄다 갖춘 갖추고 갖추어"),
            ("푸", "펐다 퍼 푼"),
            ("놓", "놔서 놨다 놓아 놓은"),
            ("자연스럽", "자연스런 자연스러운 자연스러워"),
            ("아름답", "아름다와 아름다워 아름다운"),
            ("가지", "갖고 갖는 가져 가진"),
            ("머무르", "머물렀다 머물고 머문 머무는 머무르는"),
            ("들추어내", "들춰내는 들추어냈다"),
            ("들춰내", "들추어냈다 들춰냈다"),
            ("해보", "하여보았다 해봤다"),
            ("어쩌", "어째 어쩔"),
            ("벌겋", "벌게 벌건"),
            ("똥그랗", "똥그래 똥그란"),
            ("쌓", "쌓은 쌓아"),
            ("놀랍", "놀라우리만큼 놀라운"),
            ("적절하", "적절치 적절치는 적절치않은"),
            (
                "하",
                "할테니까 하는것을 한것은 할때는 할수있는 하느라고 하는군요 하길래 한대요 하련만",
            ),
            (
                "먹",
                "먹는대요 먹는단다 먹으랴 먹거늘 먹을것이다 먹었을테니",
            ),
            ("알리", "알려드립니다 알려드린"),
            ("모자르", "모자라서 모자랐다"),
            ("저쩌", "저쨌고"),
            ("아니꼽", "아니꼬운 아니꼽다"),
            ("꼽", "꼽은 꼽아"),
            ("덩그렇", "덩그레 덩그래"),
        ] {
            for text in texts.split_whitespace() {
                assert!(is_inflected(stem, text), "{stem}: {text}");
            }
        }
        for (stem, text) in [
            ("믿", "밀었다"),
            ("받", "발았다"),
            ("웃", "우었다"),
            ("잡", "자웠다"),
            ("좋", "조았다"),
            ("쌓", "싸서"),
            ("적절하", "적절치로"),
            ("여미", "이어미고"),
            ("그렇", "그레"),
            ("저", "전후"),
            ("열", "연대는"),
        ] {
            assert!(!is_inflected(stem, text), "{stem}: {text}");
        }
    }
}

//! The forms that the stem of a verb or an adjective takes, regular and irregular.
//!
//! Defines the rules and the closed lists of the irregular classes, as school grammar has
//! them. What stands behind a form is `endings`'.

use super::form::Form;
use super::letters::{
    A, AE, B, D, E, EO, EU, H, HIEUT, I, L, LM, Letters, M, N, NONE, O, OE, RIEUL, S, SS, U, WA,
    WAE, WEO, YA, YAE, YE, YEO,
};

/// Stems in ㄷ that keep it. Of 걷다 and 묻다 there are both kinds.
const REGULAR_D: &str = "닫 얻 믿 받 쏟 뜯 뻗 굳 곧 돋 딛 걷 묻 뒤덮 벋";
const IRREGULAR_D: &str = "걷 묻 듣 싣 깨닫 일컫 긷 붇 눋 겯 엿듣 되묻 캐묻";

/// Stems in ㅂ that keep it; the others change it to 우.
const REGULAR_B: &str = "잡 입 접 집 씹 업 뽑 좁 굽 꼽 꼬집 헤집 수줍 뒤집 씹 헛잡 곱씹 갚 덮 비집";
/// One that ends as one of them and changes it: 아니꼬운.
const IRREGULAR_B: &str = "아니꼽";

/// Stems in ㅅ that lose it; the others keep it.
const IRREGULAR_S: &str = "짓 잇 긋 낫 붓 젓 잣 뭇";

/// How adjectives in ㅎ end that lose it, behind another syllable at least: 빨갛, 둥그렇,
/// 조그맣. Verbs in ㅎ, which keep it, end otherwise (쌓, 낳, 놓, 넣).
const IRREGULAR_H: &str = "랗 렇 맣 멓 갛 겋 얗 옇 떻";
/// Those whose 어 is ㅐ whatever their vowel: 그래, 어때. A longer stem that ends so may be one of
/// them (안그렇) or not (덩그렇).
const H_TO_AE: &str = "그렇 이렇 저렇 요렇 고렇 조렇 어떻";

/// Stems that take 어 as ㅐ: 그러 + 어 = 그래, 어쩌 + 어 = 어째.
const EO_TO_AE: &str = "그러 이러 저러 요러 고러 조러 어쩌 저쩌";

/// Stems in 르 that only lose 으: 따르 + 아 = 따라. 모자르다 is how 모자라다 is often written.
const REGULAR_REU: &str = "따르 치르 들르 다다르 우러르 잠그르 푸르르 모자르";
/// Stems in 르 that take 러: 이르 + 어 = 이르러. 이르다 (early, to tell) is 일러 too.
const REO: &str = "이르 푸르 누르";
/// Those of them that are doubled ㄹ as well: 이르 + 어 = 일러, 누르 + 어 = 눌러.
const REO_AND_DOUBLED: &str = "이르 누르";

/// The forms of `stem`, a stem without 다, each with what it is: 밝히 gives 밝히, 밝힌,
/// 밝힐, 밝힘, 밝힙, 밝혀, 밝혔. None where its last character is no syllable.
pub(super) fn forms(stem: &str) -> Vec<(String, Form)> {
    let mut chars: Vec<char> = stem.chars().collect();
    let Some(last) = chars.pop() else {
        return Vec::new();
    };
    let Some(letters) = Letters::of(last) else {
        return Vec::new();
    };
    let mut forms = Forms {
        stem,
        before: chars,
        forms: Vec::new(),
    };
    match letters.last {
        NONE => forms.of_vowel(letters),
        L => forms.of_rieul(letters),
        _ => forms.of_consonant(letters),
    }
    forms.forms
}

struct Forms<'s> {
    stem: &'s str,
    /// What stands before the last syllable.
    before: Vec<char>,
    forms: Vec<(String, Form)>,
}

impl Forms<'_> {
    fn add(&mut self, last: &[char], form: Form) {
        let text: String = self.before.iter().chain(last).collect();
        if !self
            .forms
            .iter()
            .any(|(known, as_form)| *known == text && *as_form == form)
        {
            self.forms.push((text, form));
        }
    }

    /// The endings ㄴ, ㄹ, ㅁ, ㅂ melt into a syllable that is open.
    fn add_melted(&mut self, open: Letters) {
        self.add(&[open.to_char()], Form::Vowel);
        self.add(&[open.with_last(N).to_char()], Form::WithN);
        self.add(&[open.with_last(L).to_char()], Form::WithL);
        self.add(&[open.with_last(M).to_char()], Form::WithM);
        self.add(&[open.with_last(B).to_char()], Form::WithB);
    }

    /// The forms with 아 or 어, of which `with_a` is the last syllable, after `more`.
    fn add_a(&mut self, more: &[char], with_a: Letters) {
        let mut text = more.to_vec();
        text.push(with_a.to_char());
        self.add(&text, Form::WithA);
        text.pop();
        text.push(with_a.with_last(SS).to_char());
        self.add(&text, Form::Past);
    }

    /// 아 or 어 as a syllable of its own.
    fn add_a_apart(&mut self, last: Letters, vowel: u32) {
        let apart = Letters {
            initial: 11,
            vowel,
            last: NONE,
        };
        self.add_a(&[last.to_char()], apart);
    }

    fn of_vowel(&mut self, open: Letters) {
        self.add_melted(open);
        let is_one_of = |stems: &str| ends_with_one(self.stem, stems);
        match open.vowel {
            A if open.initial == HIEUT => {
                // 하여, 해
                self.add_a_apart(open, YEO);
                self.add_a(&[], open.with_vowel(AE));
                // 원치 않다: 하지 melted.
                self.add(&['치'], Form::Denied);
            }
            EO if is_one_of(EO_TO_AE) => {
                self.add_a(&[], open.with_vowel(AE));
                self.add_a(&[], open);
            }
            A | EO | AE | E | YEO | YAE | YE => {
                self.add_a(&[], open);
                if matches!(open.vowel, AE | E | YE | YEO) {
                    self.add_a_apart(open, EO);
                }
            }
            O => {
                self.add_a(&[], open.with_vowel(WA));
                self.add_a_apart(open, A);
            }
            // 푸다 alone loses its vowel.
            U if open.initial == 17 && self.before.is_empty() => {
                self.add_a(&[], open.with_vowel(EO));
            }
            U => {
                self.add_a(&[], open.with_vowel(WEO));
                self.add_a_apart(open, EO);
            }
            OE => {
                self.add_a(&[], open.with_vowel(WAE));
                self.add_a_apart(open, EO);
            }
            I => {
                self.add_a(&[], open.with_vowel(YEO));
                self.add_a_apart(open, EO);
            }
            EU if open.initial == RIEUL && !self.before.is_empty() => {
                let takes_reo = is_one_of(REO);
                let is_regular = is_one_of(REGULAR_REU);
                let is_doubled = !is_regular && (!takes_reo || is_one_of(REO_AND_DOUBLED));
                if takes_reo {
                    self.add_a(&[open.to_char()], open.with_vowel(EO));
                }
                let harmony = self.harmony();
                if is_regular {
                    self.add_a(&[], open.with_vowel(harmony));
                }
                if is_doubled {
                    self.double_rieul(open, harmony);
                }
            }
            EU => {
                let harmony = self.harmony();
                self.add_a(&[], open.with_vowel(harmony));
            }
            _ => self.add_a_apart(open, EO),
        }
    }

    /// 흐르 + 어 = 흘러: the syllable before takes a ㄹ.
    fn double_rieul(&mut self, open: Letters, harmony: u32) {
        let Some(before) = self.before.pop() else {
            return;
        };
        if let Some(letters) = Letters::of(before).filter(|letters| letters.last == NONE) {
            self.add_a(&[letters.with_last(L).to_char()], open.with_vowel(harmony));
        }
        self.before.push(before);
    }

    /// The vowel of 아 or 어 behind a syllable that loses its own, by the one before.
    fn harmony(&self) -> u32 {
        let before = self.before.last().copied().and_then(Letters::of);
        match before {
            Some(letters) if matches!(letters.vowel, A | O | YA) => A,
            _ => EO,
        }
    }

    fn of_rieul(&mut self, closed: Letters) {
        self.add(&[closed.to_char()], Form::Rieul);
        let open = closed.with_last(NONE);
        self.add(&[open.to_char()], Form::Vowel);
        self.add(&[open.with_last(N).to_char()], Form::WithN);
        self.add(&[closed.to_char()], Form::WithL);
        self.add(&[open.with_last(LM).to_char()], Form::WithM);
        self.add(&[open.with_last(B).to_char()], Form::WithB);
        self.add_a_apart(closed, a_or_eo(closed.vowel));
    }

    fn of_consonant(&mut self, closed: Letters) {
        self.add(&[closed.to_char()], Form::Consonant);
        let vowel = a_or_eo(closed.vowel);
        let ends_with = |stems: &str| ends_with_one(self.stem, stems);
        let open = closed.with_last(NONE);
        match closed.last {
            D => {
                let is_irregular = ends_with(IRREGULAR_D) || !ends_with(REGULAR_D);
                if !is_irregular || ends_with(REGULAR_D) {
                    self.add_a_apart(closed, vowel);
                }
                if is_irregular {
                    let changed = closed.with_last(L);
                    self.add(&[changed.to_char()], Form::BeforeEu);
                    self.add_a_apart(changed, vowel);
                }
            }
            B => {
                let is_regular = ends_with(REGULAR_B) && !ends_with(IRREGULAR_B);
                if is_regular {
                    self.add_a_apart(closed, vowel);
                }
                if !is_regular || ends_with("굽") {
                    let head = open.to_char();
                    let u = Letters {
                        initial: 11,
                        vowel: U,
                        last: NONE,
                    };
                    self.before.push(head);
                    self.add_melted(u);
                    self.before.pop();
                    // 도와, 고와 alone keep harmony; others did when they were spelled as they
                    // once were (가까와).
                    let is_harmonic = ends_with_one(self.stem, "돕 곱");
                    if !is_harmonic {
                        self.add_a(&[head], u.with_vowel(WEO));
                    }
                    if is_harmonic || vowel == A {
                        self.add_a(&[head], u.with_vowel(WA));
                    }
                    // 스러운 as 스런.
                    if ends_with("스럽") {
                        let melted = open.with_last(N).to_char();
                        self.add(&[melted], Form::WithN);
                    }
                }
            }
            S if ends_with(IRREGULAR_S) => {
                self.add(&[open.to_char()], Form::BeforeEu);
                self.add_a_apart(open, vowel);
            }
            H if ends_with(IRREGULAR_H) && !self.before.is_empty() => {
                self.add_melted(open);
                let is_deictic = H_TO_AE.split_whitespace().any(|stem| stem == self.stem);
                let melted: &[u32] = match open.vowel {
                    YA => &[YAE],
                    YEO => &[YE],
                    EO if is_deictic => &[AE],
                    EO if ends_with(H_TO_AE) => &[E, AE],
                    EO => &[E],
                    _ => &[AE],
                };
                for vowel in melted {
                    self.add_a(&[], open.with_vowel(*vowel));
                }
            }
            // 놓아 as 놔.
            H if ends_with("놓") => {
                self.add_a_apart(closed, vowel);
                self.add_a(&[], open.with_vowel(WA));
            }
            _ => self.add_a_apart(closed, vowel),
        }
    }
}

/// Which of 아 and 어 stands behind a syllable with this vowel.
fn a_or_eo(vowel: u32) -> u32 {
    if matches!(vowel, A | O | YA) { A } else { EO }
}

/// Whether `stem` ends with one of `stems` (between spaces).
fn ends_with_one(stem: &str, stems: &str) -> bool {
    stems.split_whitespace().any(|other| stem.ends_with(other))
}

/// The forms that a form of this shape can be: a stem's end is seen at its last syllable.
pub(super) fn forms_by_shape(last: char) -> &'static [Form] {
    let Some(letters) = Letters::of(last) else {
        return &[];
    };
    match letters.last {
        NONE if matches!(
            letters.vowel,
            A | EO | AE | E | YEO | YAE | YE | WA | WAE | WEO
        ) =>
        {
            &[Form::Vowel, Form::WithA, Form::BeforeEu]
        }
        NONE => &[Form::Vowel, Form::BeforeEu],
        N => &[Form::WithN, Form::Consonant],
        L => &[Form::Rieul, Form::WithL, Form::BeforeEu],
        M => &[Form::WithM, Form::Consonant],
        LM => &[Form::WithM],
        B => &[Form::WithB, Form::Consonant],
        SS => &[Form::Past, Form::Consonant],
        _ => &[Form::Consonant],
    }
}

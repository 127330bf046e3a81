//! The endings of verbs, adjectives and the copula: which run of letters can stand behind
//! which form of a stem.
//!
//! Defines the endings of each form as tables of the language. Where a stem takes which form
//! is `conjugation`'s, and what may follow an ending is looked at in `walk`.

use std::sync::OnceLock;

use super::copula::{OF_COPULA, OF_COPULA_WITH_A};
use super::form::{Form, Then};
use super::table::Table;

use Then::{Auxiliary, End, Eu, Particles, Quote};

/// Behind every stem, and behind 았, 었 and 겠.
const OF_ANY: &[(&str, Then)] = &[
    ("다", Quote),
    ("다가", Particles),
    ("다만", End),
    ("다마는", End),
    ("다시피", End),
    ("고", Particles),
    ("고서", Particles),
    ("고자", Particles),
    ("고선", End),
    ("고", Auxiliary(&["있", "싶", "나", "말"])),
    ("곤", End),
    ("구나", End),
    ("구요", End),
    ("군", End),
    ("군요", End),
    ("거나", End),
    ("거니와", End),
    ("거늘", End),
    ("거든", End),
    ("거든요", End),
    ("건", End),
    ("건만", End),
    ("건대", End),
    ("게", Particles),
    ("게", Auxiliary(&["되", "하"])),
    ("게끔", End),
    ("겐", End),
    ("겠", Then::Form(Form::Past)),
    ("기", Particles),
    ("길", End),
    ("길래", End),
    ("긴", End),
    ("기", Auxiliary(&["하", "시작하", "위하"])),
    ("나", End),
    ("나요", End),
    ("냐", Quote),
    ("냐가", End),
    ("네", End),
    ("네요", End),
    ("노라", Quote),
    ("느냐", Quote),
    ("느냐가", End),
    ("느니", End),
    ("는가", Particles),
    ("는구나", End),
    ("는군", End),
    ("는군요", End),
    ("는데", Particles),
    ("는지", Particles),
    ("는바", End),
    ("는걸", End),
    ("더니", End),
    ("더니만", End),
    ("더라", Quote),
    ("더라도", End),
    ("더군", End),
    ("더군요", End),
    ("던", End),
    ("던가", Particles),
    ("던데", Particles),
    ("던지", Particles),
    ("던바", End),
    ("도록", Particles),
    ("든", End),
    ("든가", End),
    ("든지", End),
    ("듯", End),
    ("듯이", End),
    ("듯", Auxiliary(&["하"])),
    ("디", End),
    ("되", End),
    ("소", End),
    ("자", Quote),
    ("자마자", End),
    ("잖아", End),
    ("잖아요", End),
    ("지", Particles),
    ("지", Auxiliary(&["않", "못하", "말"])),
    ("지만", End),
    ("지만은", End),
    ("지마는", End),
    ("지요", End),
    ("진", End),
    ("질", End),
    ("죠", End),
];

/// Behind a stem that ends in a vowel or in ㄹ, and behind 으 of one that ends in another
/// consonant.
const OF_VOWEL: &[(&str, Then)] = &[
    ("라", Quote),
    ("러", Particles),
    ("려", End),
    ("려고", Particles),
    ("려는", End),
    ("려던", End),
    ("려면", Particles),
    ("려다", End),
    ("려거든", End),
    ("려다가", Particles),
    ("려니", End),
    ("려니와", End),
    ("련만", End),
    ("랴", End),
    ("려", Auxiliary(&["하"])),
    ("리라", Quote),
    ("리라는", End),
    ("리만큼", End),
    ("리만치", End),
    ("마", End),
    ("며", End),
    ("면", Particles),
    ("면서", Particles),
    ("므로", Particles),
    // 함으로써, as it is heard.
    ("므로써", End),
    ("소서", End),
];

/// Behind those that end in a vowel alone: ㄹ goes before these (아니, 아시 of 알다).
const OF_OPEN: &[(&str, Then)] = &[
    ("니", End),
    ("니까", Particles),
    ("나", End),
    ("나마", End),
    ("세", End),
    ("세요", End),
    ("시", Then::Form(Form::Vowel)),
    ("신", Then::Form(Form::WithN)),
    ("실", Then::Form(Form::WithL)),
    ("심", Then::Form(Form::WithM)),
    ("십", Then::Form(Form::WithB)),
    ("셔", Then::Form(Form::WithA)),
    ("셨", Then::Form(Form::Past)),
    ("오", End),
];

/// Behind a verb's stem, but not behind 았, 었 and 겠.
const OF_STEM: &[(&str, Then)] = &[
    ("느라", End),
    ("느라고", End),
    ("는", End),
    ("는", Then::Form(Form::WithNeun)),
];

/// Dependent nouns behind 는, written together with it: 하는것, 가는중.
const OF_NEUN: &[(&str, Then)] = &[
    ("것", Particles),
    ("중", Particles),
    ("듯", End),
    ("듯", Auxiliary(&["하"])),
    ("척", End),
    ("척", Auxiliary(&["하"])),
    ("체", End),
    ("체", Auxiliary(&["하"])),
    ("만큼", Particles),
    ("동안", Particles),
    ("한", End),
];

/// Behind a stem that ends in a consonant.
const OF_CONSONANT: &[(&str, Then)] = &[
    ("는다", Quote),
    ("는다만", End),
    ("는단", End),
    ("는단다", End),
    ("는답니다", End),
    ("는대", End),
    ("는대요", End),
    ("은", Then::Form(Form::WithN)),
    ("을", Then::Form(Form::WithL)),
    ("음", Then::Form(Form::WithM)),
    ("습니다", Particles),
    ("습니까", Particles),
    ("습", Then::Form(Form::WithB)),
];

/// Behind an irregular stem before 으.
const OF_EU: &[(&str, Then)] = &[
    ("은", Then::Form(Form::WithN)),
    ("을", Then::Form(Form::WithL)),
    ("음", Then::Form(Form::WithM)),
];

/// 으 between a consonant and what stands behind vowels: 으며, 으니까.
const BEHIND_EU: &[(&str, Then)] = &[("으", Eu)];

const OF_N: &[(&str, Then)] = &[
    ("", End),
    ("데", Particles),
    ("지", Particles),
    ("가", Particles),
    ("들", End),
    ("즉", End),
    ("바", Particles),
    ("걸", End),
    ("것", Particles),
    ("게", End),
    ("채", Particles),
    ("듯", End),
    ("듯이", End),
];

/// Behind ㄴ of verbs, and not of the copula.
const OF_N_OF_VERBS: &[(&str, Then)] = &[
    ("다", Quote),
    ("다만", End),
    ("다마는", End),
    ("단", End),
    ("단다", End),
    ("답니다", End),
    ("답시고", End),
    ("대", End),
    ("대요", End),
];

const OF_L: &[(&str, Then)] = &[
    ("", End),
    ("지", Particles),
    ("지라도", End),
    ("지언정", End),
    ("진대", End),
    ("까", Quote),
    ("까봐", End),
    ("까요", End),
    ("수록", Particles),
    ("래", End),
    ("게", End),
    ("걸", End),
    ("거", Particles),
    ("것", Particles),
    ("겸", End),
    ("때", Particles),
    ("라", End),
    ("라도", End),
    ("망정", End),
    ("뿐", Particles),
    ("만큼", Particles),
    ("만", Auxiliary(&["하"])),
    ("듯", End),
    ("수", Auxiliary(&["있", "없"])),
    ("줄", Auxiliary(&["알", "모르"])),
    ("텐데", End),
    ("테고", End),
    ("테니", End),
    ("테니까", Particles),
    ("테지만", End),
];

const OF_B: &[(&str, Then)] = &[
    ("니다", Particles),
    ("니다만", End),
    ("니까", Particles),
    ("시다", Particles),
    ("시오", End),
    ("디다", End),
];

const OF_A: &[(&str, Then)] = &[
    ("", End),
    ("서", Particles),
    ("도", Particles),
    ("라", Quote),
    ("야", Particles),
    ("야지", Particles),
    ("야죠", End),
    ("야겠", Then::Form(Form::Past)),
    ("야", Auxiliary(&["하", "되"])),
    ("요", End),
    ("선", End),
    ("다", End),
    (
        "",
        Auxiliary(&[
            "지", "나", "내", "가", "오", "주", "보", "두", "놓", "버리", "들", "있", "오르",
            "나가", "나오", "하", "드리",
        ]),
    ),
];

const OF_PAST: &[(&str, Then)] = &[
    ("어", Particles),
    ("어도", End),
    ("어야", Particles),
    ("어서", Particles),
    ("어요", End),
    ("었", Then::Form(Form::Past)),
    ("을", Then::Form(Form::WithL)),
    ("음", Then::Form(Form::WithM)),
    ("습니다", Particles),
    ("습니다만", End),
    ("습니까", Particles),
];

/// Behind 하지 that melted into 치. As a noun 치 takes other particles (수치로).
const OF_DENIED: &[(&str, Then)] = &[
    ("", End),
    ("는", End),
    ("도", End),
    ("가", End),
    ("", Auxiliary(&["않", "못하", "말"])),
];

/// Behind 다, 라, 자 and 냐 of reported speech.
const OF_QUOTE: &[(&str, Then)] = &[
    ("고", Particles),
    ("고", Auxiliary(&["하"])),
    ("는", End),
    ("는데", Particles),
    ("는지", Particles),
    ("며", End),
    ("면", Particles),
    ("면서", Particles),
    ("지", Particles),
    ("지만", End),
    ("니", End),
    ("니까", Particles),
    ("더니", End),
    ("더라", End),
    ("더군", End),
    ("던", End),
    ("든가", End),
    ("든지", End),
    ("거나", End),
    ("네", End),
    ("나", End),
    ("기", Particles),
    ("느니", End),
    ("도", End),
    ("서", Particles),
    ("야", Particles),
    ("요", End),
    ("오", End),
];

/// Reported speech that melted into the syllable of 다, 라, 자 or 냐.
const MELTED_QUOTES: &[&str] = &[
    "단",
    "단다",
    "란",
    "란다",
    "잔",
    "냔",
    "답니다",
    "랍니다",
    "잡니다",
    "대",
    "대요",
    "댔다",
    "래",
    "래요",
    "랬다",
    "쟤",
    "냬",
    "달라",
    "든",
];

/// The tables, made ready for being asked.
pub(super) struct Tables {
    pub(super) vowel: Table<Then>,
    pub(super) rieul: Table<Then>,
    pub(super) consonant: Table<Then>,
    pub(super) before_eu: Table<Then>,
    pub(super) with_n: Table<Then>,
    pub(super) with_neun: Table<Then>,
    pub(super) with_l: Table<Then>,
    pub(super) with_b: Table<Then>,
    pub(super) with_a: Table<Then>,
    pub(super) past: Table<Then>,
    pub(super) denied: Table<Then>,
    pub(super) copula: Table<Then>,
    pub(super) copula_with_a: Table<Then>,
    pub(super) copula_with_n: Table<Then>,
    pub(super) behind_eu: Table<Then>,
    pub(super) quote: Table<Then>,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| {
            let melted: Vec<(&str, Then)> = MELTED_QUOTES.iter().map(|text| (*text, End)).collect();
            let of = |parts: &[&[(&'static str, Then)]]| {
                Table::new(parts.iter().flat_map(|part| part.iter().copied()))
            };
            Tables {
                vowel: of(&[OF_ANY, OF_VOWEL, OF_OPEN, OF_STEM, &melted]),
                rieul: of(&[OF_ANY, OF_VOWEL, &melted]),
                consonant: of(&[OF_ANY, OF_STEM, OF_CONSONANT, &melted, BEHIND_EU]),
                before_eu: of(&[OF_EU, BEHIND_EU]),
                with_n: of(&[OF_N, OF_N_OF_VERBS]),
                with_neun: of(&[OF_NEUN]),
                with_l: of(&[OF_L]),
                with_b: of(&[OF_B]),
                with_a: of(&[OF_A]),
                past: of(&[OF_ANY, OF_PAST, &melted, BEHIND_EU]),
                denied: of(&[OF_DENIED]),
                copula: of(&[OF_COPULA]),
                copula_with_a: of(&[OF_COPULA_WITH_A]),
                copula_with_n: of(&[OF_N]),
                behind_eu: of(&[OF_VOWEL, OF_OPEN]),
                quote: of(&[OF_QUOTE]),
            }
        })
    }
}

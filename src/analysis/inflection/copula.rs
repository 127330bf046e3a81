//! The copula 이다 behind nouns, with its 이 and, behind a vowel, without it.
//!
//! Its endings are fewer than those of verbs: it has no present in 는, asks and orders
//! nothing, and reports with 라 what verbs report with 다. So 이는 and 이에 behind a word
//! make it another one (구이는, 구이에).

use super::form::{Form, Then};

use Then::{End, Particles, Quote};

/// Forms with 이, each with what its endings are. They stand behind vowels too.
pub(super) const WITH_I: &[(&str, Form)] = &[
    ("이", Form::Copula),
    ("인", Form::CopulaWithN),
    ("일", Form::WithL),
    ("임", Form::WithM),
    ("입", Form::WithB),
    ("이어", Form::CopulaWithA),
    ("이였", Form::Past),
    ("이었", Form::Past),
    ("이에요", Form::Done),
    ("이예요", Form::Done),
];

/// Forms that melted into the vowel before them.
pub(super) const BEHIND_VOWEL: &[(&str, Form)] = &[
    ("예요", Form::Done),
    ("여", Form::CopulaWithA),
    ("였", Form::Past),
];

/// How endings begin where 이 is left out behind a vowel. What could as well be the end of
/// a longer noun keeps its 이 there: 자 (가수이자; 관리자), 지 (가수이지; 메시지를), 대 and 단.
pub(super) const WITHOUT_I: &[&str] = &[
    "다", "라", "고", "며", "면", "지만", "지요", "니", "나", "든", "죠", "네", "냐", "란", "랍",
    "래", "거나", "거든", "구나", "더니", "더라", "므로", "잖아",
];

/// What stands behind a vowel where 이기 lost its 이 (문제기 때문에): with other particles the
/// noun ends in 기 as a rule (이야기를, 무기로).
pub(super) const WITHOUT_I_IN_GI: &[&str] = &["기", "기에", "기도", "기는", "기만"];

/// The endings behind 이.
pub(super) const OF_COPULA: &[(&str, Then)] = &[
    ("다", End),
    ("다만", End),
    ("다마는", End),
    ("다고", Particles),
    ("다는", End),
    ("다며", End),
    ("라", Quote),
    ("라도", End),
    ("란", End),
    ("랍니다", End),
    ("래", End),
    ("래요", End),
    ("고", Particles),
    ("고요", End),
    ("구요", End),
    ("구나", End),
    ("군", End),
    ("군요", End),
    ("거나", End),
    ("거니와", End),
    ("거든", End),
    ("거든요", End),
    ("건", End),
    ("건만", End),
    ("겠", Then::Form(Form::Past)),
    ("기", Particles),
    ("긴", End),
    ("길", End),
    ("나", End),
    ("나요", End),
    ("나마", End),
    ("냐", Quote),
    ("냐가", End),
    ("네", End),
    ("네요", End),
    ("니", End),
    ("니까", Particles),
    ("더니", End),
    ("더라", Quote),
    ("더라도", End),
    ("던", End),
    ("던가", Particles),
    ("던데", Particles),
    ("던지", Particles),
    ("도록", Particles),
    ("되", End),
    ("든", End),
    ("든가", End),
    ("든지", End),
    ("듯", End),
    ("듯이", End),
    ("로다", End),
    ("며", End),
    ("면", Particles),
    ("면서", Particles),
    ("므로", Particles),
    ("시", Then::Form(Form::Vowel)),
    ("신", Then::Form(Form::WithN)),
    ("실", Then::Form(Form::WithL)),
    ("십", Then::Form(Form::WithB)),
    ("셨", Then::Form(Form::Past)),
    ("세요", End),
    ("오", End),
    ("올시다", End),
    ("자", End),
    ("잖아", End),
    ("잖아요", End),
    ("지", Particles),
    ("지", Then::Auxiliary(&["않", "못하"])),
    ("지만", End),
    ("지만은", End),
    ("지요", End),
    ("진", End),
    ("질", End),
    ("죠", End),
];

/// The endings behind 이어 and 여.
pub(super) const OF_COPULA_WITH_A: &[(&str, Then)] = &[
    ("서", Particles),
    ("도", Particles),
    ("야", Particles),
    ("야지", Particles),
    ("야겠", Then::Form(Form::Past)),
    ("야", Then::Auxiliary(&["하", "되"])),
    ("요", End),
];

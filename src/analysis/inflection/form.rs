//! What endings are known by: the forms of a stem that they stand behind, and what may follow
//! them.

/// A form that a stem takes before its endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// The stem itself, ending in a vowel: 밝히-, and 이끄- of 이끌다 before ㄴ, ㅂ, ㅅ.
    Vowel,
    /// The stem itself, ending in ㄹ: 이끌-.
    Rieul,
    /// The stem itself, ending in another consonant: 먹-.
    Consonant,
    /// An irregular stem before 으: 걸- of 걷다, 지- of 짓다.
    BeforeEu,
    /// With ㄴ: 밝힌.
    WithN,
    /// With 는: 밝히는. Its other endings are those of the stem.
    WithNeun,
    /// With ㄹ: 밝힐.
    WithL,
    /// With ㅁ: 밝힘.
    WithM,
    /// With ㅂ: 밝힙-.
    WithB,
    /// With 아 or 어: 밝혀.
    WithA,
    /// With 았 or 었: 밝혔-.
    Past,
    /// 하지 melted into 치: 원치 않다.
    Denied,
    /// The 이 of the copula, or nothing in its place.
    Copula,
    /// The copula with 어: 이어-, 여-.
    CopulaWithA,
    /// The copula with ㄴ: 인.
    CopulaWithN,
    /// A form that nothing stands behind.
    Done,
}

/// What may stand behind an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    End,
    /// Particles: it made a noun, or takes 도, 는, 요.
    Particles,
    /// What reports speech: 다고, 라는, 자며.
    Quote,
    /// The endings of a form: 겠- and 시- are followed by others.
    Form(Form),
    /// The forms of an auxiliary verb written together: 하고있다, 밝혀냈다.
    Auxiliary(&'static [&'static str]),
    /// What stands behind a vowel: 으 came between.
    Eu,
}

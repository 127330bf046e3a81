//! The verbs that are written together with what is before them: auxiliaries behind endings,
//! and those that make verbs of nouns.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::conjugation::forms;
use super::form::Form;

/// Whether `text` begins with a form of one of `stems` that `behind` says the rest can
/// follow. The stems are those of auxiliary verbs, and there are few.
pub(super) fn is_form_of_one(
    stems: &[&'static str],
    text: &[char],
    behind: impl Fn(Form, &[char]) -> bool,
) -> bool {
    type Known = HashMap<&'static str, Vec<(Vec<char>, Form)>>;
    static FORMS: OnceLock<Known> = OnceLock::new();
    let known = FORMS.get_or_init(|| {
        let of = |stem: &&'static str| {
            let forms = forms(stem).into_iter();
            let forms = forms.map(|(text, form)| (text.chars().collect(), form));
            (*stem, forms.collect())
        };
        AUXILIARIES.iter().chain(VERB_MAKERS).map(of).collect()
    });
    stems.iter().any(|stem| {
        debug_assert!(known.contains_key(stem), "{stem} is in no table");
        let forms = known.get(stem).into_iter().flatten();
        forms.into_iter().any(|(form_text, form)| {
            let rest = text.strip_prefix(form_text.as_slice());
            rest.is_some_and(|rest| behind(*form, rest))
        })
    })
}

/// Every stem that [`is_form_of_one`] is asked for, beside [`VERB_MAKERS`].
const AUXILIARIES: &[&str] = &[
    "있",
    "싶",
    "나",
    "말",
    "되",
    "하",
    "않",
    "못하",
    "지",
    "내",
    "가",
    "오",
    "주",
    "보",
    "두",
    "놓",
    "버리",
    "들",
    "오르",
    "나가",
    "나오",
    "시작하",
    "위하",
    "시키",
    "당하",
    "받",
    "드리",
    "없",
    "알",
    "모르",
];

/// The stems of what makes verbs and adjectives of nouns: 투자하다, 개선되다, 자유롭다.
pub(super) const VERB_MAKERS: &[&str] = &["하", "되", "시키", "당하", "받", "스럽", "롭", "답"];

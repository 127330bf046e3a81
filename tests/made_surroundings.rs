//! The surroundings that `benches/recall` puts words into: with the particle's right form,
//! and told from those that another word stands in.

#[allow(dead_code, reason = "the bench uses more of them than this test")]
#[path = "../benches/recall/surroundings.rs"]
mod surroundings;

use surroundings::{MARKS, PARTICLES, PHRASES, fill, holds};

#[test]
fn particles_have_the_form_that_the_word_asks_for() {
    for (surrounding, word, filled) in [
        ("○{은|는}", "방안", "방안은"),
        ("○{은|는}", "달러", "달러는"),
        ("○{으로|로}", "달러", "달러로"),
        ("○{으로|로}", "방안", "방안으로"),
        ("○{으로|로}", "서울", "서울로"),
        ("○{으로부터|로부터}", "서울", "서울로부터"),
        ("○{을|를}", "서울", "서울을"),
        ("○{이|가}", "HBM", "HBM이"),
        ("○{으로|로}", "Excel", "Excel로"),
        ("○{과|와}", "GPT-4", "GPT-4와"),
        ("○{을|를}", "GPT-3", "GPT-3을"),
        ("“○{을|를}”", "침해", "“침해를”"),
        ("후보 ‘○’", "양지은", "후보 ‘양지은’"),
    ] {
        assert_eq!(fill(surrounding, word), filled);
    }
}

#[test]
fn a_word_stands_in_all_its_surroundings() {
    let surroundings = PARTICLES.iter().chain(&MARKS).chain(&PHRASES);
    for surrounding in surroundings {
        for word in ["우크라이나", "방안", "서울", "HBM3E", "GPT-4", "AI반도체"] {
            let text = fill(surrounding, word);
            assert!(holds(&text, word), "{word} in {text}");
            assert!(!holds(&text, "우크라"), "우크라 in {text}");
            assert!(!holds(&text, "GPT"), "GPT in {text}");
        }
    }
}

#[test]
fn a_text_holds_a_word_where_nothing_but_particles_follows() {
    for (text, word) in [
        ("사과를", "사과"),
        ("경기도를", "경기"),
        ("경기도를", "경기도"),
        ("(‘국회’에서는)", "국회"),
        ("새 서울로부터", "서울"),
    ] {
        assert!(holds(text, word), "{word} in {text}");
    }
    for (text, word) in [
        ("보고서를", "보고"),
        ("한국어", "한국"),
        ("대한국", "한국"),
        ("우크라이나", "우크라"),
        ("사이언스", "사"),
        ("HBM3E는", "HBM3"),
    ] {
        assert!(!holds(text, word), "{word} in {text}");
    }
}

use super::*;

#[test]
fn kinds_of_letters_are_taken_for_each_other() {
    for (one, other) in [
        // ㅔ and ㅐ, and what begins tense.
        ("테블릿", "태블릿"),
        ("쎄라믹", "세라믹"),
        ("씬디케이트", "신디케이트"),
        ("까스텔라", "카스텔라"),
        ("삐에르", "피에르"),
        ("모짜르트", "모차르트"),
        // Glides.
        ("레쥬메", "레주메"),
        ("피쳐링", "피처링"),
        ("스투디오", "스튜디오"),
        // -ship, -shop, -sh, con-, -al, -er, -ance, -ton.
        ("오너쉽", "오너십"),
        ("포토샵", "포토숍"),
        ("잉글리쉬", "잉글리시"),
        ("콘덕터", "컨덕터"),
        ("사이코메트럴", "사이코메트랄"),
        ("트레일라", "트레일러"),
        ("밸란스", "밸런스"),
        ("클린톤", "클린턴"),
        ("브래켓", "브래킷"),
        // Finals.
        ("마켓팅", "마케팅"),
        ("컷트", "커트"),
        ("글로벌릿지", "글로벌리지"),
        ("썸머", "서머"),
        ("콘서트", "콘써트"),
        ("피크닠", "피크닉"),
        ("카세트", "카셋"),
        ("디스켙", "디스켓"),
        ("카탈로그", "카타로그"),
        // f, -ow, -sia.
        ("훼리호텔", "페리호텔"),
        ("엘보우", "엘보"),
        ("쇼우케이스", "쇼케이스"),
        ("멜라네지아", "멜라네시아"),
        ("스텔스마스카라", "스텔스매스카라"),
        ("로케이숀", "로케이션"),
        ("마아케팅", "마케팅"),
        ("인텔리젠트", "인텔리젠드"),
    ] {
        let others = loanword_spellings(one);
        assert!(others.contains(&other.to_owned()), "{one}: {others:?}");
    }
}

#[test]
fn what_is_written_against_several_rules_is_mended_at_once() {
    let others = loanword_spellings("쎈타쥬");
    assert!(others.contains(&"센타주".to_owned()), "{others:?}");
    let others = loanword_spellings("쎌프케어쎈타");
    assert!(others.contains(&"셀프케어센터".to_owned()), "{others:?}");
}

#[test]
fn other_words_are_no_loanwords() {
    for word in [
        "싸다",
        "사다",
        "대통령",
        "개방",
        "선생님",
        "날개",
        "벌판",
        "사인",
        "동쪽",
        "까치",
        "에",
        "gpt",
        "3세대",
        "",
        "류재명",
        "라혜원",
    ] {
        assert!(!looks_like_a_loanword(word), "{word}");
    }
    for word in ["레미콘", "콘서트", "라디오", "류머티즘", "션"] {
        assert_eq!(looks_like_a_loanword(word), word != "션", "{word}");
    }
    assert!(loanword_spellings("gpt").is_empty());
    // An r is no l.
    assert!(!loanword_spellings("크라우드").contains(&"클라우드".to_owned()));
}

#[test]
fn a_spelling_is_never_the_word_and_never_told_twice() {
    for word in ["쇼핑", "프로그램", "콘트롤러", "스트레스", "쥬얼리숖"] {
        let others = loanword_spellings(word);
        let mut distinct = others.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), others.len());
        assert!(!others.contains(&word.to_owned()));
    }
}

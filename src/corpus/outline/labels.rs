//! Words that lead to sources and name none: `출처:`, `원문 보기`, `참고 자료`.

use crate::corpus::characters::{is_space, trim};

/// Words that stand before sources.
const LABELS: [&str; 14] = [
    "출처",
    "자료",
    "원문",
    "참고",
    "링크",
    "관련 기사",
    "기사",
    "관련기사",
    "source",
    "sources",
    "link",
    "links",
    "via",
    "read more",
];

/// The bytes of words and signs that say that a source follows: `☞ 출처 : `.
pub(super) fn label_bytes(text: &str) -> usize {
    let is_sign = |c: char| !c.is_alphanumeric() && !"(「『“‘\"'<".contains(c);
    let bare = text.trim_start_matches(is_sign);
    let lower = bare.to_lowercase();
    for label in LABELS {
        let Some(rest) = lower.strip_prefix(label) else {
            continue;
        };
        // Lower case may have another length: what follows is found from the end.
        let Some(at) = bare.len().checked_sub(rest.len()) else {
            continue;
        };
        let Some(rest) = bare.get(at..) else { continue };
        let rest = rest.trim_start_matches(is_space);
        let rest = rest.strip_prefix(['*', ')', ']']).unwrap_or(rest);
        let after = rest.trim_start_matches(is_space);
        if let Some(after) = after.strip_prefix([':', '：', '|', '｜', '∶', '-', '–', '→'])
        {
            return text.len() - after.trim_start_matches(is_space).len();
        }
    }
    0
}

/// Whether a heading stands over sources alone.
pub(super) fn is_reference_heading(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "출처",
        "참고",
        "참고문헌",
        "참고자료",
        "관련링크",
        "관련기사",
        "원문",
        "링크",
        "references",
        "sources",
        "links",
        "reference",
    ];
    let dense: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let lower = dense.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    WORDS.contains(&bare) || bare == "더읽을거리"
}

/// Whether the words of a link name no work: `원문`, `바로가기`, `[1]`.
pub(super) fn says_no_title(text: &str) -> bool {
    const WORDS: [&str; 31] = [
        "원문",
        "원문보기",
        "원문링크",
        "원문기사",
        "기사원문",
        "링크",
        "바로가기",
        "기사",
        "기사보기",
        "출처",
        "자세히",
        "자세히보기",
        "더보기",
        "보기",
        "여기",
        "클릭",
        "관련기사",
        "전문",
        "전문보기",
        "참고",
        "link",
        "source",
        "here",
        "read",
        "readmore",
        "more",
        "url",
        "original",
        "web",
        "원본",
        "상세",
    ];
    let dense: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let lower = dense.to_lowercase();
    lower.is_empty()
        || lower.bytes().all(|byte| byte.is_ascii_digit())
        || WORDS.contains(&lower.as_str())
        || is_web_address(trim(text))
}

/// Whether a text is a web address and nothing else.
fn is_web_address(text: &str) -> bool {
    let text = text.trim_matches(['<', '>', '(', ')']);
    !text.contains(is_space)
        && ["http://", "https://", "www."]
            .iter()
            .any(|start| text.starts_with(start))
}

/// Whether a word names what stands beside it.
pub(super) fn is_column(text: &str) -> bool {
    const NAMES: [&str; 14] = [
        "날짜",
        "일자",
        "일시",
        "출처",
        "매체",
        "언론사",
        "발행일",
        "게시일",
        "작성일",
        "발행처",
        "date",
        "source",
        "published",
        "publisher",
    ];
    NAMES.contains(&text.to_lowercase().as_str())
}

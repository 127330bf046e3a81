//! Queries in whatever form a word has: with particles, in dictionary form, as the end of a
//! compound; and that none of it finds another word.

use serde_json::json;

use crate::util::Dir;

/// Full hits of `query` among documents that have these bodies, by their places.
fn full_hits(bodies: &[&str], queries: &[&str]) -> Vec<Vec<usize>> {
    let dir = Dir::new();
    let lines = bodies
        .iter()
        .enumerate()
        .map(|(id, body)| json!({"id": id.to_string(), "title": "알림", "body": body}).to_string());
    dir.digest_file("made.jsonl", lines.collect::<Vec<_>>().join("\n"));
    dir.index();
    let found = queries.iter().map(|query| {
        let hits = dir.hits(query).unwrap();
        // What was taken for another word was found nowhere.
        let is_typed = hits.rewrites.is_empty();
        let hits = hits.hits.iter();
        let full = hits.filter(|hit| is_typed && hit.missing.is_empty());
        let mut found: Vec<usize> = full
            .map(|hit| {
                let (_, id) = hit.document.id().as_str().split_once('/').unwrap();
                id.parse().unwrap()
            })
            .collect();
        found.sort_unstable();
        found
    });
    found.collect()
}

#[test]
fn a_word_with_a_particle_finds_the_word_though_others_follow_that_particle() {
    let bodies = [
        "몽골에서는 말을 탄다",
        "몽골은 넓다",
        "몽골이라는 나라에서",
        "몽골로의 수출이 늘었다",
    ];
    let all: Vec<usize> = (0..bodies.len()).collect();
    let queries = ["몽골", "몽골에서", "몽골이", "몽골로"];
    for (query, found) in queries.iter().zip(full_hits(&bodies, &queries)) {
        assert_eq!(found, all, "{query}");
    }
}

#[test]
fn a_line_of_marks_alone_changes_nothing_behind_it() {
    // Behind a line without words 있는 was a part of a word, as of 있는데, and so a word itself.
    for line in ["}", "※ ※", "— —", "()"] {
        let body = format!("{line}\n물이 있는 곳");
        let bodies = [body.as_str(), "물이 있었다."];
        assert_eq!(full_hits(&bodies, &["있는"]), [[0, 1]], "{line}");
    }
}

#[test]
fn a_word_that_was_cut_as_if_there_were_no_particle_finds_the_word() {
    let bodies = [
        "권하준은 말했다",
        "정도전의 유배",
        "정도의 문제와 전이",
        "전자는 투자가 아니다",
        "민주주의를",
    ];
    let found = full_hits(&bodies, &["권하준이", "정도전이", "민주주의", "투자가"]);
    assert_eq!(found, [[0], [1], [4], [3]]);
    // A longer word that takes particles is itself.
    let bodies = ["권하준이를 만났다", "권하준은 말했다"];
    assert_eq!(full_hits(&bodies, &["권하준이"]), [[0]]);
}

#[test]
fn a_name_that_ends_like_a_particle_is_that_name() {
    let bodies = [
        "윤지만과 만났다",
        "윤지는 떠났다",
        "박서도가 말했다",
        "박서나의 제안을 받았다",
        "하다영이 왔다",
    ];
    let found = full_hits(&bodies, &["윤지만", "윤지", "박서도"]);
    assert_eq!(found, [vec![0], vec![0, 1], vec![2]]);
}

#[test]
fn a_verb_in_dictionary_form_is_found_in_all_others() {
    let bodies = [
        "많은 사람이 있었다",
        "많다는 지적이 있다",
        "자연스런 말",
        "자연스러웠다",
        "자연을 지킨다",
        "갖고 있다",
        "책을 놔뒀다",
        "들춰냈다",
        "돈이 된다",
        "말이 되지못한다",
        "사실을 밝혔을 때",
        "벌레가 기었다",
        "가고 싶어서 왔다",
    ];
    let found = full_hits(
        &bodies,
        &[
            "많다",
            "자연스럽다",
            "가지다",
            "놓다",
            "들추어내다",
            "되지못하다",
            "밝히다",
            "기다",
            "싶다",
        ],
    );
    assert_eq!(
        found,
        [
            vec![0, 1],
            vec![2, 3],
            vec![5],
            vec![6],
            vec![7],
            vec![9],
            vec![10],
            vec![11],
            vec![12],
        ]
    );
}

#[test]
fn a_compound_is_its_own_parts_whatever_stands_behind_it() {
    let bodies = [
        "이자율이 올랐다",
        "소송비용은 크다",
        "장애인과 함께",
        "계란구이에 소금",
    ];
    let found = full_hits(
        &bodies,
        &[
            "이자",
            "자율",
            "소송비",
            "비용",
            "장애인",
            "인과",
            "계란",
            "계란구",
        ],
    );
    let nothing = Vec::new();
    assert_eq!(
        found,
        [
            vec![0],
            nothing.clone(),
            nothing.clone(),
            vec![1],
            vec![2],
            nothing.clone(),
            vec![3],
            nothing
        ]
    );
}

#[test]
fn an_illness_is_found_by_its_head_and_nothing_else_is() {
    let bodies = [
        "폐암 환자가 늘었다",
        "위암은 줄었다",
        "대장암도",
        "대암산에 올랐다",
        "명암이 갈렸다",
        "장병을 위로했다",
        "지병이 있었다",
    ];
    let found = full_hits(&bodies, &["암", "병", "폐암"]);
    assert_eq!(found, [vec![0, 1, 2], vec![6], vec![0]]);
}

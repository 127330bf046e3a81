//! The user's own words beside the corpus, batches, and how a score is explained.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::util::{Dir, article, ids, marked, own_corpus};

fn digest_of(body: &str) -> String {
    article("소식", "요약 문장", body, "기관, 글, 2024.04.11.")
}

#[test]
fn terms_take_effect_at_the_next_index_and_are_told_where_they_are_wrong() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", digest_of("쿼크랩은 새 모형을 냈다"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let current = || dir.generation();
    let before = current();
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_eq!(current(), before);

    fs::write(dir.path().join("terms.txt"), "# 회사\n쿼크+랩\n").unwrap();
    let hits = dir.digest(&["search", "쿼크 랩", "--json"]).json();
    assert_eq!(ids(&hits), ["2024-05/1"]);
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_ne!(current(), before);
    let hits = dir.digest(&["search", "랩", "--json"]).json();
    assert_eq!(marked(&hits["hits"][0]["snippets"][0]), ["랩"]);

    fs::write(dir.path().join("terms.txt"), "쿼크랩\n쿼크 랩\n").unwrap();
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("terms.txt:2:"), "{}", ran.stderr);
}

#[test]
fn synonyms_take_effect_at_once_and_rank_below_the_word() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", digest_of("도도링크가 새 모형을 냈다"));
    dir.digest_file("2024-05.txt", digest_of("쿼크랩이 새 모형을 냈다"));
    let search = |query: &str| dir.digest(&["search", query, "--json"]).json();
    assert_eq!(ids(&search("도도링크")), ["2024-04/1"]);
    fs::write(
        dir.path().join("synonyms.txt"),
        "도도링크 = 쿼크랩 = Quark Lab\n",
    )
    .unwrap();
    assert_eq!(ids(&search("도도링크")), ["2024-04/1", "2024-05/1"]);
    assert_eq!(ids(&search("쿼크랩")), ["2024-05/1", "2024-04/1"]);
    let hits = search("quark lab");
    assert_eq!((hits["total"].as_u64(), ids(&hits).len()), (Some(2), 2));
    assert_eq!(marked(&hits["hits"][0]["snippets"][0]).len(), 1);

    fs::write(dir.path().join("synonyms.txt"), "\n도도링크\n").unwrap();
    let ran = dir.digest(&["search", "도도링크"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("synonyms.txt:2:"), "{}", ran.stderr);
}

#[test]
fn a_batch_answers_line_by_line() {
    let mut child = own_corpus(&["search", "--batch", "--limit", "1"])
        .into_command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "레드팀\n{bad\n\n{\"qid\":7,\"text\":\"fpemxla\"}\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(
        (&answers[0]["qid"], ids(&answers[0]).len()),
        (&Value::Null, 1)
    );
    assert!(answers[1]["error"].as_str().unwrap().starts_with("line 2:"));
    assert_eq!(answers[2]["hits"], json!([]));
    assert_eq!(answers[3]["qid"], "7");
    assert_eq!(ids(&answers[3]), ["2024-05/12"]);
}

#[test]
fn an_explanation_comes_to_the_score() {
    for query in [
        "레드팀 챌린지",
        "NVIDIA",
        "2조4천억원 캐나다",
        "생성 AI를 도입한 기업은?",
    ] {
        let hits = own_corpus(&["search", query, "--json", "--explain"]).json();
        let hits = hits["hits"].as_array().unwrap();
        assert!(!hits.is_empty());
        for hit in hits {
            let explained = &hit["explanation"];
            let sum = |part: &str| -> f64 {
                let parts = explained[part].as_array().unwrap();
                parts
                    .iter()
                    .map(|part| part["score"].as_f64().unwrap())
                    .sum()
            };
            let factor = explained["coverage_factor"].as_f64().unwrap();
            let score = (sum("terms") + sum("alternatives")) * factor + sum("near");
            let told = hit["score"].as_f64().unwrap();
            assert!(
                (score - told).abs() < 0.001 * told + 0.01,
                "{query}: {score} and {told}"
            );
        }
    }
    let plain = own_corpus(&["search", "레드팀", "--json"]).json();
    assert!(plain["hits"][0].get("explanation").is_none());
}

#[test]
fn rewrites_are_told_to_people() {
    let ran = own_corpus(&["search", "fpemxla"]).run();
    assert!(
        ran.stdout
            .starts_with("found '레드팀' instead of 'fpemxla'\n"),
        "{}",
        ran.stdout
    );
    let ran = own_corpus(&["search", "fpemxla", "--exact"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
}

/// Documents `0`, `1`, … with these bodies.
fn lines_of(bodies: &[&str]) -> String {
    let line = |(id, body): (usize, &&str)| {
        let id = id.to_string();
        json!({"id": id, "title": "소식", "body": body}).to_string() + "\n"
    };
    bodies.iter().enumerate().map(line).collect()
}

/// The documents of a corpus of these bodies that hold every word of the query.
fn full_hits(bodies: &[&str], query: &str) -> Vec<String> {
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(bodies));
    let hits = dir
        .digest(&["search", "--all-words", query, "--json"])
        .json();
    ids(&hits)
}

#[test]
fn of_words_with_the_same_initials_a_rare_one_is_not_lost() {
    let mut bodies = vec!["구체적 계획이 개최지 선정과 함께 구체적으로"; 12];
    bodies.push("구청장은 말했다");
    assert_eq!(full_hits(&bodies, "ㄱㅊㅈ")[0], "t/12");
    // Of verbs nobody types the initials where there is a noun.
    assert_eq!(full_hits(&["갔다가 왔다", "구두가"], "ㄱㄷ"), ["t/1"]);
}

#[test]
fn initials_are_found_inside_an_eojeol() {
    let bodies = ["청풍장소화장아파트는 부산에", "다른 소식"];
    assert_eq!(full_hits(&bodies, "ㅅㅎㅈㅇㅍㅌ"), ["t/0"]);
}

/// The hits of a query, each with whether it holds all words, and what words were taken for.
fn hits_and_rewrites(bodies: &[&str], query: &str) -> (Vec<(String, bool)>, Vec<String>) {
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(bodies));
    let hits = dir.digest(&["search", query, "--json"]).json();
    let texts = |list: &Value, key: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|value| value[key].as_str().unwrap().to_owned())
            .collect()
    };
    let missing = hits["hits"].as_array().unwrap().iter();
    let is_full = missing.map(|hit| hit["missing"].as_array().unwrap().is_empty());
    let found = ids(&hits).into_iter().zip(is_full).collect();
    (found, texts(&hits["rewrites"], "to"))
}

#[test]
fn initials_among_syllables_are_those_of_the_word() {
    let bodies = ["양자컴퓨터를 만들었다", "인공지능은", "양배추는"];
    for (query, id) in [
        ("ㅇㅈ컴퓨터", "t/0"),
        ("양자ㅋㅍㅌ", "t/0"),
        // What an input method shows of 양자ㅋㅍㅌ.
        ("양잨ㅍㅌ", "t/0"),
        ("인공ㅈㄴ", "t/1"),
        ("ㅇ공지ㄴ", "t/1"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
    // Two letters tell too little.
    assert_eq!(full_hits(&bodies, "ㅇ자"), [""; 0]);
}

#[test]
fn what_was_not_typed_to_its_end_is_found_whatever_the_dictionary_knows_of_it() {
    let bodies = [
        "김문수가 말했다",
        "해프닝이었다",
        "카나리아를 길렀다",
        "일을 하다가 했다",
        "골리앗을 이겼다",
        "벽에 페인트를 칠했다",
    ];
    for (query, id) in [
        // Names and verbs of the dictionary.
        ("골리아", "t/4"),
        ("김문", "t/0"),
        ("해프", "t/1"),
        ("카나", "t/2"),
        // On the other keyboard: 해픈, 카날.
        ("govms", "t/1"),
        ("zkskf", "t/2"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
    // Such a name is no other one that was not typed right.
    assert_eq!(full_hits(&bodies, "페이트"), [""; 0]);
    let nothing = (Vec::new(), Vec::new());
    assert_eq!(hits_and_rewrites(&["are you 아레"], "ㅏ"), nothing);
    assert_eq!(hits_and_rewrites(&["are you 아레"], "ㅏㅓ"), nothing);
}

#[test]
fn words_that_begin_with_a_rare_one_come_behind_it_and_are_no_full_hits() {
    let bodies = ["보고서 보고서", "보고서를", "보고를 했다", "보도했다"];
    let (found, rewrites) = hits_and_rewrites(&bodies, "보고");
    let is_full: Vec<bool> = found.iter().map(|(_, is_full)| *is_full).collect();
    assert_eq!(
        (found[0].0.as_str(), is_full.as_slice()),
        ("t/2", &[true, false, false][..])
    );
    assert!(rewrites.is_empty());
    // Where it was asked for as it is, or with others, nothing follows.
    for query in ["\"보고\"", "보고 보도", "본문:보고"] {
        let (found, _) = hits_and_rewrites(&bodies, query);
        assert!(
            found.iter().all(|(id, _)| id == "t/2" || id == "t/3"),
            "{query}: {found:?}"
        );
    }
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(&bodies));
    let page = |args: &[&str]| {
        dir.digest(&[&["search", "보고", "--json"], args].concat())
            .json()
    };
    let all = page(&[]);
    assert_eq!((&all["total"], &all["partial"]), (&json!(1), &json!(2)));
    assert_eq!(
        all["continued"],
        json!({"from": "보고", "words": ["보고서"]})
    );
    // A page that begins behind the first is the rest of the list.
    let rest = page(&["--offset", "1", "--limit", "1"]);
    assert_eq!(rest["hits"][0]["id"], all["hits"][1]["id"]);
    assert_eq!(rest["hits"][0]["rank"], 2);
    for args in [&["--exact"][..], &["--all-words"], &["--sort=-date"]] {
        let page = page(args);
        assert_eq!(ids(&page), ["t/2"], "{args:?}");
        assert!(page.get("continued").is_none(), "{args:?}");
    }
    // Many hold it: it is finished.
    let mut many = vec!["보고를"; 10];
    many.push("보고서를");
    let (found, _) = hits_and_rewrites(&many, "보고");
    assert!(found.iter().all(|(_, is_full)| *is_full));
}

#[test]
fn keys_of_one_hand_may_be_initials_as_well() {
    let bodies = ["묘길상은 불상이다", "ART 시장"];
    let mut found = full_hits(&bodies, "ㅁㄱㅅ");
    found.sort();
    assert_eq!(found, ["t/0", "t/1"]);
}

#[test]
fn a_space_in_a_word_parts_it_from_what_is_no_word() {
    let bodies = ["아돌프 히틀러가 말했다", "오일러 공식"];
    assert_eq!(full_hits(&bodies, "히틀 러"), ["t/0"]);
    // What the dictionary has whole is a word by itself, and no part of another.
    assert_eq!(full_hits(&bodies, "오일 러"), [""; 0]);
}

#[test]
fn a_word_typed_apart_comes_before_texts_that_hold_a_part_of_it() {
    let mut bodies = vec!["중일 전쟁과 중일 관계"; 12];
    bodies.push("감독은 류중일이다");
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(&bodies));
    let hits = dir.digest(&["search", "류 중일", "--json"]).json();
    assert_eq!(ids(&hits)[0], "t/12");
}

#[test]
fn a_word_that_stands_in_another_part_was_not_meant_otherwise() {
    let ran = own_corpus(&["search", "제목:투자", "--json"]).run();
    let hits: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(hits["rewrites"], json!([]));
    // And one that stands nowhere was.
    let hits = own_corpus(&["search", "제목:래드팀", "--json"]).json();
    assert_eq!(hits["rewrites"][0]["to"], "레드팀");
}

#[test]
fn marks_between_words_of_hangul_part_them() {
    let bodies = [
        "마크롱-숄츠 회담이 열렸다",
        "둑이 무너졌다…주민은 대피했다",
        "값이 올랐다.업계는 울상이다",
        "레드-팀을 꾸렸다",
        "K-푸드 수출",
    ];
    for (query, id) in [
        ("마크롱", "t/0"),
        ("숄츠", "t/0"),
        ("무너졌다", "t/1"),
        ("올랐다", "t/2"),
        ("업계", "t/2"),
        // A hyphen is as good as a space there, and in what holds Latin letters as nothing.
        ("레드팀", "t/3"),
        ("K푸드", "t/4"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
    // No word goes over the end of a sentence.
    assert_eq!(full_hits(&bodies, "올랐다업계"), [""; 0]);
}

#[test]
fn names_of_one_syllable_with_dots_between_them_are_one_word() {
    let bodies = [
        "노·사·정 대표가 만났다",
        "노사정 대표가 만났다",
        "英·獨 정상이 만났다",
        "도·소매업이 줄었다",
        "노·사 대표가 만났다",
    ];
    let found = |query: &str| {
        let mut found = full_hits(&bodies, query);
        found.sort();
        found
    };
    assert_eq!(found("노사정"), ["t/0", "t/1"]);
    assert_eq!(found("노·사·정"), ["t/0", "t/1"]);
    assert_eq!(found("노사"), ["t/4"]);
    assert_eq!(found("영독"), ["t/2"]);
    assert_eq!(found("영국"), ["t/2"]);
    assert_eq!(found("도소매업"), ["t/3"]);
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(&bodies));
    let hits = dir.digest(&["search", "노사정", "--json"]).json();
    let mut both: Vec<String> = (0..2)
        .flat_map(|place| marked(&hits["hits"][place]["snippets"][0]))
        .collect();
    both.sort();
    assert_eq!(both, ["노·사·정", "노사정"]);
}

#[test]
fn a_version_is_the_same_with_hangul_joined_to_it() {
    let bodies = [
        "K2 전차를 샀다",
        "국산K2 수출이 늘었다",
        "K2전차를 들여왔다",
        "K21 장갑차",
        "코로나19백신 접종",
        "코로나19 확산",
        "갤럭시S9 판매",
    ];
    let found = |query: &str| {
        let mut found = full_hits(&bodies, query);
        found.sort();
        found
    };
    assert_eq!(found("K2"), ["t/0", "t/1", "t/2"]);
    assert_eq!(found("코로나19"), ["t/4", "t/5"]);
    assert_eq!(found("갤럭시"), ["t/6"]);
    assert_eq!(found("S9"), ["t/6"]);
}

#[test]
fn letters_spelled_out_are_letters_whatever_the_dictionary_knows_of_them() {
    let bodies = [
        "SK 주가가 올랐다",
        "에스케이 주가가 올랐다",
        "GDP 성장률",
        "M&A 시장",
        "EU 정상",
        "ASML 장비",
    ];
    let found = |query: &str| {
        let mut found = full_hits(&bodies, query);
        found.sort();
        found
    };
    assert_eq!(found("에스케이"), ["t/0", "t/1"]);
    assert_eq!(found("지디피"), ["t/2"]);
    assert_eq!(found("엠앤에이"), ["t/3"]);
    assert_eq!(found("에이에스엠엘"), ["t/5"]);
    // Syllables that any word may hold are none.
    assert_eq!(found("이유"), [""; 0]);
}

#[test]
fn words_that_end_as_with_a_particle_are_found_mistyped() {
    let bodies = [
        "예술인 지원",
        "고속도로 통행료",
        "비트코인 값",
        "우크라이나에",
        "소식",
    ];
    for (query, id) in [
        ("예솔인", "t/0"),
        ("ㅇㅅㅇ", "t/0"),
        ("고속다로", "t/1"),
        ("비트인", "t/2"),
        ("우라이나", "t/3"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
}

#[test]
fn a_noun_typed_alone_is_no_shorter_one_with_a_particle() {
    let bodies = [
        "과로로 쓰러졌다",
        "두 과의 과장",
        "과도 합쳤다",
        "시가를 매겼다",
        "시의 예산",
    ];
    assert_eq!(full_hits(&bodies, "과로"), ["t/0"]);
    assert_eq!(full_hits(&bodies, "시가*"), ["t/3"]);
    // Among other words it may be one.
    let bodies = ["그 과는 예산이 늘었다"];
    assert_eq!(full_hits(&bodies, "과가 예산"), ["t/0"]);
}

#[test]
fn a_verb_is_not_another_that_the_dictionary_tells_for_it() {
    let bodies = ["못을 박았다", "둑을 막았다", "달이 밝았다", "땅을 밟았다"];
    for (query, id) in [
        ("박다", "t/0"),
        ("막다", "t/1"),
        ("밝다", "t/2"),
        ("밟다", "t/3"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
}

#[test]
fn a_foreign_word_that_the_dictionary_knows_is_found_in_its_own_letters() {
    let bodies = ["Trump won", "Telegram app", "saga of it"];
    assert_eq!(full_hits(&bodies, "트럼프"), ["t/0"]);
    assert_eq!(full_hits(&bodies, "텔레그램"), ["t/1"]);
    assert_eq!(full_hits(&bodies, "사과"), [""; 0]);
}

#[test]
fn a_noun_is_found_where_a_suffix_or_a_counted_noun_is_joined_to_it() {
    let bodies = [
        "배터리급 소재를 만든다",
        "자동차용 강판",
        "물가發 충격에",
        "1인가구 비중이 커졌다",
        "3차산업의 비중",
        "영국판 축제가 열렸다",
    ];
    for (query, id) in [
        ("배터리", "t/0"),
        ("자동차", "t/1"),
        ("물가", "t/2"),
        ("가구", "t/3"),
        ("1인 가구", "t/3"),
        ("산업", "t/4"),
        ("영국", "t/5"),
    ] {
        assert_eq!(full_hits(&bodies, query), [id], "{query}");
    }
}

/// Tells of each query which of the documents of these words are full hits.
fn found_among(words: &[&str], queries: &[(&str, &[&str])]) {
    let dir = Dir::new();
    let bodies: Vec<String> = words
        .iter()
        .map(|word| format!("어제 {word} 소식"))
        .collect();
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    dir.digest_file("t.jsonl", lines_of(&bodies));
    for (query, expected) in queries {
        let hits = dir.digest(&["search", query, "--json", "-n", "100"]).json();
        let full = hits["hits"].as_array().unwrap().iter();
        let full = full.filter(|hit| hit["missing"].as_array().is_none_or(Vec::is_empty));
        let mut full: Vec<&str> = full
            .map(|hit| hit["id"].as_str().unwrap())
            .map(|id| words[id.trim_start_matches("t/").parse::<usize>().unwrap()])
            .collect();
        let mut expected = expected.to_vec();
        full.sort_unstable();
        expected.sort_unstable();
        assert_eq!(full, expected, "{query}");
    }
}

#[test]
fn loanwords_are_found_in_their_other_spellings() {
    let words = [
        "트레일러",
        "트레일라",
        "써포터즈",
        "서포터즈",
        "카트릿지",
        "카트리지",
        "컨슈머",
        "콘슈머",
        "레버릿지",
        "레버리지",
        "베드",
        "배드",
        "크라우드",
        "클라우드",
        "류재명",
        "류제명",
    ];
    let pairs = &words[..10];
    let both = pairs
        .chunks(2)
        .flat_map(|pair| [(pair[0], pair), (pair[1], pair)]);
    // Those that are other words, and people, are only themselves.
    let alone = words[10..].chunks(1).map(|word| (word[0], word));
    found_among(&words, &both.chain(alone).collect::<Vec<_>>());
}

#[test]
fn short_names_of_bodies_find_them_and_are_not_found_where_they_are_words() {
    let words = [
        "신보가", // 新報
        "신용보증기금이",
        "도공이", // 陶工
        "한국도로공사가",
        "WHO의",
        "세계보건기구의",
        "국제이주기구가",
        "IOM이",
        "중앙선거관리위원회가",
        "선관위가",
    ];
    let of = |at: &[usize]| -> Vec<&str> { at.iter().map(|at| words[*at]).collect() };
    let queries = [
        ("신보", of(&[0, 1])),
        ("신용보증기금", of(&[1])),
        ("도공", of(&[2, 3])),
        ("도로공사", of(&[3])),
        ("WHO", of(&[4, 5])),
        ("세계보건기구", of(&[4, 5])),
        ("국제이주기구", of(&[6, 7])),
        ("중앙선거관리위원회", of(&[8, 9])),
        ("선관위", of(&[8, 9])),
    ];
    let queries: Vec<(&str, &[&str])> = queries.iter().map(|(q, all)| (*q, &all[..])).collect();
    found_among(&words, &queries);
}

#[test]
fn hanja_words_and_names_have_readings_of_their_own() {
    let words = [
        "紅茶",
        "홍차",
        "困難",
        "곤란",
        "京都",
        "교토",
        "舞台",
        "무대",
        "鄧小平",
        "등소평",
        "덩샤오핑",
        "동경",
        "東京",
        "도쿄",
    ];
    let pairs = words[..8].chunks(2);
    let both = pairs.flat_map(|pair| [(pair[0], pair), (pair[1], pair)]);
    let others: [(&str, &[&str]); 3] = [
        ("등소평", &words[8..11]),
        ("도쿄", &words[12..14]),
        ("동경", &words[11..14]),
    ];
    found_among(&words, &both.chain(others).collect::<Vec<_>>());
}

#[test]
fn a_name_of_several_words_is_found_without_its_spaces() {
    let words = ["판데르벨런이", "판 데르 벨런이", "판 위에 데르는 벨런이"];
    found_among(&words, &[("판데르벨런", &words[..2])]);
}

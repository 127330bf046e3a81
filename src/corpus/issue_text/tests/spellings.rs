//! Digest files in spellings and layouts of other extractors, a few lines each.

use crate::corpus::tests::check_conservation;
use crate::corpus::{ParsedFile, SpacesEverywhere, parse};
use crate::document::BlockKind;

#[track_caller]
fn read(text: &str) -> ParsedFile {
    let parsed = parse("2031-04.txt", text.as_bytes(), &SpacesEverywhere).unwrap();
    check_conservation(text, &parsed);
    let last = text.lines().count();
    for warning in &parsed.warnings {
        let line = usize::try_from(warning.line).unwrap();
        assert!((1..=last).contains(&line), "{warning:?}");
    }
    parsed
}

fn titles(parsed: &ParsedFile) -> Vec<&str> {
    let articles = parsed.issue.articles.iter();
    articles.map(|article| article.title.as_str()).collect()
}

/// The lines that are warned about for a reason that holds these words.
fn warned(parsed: &ParsedFile, words: &str) -> Vec<u32> {
    let warnings = parsed.warnings.iter();
    let warnings = warnings.filter(|warning| warning.message.english().contains(words));
    warnings.map(|warning| warning.line).collect()
}

#[test]
fn a_wrapped_title_is_whole() {
    let article = "n 첫째 요약\nn 둘째 요약\nKEY Contents\n£소제목\nn 본문\n\
                   ☞ 출처 : 가, 나, 2031.03.04.\n";
    for first in ["", " ", "2031년 4월\n", "CONTENTS\n", "SPRi AI Brief |\n"] {
        let text = format!("{first}첫째 기사의 \n제목\n{article}둘째 기사의 \n제목\n{article}");
        let parsed = read(&text);
        assert_eq!(
            titles(&parsed),
            ["첫째 기사의 제목", "둘째 기사의 제목"],
            "{first:?}"
        );
        assert_eq!(parsed.warnings, [], "{first:?}");
    }
}

#[test]
fn a_cover_is_warned_about_unless_it_is_known() {
    let article = "제목\nn 요약\nn 요약\nKEY Contents\nn 본문\n☞ 출처 : 가, 나, 2031.03.04.\n";
    let parsed = read(&format!("2031년 4월\n{article}"));
    assert_eq!((titles(&parsed), parsed.warnings.len()), (vec!["제목"], 0));
    let parsed = read(&format!("표지\n펴낸 곳\n펴낸 날\n{article}"));
    assert_eq!(titles(&parsed), ["제목"]);
    assert_eq!(warned(&parsed, "before the first article"), [1, 2, 3]);
}

#[test]
fn an_article_without_sources_does_not_swallow_the_next() {
    let sourced = "☞ 출처 : 가, 나, 2031.03.04.\n";
    let tail = "£소제목\nn 본문의 긴 줄이 한 줄을 다 채우고 나서 그다음 줄로 \n이어짐\n";
    let summary_first = format!("n 첫째 요약\nn 둘째 요약은 길어서 \n이어짐\nKEY Contents\n{tail}");
    let key_first = format!("KEY Contents\nn 첫째 요약\nn 둘째 요약은 길어서 \n이어짐\n{tail}");
    for article in [summary_first, key_first] {
        for title in ["둘째 기사", "둘째 기사의 \n제목"] {
            let text = format!(
                "첫째 기사\n{article}{sourced}앞 기사\n{article}{title}\n{article}{sourced}"
            );
            let parsed = read(&text);
            let title = title.replace('\n', "");
            assert_eq!(titles(&parsed), ["첫째 기사", "앞 기사", &title], "{text}");
            let articles = &parsed.issue.articles;
            assert!(
                articles.iter().all(|article| article.summary.len() == 2),
                "{text}"
            );
            assert_eq!(articles[1].body, {
                let mut body = articles[0].body.clone();
                let lines = articles[1].source.line - articles[0].source.line;
                body.iter_mut().for_each(|block| block.line += lines);
                body
            });
            assert_eq!(articles[1].citations, []);
            let start = articles[2].source.line;
            assert_eq!(
                warned(&parsed, "`KEY Contents` stands again"),
                [start],
                "{text}"
            );
            assert_eq!(warned(&parsed, "names no sources").len(), 1);
        }
    }
}

#[test]
fn a_second_key_contents_is_warned_about() {
    let text = "제목\nn 요약\nn 요약\nKEY Contents\n£소제목\nn 본문\n∙ 하나\n\
                KEY Contents\nn 본문\n☞ 출처 : 가, 나, 2031.03.04.\n";
    let parsed = read(text);
    assert_eq!(titles(&parsed), ["제목"]);
    assert_eq!(warned(&parsed, "in the same article"), [8]);
}

#[test]
fn a_wrapped_address_is_whole() {
    let article = "n 요약\nn 요약\nKEY Contents\nn 본문\n";
    for (url, last) in [
        (
            "https://example.com/a/b-\nc/d.html",
            "☞ 출처 : 마, 바, 2031.03.05.\n",
        ),
        (
            "https://example.com/a/\nb/c-\nd.html",
            "☞ 출처 : 마, 바, 2031.03.05.\n",
        ),
    ] {
        let sources = format!("☞ 출처 : 가, 나, 2031.03.04. {url}\n");
        let text = format!("첫째 기사\n{article}{sources}둘째 기사 제목\n{article}{last}");
        let parsed = read(&text);
        assert_eq!(titles(&parsed), ["첫째 기사", "둘째 기사 제목"]);
        let citations = &parsed.issue.articles[0].citations;
        assert_eq!(citations.len(), 1);
        assert_eq!(
            citations[0].url.as_deref(),
            Some(url.replace('\n', "").as_str())
        );
        assert_eq!(parsed.warnings, []);
    }
}

#[test]
fn sources_follow_any_sign() {
    for marker in [
        "☞ 출처 :",
        "☞",
        "※ 출처 :",
        "* 출처 :",
        "[출처]",
        "[출처] :",
        "➠ 출처 :",
        "▶ 출처:",
        "출처:",
        "출 처 :",
        "- 출처：",
        "【출처】",
        "출처:\n",
    ] {
        let text = format!(
            "제목\nn 요약\nn 요약\nKEY Contents\nn 본문\n{marker} 가, 나, 2031.03.04.\n\
             다음 제목\nn 요약\nn 요약\nKEY Contents\nn 본문\n{marker} 다, 라, 2031.03.05.\n"
        );
        let parsed = read(&text);
        assert_eq!(titles(&parsed), ["제목", "다음 제목"], "{marker}");
        for (article, publisher) in parsed.issue.articles.iter().zip(["가", "다"]) {
            assert_eq!(article.citations.len(), 1, "{marker}");
            assert_eq!(article.citations[0].publisher, publisher, "{marker}");
        }
        assert_eq!(parsed.warnings, [], "{marker}");
    }
    // Words of running text are none.
    for line in [
        "출처를 밝힘",
        "출처 표시: 필수",
        "(출처: 가온시)",
        "‘출처: 미상’",
    ] {
        let text = format!(
            "제목\nn 요약\nn 요약\nKEY Contents\nn 본문은 \n{line}\n☞ 출처 : 가, 나, 2031.03.04.\n"
        );
        let parsed = read(&text);
        assert_eq!(
            parsed.issue.articles[0].body[0].text,
            format!("본문은 {line}")
        );
    }
}

#[test]
fn signs_of_both_levels_are_known() {
    let end = "☞ 출처 : 가, 나, 2031.03.04.\n";
    for (heading, sub) in [
        ("￡", "․ "),
        ("£", "・ "),
        ("□ ", "○ "),
        ("□ ", "◦ "),
        ("□ ", "- "),
        ("£", "– "),
        ("£", "ㆍ "),
        ("£", "‧"),
    ] {
        let text = format!(
            "제목\nn 요약\nn 요약\nKEY Contents\n{heading}체크\n{sub}동그라미\n{sub}둘째 \n이어짐\n\
             n 본문\n{sub}셋째\n＊ 주석\n＜그림의 이름＞\n{end}"
        );
        let parsed = read(&text);
        let body = &parsed.issue.articles[0].body;
        let kinds: Vec<BlockKind> = body.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Heading,
                BlockKind::Subbullet,
                BlockKind::Subbullet,
                BlockKind::Bullet,
                BlockKind::Subbullet,
                BlockKind::Footnote,
                BlockKind::Caption,
            ],
            "{heading}{sub}"
        );
        assert_eq!(
            (body[0].text.as_str(), body[2].text.as_str()),
            ("체크", "둘째 이어짐")
        );
    }
    // One ring among other signs, and names that are left out.
    let text = format!(
        "제목\nn 요약\nn 요약\nKEY Contents\n□ 체크\n○ 동그라미\n∙ 하나\n∙ 둘 \n○○시의 셋\n{end}"
    );
    let body = read(&text).issue.articles.remove(0).body;
    let texts: Vec<&str> = body.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["체크", "동그라미", "하나", "둘 ○○시의 셋"]);
}

#[test]
fn numbers_of_a_list_are_no_pages() {
    let text = "제목\nn 요약\nn 요약\nKEY Contents\nn 다음의 순서 \n1\n2\n3\n4\nn 끝\n\
                ☞ 출처 : 가, 나, 2031.03.04.\n";
    let parsed = read(text);
    assert_eq!(parsed.line_counts().get("page_number"), None);
    let body = "n 하나\nn 둘\nn 셋\nn 넷\nn 다섯\nn 여섯\nn 일곱\n";
    let mut text = "제목\nn 요약\nn 요약\nKEY Contents\n".to_owned();
    for page in 1..=5 {
        text.push_str(&format!("{body}{page}\n"));
    }
    text.push_str("n 끝\n☞ 출처 : 가, 나, 2031.03.04.\n");
    assert_eq!(read(&text).line_counts().get("page_number"), Some(&5));
}

fn table(rows: &str) -> ParsedFile {
    read(&format!(
        "제목\nn 요약\nn 요약\nKEY Contents\nn 본문\n☞ 출처 : 가, 나, 2031.03.04.\n\
         행사명 행사 주요 개요\n첫째 모임\n- 섬의 모임\n{rows}\n둘째 모임\n- 뭍의 모임\n\
         기간 장소 홈페이지\n2031.6.19~21 누리시, 바다관 https://b.example/\n"
    ))
}

#[test]
fn a_period_without_days_is_kept_as_printed() {
    for (printed, place, homepage) in [
        ("미정", "서울", "미정"),
        ("추후 공지", "서울, 코엑스", "추후 공지"),
        ("2031년 5월", "서울", "https://a.example/"),
        ("2031.5월 중", "서울 강남", "https://a.example/"),
        ("2031년 하반기", "미정", "https://a.example/"),
        ("2031.5.30~6.2", "미정", "https://a.example/"),
    ] {
        for rows in [
            format!("기간 장소 홈페이지\n{printed} {place} {homepage}"),
            format!("기간\n장소\n홈페이지\n{printed}\n{place}\n{homepage}"),
            format!("기간 : {printed}\n장소 : {place}\n홈페이지 : {homepage}"),
        ] {
            let parsed = table(&rows);
            assert_eq!(parsed.issue.events.len(), 2, "{rows}");
            let event = &parsed.issue.events[0];
            assert_eq!(
                (
                    event.period.as_str(),
                    event.place.as_str(),
                    event.homepage.as_deref()
                ),
                (printed, place, Some(homepage)),
                "{rows}"
            );
            assert_eq!(event.description.len(), 1, "{rows}");
            let has_days = printed == "2031.5.30~6.2";
            assert_eq!(
                event.first_day.is_some() && event.last_day.is_some(),
                has_days
            );
            assert_eq!(
                warned(&parsed, "event's days").len(),
                usize::from(!has_days),
                "{rows}"
            );
            assert_eq!(parsed.issue.events[1].name, "둘째 모임");
            assert!(parsed.issue.events[1].first_day.is_some());
        }
    }
}

#[test]
fn an_event_of_details_alone_is_warned_about_by_its_line() {
    let parsed = read(
        "☞ 출처 : 가, 나, 2031.03.04.\n제목\nn 요약\nn 요약\nKEY Contents\nn 본문\n\
         ☞ 출처 : 가, 나, 2031.03.04.\n행사명 행사 주요 개요\n기간 장소 홈페이지\n\
         2031.6.19~21 누리시 https://b.example/\n기간 장소 홈페이지\n",
    );
    assert_eq!(warned(&parsed, "no name was found"), [9, 11]);
    assert!(
        parsed
            .issue
            .events
            .iter()
            .all(|event| event.source.line > 0)
    );
}

#[test]
fn a_numbered_note_behind_sources_is_no_citation() {
    let text = " 제목\n\nn 요약\n\nn 둘째 요약\n\nKEY Contents\n\n£머리 제목\n\nn 본문1)\n\n\
                ☞ 출처 : 기관, 보고서, 2024.04.01.\n\
                1) https://papers.example/2602.00001v1, 2026.2.4\n";
    let parsed = read(text);
    let article = &parsed.issue.articles[0];
    assert_eq!(article.citations.len(), 1, "{article:?}");
    let note = article.body.last().unwrap();
    assert_eq!(note.kind, BlockKind::Footnote);
    assert_eq!(note.text, "https://papers.example/2602.00001v1, 2026.2.4");
}

#[test]
fn sub_bullets_in_mid_line_are_blocks() {
    let text = " 제목\n\nn 요약\n\nn 둘째 요약\n\nKEY Contents\n\n£머리 제목\n\nn 본문을 \n\
                발표 ∙ 신청은 달마다 받을 \n계획 ∙ 이백 곳을 뽑음\n\n☞ 출처 : 기관, 보고서, 2024.04.01.\n";
    let parsed = read(text);
    let blocks = parsed.issue.articles[0].body.iter();
    let subbullets = blocks.filter(|block| block.kind == BlockKind::Subbullet);
    let texts: Vec<&str> = subbullets.map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["신청은 달마다 받을 계획", "이백 곳을 뽑음"]);
}

const ARTICLE: &str = "SPRi AI Brief | 2031-4월호\n제목\nn 첫째 요약\nn 둘째 요약\nKEY Contents\n£ 머리 제목\n\
                       n 본문\n☞ 출처 : 가, 나, 2031.03.04.\n";

/// Names, days, places and homepages of the events behind an article.
fn events(table: &str) -> Vec<[String; 4]> {
    let parsed = read(&format!(
        "{ARTICLE}1\nⅡ. 주요 행사 일정\n행사명 행사 주요 개요\n{table}"
    ));
    let day = |day: Option<crate::document::Date>| day.map_or(String::new(), |day| day.to_string());
    let events = parsed.issue.events.iter();
    let fields = events.map(|event| {
        [
            event.name.clone(),
            format!("{} {}", day(event.first_day), day(event.last_day)),
            event.place.clone(),
            event.homepage.clone().unwrap_or_default(),
        ]
    });
    fields.collect()
}

#[test]
fn an_address_over_and_under_its_row_is_whole() {
    let table = "- 물결 학회는 물결을 다룸\nMULGYEOL 2031\n- 올해는 경연을 더함\n기간 장소 홈페이지\n\
                 https://mulgyeol.example\n2031.6.9~10 가온시, 바닷가\n/2031/open\n\
                 - 나무 모임은 기업의 자리\nWorld Namu AI\n- 시연을 함께 함\n기간 장소 홈페이지\n\
                 2031.7.1~2 누리, 숲속 https://namu.example/\n";
    assert_eq!(
        events(table),
        [
            [
                "MULGYEOL 2031",
                "2031-06-09 2031-06-10",
                "가온시, 바닷가",
                "https://mulgyeol.example/2031/open"
            ],
            [
                "World Namu AI",
                "2031-07-01 2031-07-02",
                "누리, 숲속",
                "https://namu.example/"
            ],
        ]
    );
}

#[test]
fn a_name_in_a_column_beside_its_description_is_the_name() {
    let rows = "                              - MUL은 두 해마다   열리는  물결 분야의 학회로,\n\
                \x20                               연구자들이   함께  모임\n\
                MULGYEOL  2031                새로운   방법,  물결  모형 등 발표\n\
                \x20              기간             장소             홈페이지\n\
                \x20          2031.6.9~10     가온시,   바닷가      https://mulgyeol.example/a b/\n\
                \x20                             - 나무 모임은 여러 기업의 자리\n\
                World Namu\n\
                AI Show                       - 아울러 나무 주간을 진행\n\
                \x20              기간             장소             홈페이지\n\
                \x20          2031.7.1~2      누리, 숲속          https://namu.example/\n";
    assert_eq!(
        events(rows),
        [
            [
                "MULGYEOL 2031",
                "2031-06-09 2031-06-10",
                "가온시, 바닷가",
                "https://mulgyeol.example/ab/"
            ],
            [
                "World Namu AI Show",
                "2031-07-01 2031-07-02",
                "누리, 숲속",
                "https://namu.example/"
            ],
        ]
    );
}

#[test]
fn a_name_among_words_taken_apart_is_told_by_its_description() {
    let table = "- WNA(World Namu AI)는 여러 기업의 자리\n- 시연을 함께 하고\n만남도 진행\n\nWorld Namu AI\n\n\
                 - 아울러\n\nWNA\n\n앞뒤로\n\n주간을\n\n진행\n\n기간\n\n장소\n\n홈페이지\n\n2031.7.1~2\n\n\
                 누리, 숲속\n\nhttps://namu.example/\n";
    assert_eq!(
        events(table),
        [[
            "World Namu AI",
            "2031-07-01 2031-07-02",
            "누리, 숲속",
            "https://namu.example/"
        ]]
    );
}

#[test]
fn names_one_on_the_other_go_to_the_descriptions_that_hold_them() {
    let table = "World Namu AI\nMULGYEOL 2031\n- WNA(World Namu AI)는 기업의 자리\n기간 장소 홈페이지\n\
                 2031.7.1~2 누리, 숲속 https://namu.example/\n- MULGYEOL 2031은 물결의 학회\n기간 장소 홈페이지\n\
                 2031.6.9~10 가온시 https://mulgyeol.example/\n";
    let names: Vec<String> = events(table).into_iter().map(|[name, ..]| name).collect();
    assert_eq!(names, ["World Namu AI", "MULGYEOL 2031"]);
}

#[test]
fn rows_of_a_table_behind_a_bullet_are_no_more_of_it() {
    let text = "제목\nn 첫째 요약\nn 둘째 요약\nKEY Contents\n£ 머리 제목\n\
                n 기관은 이용자를 세 갈래로 나누었으며, 지금은 둘째 갈래까지 개방\n\
                갈래 대상 한도\n1갈래: 학교 하루 1시간\n2갈래: 대학 하루 2시간\n<갈래>\n\
                ☞ 출처 : 가, 나, 2031.03.04.\n";
    let parsed = read(text);
    let body = &parsed.issue.articles[0].body;
    assert!(body[1].text.ends_with("둘째 갈래까지 개방"), "{body:?}");
    assert_eq!(body[2].kind, BlockKind::Paragraph);
    assert_eq!(warned(&parsed, "rows of a table"), [7]);
}

#[test]
fn an_address_goes_on_with_the_footnote_that_names_it() {
    let text = "제목\nn 첫째 요약\nn 둘째 요약\nKEY Contents\n£ 머리 제목\nn 논문*을 공개\n* Open Machines1)\n\
                ☞ 출처 : 가, 나, 2031.03.04.\n1) https://papers.example/1, 2031.2.4\n";
    let parsed = read(text);
    let article = &parsed.issue.articles[0];
    let notes: Vec<&str> = article
        .body
        .iter()
        .filter(|block| block.kind == BlockKind::Footnote)
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(
        notes,
        ["Open Machines1) https://papers.example/1, 2031.2.4"]
    );
    assert_eq!(article.citations.len(), 1);
}

//! Newsletters, memos and issues in Markdown.

use crate::corpus::parsed::rebuild;
use crate::corpus::tests::{check_golden, dump, listed};
use crate::corpus::{ParsedFile, SpacesEverywhere, parse};

fn parsed(name: &str, text: &str) -> ParsedFile {
    let parsed = parse(name, text.as_bytes(), &SpacesEverywhere).unwrap();
    rebuild(&parsed).unwrap();
    parsed
}

#[track_caller]
fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(listed(&parsed(name, text)), expected);
}

#[test]
fn a_newsletter_has_sections_and_titles_in_bold_letters() {
    let text = "## 1. 개요\n\n**가람국이 관측소를 열고 자료를 나누기로 함**\n관측소는 내년에 문을 엶.\n\
                * [Garam opens an observatory](https://news.example/1)\n* [가람국, 관측소 개소](https://news.example/2)\n\n\
                ## 2. 정책\n\n_해당 없음 (이번 주 기사 없음)_\n\n## 3. 기업\n\n**나루전자가 작은 배터리를 선보임**\n나루전자가 배터리를 시험함.\n";
    check(
        "daily_2031-03-15.md",
        text,
        &[
            "3 2031-03-15 가람국이 관측소를 열고 자료를 나누기로 함",
            "1 heading 1. 개요",
            "4 paragraph 관측소는 내년에 문을 엶.",
            "5 citation  | Garam opens an observatory | - | https://news.example/1",
            "6 citation  | 가람국, 관측소 개소 | - | https://news.example/2",
            "14 2031-03-15 나루전자가 작은 배터리를 선보임",
            "12 heading 3. 기업",
            "15 paragraph 나루전자가 배터리를 시험함.",
        ],
    );
}

#[test]
fn a_newsletter_has_numbered_headings_under_sections() {
    let text = "# 주간 동향\n\n총 2건\n\n## 정책\n\n### 1. 가람국, 관측소를 모두에게 개방\n\n- 내년에 엶\n    - 첫 해에는 주말에만\n\n\
                [원문](https://news.example/1)\n\n### 2. 나루국, 배터리 규칙 마련\n\n- 여섯 달 뒤 시행\n\n출처: 나루신문, 배터리 규칙, 2031.03.14.\n";
    check(
        "brief.md",
        text,
        &[
            "7 - 가람국, 관측소를 모두에게 개방",
            "5 heading 정책",
            "9 bullet 내년에 엶",
            "10 subbullet 첫 해에는 주말에만",
            "12 citation news.example |  | - | https://news.example/1",
            "14 2031-03-14 나루국, 배터리 규칙 마련",
            "5 heading 정책",
            "16 bullet 여섯 달 뒤 시행",
            "18 citation 나루신문 | 배터리 규칙 | 2031-03-14 | -",
        ],
    );
}

#[test]
fn lists_and_tables_of_links_are_articles() {
    let text = "# 주간 모음\n\n## 기사\n\n- [가람국, 관측소를 모두에게 개방](https://news.example/1) - 가람일보\n\
                - [나루국, 배터리 규칙 마련](https://news.example/2): 나루국이 배터리의 규칙을 마련했다.\n\n\
                ## 표\n\n| 제목 | 매체 | 날짜 |\n|---|---|---|\n| [다온시, 나무 심기 시작](https://news.example/3) | 다온신문 | 2031.03.13. |\n";
    check(
        "2031-03-15.md",
        text,
        &[
            "5 2031-03-15 가람국, 관측소를 모두에게 개방",
            "3 heading 기사",
            "5 citation 가람일보 | 가람국, 관측소를 모두에게 개방 | - | https://news.example/1",
            "6 2031-03-15 나루국, 배터리 규칙 마련",
            "3 heading 기사",
            "6 bullet 나루국, 배터리 규칙 마련: 나루국이 배터리의 규칙을 마련했다.",
            "6 citation  | 나루국, 배터리 규칙 마련 | - | https://news.example/2",
            "12 2031-03-15 다온시, 나무 심기 시작",
            "8 heading 표",
            "12 paragraph 다온시, 나무 심기 시작 | 다온신문 | 2031.03.13.",
            "12 citation 다온신문 | 다온시, 나무 심기 시작 | 2031-03-13 | https://news.example/3",
        ],
    );
}

#[test]
fn a_memo_is_one_article() {
    let text = "---\ntitle: 관측소 개소 검토\ndate: 2031-02-03\nsource: 가람연구원\ntags: [관측]\n---\n\n# 관측소 개소 검토\n\n\
                ## 배경\n\n가람국은 [관측소](https://garam.example/a)를 **내년**에 연다.[^1]\n\n| 해 | 수 |\n|---|---|\n| 2031 | 3 |\n\n\
                ## 출처\n\n- [Observatory plan](https://news.example/1), Garam Times, 2031.02.01.\n\n[^1]: 자리는 미정이다.\n";
    check(
        "memo.md",
        text,
        &[
            "8 2031-02-03 관측소 개소 검토",
            "10 heading 배경",
            "12 paragraph 가람국은 관측소를 내년에 연다.",
            "14 paragraph 해 | 수",
            "16 paragraph 2031 | 3",
            "18 heading 출처",
            "22 footnote 자리는 미정이다.",
            "12 citation  | 관측소 | - | https://garam.example/a",
            "20 citation Garam Times | Observatory plan | 2031-02-01 | https://news.example/1",
            "4 citation 가람연구원 | 관측소 개소 검토 | 2031-02-03 | -",
        ],
    );
}

#[test]
fn a_text_without_a_title_is_told_by_its_first_sentence() {
    check(
        "note.md",
        "관측소는 내년에 문을 연다. 자리는 미정이다.\n\n- 하나\n",
        &[
            "1 - 관측소는 내년에 문을 연다.",
            "1 paragraph 관측소는 내년에 문을 연다. 자리는 미정이다.",
            "3 bullet 하나",
        ],
    );
}

#[test]
fn an_issue_of_a_converter_is_the_issue() {
    let text = "## **가람국, 관측소 개방** \n\n#### **KEY Contents** \n\n- n 가람국이 관측소를 누구에게나 열기로 함 \n\n\
                #### £ **누구나 찾는 관측소** \n\n- n 가람국이 2031년 2월 5일 개방을 발표 \n\n- 첫 해에는 주말에만* 엶 \n\n\
                - 비 오는 날은 쉼 \n\n**출처 |** Garam, Open *skies*, 2031.02.05. \n\n**3** \n\n**| SPRi AI Brief** \n";
    check(
        "2031-03.md",
        text,
        &[
            "1 2031-02-05 가람국, 관측소 개방",
            "5 summary 가람국이 관측소를 누구에게나 열기로 함",
            "7 heading 누구나 찾는 관측소",
            "9 bullet 가람국이 2031년 2월 5일 개방을 발표",
            "11 subbullet 첫 해에는 주말에만* 엶",
            "13 footnote 비 오는 날은 쉼",
            "15 citation Garam | Open *skies* | 2031-02-05 | -",
        ],
    );
}

#[test]
fn markdown_in_a_text_file_is_read_as_that() {
    let text = "# 주간 동향\n\n## 가람국, 관측소를 모두에게 개방\n\n내년에 엶. [원문](https://news.example/1)\n\n\
                ## 나루국, 배터리 규칙 마련하기로\n\n여섯 달 뒤 시행. [원문](https://news.example/2)\n";
    assert_eq!(parsed("brief.txt", text).issue.articles.len(), 2);
}

#[test]
fn a_title_in_bold_letters_may_have_its_text_behind_it() {
    let text = "# 소식 브리핑 (2031년 3월 15일)\n\n## 정책\n\n1. **가람국, 관측소를 모두에게 개방**\n   - 주말에만 엶\n   - 출처: [가람일보](https://news.example/1)\n\
                2. **나루국, 배터리 규칙을 마련함** - 여섯 달 뒤 시행 ([나루신문](https://news.example/2))\n";
    check(
        "brief.md",
        text,
        &[
            "5 2031-03-15 가람국, 관측소를 모두에게 개방",
            "3 heading 정책",
            "6 subbullet 주말에만 엶",
            "7 citation 가람일보 |  | - | https://news.example/1",
            "8 2031-03-15 나루국, 배터리 규칙을 마련함",
            "3 heading 정책",
            "8 paragraph 여섯 달 뒤 시행 (나루신문)",
            "8 citation 나루신문 |  | - | https://news.example/2",
        ],
    );
}

#[test]
fn rows_under_a_column_of_titles_are_articles() {
    let text = "# 데일리 클리핑 20310315\n\n| 번호 | 제목 | 언론사 | 날짜 | 링크 |\n|---|---|---|---|---|\n\
                | 1 | 가람국, 관측소를 모두에게 개방 | 가람일보 | 2031.03.14. | [링크](https://news.example/1) |\n\
                | 2 | 나루국, 배터리 규칙 마련 | 나루신문 | 2031.03.13. | [링크](https://news.example/2) |\n";
    check(
        "clipping.md",
        text,
        &[
            "5 2031-03-15 가람국, 관측소를 모두에게 개방",
            "5 paragraph 1 | 가람국, 관측소를 모두에게 개방 | 가람일보 | 2031.03.14. | 링크",
            "5 citation 가람일보 | 가람국, 관측소를 모두에게 개방 | 2031-03-14 | https://news.example/1",
            "6 2031-03-15 나루국, 배터리 규칙 마련",
            "6 paragraph 2 | 나루국, 배터리 규칙 마련 | 나루신문 | 2031.03.13. | 링크",
            "6 citation 나루신문 | 나루국, 배터리 규칙 마련 | 2031-03-13 | https://news.example/2",
        ],
    );
}

#[test]
fn stressed_words_of_a_memo_are_no_titles() {
    let text = "# 관측소 검토\n\n## 배경\n\n**가람국 하늘부의 관측소**는 [내년](https://news.example/1)에 연다.\n\n\
                ## 쟁점\n\n**자리를 정하지 못한 관측소**가 둘이다. [기사](https://news.example/2)\n";
    assert_eq!(parsed("memo.md", text).issue.articles.len(), 1);
}

#[test]
fn a_line_with_a_name_and_a_day_tells_who_published_and_when() {
    let text = "### 정책\n\n#### [가람국, 관측소를 모두에게 개방](https://news.example/1)\n가람일보 | 2031.03.14.\n\n- 내년에 엶\n\n\
                #### [나루국, 배터리 규칙 마련](https://news.example/2)\n나루신문 | 2031.03.13.\n\n- 여섯 달 뒤 시행\n";
    let parsed = parsed("brief.md", text);
    let told = parsed.issue.articles.iter().map(|article| {
        let citation = &article.citations[0];
        (citation.publisher.as_str(), citation.date == article.date)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [("가람일보", true), ("나루신문", true)]
    );
}

#[test]
fn the_parse_of_a_newsletter_is_pinned() {
    let name = "daily_2025-08-11.md";
    let text = include_str!("../../../corpus/daily_2025-08-11.md");
    check_golden("daily_2025-08-11.golden", &dump(&parsed(name, text)));
}

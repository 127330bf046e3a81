//! Pages and mails in HTML.

use crate::corpus::parsed::rebuild;
use crate::corpus::tests::listed;
use crate::corpus::{OriginalLines, ParsedFile, SpacesEverywhere, parse};

fn parsed(name: &str, bytes: &[u8]) -> ParsedFile {
    let parsed = parse(name, bytes, &SpacesEverywhere).unwrap();
    rebuild(&parsed).unwrap();
    parsed
}

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>가람국, 관측소 개소 - 가람일보</title>
<meta property=\"og:site_name\" content=\"가람일보\"><meta property=\"article:published_time\" content=\"2031-03-14T09:00:00+09:00\">
<link rel=\"canonical\" href=\"https://garam.example/a/1\"><style>p{}</style><script>\"<p>거짓</p>\"</script></head><body>
<header><nav><ul><li><a href=\"/\">처음</a><li>정치</ul></nav></header>
<main><article><h1>가람국, 관측소 개소</h1>
<p>가람국이 관측소를 열었다. <a href=\"https://sky.example/1\">하늘부 발표</a>를 보면 내년부터다.
<p>둘째 &amp; 셋째<br>문단
<ul><li>하나<li>둘<ul><li>둘의 하나</ul></ul>
<table><tr><th>해<th>수<tr><td>2031<td>3</table>
<figure><img src=a.png><figcaption>관측소의 모습</figcaption></figure>
<div class=\"sns share\">공유하기</div></article></main>
<aside>많이 본 소식</aside><footer>가람일보</footer></body></html>";

const OF_PAGE: [&str; 12] = [
    "5 2031-03-14 가람국, 관측소 개소",
    "6 paragraph 가람국이 관측소를 열었다. 하늘부 발표를 보면 내년부터다.",
    "7 paragraph 둘째 & 셋째",
    "7 paragraph 문단",
    "8 bullet 하나",
    "8 bullet 둘",
    "8 subbullet 둘의 하나",
    "9 paragraph 해 | 수",
    "9 paragraph 2031 | 3",
    "10 caption 관측소의 모습",
    "6 citation  | 하늘부 발표 | - | https://sky.example/1",
    "2 citation 가람일보 | 가람국, 관측소 개소 | 2031-03-14 | https://garam.example/a/1",
];

#[test]
fn a_page_is_its_text_without_what_leads_about_it() {
    let page = parsed("page.html", PAGE.as_bytes());
    assert_eq!(listed(&page), OF_PAGE);
    let counts = page.line_counts();
    assert_eq!(counts.get("navigation"), Some(&3), "{counts:?}");
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    let page = PAGE.replace("utf-8", "euc-kr");
    let (bytes, _, _) = encoding_rs::EUC_KR.encode(&page);
    assert_eq!(listed(&parsed("page.htm", &bytes)), OF_PAGE);
    let lines = OriginalLines::read("page.htm", &bytes).unwrap();
    let shown = lines.of_document(5, &[5]);
    assert!(
        shown[0].1.contains("<h1>가람국, 관측소 개소</h1>"),
        "{shown:?}"
    );
}

#[test]
fn a_page_with_several_articles_has_several() {
    let page = "<html><body><h1>소식</h1><article><h2>가람국, 관측소 개소</h2><p>내년에 연다.</article>\n\
                <article><h2>나루국, 규칙 마련</h2><p>여섯 달 뒤 시행한다.</article></body></html>";
    let expected = [
        "1 - 가람국, 관측소 개소",
        "1 paragraph 내년에 연다.",
        "2 - 나루국, 규칙 마련",
        "2 paragraph 여섯 달 뒤 시행한다.",
    ];
    assert_eq!(listed(&parsed("page.html", page.as_bytes())), expected);
}

#[test]
fn a_mail_that_a_table_lays_out_is_a_newsletter() {
    let item = |title: &str, text: &str, n: u8| {
        format!(
            "<tr><td><b>{title}</b><br>{text}<br><a href=\"https://news.example/{n}\">원문 보기</a></td></tr>\n"
        )
    };
    let mail = format!(
        "<html><body><table><tr><td>주간 뉴스레터 2031.03.15.</td></tr>\n<tr><td><table><tr><td><h2>정책</h2></td></tr>\n{}{}\
         <tr><td class=\"footer\">수신거부</td></tr></table></td></tr></table></body></html>",
        item("가람국이 관측소를 열기로 함", "내년에 엶.", 1),
        item("나루국이 배터리 규칙을 마련함", "여섯 달 뒤 시행.", 2),
    );
    let expected = [
        "3 2031-03-15 가람국이 관측소를 열기로 함",
        "2 heading 정책",
        "3 paragraph 내년에 엶.",
        "3 citation news.example |  | - | https://news.example/1",
        "4 2031-03-15 나루국이 배터리 규칙을 마련함",
        "2 heading 정책",
        "4 paragraph 여섯 달 뒤 시행.",
        "4 citation news.example |  | - | https://news.example/2",
    ];
    assert_eq!(listed(&parsed("mail.html", mail.as_bytes())), expected);
}

#[test]
fn an_issue_saved_as_a_page_is_the_issue() {
    let text = "가람국, 관측소 개방\nKEY Contents\nn 가람국이 관측소를 열기로 함\n£ 누구나 찾는 관측소\nn 2월에 발표\n☞ 출처 : Garam, Open skies, 2031.02.05.";
    let lines: Vec<String> = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    let page = format!("<html><body>\n{}\n</body></html>", lines.join("\n"));
    let expected = [
        "2 2031-02-05 가람국, 관측소 개방",
        "4 summary 가람국이 관측소를 열기로 함",
        "5 heading 누구나 찾는 관측소",
        "6 bullet 2월에 발표",
        "7 citation Garam | Open skies | 2031-02-05 | -",
    ];
    assert_eq!(listed(&parsed("2031-03.html", page.as_bytes())), expected);
}

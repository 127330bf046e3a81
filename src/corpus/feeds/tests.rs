//! Whole feeds, good and bad.

use crate::corpus::tests::{check_refused, parse_text};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>해솔통신 - 전체기사</title><link>https://news.example/</link>
<image><title>다른 이름</title></image>
<item>
  <title><![CDATA[해솔국, 슈퍼컴 <b>개방</b>]]></title>
  <link>https://news.example/1?a=1&amp;b=2</link>
  <guid isPermaLink="false">n-1</guid>
  <description>&lt;p&gt;해솔국이&amp;nbsp;개방&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>첫 문단</p><p>둘째 문단</p>]]></content:encoded>
  <pubDate>Thu, 05 Feb 2026 09:00:00 +0900</pubDate>
  <category>과학</category>
</item>
<item><title>둘째</title><guid>https://news.example/2</guid><source url="https://b.example/feed">누리일보</source></item>
</channel></rss>
"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>누리</title>
<entry>
<title type="html">가 &amp;lt; 나</title><id>urn:x:1</id><updated>2026-02-06T00:00:00Z</updated>
<published>2026-02-05T00:00:00Z</published>
<link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/>
<author><name>한 기자</name><email>a@b</email></author>
<source><title>원래 이름</title><id>urn:y</id></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>첫 <b>문</b>단</p><p>둘째</p></div></content>
</entry></feed>"#;

#[test]
fn items_of_rss_are_articles() {
    let parsed = parse_text("a.xml", RSS);
    let [first, second] = &parsed.issue.articles[..] else {
        panic!("{parsed:?}")
    };
    assert_eq!((first.id.as_str(), first.source.line), ("a/n-1", 6));
    assert_eq!(first.title, "해솔국, 슈퍼컴 개방");
    assert_eq!(first.summary[0].text, "해솔국이\u{a0}개방");
    let body: Vec<&str> = first.body.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(body, ["첫 문단", "둘째 문단"]);
    assert_eq!(first.date.unwrap().to_string(), "2026-02-05");
    let cited = &first.citations[0];
    assert_eq!(cited.publisher, "해솔통신 - 전체기사");
    assert_eq!(cited.url.as_deref(), Some("https://news.example/1?a=1&b=2"));
    assert_eq!(second.citations[0].publisher, "누리일보");
    assert_eq!(
        second.citations[0].url.as_deref(),
        Some("https://news.example/2")
    );
    assert_eq!(parsed.warnings.len(), 1, "{:?}", parsed.warnings);
    assert_eq!(
        parse_text("a.txt", RSS).issue.articles,
        parsed_as("a.txt", RSS)
    );
}

fn parsed_as(name: &str, text: &str) -> Vec<crate::document::Article> {
    parse_text(name, text).issue.articles
}

#[test]
fn entries_of_atom_are_articles() {
    let article = &parsed_as("a.atom", ATOM)[0];
    assert_eq!(article.id.as_str(), "a/urn:x:1");
    assert_eq!(article.title, "가 < 나");
    let body: Vec<&str> = article
        .body
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(body, ["첫 문단", "둘째"]);
    assert_eq!(article.date.unwrap().to_string(), "2026-02-05");
    assert_eq!(article.citations[0].publisher, "원래 이름");
    assert_eq!(
        article.citations[0].url.as_deref(),
        Some("https://a.example/1")
    );
}

#[test]
fn a_bad_item_costs_no_other() {
    let good = |id: u32| format!("<item><guid>{id}</guid><title>가 & 나</title></item>\n");
    for bad in [
        "<item><title>깨진</item>",
        "<item><title>깨진</title>",
        "<item><title>깨진 <",
        "<item><title><![CDATA[깨진</title></item>",
        "<item><link>https://a.example/</link></item>",
    ] {
        let text = format!(
            "<rss><channel>\n{}{bad}\n{}{}</channel></rss>",
            good(1),
            good(3),
            good(4)
        );
        let parsed = parse_text("a.rss", &text);
        let ids: Vec<&str> = parsed
            .issue
            .articles
            .iter()
            .map(|a| a.id.as_str())
            .collect();
        assert!(
            ids.starts_with(&["a/1"]) && ids.ends_with(&["a/4"]),
            "{bad}: {ids:?}"
        );
        assert!(parsed.is_misread, "{bad}");
        assert_eq!(parsed.lost[0].line, 3, "{bad}");
    }
    let cut = format!("<rss><channel>{}<item><title>잘", good(1));
    assert_eq!(parse_text("a.rss", &cut).lost.len(), 1);
}

#[test]
fn what_is_no_feed_is_told() {
    check_refused(
        "a.xml",
        b"<?xml version='1.0'?><urlset><url/></urlset>",
        "a.xml:1: this XML is no feed: its root is `urlset`",
    );
    check_refused(
        "a.xml",
        b"<rss><channel><title>a</title></channel></rss>",
        "a.xml: there is no record in this file",
    );
}

#[test]
fn what_never_ends_takes_no_time() {
    for piece in [
        "<item><![CDATA[",
        "<item>",
        "<item><a ",
        "<entry><!--",
        "<a>",
        "&a;",
        "<item><title>a</title></item><b <",
    ] {
        let text = format!(
            "<rss><channel><item><title>가</title></item>{}",
            piece.repeat(5_000)
        );
        let parsed = parse_text("a.rss", &text);
        assert!(!parsed.issue.articles.is_empty());
    }
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ㅋㅋ\"><!ENTITY b \"&a;&a;&a;\">]><rss><item><title>&b; &lt;</title></item></rss>";
    assert_eq!(parse_text("a.rss", laughs).issue.articles[0].title, "&b; <");
}

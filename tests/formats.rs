//! The formats of the output, beside text and JSON: each read by what reads it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::util::{Dir, article, ids, own_corpus};

/// The records of CSV, each by the names in its first line.
fn records(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records = reader.deserialize();
    records.map(|record| record.unwrap()).collect()
}

/// A corpus of one article that a digest file made to command what reads it.
fn hostile() -> Dir {
    let dir = Dir::new();
    let title = "=HYPERLINK(\"http://evil.example\",\"레드팀\") | <script>alert(1)</script> *굵게*";
    let body = "@SUM(A1) 레드팀은 <img src=x onerror=alert(1)> [링크](javascript:alert(1)) # 끝";
    let citation = "기관 <b>, 보고서, 2024.04.01., https://example.org/?a=1&b=\"2";
    dir.digest_file(
        "2024-05.txt",
        article(title, "-레드팀 요약", body, citation),
    );
    dir
}

#[test]
fn csv_has_a_record_for_each_hit() {
    let hits = own_corpus(&["search", "AI", "--json"]).json();
    let ran = own_corpus(&["search", "AI", "--format", "csv"]).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout
            .starts_with("rank,score,id,kind,issue,date,title,")
    );
    assert_eq!(ran.stdout.matches("\r\n").count(), 11);
    assert_eq!(ran.stdout.matches('\n').count(), 11);
    let records = records(&ran.stdout);
    let found: Vec<String> = records.iter().map(|record| record["id"].clone()).collect();
    assert_eq!(found, ids(&hits));
    for (record, hit) in records.iter().zip(hits["hits"].as_array().unwrap()) {
        assert_eq!(record["title"], hit["title"].as_str().unwrap());
        let score: f64 = record["score"].parse().unwrap();
        assert_eq!(json!(score), hit["score"]);
        assert_eq!(record["line"], hit["source"]["line"].to_string());
        let first = hit["snippets"][0]["text"].as_str().unwrap();
        assert!(record["snippets"].starts_with(first), "{record:?}");
    }
}

#[test]
fn a_spreadsheet_gets_its_mark_where_asked_for() {
    for format in ["csv", "tsv"] {
        let plain = own_corpus(&["search", "레드팀", "--format", format]).run();
        let marked = own_corpus(&["search", "레드팀", "--format", format, "--bom"]).run();
        // And keeps what it would take for a date.
        let of_ids = plain.stdout.replace("2024-05/12", "'2024-05/12");
        let kept = of_ids.replace("\t2024-05\t", "\t'2024-05\t");
        assert_eq!(marked.stdout, format!("\u{feff}{kept}"));
    }
    let issues = own_corpus(&["issues", "--format", "csv"]).run().stdout;
    assert!(issues.contains("\n'2024-05,2024-05.txt,"), "{issues}");
    let issues = own_corpus(&["issues", "--format", "tsv"]).run().stdout;
    assert!(issues.contains("\n2024-05\t2024-05.txt\t"), "{issues}");
    let refused = own_corpus(&["search", "레드팀", "--json", "--bom"]).run();
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(
        refused.stderr.contains("--format csv"),
        "{}",
        refused.stderr
    );
}

#[test]
fn no_cell_is_a_formula() {
    let dir = hostile();
    for args in [
        &["search", "레드팀", "--format", "csv"][..],
        &["show", "2024-05/1", "--format", "csv"],
    ] {
        let ran = dir.digest(args).run();
        assert_eq!(ran.code, 0, "{ran:?}");
        let mut seen = 0;
        for (name, cell) in records(&ran.stdout).into_iter().flatten() {
            let is_ours = matches!(name.as_str(), "score" | "rank" | "line");
            assert!(
                is_ours || !cell.trim_start().starts_with(['=', '+', '-', '@']),
                "{cell}"
            );
            seen += usize::from(cell.starts_with("'=HYPERLINK(\"http://evil.example\","));
        }
        assert!(seen > 0, "{args:?}: {}", ran.stdout);
    }
}

#[test]
fn tsv_has_the_cells_of_csv() {
    for args in [
        &["search", "AI"][..],
        &["show", "2024-05/12"],
        &["show", "2024-05/e1"],
    ] {
        let csv = own_corpus(&[args, &["--format", "csv", "--bom"]].concat()).run();
        let tsv = own_corpus(&[args, &["--format", "tsv", "--bom"]].concat()).run();
        let mut reader = csv::ReaderBuilder::new();
        // The reader passes over the mark.
        let mut reader = reader.has_headers(false).from_reader(csv.stdout.as_bytes());
        let tsv = tsv.stdout.strip_prefix('\u{feff}').unwrap();
        let expected: Vec<String> = reader
            .records()
            .map(|record| record.unwrap().iter().collect::<Vec<_>>().join("\t"))
            .collect();
        assert_eq!(tsv.lines().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_document_has_a_row_for_each_of_its_parts() {
    let document = own_corpus(&["show", "2024-05/12", "--json"]).json();
    let rows = records(
        &own_corpus(&["show", "2024-05/12", "--format", "csv"])
            .run()
            .stdout,
    );
    let part = |name: &str| -> Vec<String> {
        let rows = rows.iter().filter(|row| row["part"] == name);
        rows.map(|row| row["text"].clone()).collect()
    };
    assert_eq!(json!(part("title")), json!([document["article"]["title"]]));
    assert_eq!(json!(part("summary")), document["article"]["summary"]);
    assert_eq!(part("citation").len(), 1);
    let event = own_corpus(&["show", "2024-05/e1", "--format", "csv"]).run();
    let parts = records(&event.stdout);
    let place = parts.iter().find(|row| row["part"] == "place").unwrap();
    assert!(place["text"].contains("비엔나"), "{place:?}");
}

#[test]
fn several_documents_are_one_page_or_one_table() {
    let args = ["show", "2024-05/12", "2024-05/e1", "--format"];
    let with = |format: &str| own_corpus(&[&args[..], &[format]].concat()).run().stdout;
    let rows = records(&with("csv"));
    let titles = rows.iter().filter(|row| row["part"] == "title");
    let ids: Vec<&str> = titles.map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["2024-05/12", "2024-05/e1"]);
    let page = with("html");
    assert_eq!(page.matches("<!doctype html>").count(), 1);
    assert_eq!(page.matches("<h1>").count(), 2);
    assert!(page.contains(" and 1 more</title>"), "{page}");
    assert_balanced(&page);
    assert_eq!(with("json").lines().count(), 2);
    assert!(
        with("markdown").contains("\n\n# ICML"),
        "{}",
        with("markdown")
    );
    let none = own_corpus(&["show", "2024-05/99", "--format", "html"]).run();
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
}

#[test]
fn json_lines_has_the_hits_of_json() {
    let hits = own_corpus(&["search", "AI", "--json"]).json();
    let ran = own_corpus(&["search", "AI", "--format", "jsonl"]).run();
    let lines: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|mut line: Value| {
            assert_eq!(
                line.as_object_mut().unwrap().remove("format_version"),
                Some(json!(1))
            );
            line
        })
        .collect();
    assert_eq!(json!(lines), hits["hits"]);
    let document = own_corpus(&["show", "2024-05/12", "--format", "jsonl"]).json();
    assert_eq!(
        document,
        own_corpus(&["show", "2024-05/12", "--json"]).json()
    );
    let none = own_corpus(&["search", "판다곰", "--format", "jsonl"]).run();
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
}

#[test]
fn markdown_shows_hits_and_documents() {
    let ran = own_corpus(&["search", "레드팀", "--format", "markdown"]).run();
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout
            .starts_with("# 레드팀\n\n1 hit\n\n## 1. 과기정통부, "),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("국내 첫 **레드팀** 챌린지"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("- **레드팀**은 생성 AI를"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("\nSources:\n\n- 과학기술정보통신부, "),
        "{}",
        ran.stdout
    );
    let ran = own_corpus(&["show", "2024-05/12", "--format", "markdown"]).run();
    assert!(
        ran.stdout.contains("\n\n## Summary\n\n- 1,000여 명이"),
        "{}",
        ran.stdout
    );
}

#[test]
fn markdown_holds_no_markup_of_a_digest_file() {
    let ran = hostile()
        .digest(&["search", "레드팀", "--format", "markdown"])
        .run();
    let title = "## 1. \\=HYPERLINK(\"http://evil.example\",\"**레드팀**\") \\| \
                 \\<script\\>alert(1)\\</script\\> \\*굵게\\*";
    assert!(ran.stdout.contains(title), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("\\[링크\\](javascript:alert(1)) \\# 끝"),
        "{}",
        ran.stdout
    );
}

#[test]
fn html_is_one_page_with_its_marks() {
    for (args, says) in [
        (
            &["search", "레드팀"][..],
            "국내 첫 <mark>레드팀</mark> 챌린지",
        ),
        (&["search", "판다곰"], "0 hits"),
        (&["show", "2024-05/12"], "<h2>Summary</h2>"),
        (&["show", "2024-05/e1"], "<dt>Place</dt>"),
    ] {
        let ran = own_corpus(&[args, &["--format", "html"]].concat()).run();
        let page = ran.stdout;
        assert!(
            page.starts_with("<!doctype html>\n<html lang=\"ko\">"),
            "{page}"
        );
        assert!(page.ends_with("</html>\n"), "{page}");
        assert!(page.contains("prefers-color-scheme: dark"), "{page}");
        assert!(page.contains(says), "{args:?}: {page}");
        for loads in ["<script", " src=", "url(", "@import", "<link"] {
            assert!(!page.contains(loads), "{loads}: {page}");
        }
        assert_balanced(&page);
    }
}

#[test]
fn html_holds_no_markup_of_a_digest_file() {
    let dir = hostile();
    for args in [&["search", "레드팀"][..], &["show", "2024-05/1"]] {
        let page = dir
            .digest(&[args, &["--format", "html"]].concat())
            .run()
            .stdout;
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{page}"
        );
        for odd in ["<script", "<img", "<b>", "href=\"javascript"] {
            assert!(!page.contains(odd), "{odd}: {page}");
        }
        assert_balanced(&page);
    }
}

/// Every tag that begins ends, in order: a browser would mend and hide what does not.
fn assert_balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut tags = 0;
    for tag in page
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
    {
        let name = tag.split_whitespace().next().unwrap();
        tags += 1;
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{page}");
        } else if !matches!(name, "!doctype" | "meta") {
            open.push(name);
        }
    }
    assert!(open.is_empty() && tags > 10, "{open:?}: {page}");
}

#[test]
fn a_format_that_there_is_not_is_refused_with_those_that_there_are() {
    let ran = own_corpus(&["search", "레드팀", "--format", "xml"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr
            .contains("text, json, jsonl, csv, tsv, markdown, html"),
        "{}",
        ran.stderr
    );
}

#[test]
fn ids_stand_alone_on_their_lines() {
    let hits = own_corpus(&["search", "AI", "--json"]).json();
    for flag in ["-l", "--ids"] {
        let ran = own_corpus(&["search", "AI", flag]).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), ids(&hits));
    }
    let page = own_corpus(&["search", "AI", "-l", "-n", "2", "--offset", "3"]).run();
    assert_eq!(page.stdout.lines().collect::<Vec<_>>(), ids(&hits)[3..5]);
    let none = own_corpus(&["search", "판다곰", "-l"]).run();
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    assert!(none.stderr.contains("판다곰"), "{}", none.stderr);
}

#[test]
fn a_count_is_that_of_all_pages() {
    for query in ["AI", "레드팀", "레드팀 반도체", "판다곰", "및"] {
        let hits = own_corpus(&["search", query, "--json", "-n", "1"]).json();
        let expected = hits["total"].as_u64().unwrap() + hits["partial"].as_u64().unwrap();
        let ran = own_corpus(&["search", query, "--count"]).run();
        let code = i32::from(expected == 0);
        assert_eq!(
            (ran.code, ran.stdout),
            (code, format!("{expected}\n")),
            "{query}"
        );
        let full = own_corpus(&["search", query, "--count", "--all-words"]).run();
        assert_eq!(full.stdout, format!("{}\n", hits["total"]), "{query}");
    }
}

#[test]
fn what_was_searched_for_instead_is_told_where_the_format_has_no_place_for_it() {
    let told = "found '레드팀' instead of 'fpemxla'\n";
    for args in [
        &["-l"][..],
        &["--count"],
        &["--format", "csv"],
        &["--format", "tsv"],
        &["--format", "jsonl"],
    ] {
        let ran = own_corpus(&[&["search", "fpemxla"], args].concat()).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, told), "{args:?}");
    }
    for format in ["text", "markdown", "html"] {
        let ran = own_corpus(&["search", "fpemxla", "--format", format]).run();
        assert!(ran.stdout.contains("레드팀"), "{}", ran.stdout);
        assert!(
            ran.stdout.replace("&#39;", "'").contains(told.trim_end()),
            "{}",
            ran.stdout
        );
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn as_many_snippets_as_were_asked_for() {
    let counts = |most: &str| -> Vec<usize> {
        let hits = own_corpus(&["search", "AI", "--json", "--snippets", most]).json();
        let hits = hits["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["snippets"].as_array().unwrap().len())
            .collect()
    };
    let usual = own_corpus(&["search", "AI", "--json"]).json();
    let usual = usual["hits"].as_array().unwrap().iter();
    let usual: Vec<usize> = usual
        .map(|hit| hit["snippets"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts("3"), usual);
    assert_eq!(counts("0"), [0; 10]);
    assert_eq!(counts("1"), [1; 10]);
    assert!(counts("100").iter().any(|count| *count > 6));
    let ran = own_corpus(&["search", "레드팀", "--snippets", "0"]).run();
    assert_eq!(ran.stdout.lines().count(), 6, "{}", ran.stdout);
}

#[test]
fn a_snippet_tells_its_line() {
    let file = std::fs::read_to_string(crate::util::project().join("corpus/2024-05.txt")).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    let hits = own_corpus(&["search", "레드팀", "--json"]).json();
    let snippets = hits["hits"][0]["snippets"].as_array().unwrap();
    assert!(!snippets.is_empty());
    for snippet in snippets {
        let line = lines[snippet["line"].as_u64().unwrap() as usize - 1];
        let first = snippet["text"].as_str().unwrap().split(' ').next().unwrap();
        assert!(line.contains(first), "{line}: {snippet}");
    }
}

#[test]
fn a_version_that_is_not_spoken_is_refused_before_anything_is_done() {
    for args in [
        &["search", "레드팀", "--json"][..],
        &["search", "레드팀"],
        &["search", "--batch"],
        &["show", "2024-05/12", "--format", "jsonl"],
        &["index", "--json"],
        &["check", "--json"],
        &["analyze", "레드팀", "--json"],
        &["terms", "suggest", "--json"],
    ] {
        for (version, code, says) in [
            ("0", 20, "spoken no longer"),
            ("2", 21, "not spoken yet"),
            ("99999999999999999999999", 21, "not spoken yet"),
            ("one", 2, "whole number"),
            ("", 2, "whole number"),
            ("1.0", 2, "whole number"),
        ] {
            let dir = Dir::new();
            dir.digest_file(
                "2024-05.txt",
                article("레드팀", "요약", "본문", "기관, 보고서"),
            );
            let ran = dir
                .digest(&[args, &["--format-version", version]].concat())
                .run();
            assert_eq!(
                (ran.code, ran.stdout.as_str()),
                (code, ""),
                "{args:?} {version}"
            );
            assert!(ran.stderr.contains(says), "{}", ran.stderr);
            assert!(!dir.path().join("index").exists());
        }
    }
    let hits = own_corpus(&["search", "레드팀", "--json", "--format-version", "1"]).json();
    assert_eq!(hits["format_version"], 1);
    let before = own_corpus(&["--format-version", "1", "search", "레드팀", "-l"]).run();
    assert_eq!(before.stdout, "2024-05/12\n");
}

#[test]
fn hits_are_counted_in_every_format() {
    let args = ["search", "AI", "--facets", "source,year", "-n", "2"];
    let with = |format: &str| own_corpus(&[&args[..], &["--format", format]].concat()).run();
    let text = with("text").stdout;
    assert!(text.contains("\nSources\n  과학기술정보통신부"), "{text}");
    assert!(text.contains("\nYears\n  2024  21  ████"), "{text}");
    assert!(
        text.trim_end()
            .lines()
            .last()
            .unwrap()
            .starts_with("21 hits, 1–2 shown"),
        "{text}"
    );
    let rows = records(&with("csv").stdout);
    assert_eq!(rows[0]["facet"], "source");
    assert_eq!(rows[0]["value"], "과학기술정보통신부");
    let year = rows.last().unwrap();
    assert_eq!(
        (year["value"].as_str(), year["count"].as_str()),
        ("2024", "21")
    );
    assert_eq!(with("tsv").stdout.lines().count(), rows.len() + 1);
    assert_eq!(with("jsonl").stdout.lines().count(), rows.len());
    let markdown = with("markdown").stdout;
    assert!(
        markdown.contains("\n## Years\n\n| Years | count |\n| --- | ---: |\n| 2024 | 21 |\n"),
        "{markdown}"
    );
    let html = with("html").stdout;
    assert!(
        html.contains("<th>2024</th>\n<td class=\"number\">21</td>"),
        "{html}"
    );
    assert!(html.contains("style=\"width: 100.0%\""), "{html}");
    assert_balanced(&html);
}

#[test]
fn flags_that_do_not_fit_each_other_are_refused() {
    for (args, says) in [
        (&["search", "AI", "-l", "--count"][..], "--count"),
        (
            &["show", "2024-05/12", "--highlight", "AI", "--format", "csv"],
            "--highlight",
        ),
        (&["search", "AI", "-l", "--json"], "--json"),
        (&["search", "AI", "--count", "--format", "csv"], "--format"),
        (&["search", "AI", "--count", "-n", "3"], "--limit"),
        (&["search", "AI", "-l", "--snippets", "1"], "--snippets"),
        (&["search", "AI", "-l", "--facets", "year"], "--facets"),
        (
            &["search", "AI", "--count", "--explain-query"],
            "--explain-query",
        ),
        (
            &["search", "AI", "--explain-query", "--format", "csv"],
            "--explain-query has no place in csv",
        ),
        (&["search", "--batch", "--explain-query"], "--batch"),
        (&["search", "--batch", "-l"], "--batch"),
        (&["search", "--batch", "--format", "csv"], "--batch writes"),
        (&["search", "--batch", "--format", "text"], "--batch writes"),
        (
            &["search", "AI", "--explain", "--format", "tsv"],
            "--explain has no place in tsv",
        ),
    ] {
        let ran = own_corpus(args).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
    for format in ["json", "jsonl"] {
        let ran = own_corpus(&["search", "--batch", "--format", format]).run();
        assert_eq!(ran.code, 1, "{ran:?}");
    }
}

#[test]
fn what_lists_nothing_tells_programs_so() {
    let columns = "id,date,title,publishers,kind,issue,known_date,date_precision,date_from\r\n";
    for (args, out) in [
        (&["list", "--issue", "2031-01"][..], ""),
        (
            &["list", "--issue", "2031-01", "--json"],
            "{\"format_version\":1,\"documents\":[]}\n",
        ),
        (&["list", "--issue", "2031-01", "--format", "jsonl"], ""),
        (&["list", "--issue", "2031-01", "--format", "csv"], columns),
        (
            &["events", "--from", "2031-01-01", "--json"],
            "{\"format_version\":1,\"events\":[]}\n",
        ),
    ] {
        let ran = own_corpus(args).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, out), "{args:?}");
        assert!(!ran.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn an_analysis_comes_in_every_format() {
    let with = |format: &str| own_corpus(&["analyze", "레드팀은", "--format", format]).run();
    assert_eq!(
        with("csv").stdout.lines().next(),
        Some("text,start,end,role,known")
    );
    assert_eq!(records(&with("csv").stdout)[0]["end"], "2");
    assert_eq!(with("jsonl").stdout, with("json").stdout);
    assert!(with("markdown").stdout.contains("token"));
    assert!(with("html").stdout.ends_with("</html>\n"));
}

#[test]
fn suggested_words_have_rows() {
    let ran = own_corpus(&["terms", "suggest", "-n", "3", "--format", "tsv"]).run();
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4), "{ran:?}");
    assert!(ran.stdout.starts_with("word\tcount\tcohesion\t"));
}

#[test]
fn a_format_of_the_configuration_does_not_get_in_the_way() {
    let dir = Dir::new();
    let file = dir.path().join("config.toml");
    std::fs::write(&file, "format = \"csv\"\n").unwrap();
    let with = |args: &[&str]| {
        own_corpus(args)
            .env("DIGEST_CONFIG", file.to_str().unwrap())
            .run()
    };
    assert!(
        with(&["search", "레드팀"])
            .stdout
            .starts_with("rank,score,")
    );
    assert_eq!(with(&["search", "레드팀", "-l"]).stdout, "2024-05/12\n");
    assert_eq!(with(&["search", "레드팀", "--count"]).stdout, "1\n");
    let none = with(&["search", "판다곰", "-l"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    assert_eq!(with(&["search", "--batch"]).code, 1);
    let refused = with(&["search", "레드팀", "--explain"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("--explain has no place in csv"),
        "{}",
        refused.stderr
    );
    let shown = with(&["search", "레드팀", "--explain", "--format", "text"]);
    assert!(
        shown.stdout.contains("레드 near 팀 in title"),
        "{}",
        shown.stdout
    );
}

#[test]
fn scores_are_explained_in_every_format_that_has_a_place_for_it() {
    for format in ["markdown", "html", "jsonl"] {
        let ran = own_corpus(&["search", "레드팀", "--explain", "--format", format]).run();
        let says = if format == "jsonl" {
            "\"explanation\":{"
        } else {
            "; tier title"
        };
        assert!(ran.stdout.contains(says), "{}", ran.stdout);
    }
}

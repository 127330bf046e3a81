//! PDFs as digest files: what is made of them, pages in places, and readers that fail.

use std::fs;
use std::time::Duration;

use digest::corpus::{
    self, Allowance, CorpusError, Means, ParsedFile, PdfProgram, SpacesEverywhere,
};
use digest::document::BlockKind;
use digest::job::FileStatus;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::library::{self, file};
use crate::made_pdfs::{Line, page, pdf};
use crate::util::{Dir, cases};

const PROGRAM: &str = env!("CARGO_BIN_EXE_digest");

fn parse_by(program: &PdfProgram, bytes: &[u8]) -> Result<ParsedFile, CorpusError> {
    let means = Means {
        pdf: Some(program),
        stop: &|| false,
        ..Means::NONE
    };
    let allowance = Allowance::default();
    corpus::parse_with("brief.pdf", bytes, &SpacesEverywhere, &allowance, means)
}

fn parse(bytes: &[u8]) -> ParsedFile {
    parse_by(&PdfProgram::new(PROGRAM), bytes).unwrap()
}

/// An issue of the publication: two articles, the second of which goes on on a third page.
fn issue() -> Vec<u8> {
    let head = "SPRi AI Brief 2031년 8월호";
    pdf(
        "",
        &[
            page(&["2031년 8월호", "인공지능 산업의 최신 동향"]),
            page(&[
                head,
                "도란국, 바다 로봇 지원 정책 발표",
                "n 도란국 정부가 바다 로봇을 돕는 정책을 발표함",
                "n 정책은 세 갈래로 나뉨",
                "KEY Contents",
                "￡ 도란국의 바다 로봇 지원 정책",
                "n 도란국 정부는 2031년 7월 2일 바다 로봇 지원 정책을 발표",
                "○ 항만과 어촌에 먼저 쓰일 전망",
                "출처 | 도란국 정부, 바다 로봇 정책, 2031.07.02.",
            ]),
            page(&[
                head,
                "해솔 연구소, 씨앗을 고르는 모델 공개",
                "n 해솔 연구소가 씨앗을 고르는 모델을 공개함",
                "n 모델은 누구나 쓸 수 있음",
                "KEY Contents",
                "￡ 해솔 연구소의 모델",
                "n 연구소는 2031년 7월 9일 모델을 공개",
            ]),
            page(&[
                head,
                "○ 발아율을 미리 헤아리는 실험에서 앞섬",
                "출처 | 해솔 연구소, Seed model, 2031.07.09.",
            ]),
        ],
    )
}

#[test]
fn an_issue_is_read_with_its_pages() {
    let parsed = parse(&issue());
    assert_eq!(parsed.warnings, [], "{parsed:?}");
    let [first, second] = &parsed.issue.articles[..] else {
        panic!("{parsed:?}");
    };
    assert_eq!(parsed.issue.id, "2031-08");
    assert_eq!(first.title, "도란국, 바다 로봇 지원 정책 발표");
    assert_eq!(first.source.page(), Some(2));
    assert_eq!(first.citations[0].publisher, "도란국 정부");
    assert_eq!(second.source.page(), Some(3));
    let last = second.body.last().unwrap();
    assert_eq!(last.kind, BlockKind::Subbullet);
    assert_eq!(second.source.page_of(last.line), Some(4));
    corpus::rebuild(&parsed).unwrap();
}

#[test]
fn pages_stand_in_hits_lines_and_links() {
    let dir = Dir::new();
    dir.digest_file("brief #1.pdf", issue());
    let ran = dir.digest(&["search", "발아율"]).run();
    assert!(ran.stdout.contains("brief #1.pdf:p.3"), "{ran:?}");
    assert!(ran.stdout.contains("(brief #1.pdf:p.4)"), "{ran:?}");
    let hit = &dir.digest(&["search", "발아율", "--json"]).json()["hits"][0];
    assert_eq!(hit["source"]["page"], 3);
    assert_eq!(hit["snippets"][0]["page"], 4);
    let ran = dir
        .digest(&["search", "발아율", "--hyperlinks", "always"])
        .run();
    assert!(ran.stdout.contains("brief%20%231.pdf#page=4"), "{ran:?}");
    let ran = dir.digest(&["show", "2031-08/2", "--at"]).run();
    assert!(ran.stdout.contains("brief #1.pdf:p.4\n"), "{ran:?}");
    let lines = dir.digest(&["show", "2031-08/2", "--at", "--json"]).json();
    let lines = lines["lines"].as_array().unwrap().clone();
    assert_eq!(lines[0]["text"], "해솔 연구소, 씨앗을 고르는 모델 공개");
    assert_eq!(lines[0]["page"], 3);
    assert_eq!(lines.last().unwrap()["page"], 4);
    let cited = dir
        .digest(&["cite", "2031-08/2", "--style", "bibtex"])
        .run();
    assert!(cited.stdout.contains("(brief \\#1.pdf:p.3)"), "{cited:?}");
    // Nothing changed: what was read is not read again.
    let report = dir.index();
    assert_eq!(file(&report, "brief #1.pdf").status, FileStatus::Unchanged);
    assert!(dir.check().unwrap().sound);
}

#[test]
fn a_report_is_one_article() {
    let text = "정부는 고영향 인공지능의 범위를 의료와 채용으로 나누어 정하고 의무를";
    let mut first = vec![
        Line {
            x: 50,
            y: 780,
            size: 9,
            text: "정책 보고 제3호",
        },
        Line {
            x: 50,
            y: 740,
            size: 20,
            text: "인공지능 기본법 해설",
        },
        Line {
            x: 50,
            y: 710,
            size: 10,
            text: "2031년 9월 3일",
        },
        Line {
            x: 50,
            y: 680,
            size: 14,
            text: "1. 배경",
        },
        Line {
            x: 50,
            y: 660,
            size: 10,
            text,
        },
        Line {
            x: 50,
            y: 645,
            size: 10,
            text: "지운다.",
        },
        Line {
            x: 50,
            y: 620,
            size: 10,
            text: "□ 의무는 둘로 나뉜다",
        },
        Line {
            x: 60,
            y: 605,
            size: 10,
            text: "- 기록을 남긴다",
        },
    ];
    first.push(Line {
        x: 290,
        y: 30,
        size: 9,
        text: "- 1 -",
    });
    let second = vec![
        Line {
            x: 50,
            y: 780,
            size: 9,
            text: "정책 보고 제3호",
        },
        Line {
            x: 50,
            y: 740,
            size: 10,
            text,
        },
        Line {
            x: 50,
            y: 725,
            size: 10,
            text: "미룬다.",
        },
        Line {
            x: 50,
            y: 60,
            size: 8,
            text: "1) 시행령 제12조",
        },
        Line {
            x: 290,
            y: 30,
            size: 9,
            text: "- 2 -",
        },
    ];
    let parsed = parse(&pdf("Microsoft Word - 보고서.docx", &[first, second]));
    assert_eq!(parsed.warnings, []);
    let [article] = &parsed.issue.articles[..] else {
        panic!("{parsed:?}");
    };
    assert_eq!(article.title, "인공지능 기본법 해설");
    assert_eq!(article.date.unwrap().to_string(), "2031-09-03");
    assert_eq!(article.id.as_str(), "brief/1");
    let body: Vec<(&str, &str)> = article
        .body
        .iter()
        .map(|block| (block.kind.as_str(), block.text.as_str()))
        .collect();
    assert_eq!(
        body,
        [
            ("paragraph", "2031년 9월 3일"),
            ("heading", "1. 배경"),
            ("paragraph", &*format!("{text} 지운다.")),
            ("bullet", "의무는 둘로 나뉜다"),
            ("subbullet", "기록을 남긴다"),
            ("paragraph", &*format!("{text} 미룬다.")),
            ("footnote", "1) 시행령 제12조"),
        ]
    );
    corpus::rebuild(&parsed).unwrap();
}

#[test]
fn what_a_document_is_called_is_its_title_where_it_stands_there() {
    let pages = [page(&[
        "도란시 공고",
        "바다 로봇 사업 안내",
        "사업은 봄에 연다.",
    ])];
    let parsed = parse(&pdf("바다 로봇 사업 안내", &pages));
    assert_eq!(parsed.issue.articles[0].title, "바다 로봇 사업 안내");
    let parsed = parse(&pdf("", &pages));
    assert_eq!(parsed.issue.articles[0].title, "도란시 공고");
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do_and_the_rest_is_indexed() {
    let dir = Dir::new();
    dir.digest_file("2031-08.pdf", issue());
    dir.digest_file("empty.pdf", b"");
    dir.digest_file("noise.pdf", b"\x00\x01\x02\xff");
    dir.digest_file("broken.pdf", b"%PDF-1.4\nnothing that is one");
    dir.digest_file("scanned.pdf", pdf("", &[Vec::new(), Vec::new()]));
    let report = dir.index();
    for (name, says) in [
        ("empty.pdf", "empty"),
        ("noise.pdf", "get the file again"),
        ("broken.pdf", "get it again"),
        ("scanned.pdf", "ocrmypdf"),
    ] {
        let row = file(&report, name);
        assert_eq!(row.status, FileStatus::Failed, "{row:?}");
        assert!(row.warnings[0].message.contains(says), "{row:?}");
    }
    assert_eq!(dir.found("발아율"), ["2031-08/2"]);
    let ran = dir.digest(&["index", "--rebuild"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
}

#[test]
fn without_a_program_a_pdf_is_refused_and_keeps_its_articles() {
    let error = corpus::parse("brief.pdf", &issue(), &SpacesEverywhere).unwrap_err();
    assert!(error.message.contains("no program"), "{error}");
    let dir = Dir::new();
    dir.digest_file("2031-08.pdf", issue());
    dir.index();
    let mut job = dir.rebuild();
    job.pdf_program = Some(PdfProgram::new("/nowhere/digest"));
    let report = library::run(&job).unwrap();
    let row = file(&report, "2031-08.pdf");
    assert_eq!(row.status, FileStatus::Failed, "{row:?}");
    assert!(
        row.warnings[0].message.contains("cannot be started"),
        "{row:?}"
    );
    assert_eq!(dir.found("발아율"), ["2031-08/2"]);
}

/// A program that does this in place of reading.
#[cfg(unix)]
fn program(dir: &Dir, script: &str) -> PdfProgram {
    use std::os::unix::fs::PermissionsExt;
    let path = dir.path().join("program");
    fs::write(
        &path,
        format!(
            "#!/bin/sh\ncase $* in *--pdftotext*) exit 127;; esac\necho $$ > {}\n{script}\n",
            pid_file(dir)
        ),
    )
    .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    PdfProgram::new(path)
}

#[cfg(unix)]
fn pid_file(dir: &Dir) -> String {
    dir.path().join("pid").display().to_string()
}

#[cfg(target_os = "linux")]
fn assert_over(dir: &Dir) {
    let pid = fs::read_to_string(pid_file(dir)).unwrap();
    let process = std::path::Path::new("/proc").join(pid.trim());
    assert!(!process.exists(), "{} is left behind", pid.trim());
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_misbehaves_is_told_and_ended() {
    for (script, says) in [
        ("exit 3", "crashed"),
        ("kill -SEGV $$", "crashed"),
        ("echo nonsense", "makes no sense"),
        (
            "echo '{\"Document\":{\"title\":null,\"pages\":1}}'",
            "ended too early",
        ),
        ("exec cat /dev/zero", "more than 4096 bytes"),
        ("cat > /dev/null; exec sleep 1000", "more than 1 seconds"),
        ("exec sleep 1000", "more than 1 seconds"),
        (
            "echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$",
            "memory",
        ),
    ] {
        let dir = Dir::new();
        let program = PdfProgram {
            time: Duration::from_secs(1),
            output_bytes: 4096,
            ..program(&dir, script)
        };
        // More than a pipe holds, so that a reader that reads nothing is not waited for.
        let mut bytes = issue();
        bytes.resize(1 << 20, b' ');
        let error = parse_by(&program, &bytes).unwrap_err();
        assert_eq!(error.file, "brief.pdf");
        assert!(error.message.contains(says), "{script}: {error}");
        assert_over(&dir);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_is_ended_when_the_run_is_told_to_stop() {
    let dir = Dir::new();
    let program = program(&dir, "exec sleep 1000");
    let pid = pid_file(&dir);
    let means = Means {
        pdf: Some(&program),
        // Once it has begun.
        stop: &|| fs::metadata(&pid).is_ok_and(|file| file.len() > 0),
        ..Means::NONE
    };
    let allowance = Allowance::default();
    let read = corpus::parse_with("brief.pdf", &issue(), &SpacesEverywhere, &allowance, means);
    let error = read.unwrap_err();
    assert!(error.message.contains("told to stop"), "{error}");
    assert_over(&dir);
}

#[test]
#[cfg(unix)]
fn memory_is_limited() {
    let program = PdfProgram {
        memory_bytes: 1 << 20,
        ..PdfProgram::new(PROGRAM)
    };
    let error = parse_by(&program, &issue()).unwrap_err();
    assert!(error.message.contains("cannot be read"), "{error}");
}

/// `DIGEST_PDF_CASES=1000 cargo test --test integration damaged_pdfs` tries more.
#[test]
fn damaged_pdfs_are_read_or_told() {
    let whole = issue();
    let mut program = PdfProgram::new(PROGRAM);
    program.time = Duration::from_secs(20);
    for seed in 0..u64::from(cases("DIGEST_PDF_CASES", 24)) {
        println!("seed {seed}");
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut bytes = whole.clone();
        for _ in 0..random.random_range(1..30) {
            let at = random.random_range(9..bytes.len());
            match random.random_range(0..5) {
                0 => bytes.truncate(at.max(20)),
                1 => bytes.insert(at, random.random()),
                2 => drop(bytes.remove(at)),
                3 => {
                    let end = (at + 40).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes[at] = random.random(),
            }
        }
        match parse_by(&program, &bytes) {
            Ok(parsed) => drop(corpus::rebuild(&parsed).unwrap()),
            Err(error) => {
                assert!(!error.message.is_empty());
                assert!(!error.message.contains("more than 20 seconds"), "{error}");
            }
        }
    }
}

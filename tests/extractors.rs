//! Each PDF of the corpus out of every extractor that is at hand gives the same issue, or what
//! was lost of it is told.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use digest::corpus::{ParsedFile, SpacesEverywhere, parse};

use crate::util::project;

/// Extractors of Python: a name, and what prints the text of the file that is its argument.
const PYTHON: [(&str, &str); 8] = [
    (
        "pypdf",
        "import pypdf; p(x.extract_text() for x in pypdf.PdfReader(f).pages)",
    ),
    (
        "pypdf, layout",
        "import pypdf; p(x.extract_text(extraction_mode='layout') for x in pypdf.PdfReader(f).pages)",
    ),
    (
        "PyMuPDF",
        "import pymupdf; p(x.get_text() for x in pymupdf.open(f))",
    ),
    (
        "PyMuPDF, sorted",
        "import pymupdf; p(x.get_text(sort=True) for x in pymupdf.open(f))",
    ),
    (
        "pdfplumber",
        "import pdfplumber; p(x.extract_text() for x in pdfplumber.open(f).pages)",
    ),
    (
        "pdfplumber, layout",
        "import pdfplumber; p(x.extract_text(layout=True) for x in pdfplumber.open(f).pages)",
    ),
    (
        "pdfminer",
        "from pdfminer.high_level import extract_text; p([extract_text(f)])",
    ),
    (
        "pdfium",
        "import pypdfium2; p(x.get_textpage().get_text_bounded() for x in pypdfium2.PdfDocument(f))",
    ),
];

/// What the file says by each extractor of this machine.
fn texts(pdf: &Path) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for (name, code) in PYTHON {
        let code = format!(
            "import sys\nf=sys.argv[1]\n\
             def p(pages): sys.stdout.buffer.write('\\n'.join(pages).encode('utf-8','replace'))\n{code}"
        );
        let mut command = Command::new("python3");
        command.arg("-c").arg(code).arg(pdf);
        commands.push((name.to_owned(), command));
    }
    for option in ["-raw", "-layout", ""] {
        let mut command = Command::new("pdftotext");
        command.args((!option.is_empty()).then_some(option));
        command.arg(pdf).arg("-");
        commands.push((format!("pdftotext {option}"), command));
    }
    let run = |(name, mut command): (String, Command)| {
        let output = command
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        Some((name, String::from_utf8_lossy(&output.stdout).into_owned()))
    };
    commands.into_iter().filter_map(run).collect()
}

/// What an issue holds, without the spaces at which extractors differ.
fn outline(parsed: &ParsedFile) -> (Vec<String>, Vec<String>) {
    let dense = |text: &str| -> String { text.split_whitespace().collect() };
    let articles = parsed.issue.articles.iter().flat_map(|article| {
        let citations = article.citations.iter().map(|citation| {
            let date = citation
                .date
                .map(|date| date.to_string())
                .unwrap_or_default();
            format!(
                "{} {} {date}",
                dense(&citation.publisher),
                dense(&citation.title)
            )
        });
        let kinds: String = article
            .body
            .iter()
            .map(|block| format!("{:?} ", block.kind))
            .collect();
        [
            dense(&article.title),
            format!("{} {kinds}", article.summary.len()),
        ]
        .into_iter()
        .chain(citations)
        .collect::<Vec<_>>()
    });
    let events = parsed.issue.events.iter().map(|event| {
        let days = [event.first_day, event.last_day];
        let days = days.map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        let homepage = event.homepage.as_deref().unwrap_or_default();
        format!(
            "{} {} {} {homepage}",
            dense(&event.name),
            days.concat(),
            dense(&event.place)
        )
    });
    (articles.collect(), events.collect())
}

#[test]
fn every_extractor_gives_the_same_issue() {
    let skip = |why: &str| {
        // Not println: what a test that passes prints is not shown.
        let _ = writeln!(std::io::stderr(), "skipped: {why}");
    };
    let entries = fs::read_dir(project().join("corpus")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    let mut pdfs: Vec<PathBuf> = paths.filter(is_pdf).collect();
    pdfs.sort();
    if pdfs.is_empty() {
        skip("the corpus holds no PDF");
    }
    for pdf in pdfs {
        let texts = texts(&pdf);
        if texts.is_empty() {
            skip("no extractor of PDF is at hand");
        }
        let mut first: Option<(String, _)> = None;
        for (name, text) in texts {
            let parsed = parse("2031-04.txt", text.as_bytes(), &SpacesEverywhere).unwrap();
            let (articles, events) = outline(&parsed);
            let Some((first_name, (first_articles, first_events))) = &first else {
                first = Some((name, (articles, events)));
                continue;
            };
            let what = format!("{} by {name} and by {first_name}", pdf.display());
            if parsed.is_misread {
                continue;
            }
            assert_eq!(&articles, first_articles, "{what}");
            assert_eq!(&events, first_events, "{what}");
        }
    }
}

//! What to do with files that no format reads, by how their names end.

/// Endings with what makes of such files something that is read. What a format reads never
/// comes here, whatever stands in this table.
const ADVICE: [(&[&str], &str); 6] = [
    (&["pdf"], "make text of it (`pdftotext -raw`)"),
    (
        &[
            "doc", "docx", "hwp", "hwpx", "odt", "rtf", "pages", "ppt", "pptx", "show", "epub",
        ],
        "save it as text (.txt)",
    ),
    (
        &[
            "csv", "tsv", "xls", "xlsx", "xlsm", "ods", "json", "xml", "rss", "parquet", "db",
            "sqlite",
        ],
        "save its records as JSON Lines (.jsonl)",
    ),
    (
        &[
            "md", "markdown", "html", "htm", "mht", "mhtml", "eml", "msg",
        ],
        "save its text as .txt, or its articles as .jsonl",
    ),
    (
        &[
            "zip", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "rar", "egg", "alz",
        ],
        "unpack it",
    ),
    (
        &[
            "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg",
        ],
        "a picture holds no text: OCR makes some of it",
    ),
];

/// What somebody may do who wants such a file read, or no longer told.
pub(super) const ANY: &str = "move it out of the corpus folder, or name it in .digestignore";

/// What makes something that is read of a file whose name ends so, in lower case.
pub(super) fn advice_for(ending: &str) -> Option<&'static str> {
    let known = ADVICE.iter().find(|(endings, _)| endings.contains(&ending));
    known.map(|(_, advice)| *advice)
}

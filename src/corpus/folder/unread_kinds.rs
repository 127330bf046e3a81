//! What to do with files that no format reads, by how their names end.

use crate::language::{Message, messages};

/// Endings with what makes of such files something that is read. What a format reads never
/// comes here, whatever stands in this table.
const ADVICE: [(&[&str], Message); 6] = [
    (&["pdf"], messages::corpus::make_text()),
    (
        &[
            "doc", "docx", "hwp", "hwpx", "odt", "rtf", "pages", "ppt", "pptx", "show", "epub",
        ],
        messages::corpus::save_as_text(),
    ),
    (
        &[
            "csv", "tsv", "xls", "xlsx", "xlsm", "ods", "json", "xml", "rss", "parquet", "db",
            "sqlite",
        ],
        messages::corpus::save_records(),
    ),
    (
        &[
            "md", "markdown", "html", "htm", "mht", "mhtml", "eml", "msg",
        ],
        messages::corpus::save_text_or_records(),
    ),
    (
        &[
            "zip", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "rar", "egg", "alz",
        ],
        messages::corpus::unpack(),
    ),
    (
        &[
            "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg",
        ],
        messages::corpus::recognise_picture(),
    ),
];

/// What somebody may do who wants such a file read, or no longer told.
pub(super) const ANY: Message = messages::corpus::move_or_ignore();

/// What makes something that is read of a file whose name ends so, in lower case.
pub(super) fn advice_for(ending: &str) -> Option<Message> {
    let known = ADVICE
        .into_iter()
        .find(|(endings, _)| endings.contains(&ending));
    known.map(|(_, advice)| advice)
}

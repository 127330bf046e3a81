//! Articles and events as resources: their addresses, the pages that list them, and each as
//! Markdown.

use rmcp::ErrorData;
use rmcp::model::{ListResourcesResult, Resource, ResourceContents, ResourceTemplate};

use super::arguments::told_back;
use super::work::{Work, message};
use crate::cli::commands::list::newest_first;
use crate::document::{Document, DocumentId, DocumentKind};
use crate::output::{self, DocumentPage, Documents, Format, Style};
use crate::search::Constraints;

/// How the addresses begin; the kind and the id stand behind.
const SCHEME: &str = "digest://";

const KINDS: [DocumentKind; 2] = [DocumentKind::Article, DocumentKind::Event];

const MARKDOWN: &str = "text/markdown";

/// How many resources are on a page.
const PAGE: usize = 100;

/// How much of the generation's hash stands in a cursor.
const HASH_CHARS: usize = 16;

/// The address of a document.
fn uri_of(document: &Document) -> String {
    let id = output::encoded_path(document.id().as_str());
    format!("{SCHEME}{}/{id}", document.kind().as_str())
}

/// What addresses look like.
pub(super) fn templates() -> Vec<ResourceTemplate> {
    let templates = KINDS.map(|kind| {
        let (name, example) = match kind {
            DocumentKind::Article => ("article", "2024-05/12"),
            DocumentKind::Event => ("event", "2024-05/e1"),
        };
        ResourceTemplate::new(format!("{SCHEME}{name}/{{+id}}"), name)
            .with_description(format!("The {name} with an id such as {example}, whole"))
            .with_mime_type(MARKDOWN)
    });
    templates.into()
}

/// The page of the list that begins at `cursor`, those of the newest issue first.
pub(super) fn list(work: &Work, cursor: Option<&str>) -> Result<ListResourcesResult, ErrorData> {
    let engine = work.open().map_err(internal)?;
    let hash: String = engine
        .index()
        .generation_hash()
        .chars()
        .take(HASH_CHARS)
        .collect();
    let offset = match cursor {
        None => 0,
        Some(cursor) => offset_of(cursor, &hash)?,
    };
    let documents = engine
        .documents_by_issue(&Constraints::default(), newest_first, offset, PAGE)
        .map_err(|error| internal(message(&error)))?;
    let mut resources = Vec::new();
    for document in documents {
        let document = document.map_err(|error| internal(message(&error)))?;
        resources.push(resource(&document));
    }
    let last = offset + resources.len();
    let mut listed = ListResourcesResult::with_all_items(resources);
    if (last as u64) < engine.index().document_count() {
        listed.next_cursor = Some(format!("{hash}:{last}"));
    }
    Ok(listed)
}

fn resource(document: &Document) -> Resource {
    let mut about = document.kind().as_str().to_owned();
    if let Some(date) = output::shown_date(document) {
        about.push_str(&format!(", {date}"));
    }
    let mut resource = Resource::new(uri_of(document), document.id().as_str())
        .with_description(about)
        .with_mime_type(MARKDOWN);
    resource.title = Some(document.title().to_owned());
    resource
}

/// Where the page begins that a cursor names, of the generation with this hash.
fn offset_of(cursor: &str, hash: &str) -> Result<usize, ErrorData> {
    let wrong = |why: &str| {
        let text = format!("{why}; list from the beginning, without a cursor");
        ErrorData::invalid_params(text, None)
    };
    let parts = cursor.split_once(':');
    let parts = parts.and_then(|(of, offset)| Some((of, offset.parse::<usize>().ok()?)));
    let (of, offset) = parts.ok_or_else(|| wrong("this is no cursor of this list"))?;
    if of != hash {
        return Err(wrong("the index has changed since that page"));
    }
    Ok(offset)
}

/// The document of an address, whole.
pub(super) fn read(work: &Work, uri: &str) -> Result<ResourceContents, ErrorData> {
    let (kind, id) = parts_of(uri).ok_or_else(|| {
        let text = format!(
            "“{}” is no address here; they look like {SCHEME}article/2024-05/12 and \
             {SCHEME}event/2024-05/e1, with the id that `search` tells",
            told_back(uri)
        );
        ErrorData::resource_not_found(text, None)
    })?;
    let engine = work.open().map_err(internal)?;
    let document = engine.document(&DocumentId::from_text(&id));
    let document = document.map_err(|error| internal(message(&error)))?;
    let document = document.filter(|document| document.kind() == kind);
    let document = document.ok_or_else(|| {
        let text = format!(
            "there is no {} with the id “{}”; `search` and resources/list tell the ids",
            kind.as_str(),
            told_back(&id)
        );
        ErrorData::resource_not_found(text, None)
    })?;
    let mut text = Vec::new();
    let page = Documents(vec![DocumentPage {
        document: &document,
        marks: None,
    }]);
    Format::MARKDOWN
        .write(&mut text, &page, &Style::default())
        .map_err(|error| internal(error.to_string()))?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(ResourceContents::text(text, uri).with_mime_type(MARKDOWN))
}

/// The kind and the id that an address names.
fn parts_of(uri: &str) -> Option<(DocumentKind, String)> {
    let (kind, id) = uri.strip_prefix(SCHEME)?.split_once('/')?;
    let kind = KINDS.into_iter().find(|one| one.as_str() == kind)?;
    Some((kind, decoded(id)?))
}

/// The text that is percent-encoded as `text`; `None` where that is no encoding of one.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = behind;
            continue;
        }
        let digits = std::str::from_utf8(behind.get(..2)?).ok()?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        rest = &behind[2..];
    }
    String::from_utf8(bytes).ok()
}

fn internal(text: String) -> ErrorData {
    ErrorData::internal_error(text, None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_address_leads_back_to_its_id(id in "[가-힣a-z0-9@%?# /.+\u{e9}😀]{1,20}") {
            let uri = format!("digest://article/{}", output::encoded_path(&id));
            prop_assert_eq!(parts_of(&uri), Some((DocumentKind::Article, id)));
        }

        #[test]
        fn any_address_is_read_or_refused(uri in "(digest://(article|event)/)?[%0-9a-f가]{0,9}\\PC{0,9}") {
            parts_of(&uri);
        }
    }

    #[test]
    fn a_cursor_is_of_a_generation() {
        assert_eq!(offset_of("abc:100", "abc").ok(), Some(100));
        for (cursor, told) in [
            ("abd:100", "changed"),
            ("abc", "no cursor"),
            ("abc:-1", "no cursor"),
            ("", "no cursor"),
        ] {
            let error = offset_of(cursor, "abc").unwrap_err();
            assert!(error.message.contains(told), "{cursor}: {error:?}");
        }
    }
}

//! The folders of digest files that are measured: the project's own, and made ones.
//!
//! A made corpus is kept between runs below the build's folder, with its indexes. It is taken
//! again only where its stamp says that it is whole and made by the same generator, and an
//! index only where the same program made it.

use std::fs;
use std::path::{Path, PathBuf};

use digest::analysis::Analyzer;
use digest::corpus::{self, SpacesEverywhere};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::articles::{Author, Shape, Written};
use super::lexicon::Lexicon;
use super::samples::grouped;

/// The project's own digest file: what made texts are made of.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/2024-05.txt");

/// What decides what is made, besides the dictionary.
const GENERATOR: [&str; 2] = [include_str!("articles.rs"), include_str!("lexicon.rs")];

/// What made texts are drawn from.
pub const SEED: u64 = 1;

/// A folder of digest files, one article a line.
pub struct Corpus {
    pub folder: PathBuf,
    pub documents: usize,
    /// Bytes of titles, summaries and bodies.
    pub text_bytes: u64,
    /// Where its indexes are kept; `None` where it lies there for this run only.
    indexes: Option<PathBuf>,
    _temporary: Option<tempfile::TempDir>,
}

/// An index, gone at the end where its corpus is.
pub struct KeptIndex {
    pub folder: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

#[derive(Serialize, Deserialize, PartialEq, Eq)]
struct Stamp {
    generator: String,
    documents: usize,
    text_bytes: u64,
    file_bytes: u64,
}

impl Corpus {
    /// The 18 articles of the project's own digest file as JSON Lines, which the peers read.
    pub fn own() -> Self {
        let bytes = fs::read(SOURCE).expect("the project's corpus");
        let parsed = corpus::parse("2024-05.txt", &bytes, &SpacesEverywhere).expect("an issue");
        let folder = temporary_folder();
        let mut lines = String::new();
        let mut text_bytes = 0;
        for article in &parsed.issue.articles {
            let texts = |blocks: &[digest::document::Block]| -> Vec<String> {
                blocks.iter().map(|block| block.text.clone()).collect()
            };
            let (summary, body) = (texts(&article.summary), texts(&article.body));
            let blocks = summary.iter().chain(&body).chain([&article.title]);
            text_bytes += blocks.map(|text| text.len() as u64).sum::<u64>();
            let line = json!({
                "id": article.ordinal.to_string(),
                "title": article.title,
                "summary": summary,
                "body": body,
                "date": article.newest_source().map(|date| date.to_string()),
            });
            lines.push_str(&format!("{line}\n"));
        }
        fs::write(folder.path().join("2024-05.jsonl"), lines).expect("a digest file");
        Corpus {
            folder: folder.path().to_owned(),
            documents: parsed.issue.articles.len(),
            text_bytes,
            indexes: None,
            _temporary: Some(folder),
        }
    }

    /// So many short made articles, which are made now where they are not there yet.
    pub fn made(documents: usize) -> Self {
        Corpus::made_of(Shape::Short, documents)
    }

    /// So many made articles of this shape.
    pub fn made_of(shape: Shape, documents: usize) -> Self {
        let place = made_folder(shape, documents);
        let (folder, stamp_file) = (place.join("corpus"), place.join("stamp.json"));
        let stamp = fs::read(&stamp_file).ok();
        let stamp: Option<Stamp> = stamp.and_then(|text| serde_json::from_slice(&text).ok());
        let generator = generator();
        let is_whole = |stamp: &Stamp| {
            stamp.generator == generator
                && stamp.documents == documents
                && stamp.file_bytes == folder_bytes(&folder)
        };
        let stamp = stamp.filter(is_whole).unwrap_or_else(|| {
            if place.exists() {
                fs::remove_dir_all(&place).expect("an old corpus goes");
            }
            eprintln!("making {} articles …", grouped(documents as u64));
            let written = Author::new(&lexicon(), SEED).write(&folder, documents, shape);
            let Written {
                text_bytes,
                file_bytes,
                ..
            } = written.expect("the disk takes the corpus");
            let stamp = Stamp {
                generator,
                documents,
                text_bytes,
                file_bytes,
            };
            let text = serde_json::to_vec(&stamp).expect("a stamp");
            fs::write(&stamp_file, text).expect("the disk takes the stamp");
            stamp
        });
        Corpus {
            folder,
            documents,
            text_bytes: stamp.text_bytes,
            indexes: Some(place.join("indexes")),
            _temporary: None,
        }
    }

    /// The digest files of a folder, of which nothing else is known.
    pub fn at(folder: &Path) -> Self {
        Corpus {
            folder: folder.to_owned(),
            documents: 0,
            text_bytes: 0,
            indexes: None,
            _temporary: None,
        }
    }

    /// Its digest files of articles, in order.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = files_below(&self.folder);
        files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
        files.sort();
        files
    }

    /// A folder with an index of this corpus that `make` fills, and that is kept where the
    /// corpus is. `made_with` are the programs and texts that decide what is in it: where one
    /// of them is another, it is made anew.
    pub fn kept_index(
        &self,
        name: &str,
        made_with: &[PathBuf],
        make: impl FnOnce(&Path),
    ) -> KeptIndex {
        let Some(indexes) = &self.indexes else {
            let temporary = temporary_folder();
            let folder = temporary.path().join("index");
            make(&folder);
            return KeptIndex {
                folder,
                _temporary: Some(temporary),
            };
        };
        let place = indexes.join(name);
        let (folder, stamp_file) = (place.join("index"), place.join("stamp"));
        let stamp = || format!("{} {}", sum_of(made_with), folder_bytes(&folder));
        if fs::read_to_string(&stamp_file).ok() != Some(stamp()) {
            if place.exists() {
                fs::remove_dir_all(&place).expect("an old index goes");
            }
            fs::create_dir_all(&place).expect("a folder");
            eprintln!(
                "{name}: indexing {} articles …",
                grouped(self.documents as u64)
            );
            make(&folder);
            fs::write(&stamp_file, stamp()).expect("the disk takes the stamp");
        }
        KeptIndex {
            folder,
            _temporary: None,
        }
    }

    /// Each article, file by file.
    pub fn articles(&self) -> impl Iterator<Item = MadeArticle> {
        self.files().into_iter().flat_map(|file| {
            let text = fs::read_to_string(file).expect("a digest file");
            let articles: Vec<MadeArticle> = text.lines().map(MadeArticle::parse).collect();
            articles
        })
    }
}

/// Removes a made corpus that is not worth its room.
pub fn remove_made(documents: usize) {
    fs::remove_dir_all(made_folder(Shape::Short, documents)).expect("the corpus goes");
}

fn made_folder(shape: Shape, documents: usize) -> PathBuf {
    target_folder().join(format!("made-{documents}{}-{SEED}", shape.name()))
}

/// An article as the peers in this program index it.
pub struct MadeArticle {
    pub title: String,
    /// Summary and body.
    pub body: String,
    pub date: Option<String>,
}

impl MadeArticle {
    pub fn parse(line: &str) -> Self {
        let mut value: Value = serde_json::from_str(line).expect("an article");
        let text = |value: &Value| match value {
            Value::Array(blocks) => {
                let blocks: Vec<&str> = blocks.iter().filter_map(Value::as_str).collect();
                blocks.join("\n")
            }
            value => value.as_str().unwrap_or_default().to_owned(),
        };
        let summary = text(&value["summary"]);
        let body = text(&value["body"]);
        let body = if summary.is_empty() {
            body
        } else {
            summary + "\n" + &body
        };
        MadeArticle {
            body,
            title: text(&value["title"].take()),
            date: value["date"].as_str().map(str::to_owned),
        }
    }
}

/// The words that made articles are made of.
pub fn lexicon() -> Lexicon {
    let file = fs::read(SOURCE).expect("the project's corpus");
    Lexicon::learn("2024-05.txt", &file, SEED)
}

/// A folder that is gone at the end. It lies where builds do: a folder for temporary files
/// may be in memory, where waiting for the disk costs nothing.
pub fn temporary_folder() -> tempfile::TempDir {
    tempfile::tempdir_in(target_folder()).expect("a folder")
}

/// How many bytes the files of a folder hold, at any depth.
pub fn folder_bytes(folder: &Path) -> u64 {
    files_below(folder)
        .iter()
        .filter_map(|file| fs::metadata(file).ok())
        .map(|metadata| metadata.len())
        .sum()
}

/// The files of a folder at any depth, or the file itself.
pub fn files_below(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| files_below(&entry.path()))
        .collect()
}

fn target_folder() -> &'static Path {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder).expect("the build's folder");
    folder
}

/// What tells the content of files from others'.
fn sum_of(files: &[PathBuf]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&fs::read(file).expect("a program"));
    }
    hasher.finalize().to_hex().to_string()
}

/// What tells one generator's texts from another's.
fn generator() -> String {
    let mut hasher = blake3::Hasher::new();
    for part in GENERATOR {
        hasher.update(part.as_bytes());
    }
    hasher.update(&fs::read(SOURCE).expect("the project's corpus"));
    // It cuts the source into words.
    hasher.update(&Analyzer::VERSION.to_le_bytes());
    hasher.finalize().to_hex().to_string()
}

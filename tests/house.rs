//! Which module may import which: the floors of ARCHITECTURE.md; and that what is said stands in
//! the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::util::project;

/// Each module with those it may import.
const FLOORS: [(&str, &[&str]); 11] = [
    (
        "cli",
        &[
            "output",
            "job",
            "search",
            "cluster",
            "index",
            "analysis",
            "corpus",
            "document",
            "regular_file",
        ],
    ),
    ("output", &["job", "search", "document"]),
    (
        "job",
        &[
            "search",
            "cluster",
            "index",
            "analysis",
            "corpus",
            "document",
            "regular_file",
        ],
    ),
    ("search", &["cluster", "index", "analysis", "document"]),
    (
        "cluster",
        &["index", "analysis", "document", "regular_file"],
    ),
    ("index", &["analysis", "document", "regular_file"]),
    ("analysis", &[]),
    ("corpus", &["document", "regular_file"]),
    ("document", &[]),
    ("regular_file", &[]),
    (EVERYBODYS, &[]),
];

/// The room that every floor may use: each has something to say.
const EVERYBODYS: &str = "language";

/// How the tests beside the code begin.
const UNIT_TESTS: &str = "#[cfg(test)]\nmod tests {";

/// Crates that belong to some floors only.
const CRATES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossterm", &["cli"]),
    ("csv", &["output"]),
    ("csv_core", &["corpus"]),
    ("erased_serde", &["output"]),
    ("fst", &["index"]),
    ("tantivy_fst", &["index"]),
    ("ignore", &["corpus"]),
    ("indicatif", &["cli"]),
    ("jiff", &["analysis", "cli", "document", "output"]),
    ("levenshtein_automata", &["index"]),
    ("lindera", &["analysis"]),
    ("oxidize_pdf", &["corpus"]),
    ("quick_xml", &["corpus"]),
    ("ratatui", &["cli"]),
    ("rmcp", &["cli/mcp"]),
    ("rustix", &["cli", "job", "regular_file"]),
    ("rustls", &["cluster/http"]),
    (
        "serde_json",
        &["cli/mcp", "cluster", "corpus", "index", "output", "search"],
    ),
    ("signal_hook", &["cli"]),
    ("supports_hyperlinks", &["cli"]),
    ("strsim", &["cli/mcp"]),
    ("tantivy", &["analysis", "cluster", "index", "search"]),
    ("tokio", &["cli/mcp"]),
    ("toml_edit", &["cli"]),
    ("ureq", &["cluster/http"]),
    ("which", &["cli"]),
    ("unicode_width", &["output"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Each source file below src/ with the module it belongs to. Modules that exist
/// only for tests are left out.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = project().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut sources = Vec::new();
    let mut of_tests = Vec::new();
    for path in files {
        let below = path.strip_prefix(&src).unwrap().to_owned();
        let first = below
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let declared = text.split("#[cfg(test)]\nmod ").skip(1);
        for name in declared.filter_map(|rest| rest.split_once([';', ' '])) {
            // A module is a file, or a folder of them.
            of_tests.push(below.with_file_name(format!("{}.rs", name.0)));
            of_tests.push(below.with_file_name(name.0));
        }
        sources.push((module, below, text));
    }
    sources.retain(|(_, below, _)| !of_tests.iter().any(|path| below.starts_with(path)));
    assert!(sources.len() > 30, "the test has lost sight of the sources");
    sources
}

/// The lines of a file that are no comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn imports_point_downward_only() {
    let floors: BTreeMap<&str, &[&str]> = FLOORS.into_iter().collect();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        let Some(allowed) = floors.get(module.as_str()) else {
            assert!(
                matches!(module.as_str(), "lib" | "main"),
                "{module} has no floor"
            );
            continue;
        };
        // Tests beside the code may reach for what they need.
        let text = text.split(UNIT_TESTS).next().unwrap_or_default();
        for (line, code) in code(text) {
            for part in code.split("crate::").skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                seen += 1;
                if name != module && name != EVERYBODYS && !allowed.contains(&name.as_str()) {
                    wrong.push(format!(
                        "{}:{}: {module} imports {name}",
                        file.display(),
                        line + 1
                    ));
                }
            }
        }
    }
    assert!(seen > 20, "the test has lost sight of the imports");
    assert_eq!(wrong, Vec::<String>::new());
}

/// The paths that one `use` names: each of a tree in braces.
fn named_paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let inner = inner.trim_end().trim_end_matches('}');
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| named_paths(&format!("{before}{}", part.trim())))
        .collect()
}

/// The paths that a line of code names where it needs them, and not in a `use`.
fn paths_in_code(line: &str) -> impl Iterator<Item = &str> {
    let line = if line.contains("use ") { "" } else { line };
    // What `pub(in …)` names sees the item, and is not used by it.
    let first = line.split("(in ").take(1);
    let others = line.split("(in ").skip(1);
    let parts = first.chain(others.filter_map(|part| Some(part.split_once(')')?.1)));
    let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let words = parts.flat_map(move |part| part.split(move |c| !is_of_path(c)));
    words.filter(|word| word.starts_with("super::") || word.starts_with("crate::"))
}

/// The names of a module from the root on, by its file.
fn module_path(file: &Path) -> Vec<String> {
    let file = file.with_extension("");
    let names = file.iter().map(|name| name.to_str().unwrap().to_owned());
    names.filter(|name| name != "mod").collect()
}

/// The module that `path` leads to, or leads into, where `module` names it.
fn imported(module: &[String], path: &str, all: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut names = path.split("::").peekable();
    let mut to = module.to_vec();
    if names.next_if_eq(&"crate").is_some() {
        to.clear();
    }
    while names.next_if_eq(&"super").is_some() {
        to.pop();
    }
    to.extend(names.map(str::to_owned));
    while !to.is_empty() && !all.contains(&to) {
        to.pop();
    }
    (!to.is_empty() && to != module).then_some(to)
}

#[test]
fn no_files_import_each_other() {
    let mut sources = sources();
    sources.retain(|(module, ..)| !matches!(module.as_str(), "lib" | "main"));
    let all: BTreeSet<_> = sources
        .iter()
        .map(|(_, file, _)| module_path(file))
        .collect();
    let mut imports = BTreeSet::new();
    for (_, file, text) in &sources {
        let module = module_path(file);
        let text = text.split(UNIT_TESTS).next().unwrap_or_default();
        // What a module passes on with `pub use` it does not use itself.
        for tree in text.split("\nuse ").skip(1) {
            let tree = tree.split(';').next().unwrap_or_default();
            for path in named_paths(tree) {
                let to = imported(&module, &path, &all);
                imports.extend(to.map(|to| (module.clone(), to)));
            }
        }
        for path in code(text).flat_map(|(_, line)| paths_in_code(line)) {
            let to = imported(&module, path, &all);
            imports.extend(to.map(|to| (module.clone(), to)));
        }
    }
    assert!(
        imports.len() > 200,
        "the test has lost sight of the imports"
    );
    // What imports nothing, or is imported by nothing, is in no circle.
    loop {
        let from: BTreeSet<_> = imports.iter().map(|(from, _)| from.clone()).collect();
        let to: BTreeSet<_> = imports.iter().map(|(_, to)| to.clone()).collect();
        let before = imports.len();
        imports.retain(|pair| from.contains(&pair.1) && to.contains(&pair.0));
        if imports.len() == before {
            break;
        }
    }
    let circles = imports.iter().map(|(from, to)| {
        let (from, to) = (from.join("/"), to.join("/"));
        format!("{from} imports {to}")
    });
    assert_eq!(circles.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn crates_stay_on_their_floors() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        for (line, code) in code(&text) {
            for &(name, floors) in CRATES {
                let used =
                    code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
                let is_let = floors.iter().any(|floor| {
                    // A floor, or a room of one.
                    *floor == module || file.starts_with(floor)
                });
                if used && !is_let {
                    wrong.push(format!(
                        "{}:{}: {module} uses {name}",
                        file.display(),
                        line + 1
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_steers_is_listed_once() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line, code) in code(text) {
            let lists = ["is_control(", "\\u{2028}", "\\u{202e}", "is_ascii_control("];
            let has_its_own = lists.iter().any(|list| code.contains(list));
            if has_its_own && matches!(module.as_str(), "cli" | "output") {
                wrong.push(format!("{}:{}: {}", file.display(), line + 1, code.trim()));
            }
        }
    }
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "ask document::steers, or what output::harmless makes of it"
    );
}

/// What other programs take, in messages and where one is started.
const FLAGS_OF_OTHERS: [&str; 3] = [
    "\"--pdftotext\"",
    "`qpdf --decrypt",
    "`ocrmypdf --force-ocr",
];

/// What the command says, in the catalogue.
const OF_THE_COMMAND: [&str; 9] = [
    "language/helps",
    "language/messages/advice.rs",
    "language/messages/browse.rs",
    "language/messages/command.rs",
    "language/messages/doctor.rs",
    "language/messages/manual.rs",
    "language/messages/mcp.rs",
    "language/messages/settings.rs",
    "language/messages/usage.rs",
];

/// Whether a line of code names a flag, a subcommand, or a place of the settings.
fn names_usage(code: &str) -> bool {
    let mut flags = code.match_indices("--").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        let after = code[at + 2..].chars().next();
        before.is_some_and(|c| matches!(c, '"' | '`' | ' ' | '('))
            && after.is_some_and(|c| c.is_ascii_lowercase())
    });
    flags.next().is_some() || code.contains("`digest") || code.contains("in the configuration")
}

#[test]
fn only_the_command_tells_how_it_is_used() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (module, file, text) in sources() {
        let text = text.split(UNIT_TESTS).next().unwrap_or_default();
        for (line, code) in code(text) {
            if !names_usage(code) || FLAGS_OF_OTHERS.iter().any(|flag| code.contains(flag)) {
                continue;
            }
            seen += 1;
            let is_of_command = OF_THE_COMMAND.iter().any(|room| file.starts_with(room));
            if !matches!(module.as_str(), "cli" | "main") && !is_of_command {
                wrong.push(format!("{}:{}: {}", file.display(), line + 1, code.trim()));
            }
        }
    }
    assert!(seen > 20, "the test has lost sight of the messages");
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "tell the case by a type, and let cli/advice.rs say what to do"
    );
}

/// Texts in English that nobody is told, each with the reason.
const NO_MESSAGES: [(&str, &str, &str); 28] = [
    ("cli/whole_file.rs", " at path ", "what tempfile says"),
    ("cli/mcp/arguments.rs", "", "what models read"),
    ("cli/mcp/lines.rs", " the client", "names of threads"),
    ("cli/mcp/messages.rs", "", "what models read"),
    ("cli/mcp/resources.rs", "", "what models read"),
    ("cli/mcp/server.rs", "", "what models read"),
    ("cli/mcp/tools/", "", "what models read"),
    ("output/context/", "", "what models read"),
    ("analysis/numbers/context.rs", "km kg", "units"),
    ("cli/terminal/stop.rs", "Name:", "what the system writes"),
    (
        "corpus/file_state.rs",
        "copy of ",
        "how names of copies begin",
    ),
    ("corpus/html/", "doctype html", "how pages begin"),
    ("corpus/office/docx.rs", "list ", "names of styles"),
    (
        "corpus/outline/labels.rs",
        "read more",
        "labels of newsletters",
    ),
    ("corpus/parsed.rs", "", "what tests of a parse are told"),
    (
        "corpus/pdf/program.rs",
        "memory allocation of",
        "what the runtime says",
    ),
    ("corpus/pdf/characters.rs", "", "what makers of PDFs write"),
    ("corpus/records/fields.rs", "", "names of fields"),
    ("corpus/records/markup.rs", "", "names of tags"),
    (
        "corpus/records/object.rs",
        " at line ",
        "what serde_json says",
    ),
    (
        "corpus/records/object.rs",
        "a JSON value",
        "what serde_json never shows",
    ),
    (
        "corpus/records/object.rs",
        "a text or a number",
        "what serde_json never shows",
    ),
    ("cli/usage.rs", " is not in ", "what clap says"),
    (
        "cli/usage.rs",
        "digit found in string",
        "what the standard library says",
    ),
    (
        "cli/usage.rs",
        "too large",
        "what the standard library says",
    ),
    (
        "cli/usage.rs",
        "from empty string",
        "what the standard library says",
    ),
    (
        "output/calendar.rs",
        "-//digest//",
        "the name of the program in calendars",
    ),
    ("output/", "<", "markup"),
];

/// The string literals of a source, with the byte that each begins at, without those of
/// comments and attributes.
fn literals(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // The brackets that are open within an attribute.
    let mut attribute = 0usize;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
            }
            b'#' if attribute == 0 && text[at..].starts_with("#[") => {
                attribute = 1;
                at += 1;
            }
            b'[' if attribute > 0 => attribute += 1,
            b']' if attribute > 0 => attribute -= 1,
            b'\'' => {
                // A character; a lifetime has no end of its own.
                let rest = &text[at + 1..];
                let length = match rest.strip_prefix('\\') {
                    Some(escaped) => escaped.find('\'').map(|end| end + 2),
                    None => {
                        let mut chars = rest.char_indices().skip(1);
                        let end = chars.next().filter(|(_, c)| *c == '\'');
                        end.map(|(end, _)| end + 1)
                    }
                };
                at += length.unwrap_or(0);
            }
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                if attribute == 0 {
                    found.push((start, &text[start..at]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether a text has two words of English beside each other, as a sentence has.
fn is_english(text: &str) -> bool {
    let parts = text
        .split('{')
        .map(|part| part.rsplit('}').next().unwrap_or_default());
    let said = parts.collect::<Vec<_>>().join("…");
    let words: Vec<&str> = said.split([' ', '\n']).collect();
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())
    };
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

#[test]
fn what_is_said_stands_in_the_catalogue() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (module, file, text) in sources() {
        let is_test = file.ends_with("tests.rs") || file.iter().any(|part| part == "tests");
        if module == EVERYBODYS || is_test {
            continue;
        }
        let text = text.split(UNIT_TESTS).next().unwrap_or_default();
        for (at, literal) in literals(text) {
            seen += 1;
            // Assertions and expectations are of whoever mends the program.
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            let is_of_program = ["assert", "expect(", "unreachable!", "reason ="]
                .iter()
                .any(|call| line.contains(call));
            let is_known = NO_MESSAGES.iter().any(|(path, begins, _)| {
                file.to_string_lossy().starts_with(path) && literal.contains(begins)
            });
            if is_english(literal) && !is_of_program && !is_known {
                let number = text[..at].matches('\n').count() + 1;
                wrong.push(format!("{}:{number}: {literal}", file.display()));
            }
        }
    }
    assert!(seen > 2000, "the test has lost sight of the literals");
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "write it in language/messages, in English and Korean"
    );
}

#[test]
fn architecture_names_every_module() {
    let text = fs::read_to_string(project().join("ARCHITECTURE.md")).unwrap();
    for (module, _) in FLOORS {
        assert!(
            text.contains(&format!("`{module}`")),
            "ARCHITECTURE.md lacks `{module}`"
        );
    }
}

#[test]
fn promises_name_tests_that_there_are() {
    let promises = fs::read_to_string(project().join("PROMISES.md")).unwrap();
    let mut sources = Vec::new();
    for folder in ["src", "tests", "dictionary/tests"] {
        rust_files(&project().join(folder), &mut sources);
    }
    let code: String = sources
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let mut rows = 0;
    for row in promises.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        // The head of the table, and what parts it.
        if cells[0].contains("---") || cells[2].trim() == "Test" || cells[0].contains("**") {
            continue;
        }
        rows += 1;
        let tests: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        let tests = tests.iter().filter(|name| !name.contains('/'));
        let mut named = 0;
        for test in tests {
            let name = test.rsplit("::").next().unwrap_or(test);
            assert!(
                code.contains(&format!("fn {name}(")),
                "there is no test {test}"
            );
            named += 1;
        }
        assert!(named > 0, "no test holds the promise: {row}");
    }
    assert!(rows > 30, "the test has lost sight of the promises");
}

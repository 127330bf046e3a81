//! Whether the terminal has hyperlinks, and the address of the corpus folder.
//!
//! Terminals cannot be asked, so they are known by what they set in the environment.
//! How a link is written is `output`'s.

use std::ffi::OsString;
use std::path::Path;
use std::sync::OnceLock;

use super::places::Places;
use super::settings::Settings;
use crate::output;

/// Whether the terminal that this environment is of shows OSC 8 hyperlinks.
pub(super) fn terminal_has_them(environment: impl Fn(&str) -> Option<OsString>) -> bool {
    let text = |name: &str| environment(name).map(|value| value.to_string_lossy().into_owned());
    let is_set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
    let term = text("TERM").unwrap_or_default();
    let program = text("TERM_PROGRAM").unwrap_or_default();
    let version = version_of(&text("TERM_PROGRAM_VERSION").unwrap_or_default());
    // What runs inside another program shows what that one passes on; the variables of
    // the terminal around it are still set.
    if program == "tmux" {
        return version >= [3, 4];
    }
    if term == "dumb" || term == "linux" || is_set("TMUX") || term.starts_with("screen") {
        return false;
    }
    let by_program = match program.as_str() {
        "iTerm.app" => version >= [3, 1],
        "WezTerm" => version >= [20_200_620, 0],
        "vscode" => version >= [1, 72],
        "ghostty" | "Hyper" | "rio" | "Tabby" | "WarpTerminal" => true,
        _ => false,
    };
    let by_term = [
        "xterm-kitty",
        "xterm-ghostty",
        "alacritty",
        "foot",
        "contour",
        "wezterm",
    ];
    let number = |name: &str| text(name).and_then(|text| text.parse::<u32>().ok());
    by_program
        || by_term.iter().any(|name| term.starts_with(name))
        || is_set("WT_SESSION")
        || is_set("KITTY_WINDOW_ID")
        || is_set("DOMTERM")
        // 0.50.0 has them, but crashes at an address that is not closed.
        || number("VTE_VERSION").is_some_and(|version| version > 5000)
        || number("KONSOLE_VERSION").is_some_and(|version| version >= 201_200)
}

/// The first two numbers of a version.
fn version_of(text: &str) -> [u32; 2] {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u32::MAX));
    [numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)]
}

/// The address of the corpus folder, with `/` at its end; `None` where nothing tells the
/// folder.
pub(super) fn corpus_url() -> Option<&'static str> {
    static URL: OnceLock<Option<String>> = OnceLock::new();
    let url = URL.get_or_init(|| {
        let places = Places::find(&Settings::current().places).ok()?;
        Some(folder_url(&host(), &places.corpus))
    });
    url.as_deref()
}

/// `file://HOST/PATH/`. The host tells a terminal that shows another machine's text that
/// the file is not its own.
fn folder_url(host: &str, folder: &Path) -> String {
    let path = folder
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    let path = output::encoded_path(path.trim_matches('/'));
    format!("file://{}/{path}/", output::encoded_path(host))
}

#[cfg(unix)]
fn host() -> String {
    let system = rustix::system::uname();
    system.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_them(variables: &[(&str, &str)]) -> bool {
        terminal_has_them(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| value.into())
        })
    }

    #[test]
    fn terminals_are_known_by_what_they_set() {
        for variables in [
            &[
                ("TERM_PROGRAM", "iTerm.app"),
                ("TERM_PROGRAM_VERSION", "3.5.0"),
            ][..],
            &[
                ("TERM_PROGRAM", "WezTerm"),
                ("TERM_PROGRAM_VERSION", "20240203-110809-5046fc22"),
            ],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7006")],
            &[("WT_SESSION", "1-2")],
            &[("TERM", "xterm-kitty")],
            &[
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", "3.4"),
                ("TMUX", "x"),
            ],
        ] {
            assert!(has_them(variables), "{variables:?}");
        }
        for variables in [
            &[][..],
            &[("TERM", "xterm-256color")],
            &[("TERM", "dumb"), ("VTE_VERSION", "7006")],
            &[("VTE_VERSION", "4902")],
            &[("TERM", "screen-256color"), ("VTE_VERSION", "7006")],
            &[
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", "3.3a"),
                ("VTE_VERSION", "7006"),
            ],
            &[
                ("TERM_PROGRAM", "Apple_Terminal"),
                ("TERM_PROGRAM_VERSION", "453"),
            ],
        ] {
            assert!(!has_them(variables), "{variables:?}");
        }
    }

    #[test]
    fn an_address_of_a_folder_has_nothing_but_ascii() {
        assert_eq!(
            folder_url("한.local", Path::new("/srv/a b/말")),
            "file://%ED%95%9C.local/srv/a%20b/%EB%A7%90/"
        );
    }
}

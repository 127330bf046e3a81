//! Whether the terminal has hyperlinks, and the address of the corpus folder.
//!
//! Terminals cannot be asked, so they are known by what they set in the environment, most of
//! them by the crate `supports_hyperlinks`. How a link is written is `output`'s.

use std::ffi::OsString;
use std::path::Path;

use crate::output;

/// Values of `TERM` that begin so are of terminals that show links and that the crate does not
/// know, also at the other end of a connection, where nothing else of the environment comes.
const FURTHER_TERMS: [&str; 5] = ["xterm-ghostty", "foot", "contour", "wezterm", "alacritty"];

/// Values of `TERM_PROGRAM` that the crate does not know.
const FURTHER_PROGRAMS: [&str; 3] = ["rio", "Tabby", "WarpTerminal"];

/// Whether the terminal that this environment is of shows OSC 8 hyperlinks. Of most terminals
/// `is_known` tells that.
pub(in crate::cli) fn terminal_has_them(
    environment: impl Fn(&str) -> Option<OsString>,
    is_known: impl FnOnce() -> bool,
) -> bool {
    let text = |name: &str| environment(name).map(|value| value.to_string_lossy().into_owned());
    let is_set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
    let term = text("TERM").unwrap_or_default();
    let program = text("TERM_PROGRAM").unwrap_or_default();
    // What runs inside another program shows what that one passes on; the variables of
    // the terminal around it are still set.
    if program == "tmux" {
        return version_of(&text("TERM_PROGRAM_VERSION").unwrap_or_default()) >= [3, 4];
    }
    if term == "dumb" || term == "linux" || is_set("TMUX") || term.starts_with("screen") {
        return false;
    }
    is_known()
        || FURTHER_TERMS.iter().any(|known| term.starts_with(known))
        || FURTHER_PROGRAMS.contains(&program.as_str())
}

/// The first two numbers of a version.
fn version_of(text: &str) -> [u32; 2] {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u32::MAX));
    [numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)]
}

/// The address of the corpus folder, with `/` at its end.
pub(in crate::cli) fn corpus_url(corpus: &Path) -> String {
    folder_url(&host(), corpus)
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

    fn has_them(variables: &[(&str, &str)], is_known: bool) -> bool {
        let environment = |name: &str| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| value.into())
        };
        terminal_has_them(environment, || is_known)
    }

    #[test]
    fn terminals_are_known_by_what_they_set() {
        assert!(has_them(&[("TERM", "xterm-256color")], true));
        assert!(!has_them(&[("TERM", "xterm-256color")], false));
        for variables in [
            &[("TERM", "foot-extra")][..],
            &[("TERM", "xterm-ghostty")],
            &[("TERM_PROGRAM", "WarpTerminal"), ("TERM", "xterm")],
        ] {
            assert!(has_them(variables, false), "{variables:?}");
        }
    }

    #[test]
    fn what_runs_inside_another_program_shows_what_that_passes_on() {
        let tmux = |version| {
            [
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", version),
                ("TMUX", "x"),
            ]
        };
        assert!(has_them(&tmux("3.4"), false));
        assert!(!has_them(&tmux("3.3a"), true));
        for variables in [
            &[("TERM", "dumb")][..],
            &[("TERM", "linux")],
            &[("TERM", "screen-256color")],
            &[("TERM", "xterm-256color"), ("TMUX", "x")],
        ] {
            assert!(!has_them(variables, true), "{variables:?}");
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

//! Opens an address with the program that the user opens addresses with.
//!
//! Defines which program that is, which addresses are opened at all, and how its failure
//! is told.

use std::env;
use std::process::{Child, Command, Stdio};

use crate::document::is_web_address;
use crate::language::{Message, messages};

/// The programs that were started and did not end yet.
#[derive(Default)]
pub(super) struct Opener {
    running: Vec<(Child, String)>,
}

/// The variables that name a program, the first that is set wins.
const VARIABLES: [&str; 2] = ["DIGEST_OPENER", "BROWSER"];

impl Opener {
    /// Starts opening `address`, and gives what to tell: that, or why not.
    pub(super) fn open(&mut self, address: &str) -> Message {
        // A digest file names the address; it must not run anything else.
        if !is_web_address(address) {
            return messages::browse::no_web_address(&address);
        }
        let [program, arguments @ ..] = &command(named().as_deref(), address)[..] else {
            return messages::browse::no_opener();
        };
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(child) => {
                self.running.push((child, address.to_owned()));
                messages::browse::opening(&address)
            }
            Err(error) => messages::browse::no_opener_run(&program, &error, &address),
        }
    }

    /// What to tell of programs that ended: the last failure among them.
    pub(super) fn ended(&mut self) -> Option<Message> {
        let mut failure = None;
        self.running
            .retain_mut(|(child, address)| match child.try_wait() {
                Ok(None) => true,
                Ok(Some(status)) if status.success() => false,
                Ok(Some(status)) => {
                    failure = Some(messages::browse::opener_failed(&status, &address));
                    false
                }
                Err(error) => {
                    failure = Some(messages::browse::opener_failed(&error, &address));
                    false
                }
            });
        failure
    }
}

/// What the user named to open addresses with.
fn named() -> Option<String> {
    let mut named = VARIABLES.iter().filter_map(|name| env::var(name).ok());
    named.find(|program| !program.trim().is_empty())
}

/// The program that addresses are opened with, which need not be there.
pub(in crate::cli) fn opener_program() -> Option<String> {
    command(named().as_deref(), "").into_iter().next()
}

/// The command line that opens `address`, where the user named `program`: words, of which
/// `%s` stands for the address, and alternatives after `:` as `BROWSER` has them.
fn command(program: Option<&str>, address: &str) -> Vec<String> {
    let Some(program) = program else {
        let words: &[&str] = if cfg!(target_os = "macos") {
            &["open"]
        } else if cfg!(windows) {
            &["rundll32", "url.dll,FileProtocolHandler"]
        } else {
            &["xdg-open"]
        };
        let words = words.iter().map(|word| (*word).to_owned());
        return words.chain([address.to_owned()]).collect();
    };
    let first = if cfg!(windows) {
        program
    } else {
        program
            .split(':')
            .find(|one| !one.trim().is_empty())
            .unwrap_or_default()
    };
    let mut words: Vec<String> = first.split_whitespace().map(str::to_owned).collect();
    if words.iter().any(|word| word.contains("%s")) {
        words = words
            .iter()
            .map(|word| word.replace("%s", address))
            .collect();
    } else if !words.is_empty() {
        words.push(address.to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_one_argument_whatever_is_in_it() {
        let address = "https://example.org/a b;c";
        assert_eq!(command(Some("w3m"), address), ["w3m", address]);
        assert_eq!(
            command(Some("firefox -P x:lynx"), address),
            ["firefox", "-P", "x", address]
        );
        assert_eq!(
            command(Some("open %s --new"), address),
            ["open", address, "--new"]
        );
        assert_eq!(command(None, address).last().unwrap(), address);
    }

    #[test]
    fn only_web_addresses_are_opened() {
        let mut opener = Opener::default();
        for address in ["file:///etc/passwd", "-flag", "javascript:alert(1)"] {
            assert!(
                opener.open(address).english().contains("not opened"),
                "{address}"
            );
        }
        assert!(opener.running.is_empty());
    }
}

//! Who asks a cluster: a user with a password, or an API key; and where these are read from.
//!
//! What is secret is shown by nothing: not by `Debug`, and no error holds it.

use std::fmt;
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::steers;
use crate::language::{Message, messages};
use crate::regular_file;

/// No file of credentials is larger, and no command that tells them says more.
const MOST_BYTES: u64 = 64 << 10;

/// How often it is looked whether a command has ended.
const LOOK: Duration = Duration::from_millis(20);

/// Who asks a cluster.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credentials(Option<Kind>);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Password { user: String, password: String },
    ApiKey(String),
}

impl Credentials {
    /// Nobody in particular, for a cluster that asks nobody who they are.
    pub const fn none() -> Self {
        Credentials(None)
    }

    /// A user with a password.
    pub fn password(user: impl Into<String>, password: impl Into<String>) -> Self {
        Credentials(Some(Kind::Password {
            user: user.into(),
            password: password.into(),
        }))
    }

    /// An API key, in the encoded form that the cluster gave.
    pub fn api_key(key: impl Into<String>) -> Self {
        Credentials(Some(Kind::ApiKey(key.into())))
    }

    /// Those of a user and a password, or of a key, each where somebody told it; `None` where
    /// nobody told anything.
    ///
    /// # Errors
    ///
    /// Where a user has no password or the reverse, or both a user and a key are told.
    pub fn of_values(
        user: Option<String>,
        password: Option<String>,
        api_key: Option<String>,
    ) -> Result<Option<Self>, CredentialsError> {
        match (user, password, api_key) {
            (None, None, None) => Ok(None),
            (None, None, Some(key)) => Ok(Some(Credentials::api_key(key))),
            (Some(user), Some(password), None) => Ok(Some(Credentials::password(user, password))),
            (Some(_), None, None) => Err(messages::cluster::no_password().into()),
            (None, Some(_), None) => Err(messages::cluster::no_user().into()),
            (_, _, Some(_)) => Err(messages::cluster::two_credentials().into()),
        }
    }

    /// Those that a file tells, in lines as `user = kim` and `password = …`, or
    /// `api-key = …`. White space around a value is none of it; empty lines and those that
    /// begin with `#` say nothing.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, others may read it, or it tells no credentials.
    pub fn of_file(path: &Path) -> Result<Self, CredentialsError> {
        let shown = path.display();
        let unread =
            |error: io::Error| messages::cluster::credentials_file_unreadable(&shown, &error);
        let file = regular_file::open(path).map_err(unread)?;
        // Of the file that is open: another may have its name by now.
        let metadata = file.metadata().map_err(unread)?;
        if is_open_to_others(&metadata) {
            return Err(messages::cluster::credentials_file_open(&shown).into());
        }
        let bytes = regular_file::read_opened(&file, MOST_BYTES).map_err(unread)?;
        Credentials::parse(&bytes)
            .map_err(|message| messages::cluster::credentials_of_file(&shown, &message).into())
    }

    /// Those that a command writes to its standard output, in the lines of a file of
    /// credentials. `words` are the program and its arguments; no shell is between.
    ///
    /// # Errors
    ///
    /// Where the command cannot be run, fails, takes longer than `within`, is stopped, or
    /// writes no credentials.
    pub fn of_command(
        words: &[String],
        within: Duration,
        stop: &dyn Fn() -> bool,
    ) -> Result<Self, CredentialsError> {
        let program = words.first().map(String::as_str).unwrap_or_default();
        let wrong = |message: Message| {
            CredentialsError(messages::cluster::credentials_of_command(
                &program, &message,
            ))
        };
        let output = written_by(words, within, stop).map_err(wrong)?;
        Credentials::parse(&output).map_err(wrong)
    }

    fn parse(bytes: &[u8]) -> Result<Self, Message> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| messages::cluster::credentials_no_utf8())?;
        let (mut user, mut password, mut api_key) = (None, None, None);
        for (line, number) in text.lines().zip(1_u32..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // What stands there may be secret, and is not told.
            let no_line = || messages::cluster::credentials_no_line(&number);
            let (name, value) = line.split_once('=').ok_or_else(no_line)?;
            let place = match name.trim() {
                "user" => &mut user,
                "password" => &mut password,
                "api-key" => &mut api_key,
                _ => return Err(no_line()),
            };
            if place.is_some() {
                return Err(messages::cluster::credentials_twice(&number));
            }
            *place = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        }
        let told = Credentials::of_values(user, password, api_key).map_err(|error| error.0)?;
        told.ok_or_else(messages::cluster::credentials_none)
    }

    /// Whether there are none.
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Whether HTTP can say them.
    pub(super) fn is_sendable(&self) -> bool {
        match &self.0 {
            None => true,
            Some(Kind::Password { user, password }) => {
                !user.contains(':') && !user.contains(steers) && !password.contains(steers)
            }
            Some(Kind::ApiKey(key)) => {
                let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=_-:.".contains(c);
                !key.is_empty() && key.chars().all(is_of_key)
            }
        }
    }

    /// The header that tells them.
    pub(super) fn header(&self) -> Option<String> {
        self.0.as_ref().map(|kind| match kind {
            Kind::Password { user, password } => {
                format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
            }
            Kind::ApiKey(key) => format!("ApiKey {key}"),
        })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            None => "Credentials(none)",
            Some(Kind::Password { .. }) => "Credentials(password)",
            Some(Kind::ApiKey(_)) => "Credentials(key)",
        })
    }
}

/// Why credentials cannot be had. It holds none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialsError(Message);

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for CredentialsError {}

impl From<Message> for CredentialsError {
    fn from(message: Message) -> Self {
        CredentialsError(message)
    }
}

/// Whether anybody but its owner may read or write a file.
#[cfg(unix)]
fn is_open_to_others(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

/// Who may read a file stands elsewhere on other systems.
#[cfg(not(unix))]
fn is_open_to_others(_metadata: &Metadata) -> bool {
    false
}

/// A process that is over when this goes out of scope.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail where it is over and was waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a command writes to its standard output. What it complains of may hold what is secret
/// and goes nowhere.
fn written_by(
    words: &[String],
    within: Duration,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<u8>, Message> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(messages::cluster::credentials_no_command());
    };
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Message::told_by(&error))?;
    let mut running = Running(child);
    let pipe = running.0.stdout.take();
    let (send, receive) = mpsc::channel();
    // Nobody waits for this thread: what the command started may hold the pipe for long.
    thread::Builder::new()
        .spawn(move || {
            let mut bytes = Vec::new();
            let read = pipe.map(|pipe| pipe.take(MOST_BYTES + 1).read_to_end(&mut bytes));
            // Whoever asked may be gone.
            let _ = send.send(read.transpose().map(|_| bytes));
        })
        .map_err(|error| Message::told_by(&error))?;
    let until = Instant::now() + within;
    let check = || {
        if stop() {
            return Err(messages::cluster::stopped());
        }
        match Instant::now() < until {
            true => Ok(()),
            false => Err(messages::cluster::credentials_late(&within.as_secs_f64())),
        }
    };
    let bytes = loop {
        match receive.recv_timeout(LOOK) {
            Ok(read) => break read.map_err(|error| Message::told_by(&error))?,
            Err(RecvTimeoutError::Timeout) => check()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(messages::cluster::ended_early());
            }
        }
    };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(messages::cluster::credentials_too_long(&MOST_BYTES));
    }
    let status: ExitStatus = loop {
        match running.0.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => check()?,
            Err(error) => return Err(Message::told_by(&error)),
        }
        thread::sleep(LOOK);
    };
    match status.success() {
        true => Ok(bytes),
        false => Err(Message::verbatim(status.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn nothing_secret_is_shown() {
        let shown = format!(
            "{:?} {:?}",
            Credentials::password("김", "geheim"),
            Credentials::api_key("VuaCfGcB")
        );
        assert_eq!(shown, "Credentials(password) Credentials(key)");
    }

    #[test]
    fn the_header_is_that_of_http() {
        let header = Credentials::password("Aladdin", "open sesame").header();
        assert_eq!(
            header.as_deref(),
            Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        );
        let header = Credentials::api_key("abc==").header();
        assert_eq!(header.as_deref(), Some("ApiKey abc=="));
        assert_eq!(Credentials::none().header(), None);
    }

    fn of_text(text: &str) -> Result<Credentials, String> {
        Credentials::parse(text.as_bytes()).map_err(|message| message.to_string())
    }

    #[test]
    fn lines_tell_credentials() {
        let told = of_text("# of the institute\n\n user = kim \npassword = a = b #c\n");
        assert_eq!(told.unwrap(), Credentials::password("kim", "a = b #c"));
        let told = of_text("api-key=VuaCfGcB==\r\n");
        assert_eq!(told.unwrap(), Credentials::api_key("VuaCfGcB=="));
    }

    #[test]
    fn lines_that_tell_none_are_refused_and_not_repeated() {
        for (text, says) in [
            ("", "no credentials"),
            ("user = kim", "no password"),
            ("password = geheim", "no user"),
            ("user =\npassword =\n", "no credentials"),
            ("user = kim\npassword = geheim\napi-key = geheim", "both"),
            ("user = kim\n\ngeheim", "line 3"),
            ("passwort = geheim", "line 1"),
            ("user = kim\nuser = geheim", "line 2"),
        ] {
            let told = of_text(text).unwrap_err();
            assert!(told.contains(says), "{text}: {told}");
            assert!(!told.contains("geheim"), "{told}");
        }
        assert!(Credentials::parse(b"user = \xff").is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("credentials");
        fs::write(&path, "api-key = geheim\n").unwrap();
        let told = |mode: u32| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            Credentials::of_file(&path)
        };
        for mode in [0o600, 0o400, 0o700] {
            assert_eq!(
                told(mode).unwrap(),
                Credentials::api_key("geheim"),
                "{mode:o}"
            );
        }
        for mode in [0o640, 0o604, 0o620, 0o644] {
            let refused = told(mode).unwrap_err().to_string();
            assert!(refused.contains("chmod 600"), "{refused}");
            assert!(!refused.contains("geheim"), "{refused}");
        }
        let missing = Credentials::of_file(&folder.path().join("none"));
        assert!(missing.unwrap_err().to_string().contains("No such file"));
        assert!(Credentials::of_file(folder.path()).is_err());
    }

    #[cfg(unix)]
    fn of_shell(command: &str, within: Duration) -> Result<Credentials, String> {
        let words = ["sh", "-c", command].map(str::to_owned);
        let told = Credentials::of_command(&words, within, &|| false);
        told.map_err(|error| error.to_string())
    }

    #[test]
    #[cfg(unix)]
    fn a_command_tells_credentials() {
        let minute = Duration::from_secs(60);
        let told = of_shell("echo user = kim; echo password = geheim", minute);
        assert_eq!(told.unwrap(), Credentials::password("kim", "geheim"));
        for (command, says) in [
            ("echo api-key = geheim; exit 3", "exit status: 3"),
            ("echo geheim >&2; exit 1", "exit status: 1"),
            ("echo geheim", "line 1"),
            ("head -c 100000 /dev/zero", "65536 bytes"),
        ] {
            let told = of_shell(command, minute).unwrap_err();
            assert!(told.contains(says), "{command}: {told}");
            assert!(!told.contains("geheim"), "{told}");
        }
        let missing = ["digest-has-no-such-program".to_owned()];
        assert!(Credentials::of_command(&missing, minute, &|| false).is_err());
        assert!(Credentials::of_command(&[], minute, &|| false).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_command_has_so_much_time() {
        let began = Instant::now();
        let told = of_shell("sleep 60", Duration::from_millis(100)).unwrap_err();
        assert!(told.contains("0.1 s"), "{told}");
        // One that closes its output and goes on, too.
        let told = of_shell("exec >&-; sleep 60", Duration::from_millis(100)).unwrap_err();
        assert!(told.contains("0.1 s"), "{told}");
        let words = ["sleep", "60"].map(str::to_owned);
        let stopped = Credentials::of_command(&words, Duration::from_secs(60), &|| true);
        assert!(stopped.is_err());
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}

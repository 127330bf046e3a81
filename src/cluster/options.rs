//! How a client sends its requests.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How a client sends its requests.
#[derive(Clone)]
pub struct ClientOptions {
    /// The authorities that are trusted instead of those that Mozilla keeps, as PEM.
    pub authority_file: Option<PathBuf>,
    /// How long a connection may take to be made.
    pub connect_time: Duration,
    /// How long each sending of a request may take, with its answer.
    pub time: Duration,
    /// The same where lines are sent, many at once.
    pub lines_time: Duration,
    /// How often a request is sent again, at most.
    pub most_repetitions: u32,
    /// No repetition begins later than this after the first sending.
    pub repeat_within: Duration,
    /// The same two of documents that are written, which nobody waits for: a cluster may be busy
    /// for minutes with those before them.
    pub most_bulk_repetitions: u32,
    /// No such repetition begins later than this.
    pub repeat_bulk_within: Duration,
    /// No longer answer is read, in bytes, unpacked.
    pub most_reply_bytes: u64,
    /// Asked between sendings whether to stop.
    pub stop: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        ClientOptions {
            authority_file: None,
            connect_time: Duration::from_secs(5),
            time: Duration::from_secs(30),
            lines_time: Duration::from_secs(120),
            most_repetitions: 6,
            repeat_within: Duration::from_secs(30),
            most_bulk_repetitions: 200,
            repeat_bulk_within: Duration::from_secs(600),
            most_reply_bytes: 64 << 20,
            stop: Arc::new(|| false),
        }
    }
}

impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("authority_file", &self.authority_file)
            .field("connect_time", &self.connect_time)
            .field("time", &self.time)
            .field("lines_time", &self.lines_time)
            .field("most_repetitions", &self.most_repetitions)
            .field("repeat_within", &self.repeat_within)
            .field("most_bulk_repetitions", &self.most_bulk_repetitions)
            .field("repeat_bulk_within", &self.repeat_bulk_within)
            .field("most_reply_bytes", &self.most_reply_bytes)
            .finish_non_exhaustive()
    }
}

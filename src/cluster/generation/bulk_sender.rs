//! Sends batches of rows in their order by a thread of its own, while more are made.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use anyhow::Context;

use crate::cluster::{Client, ClusterError};
use crate::language::messages;

/// So many batches wait for the one that is being sent.
const WAITING: usize = 1;

/// Sends batches of rows to one path, one after the other: of one id two actions are never under
/// way, and what a cluster had no time for is sent again before what comes behind it.
pub(in crate::cluster) struct BulkSender {
    client: Arc<Client>,
    path: String,
    running: Option<Running>,
}

struct Running {
    batches: SyncSender<Vec<u8>>,
    thread: JoinHandle<Result<(), ClusterError>>,
}

impl BulkSender {
    pub(in crate::cluster) fn new(client: &Arc<Client>, path: String) -> Self {
        BulkSender {
            client: Arc::clone(client),
            path,
            running: None,
        }
    }

    /// Has a batch sent behind those before it, and does not wait for that, unless another
    /// waits already.
    ///
    /// # Errors
    ///
    /// Where a batch before it was not taken, or no thread can be made.
    pub(in crate::cluster) fn send(&mut self, lines: Vec<u8>) -> anyhow::Result<()> {
        let running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let is_taken = running.batches.send(lines).is_ok();
        self.running = Some(running);
        if !is_taken {
            // The thread ended, which an error alone makes it do.
            self.wait()?;
            return Err(ClusterError::CutShort.into());
        }
        Ok(())
    }

    /// Waits until everything was taken.
    ///
    /// # Errors
    ///
    /// Where something was not.
    pub(in crate::cluster) fn wait(&mut self) -> Result<(), ClusterError> {
        match self.ended() {
            None => Ok(()),
            Some(Ok(sent)) => sent,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
        }
    }

    /// What the thread came to, once it has sent everything; `None` where none runs.
    fn ended(&mut self) -> Option<thread::Result<Result<(), ClusterError>>> {
        let Running { batches, thread } = self.running.take()?;
        drop(batches);
        Some(thread.join())
    }

    fn start(&self) -> anyhow::Result<Running> {
        let (batches, waiting) = sync_channel::<Vec<u8>>(WAITING);
        let (client, path) = (Arc::clone(&self.client), self.path.clone());
        let send_all = move || -> Result<(), ClusterError> {
            while let Ok(lines) = waiting.recv() {
                client.bulk(&path, &lines)?;
            }
            Ok(())
        };
        let thread = thread::Builder::new().name("bulk".to_owned());
        let thread = thread.spawn(send_all);
        let thread = thread.context(messages::index::no_threads())?;
        Ok(Running { batches, thread })
    }
}

/// A batch that is under way is waited for: one that came behind the removal of its index would
/// have the cluster make it anew.
impl Drop for BulkSender {
    fn drop(&mut self) {
        let _ = self.ended();
    }
}

//! `digest mcp`: a Model Context Protocol server over standard input and output, so that
//! models search, read and cite the digests.
//!
//! Defines what may be typed and the run from the first line to the last. The protocol is
//! `rmcp`'s, lines are `lines`' and `messages`', what a client may ask for `server`'s; the
//! tools are a file each. It reads the index and nothing else, and writes nothing.

mod arguments;
mod client_configuration;
mod kept_engine;
mod lines;
mod messages;
mod resources;
mod server;
#[cfg(test)]
mod tests;
mod tools;
mod work;

use std::io::{ErrorKind, Write};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow};
use clap::Args;
use clap::builder::RangedU64ValueParser;
use rmcp::service::{QuitReason, ServerInitializeError, serve_server};
use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval};

use crate::cli::advice;
use crate::cli::arguments::bounds::BoundArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::places::IndexPlace;
use crate::cli::terminal::stop::Stop;
use crate::cli::terminal::streams;
use crate::language;
use kept_engine::KeptEngine;
use lines::Lines;
use server::Server;
use work::Work;

/// What a model with a small context can still read, in Hangul at a token a character or two.
const DEFAULT_ANSWER_CHARS: usize = 16_000;

/// How many requests are worked on at once; others wait.
const THREADS: usize = 4;

/// How often it is looked whether the generation that is held is still the published one.
const LOOKS: Duration = Duration::from_secs(60);

/// Serve searches to AI assistants, over the Model Context Protocol
#[derive(Debug, Args)]
#[command(
    after_help = "A client, such as the desktop program of an assistant, starts this command and \
        speaks to it over standard input and output; by hand there is nothing to do. \
        --print-config writes what the client's configuration needs, with the folders that \
        would be searched from here.\n\n\
        Tools: search, show, cite, related, trend, events, sources. Articles and events are \
        resources too. Nothing is written, and no index is built: run `digest index` for that. \
        What a run publishes is searched by the next call.\n\n\
        Examples:\n  \
        digest mcp --print-config\n  \
        digest mcp --corpus ~/digests --answer-chars 8000"
)]
pub(super) struct McpArgs {
    /// Write the lines for a client's configuration, and end
    #[arg(long)]
    print_config: bool,

    /// How many characters an answer of a tool may have; what is more is on a next page
    #[arg(
        long,
        value_name = "N",
        default_value_t = DEFAULT_ANSWER_CHARS,
        value_parser = RangedU64ValueParser::<usize>::new().range(2_000..=1_000_000)
    )]
    answer_chars: usize,

    #[command(flatten)]
    bounds: BoundArgs,
}

pub(super) fn run(args: McpArgs, session: &Session) -> anyhow::Result<Outcome> {
    // A mistake here is the configuration's, and nothing mends it while the process runs.
    let places = session.places()?;
    if args.print_config {
        let mut out = streams::stdout();
        client_configuration::write(&mut out, places)
            .and_then(|()| out.flush())
            .context(language::messages::mcp::configuration_not_written())?;
        return Ok(Outcome::Good);
    }
    let client = match &places.index {
        IndexPlace::Folder(_) => None,
        IndexPlace::Cluster(address) => {
            let client = session.settings.client(address, Arc::new(|| false))?;
            Some(Arc::new(client))
        }
    };
    let bounds = args.bounds.or(session.settings.bounds());
    let engine = Arc::new(KeptEngine::new(places.clone(), client, bounds));
    if streams::stdin_is_terminal() {
        let told = client_configuration::told_by_hand(places);
        streams::tell_lines(format!("{told}\n").as_bytes());
    }
    // Whoever looks after the client reads this; the client's user is told by each tool.
    if let Err(error) = engine.engine() {
        streams::tell(language::messages::mcp::every_call_answers(
            &advice::message(&error),
        ));
    }
    let work = Work {
        engine: Arc::clone(&engine),
        most_chars: args.answer_chars,
    };
    let server = Server::new(work).context(language::messages::mcp::no_tools())?;
    let (ended, signalled) = oneshot::channel();
    wait_for_signals(ended).context(language::messages::command::no_signals())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(THREADS)
        .build()
        .context(language::messages::mcp::not_started())?;
    let failure = Arc::new(OnceLock::new());
    let served = runtime.block_on(async {
        let lines = Lines::start(bounds.time, Arc::clone(&failure))?;
        tokio::select! {
            code = signalled => Ok(Outcome::Told(code.unwrap_or(crate::cli::outcome::EXIT_ERROR))),
            served = serve(server, lines) => served,
            () = let_go_of_old(engine) => Ok(Outcome::Good),
        }
    });
    // A search that is still at work is nobody's any more.
    runtime.shutdown_background();
    match failure.get() {
        None => served,
        // Nobody reads any more, which is how clients go.
        Some(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Good),
        Some(error) => Err(anyhow!(language::messages::mcp::no_stdout(error))),
    }
}

/// Serves until the client goes away.
async fn serve(server: Server, lines: Lines) -> anyhow::Result<Outcome> {
    let running = match serve_server(server, lines).await {
        Ok(running) => running,
        // Nobody has asked for anything, or nobody reads what they get.
        Err(
            ServerInitializeError::ConnectionClosed(_)
            | ServerInitializeError::TransportError { .. },
        ) => return Ok(Outcome::Good),
        Err(error) => return Err(anyhow!(language::messages::mcp::not_agreed(&error))),
    };
    match running.waiting().await {
        Ok(QuitReason::JoinError(error)) | Err(error) => {
            Err(anyhow!(language::messages::mcp::server_broke(&error)))
        }
        Ok(_) => Ok(Outcome::Good),
    }
}

/// Looks now and then whether another generation was published, so that the old one can be
/// removed where nobody asks for anything for days. Never ends.
async fn let_go_of_old(engine: Arc<KeptEngine>) {
    let mut looks = interval(LOOKS);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let engine = Arc::clone(&engine);
        // A look that broke is made again.
        let _ = tokio::task::spawn_blocking(move || engine.let_go_of_old()).await;
    }
}

/// Sends the exit code when a signal comes that ends the process.
#[cfg(unix)]
fn wait_for_signals(ended: oneshot::Sender<u8>) -> std::io::Result<()> {
    use std::io::Read;
    let (stop, mut wake) = Stop::with_wake()?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            let _ = wake.read(&mut [0]);
            let _ = ended.send(stop.exit_code().unwrap_or(crate::cli::outcome::EXIT_ERROR));
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn wait_for_signals(ended: oneshot::Sender<u8>) -> std::io::Result<()> {
    let stop = Stop::on_signals()?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            while !stop.is_asked_for() {
                thread::sleep(Duration::from_millis(250));
            }
            let _ = ended.send(stop.exit_code().unwrap_or(crate::cli::outcome::EXIT_ERROR));
        })?;
    Ok(())
}

//! `digest mcp` through the program: raw dialogues, line by line, and a client that others
//! wrote.

mod dialogue;
mod other_client;
mod process;
pub(crate) mod server;

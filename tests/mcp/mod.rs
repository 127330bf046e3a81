//! `digest mcp` through the program: raw dialogues, line by line, and a client that others
//! wrote.

mod dialogue;
mod other_client;
pub(crate) mod server;

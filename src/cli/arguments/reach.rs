//! The flags that say how far a walk through the corpus folder reaches, for the commands
//! that read digest files by the hundred. What they mean is `corpus::Reach`'s.

use clap::Args;

use crate::corpus::Reach;

/// Which files of the corpus folder are read
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "Digest files")]
pub(in crate::cli) struct ReachArgs {
    /// Follow links in the corpus folder, also to what lies outside of it; without this
    /// they are passed over, which is told
    #[arg(long)]
    follow: bool,

    /// Pass over what lies on another file system than the corpus folder, which is told
    #[arg(long)]
    one_file_system: bool,
}

impl ReachArgs {
    /// How far the walk reaches.
    pub(in crate::cli) fn reach(self) -> Reach {
        Reach {
            follows_links: self.follow,
            one_file_system: self.one_file_system,
        }
    }
}

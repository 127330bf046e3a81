//! What a run needs of the place where an index is kept.
//!
//! A run is written once over these traits: `folder` does it in a folder on this machine,
//! `cluster` on a cluster. A place is held by one run at a time.

pub(super) mod cluster;
pub(super) mod folder;

use std::sync::Arc;

use crate::analysis::{Analyzer, Terms};
use crate::document::Document;
use crate::index::{
    Effort, FileContent, FileRecord, Kept, Manifest, Misfit, NotFinished, Published, Sources,
};
use crate::language::Message;
use crate::search::{SearchEngine, Synonyms};

/// Fails where a run is to stop.
pub(super) type GoOn<'a> = &'a (dyn Fn() -> anyhow::Result<()> + Sync);

/// A place that this run alone may write to.
pub(super) trait Place: Sync {
    /// A generation to start from.
    type Base: BaseGeneration;
    /// One in the making.
    type Writer<'a>: Writer<Base = Self::Base>
    where
        Self: 'a;

    /// Removes what a killed run left.
    fn remove_leftovers(&self) -> anyhow::Result<()>;

    /// Refuses to go on where another run may be at work. Asked often.
    fn check_held(&self) -> anyhow::Result<()>;

    /// The generation to start from; `None` where there is none. What is wrong with those that
    /// are passed over is told. Nothing is shared with those in `distrusted`, for the reason
    /// beside them.
    fn find_base(
        &self,
        distrusted: &[(<Self::Base as BaseGeneration>::Place, Message)],
        go_on: GoOn<'_>,
        tell: &mut dyn FnMut(&Message),
    ) -> anyhow::Result<Option<Self::Base>>;

    /// Starts a generation beside `base`: empty, or with all that it holds, where that is
    /// `shared`.
    fn start<'a>(
        &'a self,
        analyzer: &Arc<Analyzer>,
        base: Option<&Self::Base>,
        is_shared: bool,
        effort: Effort,
        go_on: GoOn<'a>,
    ) -> Result<Self::Writer<'a>, NotFinished>;
}

/// A generation that was finished before, and those beside it.
pub(super) trait BaseGeneration {
    /// What it is known by.
    type Place: Clone;

    fn place(&self) -> Self::Place;

    /// Where it is, as people are told.
    fn shown(&self) -> String;

    /// Its name, such as `gen-000007`.
    fn name(&self) -> String;

    /// Whether it is the one that searches read.
    fn is_published(&self) -> bool;

    /// Why this program would read it wrongly; `None` where it fits.
    fn misfit(&self) -> Option<&Misfit>;

    /// What is damaged of it, so that nothing of it is shared.
    fn flaw(&self) -> Option<&Message>;

    /// Why the place wants it built anew, though it is whole and fits.
    fn unshareable(&self) -> Option<&Message>;

    /// What it was made of; `None` where that is not known.
    fn manifest(&self) -> Option<&Manifest>;

    /// Its digest files, by name.
    fn records(&self) -> &[FileRecord];

    /// Whether searches find it whole, as far as is seen without reading all of it.
    fn looks_whole(&self) -> bool;

    /// The documents of a digest file, of the newest generation that has all of them; `None`
    /// where none has. An error is that this cannot be told now.
    fn kept(&mut self, file: &str) -> anyhow::Result<Option<Kept>>;
}

/// A generation in the making.
pub(super) trait Writer {
    type Base;
    type Built: Built<Base = Self::Base>;

    /// Takes out the documents of a digest file that `base`, from which the generation was
    /// started, holds. Before those of its new state are added.
    fn remove_file(&mut self, file: &str, base: &mut Self::Base) -> anyhow::Result<()>;

    /// Adds the documents of a digest file, which has that place among the others.
    fn add_file(
        &mut self,
        place: u64,
        documents: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<FileContent>;

    /// Finishes the generation, which was started from `shared` where that is one, and verifies
    /// that it holds what `records` say.
    fn finish(
        self,
        shared: Option<&Self::Base>,
        sources: Sources,
        terms: &Terms,
        records: &[FileRecord],
    ) -> Result<Self::Built, NotFinished>;
}

/// A generation that is whole and not published.
pub(super) trait Built: Sized {
    type Base;

    /// Opens it for searches.
    fn engine(&self, analyzer: &Arc<Analyzer>, synonyms: &Synonyms)
    -> anyhow::Result<SearchEngine>;

    /// Chooses what stays beside it, to go back to.
    fn beside(self, base: &Self::Base, go_on: GoOn<'_>) -> anyhow::Result<Self>;

    /// Makes it the one that searches read, in one step.
    fn publish(self) -> anyhow::Result<Published>;
}

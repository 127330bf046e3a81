//! An index in a folder on this machine, which its lock holds.

use std::path::PathBuf;
use std::sync::Arc;

use super::{BaseGeneration, Built, GoOn, Place, Writer};
use crate::analysis::{Analyzer, Terms};
use crate::document::Document;
use crate::index::{
    self, Base, BuiltGeneration, Effort, FileContent, FileRecord, GenerationWriter, IndexLock,
    Kept, Manifest, Misfit, NotFinished, Published, Sources,
};
use crate::language::Message;
use crate::search::{SearchEngine, Synonyms};

impl Place for IndexLock {
    type Base = Base;
    type Writer<'a> = GenerationWriter<'a>;

    fn remove_leftovers(&self) -> anyhow::Result<()> {
        index::remove_leftovers(self)
    }

    /// The system holds its lock, and who publishes asks whether it was taken away.
    fn check_held(&self) -> anyhow::Result<()> {
        Ok(())
    }

    fn find_base(
        &self,
        distrusted: &[(PathBuf, Message)],
        go_on: GoOn<'_>,
        tell: &mut dyn FnMut(&Message),
    ) -> anyhow::Result<Option<Base>> {
        Base::find(self, distrusted, go_on, tell)
    }

    fn start<'a>(
        &'a self,
        analyzer: &Arc<Analyzer>,
        base: Option<&Base>,
        is_shared: bool,
        effort: Effort,
        go_on: GoOn<'a>,
    ) -> Result<GenerationWriter<'a>, NotFinished> {
        let shared = base.filter(|_| is_shared);
        GenerationWriter::start(self, analyzer, shared, effort, go_on)
    }
}

impl BaseGeneration for Base {
    type Place = PathBuf;

    fn place(&self) -> PathBuf {
        self.folder().to_owned()
    }

    fn shown(&self) -> String {
        self.folder().display().to_string()
    }

    fn name(&self) -> String {
        Base::name(self)
    }

    fn is_published(&self) -> bool {
        Base::is_published(self)
    }

    fn misfit(&self) -> Option<&Misfit> {
        Base::misfit(self)
    }

    fn flaw(&self) -> Option<&Message> {
        Base::flaw(self)
    }

    fn unshareable(&self) -> Option<&Message> {
        None
    }

    fn manifest(&self) -> Option<&Manifest> {
        Base::manifest(self)
    }

    fn records(&self) -> &[FileRecord] {
        Base::records(self)
    }

    fn looks_whole(&self) -> bool {
        Base::looks_whole(self)
    }

    fn kept(&mut self, file: &str) -> anyhow::Result<Option<Kept>> {
        Ok(Base::kept(self, file))
    }
}

impl<'a> Writer for GenerationWriter<'a> {
    type Base = Base;
    type Built = BuiltGeneration<'a>;

    fn remove_file(&mut self, file: &str, base: &mut Base) -> anyhow::Result<()> {
        GenerationWriter::remove_file(self, file, base)
    }

    fn add_file(
        &mut self,
        place: u64,
        documents: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<FileContent> {
        GenerationWriter::add_file(self, place, documents)
    }

    fn finish(
        self,
        shared: Option<&Base>,
        sources: Sources,
        terms: &Terms,
        records: &[FileRecord],
    ) -> Result<BuiltGeneration<'a>, NotFinished> {
        GenerationWriter::finish(self, shared, sources, terms, records)
    }
}

impl Built for BuiltGeneration<'_> {
    type Base = Base;

    fn engine(
        &self,
        analyzer: &Arc<Analyzer>,
        synonyms: &Synonyms,
    ) -> anyhow::Result<SearchEngine> {
        let analyzer = Arc::clone(analyzer);
        Ok(SearchEngine::new(self.open()?, analyzer, synonyms.clone()))
    }

    fn beside(self, base: &Base, go_on: GoOn<'_>) -> anyhow::Result<Self> {
        let before = base.to_go_back_to(go_on)?;
        Ok(BuiltGeneration::beside(self, before))
    }

    fn publish(self) -> anyhow::Result<Published> {
        BuiltGeneration::publish(self)
    }
}

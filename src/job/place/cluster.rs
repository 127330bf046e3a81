//! An index on a cluster, which a lease holds.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{BaseGeneration, Built, GoOn, Place, Writer};
use crate::analysis::{Analyzer, Terms};
use crate::cluster::{
    BuiltOnCluster, Client, ClusterBase, ClusterLease, ClusterReader, ClusterWriter, LeaseHolder,
    SpreadWanted, WriterOptions, remove_leftovers_on_cluster,
};
use crate::document::Document;
use crate::index::{
    Effort, FileContent, FileRecord, Kept, Manifest, Misfit, NotFinished, Published, Sources,
};
use crate::job::{JobError, JobEvent, Sink, Stop, check_stop};
use crate::language::Message;
use crate::search::{SATURATION, SearchEngine, Synonyms};

/// How long a run that is killed keeps others out.
const USUAL_LEASE: Duration = Duration::from_secs(60);

/// An index on a cluster, as a job is told of it.
#[derive(Debug, Clone)]
pub struct ClusterIndex {
    /// Whom to ask; its address names the index.
    pub client: Arc<Client>,
    /// The folder on this machine where files are kept that were read of the cluster.
    pub cache: PathBuf,
    /// How it is spread over the nodes, as far as somebody says so.
    pub spread: SpreadWanted,
    /// For how long the right to write it is taken: a run renews that while it works, and so
    /// long others wait after one that was killed.
    pub lease: Duration,
}

impl ClusterIndex {
    /// The index that the client's address names, spread as it is by now.
    pub fn new(client: Arc<Client>, cache: impl Into<PathBuf>) -> Self {
        ClusterIndex {
            client,
            cache: cache.into(),
            spread: SpreadWanted::default(),
            lease: USUAL_LEASE,
        }
    }

    /// The index as people are told of it.
    pub(in crate::job) fn shown(&self) -> String {
        self.client.address().to_string()
    }

    /// Takes its lease, or waits for it so long, without end where that is `None`.
    pub(in crate::job) fn held(
        &self,
        wait: Option<Duration>,
        stop: Stop<'_>,
        tell: Sink<'_>,
    ) -> Result<HeldIndex<'_>, JobError> {
        self.client.check_server().map_err(anyhow::Error::from)?;
        // Before anything is made beside what is somebody else's.
        ClusterReader::check_name(&self.client)?;
        let holder = LeaseHolder {
            host: host(),
            pid: std::process::id(),
        };
        let go_on = || Ok(check_stop(stop)?);
        let mut is_told = false;
        let mut taken_over: Option<Message> = None;
        let patience = |waited| {
            let is_patient = wait.is_none_or(|wait| waited < wait);
            if is_patient && !is_told {
                tell(&JobEvent::Waiting);
                is_told = true;
            }
            is_patient
        };
        let told = |message: &Message| taken_over = Some(message.clone());
        let lease = ClusterLease::take(&self.client, holder, self.lease, &go_on, patience, told)?;
        let lease = lease.map_err(|_| JobError::Locked)?;
        if let Some(message) = &taken_over {
            tell(&JobEvent::Problem { message });
        }
        Ok(HeldIndex { index: self, lease })
    }
}

/// The name of this machine, for whoever waits for this run.
fn host() -> String {
    #[cfg(unix)]
    {
        let name = rustix::system::uname();
        name.nodename().to_string_lossy().into_owned()
    }
    #[cfg(not(unix))]
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// An index on a cluster that this run alone writes.
#[derive(Debug)]
pub(in crate::job) struct HeldIndex<'i> {
    pub(in crate::job) index: &'i ClusterIndex,
    pub(in crate::job) lease: ClusterLease,
}

impl Place for HeldIndex<'_> {
    type Base = ClusterBase;
    type Writer<'a>
        = ClusterWriter<'a>
    where
        Self: 'a;

    fn remove_leftovers(&self) -> anyhow::Result<()> {
        remove_leftovers_on_cluster(&self.lease)
    }

    fn check_held(&self) -> anyhow::Result<()> {
        self.lease.check_held()
    }

    fn find_base(
        &self,
        distrusted: &[(String, Message)],
        go_on: GoOn<'_>,
        tell: &mut dyn FnMut(&Message),
    ) -> anyhow::Result<Option<ClusterBase>> {
        ClusterBase::find(
            &self.lease,
            &self.index.cache,
            self.index.spread,
            SATURATION,
            distrusted,
            go_on,
            tell,
        )
    }

    fn start<'a>(
        &'a self,
        analyzer: &Arc<Analyzer>,
        base: Option<&ClusterBase>,
        is_shared: bool,
        effort: Effort,
        go_on: GoOn<'a>,
    ) -> Result<ClusterWriter<'a>, NotFinished> {
        let spread = match base {
            Some(base) => base.spread(),
            None => self.index.spread.of_new(),
        };
        let shared = base.filter(|_| is_shared).and_then(ClusterBase::reader);
        Ok(ClusterWriter::start(
            &self.lease,
            analyzer,
            shared.map(|reader| &**reader),
            WriterOptions {
                spread,
                saturation: SATURATION,
                effort,
                cache: &self.index.cache,
            },
            go_on,
        )?)
    }
}

impl BaseGeneration for ClusterBase {
    type Place = String;

    fn place(&self) -> String {
        ClusterBase::name(self).to_owned()
    }

    fn shown(&self) -> String {
        ClusterBase::name(self).to_owned()
    }

    fn name(&self) -> String {
        ClusterBase::name(self).to_owned()
    }

    fn is_published(&self) -> bool {
        ClusterBase::is_published(self)
    }

    fn misfit(&self) -> Option<&Misfit> {
        ClusterBase::misfit(self)
    }

    fn flaw(&self) -> Option<&Message> {
        ClusterBase::flaw(self)
    }

    fn unshareable(&self) -> Option<&Message> {
        self.anew()
    }

    fn manifest(&self) -> Option<&Manifest> {
        ClusterBase::manifest(self)
    }

    fn records(&self) -> &[FileRecord] {
        ClusterBase::records(self)
    }

    /// What it holds was counted when it was found.
    fn looks_whole(&self) -> bool {
        true
    }

    fn kept(&mut self, file: &str) -> anyhow::Result<Option<Kept>> {
        ClusterBase::kept(self, file)
    }
}

impl<'a> Writer for ClusterWriter<'a> {
    type Base = ClusterBase;
    type Built = BuiltOnCluster<'a>;

    fn remove_file(&mut self, file: &str, base: &mut ClusterBase) -> anyhow::Result<()> {
        match base.reader() {
            Some(reader) => ClusterWriter::remove_file(self, file, reader),
            None => Ok(()),
        }
    }

    fn add_file(
        &mut self,
        place: u64,
        documents: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<FileContent> {
        ClusterWriter::add_file(self, place, documents)
    }

    fn finish(
        self,
        shared: Option<&ClusterBase>,
        sources: Sources,
        terms: &Terms,
        records: &[FileRecord],
    ) -> Result<BuiltOnCluster<'a>, NotFinished> {
        let shared = shared.and_then(ClusterBase::reader);
        let shared = shared.map(|reader| &**reader);
        Ok(ClusterWriter::finish(
            self, shared, sources, terms, records,
        )?)
    }
}

impl Built for BuiltOnCluster<'_> {
    type Base = ClusterBase;

    fn engine(
        &self,
        analyzer: &Arc<Analyzer>,
        synonyms: &Synonyms,
    ) -> anyhow::Result<SearchEngine> {
        let (reader, analyzer) = (Arc::clone(self.reader()), Arc::clone(analyzer));
        SearchEngine::over_cluster(reader, analyzer, synonyms.clone())
    }

    /// The published one stays, which it was started beside.
    fn beside(self, _: &ClusterBase, _: GoOn<'_>) -> anyhow::Result<Self> {
        Ok(self)
    }

    fn publish(self) -> anyhow::Result<Published> {
        BuiltOnCluster::publish(self)
    }
}

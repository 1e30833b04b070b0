//! What every command starts with: the organizations, and the session to reach them.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use crate::arguments::Reach;
use crate::ending::Result;
use crate::file::{Needs, Organization, Organizations};
use crate::report::{path_of, remembered};
use crate::session::{Memory, Session};
use crate::work::Interrupt;

/// The organizations and the session of a command.
pub(crate) struct Setup {
    pub(crate) organizations: Vec<Arc<Organization>>,
    /// The names of all organizations of FILE.
    pub(crate) names: Vec<String>,
    pub(crate) session: Arc<Session>,
    pub(crate) at_once: NonZeroUsize,
    pub(crate) interrupt: Interrupt,
}

impl Setup {
    /// Reads FILE, and the state of simulated organizations from their report.
    pub(crate) async fn of_file(file: &Path, reach: &Reach, needs: Needs) -> Result<Self> {
        let organizations = Organizations::read(file, &reach.only, needs, reach.simulate).await?;
        let memory = remembered(&path_of(file, reach), reach)?;
        Self::new(organizations, reach, memory)
    }

    /// Reads FILE if there is one, or else uses the organization of the environment.
    pub(crate) async fn of_any(
        file: Option<&Path>,
        reach: &Reach,
        name: Option<&str>,
    ) -> Result<Self> {
        match file {
            Some(file) => Self::of_file(file, reach, Needs::Access).await,
            None if reach.simulate => {
                Err("--simulate needs a FILE that lists the organizations to simulate".into())
            }
            None => Self::new(Organizations::of_environment(name)?, reach, None),
        }
    }

    pub(crate) fn new(
        organizations: Organizations,
        reach: &Reach,
        memory: Option<Memory>,
    ) -> Result<Self> {
        let chosen = organizations.chosen.into_iter().map(Arc::new);
        Ok(Self {
            organizations: chosen.collect(),
            names: organizations.names,
            session: Arc::new(Session::new(reach, memory)?),
            at_once: reach.concurrency,
            interrupt: Interrupt::listen(),
        })
    }

    pub(crate) fn is_simulated(&self) -> bool {
        self.session.is_simulated()
    }
}

//! A client for each organization; all share one HTTP client.

use std::time::Duration;

use datadog_statuspage::reqwest::{self, redirect};
use datadog_statuspage::{Client, Error};
use datadog_statuspage_testing::Simulator;

use super::faults::{Phase, faults};
use super::memory::Memory;
use crate::arguments::Reach;
use crate::ending::Result;
use crate::file::Organization;

/// How long one organization may take; a long list has many changes.
const LIMIT: Duration = Duration::from_secs(600);

/// What commands use to reach organizations.
pub(crate) struct Session {
    http: reqwest::Client,
    base_url: Option<String>,
    /// `None` if nothing is simulated.
    pub(crate) memory: Option<Memory>,
    faults: bool,
}

/// An organization's client.
pub(crate) struct Reached {
    pub(crate) client: Client,
    simulator: Option<Simulator>,
}

impl Session {
    pub(crate) fn new(reach: &Reach, memory: Option<Memory>) -> Result<Self> {
        let base_url = reach.base_url.clone();
        let is_plain = |url: &String| url.trim_start().to_ascii_lowercase().starts_with("http://");
        let mut builder = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .redirect(redirect::Policy::none())
            .referer(false)
            .http1_only()
            .retry(reqwest::retry::never());
        // Plain http is for this machine only: it needs no root certificates, and no proxy may
        // see the keys.
        if reach.simulate || base_url.as_ref().is_some_and(is_plain) {
            builder = builder.no_proxy().tls_certs_only([]);
        }
        let http = builder.build().map_err(|error| {
            format!("the HTTP client can't be set up ({error:?}); check that root certificates are installed and that HTTPS_PROXY is valid")
        })?;
        let session = Self {
            http,
            base_url,
            memory,
            faults: reach.faults,
        };
        Ok(session)
    }

    pub(crate) fn is_simulated(&self) -> bool {
        self.memory.is_some()
    }

    /// Creates an organization's client.
    pub(crate) fn reach(
        &self,
        organization: &Organization,
        phase: Phase,
    ) -> std::result::Result<Reached, Error> {
        let builder = Client::builder(organization.credentials.clone())
            .http_client(self.http.clone())
            .timeout(LIMIT);
        let simulator = self.memory.as_ref().map(|memory| {
            memory.simulator(&organization.name, || match self.faults {
                true => faults(organization.place, phase),
                false => Vec::new(),
            })
        });
        let (builder, simulator) = match (simulator, &self.base_url) {
            (Some(Ok(simulator)), _) => (builder.base_url(simulator.base_url()), Some(simulator)),
            // This is no address, so that the error quotes it.
            (Some(Err(error)), _) => (builder.base_url(format!("no simulator: {error}")), None),
            (None, Some(url)) => (builder.base_url(url), None),
            (None, None) => (builder.site(organization.site), None),
        };
        Ok(Reached {
            client: builder.build()?,
            simulator,
        })
    }

    /// Stores the new state of an organization, if it is simulated.
    pub(crate) fn leave(&self, organization: &Organization, reached: &Reached) {
        if let (Some(memory), Some(simulator)) = (&self.memory, &reached.simulator) {
            memory.remember(&organization.name, simulator);
        }
    }
}

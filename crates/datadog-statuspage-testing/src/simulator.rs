//! The simulator as a test sees it.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use datadog_statuspage_api::Secret;
use http::StatusCode;
use tokio::sync::oneshot;

use crate::fault::Fault;
use crate::keys::Keys;
use crate::organization::{Organization, StoredUrlSetting};
use crate::received::Received;
use crate::server;
use crate::shared::{Inner, OnAnswer, Shared};

/// An in-process Datadog with one organization, on loopback.
///
/// It answers the operations of the fragment as Datadog's page says, and
/// refuses loudly what it doesn't know (404, 405, 415). It runs on a thread of
/// its own until it is dropped, so that it serves from any runtime, or none.
///
/// What Datadog's page leaves open it decides so: any two non-empty keys, or any
/// access token, are accepted unless [`SimulatorBuilder::keys`] or
/// [`SimulatorBuilder::access_token`] says which, and the texts of errors are its own. Deleting the account leaves the URL settings as they
/// are, and a page is the same page only if its URL is the same text.
#[derive(Debug)]
pub struct Simulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// Settings of a [`Simulator`].
#[derive(Debug, Default)]
#[must_use = "a builder makes nothing until `start`"]
pub struct SimulatorBuilder {
    listen: Option<SocketAddr>,
    organization: Organization,
    keys: Keys,
    faults: VecDeque<Fault>,
    apart: bool,
    on_answer: Option<OnAnswer>,
}

impl SimulatorBuilder {
    /// Where to listen. Default: a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = Some(address);
        self
    }

    /// The only keys to accept; others are answered with 403.
    pub fn keys(mut self, api_key: impl Into<Secret>, app_key: impl Into<Secret>) -> Self {
        self.keys.api = Some(api_key.into());
        self.keys.app = Some(app_key.into());
        self
    }

    /// An access token to accept, with its scopes (`integrations_read`,
    /// `manage_integrations`). Once there is one, other tokens are answered with 401, and
    /// a call without its scope with 403.
    pub fn access_token(
        mut self,
        token: impl Into<Secret>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        let tokens = self.keys.tokens.get_or_insert_default();
        tokens.push((token.into(), scopes));
        self
    }

    /// The Statuspage key of an account that is there from the start.
    pub fn account(mut self, statuspage_key: impl Into<Secret>) -> Self {
        self.organization.account = Some(statuspage_key.into());
        self
    }

    /// Sets faults for the requests to come: the first fault for the first request,
    /// and so on. Requests after the last fault are answered as they should be.
    pub fn faults(mut self, faults: impl IntoIterator<Item = Fault>) -> Self {
        self.faults.extend(faults);
        self
    }

    /// Has one organization for each access token or pair of keys that is sent, all of them
    /// empty at first. What [`Simulator`] shows and sets of an organization is none of theirs.
    pub fn organization_per_key(mut self) -> Self {
        self.apart = true;
        self
    }

    /// Sets what is called after each request, with the status of its answer, if it got one:
    /// for a log, say. It is called on the simulator's thread.
    pub fn on_answer(
        mut self,
        hook: impl Fn(&Received, Option<StatusCode>) + Send + Sync + 'static,
    ) -> Self {
        self.on_answer = Some(OnAnswer(Box::new(hook)));
        self
    }

    /// Starts to serve.
    ///
    /// # Errors
    /// The address can't be listened on, or a thread can't be started.
    pub async fn start(self) -> io::Result<Simulator> {
        self.start_blocking()
    }

    /// Starts to serve, for tests that aren't async: the simulator has a thread of its own.
    ///
    /// # Errors
    /// As of [`start`](Self::start).
    pub fn start_blocking(self) -> io::Result<Simulator> {
        let address = self
            .listen
            .unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let inner = Inner {
            keys: self.keys,
            organization: self.organization,
            others: self.apart.then(HashMap::new),
            faults: self.faults,
            requests: Vec::new(),
        };
        let shared = Arc::new(Shared::new(inner, self.on_answer));
        let (stop, stopped) = oneshot::channel::<()>();
        let served = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("datadog-simulator".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                        tokio::select! {
                            () = server::serve(listener, served) => {}
                            _ = stopped => {}
                        }
                    }
                });
            })?;
        Ok(Simulator {
            shared,
            address,
            running: Some((stop, thread)),
        })
    }
}

impl Simulator {
    /// Starts one without an account, on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// Loopback can't be listened on, or a thread can't be started.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// The same, for tests that aren't async.
    ///
    /// # Errors
    /// As of [`start`](Self::start).
    pub fn start_blocking() -> io::Result<Self> {
        Self::builder().start_blocking()
    }

    /// Settings to start one with.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }

    /// What to give to a client as its base URL.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The Statuspage key of the account, if there is one.
    pub fn account(&self) -> Option<Secret> {
        self.shared.lock().organization.account.clone()
    }

    /// The URL settings, in the order in which they were created.
    pub fn url_settings(&self) -> Vec<StoredUrlSetting> {
        self.shared.lock().organization.url_settings.clone()
    }

    /// Gives the organization other URL settings, as another client might.
    pub fn set_url_settings(&self, settings: impl IntoIterator<Item = StoredUrlSetting>) {
        self.shared.lock().organization.url_settings = settings.into_iter().collect();
    }

    /// Gives the organization another account, or none, as another client might.
    pub fn set_account(&self, statuspage_key: Option<Secret>) {
        self.shared.lock().organization.account = statuspage_key;
    }

    /// Replaces the access tokens to accept, as when one is revoked; see
    /// [`SimulatorBuilder::access_token`].
    pub fn set_access_token(
        &self,
        token: impl Into<Secret>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.shared.lock().keys.tokens = Some(vec![(token.into(), scopes)]);
    }

    /// Adds faults for the requests to come; see [`SimulatorBuilder::faults`].
    pub fn add_faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.shared.lock().faults.extend(faults);
    }

    /// Every request so far, as it was received.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.lock().requests.clone()
    }

    /// Ends every connection and stops listening, as dropping does; what was
    /// received can still be looked at.
    pub fn stop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            // Either fails only if the thread is gone already.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.stop();
    }
}

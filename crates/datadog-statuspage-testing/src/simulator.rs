//! The simulator's public interface.

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
/// It answers the operations of the fragment as Datadog's page documents, and rejects anything
/// else (404, 405, 415). It runs on its own thread until it is dropped, so that it works with any
/// runtime, or none.
///
/// Where Datadog's page leaves something open, the simulator decides: any two non-empty keys, or
/// any access token, are accepted unless [`SimulatorBuilder::keys`] or
/// [`SimulatorBuilder::access_token`] sets which, and the texts of errors are its own. Deleting
/// the account keeps the URL settings, and two URLs name the same page only if their texts are
/// equal.
#[derive(Debug)]
pub struct Simulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// Builds a [`Simulator`].
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
    /// Sets the address to listen on. Default: a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = Some(address);
        self
    }

    /// Sets the only keys to accept; others are answered with 403.
    pub fn keys(mut self, api_key: impl Into<Secret>, app_key: impl Into<Secret>) -> Self {
        self.keys.api = Some(api_key.into());
        self.keys.app = Some(app_key.into());
        self
    }

    /// Adds an access token to accept, with its scopes (`integrations_read`,
    /// `manage_integrations`). If there is one, other tokens are answered with 401, and a call
    /// without its scope with 403.
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

    /// Sets the Statuspage key of an account that exists from the start.
    pub fn account(mut self, statuspage_key: impl Into<Secret>) -> Self {
        self.organization.account = Some(statuspage_key.into());
        self
    }

    /// Sets faults for the next requests, in order. Requests after the last fault are answered
    /// regularly.
    pub fn faults(mut self, faults: impl IntoIterator<Item = Fault>) -> Self {
        self.faults.extend(faults);
        self
    }

    /// Creates a separate, empty organization for each access token or pair of keys in requests.
    /// [`Simulator`]'s methods that read or set an organization don't apply to these.
    pub fn organization_per_key(mut self) -> Self {
        self.apart = true;
        self
    }

    /// Sets a hook that is called after each request with the status of its answer, if there was
    /// one, such as for a log. It is called on the simulator's thread.
    pub fn on_answer(
        mut self,
        hook: impl Fn(&Received, Option<StatusCode>) + Send + Sync + 'static,
    ) -> Self {
        self.on_answer = Some(OnAnswer(Box::new(hook)));
        self
    }

    /// Starts the simulator.
    ///
    /// # Errors
    /// The simulator can't listen on the address, or a thread can't be started.
    pub async fn start(self) -> io::Result<Simulator> {
        self.start_blocking()
    }

    /// Starts the simulator, for tests that aren't async. The simulator has its own thread.
    ///
    /// # Errors
    /// The errors of [`start`](Self::start).
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
    /// Starts a simulator without an account, on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// The simulator can't listen on loopback, or a thread can't be started.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Starts a simulator like [`start`](Self::start), for tests that aren't async.
    ///
    /// # Errors
    /// The errors of [`start`](Self::start).
    pub fn start_blocking() -> io::Result<Self> {
        Self::builder().start_blocking()
    }

    /// Creates a builder, to change the default settings.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }

    /// Returns the base URL for a client.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the Statuspage key of the account, if there is one.
    pub fn account(&self) -> Option<Secret> {
        self.shared.lock().organization.account.clone()
    }

    /// Returns the URL settings, in the order in which they were created.
    pub fn url_settings(&self) -> Vec<StoredUrlSetting> {
        self.shared.lock().organization.url_settings.clone()
    }

    /// Replaces the organization's URL settings, as another client might.
    pub fn set_url_settings(&self, settings: impl IntoIterator<Item = StoredUrlSetting>) {
        self.shared.lock().organization.url_settings = settings.into_iter().collect();
    }

    /// Replaces the organization's account, or removes it, as another client might.
    pub fn set_account(&self, statuspage_key: Option<Secret>) {
        self.shared.lock().organization.account = statuspage_key;
    }

    /// Replaces the access tokens to accept, such as after one was revoked; see
    /// [`SimulatorBuilder::access_token`].
    pub fn set_access_token(
        &self,
        token: impl Into<Secret>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.shared.lock().keys.tokens = Some(vec![(token.into(), scopes)]);
    }

    /// Adds faults for the next requests; see [`SimulatorBuilder::faults`].
    pub fn add_faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.shared.lock().faults.extend(faults);
    }

    /// Returns every request so far, as it was received.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.lock().requests.clone()
    }

    /// Ends every connection and stops listening, like a drop. Received requests stay available.
    pub fn stop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            // Either fails only if the thread has already ended.
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

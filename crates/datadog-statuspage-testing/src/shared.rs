//! The state that a test and the running server share.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::StatusCode;

use crate::answer::Answer;
use crate::fault::{Fault, What};
use crate::keys::Keys;
use crate::organization::Organization;
use crate::received::Received;

#[derive(Debug)]
pub(crate) struct Shared {
    inner: Mutex<Inner>,
    on_answer: Option<OnAnswer>,
}

/// A hook called after each request, with the status of its answer, if there was one.
pub(crate) struct OnAnswer(pub(crate) Box<Hook>);

type Hook = dyn Fn(&Received, Option<StatusCode>) + Send + Sync;

impl fmt::Debug for OnAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnAnswer(..)")
    }
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) keys: Keys,
    pub(crate) organization: Organization,
    /// Organizations by the keys or the token of their requests; with `None`, all requests share
    /// one.
    pub(crate) others: Option<HashMap<Vec<u8>, Organization>>,
    pub(crate) faults: VecDeque<Fault>,
    pub(crate) requests: Vec<Received>,
}

impl Shared {
    pub(crate) fn new(inner: Inner, on_answer: Option<OnAnswer>) -> Self {
        Self {
            inner: Mutex::new(inner),
            on_answer,
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the fault of a request, and the regular answer; without a commit, a gateway's
    /// answer.
    pub(crate) fn take(&self, request: Received) -> (Option<Fault>, Answer) {
        let mut inner = self.lock();
        let fault = inner.faults.pop_front();
        let answer = match &fault {
            Some(fault) if !fault.after_commit => Answer::page(StatusCode::BAD_GATEWAY),
            _ => inner.answer(&request),
        };
        inner.requests.push(request.clone());
        drop(inner);
        if let Some(OnAnswer(hook)) = &self.on_answer {
            let status = match fault.as_ref().map(|fault| &fault.what) {
                Some(What::Reset | What::Stall) => None,
                Some(What::Answer(other)) => Some(other.status),
                Some(What::Cut | What::Garbage) | None => Some(answer.status),
            };
            hook(&request, status);
        }
        (fault, answer)
    }
}

impl Inner {
    fn answer(&mut self, request: &Received) -> Answer {
        let organization = match &mut self.others {
            Some(others) => others.entry(Keys::sent(request)).or_default(),
            None => &mut self.organization,
        };
        organization.answer(request, &self.keys)
    }
}

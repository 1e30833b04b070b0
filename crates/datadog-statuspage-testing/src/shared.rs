//! What a test and the server both reach, while the simulator runs.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::answer::Answer;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::organization::Organization;
use crate::received::Received;

#[derive(Debug)]
pub(crate) struct Shared {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) keys: Keys,
    pub(crate) organization: Organization,
    pub(crate) faults: VecDeque<Fault>,
    pub(crate) requests: Vec<Received>,
}

impl Shared {
    pub(crate) fn new(keys: Keys, organization: Organization, faults: VecDeque<Fault>) -> Self {
        Self {
            inner: Mutex::new(Inner {
                keys,
                organization,
                faults,
                requests: Vec::new(),
            }),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the fault of a request, and the answer it earned; without a commit, a
    /// gateway's.
    pub(crate) fn take(&self, request: Received) -> (Option<Fault>, Answer) {
        let mut inner = self.lock();
        let fault = inner.faults.pop_front();
        let answer = match &fault {
            Some(fault) if !fault.after_commit => Answer::page(http::StatusCode::BAD_GATEWAY),
            _ => {
                let Inner {
                    organization, keys, ..
                } = &mut *inner;
                organization.answer(&request, keys)
            }
        };
        inner.requests.push(request);
        (fault, answer)
    }
}

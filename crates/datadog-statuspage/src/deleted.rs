//! What a deletion came to.

use std::sync::Arc;

use datadog_statuspage_api::Requests;
use reqwest::StatusCode;

use crate::Secret;
use crate::call::{Call, Prepared};
use crate::client::Shared;
use crate::error::{Error, ErrorKind, Outcome};
use crate::mask::Mask;
use crate::receipt::{Receipt, tells_its_call};

/// What was to be deleted is gone.
#[derive(Debug, Clone)]
pub struct Deleted {
    pub(crate) confirmed: bool,
    pub(crate) receipt: Receipt,
}

tells_its_call!(Deleted);

impl Deleted {
    /// Whether Datadog said that it deleted it.
    ///
    /// `false` means that the answer to the deletion was lost, and that a
    /// later attempt found nothing: this call deleted it, or somebody else did
    /// at the same time.
    pub fn confirmed(&self) -> bool {
        self.confirmed
    }
}

/// A call that deletes something with the request that `prepare` makes.
pub(crate) fn call(
    shared: &Arc<Shared>,
    prepare: impl FnOnce(&Requests) -> (Prepared<()>, Option<Secret>) + Send + 'static,
) -> Call<Deleted> {
    // A 200 with a login page in it, say, is nobody's word that anything is gone.
    let other = |body: &[u8]| match body {
        [] => Ok(()),
        _ => Err("a deletion is answered without one".to_owned()),
    };
    Call::settled(shared, StatusCode::NO_CONTENT, prepare, other, settle)
}

/// What isn't there after an attempt that may have deleted it is deleted.
#[inline]
fn settle(result: Result<((), Receipt), Error>, _: &Mask<'_>) -> Result<Deleted, Error> {
    match result {
        Ok(((), receipt)) => Ok(Deleted {
            confirmed: true,
            receipt,
        }),
        Err(error)
            if error.kind() == ErrorKind::NotFound && error.outcome() == Outcome::Unknown =>
        {
            Ok(Deleted {
                confirmed: false,
                receipt: error.receipt(),
            })
        }
        Err(error) => Err(error),
    }
}

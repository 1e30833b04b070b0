//! Every interleaving of state that threads share.
//!
//! The files under test are the library's own. Their dependencies are replaced here with loom's
//! types.
#![cfg(loom)]
#![allow(dead_code)]

// The files refer to the contents of `stand_ins` by these names.
extern crate self as datadog_statuspage_api;
extern crate self as tokio;

#[path = "../../../crates/datadog-statuspage/src/retry/budget.rs"]
mod budget;
#[path = "../../../crates/datadog-statuspage/src/http/sent.rs"]
mod sent;
mod stand_ins;

pub mod budgets;
pub mod requests;

pub use stand_ins::{Secret, sync, time};

mod error {
    pub(crate) use crate::stand_ins::{CredentialKind, Source};
}

pub mod config {
    //! The provider's cache, at the path where its file expects its neighbours.

    mod keys {
        pub(crate) use crate::stand_ins::Keys;
    }
    #[path = "../../../../crates/datadog-statuspage/src/config/provider_cache.rs"]
    mod provider_cache;
    pub mod providers;
}

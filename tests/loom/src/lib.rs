//! Every interleaving of what threads share.
//!
//! The files under test are the library's own. What they use besides is made here, of loom's parts.
#![cfg(loom)]
#![allow(dead_code)]

// By these names the files call what is in `stand_ins`.
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
    //! The provider's cache, in the place where its file looks for its neighbours.

    mod keys {
        pub(crate) use crate::stand_ins::Keys;
    }
    #[path = "../../../../crates/datadog-statuspage/src/config/provider_cache.rs"]
    mod provider_cache;
    pub mod providers;
}

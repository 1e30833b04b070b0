//! Reads every organization, and plans its changes.

use std::sync::Arc;

use datadog_statuspage::Plan;

use super::setup::Setup;
use crate::file::Organization;
use crate::output::Progress;
use crate::report::{Entry, Failure, Outcome};
use crate::session::{Phase, Session};
use crate::work::each;

/// An organization, and its plan.
pub(crate) struct Looked {
    pub(crate) organization: Arc<Organization>,
    pub(crate) entry: Entry,
    /// `None` if it could not be read.
    pub(crate) plan: Option<Plan>,
}

/// Reads all organizations, in the order of FILE; those skipped after Ctrl-C are not begun.
pub(crate) async fn look(setup: &Setup) -> Vec<Looked> {
    let progress = Progress::new("looking", setup.organizations.len());
    let mut looked = Vec::new();
    let left = each(
        setup.organizations.clone(),
        setup.at_once,
        || !setup.interrupt.is_seen(),
        |organization| one(organization, Arc::clone(&setup.session)),
        |one: Looked| {
            progress.done(&one.organization.name);
            looked.push(one);
        },
    )
    .await;
    progress.finish();
    looked.extend(left.into_iter().map(|organization| Looked {
        entry: Entry::new(&organization, Outcome::NotBegun),
        organization,
        plan: None,
    }));
    looked.sort_by_key(|one| one.organization.place);
    looked
}

async fn one(organization: Arc<Organization>, session: Arc<Session>) -> Looked {
    let planned = async {
        let reached = session.reach(&organization, Phase::Look)?;
        let call = reached.client.plan(&organization.desired);
        call.with_response().await
    };
    match planned.await {
        Ok(response) => {
            let attempts = response.attempts().len();
            let plan = response.into_value();
            let outcome = match plan.is_empty() {
                true => Outcome::Unchanged,
                false => Outcome::ToChange,
            };
            let entry = Entry {
                changes: plan.changes().to_vec(),
                unreadable: plan.unreadable(),
                attempts,
                ..Entry::new(&organization, outcome)
            };
            Looked {
                organization,
                entry,
                plan: Some(plan),
            }
        }
        Err(error) => Looked {
            entry: Entry::failed(&organization, Failure::from(error)),
            organization,
            plan: None,
        },
    }
}

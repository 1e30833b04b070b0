//! Rules that every call of several requests must satisfy.

use std::collections::BTreeSet;

use reqwest::Method;

use super::asked::{Asked, Ended};
use super::world::{Organization, Side};
use crate::{Change, Error, Outcome};

fn rule(holds: bool, text: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(text.to_owned()) }
}

/// How a call ended, and its state at that moment: more may have happened since.
pub(super) struct End<'a> {
    pub(super) asked: &'a Asked,
    pub(super) result: &'a Result<Ended, Error>,
    pub(super) account_held: bool,
    pub(super) pages_held: bool,
}

/// Returns the first rule that is broken.
pub(super) fn broken_rule(
    organization: &Organization,
    side: &Side,
    end: &End<'_>,
) -> Result<(), String> {
    let held = end.account_held && end.pages_held;
    match end.result {
        Ok(ended) => {
            rule(held, "Ok, and it never was as asked for")?;
            said_of_itself(side, ended)?;
            if !organization.moved && organization.sides.len() == 1 {
                changes(side, ended)?;
            }
        }
        Err(error) => match error.outcome() {
            Outcome::NotApplied => rule(side.writes == 0, "NotApplied, and something was written")?,
            Outcome::Unknown => rule(
                side.may_have_acted,
                "Unknown, though no write was ever in doubt or made",
            )?,
            Outcome::Applied => rule(held, "Applied, and it never was as asked for")?,
        },
    }
    deletions(organization, side, end)?;
    let reported = match end.result {
        Ok(ended) => ended.attempts,
        Err(error) => error.attempts().len(),
    };
    rule(
        reported == side.requests.len(),
        "the attempts reported are not those made",
    )
}

/// Checks that the call's own result is true.
fn said_of_itself(side: &Side, ended: &Ended) -> Result<(), String> {
    match ended.word {
        "Created" => rule(side.creates > 0, "Created, and not by this call"),
        "Unchanged" | "nothing to do" => {
            rule(side.writes == 0, "nothing done, it says, and it isn't so")
        }
        "Updated" => rule(side.writes > 0, "updated, and not by this call"),
        _ => Ok(()),
    }
}

/// Checks that, without another actor, the changes in a report are those that were made.
fn changes(side: &Side, ended: &Ended) -> Result<(), String> {
    let Some(changes) = &ended.changes else {
        return Ok(());
    };
    let listed: BTreeSet<_> = changes.iter().map(made_by).collect();
    let mut done = side.carried.clone();
    // If the answer to the first was lost, the call can't see whose account got the key.
    if listed.contains(&request("PATCH", "account")) {
        done.remove(&request("POST", "account"));
    }
    rule(
        listed == done,
        &format!("the report lists {listed:?}, but {done:?} was done"),
    )
}

/// Returns the method of the request that makes a change, and its subject.
fn made_by(change: &Change) -> (String, String) {
    let (method, target) = match change {
        Change::CreateAccount => ("POST", "account"),
        Change::ReplaceKey => ("PATCH", "account"),
        Change::CreateUrlSetting { url, .. } => ("POST", &**url),
        Change::Retag { url, .. } => ("PATCH", &**url),
        Change::DeleteUrlSetting(setting) => ("DELETE", setting.url().unwrap_or_default()),
    };
    request(method, target)
}

fn request(method: &str, target: &str) -> (String, String) {
    (method.to_owned(), target.to_owned())
}

fn deletions(organization: &Organization, side: &Side, end: &End<'_>) -> Result<(), String> {
    let deletes = side.requests.contains(&Method::DELETE);
    rule(
        end.asked.prunes() || !deletes,
        "a deletion that was not asked for",
    )?;
    let kept = |page: &str| side.goal.pages.iter().any(|(wanted, _)| wanted == page);
    let deleted = &organization.holding.deleted;
    // What another actor did to a setting after it was listed can't be seen.
    rule(
        organization.moved
            || organization.sides.len() > 1
            || !deleted.iter().any(|setting| kept(&setting.page)),
        "a desired page was deleted",
    )
}

//! The Statuspage account of the organization, and its operations.

use std::sync::Arc;

use datadog_statuspage_api::{Secret, types};

use super::deletion::Deletion;
use super::ensured::Ensured;
use crate::call::{Call, Core, Goal, Operation, Reader, Workflow, json};
use crate::error::{Error, ErrorKind};
use crate::redact::{Mask, message};
use crate::text::is_blank;

/// The operations on the organization's one Statuspage account; see
/// [`Client::account`](crate::Client::account).
#[derive(Debug, Clone)]
pub struct AccountApi(pub(crate) Arc<Core>);

impl AccountApi {
    /// Creates the account from a Statuspage API key.
    ///
    /// It needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond the errors of any call:
    /// - [`ErrorKind::Conflict`] if there is an account already. With
    ///   [`Outcome::Unknown`](crate::Outcome::Unknown), an earlier attempt of the same call may
    ///   have created it.
    /// - [`ErrorKind::Config`] if the key is blank, or contains surrounding white space or a
    ///   control character; nothing is sent.
    pub fn create(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = match require_key(statuspage_key) {
            Ok(key) => key,
            Err(error) => return Call::refused(&self.0, error),
        };
        let operation = Operation {
            doing: "creating the account",
            input: types::StatuspageAccountCreateRequest {
                data: types::StatuspageAccountCreateRequestData {
                    attributes: types::StatuspageAccountCreateRequestAttributes { api_key },
                    type_: types::StatuspageAccountType::StatuspageAccount,
                },
            },
            prepare: |requests, body| requests.create_statuspage_account(body),
            secret: |body| Some(&body.data.attributes.api_key),
            reader: Account::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Returns the account, with its key masked.
    ///
    /// It needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Beyond the errors of any call, [`ErrorKind::NotFound`] if there is none.
    #[inline]
    pub fn get(&self) -> Call<Account> {
        let operation = Operation {
            doing: "reading the account",
            input: (),
            prepare: |requests, ()| requests.get_statuspage_account(),
            secret: |()| None,
            reader: Account::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Replaces the Statuspage API key of the account.
    ///
    /// It needs the permission `manage_integrations`. An update is safe to repeat, because it
    /// ends in the same state.
    ///
    /// # Errors
    /// Beyond the errors of any call, [`ErrorKind::NotFound`] if there is no account, and
    /// [`ErrorKind::Config`] for an invalid key, as in [`create`](Self::create).
    pub fn update(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = match require_key(statuspage_key) {
            Ok(key) => Some(key),
            Err(error) => return Call::refused(&self.0, error),
        };
        let operation = Operation {
            doing: "updating the account",
            input: types::StatuspageAccountUpdateRequest {
                data: types::StatuspageAccountUpdateRequestData {
                    attributes: types::StatuspageAccountUpdateRequestAttributes { api_key },
                    type_: types::StatuspageAccountType::StatuspageAccount,
                },
            },
            prepare: |requests, body| requests.update_statuspage_account(body),
            secret: |body| body.data.attributes.api_key.as_ref(),
            reader: Account::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Creates the account, or updates the key of the existing one.
    ///
    /// Datadog doesn't show keys, so the call can't see whether an account already held the key:
    /// the result is [`Updated`](Ensured::Updated), never [`Unchanged`](Ensured::Unchanged).
    /// Running it again, from anywhere, ends in the same state. It needs the permission
    /// `manage_integrations`.
    ///
    /// The retry policy applies to each request. The timeout applies to all of them together.
    ///
    /// # Errors
    /// Every error of a create or an update, and [`ErrorKind::Conflict`] or
    /// [`ErrorKind::NotFound`] if other clients keep creating and deleting the account. The
    /// outcome covers all requests. Whatever it is, it is safe to run the call again.
    pub fn ensure(&self, statuspage_key: impl Into<Secret>) -> Call<Ensured<Account>> {
        let key = match require_key(statuspage_key) {
            Ok(key) => key,
            Err(error) => return Call::refused(&self.0, error),
        };
        let (account, secrets) = (self.clone(), [key.clone()]);
        Call::workflow(
            &self.0,
            "account.ensure",
            Goal::State,
            &secrets,
            |workflow| Box::pin(async move { account.ensure_in(workflow, &key, false).await }),
        )
    }

    /// Ensures the account as part of a workflow; `there` is whether it is thought to exist.
    pub(crate) async fn ensure_in(
        &self,
        workflow: &mut Workflow,
        key: &Secret,
        mut there: bool,
    ) -> Result<Ensured<Account>, Error> {
        /// How many creates and updates to make while other clients keep changing the account.
        const REQUESTS: u32 = 6;
        let mut made: u32 = 0;
        loop {
            if let Some(looks) = made.checked_sub(2) {
                workflow.pause(looks).await;
            }
            made = made.saturating_add(1);
            let (result, otherwise) = if there {
                let result = workflow.make(self.update(key.clone())).await;
                (result.map(Ensured::Updated), ErrorKind::NotFound)
            } else {
                let result = workflow.make(self.create(key.clone())).await;
                (result.map(Ensured::Created), ErrorKind::Conflict)
            };
            match result {
                Err(error) if error.kind() == otherwise && made < REQUESTS => there = !there,
                result => return result,
            }
        }
    }

    /// Deletes the account.
    ///
    /// It needs the permission `manage_integrations`. Datadog doesn't document what happens to
    /// the organization's URL settings.
    ///
    /// # Errors
    /// Beyond the errors of any call, [`ErrorKind::NotFound`] if there was no account in the
    /// first place.
    #[inline]
    pub fn delete(&self) -> Call<Deletion> {
        let operation = Operation {
            doing: "deleting the account",
            input: (),
            prepare: |requests, ()| requests.delete_statuspage_account(),
            secret: |()| None,
            reader: Deletion::READER,
        };
        Call::operation(&self.0, operation)
    }
}

/// Accepts a Statuspage API key if it is valid.
pub(crate) fn require_key(key: impl Into<Secret>) -> Result<Secret, Error> {
    let key = key.into();
    let text = key.expose();
    let problem = if is_blank(text) {
        "is empty"
    } else if text.contains(char::is_control) {
        "contains a line break or another control character"
    } else if text.trim() != text {
        "has white space around it"
    } else {
        return Ok(key);
    };
    let problem =
        format!("the Statuspage API key {problem}; copy it again from Statuspage, under API info");
    Err(Error::new(ErrorKind::Config, problem))
}

/// The Statuspage account of the organization, as an answer showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    masked_api_key: Option<String>,
}

impl Account {
    /// Creates an account, for tests.
    pub fn new(masked_api_key: Option<String>) -> Self {
        Self { masked_api_key }
    }

    /// Returns the mask that Datadog shows in place of the Statuspage API key; `None` if it shows
    /// none.
    pub fn masked_api_key(&self) -> Option<&str> {
        self.masked_api_key.as_deref()
    }

    const READER: Reader<types::StatuspageAccountResponse, Self> = Reader {
        value: Self::shown,
        by_body: |body, mask| {
            let answer = json(body, |answer: &types::StatuspageAccountResponse| {
                answer.data.type_ == types::StatuspageAccountType::StatuspageAccount
            })?;
            Ok(Self::shown(answer, mask))
        },
        recover: |_| None,
    };

    fn shown(answer: types::StatuspageAccountResponse, mask: &Mask<'_>) -> Self {
        let shown = answer.data.attributes.api_key;
        // Datadog masks the key itself. Anything that doesn't look like a mask is masked here.
        Self::new(shown.map(|key| match key.contains(|c| c != '*') {
            false => key,
            true if key.contains('*') => message::line(&key, mask),
            true => "*****".to_owned(),
        }))
    }
}

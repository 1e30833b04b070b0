//! The Statuspage account of the organization, and what can be done with it.

use std::sync::Arc;

use datadog_statuspage_api::{Requests, types};
use reqwest::StatusCode;

use crate::Secret;
use crate::call::Call;
use crate::client::Shared;
use crate::credentials::is_blank;
use crate::deleted::{self, Deleted};
use crate::error::{Error, ErrorKind};
use crate::mask::Mask;
use crate::message;
use crate::receipt::{Receipt, Told, tells_its_call};
use crate::steps::{Goal, Steps};
use crate::verdict;

/// The operations on the organization's one Statuspage account; see
/// [`Client::account`](crate::Client::account).
#[derive(Debug, Clone)]
pub struct AccountOperations(pub(crate) Arc<Shared>);

impl AccountOperations {
    /// Creates the account from a Statuspage API key.
    ///
    /// The application key needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond what any call can meet:
    /// - [`ErrorKind::Conflict`] if there is an account already. With
    ///   [`Outcome::Unknown`](crate::Outcome::Unknown) it may be the one that
    ///   an earlier attempt of this very call created.
    /// - [`ErrorKind::Config`] if the key is empty or blank; nothing is sent then.
    pub fn create(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = statuspage_key.into();
        if is_blank(&api_key) {
            return Call::refused(&self.0, empty_key());
        }
        let body = types::StatuspageAccountCreateRequest {
            data: types::StatuspageAccountCreateRequestData {
                attributes: types::StatuspageAccountCreateRequestAttributes { api_key },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        };
        let prepare = move |requests: &Requests| {
            let prepared = requests.create_statuspage_account(&body);
            (prepared, Some(body.data.attributes.api_key))
        };
        Call::new(
            &self.0,
            StatusCode::CREATED,
            prepare,
            Account::other,
            Account::read,
        )
    }

    /// Shows the account, with its key masked.
    ///
    /// The application key needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] if there is none.
    #[inline]
    pub fn get(&self) -> Call<Account> {
        let prepare = |requests: &Requests| (requests.get_statuspage_account(), None);
        Call::new(
            &self.0,
            StatusCode::OK,
            prepare,
            Account::other,
            Account::read,
        )
    }

    /// Puts another Statuspage API key into the account.
    ///
    /// The application key needs the permission `manage_integrations`. An
    /// update can be repeated safely: it ends in the same state.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] if there is no
    /// account, and [`ErrorKind::Config`] if the key is empty or blank.
    pub fn update(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = statuspage_key.into();
        if is_blank(&api_key) {
            return Call::refused(&self.0, empty_key());
        }
        let body = types::StatuspageAccountUpdateRequest {
            data: types::StatuspageAccountUpdateRequestData {
                attributes: types::StatuspageAccountUpdateRequestAttributes {
                    api_key: Some(api_key),
                },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        };
        let prepare = move |requests: &Requests| {
            let prepared = requests.update_statuspage_account(&body);
            (prepared, body.data.attributes.api_key)
        };
        Call::new(
            &self.0,
            StatusCode::OK,
            prepare,
            Account::other,
            Account::read,
        )
    }

    /// Has the organization's account hold this key, whatever there is so far.
    ///
    /// The account is created; if there is one, it gets the key. (Datadog
    /// doesn't show keys, so whether it held it already is not to be seen.)
    /// Running it again, from anywhere, ends in the same state. The
    /// application key needs the permission `manage_integrations`.
    ///
    /// Each request may be attempted as often as the policy says; the deadline
    /// is for all of them.
    ///
    /// # Errors
    /// Whatever a create or an update can meet, and [`ErrorKind::Conflict`] or
    /// [`ErrorKind::NotFound`] if somebody else was faster again and again.
    /// The outcome speaks for all requests; with any of them it is safe to run
    /// it again.
    pub fn ensure(&self, statuspage_key: impl Into<Secret>) -> Call<EnsuredAccount> {
        let (operations, key) = (self.clone(), statuspage_key.into());
        if is_blank(&key) {
            return Call::refused(&self.0, empty_key());
        }
        // An answer to one of the requests may repeat what another one sent.
        let secrets = [key.clone()];
        Call::steps(&self.0, "account.ensure", Goal::State, move |steps| {
            Box::pin(async move { operations.ensure_in(steps, &key, false).await })
        })
        .hiding(&secrets)
    }

    /// `there` is whether the account is thought to exist.
    pub(crate) async fn ensure_in(
        &self,
        steps: &mut Steps,
        key: &Secret,
        mut there: bool,
    ) -> Result<EnsuredAccount, Error> {
        let mut made: u32 = 0;
        loop {
            if let Some(looks) = made.checked_sub(2) {
                steps.pause(looks).await;
            }
            made = made.saturating_add(1);
            let (result, otherwise) = if there {
                let result = steps.make(self.update(key.clone())).await;
                (result.map(EnsuredAccount::Updated), ErrorKind::NotFound)
            } else {
                let result = steps.make(self.create(key.clone())).await;
                (result.map(EnsuredAccount::Created), ErrorKind::Conflict)
            };
            match result {
                Err(error) if error.kind() == otherwise && made < REQUESTS => there = !there,
                result => return result,
            }
        }
    }

    /// Removes the account.
    ///
    /// The application key needs the permission `manage_integrations`. Datadog
    /// doesn't say what becomes of the organization's URL settings then.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] if there was no
    /// account to begin with.
    #[inline]
    pub fn delete(&self) -> Call<Deleted> {
        let prepare = |requests: &Requests| (requests.delete_statuspage_account(), None);
        deleted::call(&self.0, prepare)
    }
}

/// How many creates and updates to make while somebody else keeps changing what there is.
const REQUESTS: u32 = 6;

pub(crate) fn empty_key() -> Error {
    let problem = "the Statuspage API key is empty; copy it from Statuspage, under API info";
    Error::new(ErrorKind::Config, problem)
}

/// What [`AccountOperations::ensure`] came to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum EnsuredAccount {
    /// There was no account; this call created it.
    Created(Account),
    /// There was an account, which this call gave the key. Where the answer to
    /// a create was lost, it may be the one that this very call created.
    Updated(Account),
}

impl EnsuredAccount {
    /// The account, whatever was made of it.
    pub fn account(&self) -> &Account {
        match self {
            Self::Created(account) | Self::Updated(account) => account,
        }
    }
}

impl Told for EnsuredAccount {
    fn receipt(&self) -> &Receipt {
        self.account().receipt()
    }

    fn receipt_mut(&mut self) -> &mut Receipt {
        match self {
            Self::Created(account) | Self::Updated(account) => account.receipt_mut(),
        }
    }
}

/// The Statuspage account of the organization, as an answer showed it.
#[derive(Debug, Clone)]
pub struct Account {
    pub(crate) masked_api_key: Option<String>,
    pub(crate) receipt: Receipt,
}

tells_its_call!(Account);

impl Account {
    #[inline]
    fn other(body: &[u8]) -> Result<types::StatuspageAccountResponse, String> {
        verdict::json(body, |answer: &types::StatuspageAccountResponse| {
            answer.data.type_ == types::StatuspageAccountType::StatuspageAccount
        })
    }

    #[inline]
    fn read(answer: types::StatuspageAccountResponse, receipt: Receipt, mask: &Mask<'_>) -> Self {
        let shown = answer.data.attributes.api_key;
        Self {
            // Datadog masks the key itself. What doesn't look like a mask is masked here.
            masked_api_key: shown.map(|key| match key.is_empty() || key.contains('*') {
                true => message::own_line(key, mask),
                false => "*****".to_owned(),
            }),
            receipt,
        }
    }

    /// The mask that Datadog shows in place of the Statuspage API key; it may
    /// show none.
    pub fn masked_api_key(&self) -> Option<&str> {
        self.masked_api_key.as_deref()
    }
}

//! The Statuspage account of the organization, and what can be done with it.

use std::sync::Arc;

use datadog_statuspage_api::types;
use reqwest::StatusCode;

use crate::Secret;
use crate::call::Call;
use crate::client::Shared;
use crate::deleted::{self, Deleted};
use crate::error::{Error, ErrorKind};
use crate::mask::Mask;
use crate::message;
use crate::receipt::{Receipt, tells_its_call};
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
    /// - [`ErrorKind::Config`] if the key is empty; nothing is sent then.
    pub fn create(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = statuspage_key.into();
        if api_key.is_empty() {
            return self.refuse_empty_key();
        }
        let secrets = vec![api_key.clone()];
        let body = types::StatuspageAccountCreateRequest {
            data: types::StatuspageAccountCreateRequestData {
                attributes: types::StatuspageAccountCreateRequestAttributes { api_key },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        };
        let send = async move |wire: Wire| wire.create_statuspage_account(&body).await;
        Call::new(
            &self.0,
            StatusCode::CREATED,
            secrets,
            send,
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
    pub fn get(&self) -> Call<Account> {
        let send = async |wire: Wire| wire.get_statuspage_account().await;
        Call::new(
            &self.0,
            StatusCode::OK,
            Vec::new(),
            send,
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
    /// account, and [`ErrorKind::Config`] if the key is empty.
    pub fn update(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = statuspage_key.into();
        if api_key.is_empty() {
            return self.refuse_empty_key();
        }
        let secrets = vec![api_key.clone()];
        let body = types::StatuspageAccountUpdateRequest {
            data: types::StatuspageAccountUpdateRequestData {
                attributes: types::StatuspageAccountUpdateRequestAttributes {
                    api_key: Some(api_key),
                },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        };
        let send = async move |wire: Wire| wire.update_statuspage_account(&body).await;
        Call::new(
            &self.0,
            StatusCode::OK,
            secrets,
            send,
            Account::other,
            Account::read,
        )
    }

    /// Removes the account.
    ///
    /// The application key needs the permission `manage_integrations`. Datadog
    /// doesn't say what becomes of the organization's URL settings then.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] if there was no
    /// account to begin with.
    pub fn delete(&self) -> Call<Deleted> {
        let send = async |wire: Wire| wire.delete_statuspage_account().await;
        deleted::call(&self.0, send)
    }

    fn refuse_empty_key(&self) -> Call<Account> {
        let problem = "the Statuspage API key is empty; copy it from Statuspage, under API info";
        Call::refused(&self.0, Error::new(ErrorKind::Config, problem))
    }
}

type Wire = datadog_statuspage_api::Client;

/// The Statuspage account of the organization, as an answer showed it.
#[derive(Debug, Clone)]
pub struct Account {
    masked_api_key: Option<String>,
    receipt: Receipt,
}

tells_its_call!(Account);

impl Account {
    fn other(body: &[u8]) -> Result<types::StatuspageAccountResponse, String> {
        verdict::json(body, |answer: &types::StatuspageAccountResponse| {
            answer.data.type_ == types::StatuspageAccountType::StatuspageAccount
        })
    }

    fn read(answer: types::StatuspageAccountResponse, receipt: Receipt, mask: &Mask<'_>) -> Self {
        let shown = answer.data.attributes.api_key;
        Self {
            // Datadog masks the key itself; should it ever not, we do.
            masked_api_key: shown.map(|key| message::line(&key, mask)),
            receipt,
        }
    }

    /// The mask that Datadog shows in place of the Statuspage API key; it may
    /// show none.
    pub fn masked_api_key(&self) -> Option<&str> {
        self.masked_api_key.as_deref()
    }
}

// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

use reqwest::{Method, StatusCode};
use crate::answer::ResponseValue;
use crate::client::Client;
use crate::error::Error;
use crate::prepared::Prepared;
use crate::requests::Requests;
/// Types of the bodies of requests and answers.
#[allow(clippy::all)]
pub mod types {
    ///The body that Datadog documents for every error.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct ApiErrorResponse {
        ///One message for each problem.
        pub errors: ::std::vec::Vec<::std::string::String>,
    }
    ///The body of a request that creates the Statuspage account.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountCreateRequest {
        pub data: StatuspageAccountCreateRequestData,
    }
    ///The attributes of the account to create.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountCreateRequestAttributes {
        ///The API key that Statuspage issued.
        pub api_key: crate::Secret,
    }
    ///The account to create.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountCreateRequestData {
        pub attributes: StatuspageAccountCreateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The body of an answer with the Statuspage account.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountResponse {
        pub data: StatuspageAccountResponseData,
    }
    ///The attributes of the account that Datadog shows.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct StatuspageAccountResponseAttributes {
        ///A mask in place of the Statuspage API key, never the key.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub api_key: ::std::option::Option<::std::string::String>,
    }
    ///The Statuspage account of the organization.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountResponseData {
        pub attributes: StatuspageAccountResponseAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The body of a request that changes the Statuspage account.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountUpdateRequest {
        pub data: StatuspageAccountUpdateRequestData,
    }
    ///The attributes of the account to change.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct StatuspageAccountUpdateRequestAttributes {
        ///Another API key that Statuspage issued.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub api_key: ::std::option::Option<crate::Secret>,
    }
    ///The changes to the account.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageAccountUpdateRequestData {
        pub attributes: StatuspageAccountUpdateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The body of a request that creates a URL setting.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingCreateRequest {
        pub data: StatuspageUrlSettingCreateRequestData,
    }
    ///The attributes of the URL setting to create.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingCreateRequestAttributes {
        pub custom_tags: StatuspageUrlSettingTags,
        pub url: StatuspageUrlSettingUrl,
    }
    ///The URL setting to create.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingCreateRequestData {
        pub attributes: StatuspageUrlSettingCreateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///The body of an answer with a URL setting.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingResponse {
        pub data: StatuspageUrlSettingResponseData,
    }
    ///The page, and the tags of its events.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct StatuspageUrlSettingResponseAttributes {
        ///Tags, with commas between them.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub custom_tags: ::std::option::Option<::std::string::String>,
        ///The page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<::std::string::String>,
    }
    ///A page that the organization watches.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingResponseData {
        pub attributes: StatuspageUrlSettingResponseAttributes,
        pub id: StatuspageUrlSettingId,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///The body of a request that changes a URL setting.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingUpdateRequest {
        pub data: StatuspageUrlSettingUpdateRequestData,
    }
    ///The attributes of the URL setting to change.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct StatuspageUrlSettingUpdateRequestAttributes {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub custom_tags: ::std::option::Option<StatuspageUrlSettingTags>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<StatuspageUrlSettingUrl>,
    }
    ///The changes to a URL setting.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingUpdateRequestData {
        pub attributes: StatuspageUrlSettingUpdateRequestAttributes,
        pub id: StatuspageUrlSettingId,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///The body of an answer with all URL settings.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct StatuspageUrlSettingsResponse {
        ///The URL settings.
        pub data: ::std::vec::Vec<StatuspageUrlSettingResponseData>,
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
    /// The resource type of a Statuspage account.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum StatuspageAccountType {
        #[serde(rename = "statuspage-account")]
        StatuspageAccount,
        /// A value that the fragment doesn't know.
        #[serde(untagged)]
        #[cfg_attr(feature = "schemars", schemars(skip))]
        Unknown(::std::string::String),
    }
    impl ::std::fmt::Display for StatuspageAccountType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match self {
                Self::StatuspageAccount => f.write_str("statuspage-account"),
                Self::Unknown(text) => f.write_str(text),
            }
        }
    }
    impl ::std::str::FromStr for StatuspageAccountType {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "statuspage-account" => Ok(Self::StatuspageAccount),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for StatuspageAccountType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for StatuspageAccountType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::default::Default for StatuspageAccountType {
        fn default() -> Self {
            Self::StatuspageAccount
        }
    }
    impl<'de> ::serde::Deserialize<'de> for StatuspageAccountType {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            let text = <::std::string::String as ::serde::Deserialize>::deserialize(
                deserializer,
            )?;
            Ok(text.parse().unwrap_or(Self::Unknown(text)))
        }
    }
    /// Identifies a URL setting.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingId(::std::string::String);
    impl ::std::ops::Deref for StatuspageUrlSettingId {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<StatuspageUrlSettingId> for ::std::string::String {
        fn from(value: StatuspageUrlSettingId) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for StatuspageUrlSettingId {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for StatuspageUrlSettingId {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count > 100usize {
                return Err("longer than 100 characters".into());
            }
            if count < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for StatuspageUrlSettingId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for StatuspageUrlSettingId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    /// Tags for the events that the page causes, with commas between them.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingTags(::std::string::String);
    impl ::std::ops::Deref for StatuspageUrlSettingTags {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<StatuspageUrlSettingTags> for ::std::string::String {
        fn from(value: StatuspageUrlSettingTags) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for StatuspageUrlSettingTags {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for StatuspageUrlSettingTags {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for StatuspageUrlSettingTags {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for StatuspageUrlSettingTags {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    /// The resource type of a Statuspage URL setting.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum StatuspageUrlSettingType {
        #[serde(rename = "statuspage-url-setting")]
        StatuspageUrlSetting,
        /// A value that the fragment doesn't know.
        #[serde(untagged)]
        #[cfg_attr(feature = "schemars", schemars(skip))]
        Unknown(::std::string::String),
    }
    impl ::std::fmt::Display for StatuspageUrlSettingType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match self {
                Self::StatuspageUrlSetting => f.write_str("statuspage-url-setting"),
                Self::Unknown(text) => f.write_str(text),
            }
        }
    }
    impl ::std::str::FromStr for StatuspageUrlSettingType {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "statuspage-url-setting" => Ok(Self::StatuspageUrlSetting),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for StatuspageUrlSettingType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for StatuspageUrlSettingType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::default::Default for StatuspageUrlSettingType {
        fn default() -> Self {
            Self::StatuspageUrlSetting
        }
    }
    impl<'de> ::serde::Deserialize<'de> for StatuspageUrlSettingType {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            let text = <::std::string::String as ::serde::Deserialize>::deserialize(
                deserializer,
            )?;
            Ok(text.parse().unwrap_or(Self::Unknown(text)))
        }
    }
    /// A page on status.io, statuspage.com or statuspage.io.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingUrl(::std::string::String);
    impl ::std::ops::Deref for StatuspageUrlSettingUrl {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<StatuspageUrlSettingUrl> for ::std::string::String {
        fn from(value: StatuspageUrlSettingUrl) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for StatuspageUrlSettingUrl {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for StatuspageUrlSettingUrl {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for StatuspageUrlSettingUrl {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for StatuspageUrlSettingUrl {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
}
#[allow(clippy::all)]
impl Requests {
    /// Builds the request of [`Client::get_statuspage_account`].
    pub fn get_statuspage_account(
        &self,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "get_statuspage_account",
                Method::GET,
                "/api/v2/integration/statuspage/account",
                &[],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    403 | 404 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::create_statuspage_account`].
    pub fn create_statuspage_account(
        &self,
        body: &types::StatuspageAccountCreateRequest,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "create_statuspage_account",
                Method::POST,
                "/api/v2/integration/statuspage/account",
                &[],
            )?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::CREATED,
                |answer| match answer.status.as_u16() {
                    201 => answer.value(),
                    400 | 403 | 409 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::delete_statuspage_account`].
    pub fn delete_statuspage_account(
        &self,
    ) -> Result<Prepared<(), types::ApiErrorResponse>, Error<types::ApiErrorResponse>> {
        let request = self
            .request(
                "delete_statuspage_account",
                Method::DELETE,
                "/api/v2/integration/statuspage/account",
                &[],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::NO_CONTENT,
                |answer| match answer.status.as_u16() {
                    204 => Ok(answer.empty()),
                    400 | 403 | 404 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::update_statuspage_account`].
    pub fn update_statuspage_account(
        &self,
        body: &types::StatuspageAccountUpdateRequest,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "update_statuspage_account",
                Method::PATCH,
                "/api/v2/integration/statuspage/account",
                &[],
            )?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    400 | 403 | 404 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::list_statuspage_url_settings`].
    pub fn list_statuspage_url_settings(
        &self,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingsResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "list_statuspage_url_settings",
                Method::GET,
                "/api/v2/integration/statuspage/url_settings",
                &[],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    403 | 404 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::create_statuspage_url_setting`].
    pub fn create_statuspage_url_setting(
        &self,
        body: &types::StatuspageUrlSettingCreateRequest,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "create_statuspage_url_setting",
                Method::POST,
                "/api/v2/integration/statuspage/url_settings",
                &[],
            )?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::CREATED,
                |answer| match answer.status.as_u16() {
                    201 => answer.value(),
                    400 | 403 | 409 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::delete_statuspage_url_setting`].
    pub fn delete_statuspage_url_setting(
        &self,
        statuspage_url_setting_id: &types::StatuspageUrlSettingId,
    ) -> Result<Prepared<(), types::ApiErrorResponse>, Error<types::ApiErrorResponse>> {
        let request = self
            .request(
                "delete_statuspage_url_setting",
                Method::DELETE,
                "/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}",
                &[&statuspage_url_setting_id.to_string()],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::NO_CONTENT,
                |answer| match answer.status.as_u16() {
                    204 => Ok(answer.empty()),
                    400 | 403 | 404 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::update_statuspage_url_setting`].
    pub fn update_statuspage_url_setting(
        &self,
        statuspage_url_setting_id: &types::StatuspageUrlSettingId,
        body: &types::StatuspageUrlSettingUpdateRequest,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let request = self
            .request(
                "update_statuspage_url_setting",
                Method::PATCH,
                "/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}",
                &[&statuspage_url_setting_id.to_string()],
            )?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    400 | 403 | 404 | 409 | 429 => {
                        Err(Error::documented(answer.value()?))
                    }
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /// Get the Statuspage account
    ///
    /// Returns the Statuspage account of the organization, with its key masked.
    ///
    /// Sends a `GET` request to `/api/v2/integration/statuspage/account`.
    pub async fn get_statuspage_account(
        &self,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(self.requests.get_statuspage_account()?).await
    }
    /// Create the Statuspage account
    ///
    /// Stores a Statuspage API key as the Statuspage account of the
    /// organization. An organization has at most one account, so a second
    /// create is answered with a conflict.
    ///
    /// Sends a `POST` request to `/api/v2/integration/statuspage/account`.
    ///
    /// Arguments:
    /// - `body`: The account to create.
    pub async fn create_statuspage_account(
        &self,
        body: &types::StatuspageAccountCreateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(self.requests.create_statuspage_account(body)?).await
    }
    /// Delete the Statuspage account
    ///
    /// Deletes the Statuspage account of the organization.
    ///
    /// Sends a `DELETE` request to `/api/v2/integration/statuspage/account`.
    pub async fn delete_statuspage_account(
        &self,
    ) -> Result<ResponseValue<()>, Error<types::ApiErrorResponse>> {
        self.send(self.requests.delete_statuspage_account()?).await
    }
    /// Update the Statuspage account
    ///
    /// Replaces the Statuspage API key of the organization's account.
    ///
    /// Sends a `PATCH` request to `/api/v2/integration/statuspage/account`.
    ///
    /// Arguments:
    /// - `body`: The changes to the account.
    pub async fn update_statuspage_account(
        &self,
        body: &types::StatuspageAccountUpdateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(self.requests.update_statuspage_account(body)?).await
    }
    /// List the Statuspage URL settings
    ///
    /// Lists all pages that the organization watches, in one answer.
    ///
    /// Sends a `GET` request to `/api/v2/integration/statuspage/url_settings`.
    pub async fn list_statuspage_url_settings(
        &self,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingsResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(self.requests.list_statuspage_url_settings()?).await
    }
    /// Create a Statuspage URL setting
    ///
    /// Watches a page, and tags the events that it causes. A page is watched only
    /// once, so a second setting for it is a conflict.
    ///
    /// Sends a `POST` request to `/api/v2/integration/statuspage/url_settings`.
    ///
    /// Arguments:
    /// - `body`: The setting to create.
    pub async fn create_statuspage_url_setting(
        &self,
        body: &types::StatuspageUrlSettingCreateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(self.requests.create_statuspage_url_setting(body)?).await
    }
    /// Delete a Statuspage URL setting
    ///
    /// Stops watching the page.
    ///
    /// Sends a `DELETE` request to `/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}`.
    ///
    /// Arguments:
    /// - `statuspage_url_setting_id`: The id of the setting.
    pub async fn delete_statuspage_url_setting(
        &self,
        statuspage_url_setting_id: &types::StatuspageUrlSettingId,
    ) -> Result<ResponseValue<()>, Error<types::ApiErrorResponse>> {
        self.send(
                self.requests.delete_statuspage_url_setting(statuspage_url_setting_id)?,
            )
            .await
    }
    /// Update a Statuspage URL setting
    ///
    /// Changes the page, the tags, or both.
    ///
    /// Sends a `PATCH` request to `/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}`.
    ///
    /// Arguments:
    /// - `statuspage_url_setting_id`: The id of the setting.
    /// - `body`: The changes to the setting.
    pub async fn update_statuspage_url_setting(
        &self,
        statuspage_url_setting_id: &types::StatuspageUrlSettingId,
        body: &types::StatuspageUrlSettingUpdateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingResponse>,
        Error<types::ApiErrorResponse>,
    > {
        self.send(
                self
                    .requests
                    .update_statuspage_url_setting(statuspage_url_setting_id, body)?,
            )
            .await
    }
}

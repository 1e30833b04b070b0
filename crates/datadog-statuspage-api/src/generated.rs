// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

#[allow(unused_imports)]
use crate::{encode_path, Client, Error, Prepared, Requests, ResponseValue};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///What Datadog documents as the body of every error.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct ApiErrorResponse {
        ///One text for each thing that was wrong.
        pub errors: ::std::vec::Vec<::std::string::String>,
    }
    ///The body of a request that creates the Statuspage account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountCreateRequest {
        pub data: StatuspageAccountCreateRequestData,
    }
    ///What the account to create consists of.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountCreateRequestAttributes {
        ///The API key that Statuspage issued.
        pub api_key: crate::Secret,
    }
    ///The account to create.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountCreateRequestData {
        pub attributes: StatuspageAccountCreateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The body of an answer that holds the Statuspage account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountResponse {
        pub data: StatuspageAccountResponseData,
    }
    ///What Datadog shows of the account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountResponseAttributes {
        ///A mask in place of the Statuspage API key, never the key.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub api_key: ::std::option::Option<::std::string::String>,
    }
    ///The Statuspage account of the organization.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountResponseData {
        pub attributes: StatuspageAccountResponseAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The resource type of a Statuspage account.
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
            StatuspageAccountType::StatuspageAccount
        }
    }
    ///The body of a request that changes the Statuspage account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountUpdateRequest {
        pub data: StatuspageAccountUpdateRequestData,
    }
    ///What of the account to change.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountUpdateRequestAttributes {
        ///Another API key that Statuspage issued.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub api_key: ::std::option::Option<crate::Secret>,
    }
    ///The changes to the account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageAccountUpdateRequestData {
        pub attributes: StatuspageAccountUpdateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageAccountType,
    }
    ///The body of a request that creates a URL setting.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingCreateRequest {
        pub data: StatuspageUrlSettingCreateRequestData,
    }
    ///What the URL setting to create consists of.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingCreateRequestAttributes {
        pub custom_tags: StatuspageUrlSettingTags,
        pub url: StatuspageUrlSettingUrl,
    }
    ///The URL setting to create.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingCreateRequestData {
        pub attributes: StatuspageUrlSettingCreateRequestAttributes,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///Identifies a URL setting.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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
    impl ::std::str::FromStr for StatuspageUrlSettingId {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            if value.chars().count() > 100usize {
                return Err("longer than 100 characters".into());
            }
            if value.chars().count() < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_string()))
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
    impl<'de> ::serde::Deserialize<'de> for StatuspageUrlSettingId {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            ::std::string::String::deserialize(deserializer)?
                .parse()
                .map_err(|e: self::error::ConversionError| {
                    <D::Error as ::serde::de::Error>::custom(e.to_string())
                })
        }
    }
    ///The body of an answer that holds a URL setting.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingResponse {
        pub data: StatuspageUrlSettingResponseData,
    }
    ///The page, and the tags of its events.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingResponseAttributes {
        ///Tags, with commas between them.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub custom_tags: ::std::option::Option<::std::string::String>,
        ///The page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<::std::string::String>,
    }
    ///A page that the organization watches.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingResponseData {
        pub attributes: StatuspageUrlSettingResponseAttributes,
        pub id: StatuspageUrlSettingId,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///Tags for the events that come of the page, with commas between them.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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
    impl ::std::str::FromStr for StatuspageUrlSettingTags {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            if value.chars().count() < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_string()))
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
    impl<'de> ::serde::Deserialize<'de> for StatuspageUrlSettingTags {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            ::std::string::String::deserialize(deserializer)?
                .parse()
                .map_err(|e: self::error::ConversionError| {
                    <D::Error as ::serde::de::Error>::custom(e.to_string())
                })
        }
    }
    ///The resource type of a Statuspage URL setting.
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
            StatuspageUrlSettingType::StatuspageUrlSetting
        }
    }
    ///The body of a request that changes a URL setting.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingUpdateRequest {
        pub data: StatuspageUrlSettingUpdateRequestData,
    }
    ///What of the URL setting to change.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingUpdateRequestAttributes {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub custom_tags: ::std::option::Option<StatuspageUrlSettingTags>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<StatuspageUrlSettingUrl>,
    }
    ///The changes to a URL setting.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct StatuspageUrlSettingUpdateRequestData {
        pub attributes: StatuspageUrlSettingUpdateRequestAttributes,
        pub id: StatuspageUrlSettingId,
        #[serde(rename = "type")]
        pub type_: StatuspageUrlSettingType,
    }
    ///A page on status.io, statuspage.com or statuspage.io.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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
    impl ::std::str::FromStr for StatuspageUrlSettingUrl {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            if value.chars().count() < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_string()))
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
    impl<'de> ::serde::Deserialize<'de> for StatuspageUrlSettingUrl {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            ::std::string::String::deserialize(deserializer)?
                .parse()
                .map_err(|e: self::error::ConversionError| {
                    <D::Error as ::serde::de::Error>::custom(e.to_string())
                })
        }
    }
    ///The body of an answer that holds all URL settings.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
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
}
#[allow(clippy::all)]
impl Requests {
    ///What [`Client::get_statuspage_account`] sends, and how its answer is read.
    pub fn get_statuspage_account<'a>(
        &'a self,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let mut request = crate::Request::new(
            "get_statuspage_account",
            ::reqwest::Method::GET,
            crate::address(self, "/api/v2/integration/statuspage/account")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        200u16 => response.value(),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::create_statuspage_account`] sends, and how its answer is read.
    pub fn create_statuspage_account<'a>(
        &'a self,
        body: &'a types::StatuspageAccountCreateRequest,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let mut request = crate::Request::new(
            "create_statuspage_account",
            ::reqwest::Method::POST,
            crate::address(self, "/api/v2/integration/statuspage/account")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request
            .headers
            .push((
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request.body = Some(crate::request_json(&body)?);
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        201u16 => response.value(),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        409u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::delete_statuspage_account`] sends, and how its answer is read.
    pub fn delete_statuspage_account<'a>(
        &'a self,
    ) -> Result<Prepared<(), types::ApiErrorResponse>, Error<types::ApiErrorResponse>> {
        let mut request = crate::Request::new(
            "delete_statuspage_account",
            ::reqwest::Method::DELETE,
            crate::address(self, "/api/v2/integration/statuspage/account")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        204u16 => Ok(response.empty()),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::update_statuspage_account`] sends, and how its answer is read.
    pub fn update_statuspage_account<'a>(
        &'a self,
        body: &'a types::StatuspageAccountUpdateRequest,
    ) -> Result<
        Prepared<types::StatuspageAccountResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let mut request = crate::Request::new(
            "update_statuspage_account",
            ::reqwest::Method::PATCH,
            crate::address(self, "/api/v2/integration/statuspage/account")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request
            .headers
            .push((
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request.body = Some(crate::request_json(&body)?);
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        200u16 => response.value(),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::list_statuspage_url_settings`] sends, and how its answer is read.
    pub fn list_statuspage_url_settings<'a>(
        &'a self,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingsResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let mut request = crate::Request::new(
            "list_statuspage_url_settings",
            ::reqwest::Method::GET,
            crate::address(self, "/api/v2/integration/statuspage/url_settings")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        200u16 => response.value(),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::create_statuspage_url_setting`] sends, and how its answer is read.
    pub fn create_statuspage_url_setting<'a>(
        &'a self,
        body: &'a types::StatuspageUrlSettingCreateRequest,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let mut request = crate::Request::new(
            "create_statuspage_url_setting",
            ::reqwest::Method::POST,
            crate::address(self, "/api/v2/integration/statuspage/url_settings")?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request
            .headers
            .push((
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request.body = Some(crate::request_json(&body)?);
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        201u16 => response.value(),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        409u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::delete_statuspage_url_setting`] sends, and how its answer is read.
    pub fn delete_statuspage_url_setting<'a>(
        &'a self,
        statuspage_url_setting_id: &'a types::StatuspageUrlSettingId,
    ) -> Result<Prepared<(), types::ApiErrorResponse>, Error<types::ApiErrorResponse>> {
        let url = format!(
            "{}/api/v2/integration/statuspage/url_settings/{}", self.baseurl,
            encode_path(& statuspage_url_setting_id.to_string()),
        );
        let mut request = crate::Request::new(
            "delete_statuspage_url_setting",
            ::reqwest::Method::DELETE,
            crate::parsed(&url)?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        204u16 => Ok(response.empty()),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::update_statuspage_url_setting`] sends, and how its answer is read.
    pub fn update_statuspage_url_setting<'a>(
        &'a self,
        statuspage_url_setting_id: &'a types::StatuspageUrlSettingId,
        body: &'a types::StatuspageUrlSettingUpdateRequest,
    ) -> Result<
        Prepared<types::StatuspageUrlSettingResponse, types::ApiErrorResponse>,
        Error<types::ApiErrorResponse>,
    > {
        let url = format!(
            "{}/api/v2/integration/statuspage/url_settings/{}", self.baseurl,
            encode_path(& statuspage_url_setting_id.to_string()),
        );
        let mut request = crate::Request::new(
            "update_statuspage_url_setting",
            ::reqwest::Method::PATCH,
            crate::parsed(&url)?,
        );
        request
            .headers
            .push((
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request
            .headers
            .push((
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            ));
        request.body = Some(crate::request_json(&body)?);
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        200u16 => response.value(),
                        400u16 => Err(Error::documented(response.value()?)),
                        403u16 => Err(Error::documented(response.value()?)),
                        404u16 => Err(Error::documented(response.value()?)),
                        409u16 => Err(Error::documented(response.value()?)),
                        429u16 => Err(Error::documented(response.value()?)),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /**Get the Statuspage account

Shows the Statuspage account of the organization, with its key masked.

Sends a `GET` request to `/api/v2/integration/statuspage/account`

*/
    pub async fn get_statuspage_account<'a>(
        &'a self,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(self, self.requests.get_statuspage_account()?).await
    }
    /**Create the Statuspage account

Stores a Statuspage API key as the Statuspage account of the
organization. An organization holds at most one account, so a second
create is answered with a conflict.

Sends a `POST` request to `/api/v2/integration/statuspage/account`

Arguments:
- `body`: The account to create.
*/
    pub async fn create_statuspage_account<'a>(
        &'a self,
        body: &'a types::StatuspageAccountCreateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(self, self.requests.create_statuspage_account(body)?).await
    }
    /**Delete the Statuspage account

Removes the Statuspage account of the organization.

Sends a `DELETE` request to `/api/v2/integration/statuspage/account`

*/
    pub async fn delete_statuspage_account<'a>(
        &'a self,
    ) -> Result<ResponseValue<()>, Error<types::ApiErrorResponse>> {
        crate::send(self, self.requests.delete_statuspage_account()?).await
    }
    /**Update the Statuspage account

Puts another Statuspage API key into the account of the organization.

Sends a `PATCH` request to `/api/v2/integration/statuspage/account`

Arguments:
- `body`: What to change of the account.
*/
    pub async fn update_statuspage_account<'a>(
        &'a self,
        body: &'a types::StatuspageAccountUpdateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageAccountResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(self, self.requests.update_statuspage_account(body)?).await
    }
    /**List the Statuspage URL settings

Lists all pages that the organization watches, in one answer.

Sends a `GET` request to `/api/v2/integration/statuspage/url_settings`

*/
    pub async fn list_statuspage_url_settings<'a>(
        &'a self,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingsResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(self, self.requests.list_statuspage_url_settings()?).await
    }
    /**Create a Statuspage URL setting

Has the organization watch a page, and tags the events that come of it.
A page is watched once, so a second setting for it is a conflict.

Sends a `POST` request to `/api/v2/integration/statuspage/url_settings`

Arguments:
- `body`: The setting to create.
*/
    pub async fn create_statuspage_url_setting<'a>(
        &'a self,
        body: &'a types::StatuspageUrlSettingCreateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(self, self.requests.create_statuspage_url_setting(body)?).await
    }
    /**Delete a Statuspage URL setting

Has the organization watch the page no longer.

Sends a `DELETE` request to `/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}`

Arguments:
- `statuspage_url_setting_id`: Which setting.
*/
    pub async fn delete_statuspage_url_setting<'a>(
        &'a self,
        statuspage_url_setting_id: &'a types::StatuspageUrlSettingId,
    ) -> Result<ResponseValue<()>, Error<types::ApiErrorResponse>> {
        crate::send(
                self,
                self.requests.delete_statuspage_url_setting(statuspage_url_setting_id)?,
            )
            .await
    }
    /**Update a Statuspage URL setting

Changes the page, the tags, or both.

Sends a `PATCH` request to `/api/v2/integration/statuspage/url_settings/{statuspage_url_setting_id}`

Arguments:
- `statuspage_url_setting_id`: Which setting.
- `body`: What to change of the setting.
*/
    pub async fn update_statuspage_url_setting<'a>(
        &'a self,
        statuspage_url_setting_id: &'a types::StatuspageUrlSettingId,
        body: &'a types::StatuspageUrlSettingUpdateRequest,
    ) -> Result<
        ResponseValue<types::StatuspageUrlSettingResponse>,
        Error<types::ApiErrorResponse>,
    > {
        crate::send(
                self,
                self
                    .requests
                    .update_statuspage_url_setting(statuspage_url_setting_id, body)?,
            )
            .await
    }
}

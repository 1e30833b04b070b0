// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
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
}
#[derive(Clone, Debug)]
/**Client for Datadog Statuspage integration

Connects a Datadog organization to Atlassian Statuspage, so that incidents
on Statuspage pages turn into Datadog events.

Version: 2*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::SharedTransport,
}
impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::SharedTransport,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::SharedTransport> for Client {
    fn api_version() -> &'static str {
        "2"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::SharedTransport {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::SharedTransport>,
    {}
};
#[allow(clippy::all)]
impl Client {
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
        let url = format!("{}/api/v2/integration/statuspage/account", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .header(
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .body(crate::request_body(&body)?)
            .build()?;
        let info = OperationInfo {
            operation_id: "create_statuspage_account",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            201u16 => ResponseValue::from_response(response).await,
            400u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            403u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            409u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            429u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    #[allow(unused_imports)]
    pub use super::Client;
}

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
    ///`Nested`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Nested {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub a: ::std::option::Option<NestedA>,
    }
    ///`NestedA`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct NestedA {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub b: ::std::option::Option<NestedAb>,
    }
    ///`NestedAb`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct NestedAb {
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub c: ::std::vec::Vec<::std::vec::Vec<NestedAbCItemItem>>,
    }
    ///`NestedAbCItemItem`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct NestedAbCItemItem {
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        pub d: ::std::collections::BTreeMap<
            ::std::string::String,
            ::std::vec::Vec<NestedAbCItemItemDValueItem>,
        >,
    }
    ///`NestedAbCItemItemDValueItem`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct NestedAbCItemItemDValueItem {
        pub e: i64,
    }
    ///`NestedError`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct NestedError {
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub errors: ::std::vec::Vec<::std::string::String>,
    }
    ///`PutNestedBody`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct PutNestedBody {
        pub a: ::std::vec::Vec<::std::string::String>,
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
#[allow(clippy::all)]
impl Requests {
    /// Builds the request of [`Client::put_nested`].
    pub fn put_nested(
        &self,
        body: &types::PutNestedBody,
    ) -> Result<Prepared<types::Nested, types::NestedError>, Error<types::NestedError>> {
        let request = self
            .request("put_nested", Method::PUT, "/nested", &[])?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    400 | 429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /// Sends a `PUT` request to `/nested`.
    pub async fn put_nested(
        &self,
        body: &types::PutNestedBody,
    ) -> Result<ResponseValue<types::Nested>, Error<types::NestedError>> {
        self.send(self.requests.put_nested(body)?).await
    }
}

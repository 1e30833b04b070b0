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
    ///All of them.
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Merged {
        pub id: i64,
        pub more: ::std::collections::BTreeMap<
            ::std::string::String,
            ::std::string::String,
        >,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<MergedNameName>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub same: ::std::option::Option<MergedId>,
    }
    ///`MergedId`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct MergedId {
        pub id: i64,
    }
    ///`MergedName`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct MergedName {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<MergedNameName>,
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
    /// `MergedNameName`
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
    pub struct MergedNameName(::std::string::String);
    impl ::std::ops::Deref for MergedNameName {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<MergedNameName> for ::std::string::String {
        fn from(value: MergedNameName) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for MergedNameName {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for MergedNameName {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count > 10usize {
                return Err("longer than 10 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for MergedNameName {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for MergedNameName {
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
    /// Builds the request of [`Client::get_merged`].
    pub fn get_merged(&self) -> Result<Prepared<types::Merged, ()>, Error<()>> {
        let request = self.request("get_merged", Method::GET, "/merged", &[])?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    429 => Err(Error::documented(answer.empty())),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /// Sends a `GET` request to `/merged`.
    pub async fn get_merged(&self) -> Result<ResponseValue<types::Merged>, Error<()>> {
        self.send(self.requests.get_merged()?).await
    }
}

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
    ///`Self_`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Self_ {
        #[serde(rename = "a-b", skip_serializing_if = "::std::option::Option::is_none")]
        pub a_b: ::std::option::Option<::std::string::String>,
        #[serde(rename = "async")]
        pub async_: bool,
        #[serde(
            rename = "camelCase",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub camel_case: ::std::option::Option<::std::string::String>,
        #[serde(
            rename = "crate",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub crate_: ::std::option::Option<Type>,
        #[serde(rename = "fn", skip_serializing_if = "::std::option::Option::is_none")]
        pub fn_: ::std::option::Option<i64>,
        #[serde(rename = "gen", skip_serializing_if = "::std::option::Option::is_none")]
        pub gen_: ::std::option::Option<::std::string::String>,
        #[serde(rename = "self")]
        pub self_: ::std::string::String,
        #[serde(rename = "$x", skip_serializing_if = "::std::option::Option::is_none")]
        pub x: ::std::option::Option<::std::string::String>,
        #[serde(rename = "1", skip_serializing_if = "::std::option::Option::is_none")]
        pub x1: ::std::option::Option<::std::string::String>,
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
    /// `Type`
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum Type {
        #[serde(rename = "struct")]
        Struct,
        #[serde(rename = "enum")]
        Enum,
        #[serde(rename = "crate")]
        Crate,
        /// A value that the fragment doesn't know.
        #[serde(untagged)]
        #[cfg_attr(feature = "schemars", schemars(skip))]
        Unknown(::std::string::String),
    }
    impl ::std::fmt::Display for Type {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match self {
                Self::Struct => f.write_str("struct"),
                Self::Enum => f.write_str("enum"),
                Self::Crate => f.write_str("crate"),
                Self::Unknown(text) => f.write_str(text),
            }
        }
    }
    impl ::std::str::FromStr for Type {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "struct" => Ok(Self::Struct),
                "enum" => Ok(Self::Enum),
                "crate" => Ok(Self::Crate),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for Type {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for Type {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for Type {
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
    /// Builds the request of [`Client::post_keywords`].
    pub fn post_keywords(
        &self,
        type_: &str,
        self_: &str,
        a_b: i64,
        body: &types::Self_,
    ) -> Result<Prepared<types::Type, ()>, Error<()>> {
        let request = self
            .request(
                "post_keywords",
                Method::POST,
                "/keywords/{type}/{self}/{a-b}",
                &[type_, self_, &a_b.to_string()],
            )?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::CREATED,
                |answer| match answer.status.as_u16() {
                    201 => answer.value(),
                    429 => Err(Error::documented(answer.empty())),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /// Sends a `POST` request to `/keywords/{type}/{self}/{a-b}`.
    pub async fn post_keywords(
        &self,
        type_: &str,
        self_: &str,
        a_b: i64,
        body: &types::Self_,
    ) -> Result<ResponseValue<types::Type>, Error<()>> {
        self.send(self.requests.post_keywords(type_, self_, a_b, body)?).await
    }
}

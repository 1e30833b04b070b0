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
    ///`PlainFlag`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainFlag(pub bool);
    impl ::std::ops::Deref for PlainFlag {
        type Target = bool;
        fn deref(&self) -> &bool {
            &self.0
        }
    }
    impl ::std::convert::From<PlainFlag> for bool {
        fn from(value: PlainFlag) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<bool> for PlainFlag {
        fn from(value: bool) -> Self {
            Self(value)
        }
    }
    impl ::std::fmt::Display for PlainFlag {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }
    impl ::std::str::FromStr for PlainFlag {
        type Err = <bool as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }
    impl ::std::convert::TryFrom<&str> for PlainFlag {
        type Error = <bool as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<String> for PlainFlag {
        type Error = <bool as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    ///`PlainInteger`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainInteger(pub i32);
    impl ::std::ops::Deref for PlainInteger {
        type Target = i32;
        fn deref(&self) -> &i32 {
            &self.0
        }
    }
    impl ::std::convert::From<PlainInteger> for i32 {
        fn from(value: PlainInteger) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<i32> for PlainInteger {
        fn from(value: i32) -> Self {
            Self(value)
        }
    }
    impl ::std::fmt::Display for PlainInteger {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }
    impl ::std::str::FromStr for PlainInteger {
        type Err = <i32 as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }
    impl ::std::convert::TryFrom<&str> for PlainInteger {
        type Error = <i32 as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<String> for PlainInteger {
        type Error = <i32 as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    ///`PlainKey`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainKey(pub crate::Secret);
    impl ::std::ops::Deref for PlainKey {
        type Target = crate::Secret;
        fn deref(&self) -> &crate::Secret {
            &self.0
        }
    }
    impl ::std::convert::From<PlainKey> for crate::Secret {
        fn from(value: PlainKey) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<crate::Secret> for PlainKey {
        fn from(value: crate::Secret) -> Self {
            Self(value)
        }
    }
    ///`PlainList`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainList(
        pub ::std::vec::Vec<::std::option::Option<::std::string::String>>,
    );
    impl ::std::ops::Deref for PlainList {
        type Target = ::std::vec::Vec<::std::option::Option<::std::string::String>>;
        fn deref(
            &self,
        ) -> &::std::vec::Vec<::std::option::Option<::std::string::String>> {
            &self.0
        }
    }
    impl ::std::convert::From<PlainList>
    for ::std::vec::Vec<::std::option::Option<::std::string::String>> {
        fn from(value: PlainList) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::std::vec::Vec<::std::option::Option<::std::string::String>>,
    > for PlainList {
        fn from(
            value: ::std::vec::Vec<::std::option::Option<::std::string::String>>,
        ) -> Self {
            Self(value)
        }
    }
    ///`PlainMap`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainMap(
        pub ::std::collections::BTreeMap<::std::string::String, PlainInteger>,
    );
    impl ::std::ops::Deref for PlainMap {
        type Target = ::std::collections::BTreeMap<::std::string::String, PlainInteger>;
        fn deref(
            &self,
        ) -> &::std::collections::BTreeMap<::std::string::String, PlainInteger> {
            &self.0
        }
    }
    impl ::std::convert::From<PlainMap>
    for ::std::collections::BTreeMap<::std::string::String, PlainInteger> {
        fn from(value: PlainMap) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::std::collections::BTreeMap<::std::string::String, PlainInteger>,
    > for PlainMap {
        fn from(
            value: ::std::collections::BTreeMap<::std::string::String, PlainInteger>,
        ) -> Self {
            Self(value)
        }
    }
    ///`PlainNumber`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct PlainNumber(pub f64);
    impl ::std::ops::Deref for PlainNumber {
        type Target = f64;
        fn deref(&self) -> &f64 {
            &self.0
        }
    }
    impl ::std::convert::From<PlainNumber> for f64 {
        fn from(value: PlainNumber) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<f64> for PlainNumber {
        fn from(value: f64) -> Self {
            Self(value)
        }
    }
    impl ::std::fmt::Display for PlainNumber {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }
    impl ::std::str::FromStr for PlainNumber {
        type Err = <f64 as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }
    impl ::std::convert::TryFrom<&str> for PlainNumber {
        type Error = <f64 as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<String> for PlainNumber {
        type Error = <f64 as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }
    ///`PlainText`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
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
    pub struct PlainText(pub ::std::string::String);
    impl ::std::ops::Deref for PlainText {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<PlainText> for ::std::string::String {
        fn from(value: PlainText) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<::std::string::String> for PlainText {
        fn from(value: ::std::string::String) -> Self {
            Self(value)
        }
    }
    impl ::std::fmt::Display for PlainText {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }
    impl ::std::str::FromStr for PlainText {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.to_string()))
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
#[allow(clippy::all)]
impl Requests {
    /// Builds the request of [`Client::post_text`].
    pub fn post_text(
        &self,
        body: &str,
    ) -> Result<
        Prepared<types::PlainInteger, ::std::string::String>,
        Error<::std::string::String>,
    > {
        let request = self
            .request("post_text", Method::POST, "/texts", &[])?
            .with_json(body)?;
        Ok(
            Prepared::new(
                request,
                StatusCode::OK,
                |answer| match answer.status.as_u16() {
                    200 => answer.value(),
                    429 => Err(Error::documented(answer.value()?)),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::post_list`].
    pub fn post_list(
        &self,
        body: &::std::vec::Vec<types::PlainText>,
    ) -> Result<
        Prepared<
            ::std::collections::BTreeMap<::std::string::String, types::PlainNumber>,
            (),
        >,
        Error<()>,
    > {
        let request = self
            .request("post_list", Method::POST, "/lists", &[])?
            .with_json(body)?;
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
    /// Builds the request of [`Client::put_flag`].
    pub fn put_flag(
        &self,
        flag: &types::PlainText,
        number: &types::PlainInteger,
        body: &types::PlainFlag,
    ) -> Result<Prepared<types::PlainMap, ()>, Error<()>> {
        let request = self
            .request(
                "put_flag",
                Method::PUT,
                "/flags/{flag}/{number}",
                &[&flag.to_string(), &number.to_string()],
            )?
            .with_json(body)?;
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
    /// Sends a `POST` request to `/texts`.
    ///
    /// Arguments:
    /// - `body`: Some text.
    pub async fn post_text(
        &self,
        body: &str,
    ) -> Result<ResponseValue<types::PlainInteger>, Error<::std::string::String>> {
        self.send(self.requests.post_text(body)?).await
    }
    /// Sends a `POST` request to `/lists`.
    pub async fn post_list(
        &self,
        body: &::std::vec::Vec<types::PlainText>,
    ) -> Result<
        ResponseValue<
            ::std::collections::BTreeMap<::std::string::String, types::PlainNumber>,
        >,
        Error<()>,
    > {
        self.send(self.requests.post_list(body)?).await
    }
    /// Sends a `PUT` request to `/flags/{flag}/{number}`.
    pub async fn put_flag(
        &self,
        flag: &types::PlainText,
        number: &types::PlainInteger,
        body: &types::PlainFlag,
    ) -> Result<ResponseValue<types::PlainMap>, Error<()>> {
        self.send(self.requests.put_flag(flag, number, body)?).await
    }
}

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
    /// `FourthId`
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
    pub struct FourthId(::std::string::String);
    impl ::std::ops::Deref for FourthId {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<FourthId> for ::std::string::String {
        fn from(value: FourthId) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for FourthId {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for FourthId {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count > 4usize {
                return Err("longer than 4 characters".into());
            }
            if count < 1usize {
                return Err("shorter than 1 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for FourthId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for FourthId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    /// `Second`
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
    pub struct Second(::std::string::String);
    impl ::std::ops::Deref for Second {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<Second> for ::std::string::String {
        fn from(value: Second) -> Self {
            value.0
        }
    }
    impl ::std::fmt::Display for Second {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl ::std::str::FromStr for Second {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            let count = value.chars().count();
            if count < 2usize {
                return Err("shorter than 2 characters".into());
            }
            Ok(Self(value.to_owned()))
        }
    }
    impl ::std::convert::TryFrom<&str> for Second {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for Second {
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
    /// Builds the request of [`Client::put_four`].
    pub fn put_four(
        &self,
        first: i64,
        second: &types::Second,
        third: i32,
        fourth: &types::FourthId,
    ) -> Result<Prepared<(), ()>, Error<()>> {
        let request = self
            .request(
                "put_four",
                Method::PUT,
                "/a/{first}/b/{second}/c/{third}/{fourth}",
                &[
                    &first.to_string(),
                    &second.to_string(),
                    &third.to_string(),
                    &fourth.to_string(),
                ],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::NO_CONTENT,
                |answer| match answer.status.as_u16() {
                    204 => Ok(answer.empty()),
                    404 | 429 => Err(Error::documented(answer.empty())),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::post_four`].
    pub fn post_four(
        &self,
        first: &str,
        second: &types::Second,
        third: i32,
        fourth: &types::FourthId,
    ) -> Result<Prepared<(), ()>, Error<()>> {
        let request = self
            .request(
                "post_four",
                Method::POST,
                "/a/{first}/b/{second}/c/{third}/{fourth}",
                &[first, &second.to_string(), &third.to_string(), &fourth.to_string()],
            )?;
        Ok(
            Prepared::new(
                request,
                StatusCode::NO_CONTENT,
                |answer| match answer.status.as_u16() {
                    204 => Ok(answer.empty()),
                    429 => Err(Error::documented(answer.empty())),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
    /// Builds the request of [`Client::delete_a`].
    pub fn delete_a(&self) -> Result<Prepared<(), ()>, Error<()>> {
        let request = self.request("delete_a", Method::DELETE, "/a", &[])?;
        Ok(
            Prepared::new(
                request,
                StatusCode::RESET_CONTENT,
                |answer| match answer.status.as_u16() {
                    205 => Ok(answer.empty()),
                    429 => Err(Error::documented(answer.empty())),
                    _ => Err(Error::undocumented(answer)),
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /// Sends a `PUT` request to `/a/{first}/b/{second}/c/{third}/{fourth}`.
    ///
    /// Arguments:
    /// - `third`: The third.
    pub async fn put_four(
        &self,
        first: i64,
        second: &types::Second,
        third: i32,
        fourth: &types::FourthId,
    ) -> Result<ResponseValue<()>, Error<()>> {
        self.send(self.requests.put_four(first, second, third, fourth)?).await
    }
    /// Sends a `POST` request to `/a/{first}/b/{second}/c/{third}/{fourth}`.
    ///
    /// Arguments:
    /// - `third`: The third.
    pub async fn post_four(
        &self,
        first: &str,
        second: &types::Second,
        third: i32,
        fourth: &types::FourthId,
    ) -> Result<ResponseValue<()>, Error<()>> {
        self.send(self.requests.post_four(first, second, third, fourth)?).await
    }
    /// Sends a `DELETE` request to `/a`.
    pub async fn delete_a(&self) -> Result<ResponseValue<()>, Error<()>> {
        self.send(self.requests.delete_a()?).await
    }
}

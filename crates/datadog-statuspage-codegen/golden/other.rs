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
    ///`Thing`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Thing {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub colour: ::std::option::Option<ThingColour>,
        ///Kept secret.
        pub key: crate::Secret,
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub old_keys: ::std::vec::Vec<crate::Secret>,
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
    /// `ThingColour`
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum ThingColour {
        #[serde(rename = "red")]
        Red,
        #[serde(rename = "green")]
        Green,
        /// A value that the fragment doesn't know.
        #[serde(untagged)]
        #[cfg_attr(feature = "schemars", schemars(skip))]
        Unknown(::std::string::String),
    }
    impl ::std::fmt::Display for ThingColour {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match self {
                Self::Red => f.write_str("red"),
                Self::Green => f.write_str("green"),
                Self::Unknown(text) => f.write_str(text),
            }
        }
    }
    impl ::std::str::FromStr for ThingColour {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "red" => Ok(Self::Red),
                "green" => Ok(Self::Green),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for ThingColour {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for ThingColour {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::default::Default for ThingColour {
        fn default() -> Self {
            Self::Red
        }
    }
    impl<'de> ::serde::Deserialize<'de> for ThingColour {
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
    /// Builds the request of [`Client::delete_thing`].
    pub fn delete_thing(&self, thing_id: &str) -> Result<Prepared<(), ()>, Error<()>> {
        let request = self
            .request("delete_thing", Method::DELETE, "/things/{thing_id}", &[thing_id])?;
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
    /// Builds the request of [`Client::update_thing`].
    pub fn update_thing(
        &self,
        thing_id: &str,
        body: &types::Thing,
    ) -> Result<Prepared<types::Thing, ()>, Error<()>> {
        let request = self
            .request("update_thing", Method::PATCH, "/things/{thing_id}", &[thing_id])?
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
    /// Sends a `DELETE` request to `/things/{thing_id}`.
    pub async fn delete_thing(
        &self,
        thing_id: &str,
    ) -> Result<ResponseValue<()>, Error<()>> {
        self.send(self.requests.delete_thing(thing_id)?).await
    }
    /// Sends a `PATCH` request to `/things/{thing_id}`.
    pub async fn update_thing(
        &self,
        thing_id: &str,
        body: &types::Thing,
    ) -> Result<ResponseValue<types::Thing>, Error<()>> {
        self.send(self.requests.update_thing(thing_id, body)?).await
    }
}

// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

#[allow(unused_imports)]
use crate::{encode_path, Client, Error, Prepared, Requests, ResponseValue};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///`Thing`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct Thing {
        #[serde(default = "defaults::thing_colour")]
        pub colour: ThingColour,
        ///Kept secret.
        pub key: crate::Secret,
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub old_keys: ::std::vec::Vec<crate::Secret>,
    }
    ///`ThingColour`
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
            ThingColour::Red
        }
    }
    /// Generation of default values for serde.
    pub mod defaults {
        pub(super) fn thing_colour() -> super::ThingColour {
            super::ThingColour::Red
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
    ///What [`Client::delete_thing`] sends, and how its answer is read.
    pub fn delete_thing<'a>(
        &'a self,
        thing_id: &'a str,
    ) -> Result<Prepared<(), ()>, Error<()>> {
        let url = format!(
            "{}/things/{}", self.baseurl, encode_path(& thing_id.to_string()),
        );
        let request = crate::Request::new(
            "delete_thing",
            ::reqwest::Method::DELETE,
            crate::parsed(&url)?,
        );
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        204u16 => Ok(response.empty()),
                        429u16 => Err(Error::documented(response.empty())),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
    ///What [`Client::update_thing`] sends, and how its answer is read.
    pub fn update_thing<'a>(
        &'a self,
        thing_id: &'a str,
        page_size: Option<i64>,
        tag: &'a ::std::vec::Vec<::std::string::String>,
        x_note: Option<&'a str>,
        body: &'a types::Thing,
    ) -> Result<Prepared<types::Thing, ()>, Error<()>> {
        let url = format!(
            "{}/things/{}", self.baseurl, encode_path(& thing_id.to_string()),
        );
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
        if let Some(value) = x_note {
            header_map.append("X-Note", value.to_string().try_into()?);
        }
        let mut request = crate::Request::new(
            "update_thing",
            ::reqwest::Method::PATCH,
            crate::with_query(
                crate::parsed(&url)?,
                [
                    ("page[size]", crate::query_value(&page_size)?),
                    ("tag", crate::query_value(&tag)?),
                ],
            )?,
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
        request.headers.extend(crate::pairs(header_map));
        Ok(
            Prepared::new(
                request,
                |response| {
                    match response.status.as_u16() {
                        200u16 => response.value(),
                        429u16 => Err(Error::documented(response.empty())),
                        _ => Err(Error::undocumented(response)),
                    }
                },
            ),
        )
    }
}
#[allow(clippy::all)]
impl Client {
    /**Sends a `DELETE` request to `/things/{thing_id}`

*/
    pub async fn delete_thing<'a>(
        &'a self,
        thing_id: &'a str,
    ) -> Result<ResponseValue<()>, Error<()>> {
        crate::send(self, self.requests.delete_thing(thing_id)?).await
    }
    /**Sends a `PATCH` request to `/things/{thing_id}`

*/
    pub async fn update_thing<'a>(
        &'a self,
        thing_id: &'a str,
        page_size: Option<i64>,
        tag: &'a ::std::vec::Vec<::std::string::String>,
        x_note: Option<&'a str>,
        body: &'a types::Thing,
    ) -> Result<ResponseValue<types::Thing>, Error<()>> {
        crate::send(
                self,
                self.requests.update_thing(thing_id, page_size, tag, x_note, body)?,
            )
            .await
    }
}

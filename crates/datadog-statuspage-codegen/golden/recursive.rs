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
    ///`Abc`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Abc {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub d: ::std::option::Option<AbcD>,
    }
    ///`AbcD`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct AbcD {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub e: ::std::option::Option<i64>,
    }
    ///`Forest`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct Forest(pub ::std::vec::Vec<Tree>);
    impl ::std::ops::Deref for Forest {
        type Target = ::std::vec::Vec<Tree>;
        fn deref(&self) -> &::std::vec::Vec<Tree> {
            &self.0
        }
    }
    impl ::std::convert::From<Forest> for ::std::vec::Vec<Tree> {
        fn from(value: Forest) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<::std::vec::Vec<Tree>> for Forest {
        fn from(value: ::std::vec::Vec<Tree>) -> Self {
            Self(value)
        }
    }
    ///`Tree`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Tree {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub children: ::std::option::Option<Forest>,
        pub name: ::std::string::String,
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        pub named: ::std::collections::BTreeMap<::std::string::String, Tree>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub parent: ::std::option::Option<::std::boxed::Box<Tree>>,
    }
    ///`Wood`
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct Wood(pub Forest);
    impl ::std::ops::Deref for Wood {
        type Target = Forest;
        fn deref(&self) -> &Forest {
            &self.0
        }
    }
    impl ::std::convert::From<Wood> for Forest {
        fn from(value: Wood) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<Forest> for Wood {
        fn from(value: Forest) -> Self {
            Self(value)
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
    /// Builds the request of [`Client::get_trees`].
    pub fn get_trees(&self) -> Result<Prepared<types::Forest, ()>, Error<()>> {
        let request = self.request("get_trees", Method::GET, "/trees", &[])?;
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
    /// Sends a `GET` request to `/trees`.
    pub async fn get_trees(&self) -> Result<ResponseValue<types::Forest>, Error<()>> {
        self.send(self.requests.get_trees()?).await
    }
}

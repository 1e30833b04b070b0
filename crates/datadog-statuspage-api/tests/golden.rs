//! The generator's output for fragments that aren't ours compiles, with the modules of this crate
//! that it needs.
//!
//! `src/tests/golden.rs` of datadog-statuspage-codegen tests that the generator writes these
//! files.

#![allow(dead_code, missing_docs, unreachable_pub, unused_imports, clippy::all)]
#![allow(
    ambiguous_glob_reexports,
    clippy::restriction,
    missing_debug_implementations
)]

// Mocks name the crate that has the types.
extern crate self as datadog_statuspage_api;

#[path = "../src/address.rs"]
mod address;
#[path = "../src/answer.rs"]
mod answer;
#[path = "../src/body.rs"]
mod body;
#[path = "../src/client.rs"]
mod client;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/prepared.rs"]
mod prepared;
#[path = "../src/request.rs"]
mod request;
#[path = "../src/requests.rs"]
mod requests;
#[path = "../src/secret.rs"]
mod secret;

pub use body::request_json;
pub use client::Client;
pub use error::Error;
pub use secret::Secret;

/// As in datadog-statuspage-testing.
fn as_sent<T: serde::Serialize + ?Sized>(value: &T) -> serde_json::Value {
    serde_json::from_slice(&request_json(value).unwrap()).unwrap()
}

macro_rules! golden {
    ($($name:ident),* $(,)?) => {
        $(
            #[rustfmt::skip]
            mod $name {
                include!(concat!("../../datadog-statuspage-codegen/golden/", stringify!($name), ".rs"));
            }
        )*

        mod mock {
            $(
                #[rustfmt::skip]
                pub mod $name {
                    include!(concat!(
                        "../../datadog-statuspage-codegen/golden/", stringify!($name), ".mock.rs"
                    ));
                }
            )*
        }

        /// No two of the fragments have types with the same name.
        pub mod types {
            $(pub use crate::$name::types::*;)*
        }
    };
}

golden! {
    all_of, empty, enums, formats, keywords, nested, nullable, other, plain, recursive, unicode,
}

mod calls {
    use super::*;
    use crate::requests::Requests;

    #[test]
    fn a_path_has_its_parameters_in_its_own_order() {
        let requests = Requests::new("https://h.example");
        let second = "b/c".parse().unwrap();
        let prepared = requests.put_four(1, &second, -3, &"d".parse().unwrap());
        let prepared = prepared.unwrap();
        assert_eq!(prepared.success, 204);
        assert_eq!(prepared.request.url.path(), "/a/1/b/b%2Fc/c/-3/d");
        let error = requests.delete_thing("").unwrap_err().to_string();
        assert!(error.contains("is empty"), "{error}");
    }

    #[test]
    fn an_enum_reads_and_writes_any_text() {
        for (text, odd) in [
            ("+1", types::Odd::Plus1),
            ("", types::Odd::X),
            ("Self", types::Odd::Self_),
            ("new", types::Odd::Unknown("new".to_owned())),
        ] {
            let json = serde_json::to_string(text).unwrap();
            assert_eq!(serde_json::from_str::<types::Odd>(&json).unwrap(), odd);
            assert_eq!(serde_json::to_string(&odd).unwrap(), json);
            assert_eq!(odd.to_string(), text);
        }
        assert_eq!(types::Odd::default(), types::Odd::Plus1);
        assert!("new".parse::<types::Odd>().is_err());
    }

    #[test]
    fn what_may_be_null_is_read_from_null() {
        let json = r#"{"text":null,"part":null,"list":["a",null],"map":{"x":null},"inner":null}"#;
        let read: types::Nullable = serde_json::from_str(json).unwrap();
        assert_eq!(read.list, Some(vec![Some("a".to_owned()), None]));
        assert!(read.text.is_none() && read.part.is_none() && read.key.is_none());
    }
}

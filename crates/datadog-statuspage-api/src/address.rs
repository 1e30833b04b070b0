//! Where the requests of the generated client go.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;
use serde::Serialize;
use serde_json::Value;

use crate::body::BodyError;
use crate::error::Error;

/// The address of an operation.
pub(crate) fn parsed<E>(url: &str) -> Result<Url, Error<E>> {
    // Encoded or not, the URL would lose such a segment, and the one before it.
    if url.split(['/', '?']).any(|part| matches!(part, "." | "..")) {
        return Err(refused("a segment of its path is a dot or two"));
    }
    let url = Url::parse(url).map_err(|_| refused("the base URL is not a URL"))?;
    without_keys(url)
}

/// URLs are shown, and what is in them with them.
fn without_keys<E>(url: Url) -> Result<Url, Error<E>> {
    match url.username().is_empty() && url.password().is_none() {
        true => Ok(url),
        false => Err(refused("the base URL has a user name or a password in it")),
    }
}

fn refused<E>(why: &str) -> Error<E> {
    Error::InvalidRequest(why.to_owned())
}

/// An address with these parameters in its query, but for those that are null;
/// one of several values is there once for each.
pub(crate) fn with_query<'a, E>(
    url: impl Into<Arc<Url>>,
    parameters: impl IntoIterator<Item = (&'a str, Value)>,
) -> Result<Url, Error<E>> {
    let mut url = Arc::unwrap_or_clone(url.into());
    for (name, value) in parameters {
        let values = match value {
            Value::Array(values) => values,
            Value::Null => continue,
            value => vec![value],
        };
        for value in values {
            let text = match value {
                Value::String(text) => text,
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => {
                    let reason = format!("the parameter {name} is no single value");
                    return Err(Error::InvalidRequest(reason));
                }
            };
            url.query_pairs_mut().append_pair(name, &text);
        }
    }
    Ok(url)
}

/// The value of a parameter for [`with_query`].
pub(crate) fn query_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, BodyError> {
    serde_json::to_value(value).map_err(BodyError)
}

/// What needs no encoding anywhere in a URL (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A parameter as one segment of a path.
pub(crate) fn encode_path(segment: &str) -> String {
    utf8_percent_encode(segment, UNRESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_stays_in_its_segment() {
        assert_eq!(encode_path("a/b?c#d%e é~"), "a%2Fb%3Fc%23d%25e%20%C3%A9~");
        let url = parsed::<()>(&format!("https://h.example/x/{}/y", encode_path("?/#"))).unwrap();
        assert_eq!(url.as_str(), "https://h.example/x/%3F%2F%23/y");
        for refused in [
            "h.example",
            "https://key@h.example/x",
            "https://:key@h.example/x",
            "https://h.example/x/../y",
            "https://h.example/x/.",
            "https://h.example/x/..?a=b",
        ] {
            assert!(parsed::<()>(refused).is_err(), "{refused}");
        }
        assert!(parsed::<()>("https://h.example/x/...").is_ok());
    }

    #[test]
    fn a_query_has_what_is_there() {
        let parameters = [
            ("page[size]", query_value(&Some(10)).unwrap()),
            ("none", query_value(&None::<u8>).unwrap()),
            ("tag", query_value(&["a&b", "c d"]).unwrap()),
            ("on", query_value(&true).unwrap()),
        ];
        let url = parsed::<()>("https://h.example/x").unwrap();
        assert_eq!(
            with_query::<()>(url.clone(), parameters).unwrap().as_str(),
            "https://h.example/x?page%5Bsize%5D=10&tag=a%26b&tag=c+d&on=true"
        );
        let nested = query_value(&[["a"]]).unwrap();
        assert!(with_query::<()>(url, [("tag", nested)]).is_err());
    }
}

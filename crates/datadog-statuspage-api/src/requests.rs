//! What the operations send, before anything is sent.

use std::sync::{Arc, OnceLock};

use reqwest::Url;

use crate::answer::{Answer, ResponseValue};
use crate::error::Error;
use crate::request::Request;

/// Makes the requests of the operations, each with what reads its answer. It
/// sends nothing and waits for nothing.
///
/// [`Client`](crate::Client) has what it makes carried by a
/// [`Transport`](crate::Transport). Whoever wants to carry requests in a way
/// of their own can do without both:
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use datadog_statuspage_api::{Answer, Requests};
/// use reqwest::{StatusCode, header::HeaderMap};
///
/// let requests = Requests::new("https://api.datadoghq.com");
/// let prepared = requests.get_statuspage_account()?;
/// assert_eq!(prepared.request.url.path(), "/api/v2/integration/statuspage/account");
///
/// let answer = Answer {
///     status: StatusCode::OK,
///     headers: HeaderMap::new(),
///     body: r#"{"data":{"attributes":{"api_key":"*****"},"type":"statuspage-account"}}"#.into(),
/// };
/// let account = (prepared.read)(answer)?.into_inner();
/// assert_eq!(account.data.attributes.api_key.as_deref(), Some("*****"));
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Requests {
    pub(crate) baseurl: Box<str>,
    /// Of operations without parameters in their path, each parsed once.
    addresses: [OnceLock<(&'static str, Arc<Url>)>; 8],
}

impl Requests {
    /// Requests to this address, which has no slash at its end.
    ///
    /// What is no URL, or has a user name or a password in it, is only found
    /// when a request is made: [`Error::InvalidRequest`].
    pub fn new(base: impl Into<Box<str>>) -> Self {
        Self {
            baseurl: base.into(),
            addresses: Default::default(),
        }
    }
}

/// The address of an operation without parameters in its path.
pub(crate) fn address<E>(requests: &Requests, path: &'static str) -> Result<Arc<Url>, Error<E>> {
    let parsed = || crate::parsed(&format!("{}{path}", requests.baseurl)).map(Arc::new);
    for slot in &requests.addresses {
        match slot.get() {
            Some((known, url)) if *known == path => return Ok(Arc::clone(url)),
            Some(_) => {}
            None => {
                let url = parsed()?;
                // Whoever else was faster may have parsed another one.
                let _ = slot.set((path, Arc::clone(&url)));
                return Ok(url);
            }
        }
    }
    parsed()
}

/// A request, and what its answer means.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prepared<T, E> {
    /// What is to be sent.
    pub request: Request,
    /// The documented success.
    pub success: reqwest::StatusCode,
    /// Reads the answer: a value only if it is the one that the fragment documents.
    pub read: fn(Answer) -> Result<ResponseValue<T>, Error<E>>,
}

impl<T, E> Prepared<T, E> {
    pub(crate) fn new(
        request: Request,
        read: fn(Answer) -> Result<ResponseValue<T>, Error<E>>,
    ) -> Self {
        let success = match request.operation {
            o if o.starts_with("create") => reqwest::StatusCode::CREATED,
            o if o.starts_with("delete") => reqwest::StatusCode::NO_CONTENT,
            _ => reqwest::StatusCode::OK,
        };
        Self {
            request,
            success,
            read,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_often_it_is_asked_for() {
        let requests = Requests::new("https://api.example.com/x");
        let paths = ["/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i", "/j"];
        for path in paths.into_iter().chain(paths) {
            let url = address::<()>(&requests, path).unwrap();
            assert_eq!(url.as_str(), format!("https://api.example.com/x{path}"));
        }
        assert!(address::<()>(&Requests::new("nowhere"), "/a").is_err());
    }

    #[test]
    fn no_address_has_a_password_in_it() {
        let requests = Requests::new("https://me:s3cret@h.example");
        let error = address::<()>(&requests, "/x").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
}

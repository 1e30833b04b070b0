//! The builder of the operations' requests.

use std::sync::{Arc, OnceLock};

use reqwest::header::ACCEPT;
use reqwest::{Method, Url};

use crate::address::{Refused, address};
use crate::request::{JSON, Request};

/// Builds the requests of the operations, each with a function that reads its answer. It never
/// sends or waits.
///
/// [`Client`](crate::Client) sends these requests. To send them in another way, use `Requests`
/// directly:
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
    base_url: Box<str>,
    /// The addresses of operations without parameters, each parsed once.
    addresses: [OnceLock<(&'static str, Arc<Url>)>; 8],
}

impl Requests {
    /// Creates a builder for this address, which has no trailing slash.
    ///
    /// An address that is not a URL, or that contains a user name or a password, is only reported
    /// when a request is built, by [`Error::InvalidRequest`](crate::Error::InvalidRequest).
    pub fn new(base_url: impl Into<Box<str>>) -> Self {
        Self {
            base_url: base_url.into(),
            addresses: Default::default(),
        }
    }

    /// Builds a request without a body. Each parameter replaces one in the braces of `path`.
    pub(crate) fn request(
        &self,
        operation: &'static str,
        method: Method,
        path: &'static str,
        parameters: &[&str],
    ) -> Result<Request, Refused> {
        let url = match parameters {
            [] => fixed(self, path)?,
            parameters => Arc::new(address(&self.base_url, path, parameters)?),
        };
        let mut request = Request::new(operation, method, url);
        request.headers.push((ACCEPT, JSON));
        Ok(request)
    }
}

/// Returns the address of an operation without parameters.
// A function rather than a method of `Requests`, whose names are reserved for operations.
fn fixed(requests: &Requests, path: &'static str) -> Result<Arc<Url>, Refused> {
    let parsed = || address(&requests.base_url, path, &[]).map(Arc::new);
    for slot in &requests.addresses {
        match slot.get() {
            Some((known, url)) if *known == path => return Ok(Arc::clone(url)),
            Some(_) => {}
            None => {
                let url = parsed()?;
                // Another thread may have stored another one first.
                let _ = slot.set((path, Arc::clone(&url)));
                return Ok(url);
            }
        }
    }
    parsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_often_it_is_asked_for() {
        let requests = Requests::new("https://api.example.com/x");
        let paths = ["/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i", "/j"];
        for path in paths.into_iter().chain(paths) {
            let request = requests.request("x", Method::GET, path, &[]).unwrap();
            let expected = format!("https://api.example.com/x{path}");
            assert_eq!(request.url.as_str(), expected);
        }
        let nowhere = Requests::new("nowhere");
        assert!(nowhere.request("x", Method::GET, "/a", &[]).is_err());
    }

    #[test]
    fn no_address_has_a_password_in_it() {
        let requests = Requests::new("https://me:s3cret@h.example");
        let refused = requests.request("x", Method::GET, "/a", &[]).unwrap_err();
        assert!(!format!("{refused:?}").contains("s3cret"));
    }
}

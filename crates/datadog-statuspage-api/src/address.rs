//! The addresses of requests.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;

/// Why there is no address.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) &'static str);

/// Returns the address of `path` below `base`, with a value for each parameter in braces.
pub(crate) fn address(base: &str, path: &str, parameters: &[&str]) -> Result<Url, Refused> {
    let mut address = base.to_owned();
    let mut parameters = parameters.iter();
    for (index, part) in path.split(['{', '}']).enumerate() {
        if index.is_multiple_of(2) {
            address.push_str(part);
        } else {
            // Without it, the address would be another resource's.
            let value = parameters.next().filter(|value| !value.is_empty());
            let value = value.ok_or(Refused("a parameter of its path is empty"))?;
            address.extend(utf8_percent_encode(value, UNRESERVED));
        }
    }
    parsed(&address)
}

fn parsed(address: &str) -> Result<Url, Refused> {
    // Encoded or not, a URL parser would drop such a segment and the one before it.
    if address
        .split(['/', '?'])
        .any(|part| matches!(part, "." | ".."))
    {
        return Err(Refused("a segment of its path is a dot or two"));
    }
    let url = Url::parse(address).map_err(|_| Refused("the base URL is not a URL"))?;
    // URLs are shown, and so is everything in them.
    match url.username().is_empty() && url.password().is_none() {
        true => Ok(url),
        false => Err(Refused("the base URL has a user name or a password in it")),
    }
}

/// Characters that need no encoding anywhere in a URL (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_stays_in_its_segment() {
        let of = |value| address("https://h.example", "/x/{id}/y/{id}", &[value, "2"]);
        for (value, segment) in [
            ("a/b?c#d%e é~", "a%2Fb%3Fc%23d%25e%20%C3%A9~"),
            ("{id}", "%7Bid%7D"),
            ("...", "..."),
        ] {
            let expected = format!("https://h.example/x/{segment}/y/2");
            assert_eq!(of(value).unwrap().as_str(), expected);
        }
        for value in ["", ".", ".."] {
            assert!(of(value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn a_base_is_a_url_without_keys() {
        for base in [
            "h.example",
            "https://key@h.example",
            "https://:key@h.example",
            "https://h.example/..",
        ] {
            assert!(address(base, "/x", &[]).is_err(), "{base}");
        }
    }
}

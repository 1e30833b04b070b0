//! Fetches a source from its address.

use std::error::Error as _;
use std::time::Duration;

/// Datadog's whole OpenAPI document has 8 MB.
const LARGEST: usize = 64 * 1024 * 1024;

pub(crate) fn text(url: &str) -> Result<String, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let bytes = runtime.block_on(fetch(url)).map_err(|error| {
        // The address is in the caller's message already.
        let error = error.without_url();
        let mut why = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            why = format!("{why}: {error}");
            cause = error.source();
        }
        why
    });
    let bytes = bytes?.ok_or_else(|| format!("more than {LARGEST} bytes"))?;
    String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())
}

/// Returns the body; `None` if it is too large.
async fn fetch(url: &str) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(60))
        .user_agent("datadog-statuspage-xtask")
        .build()?;
    let mut response = client.get(url).send().await?.error_for_status()?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len().saturating_add(chunk.len()) > LARGEST {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

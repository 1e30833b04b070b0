//! The JSON of values of the fragment's types.

/// Returns a value as a request of the client, or an answer to it, contains it.
pub(crate) fn as_sent<T: serde::Serialize + ?Sized>(value: &T) -> serde_json::Value {
    datadog_statuspage_api::request_json(value)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        // Generated types always serialize. If one didn't, nothing should match it.
        .unwrap_or_else(|| "not serializable".into())
}

//! The JSON of values of the fragment's types.

/// A value as a request of the client, or an answer to it, carries it.
pub(crate) fn as_sent<T: serde::Serialize + ?Sized>(value: &T) -> serde_json::Value {
    datadog_statuspage_api::request_json(value)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        // Generated types always serialize; were one not to, nothing should match it.
        .unwrap_or_else(|| "not serializable".into())
}

//! The names that pages have for statuses.

use super::cell::tidy;

/// The status that an answer's name stands for.
pub(super) fn status(line: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 32] = [
        ("ok", "200"),
        ("created", "201"),
        ("accepted", "202"),
        ("no content", "204"),
        ("multi-status", "207"),
        ("moved permanently", "301"),
        ("found", "302"),
        ("see other", "303"),
        ("not modified", "304"),
        ("bad request", "400"),
        ("unauthorized", "401"),
        ("authentication error", "401"),
        ("payment required", "402"),
        ("forbidden", "403"),
        ("not found", "404"),
        ("method not allowed", "405"),
        ("not acceptable", "406"),
        ("request timeout", "408"),
        ("conflict", "409"),
        ("gone", "410"),
        ("precondition failed", "412"),
        ("payload too large", "413"),
        ("content too large", "413"),
        ("unsupported media type", "415"),
        ("unprocessable entity", "422"),
        ("unprocessable content", "422"),
        ("too many requests", "429"),
        ("internal server error", "500"),
        ("not implemented", "501"),
        ("bad gateway", "502"),
        ("service unavailable", "503"),
        ("gateway timeout", "504"),
    ];
    let line = tidy(line).to_lowercase();
    NAMES
        .into_iter()
        .find(|(name, _)| *name == line)
        .map(|(_, status)| status)
}

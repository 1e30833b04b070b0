//! Compares the other keywords of a value.

use super::comparison::{Comparison, Said};
use super::content::Way;
use crate::problem::{Kind, Severity};

use Severity::{Breaking, Info};

impl Comparison<'_> {
    pub(super) fn limit(
        &mut self,
        place: &str,
        way: Way,
        keyword: &str,
        ours: Option<&String>,
        theirs: Option<&String>,
    ) {
        if ours == theirs {
            return;
        }
        let kind = match keyword {
            "minLength" | "maxLength" => Kind::Length,
            "pattern" => Kind::Pattern,
            "readOnly" | "writeOnly" => Kind::Access,
            "additionalProperties" => Kind::AdditionalProperties,
            "deprecated" => Kind::Deprecated,
            _ => Kind::Limit,
        };
        let breaks = match kind {
            // Datadog rejects values outside of its bounds; our types reject values outside of
            // ours.
            Kind::Length => is_tighter(keyword, ours, theirs) == (way == Way::Request),
            Kind::Access => true,
            Kind::Deprecated => false,
            Kind::AdditionalProperties => {
                way == Way::Request && theirs.is_some_and(|theirs| theirs == "false")
            }
            _ => way == Way::Request && theirs.is_some(),
        };
        let severity = if breaks { Breaking } else { Info };
        let repair = match theirs {
            None => format!("remove {keyword}"),
            Some(limit) => format!("set {keyword} to {limit}"),
        };
        let shown = |limit: Option<&String>| {
            let limit = limit.map_or("none", String::as_str);
            format!("{keyword} {limit}")
        };
        let said = (shown(ours), shown(theirs));
        self.note(kind, severity, place, Said::Both(&said.0, &said.1), repair);
    }
}

fn is_tighter(keyword: &str, ours: Option<&String>, theirs: Option<&String>) -> bool {
    let number = |limit: Option<&String>| limit.and_then(|limit| limit.parse::<u64>().ok());
    let (ours, theirs) = (number(ours), number(theirs));
    match keyword {
        "minLength" => theirs.unwrap_or(0) > ours.unwrap_or(0),
        _ => theirs.unwrap_or(u64::MAX) < ours.unwrap_or(u64::MAX),
    }
}

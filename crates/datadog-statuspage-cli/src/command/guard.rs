//! A guard against too many deletions.

use super::look::Looked;
use crate::output::organizations;

/// Rejects plans that delete more than is allowed: without a number, more than half of an
/// organization's pages.
pub(super) fn unless_allowed(looked: &[Looked], allowed: Option<usize>) -> Result<(), String> {
    let deletions = |one: &Looked| one.plan.as_ref().map_or(0, |plan| plan.deletes().count());
    let all: usize = looked.iter().map(deletions).sum();
    if let Some(allowed) = allowed {
        return match all > allowed {
            true => Err(format!(
                "{} would be deleted, but --allow-delete allows {allowed}",
                pages(all)
            )),
            false => Ok(()),
        };
    }
    let is_too_much = |one: &&Looked| {
        let creates = one.plan.iter().flat_map(|plan| plan.creates());
        let created = creates
            .filter(|change| change.to_string().starts_with("+ http"))
            .count();
        // Desired pages that needn't be created stay.
        deletions(one) > one.organization.pages.saturating_sub(created)
    };
    let guarded: Vec<_> = looked.iter().filter(is_too_much).collect();
    match guarded.as_slice() {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = match rest.len() {
                0 => String::new(),
                more => format!(", and of {} more", organizations(more)),
            };
            Err(format!(
                "more than half of the pages of {} would be deleted{more}; to allow it, \
                 apply with --allow-delete {all}",
                first.organization.name
            ))
        }
    }
}

fn pages(count: usize) -> String {
    let word = if count == 1 { "page" } else { "pages" };
    format!("{count} {word}")
}

//! The comparator: two values of the same form in, problems out.

mod comparison;
mod content;
mod operation;

use std::collections::BTreeSet;

use crate::facts::{Endpoint, Facts, Operation};
use crate::problem::{Kind, Problem, Severity};

use Severity::{Additive, Breaking, Info};
use comparison::{Comparison, Said};

/// How to compare.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether to report operations that are in the source and not in ours,
    /// where the source is one of many operations.
    pub all_operations: bool,
}

/// Everything in which `theirs` differs from `ours`. `source` is how the
/// reader of the problems knows theirs.
pub fn compare(ours: &Facts, theirs: &Facts, source: &str, options: Options) -> Vec<Problem> {
    let mut comparison = Comparison {
        problems: Vec::new(),
        source,
    };
    comparison.sites(ours, theirs);
    comparison.operations(ours, theirs, options);
    for (place, what) in &theirs.duplicates {
        let repair = "nothing here: it is the source that says it twice";
        comparison.note(Kind::Duplicate, Info, place, Said::Theirs(what), repair);
    }
    comparison.problems.sort_by(Problem::order);
    comparison.problems
}

impl Comparison<'_> {
    fn sites(&mut self, ours: &Facts, theirs: &Facts) {
        for (host, site) in &theirs.sites {
            let place = format!("sites/{host}");
            let Some(known) = ours.sites.get(host) else {
                let parameter = host.strip_prefix("api.").unwrap_or(host);
                let web = site.web.as_deref().unwrap_or(parameter);
                let name = parameter.split('.').next().unwrap_or_default();
                let name = name.to_uppercase();
                let repair = format!(
                    "under servers: - {{ url: \"https://{host}\", \
                     x-datadog-site: {{ name: {name}, parameter: {parameter}, web: {web} }} }}"
                );
                self.note(
                    Kind::SiteMissing,
                    Additive,
                    place,
                    Said::Theirs(host),
                    repair,
                );
                continue;
            };
            if let (Some(ours), Some(theirs)) = (&known.web, &site.web)
                && ours != theirs
            {
                let repair = format!("set web of the server https://{host} to {theirs}");
                self.note(Kind::SiteWeb, Info, place, Said::Both(ours, theirs), repair);
            }
        }
        for host in ours
            .sites
            .keys()
            .filter(|host| !theirs.sites.contains_key(*host))
        {
            let repair =
                format!("remove the server https://{host}, or accept that the source lacks it");
            self.note(
                Kind::SiteGone,
                Breaking,
                format!("sites/{host}"),
                Said::Ours(host),
                repair,
            );
        }
    }

    fn operations(&mut self, ours: &Facts, theirs: &Facts, options: Options) {
        let mut matched = BTreeSet::new();
        for (endpoint, operation) in &theirs.operations {
            let same = |(key, ours): &(&Endpoint, &Operation)| {
                *key == endpoint
                    || ours.id.is_some() && ours.id == operation.id
                    || ours.slug.is_some() && ours.slug == operation.slug
            };
            // The endpoint decides where it can; ids and titles are names.
            let found = ours
                .operations
                .get_key_value(endpoint)
                .or_else(|| ours.operations.iter().find(same));
            let Some((key, known)) = found else {
                if !theirs.complete || options.all_operations {
                    let name = operation.id.as_deref().or(operation.slug.as_deref());
                    let repair = "add its path to the fragment, and a method to the client";
                    let place = name.unwrap_or_default();
                    self.note(
                        Kind::OperationMissing,
                        Additive,
                        place,
                        Said::Theirs(endpoint),
                        repair,
                    );
                }
                continue;
            };
            matched.insert(key);
            let place = name(key, known);
            if key != endpoint {
                let repair = format!("move the operation to {endpoint}");
                self.note(
                    Kind::OperationMoved,
                    Breaking,
                    &place,
                    Said::Both(key, endpoint),
                    repair,
                );
            }
            self.operation(&place, known, operation);
        }
        if theirs.complete {
            for (endpoint, operation) in ours
                .operations
                .iter()
                .filter(|(key, _)| !matched.contains(key))
            {
                let repair = "remove the operation, with a new major version";
                self.note(
                    Kind::OperationGone,
                    Breaking,
                    name(endpoint, operation),
                    Said::Ours(endpoint),
                    repair,
                );
            }
        }
    }
}

/// An operation as problems call it.
pub(crate) fn name(endpoint: &Endpoint, operation: &Operation) -> String {
    operation.id.clone().unwrap_or_else(|| endpoint.to_string())
}

//! The faults of simulated organizations, for `--faults`.

use datadog_statuspage_testing::Fault;

/// Why an organization is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Look,
    Change,
}

/// Returns the faults of `--faults`, by an organization's position in FILE. A file of three has some.
pub(super) fn faults(place: usize, phase: Phase) -> Vec<Fault> {
    let gateway = |status| Fault::status(status).header("Retry-After", "0");
    match (phase, place % 40) {
        (Phase::Look, 2) => vec![Fault::status(403)],
        (Phase::Look, 14) => vec![Fault::reset(), Fault::garbage()],
        (Phase::Look, 1) => vec![gateway(503)],
        (Phase::Change, 3 | 27) => vec![Fault::reset().after_commit()],
        // As many as there are attempts.
        (Phase::Change, 19) => vec![gateway(502), gateway(502), gateway(502), gateway(502)],
        (Phase::Change, 33) => vec![Fault::status(429).header("Retry-After", "1")],
        _ => Vec::new(),
    }
}

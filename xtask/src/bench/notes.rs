//! The notes in BENCHMARKS.md, which a person writes and the next run keeps.

const BEGIN: &str = "<!-- notes -->";
const END: &str = "<!-- /notes -->";

/// Returns the notes of a report with their marks; empty ones if it has none.
pub(super) fn of(report: &str) -> &str {
    let found = report.find(BEGIN).and_then(|begin| {
        let notes = report.get(begin..)?;
        let end = notes.find(END)?;
        notes.get(..end + END.len())
    });
    found.unwrap_or("<!-- notes -->\n<!-- /notes -->")
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::bench::report::document;

    #[test]
    fn the_next_report_has_the_notes_of_the_last() {
        let notes = "<!-- notes -->\nTwo builds fell into slow minutes.\n\nSo they were taken again.\n<!-- /notes -->";
        let first = document("| a |\n", notes, false);
        assert!(first.contains("| a |\n\n<!-- notes -->\nTwo"), "{first}");
        let second = document("| b |\n", of(&first), false);
        assert!(second.contains("| b |\n\n<!-- notes -->\nTwo"), "{second}");
        assert!(!second.contains("| a |"));
    }

    #[test]
    fn a_report_without_notes_has_a_place_for_them() {
        for report in ["", "# Benchmarks\n", "<!-- notes -->\nwithout an end"] {
            let next = document("", of(report), false);
            assert!(next.contains("<!-- notes -->\n<!-- /notes -->\n"), "{next}");
        }
    }
}

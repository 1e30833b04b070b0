//! No source causes a panic.

use super::*;

/// Generates pages and documents with pieces missing, repeated or corrupted.
fn spoilt(text: &'static str) -> impl Strategy<Value = String> {
    let lines: Vec<&str> = text.lines().collect();
    let piece = prop_oneof![
        Just("| | |"),
        Just("|"),
        Just("```"),
        Just("{% tab title=\"200\" %}"),
        Just("{"),
        Just("["),
        Just("]"),
        Just("# "),
        Just("{% /tab %}"),
        Just("{% tab"),
        Just("> "),
        Just("    - "),
        Just("$ref: '#/paths'"),
        Just("\u{a0}["),
        Just("é|é"),
    ];
    proptest::collection::vec((0..lines.len(), piece, any::<bool>()), 0..12).prop_map(
        move |changes| {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            for (index, piece, keep) in changes {
                let line = &mut lines[index];
                *line = if keep {
                    format!("{line}{piece}")
                } else {
                    piece.to_owned()
                };
            }
            lines.join("\n")
        },
    )
}

proptest! {
    #[test]
    fn no_page_does_harm(page in prop_oneof![spoilt(PAGE), spoilt(super::forms::BOLD), any::<String>()]) {
        let ours = small();
        if let Ok(theirs) = read_page(&page, &ours) {
            compare(&ours, &theirs, "", Options::default());
            check_examples(&theirs, &ours, "");
        }
    }

    #[test]
    fn no_document_does_harm(text in prop_oneof![spoilt(SMALL), any::<String>()]) {
        let ours = small();
        if let Ok(theirs) = read_upstream(&text, &ours).or_else(|_| read_fragment(&text)) {
            compare(&ours, &theirs, "", Options { all_operations: true });
            check_examples(&theirs, &ours, "");
        }
    }
}

//! Random edits of a fragment.

use proptest::prelude::*;

use super::OTHER;
use crate::artifact::Artifact;
use crate::fragment::Fragment;
use crate::names;

const ENUMS: &str = include_str!("../../golden/enums.yaml");
const KEYWORDS: &str = include_str!("../../golden/keywords.yaml");
const NESTED: &str = include_str!("../../golden/nested.yaml");

/// Checks that everything renders, and that a Rust parser accepts it.
fn render_all(fragment: &Fragment) -> Result<(), TestCaseError> {
    for artifact in Artifact::ALL {
        let text = fragment.render(artifact);
        prop_assert!(text.is_ok(), "{artifact:?}: {text:?}");
        let text = text.unwrap_or_default();
        if artifact != Artifact::OpenApi {
            let parsed = syn::parse_file(&text);
            prop_assert!(parsed.is_ok() && !text.contains("compile_error"), "{text}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Replaces a piece of a fragment with something else.
    #[test]
    fn no_edit_of_a_fragment_does_harm(
        of in prop::sample::select(vec![OTHER, ENUMS, KEYWORDS, NESTED]),
        at in any::<prop::sample::Index>(),
        length in 0usize..40,
        instead in prop_oneof![
            Just(String::new()), "[-:{}\\[\\], &*!|>'\"#%@`a-z0-9\n]{0,12}", "[a-zA-Z_]{1,8}", any::<String>(),
        ],
    ) {
        let text: Vec<char> = of.chars().collect();
        let start = at.index(text.len());
        let end = (start + length).min(text.len());
        let edited: String = text[..start].iter().copied().chain(instead.chars()).chain(text[end..].iter().copied()).collect();
        match Fragment::parse(&edited) {
            Ok(fragment) => render_all(&fragment)?,
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

    /// typify and progenitor derive names from names.
    #[test]
    fn the_name_of_a_type_stays_as_it_is(name in "[a-zA-Z0-9_. -]{0,9}") {
        let name = names::of_type(&name);
        prop_assert_eq!(names::pascal(&name), name);
    }

    /// Replaces one word of a fragment with another.
    #[test]
    fn no_other_word_in_a_fragment_does_harm(
        of in prop::sample::select(vec![OTHER, ENUMS, KEYWORDS, NESTED]),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let is_word = |c: char| c.is_alphanumeric() || "$_#/".contains(c);
        let words: Vec<&str> = of.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
        let edited = of.replacen(words[from.index(words.len())], words[to.index(words.len())], 1);
        match Fragment::parse(&edited) {
            Ok(fragment) => render_all(&fragment)?,
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}

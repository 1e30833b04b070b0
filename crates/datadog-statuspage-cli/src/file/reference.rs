//! A reference to a secret, which FILE contains in place of it.

use std::fmt;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `env:NAME`, `file:PATH` or `cmd:COMMAND`; never the secret itself.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Reference(#[schemars(regex(pattern = "^(env|file|cmd):.+"))] String);

/// It may contain the secret by mistake.
impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reference(..)")
    }
}

/// A place to read a secret from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Variable(String),
    File(PathBuf),
    Command(String, Vec<String>),
}

impl Reference {
    pub(crate) fn variable(name: &str) -> Self {
        Self(format!("env:{name}"))
    }

    /// Returns the place, or what is wrong with the reference, without repeating it.
    pub(crate) fn place(&self) -> Result<Place, &'static str> {
        const LITERAL: &str = "is not a reference to a secret; write env:NAME, file:PATH or cmd:COMMAND, never the \
             secret itself";
        let (kind, rest) = self.0.split_once(':').ok_or(LITERAL)?;
        let rest = rest.trim();
        match kind {
            "env" if is_variable(rest) => Ok(Place::Variable(rest.to_owned())),
            // It may be the key itself.
            "env" => Err(
                "needs a variable's name after env:, made of capital letters, digits and _, \
                 such as STATUSPAGE_API_KEY",
            ),
            "file" if rest.is_empty() => Err("needs a path after file:"),
            "file" => Ok(Place::File(rest.into())),
            "cmd" => {
                let mut words = shlex::split(rest).unwrap_or_default().into_iter();
                let program = words.next().ok_or(
                    "needs a command after cmd:, with every quote closed; it is run \
                     without a shell",
                )?;
                Ok(Place::Command(program, words.collect()))
            }
            _ => Err(LITERAL),
        }
    }
}

fn is_variable(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_uppercase() || c == '_') && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_reference_is_refused_without_being_repeated() {
        for text in [
            "0123456789abcdef",
            "env:abcdef0123456789abcdef",
            "env:",
            "env:A B",
            "file:",
            "cmd:",
            "cmd:a 'b",
            "https://k3y",
            "",
        ] {
            let reference = Reference(text.to_owned());
            let why = reference.place().unwrap_err();
            assert!(
                text.is_empty()
                    || !why.contains(text.trim_start_matches("env:abc"))
                    || text.len() < 6
            );
            assert!(!why.contains("0123456789") && !why.contains("k3y"), "{why}");
            assert_eq!(format!("{reference:?}"), "Reference(..)");
        }
    }

    #[test]
    fn a_command_is_split_as_a_shell_would_and_not_run_by_one() {
        let reference = Reference(r#"cmd:vault read -field="a key" $HOME|x"#.to_owned());
        let Ok(Place::Command(program, words)) = reference.place() else {
            panic!("{reference:?}");
        };
        assert_eq!(program, "vault");
        assert_eq!(words, ["read", "-field=a key", "$HOME|x"]);
    }
}

//! The JSON output of a command.

use serde::Serialize;

use crate::report::Entry;

/// The version of the output.
const SCHEMA: u32 = 1;

#[derive(Debug, Serialize)]
pub(crate) struct Document<'a> {
    schema: u32,
    command: &'static str,
    simulated: bool,
    organizations: &'a [Entry],
}

impl<'a> Document<'a> {
    pub(crate) fn new(command: &'static str, simulated: bool, organizations: &'a [Entry]) -> Self {
        Self {
            schema: SCHEMA,
            command,
            simulated,
            organizations,
        }
    }
}

//! The low-level client: its types and its operations.

use quote::quote;

use super::operations::operations;
use super::render;
use super::types::types;
use crate::model::Model;
use crate::problem::Problem;

pub(crate) fn wire(model: &Model) -> Result<String, Problem> {
    let types = types(&model.definitions)?;
    let operations = operations(&model.operations);
    Ok(render::rust(quote! {
        use reqwest::{Method, StatusCode};

        use crate::answer::ResponseValue;
        use crate::client::Client;
        use crate::error::Error;
        use crate::prepared::Prepared;
        use crate::requests::Requests;

        /// Types of the bodies of requests and answers.
        #[allow(clippy::all)]
        pub mod types {
            #types
        }

        #operations
    }))
}

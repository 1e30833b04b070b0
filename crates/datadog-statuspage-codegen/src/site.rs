//! Sites: read from the fragment's servers, written as the table behind `Site`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use quote::{format_ident, quote};
use serde_json::Value;
use url::Url;

use crate::document::{Document, child};
use crate::render;
use crate::validate::{Checked, taken};
use crate::{Place, Problem};

const EXTENSION: &str = "x-datadog-site";

#[derive(Debug)]
pub(crate) struct Site {
    variant: String,
    name: String,
    parameter: String,
    api_url: String,
    web_host: String,
    aliases: Vec<String>,
}

/// Reads all servers; a server that is in the way of generating is a problem instead.
pub(crate) fn read(document: &Document, problems: &mut Vec<Problem>) -> Vec<Site> {
    let servers = match document.value.get("servers").and_then(Value::as_array) {
        Some(servers) if !servers.is_empty() => servers,
        _ => {
            problems.push(document.problem("/servers", "the fragment names no server"));
            return Vec::new();
        }
    };
    let mut spellings = Spellings::new();
    let mut sites = Vec::new();
    for (index, server) in servers.iter().enumerate() {
        let pointer = format!("/servers/{index}");
        let reader = Reader {
            document,
            server,
            index,
            pointer: &pointer,
        };
        sites.extend(reader.site(&mut spellings, problems));
    }
    sites
}

/// Who answers to a text: which server, and where it says so.
type Spellings = HashMap<String, (usize, Place)>;

struct Reader<'a> {
    document: &'a Document,
    server: &'a Value,
    index: usize,
    pointer: &'a str,
}

impl Reader<'_> {
    fn site(&self, spellings: &mut Spellings, problems: &mut Vec<Problem>) -> Option<Site> {
        let api_url = self
            .api_url()
            .map_err(|problem| problems.push(problem))
            .ok();
        let name = self.name().map_err(|problem| problems.push(problem)).ok();
        let parameter = self
            .text("parameter")
            .map_err(|problem| problems.push(problem))
            .ok();
        let web_host = self
            .text("web")
            .map_err(|problem| problems.push(problem))
            .ok();
        let aliases = self
            .aliases()
            .map_err(|problem| problems.push(problem))
            .ok();

        problems.extend(self.misspelt());

        let mut claim = |at: String, spelling: &str| {
            problems.extend(self.claim(&at, spelling, spellings));
        };
        if let Some((variant, name)) = &name {
            claim(self.at("name"), name);
            if !variant.eq_ignore_ascii_case(name) {
                claim(self.at("name"), variant);
            }
        }
        for (member, text) in [("parameter", &parameter), ("web", &web_host)] {
            if let Some(text) = text {
                claim(self.at(member), text);
            }
        }
        if let Some(url) = &api_url {
            claim(
                child(self.pointer, "url"),
                url.trim_start_matches("https://"),
            );
        }
        for alias in aliases.iter().flatten() {
            claim(self.at("aliases"), alias);
        }

        let (variant, name) = name?;
        Some(Site {
            variant,
            name,
            parameter: parameter?,
            api_url: api_url?,
            web_host: web_host?,
            aliases: aliases?,
        })
    }

    /// Members that nobody reads are members that somebody misspelt.
    fn misspelt(&self) -> Vec<Problem> {
        const MEMBERS: [&str; 4] = ["name", "parameter", "web", "aliases"];
        let extension = self.server.get(EXTENSION).and_then(Value::as_object);
        extension
            .into_iter()
            .flat_map(|members| members.keys())
            .filter(|member| !MEMBERS.contains(&member.as_str()))
            .map(|member| {
                let known = MEMBERS.join(", ");
                self.problem(
                    &self.at(member),
                    format!("{EXTENSION} has no member {member:?}; it has {known}"),
                )
            })
            .collect()
    }

    /// No two sites may answer to the same text, or `Site::from_str` would have to guess.
    fn claim(&self, at: &str, spelling: &str, spellings: &mut Spellings) -> Option<Problem> {
        let place = self.document.place(at);
        match spellings.entry(spelling.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert((self.index, place));
                None
            }
            Entry::Occupied(taken_by) => {
                let (server, earlier) = taken_by.get();
                // A server may say the same thing twice: US3 is `us3.datadoghq.com` in two roles.
                (*server != self.index).then(|| Problem {
                    place,
                    message: format!("{spelling:?} {} by another server", taken(earlier)),
                })
            }
        }
    }

    fn at(&self, member: &str) -> String {
        child(&child(self.pointer, EXTENSION), member)
    }

    fn problem(&self, pointer: &str, message: impl Into<String>) -> Problem {
        self.document.problem(pointer, message)
    }

    fn extension(&self, member: &str) -> Option<&Value> {
        self.server.get(EXTENSION)?.get(member)
    }

    fn text(&self, member: &str) -> Result<String, Problem> {
        match self
            .extension(member)
            .and_then(Value::as_str)
            .map(str::trim)
        {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(self.problem(
                &self.at(member),
                format!("the server has no {member} ({EXTENSION}.{member})"),
            )),
        }
    }

    fn name(&self) -> Result<(String, String), Problem> {
        let name = self.text("name")?;
        let variant = variant(&name);
        if variant.starts_with(|first: char| first.is_ascii_alphabetic()) {
            Ok((variant, name))
        } else {
            Err(self.problem(
                &self.at("name"),
                format!("the server's name {name:?} does not start with a letter"),
            ))
        }
    }

    fn aliases(&self) -> Result<Vec<String>, Problem> {
        let Some(aliases) = self.extension("aliases") else {
            return Ok(Vec::new());
        };
        aliases
            .as_array()
            .and_then(|list| {
                list.iter()
                    .map(|alias| alias.as_str().map(str::to_owned))
                    .collect()
            })
            .ok_or_else(|| self.problem(&self.at("aliases"), "aliases are a list of texts"))
    }

    fn api_url(&self) -> Result<String, Problem> {
        let at = child(self.pointer, "url");
        let Some(text) = self.server.get("url").and_then(Value::as_str) else {
            return Err(self.problem(self.pointer, "the server has no url"));
        };
        let url = Url::parse(text)
            .map_err(|error| self.problem(&at, format!("{text:?} is not a URL: {error}")))?;
        if url.scheme() != "https" {
            return Err(self.problem(&at, format!("{text:?} is not an https URL")));
        }
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        if !bare {
            return Err(self.problem(&at, format!("{text:?} is more than scheme, host and port")));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }
}

/// `US1-FED` becomes `Us1Fed`.
fn variant(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(|word| {
            word.chars().enumerate().map(|(index, c)| match index {
                0 => c.to_ascii_uppercase(),
                _ => c.to_ascii_lowercase(),
            })
        })
        .collect()
}

pub(crate) fn generate(checked: &Checked) -> String {
    let sites = &checked.sites;
    let first = sites.first().map_or(String::new(), |site| {
        format!(" The default is {}.", site.name)
    });
    let variants: Vec<_> = sites
        .iter()
        .map(|s| format_ident!("{}", s.variant))
        .collect();
    let default = sites
        .iter()
        .enumerate()
        .map(|(index, _)| (index == 0).then(|| quote!(#[default])));
    let docs = sites.iter().map(|site| {
        format!(
            " {}: `{}`, the web app at `{}`.",
            site.name, site.parameter, site.web_host
        )
    });
    let names = sites.iter().map(|site| &site.name);
    let parameters = sites.iter().map(|site| &site.parameter);
    let api_urls = sites.iter().map(|site| &site.api_url);
    let web_hosts = sites.iter().map(|site| &site.web_host);
    let aliases = sites.iter().map(|site| {
        let aliases = &site.aliases;
        quote!(&[#(#aliases),*])
    });
    render::rust(quote! {
        /// One of Datadog's regional sites; an organization lives on exactly one.
        ///
        #[doc = #first]
        #[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Site {
            #(
                #[doc = #docs]
                #default
                #variants,
            )*
        }

        impl Site {
            /// Every site, in the order in which the fragment lists them.
            pub const ALL: &'static [Site] = &[#(Site::#variants),*];

            pub(super) const fn entry(self) -> Entry {
                match self {
                    #(
                        Site::#variants => Entry {
                            name: #names,
                            parameter: #parameters,
                            api_url: #api_urls,
                            web_host: #web_hosts,
                            aliases: #aliases,
                        },
                    )*
                }
            }
        }

        /// What the fragment says of a site.
        #[derive(Debug)]
        pub(super) struct Entry {
            pub(super) name: &'static str,
            pub(super) parameter: &'static str,
            pub(super) api_url: &'static str,
            pub(super) web_host: &'static str,
            pub(super) aliases: &'static [&'static str],
        }
    })
}

/// The sites as a Markdown table.
pub(crate) fn table(checked: &Checked) -> String {
    let mut table = "| site | `DD_SITE` | web app |\n|---|---|---|\n".to_owned();
    for site in &checked.sites {
        table.push_str(&format!(
            "| {} (`Site::{}`) | `{}` | `{}` |\n",
            site.name, site.variant, site.parameter, site.web_host
        ));
    }
    table
}

//! The table behind `Site`, and that of the guide.

use quote::{format_ident, quote};

use super::render;
use crate::model::Site;

pub(crate) fn sites(sites: &[Site]) -> String {
    let first = sites.first().map_or(String::new(), |site| {
        format!(" The default is {}.", site.name)
    });
    let variants: Vec<_> = sites
        .iter()
        .map(|site| format_ident!("{}", site.variant))
        .collect();
    let default = sites
        .iter()
        .enumerate()
        .map(|(index, _)| (index == 0).then(|| quote!(#[default])));
    let docs = sites.iter().map(doc);
    let names = sites.iter().map(|site| &site.name);
    let parameters = sites.iter().map(|site| &site.parameter);
    let api_urls = sites.iter().map(|site| &site.api_url);
    let web_hosts = sites.iter().map(|site| &site.web_host);
    let aliases = sites.iter().map(|site| {
        let aliases = &site.aliases;
        quote!(&[#(#aliases),*])
    });
    render::rust(quote! {
        /// One of Datadog's regional sites; an organization belongs to exactly one.
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
            /// All sites, in the order of the fragment.
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

        /// A site's entry in the fragment.
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

fn doc(site: &Site) -> String {
    let Site {
        name,
        parameter,
        web_host,
        ..
    } = site;
    format!(" {name}: `{parameter}`, the web app at `{web_host}`.")
}

/// A guide with its table of sites made fresh, if it has a place for one.
pub(crate) fn guide(sites: &[Site], guide: &str) -> Option<String> {
    const BEGIN: &str = "<!-- sites -->\n";
    const END: &str = "<!-- /sites -->";
    let (before, rest) = guide.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let mut table = "| site | `DD_SITE` | web app |\n|---|---|---|\n".to_owned();
    for site in sites {
        table.push_str(&format!(
            "| {} (`Site::{}`) | `{}` | `{}` |\n",
            site.name, site.variant, site.parameter, site.web_host
        ));
    }
    Some(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

/// One of Datadog's regional sites; an organization belongs to exactly one.
///
/// The default is US1.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Site {
    /// US1: `datadoghq.com`, the web app at `app.datadoghq.com`.
    #[default]
    Us1,
    /// US3: `us3.datadoghq.com`, the web app at `us3.datadoghq.com`.
    Us3,
    /// US5: `us5.datadoghq.com`, the web app at `us5.datadoghq.com`.
    Us5,
    /// EU1: `datadoghq.eu`, the web app at `app.datadoghq.eu`.
    Eu1,
    /// AP1: `ap1.datadoghq.com`, the web app at `ap1.datadoghq.com`.
    Ap1,
    /// AP2: `ap2.datadoghq.com`, the web app at `ap2.datadoghq.com`.
    Ap2,
    /// UK1: `uk1.datadoghq.com`, the web app at `uk1.datadoghq.com`.
    Uk1,
    /// US1-FED: `ddog-gov.com`, the web app at `app.ddog-gov.com`.
    Us1Fed,
    /// US2-FED: `us2.ddog-gov.com`, the web app at `us2.ddog-gov.com`.
    Us2Fed,
}
impl Site {
    /// All sites, in the order of the fragment.
    pub const ALL: &'static [Site] = &[
        Site::Us1,
        Site::Us3,
        Site::Us5,
        Site::Eu1,
        Site::Ap1,
        Site::Ap2,
        Site::Uk1,
        Site::Us1Fed,
        Site::Us2Fed,
    ];
    pub(super) const fn entry(self) -> Entry {
        match self {
            Site::Us1 => {
                Entry {
                    name: "US1",
                    parameter: "datadoghq.com",
                    api_url: "https://api.datadoghq.com",
                    web_host: "app.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Us3 => {
                Entry {
                    name: "US3",
                    parameter: "us3.datadoghq.com",
                    api_url: "https://api.us3.datadoghq.com",
                    web_host: "us3.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Us5 => {
                Entry {
                    name: "US5",
                    parameter: "us5.datadoghq.com",
                    api_url: "https://api.us5.datadoghq.com",
                    web_host: "us5.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Eu1 => {
                Entry {
                    name: "EU1",
                    parameter: "datadoghq.eu",
                    api_url: "https://api.datadoghq.eu",
                    web_host: "app.datadoghq.eu",
                    aliases: &["eu"],
                }
            }
            Site::Ap1 => {
                Entry {
                    name: "AP1",
                    parameter: "ap1.datadoghq.com",
                    api_url: "https://api.ap1.datadoghq.com",
                    web_host: "ap1.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Ap2 => {
                Entry {
                    name: "AP2",
                    parameter: "ap2.datadoghq.com",
                    api_url: "https://api.ap2.datadoghq.com",
                    web_host: "ap2.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Uk1 => {
                Entry {
                    name: "UK1",
                    parameter: "uk1.datadoghq.com",
                    api_url: "https://api.uk1.datadoghq.com",
                    web_host: "uk1.datadoghq.com",
                    aliases: &[],
                }
            }
            Site::Us1Fed => {
                Entry {
                    name: "US1-FED",
                    parameter: "ddog-gov.com",
                    api_url: "https://api.ddog-gov.com",
                    web_host: "app.ddog-gov.com",
                    aliases: &[],
                }
            }
            Site::Us2Fed => {
                Entry {
                    name: "US2-FED",
                    parameter: "us2.ddog-gov.com",
                    api_url: "https://api.us2.ddog-gov.com",
                    web_host: "us2.ddog-gov.com",
                    aliases: &[],
                }
            }
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

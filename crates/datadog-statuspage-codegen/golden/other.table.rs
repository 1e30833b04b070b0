// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

/// One of Datadog's regional sites; an organization belongs to exactly one.
///
/// The default is ONE-TWO.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Site {
    /// ONE-TWO: `one.example`, the web app at `app.one.example`.
    #[default]
    OneTwo,
}
impl Site {
    /// All sites, in the order of the fragment.
    pub const ALL: &'static [Site] = &[Site::OneTwo];
    pub(super) const fn entry(self) -> Entry {
        match self {
            Site::OneTwo => {
                Entry {
                    name: "ONE-TWO",
                    parameter: "one.example",
                    api_url: "https://api.one.example",
                    web_host: "app.one.example",
                    aliases: &["uno"],
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

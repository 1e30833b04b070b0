//! An organization that was checked.

use datadog_statuspage::{Credentials, Desired, Secret, Site, Tags};

use super::format::{Defaults, Entry};
use super::grouped::Problems;
use super::reference::Reference;
use super::secrets::Secrets;

/// An organization, with everything that is needed to change it.
#[derive(Debug)]
pub(crate) struct Organization {
    /// Its position in FILE.
    pub(crate) place: usize,
    pub(crate) name: String,
    pub(crate) site: Site,
    pub(crate) credentials: Credentials,
    pub(crate) statuspage_key: Option<Secret>,
    pub(crate) desired: Desired,
    /// How many pages are desired.
    pub(crate) pages: usize,
    /// The entry of FILE.
    pub(crate) entry: Entry,
}

impl Organization {
    /// Checks an entry, and records all its problems.
    pub(crate) fn of(
        (place, entry): (usize, &Entry),
        defaults: &Defaults,
        secrets: &Secrets,
        is_keyed: bool,
        problems: &mut Problems,
    ) -> Option<Self> {
        let name = &entry.name;
        let site = site(entry, defaults).and_then(|site| Ok(site.parse::<Site>()?));
        let site = problems.noted(name, site);
        let credentials = credentials(entry, secrets, problems);
        let mut statuspage_key = None;
        if is_keyed && let Some(reference) = key_of(entry, defaults) {
            let key = secrets.get("statuspage_key", reference);
            statuspage_key = problems.noted(name, key);
        }
        let pages = entry.pages.merged(&defaults.pages);
        // Whether an organization's pages may all be deleted is checked before deletions.
        let mut desired = Desired::new()
            .prune(entry.prune.unwrap_or(defaults.prune))
            .allow_deleting_every_page(true);
        if let Some(key) = &statuspage_key {
            desired = desired.account(key.clone());
        }
        for page in &pages {
            let tags = Tags::new(&page.tags);
            let tags = tags.map_err(|error| format!("{}: {error}", page.url));
            if let Some(tags) = problems.noted(name, tags) {
                let alone = Desired::new().url_setting(&page.url, tags.clone());
                if problems.noted(name, alone.check()).is_some() {
                    desired = desired.url_setting(&page.url, tags);
                }
            }
        }
        problems.noted(name, desired.check());
        Some(Self {
            place,
            name: name.clone(),
            site: site?,
            credentials: credentials?,
            statuspage_key,
            desired,
            pages: pages.len(),
            entry: entry.clone(),
        })
    }
}

pub(super) fn key_of<'a>(entry: &'a Entry, defaults: &'a Defaults) -> Option<&'a Reference> {
    let own = entry.statuspage_key.as_ref();
    own.or(defaults.statuspage_key.as_ref())
}

fn site<'a>(entry: &'a Entry, defaults: &'a Defaults) -> crate::ending::Result<&'a str> {
    let site = entry.site.as_deref().or(defaults.site.as_deref());
    site.ok_or_else(|| "has no site, such as site = \"datadoghq.com\"".into())
}

fn credentials(entry: &Entry, secrets: &Secrets, problems: &mut Problems) -> Option<Credentials> {
    let name = &entry.name;
    let Entry {
        access_token,
        api_key,
        app_key,
        ..
    } = entry;
    match (access_token, api_key, app_key) {
        (Some(token), None, None) => {
            let token = problems.noted(name, secrets.get("access_token", token))?;
            problems.noted(name, Credentials::access_token(token))
        }
        (None, Some(api_key), Some(app_key)) => {
            let api_key = problems.noted(name, secrets.get("api_key", api_key));
            let app_key = problems.noted(name, secrets.get("app_key", app_key));
            problems.noted(name, Credentials::keys(api_key?, app_key?))
        }
        _ => {
            let why = "needs either access_token or both api_key and app_key";
            problems.add(name, why);
            None
        }
    }
}

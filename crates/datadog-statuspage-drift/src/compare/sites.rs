//! Compares sites.

use super::comparison::{Comparison, Said};
use crate::facts::{Facts, Site};
use crate::problem::{Kind, Severity};

use Severity::{Additive, Breaking, Info};

impl Comparison<'_> {
    pub(super) fn sites(&mut self, ours: &Facts, theirs: &Facts) {
        for (host, site) in &theirs.sites {
            match ours.sites.get(host) {
                Some(known) => self.site(host, known, site),
                None => self.new_site(host, site),
            }
        }
        for host in ours.sites.keys() {
            if !theirs.sites.contains_key(host) {
                let repair =
                    format!("remove the server https://{host}, or accept that the source lacks it");
                let place = format!("sites/{host}");
                self.note(Kind::SiteGone, Breaking, place, Said::Ours(host), repair);
            }
        }
    }

    fn new_site(&mut self, host: &String, site: &Site) {
        let parameter = host.strip_prefix("api.").unwrap_or(host);
        let web = site.web.first().map_or(parameter, |web| web);
        let name = parameter.split('.').next().unwrap_or_default();
        let name = name.to_uppercase();
        let repair = format!(
            "under servers: - {{ url: \"https://{host}\", \
             x-datadog-site: {{ name: {name}, parameter: {parameter}, web: {web} }} }}"
        );
        let place = format!("sites/{host}");
        self.note(
            Kind::SiteMissing,
            Additive,
            place,
            Said::Theirs(host),
            repair,
        );
    }

    fn site(&mut self, host: &String, ours: &Site, theirs: &Site) {
        let place = format!("sites/{host}");
        if let Some(known) = ours.web.first() {
            for web in theirs.web.difference(&ours.web) {
                let repair = format!("set web of the server https://{host} to {web}");
                self.note(Kind::SiteWeb, Info, &place, Said::Both(known, web), repair);
            }
        }
        for endpoint in &theirs.absent_from {
            let absent = format!("not listed for {endpoint}");
            let repair = "accept that the source lacks it there, or ask Datadog";
            self.note(
                Kind::SiteGone,
                Breaking,
                &place,
                Said::Both(host, &absent),
                repair,
            );
        }
    }
}

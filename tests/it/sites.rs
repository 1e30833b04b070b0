//! Every spelling of every site, and texts that are not a site.

use std::fs;
use std::path::Path;

use datadog_statuspage::{ErrorKind, Site};

use crate::support::root;

/// Sites that are never lost or renamed unseen: name, parameter, web host, API. A newer one need
/// not be here.
const PUBLISHED: [(&str, &str, &str, &str); 9] = [
    (
        "US1",
        "datadoghq.com",
        "app.datadoghq.com",
        "https://api.datadoghq.com",
    ),
    (
        "US3",
        "us3.datadoghq.com",
        "us3.datadoghq.com",
        "https://api.us3.datadoghq.com",
    ),
    (
        "US5",
        "us5.datadoghq.com",
        "us5.datadoghq.com",
        "https://api.us5.datadoghq.com",
    ),
    (
        "EU1",
        "datadoghq.eu",
        "app.datadoghq.eu",
        "https://api.datadoghq.eu",
    ),
    (
        "AP1",
        "ap1.datadoghq.com",
        "ap1.datadoghq.com",
        "https://api.ap1.datadoghq.com",
    ),
    (
        "AP2",
        "ap2.datadoghq.com",
        "ap2.datadoghq.com",
        "https://api.ap2.datadoghq.com",
    ),
    (
        "UK1",
        "uk1.datadoghq.com",
        "uk1.datadoghq.com",
        "https://api.uk1.datadoghq.com",
    ),
    (
        "US1-FED",
        "ddog-gov.com",
        "app.ddog-gov.com",
        "https://api.ddog-gov.com",
    ),
    (
        "US2-FED",
        "us2.ddog-gov.com",
        "us2.ddog-gov.com",
        "https://api.us2.ddog-gov.com",
    ),
];

#[test]
fn every_published_site_is_there() {
    for (name, parameter, web_host, api_url) in PUBLISHED {
        let site = Site::ALL
            .iter()
            .find(|site| site.name() == name)
            .unwrap_or_else(|| panic!("{name}"));
        assert_eq!(
            (site.parameter(), site.web_host(), site.api_url()),
            (parameter, web_host, api_url)
        );
        assert_eq!(site.to_string(), parameter);
    }
    assert_eq!(Site::default(), Site::Us1);
}

#[test]
fn every_spelling_of_every_site_is_read() {
    for site in Site::ALL.iter().copied() {
        let api_host = site.api_url().strip_prefix("https://").unwrap();
        for host in [site.name(), site.parameter(), site.web_host(), api_host] {
            for spelling in [
                host.to_owned(),
                host.to_uppercase(),
                host.to_lowercase(),
                format!("{host}\n"),
                format!("  {host}\t"),
                format!("\"{host}\""),
                format!("'{host}'\r\n"),
                format!("https://{host}"),
                format!("https://{host}/"),
                format!("HTTPS://{}/", host.to_uppercase()),
            ] {
                assert_eq!(spelling.parse::<Site>().unwrap(), site, "{spelling:?}");
            }
        }
    }
    assert_eq!("eu".parse::<Site>().unwrap(), Site::Eu1);
}

#[test]
fn what_is_no_site_is_refused_with_the_list_of_those_that_are() {
    for text in [
        "",
        " ",
        "\"\"",
        "acme.datadoghq.com",
        "us99.datadoghq.com",
        "datadoghq.com.evil.example",
        "evil.example/datadoghq.com",
        "https://datadoghq.com@evil.example",
        "https://user:secret@datadoghq.com",
        "https://app.datadoghq.com/logs",
        "https://https://app.datadoghq.com",
        "datadoghq.com:443",
        "datadoghq",
        "us",
        "ap",
        "http",
        "https://",
        "dätadoghq.com",
        "datadoghq.com\0",
    ] {
        let error = text.parse::<Site>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{text:?}");
        let shown = error.to_string();
        assert!(!shown.contains("secret"), "{shown}");
        assert!(shown.contains("base_url"), "{shown}");
        for site in Site::ALL {
            assert!(shown.contains(site.parameter()), "{site} is not in {shown}");
        }
    }
}

#[test]
fn a_key_in_the_wrong_variable_is_not_shown() {
    let key = "0123456789abcdef0123456789abcdef";
    let shown = key.parse::<Site>().unwrap_err().to_string();
    assert!(!shown.contains(key), "{shown}");
    assert!(shown.contains("a text of 32 characters"), "{shown}");
}

/// The hand-written files in a folder that name every site.
fn listing_all(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            // What Cargo and git keep, what Datadog published, and what is found in that.
            let others = ["target", "pages", "seeds", "expected"];
            if !others.contains(&name) && !name.starts_with('.') {
                listing_all(&path, found);
            }
        } else if [".rs", ".txt", ".md", ".yml"]
            .iter()
            .any(|it| name.ends_with(it))
        {
            let text = fs::read_to_string(&path).unwrap();
            let all = |spelling: fn(Site) -> String| {
                Site::ALL.iter().all(|site| text.contains(&spelling(*site)))
            };
            if all(|site| site.parameter().to_owned()) || all(|site| format!("Site::{site:?}")) {
                found.push(path.strip_prefix(root()).unwrap().display().to_string());
            }
        }
    }
}

/// Or it would have to be changed for a new one.
#[test]
fn no_file_lists_the_sites_but_the_generated_ones() {
    let mut found = Vec::new();
    listing_all(root(), &mut found);
    found.sort();
    let expected = [
        "crates/datadog-statuspage/src/config/site/table.rs",
        "crates/datadog-statuspage/src/guide.md",
        // Which has those that can't be lost, and grows when somebody wants it to.
        "tests/it/sites.rs",
    ];
    assert!(
        found.iter().all(|it| expected.contains(&&**it)),
        "{found:#?}"
    );
}

//! Our fragment, as far as the pages in `tests/pages` go. `tests/it` has this file too.

use std::sync::LazyLock;

const PAGE: &str = include_str!("../../../../tests/pages/create-the-statuspage-account.md");

/// Our own fragment, with every kind of thing in it, but without sites that are newer than the
/// pages: `cargo xtask drift` reports those, and they say nothing of whether pages are read well.
pub(crate) static FRAGMENT: LazyLock<String> = LazyLock::new(|| {
    const SERVER: &str = "\n  - ";
    let ours = include_str!("../../../../spec/statuspage.yaml");
    let (before, rest) = ours.split_once("\nservers:").unwrap();
    let (servers, after) = rest.split_once("\n\ntags:").unwrap();
    let is_recorded = |server: &&str| {
        let (_, url) = server.split_once("https://").unwrap();
        let ends = |c: char| c.is_whitespace() || "\"',".contains(c);
        PAGE.contains(&format!(" https://{}/", url.split(ends).next().unwrap()))
    };
    let servers = servers.split(SERVER).skip(1).filter(is_recorded);
    let servers: String = servers.map(|server| format!("{SERVER}{server}")).collect();
    format!("{before}\nservers:{servers}\n\ntags:{after}")
});

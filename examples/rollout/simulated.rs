//! Organizations to practise on: each in another state, some of them in trouble.

use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};

use crate::report::Todo;

/// The simulator of an organization. What it holds depends on its place in the
/// file, and so does the faults of its requests, unless it has failed before.
pub(crate) async fn organization(todo: &Todo) -> std::io::Result<Simulator> {
    let place = todo.index;
    let faults = if todo.failed_before {
        Vec::new()
    } else {
        troubles(place)
    };
    let simulator = Simulator::builder().faults(faults).start().await?;
    if place.is_multiple_of(3) {
        return Ok(simulator);
    }
    simulator.set_account(Some("kept".into()));
    let pages = todo.organization.wanted.pointer("/desired/url_settings");
    let pages = pages
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten();
    let url = |page: &serde_json::Value| {
        page.get("url")
            .and_then(|url| Some(url.as_str()?.to_owned()))
    };
    let tags = |page: &serde_json::Value| {
        let tags = page.get("tags").and_then(serde_json::Value::as_array)?;
        let tags: Vec<_> = tags.iter().filter_map(serde_json::Value::as_str).collect();
        Some(tags.join(","))
    };
    let stored = pages.filter_map(|page| {
        Some(StoredUrlSetting {
            id: url(page)?.len().to_string(),
            url: url(page)?,
            custom_tags: match place % 3 {
                1 => tags(page)?,
                _ => "team:nobody".to_owned(),
            },
        })
    });
    simulator.set_url_settings(stored);
    Ok(simulator)
}

fn troubles(place: usize) -> Vec<Fault> {
    if place % 40 == 9 {
        return vec![Fault::status(403)];
    }
    if place % 70 == 30 {
        // As many as there are attempts, on the first change.
        let read = [Fault::status(404), Fault::status(404)];
        let refused = std::iter::repeat_n(Fault::status(502).header("Retry-After", "0"), 4);
        return read.into_iter().chain(refused).collect();
    }
    match place % 12 {
        2 => vec![Fault::status(503)],
        5 => vec![Fault::reset().after_commit()],
        7 => vec![Fault::status(429).header("Retry-After", "1")],
        11 => vec![Fault::reset(), Fault::garbage()],
        _ => Vec::new(),
    }
}

//! Has the organization watch a page, lists what it watches, and stops to watch the page.
//!
//! ```text
//! cargo run --example url_settings
//! cargo run --example url_settings -- https://example.statuspage.io team:web env:prod
//! cargo run --example url_settings -- --live --keep https://example.statuspage.io team:web
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::{Ensured, Error, Tags};
use support::{Arguments, Datadog, Result, ended, say, tell_error};

const USAGE: &str = "\
url_settings [OPTION]... [URL TAG...]

    --keep           don't delete the setting in the end, even if this made it
";

#[tokio::main]
async fn main() -> ExitCode {
    ended("url_settings", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read(USAGE, &["keep"])? else {
        return Ok(ExitCode::SUCCESS);
    };
    let (url, tags) = match arguments.values.as_slice() {
        [] => ("https://example.statuspage.io", Tags::new(["team:web"])?),
        [url, tags @ ..] => (url.as_str(), Tags::new(tags)?),
    };
    let datadog = Datadog::of(&arguments).await?;
    if let Err(error) = watch(&datadog, url, tags, arguments.has("keep")).await {
        tell_error(&error);
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

async fn watch(
    datadog: &Datadog,
    url: &str,
    tags: Tags,
    keep: bool,
) -> std::result::Result<(), Error> {
    let settings = datadog.client.url_settings();
    let ensured = settings.ensure(url, tags).await?;
    let word = match ensured {
        Ensured::Created(_) => "created",
        Ensured::Unchanged(_) => "there already",
        Ensured::Updated(_) => "there already, with other tags; updated",
        _ => "as asked for",
    };
    say(format_args!("{url}  {word}"));
    say("\nthe organization watches:");
    for setting in settings.list().await?.iter() {
        let (url, tags) = (setting.url(), setting.custom_tags());
        say(format_args!(
            "{}  {}  {}",
            setting.id(),
            url.unwrap_or("(not shown)").escape_debug(),
            tags.unwrap_or("(no tags)").escape_debug(),
        ));
    }
    if let (Ensured::Created(setting), false) = (&ensured, keep) {
        settings.delete(setting.id()).await?;
        say(format_args!("\n{url}  deleted again"));
    }
    Ok(())
}

//! A matter of Tongling (铜陵), from a citizen's report to the published decision and the citizen's
//! closure, through the public HTTP interfaces only. The demonstration and the end-to-end tests play it.

mod client;
mod people;
mod script;
mod timeline;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::platform::{Place, say};

pub use client::Client;
pub use people::{People, Person};
pub use script::{Journey, Played, report_body};
pub use timeline::{Due, Entry, Timeline};

/// `mingjing demo`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Address of the running platform; found in the platform's folder when left out.
    #[arg(long)]
    url: Option<String>,
    /// Key of the platform's token issuer; the one in the platform's folder when left out.
    #[arg(long)]
    key: Option<PathBuf>,
}

/// Plays the matter against a running platform and prints one line per step.
pub(crate) async fn demo(place: &Place, options: Options) -> anyhow::Result<()> {
    let url = match options.url {
        Some(url) => url,
        None => place.home.running_at()?,
    };
    let key = options.key.unwrap_or_else(|| place.home.issuer_key());
    let people = People::with_key(&key)?;
    let client = Client::new(url.trim_end_matches('/').to_owned(), people);
    say(format!("Playing a matter of 铜陵市 on {url}"));
    say("");
    let played = Journey::new(client)
        .narrated()
        .play()
        .await
        .context("the matter broke off")?;
    say("");
    say(format!(
        "{} steps in order, {} services, matter {}",
        played.timeline.entries.len(),
        played.timeline.services().len(),
        played.matter
    ));
    say(format!("Look at it: {url}/matters/{}", played.matter));
    Ok(())
}

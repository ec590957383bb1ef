//! `mingjing law load`: an official text into the statute library.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use jiff::civil::Date;
use law::statute::{Reading, read};
use ledger::{NewReference, ReferenceKind};

use crate::platform::{Place, say};
use crate::reference::{load_everywhere, with_database};

/// How many of the lines that were passed over are shown.
const SHOWN_MAX: usize = 10;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The official text, as plain text or Markdown.
    file: PathBuf,
    /// The name of the instrument, where the text does not begin with it.
    #[arg(long)]
    instrument: Option<String>,
    /// First day in force of this version. An amended text names the day of its first version, so
    /// that the day must be given.
    #[arg(long)]
    in_force: Option<Date>,
    /// First day no longer in force, for a text that was repealed.
    #[arg(long)]
    repealed: Option<Date>,
    /// Where it was published; the file's name when left out.
    #[arg(long)]
    source: Option<String>,
    /// Who loads it.
    #[arg(long, env = "USER", default_value = "administrator")]
    by: String,
}

/// Reads the text and loads it into every schema.
pub(super) async fn load(place: Place, options: Options) -> anyhow::Result<()> {
    let shown = options.file.display();
    let text =
        std::fs::read_to_string(&options.file).with_context(|| format!("cannot read {shown}"))?;
    let Reading {
        mut edition,
        passed_over,
    } = read(&text, options.instrument.as_deref(), options.in_force)
        .with_context(|| format!("{shown} cannot be read as a statute"))?;
    edition.repealed = options.repealed;
    say(format!(
        "{}: {} articles, in force from {}",
        edition.instrument,
        edition.articles.len(),
        edition.in_force
    ));
    if !passed_over.is_empty() {
        say("Not taken for words of the statute:");
        for line in passed_over.iter().take(SHOWN_MAX) {
            say(format!("  {line}"));
        }
    }
    let new = NewReference {
        kind: ReferenceKind::Statute,
        key: format!("{}@{}", edition.instrument, edition.in_force),
        body: serde_json::to_value(&edition)?,
        source: options.source.unwrap_or_else(|| shown.to_string()),
    };
    with_database(&place, async |settings| {
        load_everywhere(&place, settings, &[new], &options.by).await
    })
    .await
}

//! `mingjing calendar`: the holidays of a year, loaded when the State Council's office publishes
//! them, and shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use law::{Calendar, YearTable};
use ledger::{NewReference, ReferenceKind};

use crate::platform::{Place, say};
use crate::reference::{known, load_everywhere, with_database};

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Load holidays and make-up workdays into every schema. Takes effect without a restart.
    Load {
        /// JSON: `{"2027": {"holidays": {"2027-01-01": "元旦"}, "makeup_workdays": []}}`.
        file: PathBuf,
        /// The notice they were taken from, such as 国办发明电〔2026〕7号.
        #[arg(long)]
        source: String,
        /// Who loads them.
        #[arg(long, env = "USER", default_value = "administrator")]
        by: String,
    },
    /// Show the years whose holidays are known, or the days of one.
    Show {
        /// The year.
        year: Option<i16>,
    },
}

/// Loads or shows.
pub(crate) async fn run(place: Place, options: Options) -> anyhow::Result<()> {
    with_database(&place, async |settings| match &options.action {
        Action::Load { file, source, by } => {
            let before = known(settings).await?;
            let news = read(file, source, before.calendar())?;
            load_everywhere(&place, settings, &news, by).await
        }
        Action::Show { year } => show(known(settings).await?.calendar(), *year),
    })
    .await
}

/// The years in `file`, checked against `calendar`: a table that contradicts itself or leaves a gap
/// is refused before anything is written.
fn read(file: &Path, source: &str, calendar: &Calendar) -> anyhow::Result<Vec<NewReference>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let years: BTreeMap<i16, YearTable> = serde_json::from_str(&text)
        .with_context(|| format!("{} is no table of holidays", file.display()))?;
    if years.is_empty() {
        bail!("{} holds no year", file.display());
    }
    let mut calendar = calendar.clone();
    let mut news = Vec::with_capacity(years.len());
    for (year, table) in years {
        news.push(NewReference {
            kind: ReferenceKind::Holidays,
            key: year.to_string(),
            body: serde_json::to_value(&table)?,
            source: source.to_owned(),
        });
        calendar = calendar.with_year(year, table, source)?;
    }
    Ok(news)
}

fn show(calendar: &Calendar, year: Option<i16>) -> anyhow::Result<()> {
    let Some(year) = year else {
        for year in calendar.years() {
            say(format!(
                "{year}  {}",
                calendar.source(year).unwrap_or_default()
            ));
        }
        return Ok(());
    };
    let table = calendar.table(year).with_context(|| {
        let last = calendar.last_published_year();
        format!("the holidays of {year} are not known; the last known year is {last}")
    })?;
    say(format!(
        "{year}  {}",
        calendar.source(year).unwrap_or_default()
    ));
    for (date, name) in &table.holidays {
        say(format!("{date}  休 {name}"));
    }
    for date in &table.makeup_workdays {
        say(format!("{date}  班 调休上班"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn read_text(text: &str) -> anyhow::Result<Vec<NewReference>> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        read(file.path(), "test", Calendar::embedded())
    }

    #[test]
    fn a_year_that_follows_is_read_with_its_source() {
        let text = r#"{"2027": {"holidays": {"2027-01-01": "元旦"}, "makeup_workdays": []}}"#;
        let news = read_text(text).unwrap();
        let [new] = news.as_slice() else {
            panic!("{news:?}")
        };
        assert_eq!((new.key.as_str(), new.source.as_str()), ("2027", "test"));
    }

    #[test]
    fn a_table_that_contradicts_itself_is_refused_with_the_day() {
        let text =
            r#"{"2027": {"holidays": {"2027-01-02": "元旦"}, "makeup_workdays": ["2027-01-02"]}}"#;
        let error = read_text(text).unwrap_err().to_string();
        assert!(error.contains("2027-01-02 both as a holiday"), "{error}");
    }

    #[test]
    fn a_year_that_leaves_a_gap_is_refused() {
        let text = r#"{"2031": {"holidays": {}, "makeup_workdays": []}}"#;
        let error = read_text(text).unwrap_err().to_string();
        assert!(error.contains("leaves a gap"), "{error}");
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let text = r#"{"2027": {"holidays": {}, "makeup_workdays": [], "extra": 1}}"#;
        assert!(read_text(text).is_err());
    }
}

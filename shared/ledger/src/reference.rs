//! What the platform knows besides its matters, as it was loaded last: the calendar of working days
//! and the statute library.
//!
//! Every process holds one [`Reference`] and follows the table behind it, so that what an
//! administrator loads holds everywhere within seconds and without a restart. What comes with the
//! platform is the ground; what is loaded lies above it.

use std::sync::Arc;
use std::time::Duration;

use law::statute::Edition;
use law::{Calendar, Library, YearTable};
use serde::de::DeserializeOwned;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::load::ReferenceKind;
use crate::relay::report;
use crate::store::reference::{self, ReferenceRow};
use crate::{Error, Ledger};

/// How often a process looks whether something new was loaded.
const POLL: Duration = Duration::from_secs(2);

/// What is known at a moment.
#[derive(Debug, Clone)]
pub struct Known {
    version: i64,
    calendar: Arc<Calendar>,
    library: Arc<Library>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            version: 0,
            calendar: Arc::new(Calendar::embedded().clone()),
            library: Arc::default(),
        }
    }
}

impl Known {
    /// Reads the rows that hold now, in the order of their keys.
    pub(crate) fn read(rows: Vec<ReferenceRow>) -> Result<Self, Error> {
        let mut known = Self::default();
        let mut calendar = Calendar::embedded().clone();
        let mut library = Library::default();
        for row in rows {
            known.version = known.version.max(row.reference_id);
            if row.kind == ReferenceKind::Holidays.as_str() {
                calendar = with_year(&calendar, row)?;
            } else if row.kind == ReferenceKind::Statute.as_str() {
                library.add(edition(row)?);
            }
        }
        known.calendar = Arc::new(calendar);
        known.library = Arc::new(library);
        Ok(known)
    }

    /// The calendar of working days (工作日).
    #[must_use]
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The statute library (法律法规库).
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}

fn with_year(calendar: &Calendar, row: ReferenceRow) -> Result<Calendar, Error> {
    let id = format!("{} {}", row.kind, row.key);
    let year = row
        .key
        .parse()
        .map_err(|_not_a_year| wrong(&id, "key", "it is no year".to_owned()))?;
    let table: YearTable = body(&id, row.body)?;
    calendar
        .with_year(year, table, row.source)
        .map_err(|error| wrong(&id, "body", error.to_string()))
}

fn edition(row: ReferenceRow) -> Result<Edition, Error> {
    body(&format!("{} {}", row.kind, row.key), row.body)
}

fn body<T: DeserializeOwned>(id: &str, value: serde_json::Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| wrong(id, "body", error.to_string()))
}

fn wrong(id: &str, column: &'static str, problem: String) -> Error {
    Error::Inconsistent {
        table: "reference",
        column,
        id: id.to_owned(),
        problem,
    }
}

/// What a process knows. Cheap to clone; all clones learn together.
#[derive(Debug, Clone)]
pub struct Reference {
    known: Arc<watch::Sender<Known>>,
    /// Apart, for those who know nothing of this crate.
    library: Arc<watch::Sender<Arc<Library>>>,
}

impl Default for Reference {
    fn default() -> Self {
        Self {
            known: Arc::new(watch::Sender::new(Known::default())),
            library: Arc::new(watch::Sender::default()),
        }
    }
}

impl Reference {
    /// The calendar of working days (工作日), with every year that was loaded.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.known.borrow().calendar.clone()
    }

    /// The statute library (法律法规库), with every text that was loaded.
    #[must_use]
    pub fn library(&self) -> Arc<Library> {
        self.library.borrow().clone()
    }

    /// The statute library as it will be known at any later moment.
    #[must_use]
    pub fn watch_library(&self) -> watch::Receiver<Arc<Library>> {
        self.library.subscribe()
    }

    /// Tells of everything that is learnt from now on.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// Looks whether something new was loaded into the schema of `ledger`, and learns it. Answers
    /// whether there was something.
    ///
    /// # Errors
    /// When the database is away, or what was loaded contradicts itself: what was known stays known.
    pub async fn refresh(&self, ledger: &Ledger) -> Result<bool, Error> {
        let mut connection = ledger.pool().acquire().await?;
        if reference::version(&mut connection).await? == self.known.borrow().version {
            return Ok(false);
        }
        let known = Known::read(reference::current(&mut connection).await?)?;
        tracing::info!(
            service = ledger.schema(),
            version = known.version,
            last_published_year = known.calendar.last_published_year(),
            "reference data learnt"
        );
        self.library.send_replace(known.library.clone());
        self.known.send_replace(known);
        Ok(true)
    }

    /// Looks again and again until `stop`. A failure is told once, until it is over.
    pub async fn follow(self, ledger: Ledger, stop: CancellationToken) {
        let mut failing = false;
        while !stop.is_cancelled() {
            match self.refresh(&ledger).await {
                Ok(_learnt) => failing = false,
                Err(error) => {
                    if !std::mem::replace(&mut failing, true) {
                        tracing::warn!(
                            service = ledger.schema(),
                            error = report(&error),
                            "reference data could not be read"
                        );
                    }
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }
}

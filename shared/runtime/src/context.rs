//! What a process shares among its services.

use std::sync::Arc;

use access::{Issuer, Verifier};
use crypto::seal::{MissingKey, SealError, SealProvider};
use http_kit::HttpContext;
use jiff::SignedDuration;
use kernel::{Clock, Ids};
use ledger::{Ledger, Reference, TestSwitches};

use crate::{Error, MovableClock, Settings, Surroundings, SystemClock, SystemIds};

/// What a process shares among its services. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Context {
    /// The settings.
    pub settings: Arc<Settings>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Arc<dyn Ids>,
    /// Whose tokens are believed.
    pub verifier: Arc<Verifier>,
    /// The built-in issuer, when this process makes tokens.
    pub issuer: Option<Arc<Issuer>>,
    /// The clock again, when it may be moved.
    pub movable: Option<Arc<MovableClock>>,
    /// What is known besides matters: the calendar and the statute library. [`start`](crate::start) keeps it up to date.
    pub reference: Reference,
    /// Guards that a test switched off.
    pub switches: TestSwitches,
}

impl Context {
    /// What the settings ask for.
    ///
    /// # Errors
    /// When keys or the clock's file cannot be used.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let movable = settings
            .clock
            .offset_file
            .as_deref()
            .map(MovableClock::open)
            .transpose()?;
        let clock: Arc<dyn Clock> = match &movable {
            Some(movable) => movable.clone(),
            None => Arc::new(SystemClock),
        };
        Self::with_clock(settings, clock, movable)
    }

    /// As [`new`](Self::new), with a clock that the caller moves.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_clock(
        settings: Settings,
        clock: Arc<dyn Clock>,
        movable: Option<Arc<MovableClock>>,
    ) -> Result<Self, Error> {
        let ids: Arc<dyn Ids> = Arc::new(SystemIds::new(clock.clone()));
        let (verifier, issuer) = keys(&settings)?;
        let switches = TestSwitches::from(settings.switches);
        Ok(Self {
            settings: Arc::new(settings),
            clock,
            ids,
            verifier: Arc::new(verifier),
            issuer: issuer.map(Arc::new),
            movable,
            reference: Reference::default(),
            switches,
        })
    }

    /// The ledger of a service.
    ///
    /// # Errors
    /// When the database's address cannot be read.
    pub fn ledger(&self, service: &'static str) -> Result<Ledger, Error> {
        let pool = ledger::connect(&self.settings.database, service)?;
        let (clock, ids) = (self.clock.clone(), self.ids.clone());
        let ledger = Ledger::with_switches(pool, service, clock, ids, self.switches);
        Ok(ledger.with_reference(self.reference.clone()))
    }

    /// The electronic seal. Its key is made when missing, but never in production: there it is
    /// issued to the agency.
    ///
    /// # Errors
    /// When the key cannot be used, or the module has no driver in this build.
    pub fn seal(&self) -> Result<Arc<dyn SealProvider>, SealError> {
        let missing = match self.settings.surroundings {
            Surroundings::Development => MissingKey::Generate,
            Surroundings::Production => MissingKey::Refuse,
        };
        crypto::seal::open(&self.settings.seal, missing)
    }

    /// What the extractors of a service need.
    #[must_use]
    pub fn http(&self, service: &'static str) -> HttpContext {
        HttpContext {
            verifier: self.verifier.clone(),
            clock: self.clock.clone(),
            library: self.reference.watch_library(),
            service,
        }
    }

    /// How long a token of the built-in issuer lives.
    #[must_use]
    pub fn token_life(&self) -> SignedDuration {
        access::TTL_MAX
    }
}

fn keys(settings: &Settings) -> Result<(Verifier, Option<Issuer>), Error> {
    let access = &settings.access;
    let name = access
        .issuer
        .clone()
        .unwrap_or_else(|| "mingjing".to_owned());
    let wrong = |error: Box<dyn std::error::Error + Send + Sync>| Error::Keys(error);
    let mut verifier = Verifier::new();
    let mut issuer = None;
    if let Some(path) = &access.issuer_key {
        let own = Issuer::load_or_generate(path, name.clone()).map_err(|e| wrong(e.into()))?;
        verifier = verifier.and(own.verifier().map_err(|e| wrong(e.into()))?);
        issuer = Some(own);
    }
    if let Some(path) = &access.jwks_file {
        let file = Verifier::from_jwks_file(&name, path).map_err(|e| wrong(e.into()))?;
        verifier = verifier.and(file);
    }
    if let Some(url) = &access.jwks_url {
        let url = url.parse().map_err(|e| wrong(Box::new(e)))?;
        let client = reqwest::Client::builder()
            .build()
            .map_err(|e| wrong(e.into()))?;
        verifier = verifier.and(Verifier::from_jwks_url(&name, url, client));
    }
    Ok((verifier, issuer))
}

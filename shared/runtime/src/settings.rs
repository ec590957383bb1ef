//! Settings: defaults in code, then a TOML file, then the environment (`MINGJING__HTTP__LISTEN=...`).
//! A key nobody knows is refused; secrets are never printed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// Where the process runs, and so what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surroundings {
    /// One machine, for learning and testing.
    #[default]
    Development,
    /// Real matters: the clock cannot be moved, the broker must fsync.
    Production,
}

/// Every setting of a process.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Development or production.
    pub surroundings: Surroundings,
    /// The HTTP server.
    pub http: HttpSettings,
    /// The database.
    pub database: ledger::PoolSettings,
    /// The broker.
    pub bus: bus::Settings,
    /// Traces, metrics, logs.
    pub telemetry: telemetry::Settings,
    /// Whose tokens are believed.
    pub access: AccessSettings,
    /// The clock.
    pub clock: ClockSettings,
    /// Where evidence and documents are kept.
    pub blobs: blobs::Settings,
    /// The electronic seal; only services that seal read this.
    pub seal: crypto::seal::Settings,
    /// How documents are printed.
    pub documents: DocumentSettings,
    /// The portal's way to the services; only it reads this.
    pub gateway: GatewaySettings,
    /// Numbers that no law sets, where this platform's differ from the usual ones.
    pub local: LocalSettings,
    /// For tests only: guards that are switched off.
    pub switches: SwitchSettings,
}

/// The HTTP server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HttpSettings {
    /// Address to listen on. Port 0: any free one.
    pub listen: SocketAddr,
    /// How long requests under way may take after a stop was asked for, in seconds.
    pub drain_s: u64,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            drain_s: 15,
        }
    }
}

/// Whose tokens are believed. Without a key source, nobody's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AccessSettings {
    /// Name of the issuer, the `iss` of its tokens.
    pub issuer: Option<String>,
    /// File with the public keys (JWKS).
    pub jwks_file: Option<PathBuf>,
    /// Address of the public keys of an outside issuer.
    pub jwks_url: Option<String>,
    /// Private key of the built-in issuer: this process makes tokens. Made when missing.
    pub issuer_key: Option<PathBuf>,
}

/// The clock.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClockSettings {
    /// File that holds how many milliseconds the clock is ahead. With it the clock can be moved; in
    /// production that is refused.
    pub offset_file: Option<PathBuf>,
}

/// How documents are printed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentSettings {
    /// Folder with fonts that come before those of the system.
    pub fonts: Option<PathBuf>,
    /// Where the public finds this platform; stands in the code printed on every document.
    pub public_url: String,
}

impl Default for DocumentSettings {
    fn default() -> Self {
        Self {
            fonts: None,
            public_url: "http://127.0.0.1:8080".to_owned(),
        }
    }
}

/// The portal's way to the services.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GatewaySettings {
    /// Base addresses per service, several separated by commas. Empty: the services run in this
    /// process.
    pub upstreams: std::collections::BTreeMap<String, String>,
}

/// Numbers that no law sets. Each service knows the keys of its own part and what is usual.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LocalSettings {
    /// Of `complaint`: how long answers may take, and how often a submission is taken up again.
    pub complaint: Option<config::Value>,
    /// Of `dispatch`: when a task must have been accepted, and who may be assigned.
    pub dispatch: Option<config::Value>,
}

/// What a service makes of its part of [`LocalSettings`]; without one, what is usual.
///
/// # Errors
/// When a key is unknown or a value does not fit.
pub fn local<T: DeserializeOwned + Default>(part: Option<&config::Value>) -> Result<T, Error> {
    part.map_or_else(
        || Ok(T::default()),
        |value| value.clone().try_deserialize().map_err(Error::Settings),
    )
}

/// For tests only: guards that a fault test switches off, to prove that it would notice. Refused in
/// production.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SwitchSettings {
    /// Apply foreign events without looking whether they were applied before.
    pub without_inbox: bool,
    /// Publish events once and forget them.
    pub without_outbox: bool,
}

impl From<SwitchSettings> for ledger::TestSwitches {
    fn from(settings: SwitchSettings) -> Self {
        Self {
            without_inbox: settings.without_inbox,
            without_outbox: settings.without_outbox,
        }
    }
}

impl Settings {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// When the file cannot be read, a key is unknown, a value does not fit, or a combination is not
    /// allowed.
    pub fn load(file: Option<&Path>) -> Result<Self, Error> {
        Self::load_with(file, &[])
    }

    /// As [`load`](Self::load), with values that win over file and environment.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_with(file: Option<&Path>, winning: &[(&str, String)]) -> Result<Self, Error> {
        let mut builder = Config::builder();
        if let Some(path) = file {
            builder = builder.add_source(File::from(path).format(FileFormat::Toml).required(true));
        }
        builder = builder.add_source(
            Environment::with_prefix("MINGJING")
                .prefix_separator("__")
                .separator("__")
                .try_parsing(true),
        );
        for (key, value) in winning {
            builder = builder
                .set_override(*key, value.clone())
                .map_err(Error::Settings)?;
        }
        let settings: Self = builder
            .build()
            .and_then(Config::try_deserialize)
            .map_err(Error::Settings)?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), Error> {
        if self.surroundings == Surroundings::Production {
            if self.clock.offset_file.is_some() {
                return Err(Error::NotInProduction("clock.offset_file", "time is law"));
            }
            if self.switches.without_inbox || self.switches.without_outbox {
                return Err(Error::NotInProduction(
                    "switches",
                    "it breaks what the platform promises",
                ));
            }
            if self.access.issuer.is_none() {
                return Err(Error::MissingInProduction("access.issuer"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn load(text: &str) -> Result<Settings, Error> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Settings::load(Some(file.path()))
    }

    #[test]
    fn a_key_nobody_knows_is_refused_by_name() {
        let problem = load("[htttp]\nlisten = '127.0.0.1:1'\n").unwrap_err();
        assert!(format!("{:?}", anyhow::Error::from(problem)).contains("htttp"));
        let problem = load("[bus]\nurll = 'nats://x'\n").unwrap_err();
        assert!(format!("{:?}", anyhow::Error::from(problem)).contains("urll"));
    }

    #[test]
    fn secrets_are_never_printed() {
        let settings = load("[database]\nurl = 'postgres://u:hunter2@h/d'\n").unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
    }

    #[test]
    fn the_clock_cannot_be_moved_in_production() {
        let text =
            "surroundings = 'production'\n[access]\nissuer = 'x'\n[clock]\noffset_file = 'f'\n";
        assert!(load(text).is_err());
        assert!(load("[clock]\noffset_file = 'f'\n").is_ok());
    }

    #[test]
    fn guards_cannot_be_switched_off_in_production() {
        for switch in ["without_inbox", "without_outbox"] {
            let switches = format!("[switches]\n{switch} = true\n");
            let production = "surroundings = 'production'\n[access]\nissuer = 'x'\n";
            assert!(load(&format!("{production}{switches}")).is_err());
            assert!(load(&switches).is_ok());
        }
    }

    #[derive(Debug, Default, PartialEq, Eq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Habits {
        days: u32,
        strict: bool,
    }

    #[test]
    fn local_numbers_are_the_services_own_and_a_key_it_does_not_know_is_refused() {
        let habits = |text: &str| local::<Habits>(load(text)?.local.dispatch.as_ref());
        assert_eq!(habits("").unwrap(), Habits::default());
        let set = habits("[local.dispatch]\ndays = 3\n").unwrap();
        assert_eq!((set.days, set.strict), (3, false));
        let problem = habits("[local.dispatch]\ndayss = 3\n").unwrap_err();
        assert!(format!("{:?}", anyhow::Error::from(problem)).contains("dayss"));
        assert!(load("[local.despatch]\ndays = 3\n").is_err());
    }

    #[test]
    fn a_local_number_from_the_environment_is_read_as_one() {
        let winning = [("local.dispatch.days", "4".to_owned())];
        let settings = Settings::load_with(None, &winning).unwrap();
        let habits: Habits = local(settings.local.dispatch.as_ref()).unwrap();
        assert_eq!(habits.days, 4);
    }

    #[test]
    fn what_the_caller_sets_wins_over_the_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"[http]\nlisten = '127.0.0.1:1'\n").unwrap();
        let winning = [("http.listen", "127.0.0.1:2".to_owned())];
        let settings = Settings::load_with(Some(file.path()), &winning).unwrap();
        assert_eq!(settings.http.listen.port(), 2);
    }
}

//! The command line of the platform: everything in one process, and the tools around it.
//!
//! A library too, so that the end-to-end tests play the same journey as the demonstration.

#[expect(
    clippy::float_arithmetic,
    reason = "figures are ratios; nothing is decided by them"
)]
mod bench;
mod calendar;
mod dead_letters;
pub mod faults;
pub mod journey;
mod law;
mod platform;
mod reference;
mod token;
mod up;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    version,
    about = "Mingjing (明镜): lawful, visible administrative enforcement"
)]
struct Arguments {
    /// Folder with the data of the platform.
    #[arg(long, global = true, default_value = ".run")]
    home: PathBuf,
    /// Settings file (TOML); the environment (MINGJING__...) wins over it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Use this database instead of a private one.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Use this broker instead of a private one.
    #[arg(long, global = true, env = "NATS_URL", hide_env_values = true)]
    nats_url: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the whole platform in this process, with a private PostgreSQL and nats-server.
    Up(up::Options),
    /// Bring the schemas of all services up to date and end.
    Migrate,
    /// Make a token for a person, signed by the platform's own issuer.
    Token(token::Options),
    /// Look at events that could not be applied, or try them again.
    DeadLetters(dead_letters::Options),
    /// Load the holidays of a year into the running platform, or show those it knows.
    Calendar(calendar::Options),
    /// Try rules of law by hand without a server, or load a statute text into the platform.
    Law(law::Options),
    /// Play one matter on a running platform, through its public interfaces.
    Demo(journey::Options),
    /// Measure, and compare with the floors.
    Bench(bench::Options),
    /// Kill processes at random moments and check that nothing is lost or doubled.
    Faults(faults::Options),
    /// Check what the platform handed out, without a platform.
    Verify(verify::Options),
    /// Rebuild a projection from the ledgers.
    Replay {
        /// Which one: oversight.
        #[arg(value_parser = ["oversight"])]
        projection: String,
    },
}

/// The main of the command line.
///
/// # Errors
/// When a command fails; the message says what to do.
pub fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Command::Law(options) = &arguments.command
        && law::answered(options)
    {
        return Ok(());
    }
    platform::install_tls();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(dispatch(arguments))
}

async fn dispatch(arguments: Arguments) -> anyhow::Result<()> {
    let Arguments {
        home,
        config,
        database_url,
        nats_url,
        command,
    } = arguments;
    let place = move || {
        anyhow::Ok(platform::Place {
            home: platform::Home::open(&home)?,
            config,
            database_url,
            nats_url,
        })
    };
    match command {
        Command::Up(options) => Box::pin(up::run(place()?, options)).await,
        Command::Migrate => up::migrate(place()?).await,
        Command::Token(options) => token::run(&place()?, &options),
        Command::DeadLetters(options) => dead_letters::run(place()?, &options).await,
        Command::Calendar(options) => calendar::run(place()?, options).await,
        Command::Law(options) => law::run(place()?, options).await,
        Command::Demo(options) => journey::demo(&place()?, options).await,
        Command::Bench(options) => bench::run(options).await,
        Command::Faults(options) => faults::run(options).await,
        Command::Verify(options) => verify::run(options),
        Command::Replay { .. } => up::replay(place()?).await,
    }
}

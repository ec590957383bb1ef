//! `mingjing up`: the whole platform in one process.

use clap::Args;
use runtime::{Context, Settings};

use crate::platform::{Place, SERVICES, free_address, say};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Let the clock be moved forward, for demonstrations. Never with real matters.
    #[arg(long)]
    movable_clock: bool,
}

/// Runs until Ctrl-C or SIGTERM.
pub(crate) async fn run(place: Place, options: Options) -> anyhow::Result<()> {
    let lock = place.home.lock()?;
    let mut winning = Vec::new();
    let clock_file = place.home.clock();
    if options.movable_clock {
        winning.push(("clock.offset_file", clock_file.display().to_string()));
    } else if clock_file.exists() {
        anyhow::bail!(
            "the data in {} were made with a moved clock: start with --movable-clock, or remove the \
             folder",
            place.home.path().display()
        );
    }
    let servers = place.servers(&mut winning).await?;
    let mut settings = place.settings(winning)?;
    settings.http.listen = free_address(settings.http.listen)?;
    if settings.documents.public_url == Settings::default().documents.public_url {
        settings.documents.public_url = format!("http://{}", settings.http.listen);
    }
    "mingjing".clone_into(&mut settings.telemetry.service_name);
    let telemetry = telemetry::init(&settings.telemetry)?;
    let outcome = serve(&place, settings).await;
    servers.stop().await;
    telemetry.shutdown().await;
    drop(lock);
    outcome
}

async fn serve(place: &Place, settings: Settings) -> anyhow::Result<()> {
    runtime::migrate(&settings, &SERVICES).await?;
    let context = Context::new(settings)?;
    let mut running = runtime::start(&context, &SERVICES).await?;
    place.home.note_address(Some(running.address))?;
    greet(place, &context, running.address);
    tokio::select! {
        () = runtime::asked_to_stop() => {}
        () = running.ended() => {}
    }
    say("Stopping.");
    running.stop().await;
    place.home.note_address(None)
}

fn greet(place: &Place, context: &Context, address: std::net::SocketAddr) {
    say("");
    say("明镜 Mingjing is running.");
    say(format!("  Portal    http://{address}/"));
    say(format!(
        "  API docs  http://{address}/openapi.json (all), /api/<service>/openapi.json"
    ));
    say(format!(
        "  Health    http://{address}/readyz   Metrics  http://{address}/metrics"
    ));
    say(format!("  Data      {}", place.home.path().display()));
    if context.movable.is_some() {
        say("  Clock     movable: `make demo` plays a matter and moves it forward");
    }
    say("Ctrl-C stops it; the data stay.");
    say("");
}

/// Brings all schemas up to date.
pub(crate) async fn migrate(place: Place) -> anyhow::Result<()> {
    let mut winning = Vec::new();
    let servers = place.servers_for_database(&mut winning).await?;
    let settings = place.settings(winning)?;
    let outcome = runtime::migrate(&settings, &SERVICES).await;
    servers.stop_unless_running().await;
    outcome?;
    say("Every schema is up to date.");
    Ok(())
}

/// Rebuilds the projection of oversight from the ledgers of all services.
pub(crate) async fn replay(place: Place) -> anyhow::Result<()> {
    let mut winning = Vec::new();
    let servers = place.servers_for_database(&mut winning).await?;
    let context = Context::new(place.settings(winning)?)?;
    let outcome = oversight::replay(&context).await;
    servers.stop_unless_running().await;
    let summary = outcome?;
    say(format!("{summary:#?}"));
    Ok(())
}

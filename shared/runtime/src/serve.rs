//! From settings to a running process, and back to silence.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use bus::{Bus, ConsumerSpec};
use clap::{Parser, Subcommand};
use contracts::stream_of;
use http_kit::Health;
use ledger::{Inbox, InboxSettings, Ledger, Relay, RelaySettings, TimerSettings, TimerWorker};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use utoipa::openapi::OpenApi;

use crate::{Context, Error, Module, Service, Settings};

/// A process that runs. Dropping it stops nothing cleanly: call [`stop`](Self::stop).
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    accept: CancellationToken,
    work: CancellationToken,
    health: Health,
    server: tokio::task::JoinHandle<std::io::Result<()>>,
    tasks: JoinSet<()>,
    buses: Vec<Bus>,
    timers: Vec<Arc<TimerWorker>>,
    drain: Duration,
}

impl Running {
    /// Stops: no new requests, those under way are finished, then the workers, then the connections.
    pub async fn stop(mut self) {
        self.health.stopping();
        self.accept.cancel();
        if tokio::time::timeout(self.drain, &mut self.server)
            .await
            .is_err()
        {
            tracing::warn!("requests were still under way after the drain time");
            self.server.abort();
        }
        self.work.cancel();
        let idle = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(self.drain, idle).await.is_err() {
            tracing::warn!("workers were still busy after the drain time");
            self.tasks.abort_all();
        }
        for bus in &self.buses {
            bus.drain().await;
        }
    }

    /// Fires every clock that has run out by now, and returns when all of them have had their effect.
    ///
    /// # Errors
    /// When a database is away.
    pub async fn catch_up_timers(&self) -> Result<(), ledger::Error> {
        for worker in &self.timers {
            worker.catch_up().await?;
        }
        Ok(())
    }

    /// Waits until the HTTP server ends by itself, which only a failure makes it do.
    pub async fn ended(&mut self) {
        if let Ok(Err(error)) = (&mut self.server).await {
            tracing::error!(%error, "the HTTP server failed");
        }
    }
}

/// Brings the schemas of the services up to date.
///
/// # Errors
/// When the database is away or a migration fails.
pub async fn migrate(settings: &Settings, services: &[&dyn Service]) -> Result<(), Error> {
    for service in services {
        if let Some(schema) = service.schema() {
            ledger::migrate(&settings.database, &schema).await?;
        }
    }
    Ok(())
}

/// Builds the services and starts everything they need in this process.
///
/// # Errors
/// When a service cannot be built or the port is taken.
pub async fn start(context: &Context, services: &[&dyn Service]) -> Result<Running, Error> {
    let work = CancellationToken::new();
    let accept = CancellationToken::new();
    let mut workers = Workers::default();
    let mut health = Health::new();
    let mut router = Router::new();
    let mut described: Option<OpenApi> = None;
    for service in services {
        let mut module = service
            .build(context)
            .await
            .map_err(|source| Error::Service {
                service: service.name(),
                source,
            })?;
        router = router.merge(std::mem::take(&mut module.router));
        let own = http_kit::openapi::complete(module.openapi.clone());
        let path = format!("/api/{}/openapi.json", module.name);
        router = router.merge(http_kit::openapi::serve(&path, &own));
        described = Some(match described.take() {
            None => own,
            Some(mut all) => {
                all.merge(own);
                all
            }
        });
        health = attach(context, module, &work, &mut workers, health).await?;
    }
    if let Some(mut all) = described {
        "Mingjing".clone_into(&mut all.info.title);
        router = router.merge(http_kit::openapi::serve("/openapi.json", &all));
    }
    if let Some(clock) = &context.movable {
        workers.tasks.spawn(clock.clone().follow(work.clone()));
    }
    let router = router.merge(health.clone().router());
    let listen = context.settings.http.listen;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|source| Error::Listen {
            address: listen,
            source,
        })?;
    let address = listener.local_addr().map_err(|source| Error::Listen {
        address: listen,
        source,
    })?;
    let stop_accepting = accept.clone();
    let server = tokio::spawn(async move {
        axum::serve(listener, router)
            .with_graceful_shutdown(async move { stop_accepting.cancelled().await })
            .await
    });
    health.started();
    let drain = Duration::from_secs(context.settings.http.drain_s);
    Ok(Running {
        address,
        accept,
        work,
        health,
        server,
        tasks: workers.tasks,
        buses: workers.buses,
        timers: workers.timers,
        drain,
    })
}

/// What works beside the HTTP server.
#[derive(Default)]
struct Workers {
    tasks: JoinSet<()>,
    buses: Vec<Bus>,
    timers: Vec<Arc<TimerWorker>>,
    /// One of them follows the reference data.
    learning: bool,
}

impl Workers {
    /// Learns what was loaded into the schema of `ledger`, now and as long as the process runs. One
    /// schema is enough: all hold the same.
    async fn learn(&mut self, context: &Context, ledger: &Ledger, work: &CancellationToken) {
        if std::mem::replace(&mut self.learning, true) {
            return;
        }
        let reference = context.reference.clone();
        if let Err(error) = reference.refresh(ledger).await {
            // the process starts without the database too; it goes on asking
            tracing::warn!(%error, "reference data could not be read at the start");
        }
        let follow = reference.follow(ledger.clone(), work.clone());
        self.tasks.spawn(follow);
    }
}

/// Starts the workers of one module.
async fn attach(
    context: &Context,
    module: Module,
    work: &CancellationToken,
    workers: &mut Workers,
    mut health: Health,
) -> Result<Health, Error> {
    for task in module.tasks {
        workers.tasks.spawn(task(work.clone()));
    }
    let Some(ledger) = module.ledger else {
        return Ok(health);
    };
    workers.learn(context, &ledger, work).await;
    let checked = ledger.clone();
    health = health.check(module.name, move || {
        let ledger = checked.clone();
        async move { ledger.ping().await }
    });
    let bus = Bus::connect(&context.settings.bus, module.name).await?;
    workers.buses.push(bus.clone());
    if module.publishes {
        let relay = Relay::new(ledger.clone(), bus.clone(), RelaySettings::default());
        let stop = work.clone();
        workers.tasks.spawn(async move { relay.run(stop).await });
    }
    for consumer in module.consumers {
        let inbox = Arc::new(Inbox::new(
            ledger.clone(),
            consumer.from,
            consumer.apply,
            InboxSettings::default(),
        ));
        let spec = ConsumerSpec::new(stream_of(consumer.from), module.name);
        let (bus, stop) = (bus.clone(), work.clone());
        workers
            .tasks
            .spawn(async move { bus.consume(spec, inbox, stop).await });
    }
    if let Some(on_timer) = module.on_timer {
        let worker = TimerWorker::new(ledger, on_timer, TimerSettings::default());
        let worker = Arc::new(worker);
        workers.timers.push(worker.clone());
        let stop = work.clone();
        workers.tasks.spawn(async move { worker.run(stop).await });
    }
    Ok(health)
}

/// Runs the services until a signal asks to stop.
///
/// # Errors
/// When they cannot be started.
pub async fn run(context: &Context, services: &[&dyn Service]) -> Result<(), Error> {
    let mut running = start(context, services).await?;
    tracing::info!(address = %running.address, "listening");
    tokio::select! {
        () = asked_to_stop() => {}
        () = running.ended() => {}
    }
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
pub async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_unavailable) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

#[derive(Debug, Parser)]
#[command(version, about = "One service of the Mingjing platform")]
struct Arguments {
    /// Settings file (TOML); the environment (MINGJING__...) wins over it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Command {
    /// Serve (the default).
    Serve,
    /// Bring the schema up to date and end.
    Migrate,
}

/// The main of a service's own process.
///
/// # Errors
/// When it cannot start; the message says what to do.
pub fn main(service: &dyn Service) -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut settings = Settings::load(arguments.config.as_deref())?;
    service
        .name()
        .clone_into(&mut settings.telemetry.service_name);
    install_tls();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let telemetry = telemetry::init(&settings.telemetry)?;
        let outcome = match arguments.command.unwrap_or(Command::Serve) {
            Command::Migrate => migrate(&settings, &[service]).await,
            Command::Serve => run(&Context::new(settings)?, &[service]).await,
        };
        telemetry.shutdown().await;
        outcome.map_err(anyhow::Error::from)
    })
}

/// One provider for all TLS in the process.
fn install_tls() {
    if rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .is_err()
    {
        tracing::debug!("a TLS provider was installed already");
    }
}

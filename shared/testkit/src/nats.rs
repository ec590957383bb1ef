//! Brokers for tests: one of a test's own, or the shared one under a prefix of its own.

use anyhow::Context;
use futures::TryStreamExt;
use servers::{Nats, NatsOptions};
use tempfile::TempDir;

use crate::{fleet::Fleet, machine};

/// A `nats-server` of one test, with its own port and store: for tests that kill or wipe it, and
/// for those that need the real stream names. Starts in well under a second.
///
/// The server ends, and its store goes, with this value or with the test process.
#[derive(Debug)]
pub struct TestNats {
    // Before the folder: the server ends first.
    server: Nats,
    _dir: TempDir,
}

impl TestNats {
    /// A server that is not power-safe, since that is fast.
    ///
    /// # Errors
    /// When no server can be started.
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_with(|_| {}).await
    }

    /// A server with settings changed by `change`.
    ///
    /// # Errors
    /// When no server can be started.
    pub async fn start_with(change: impl FnOnce(&mut NatsOptions)) -> anyhow::Result<Self> {
        let dir = tempfile::Builder::new()
            .prefix("mingjing-nats-")
            .tempdir()?;
        let mut options = NatsOptions::for_tests(dir.path());
        change(&mut options);
        let server = Nats::start(options)
            .await
            .context("cannot start nats-server")?;
        Ok(Self { server, _dir: dir })
    }

    /// The address of the server; stays the same through restarts.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// A new connection.
    ///
    /// # Errors
    /// When the server is down.
    pub async fn client(&self) -> anyhow::Result<async_nats::Client> {
        async_nats::connect(self.url())
            .await
            .context("cannot connect to nats-server")
    }

    /// The server, to stop, kill, wipe and restart it.
    pub fn server(&mut self) -> &mut Nats {
        &mut self.server
    }
}

/// A part of the shared broker (or of the one `NATS_URL` names).
#[derive(Debug)]
pub struct SharedNats {
    url: String,
    prefix: String,
}

/// A part of the shared broker under a prefix nobody else has.
///
/// # Errors
/// When no server can be started.
pub async fn shared_nats() -> anyhow::Result<SharedNats> {
    let url = match machine::environment("NATS_URL") {
        Some(url) => url,
        None => Fleet::of_this_run()?.nats().await?,
    };
    Ok(SharedNats {
        url,
        prefix: format!("T{}", machine::unique()),
    })
}

impl SharedNats {
    /// The address of the broker.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The prefix of this part: letters, digits and underscores.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The name of a stream, bucket or durable consumer of this part.
    #[must_use]
    pub fn name(&self, name: &str) -> String {
        format!("{}_{name}", self.prefix)
    }

    /// A subject of this part.
    #[must_use]
    pub fn subject(&self, subject: &str) -> String {
        format!("{}.{subject}", self.prefix)
    }

    /// A new connection.
    ///
    /// # Errors
    /// When the broker is down.
    pub async fn client(&self) -> anyhow::Result<async_nats::Client> {
        async_nats::connect(&self.url)
            .await
            .context("cannot connect to the shared nats-server")
    }

    /// Deletes the streams of this part. Without this they go with the shared server.
    ///
    /// # Errors
    /// When the broker is down or refuses.
    pub async fn close(self) -> anyhow::Result<()> {
        let jetstream = async_nats::jetstream::new(self.client().await?);
        let names: Vec<String> = jetstream.stream_names().try_collect().await?;
        for name in names.iter().filter(|name| name.starts_with(&self.name(""))) {
            jetstream.delete_stream(name).await?;
        }
        Ok(())
    }
}

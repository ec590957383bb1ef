//! The servers all test processes of a run share.
//!
//! Three lock files in `target/testkit` order everything; the kernel frees a lock when its process
//! ends, however it ends:
//! - `users.lock`: every test process holds it shared while it lives. The watcher may stop the
//!   servers only while it holds it alone.
//! - `start.lock`: held while looking for or starting a server.
//! - `watcher.lock`: held by the watcher while it lives.

use std::{
    fs::{self, File},
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use anyhow::Context;
use servers::{Nats, NatsOptions, Postgres, PostgresOptions};

use crate::machine;

/// How long the servers outlive the last test process.
pub const IDLE_SECONDS: u32 = 20;

/// The servers live in memory where it has this much room (1 GiB).
const ROOM_BYTES: u64 = 1 << 30;

/// Sessions of all tests together; a test process has a pool of a few.
const MAX_CONNECTIONS: u16 = 400;

const WATCHER: &str = include_str!("watcher.sh");

/// Servers that live as long as some process holds a `Fleet` on their folder, and a while longer.
#[derive(Debug)]
pub struct Fleet {
    dir: PathBuf,
    idle_seconds: u32,
    _user: File,
    started: Mutex<Started>,
}

/// The addresses known to this process.
#[derive(Debug, Default)]
struct Started {
    postgres: Option<String>,
    nats: Option<String>,
}

impl Fleet {
    /// The fleet of this test run, in `target/testkit`.
    ///
    /// # Errors
    /// When the folder cannot be made or locked.
    pub fn of_this_run() -> anyhow::Result<Arc<Self>> {
        static FLEET: OnceLock<Mutex<Option<Arc<Fleet>>>> = OnceLock::new();
        let slot = FLEET.get_or_init(Mutex::default);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fleet) = &*slot {
            return Ok(Arc::clone(fleet));
        }
        let fleet = Arc::new(Self::at(&run_dir(), IDLE_SECONDS)?);
        *slot = Some(Arc::clone(&fleet));
        Ok(fleet)
    }

    /// A fleet in a folder of its own.
    ///
    /// # Errors
    /// When the folder cannot be made or locked.
    pub fn at(dir: &Path, idle_seconds: u32) -> anyhow::Result<Self> {
        fs::create_dir_all(dir.join("running"))
            .with_context(|| format!("cannot create {}", dir.display()))?;
        let dir = dir.canonicalize()?;
        let user = lock_file(&dir, "users.lock")?;
        user.lock_shared().context("cannot lock users.lock")?;
        Ok(Self {
            dir,
            idle_seconds,
            _user: user,
            started: Mutex::default(),
        })
    }

    /// The address of the maintenance database, with the right to create databases.
    ///
    /// # Errors
    /// When no server can be started.
    pub async fn postgres(self: &Arc<Self>) -> anyhow::Result<String> {
        self.server(
            |started| &mut started.postgres,
            async |fleet| {
                let options = PostgresOptions {
                    durable: false,
                    max_connections: MAX_CONNECTIONS,
                    ..PostgresOptions::new(fleet.store()?.join("postgres"))
                };
                let server = Postgres::attach_or_start(options).await?;
                let pid = server.pid().context("the server has no process")?;
                let dirs = [server.data(), server.socket_dir()];
                fleet.tell_watcher("postgres", pid, server.data(), &dirs)?;
                Ok(server.url("postgres"))
            },
        )
        .await
    }

    /// The address of the broker.
    ///
    /// # Errors
    /// When no server can be started.
    pub async fn nats(self: &Arc<Self>) -> anyhow::Result<String> {
        self.server(
            |started| &mut started.nats,
            async |fleet| {
                let options = NatsOptions {
                    sync: servers::SyncInterval::Default,
                    ..NatsOptions::new(fleet.store()?.join("nats"))
                };
                let server = Nats::attach_or_start(options).await?;
                let pid = server.pid().context("the server has no process")?;
                let config = server.store_dir().join("nats.conf");
                fleet.tell_watcher("nats", pid, &config, &[server.store_dir()])?;
                Ok(server.url())
            },
        )
        .await
    }

    /// Looks the server up in this process, else starts or attaches to it, one caller at a time.
    async fn server(
        self: &Arc<Self>,
        slot: fn(&mut Started) -> &mut Option<String>,
        start: impl AsyncFnOnce(&Self) -> anyhow::Result<String> + Send + 'static,
    ) -> anyhow::Result<String> {
        let this = Arc::clone(self);
        // On a thread and runtime of its own: tests share it across runtimes, and it blocks.
        let task = tokio::task::spawn_blocking(move || {
            let mut started = this.started.lock().unwrap_or_else(PoisonError::into_inner);
            let slot = slot(&mut started);
            if let Some(url) = slot {
                return Ok(url.clone());
            }
            let lock = lock_file(&this.dir, "start.lock")?;
            lock.lock().context("cannot lock start.lock")?;
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            let url = runtime.block_on(start(&this))?;
            this.ensure_watcher()?;
            *slot = Some(url.clone());
            Ok(url)
        });
        task.await?
    }

    /// Where the data lie. Chosen once and written down, since the room changes while tests run.
    fn store(&self) -> anyhow::Result<PathBuf> {
        let note = self.dir.join("store");
        if let Ok(text) = fs::read_to_string(&note) {
            let store = PathBuf::from(text.trim());
            if is_ours(&store) {
                return Ok(store);
            }
        }
        let in_memory = PathBuf::from(format!(
            "/dev/shm/mingjing-testkit-{:016x}",
            machine::hash(&self.dir)
        ));
        let roomy = has_room(Path::new("/dev/shm"));
        let store = if roomy && fs::create_dir_all(&in_memory).is_ok() && is_ours(&in_memory) {
            in_memory
        } else {
            let store = self.dir.join("data");
            fs::create_dir_all(&store)?;
            store
        };
        fs::write(&note, format!("{}\n", store.display()))?;
        Ok(store)
    }

    /// Writes down what the watcher has to end and to delete.
    fn tell_watcher(
        &self,
        name: &str,
        pid: u32,
        argument: &Path,
        dirs: &[&Path],
    ) -> anyhow::Result<()> {
        let paths = std::iter::once(argument).chain(dirs.iter().copied());
        let line = paths.fold(pid.to_string(), |line, path| {
            format!("{line}\t{}", path.display())
        });
        let unfinished = self.dir.join(format!("{name}.unfinished"));
        fs::write(&unfinished, line + "\n")?;
        fs::rename(unfinished, self.dir.join("running").join(name))?;
        Ok(())
    }

    /// Starts the watcher unless one lives.
    fn ensure_watcher(&self) -> anyhow::Result<()> {
        let lock = lock_file(&self.dir, "watcher.lock")?;
        if lock.try_lock().is_err() {
            return Ok(());
        }
        drop(lock);
        let log = File::create(self.dir.join("watcher.log"))?;
        Command::new("sh")
            .args(["-c", WATCHER, "testkit-watcher"])
            .arg(&self.dir)
            .arg(self.idle_seconds.to_string())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            // A signal to the test's process group must not reach it.
            .process_group(0)
            .spawn()
            .context("cannot start the watcher of the shared servers")?;
        Ok(())
    }
}

fn lock_file(dir: &Path, name: &str) -> anyhow::Result<File> {
    let path = dir.join(name);
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options
        .open(&path)
        .with_context(|| format!("cannot open {}", path.display()))
}

/// `testkit` in the target folder this test was built into, else in the temporary folder.
fn run_dir() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    // target/<profile>/deps/<test>
    let profile = program
        .ancestors()
        .find(|dir| dir.ends_with("deps"))
        .and_then(Path::parent);
    if let Some(target) = profile.and_then(Path::parent) {
        let dir = target.join("testkit");
        if fs::create_dir_all(&dir).is_ok() {
            return dir;
        }
    }
    let user = rustix::process::geteuid().as_raw();
    std::env::temp_dir().join(format!("mingjing-testkit-{user}"))
}

fn is_ours(dir: &Path) -> bool {
    let us = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(dir).is_ok_and(|meta| meta.is_dir() && meta.uid() == us)
}

fn has_room(dir: &Path) -> bool {
    rustix::fs::statvfs(dir)
        .is_ok_and(|room| room.f_bavail.saturating_mul(room.f_frsize) >= ROOM_BYTES)
}

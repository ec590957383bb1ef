//! The files of one cluster: where they lie, who owns them, which process holds them.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::process::Signal;

use super::{PORT, PostgresBinaries, USER, binaries, owner::Owner};
use crate::{Error, folder, process};

/// Where the data of a root user's cluster go when user `postgres` cannot enter our folder.
const REACHABLE_PARENT: &str = "/var/lib/mingjing";

/// Tells a reader of our folder where the data went.
const NOTE: &str = "DATA-LIES-ELSEWHERE.txt";

/// How long processes of a dead postmaster may take to end by themselves, and then to be killed.
const ORPHAN_PATIENCE: Duration = Duration::from_secs(5);

/// One cluster on disk.
#[derive(Debug)]
pub(super) struct Cluster {
    /// The folder we were given, canonical.
    pub(super) dir: PathBuf,
    /// PGDATA.
    pub(super) data: PathBuf,
    /// The folder of the unix socket; short, since a socket path may have 107 bytes.
    pub(super) socket_dir: PathBuf,
    /// The user that runs the server, when that is not us.
    pub(super) owner: Option<Owner>,
}

/// What the pid file of a running server says.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) pid: u32,
    pub(super) socket_dir: Option<PathBuf>,
    pub(super) ready: bool,
}

impl Cluster {
    pub(super) async fn locate(dir: PathBuf) -> Result<Self, Error> {
        let owner = Owner::needed().await?;
        let name = folder::short_name(&dir);
        let socket_dir = PathBuf::from(format!("/tmp/mingjing-{name}"));
        let here = dir.join("data");
        let data = match &owner {
            Some(owner) if !owner.may_enter(&dir).await => {
                let parent = Path::new(REACHABLE_PARENT).join(name);
                let parent = folder::ensure(&parent)?;
                let data = parent.join("data");
                let note = dir.join(NOTE);
                let text = format!(
                    "User {} cannot enter this folder, so the data lie in\n{}\n",
                    owner.name,
                    data.display()
                );
                fs::write(&note, text).map_err(Error::io("write", note))?;
                data
            }
            _ => here,
        };
        Ok(Self {
            dir,
            data,
            socket_dir,
            owner,
        })
    }

    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    pub(super) fn already_running(&self, pid: u32) -> Error {
        Error::AlreadyRunning {
            program: "postgres",
            folder: self.dir.clone(),
            pid,
        }
    }

    /// The server that runs on these data, if any. The pid file alone proves nothing: after a
    /// crash its number may belong to a stranger.
    pub(super) fn live(&self) -> Option<Live> {
        let text = fs::read_to_string(self.pid_file()).ok()?;
        let mut lines = text.lines();
        // A standalone backend writes a negative number.
        let pid = lines.next()?.trim().trim_start_matches('-').parse().ok()?;
        let ours = process::is_running_with(pid, "postgres", &self.data)
            || fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == self.data);
        if !ours || !process::is_running(pid) {
            return None;
        }
        // Lines: pid, data, start time, port, socket folder, TCP address, memory key, status.
        let socket_dir = lines.nth(3).map(str::trim).filter(|dir| !dir.is_empty());
        let ready = lines.nth(2).is_some_and(|status| status.trim() == "ready");
        Some(Live {
            pid,
            socket_dir: socket_dir.map(PathBuf::from),
            ready,
        })
    }

    fn pid_file(&self) -> PathBuf {
        self.data.join("postmaster.pid")
    }

    /// Creates the cluster on first use. It is made beside and renamed, so that a start killed
    /// half-way leaves nothing that looks like a cluster.
    pub(super) async fn initialise(
        &self,
        programs: &PostgresBinaries,
        durable: bool,
    ) -> Result<(), Error> {
        let version = self.data.join("PG_VERSION");
        if let Ok(found) = fs::read_to_string(version) {
            let found = found.trim();
            if found == programs.major().to_string() {
                return Ok(());
            }
            return Err(Error::DataOfOtherVersion {
                folder: self.data.clone(),
                data: found.to_owned(),
                programs: programs.major(),
            });
        }
        let unfinished = self.data.with_extension("unfinished");
        remove_dir(&unfinished)?;
        folder::ensure_private(&unfinished, self.owner_ids())?;
        let user = self.owner.as_ref().map(|owner| owner.name);
        let mut command = process::command(&programs.program("initdb"), user, None);
        command
            .arg("-D")
            .arg(&unfinished)
            .args(["-U", USER, "-A", "trust", "-E", "UTF8"]);
        command.args(["--locale", "C.UTF-8", "--no-instructions"]);
        if !durable {
            command.arg("--no-sync");
        }
        binaries::forget_environment(&mut command);
        process::output(command).await?;
        fs::rename(&unfinished, &self.data).map_err(Error::io("rename", unfinished))
    }

    /// Socket folder and pid file as a start needs them. Call only when nothing runs here.
    ///
    /// After a crash the numbers in the pid file and in the lock file of the socket may belong to
    /// strangers, and the postmaster would refuse to start because of them.
    pub(super) async fn prepare_start(&self) -> Result<(), Error> {
        folder::ensure_private(&self.socket_dir, self.owner_ids())?;
        let pid_file = self.pid_file();
        if pid_file.exists() {
            self.end_orphans().await?;
            remove_file(&pid_file)?;
        }
        let socket = self.socket_dir.join(format!(".s.PGSQL.{PORT}"));
        remove_file(&socket)?;
        remove_file(&socket.with_added_extension("lock"))
    }

    /// Processes of a postmaster that was killed alone still hold its shared memory until they
    /// notice.
    async fn end_orphans(&self) -> Result<(), Error> {
        if process::wait_until(ORPHAN_PATIENCE, || {
            process::working_in(&self.data).is_empty()
        })
        .await
        {
            return Ok(());
        }
        for orphan in process::working_in(&self.data) {
            process::signal(orphan, Signal::KILL).map_err(Error::io("signal", "postgres"))?;
        }
        process::wait_until(ORPHAN_PATIENCE, || {
            process::working_in(&self.data).is_empty()
        })
        .await;
        Ok(())
    }

    /// Removes the socket folder of an ended server; one that is not empty stays.
    pub(super) fn leave_socket_dir(&self) {
        drop(fs::remove_dir(&self.socket_dir));
    }

    /// Deletes data, socket folder and log.
    pub(super) fn remove(&self) -> Result<(), Error> {
        remove_dir(&self.data)?;
        remove_dir(&self.socket_dir)?;
        if let Some(parent) = self.data.parent().filter(|parent| *parent != self.dir) {
            remove_dir(parent)?;
        }
        remove_file(&self.log())?;
        remove_file(&self.dir.join(NOTE))
    }

    fn owner_ids(&self) -> Option<(u32, u32)> {
        self.owner.as_ref().map(|owner| owner.ids)
    }
}

fn remove_file(file: &Path) -> Result<(), Error> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", file)(error))
        }
        _ => Ok(()),
    }
}

fn remove_dir(dir: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", dir)(error))
        }
        _ => Ok(()),
    }
}

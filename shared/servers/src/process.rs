//! Starting, recognising and signalling processes without unsafe code.

use std::{
    fs, io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{OnceLock, mpsc},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// How often a waiting loop looks again.
const POLL: Duration = Duration::from_millis(10);

type Job = (Command, mpsc::Sender<io::Result<Child>>);

/// Spawns from a thread that lives as long as this process.
///
/// The kernel sends the parent-death signal when the *thread* that spawned the child ends, so a
/// pool thread or a test thread must not do it.
fn spawn_from_lasting_thread(command: Command) -> io::Result<Child> {
    static KEEPER: OnceLock<mpsc::Sender<Job>> = OnceLock::new();
    let keeper = KEEPER.get_or_init(|| {
        let (jobs, inbox) = mpsc::channel::<Job>();
        // Should the thread not start, the channel closes and the send below reports it.
        drop(
            thread::Builder::new()
                .name("server-keeper".to_owned())
                .spawn(move || {
                    for (mut command, reply) in inbox {
                        drop(reply.send(command.spawn()));
                    }
                }),
        );
        jobs
    });
    let gone = || io::Error::other("the thread that starts servers is gone");
    let (reply, answer) = mpsc::channel();
    keeper.send((command, reply)).map_err(|_| gone())?;
    answer.recv().map_err(|_| gone())?
}

/// Starts `command` in a process group of its own (so that Ctrl-C at a terminal reaches us, not
/// the server), with its output in `log`.
pub(crate) fn spawn(mut command: Command, log: &Path) -> io::Result<Child> {
    let out = fs::OpenOptions::new().create(true).append(true).open(log)?;
    let err = out.try_clone()?;
    command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .current_dir("/")
        .process_group(0);
    spawn_from_lasting_thread(command)
}

/// Sends a signal; a process that is gone is no error.
pub(crate) fn signal(pid: u32, signal: Signal) -> io::Result<()> {
    let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) else {
        return Err(io::Error::other("not a process id"));
    };
    match kill_process(pid, signal) {
        Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

/// What `/proc/<pid>/stat` says about a process.
struct Stat {
    state: char,
    parent: u32,
    threads: u32,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may itself hold brackets and blanks.
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_whitespace();
    let state = fields.next()?.chars().next()?;
    let parent = fields.next()?.parse().ok()?;
    let threads = fields.nth(15)?.parse().ok()?;
    Some(Stat {
        state,
        parent,
        threads,
    })
}

/// Whether the process exists and is more than a zombie. A zombie with further threads still
/// holds its files and ports.
pub(crate) fn is_running(pid: u32) -> bool {
    stat(pid).is_some_and(|stat| !matches!(stat.state, 'Z' | 'X') || stat.threads > 1)
}

/// Whether the process runs and was started with `argument` on its command line.
pub(crate) fn is_running_with(pid: u32, program: &str, argument: &Path) -> bool {
    let Ok(line) = fs::read(format!("/proc/{pid}/cmdline")) else {
        return false;
    };
    let argument = argument.as_os_str().as_encoded_bytes();
    let mut words = line.split(|byte| *byte == 0);
    let named = words
        .next()
        .is_some_and(|word| word.ends_with(program.as_bytes()));
    named && words.any(|word| word == argument) && is_running(pid)
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The direct children of a process.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    processes()
        .filter(|pid| stat(*pid).is_some_and(|stat| stat.parent == parent))
        .collect()
}

/// The running processes whose current folder this is, as far as we may see that.
pub(crate) fn working_in(dir: &Path) -> Vec<u32> {
    let works_there = |pid: &u32| {
        fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == dir) && is_running(*pid)
    };
    processes().filter(works_there).collect()
}

/// A server process: our child, or one that an earlier process started.
#[derive(Debug)]
pub(crate) struct Server {
    pid: u32,
    child: Option<Child>,
}

impl Server {
    pub(crate) fn child(child: Child) -> Self {
        Self {
            pid: child.id(),
            child: Some(child),
        }
    }

    pub(crate) fn attached(pid: u32) -> Self {
        Self { pid, child: None }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    pub(crate) fn is_attached(&self) -> bool {
        self.child.is_none()
    }

    pub(crate) fn is_running(&self) -> bool {
        is_running(self.pid)
    }

    /// The exit status, once our child has ended.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.as_mut()?.try_wait().ok().flatten()
    }

    pub(crate) fn signal(&self, what: Signal) -> io::Result<()> {
        signal(self.pid, what)
    }

    /// Waits until the process is gone and collects it; false when time ran out.
    pub(crate) async fn wait_gone(&mut self, limit: Duration) -> bool {
        let gone = wait_until(limit, || !is_running(self.pid)).await;
        if gone {
            self.reap();
        }
        gone
    }

    /// The same for places that cannot await.
    pub(crate) fn wait_gone_blocking(&mut self, limit: Duration) {
        let end = Instant::now() + limit;
        while is_running(self.pid) && Instant::now() < end {
            thread::sleep(POLL);
        }
        self.reap();
    }

    fn reap(&mut self) {
        if let Some(child) = &mut self.child {
            drop(child.try_wait());
        }
    }
}

/// Looks at `done` every few milliseconds until it holds; false when time ran out.
pub(crate) async fn wait_until(limit: Duration, mut done: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + limit;
    while !done() {
        if Instant::now() >= end {
            return false;
        }
        tokio::time::sleep(POLL).await;
    }
    true
}

/// The command that starts `program`, under another user and tied to our life where asked.
///
/// `setpriv` replaces itself by the program, so the process id stays the one we spawned.
pub(crate) fn command(program: &Path, user: Option<&str>, death: Option<&str>) -> Command {
    if user.is_none() && death.is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    if let Some(user) = user {
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={user}"))
            .arg("--init-groups");
    }
    if let Some(death) = death {
        command.arg("--pdeathsig").arg(death);
    }
    command.arg("--").arg(program);
    command
}

/// Runs a helper program to its end and returns what it printed.
pub(crate) async fn output(command: Command) -> Result<String, crate::Error> {
    let program = command.get_program().to_owned();
    let mut command = tokio::process::Command::from(command);
    command
        .stdin(Stdio::null())
        .current_dir("/")
        .kill_on_drop(true);
    let output = command
        .output()
        .await
        .map_err(crate::Error::io("run", &program))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(crate::Error::CommandFailed {
        program: program.to_string_lossy().into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_recognised_by_program_and_argument() {
        let mut child = Command::new("sleep").arg("30").spawn().unwrap();
        // The kernel shows the command line a moment after the program was started.
        let end = Instant::now() + Duration::from_secs(5);
        while !is_running_with(child.id(), "sleep", Path::new("30")) {
            assert!(Instant::now() < end);
            thread::sleep(POLL);
        }
        assert!(!is_running_with(child.id(), "sleep", Path::new("31")));
        assert!(!is_running_with(child.id(), "postgres", Path::new("30")));
        signal(child.id(), Signal::KILL).unwrap();
        child.wait().unwrap();
        assert!(!is_running(child.id()));
    }

    #[test]
    fn children_are_found_by_their_parent() {
        let mut child = Command::new("sleep").arg("30").spawn().unwrap();
        assert!(children(std::process::id()).contains(&child.id()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

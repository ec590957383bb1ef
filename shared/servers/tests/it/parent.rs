//! Servers that die with their parent: this test program starts itself again and kills that.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use servers::{Nats, NatsOptions, Postgres, PostgresOptions};

use crate::{is_running, open_folder};

const FOLDER: &str = "SERVERS_TEST_PARENT";

/// Does nothing unless the test below starts it in a process of its own.
#[tokio::test]
async fn as_the_parent_start_servers_and_wait() {
    let Some(dir) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let (postgres, nats) = tokio::join!(
        Postgres::start(PostgresOptions::for_tests(dir.join("postgres"))),
        Nats::start(NatsOptions::for_tests(dir.join("nats"))),
    );
    let (postgres, nats) = (postgres.unwrap(), nats.unwrap());
    let (first, second) = (postgres.pid().unwrap(), nats.pid().unwrap());
    let facts = format!("{first} {second} {}", postgres.socket_dir().display());
    fs::write(dir.join("unfinished"), facts).unwrap();
    fs::rename(dir.join("unfinished"), dir.join("facts")).unwrap();
    // Longer than idle threads of the runtime live.
    tokio::time::sleep(Duration::from_mins(1)).await;
}

fn within<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "not within {limit:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn servers_of_a_killed_parent_end() {
    let dir = open_folder();
    let mut parent = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "parent::as_the_parent_start_servers_and_wait"])
        .env(FOLDER, dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let facts = within(Duration::from_secs(30), || {
        fs::read_to_string(dir.path().join("facts")).ok()
    });
    let [postgres, nats, socket_dir] = facts.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{facts}")
    };
    let pids: [u32; 2] = [postgres, nats].map(|pid| pid.parse().unwrap());
    // They outlive the short-lived threads of the parent.
    std::thread::sleep(Duration::from_millis(300));
    assert!(pids.iter().all(|pid| is_running(*pid)));
    parent.kill().unwrap();
    parent.wait().unwrap();
    within(Duration::from_secs(15), || {
        pids.iter().all(|pid| !is_running(*pid)).then_some(())
    });
    // Nobody was left to remove it.
    drop(fs::remove_dir(socket_dir));
}

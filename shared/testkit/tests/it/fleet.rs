use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{Connection, PgConnection, PgPool};
use testkit::{TestDatabase, fleet::Fleet};

use crate::processes::{is_running, start, within};

/// Set for the processes that the tests below start: the folder to work in.
const FLEET: &str = "TESTKIT_TEST_FLEET";
const CLONE: &str = "TESTKIT_TEST_CLONE";

const IDLE_SECONDS: u32 = 2;
const START_LIMIT: Duration = Duration::from_mins(1);

fn write(file: &Path, text: &str) {
    let unfinished = file.with_extension("unfinished");
    fs::write(&unfinished, text).unwrap();
    fs::rename(unfinished, file).unwrap();
}

/// Does nothing unless a test below starts it in a process of its own.
#[tokio::test]
async fn as_a_process_use_a_fleet_and_wait() {
    let Some(dir) = std::env::var_os(FLEET).map(PathBuf::from) else {
        return;
    };
    let fleet = Arc::new(Fleet::at(&dir.join("fleet"), IDLE_SECONDS).unwrap());
    let (postgres, nats) = tokio::join!(fleet.postgres(), fleet.nats());
    let (postgres, nats) = (postgres.unwrap(), nats.unwrap());
    write(
        &dir.join(format!("{}.urls", std::process::id())),
        &format!("{postgres} {nats}"),
    );
    tokio::time::sleep(Duration::from_mins(1)).await;
}

/// Does nothing unless a test below starts it in a process of its own.
#[tokio::test]
async fn as_a_process_take_a_clone_and_wait() {
    let Some(dir) = std::env::var_os(CLONE).map(PathBuf::from) else {
        return;
    };
    let print = dir.display().to_string();
    let migrate = async |pool: PgPool| {
        write(&dir.join(format!("{}.migrated", std::process::id())), "");
        sqlx::query("create table t (n int)")
            .execute(&pool)
            .await
            .map(drop)
    };
    let database = TestDatabase::from_template("it", &print, migrate)
        .await
        .unwrap();
    sqlx::query("insert into t values (1)")
        .execute(database.pool())
        .await
        .unwrap();
    write(
        &dir.join(format!("{}.name", std::process::id())),
        database.name(),
    );
    tokio::time::sleep(Duration::from_mins(1)).await;
}

/// The contents of the files that end so.
fn files(dir: &Path, end: &str) -> Vec<String> {
    let paths = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == end));
    paths
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

fn fleet_store(fleet: &Path) -> PathBuf {
    PathBuf::from(fs::read_to_string(fleet.join("store")).unwrap().trim())
}

fn server_pids(fleet: &Path) -> Vec<u32> {
    let entries = fs::read_dir(fleet.join("running")).unwrap();
    let lines = entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    lines
        .map(|line| line.split('\t').next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn processes_share_one_fleet_that_ends_when_the_last_is_killed_and_starts_anew() {
    let dir = tempfile::tempdir().unwrap();
    let fleet = dir.path().join("fleet");
    let run = || {
        let mut users: Vec<_> = (0..3)
            .map(|_| {
                start(
                    "fleet::as_a_process_use_a_fleet_and_wait",
                    FLEET,
                    dir.path(),
                )
            })
            .collect();
        let urls = within(START_LIMIT, || {
            Some(files(dir.path(), "urls")).filter(|urls| urls.len() == users.len())
        });
        assert!(urls.iter().all(|url| *url == urls[0]), "{urls:?}");
        let pids = server_pids(&fleet);
        assert_eq!(pids.len(), 2);
        let store = fleet_store(&fleet);

        // One user is enough to keep the servers.
        let mut last = users.pop().unwrap();
        for mut user in users {
            user.kill().unwrap();
            user.wait().unwrap();
        }
        std::thread::sleep(Duration::from_secs(u64::from(IDLE_SECONDS) + 2));
        assert!(pids.iter().all(|pid| is_running(*pid)));

        last.kill().unwrap();
        last.wait().unwrap();
        within(Duration::from_secs(20), || {
            (!store.exists() && pids.iter().all(|pid| !is_running(*pid))).then_some(())
        });
        within(Duration::from_secs(5), || {
            server_pids(&fleet).is_empty().then_some(())
        });
        for entry in fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if entry.is_file() {
                fs::remove_file(entry).unwrap();
            }
        }
    };
    run();
    run();
}

#[tokio::test]
async fn a_fleet_survives_killed_servers_and_a_killed_watcher() {
    let dir = tempfile::tempdir().unwrap();
    let fleet = Arc::new(Fleet::at(dir.path(), IDLE_SECONDS).unwrap());
    let (postgres, nats) = (fleet.postgres().await.unwrap(), fleet.nats().await.unwrap());
    let kill = |pid: u32| {
        let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    };
    let watcher = || fs::read_to_string(dir.path().join("watcher.pid")).ok();
    let mut old = server_pids(dir.path());
    old.push(
        within(Duration::from_secs(5), watcher)
            .trim()
            .parse()
            .unwrap(),
    );
    old.iter().copied().for_each(kill);
    within(Duration::from_secs(10), || {
        old.iter().all(|pid| !is_running(*pid)).then_some(())
    });

    // As the next test process would.
    let next = Arc::new(Fleet::at(dir.path(), IDLE_SECONDS).unwrap());
    assert_eq!(next.postgres().await.unwrap(), postgres);
    assert_ne!(next.nats().await.unwrap(), nats);
    PgConnection::connect(&postgres)
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let new = server_pids(dir.path());
    assert!(new.iter().all(|pid| !old.contains(pid)));
    drop((fleet, next));
    within(Duration::from_secs(20), || {
        new.iter().all(|pid| !is_running(*pid)).then_some(())
    });
}

#[tokio::test]
async fn servers_end_when_the_folder_of_their_locks_is_deleted() {
    let dir = tempfile::tempdir().unwrap();
    let fleet = Arc::new(Fleet::at(dir.path(), 1_000).unwrap());
    tokio::try_join!(fleet.postgres(), fleet.nats()).unwrap();
    let (pids, store) = (server_pids(dir.path()), fleet_store(dir.path()));
    within(Duration::from_secs(5), || {
        dir.path().join("watcher.pid").exists().then_some(())
    });
    // The watcher looks once a second.
    tokio::time::sleep(Duration::from_secs(2)).await;
    drop(dir);
    within(Duration::from_secs(20), || {
        (!store.exists() && pids.iter().all(|pid| !is_running(*pid))).then_some(())
    });
}

#[test]
fn eight_processes_at_once_get_eight_clones_and_killed_ones_are_cleared_away() {
    let dir = tempfile::tempdir().unwrap();
    let mut users: Vec<_> = (0..8)
        .map(|_| {
            start(
                "fleet::as_a_process_take_a_clone_and_wait",
                CLONE,
                dir.path(),
            )
        })
        .collect();
    let mut names = within(START_LIMIT, || {
        Some(files(dir.path(), "name")).filter(|names| names.len() == users.len())
    });
    assert_eq!(
        files(dir.path(), "migrated").len(),
        1,
        "one process made the template"
    );
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 8);
    for user in &mut users {
        user.kill().unwrap();
        user.wait().unwrap();
    }

    fs::remove_dir_all(dir.path()).unwrap();
    fs::create_dir(dir.path()).unwrap();
    let mut next = start(
        "fleet::as_a_process_take_a_clone_and_wait",
        CLONE,
        dir.path(),
    );
    within(START_LIMIT, || files(dir.path(), "name").pop());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let left: i64 = runtime.block_on(async {
        let asker = TestDatabase::empty().await.unwrap();
        let count = "select count(*) from pg_database where datname = any($1)";
        sqlx::query_scalar(count)
            .bind(&names)
            .fetch_one(asker.pool())
            .await
            .unwrap()
    });
    assert_eq!(left, 0);
    next.kill().unwrap();
    next.wait().unwrap();
}

use std::{fs, os::unix::fs::PermissionsExt};

use servers::{Error, Postgres, PostgresBinaries, PostgresOptions};

use crate::{fake_program, is_running, open_folder};

async fn filled(dir: &std::path::Path) -> Postgres {
    let mut options = PostgresOptions {
        durable: true,
        ..PostgresOptions::for_tests(dir)
    };
    // As without durability, so that one start clears away what the other left.
    let memory = ("dynamic_shared_memory_type".to_owned(), "mmap".to_owned());
    options.settings.push(memory);
    let server = Postgres::start(options).await.unwrap();
    server.ensure_database("facts").await.unwrap();
    server.ensure_database("facts").await.unwrap();
    server
        .psql("facts", "create table t (n int); insert into t values (7)")
        .await
        .unwrap();
    server
}

async fn value(server: &Postgres) -> String {
    server.psql("facts", "select n from t").await.unwrap()
}

#[tokio::test]
async fn data_survive_a_stop_a_restart_and_a_kill() {
    let dir = open_folder();
    let mut server = filled(dir.path()).await;
    let first = server.pid().unwrap();
    server.restart().await.unwrap();
    assert_ne!(server.pid().unwrap(), first);
    assert_eq!(value(&server).await, "7");

    server.stop().await.unwrap();
    assert_eq!(server.pid(), None);
    assert!(!server.is_running());

    server.restart().await.unwrap();
    server.kill9().await.unwrap();
    assert!(
        server.data().join("postmaster.pid").exists(),
        "a kill leaves the pid file behind"
    );
    drop(server);

    let server = Postgres::start(PostgresOptions::for_tests(dir.path()))
        .await
        .unwrap();
    assert_eq!(value(&server).await, "7");
}

#[tokio::test]
async fn a_durable_server_syncs_and_listens_on_no_port() {
    let dir = open_folder();
    let options = PostgresOptions {
        durable: true,
        ..PostgresOptions::for_tests(dir.path())
    };
    let server = Postgres::start(options).await.unwrap();
    for (name, wanted) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
    ] {
        assert_eq!(
            server
                .psql("postgres", &format!("show {name}"))
                .await
                .unwrap(),
            wanted
        );
    }
}

#[tokio::test]
async fn a_second_start_is_refused_and_a_second_attach_shares_the_server() {
    let dir = open_folder();
    let mut server = filled(dir.path()).await;
    let refused = Postgres::start(PostgresOptions::for_tests(dir.path())).await;
    assert!(matches!(refused, Err(Error::AlreadyRunning { pid, .. }) if Some(pid) == server.pid()));

    let second = Postgres::attach_or_start(PostgresOptions::for_tests(dir.path()))
        .await
        .unwrap();
    assert!(second.is_attached());
    assert!(!server.is_attached());
    assert_eq!(second.url("facts"), server.url("facts"));
    assert_eq!(value(&second).await, "7");
    drop(second);
    assert!(
        server.is_running(),
        "dropping an attached handle stops nothing"
    );

    let mut third = Postgres::attach_or_start(PostgresOptions::new(dir.path()))
        .await
        .unwrap();
    third.stop().await.unwrap();
    assert!(
        !server.is_running(),
        "an attached handle may stop the server"
    );
    server.stop().await.unwrap();
}

#[tokio::test]
async fn concurrent_attaches_start_one_server() {
    let dir = open_folder();
    let attach = || Postgres::attach_or_start(PostgresOptions::for_tests(dir.path()));
    let (a, b, c) = tokio::join!(attach(), attach(), attach());
    let servers = [a.unwrap(), b.unwrap(), c.unwrap()];
    assert_eq!(
        servers
            .iter()
            .filter(|server| !server.is_attached())
            .count(),
        1
    );
    assert!(
        servers
            .iter()
            .all(|server| server.pid() == servers[0].pid())
    );
}

#[tokio::test]
async fn a_stale_pid_file_that_names_a_stranger_is_removed() {
    let dir = open_folder();
    let mut server = filled(dir.path()).await;
    server.kill9().await.unwrap();
    // The number now belongs to this very test.
    let pid_file = server.data().join("postmaster.pid");
    let text = fs::read_to_string(&pid_file).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    fs::write(&pid_file, format!("{}\n{rest}", std::process::id())).unwrap();
    server.restart().await.unwrap();
    assert_eq!(value(&server).await, "7");
}

#[tokio::test]
async fn a_postmaster_killed_alone_is_replaced_at_once() {
    let dir = open_folder();
    let server = filled(dir.path()).await;
    let pid = rustix::process::Pid::from_raw(server.pid().unwrap().try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    while server.is_running() {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    // Its processes may still be ending, and nobody has collected the dead one.
    let next = Postgres::attach_or_start(PostgresOptions::for_tests(dir.path()))
        .await
        .unwrap();
    assert!(!next.is_attached());
    assert_eq!(value(&next).await, "7");
}

#[tokio::test]
async fn an_unfinished_initialisation_is_made_anew() {
    let dir = open_folder();
    fs::create_dir(dir.path().join("data.unfinished")).unwrap();
    fs::write(dir.path().join("data.unfinished/PG_VERSION"), "15\n").unwrap();
    let server = filled(dir.path()).await;
    assert_eq!(value(&server).await, "7");
}

#[tokio::test]
async fn a_dropped_test_server_is_gone_and_a_lasting_one_is_not() {
    let dir = open_folder();
    let options = PostgresOptions {
        durable: false,
        ..PostgresOptions::new(dir.path())
    };
    let lasting = Postgres::start(options).await.unwrap();
    let pid = lasting.pid().unwrap();
    drop(lasting);
    assert!(is_running(pid));
    let mut again = Postgres::attach_or_start(PostgresOptions::new(dir.path()))
        .await
        .unwrap();
    again.stop().await.unwrap();
    assert!(!is_running(pid));

    let server = Postgres::start(PostgresOptions::for_tests(dir.path()))
        .await
        .unwrap();
    let pid = server.pid().unwrap();
    drop(server);
    assert!(!is_running(pid));
}

#[tokio::test]
async fn a_wipe_needs_a_stopped_server_and_leaves_no_data() {
    let dir = open_folder();
    let mut server = filled(dir.path()).await;
    assert!(matches!(
        server.wipe(),
        Err(Error::StillRunning("postgres"))
    ));
    server.stop().await.unwrap();
    server.wipe().unwrap();
    assert!(!server.data().exists());
    assert!(!server.socket_dir().exists());
    server.restart().await.unwrap();
    assert_eq!(server.psql("postgres", "select 1").await.unwrap(), "1");
}

#[tokio::test]
async fn an_old_postgresql_is_refused_with_a_cure() {
    let dir = open_folder();
    for name in ["initdb", "psql", "postgres"] {
        fake_program(dir.path(), name, "postgres (PostgreSQL) 13.11");
    }
    let error = PostgresBinaries::at(dir.path()).await.unwrap_err();
    assert!(matches!(error, Error::TooOld { .. }));
    assert!(
        error.to_string().contains("install PostgreSQL 15"),
        "{error}"
    );
    let error = PostgresBinaries::at(dir.path().join("nothing"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }));
}

#[tokio::test]
async fn data_of_another_major_version_are_refused() {
    let dir = open_folder();
    fs::create_dir(dir.path().join("data")).unwrap();
    fs::write(dir.path().join("data/PG_VERSION"), "14\n").unwrap();
    let error = Postgres::start(PostgresOptions::for_tests(dir.path()))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::DataOfOtherVersion { .. }));
}

#[tokio::test]
async fn a_setting_the_server_rejects_is_reported_with_its_log() {
    let dir = open_folder();
    let mut options = PostgresOptions::for_tests(dir.path());
    options
        .settings
        .push(("no_such_setting".to_owned(), "1".to_owned()));
    let error = Postgres::start(options).await.unwrap_err();
    assert!(error.to_string().contains("no_such_setting"), "{error}");
}

#[tokio::test]
async fn a_folder_the_server_may_not_enter_is_replaced_with_a_note() {
    let dir = open_folder();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let mut server = filled(dir.path()).await;
    let note = dir.path().join("DATA-LIES-ELSEWHERE.txt");
    let elsewhere = !server.data().starts_with(dir.path());
    assert_eq!(elsewhere, note.exists());
    if elsewhere {
        assert!(
            fs::read_to_string(note)
                .unwrap()
                .contains(server.data().to_str().unwrap())
        );
    }
    server.restart().await.unwrap();
    assert_eq!(value(&server).await, "7");
    server.stop().await.unwrap();
    server.wipe().unwrap();
    assert!(!server.data().exists());
}

#[tokio::test]
async fn psql_and_pgbench_understand_url_and_socket_folder() {
    let dir = open_folder();
    let server = filled(dir.path()).await;
    let psql = tokio::process::Command::new(server.binaries().program("psql"))
        .args([&server.url("facts"), "-XAtc", "select n from t"])
        .output();
    assert_eq!(psql.await.unwrap().stdout, b"7\n");
    let pgbench = tokio::process::Command::new(server.binaries().program("pgbench"))
        .args(["-i", "-s", "1", "-U", "mingjing", "facts"])
        .env("PGHOST", server.socket_dir())
        .output();
    assert!(pgbench.await.unwrap().status.success());
}

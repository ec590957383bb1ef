use std::net::TcpListener;

use servers::{Error, Nats, NatsBinary, NatsOptions, SyncInterval};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::{fake_program, is_running, open_folder};

/// One `JetStream` request in the plain text protocol.
async fn request(server: &Nats, subject: &str, body: &str) -> String {
    let stream = TcpStream::connect(("127.0.0.1", server.port()))
        .await
        .unwrap();
    let mut stream = BufReader::new(stream);
    let length = body.len();
    let text = format!(
        "CONNECT {{\"verbose\":false}}\r\nSUB answer 1\r\nPUB {subject} answer {length}\r\n{body}\r\n"
    );
    stream.write_all(text.as_bytes()).await.unwrap();
    loop {
        let mut line = String::new();
        assert_ne!(
            stream.read_line(&mut line).await.unwrap(),
            0,
            "the server hung up"
        );
        if line.starts_with("MSG ") {
            line.clear();
            stream.read_line(&mut line).await.unwrap();
            return line;
        }
    }
}

async fn filled(options: NatsOptions) -> Nats {
    let server = Nats::start(options).await.unwrap();
    let stream = r#"{"name":"FACTS","subjects":["facts.>"],"storage":"file"}"#;
    let answer = request(&server, "$JS.API.STREAM.CREATE.FACTS", stream).await;
    assert!(answer.contains("\"did_create\":true"), "{answer}");
    let ack = request(&server, "facts.a", "x").await;
    assert!(ack.contains("\"seq\":1"), "{ack}");
    server
}

async fn messages(server: &Nats) -> Option<usize> {
    let info = request(server, "$JS.API.STREAM.INFO.FACTS", "").await;
    let (_, rest) = info.split_once("\"messages\":")?;
    rest.split(',').next()?.parse().ok()
}

#[tokio::test]
async fn streams_and_port_survive_a_stop_a_restart_and_a_kill() {
    let dir = open_folder();
    let options = NatsOptions {
        sync: SyncInterval::Always,
        ..NatsOptions::for_tests(dir.path())
    };
    let mut server = filled(options).await;
    let (url, pid) = (server.url(), server.pid().unwrap());

    server.restart().await.unwrap();
    assert_eq!(server.url(), url);
    assert_ne!(server.pid().unwrap(), pid);
    assert_eq!(messages(&server).await, Some(1));

    server.kill9().await.unwrap();
    assert!(!server.is_running());
    server.restart().await.unwrap();
    assert_eq!(server.url(), url);
    assert_eq!(messages(&server).await, Some(1));

    server.stop().await.unwrap();
    assert_eq!(server.pid(), None);
}

#[tokio::test]
async fn a_wipe_needs_a_stopped_server_and_leaves_no_stream() {
    let dir = open_folder();
    let mut server = filled(NatsOptions::for_tests(dir.path())).await;
    assert!(matches!(
        server.wipe(),
        Err(Error::StillRunning("nats-server"))
    ));
    server.kill9().await.unwrap();
    server.wipe().unwrap();
    server.restart().await.unwrap();
    assert_eq!(messages(&server).await, None);
}

#[tokio::test]
async fn a_second_start_is_refused_and_a_second_attach_shares_the_server() {
    let dir = open_folder();
    let options = NatsOptions {
        monitor_port: Some(0),
        ..NatsOptions::for_tests(dir.path())
    };
    let server = filled(options).await;
    let refused = Nats::start(NatsOptions::for_tests(dir.path())).await;
    assert!(matches!(refused, Err(Error::AlreadyRunning { pid, .. }) if Some(pid) == server.pid()));

    let mut second = Nats::attach_or_start(NatsOptions::for_tests(dir.path()))
        .await
        .unwrap();
    assert!(second.is_attached());
    assert_eq!(second.url(), server.url());
    assert!(second.monitor_url().is_some());
    assert_eq!(second.monitor_url(), server.monitor_url());
    second.stop().await.unwrap();
    assert!(!server.is_running());
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let dir = open_folder();
    let options = NatsOptions {
        port: Some(port),
        ..NatsOptions::for_tests(dir.path())
    };
    let error = Nats::start(options).await.unwrap_err();
    assert!(matches!(error, Error::PortInUse(taken) if taken == port));
}

#[tokio::test]
async fn a_dropped_test_server_is_gone_and_a_lasting_one_is_not() {
    let dir = open_folder();
    let lasting = Nats::start(NatsOptions::new(dir.path())).await.unwrap();
    let pid = lasting.pid().unwrap();
    drop(lasting);
    assert!(is_running(pid));
    Nats::attach_or_start(NatsOptions::new(dir.path()))
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    assert!(!is_running(pid));

    let server = Nats::start(NatsOptions::for_tests(dir.path()))
        .await
        .unwrap();
    let pid = server.pid().unwrap();
    drop(server);
    assert!(!is_running(pid));
}

#[tokio::test]
async fn an_old_server_is_refused_with_a_cure() {
    let dir = open_folder();
    let old = fake_program(dir.path(), "nats-server", "nats-server: v2.9.10");
    let error = NatsBinary::at(old).await.unwrap_err();
    assert!(matches!(error, Error::TooOld { .. }));
    assert!(error.to_string().contains("make setup"), "{error}");
    let odd = fake_program(dir.path(), "odd", "hello");
    assert!(matches!(
        NatsBinary::at(odd).await,
        Err(Error::UnknownVersion { .. })
    ));
}

#[tokio::test]
async fn a_configuration_the_server_rejects_is_reported_with_its_log() {
    let dir = open_folder();
    let mut options = NatsOptions::for_tests(dir.path());
    options.extra_config = Some("no_such_key: 1".to_owned());
    let error = Nats::start(options).await.unwrap_err();
    assert!(error.to_string().contains("no_such_key"), "{error}");
}

use std::time::Duration;

use async_nats::jetstream::{self, stream::Config};
use testkit::{TestNats, eventually, shared_nats};

async fn publish(client: async_nats::Client, stream: &str, subject: &str) -> u64 {
    let jetstream = jetstream::new(client);
    let config = Config {
        name: stream.to_owned(),
        subjects: vec![subject.to_owned()],
        ..Config::default()
    };
    jetstream.get_or_create_stream(config).await.unwrap();
    let ack = jetstream
        .publish(subject.to_owned(), "x".into())
        .await
        .unwrap();
    ack.await.unwrap().sequence
}

#[tokio::test]
async fn parts_of_the_shared_broker_do_not_see_each_other() {
    let (first, second) = (shared_nats().await.unwrap(), shared_nats().await.unwrap());
    assert_eq!(first.url(), second.url());
    for part in [&first, &second] {
        let client = part.client().await.unwrap();
        let sequence = publish(client, &part.name("EVT"), &part.subject("evt.case")).await;
        assert_eq!(sequence, 1);
    }
    let gone = first.name("EVT");
    let client = second.client().await.unwrap();
    first.close().await.unwrap();
    let jetstream = jetstream::new(client);
    assert!(jetstream.get_stream(gone).await.is_err());
    assert!(jetstream.get_stream(second.name("EVT")).await.is_ok());
    second.close().await.unwrap();
}

#[tokio::test]
async fn a_broker_of_ones_own_can_be_killed_restarted_and_wiped() {
    let mut nats = TestNats::start().await.unwrap();
    let client = nats.client().await.unwrap();
    assert_eq!(publish(client.clone(), "EVT", "evt").await, 1);
    nats.server().kill9().await.unwrap();
    nats.server().restart().await.unwrap();
    let again = eventually(
        Duration::from_secs(10),
        Duration::from_millis(50),
        async || {
            let stream = jetstream::new(client.clone()).get_stream("EVT").await;
            stream.map(|stream| stream.cached_info().state.messages)
        },
    );
    assert_eq!(
        again.await.unwrap(),
        1,
        "the client finds the same address again"
    );

    nats.server().stop().await.unwrap();
    nats.server().wipe().unwrap();
    nats.server().restart().await.unwrap();
    assert_eq!(publish(nats.client().await.unwrap(), "EVT", "evt").await, 1);
}

#[tokio::test]
async fn a_dropped_broker_leaves_no_process_and_no_folder() {
    let mut nats = TestNats::start().await.unwrap();
    let pid = nats.server().pid().unwrap();
    let dir = nats.server().store_dir().to_owned();
    drop(nats);
    assert!(!dir.exists());
    assert!(!crate::processes::is_running(pid));
}

#[tokio::test]
async fn two_brokers_of_ones_own_take_different_ports() {
    let (first, second) = tokio::join!(TestNats::start(), TestNats::start());
    assert_ne!(first.unwrap().url(), second.unwrap().url());
}

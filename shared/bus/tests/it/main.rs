//! The bus against a real broker.

#![cfg(test)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bus::{
    Bus, ConsumerSpec, Disposition, Error, Handler, Incoming, Outgoing, PublishError, Settings,
    StreamSpec,
};
use futures::future::BoxFuture;
use testkit::{TestNats, eventually};
use tokio_util::sync::CancellationToken;

const SOON: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(50);

fn settings(nats: &TestNats) -> Settings {
    let mut settings = Settings {
        url: nats.url(),
        ..Settings::default()
    };
    settings.streams.max_bytes = 1024 * 1024;
    settings
}

fn stream() -> StreamSpec {
    StreamSpec {
        name: "MJ_INTAKE".to_owned(),
        subjects: vec!["mj.intake.>".to_owned()],
    }
}

fn outgoing(number: usize) -> Outgoing {
    Outgoing {
        subject: "mj.intake.v1.340705.ClueRegistered".to_owned(),
        headers: vec![("Nats-Msg-Id", number.to_string())],
        payload: number.to_string().into(),
    }
}

/// Keeps what it was given.
#[derive(Default)]
struct Keep {
    seen: Mutex<Vec<String>>,
}

impl Keep {
    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

impl Handler for Keep {
    fn handle(&self, batch: Vec<Incoming>) -> BoxFuture<'_, Vec<Disposition>> {
        Box::pin(async move {
            let mut seen = self.seen.lock().unwrap();
            seen.extend(
                batch
                    .iter()
                    .map(|message| String::from_utf8_lossy(&message.payload).into_owned()),
            );
            vec![Disposition::Done; batch.len()]
        })
    }
}

fn consume(bus: &Bus, keep: &Arc<Keep>) -> CancellationToken {
    let stop = CancellationToken::new();
    let (bus, keep, inner) = (bus.clone(), keep.clone(), stop.clone());
    let spec = ConsumerSpec::new("MJ_INTAKE", "dispatch");
    tokio::spawn(async move { bus.consume(spec, keep, inner).await });
    stop
}

async fn reaches(keep: &Keep, wanted: usize) {
    eventually(SOON, POLL, async || {
        let found = keep.seen().len();
        if found >= wanted {
            Ok(())
        } else {
            Err(format!("{found} of {wanted}"))
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_stream_that_differs_from_what_was_asked_for_is_refused() {
    let nats = TestNats::start().await.unwrap();
    let bus = Bus::connect(&settings(&nats), "intake").await.unwrap();
    eventually(SOON, POLL, async || bus.ensure_stream(&stream()).await)
        .await
        .unwrap();
    let mut other = settings(&nats);
    other.streams.max_bytes *= 2;
    let bus = Bus::connect(&other, "intake").await.unwrap();
    let problem = eventually(SOON, POLL, async || {
        match bus.ensure_stream(&stream()).await {
            Err(Error::Differs { field, .. }) => Ok(field),
            other => Err(format!("{other:?}")),
        }
    });
    assert_eq!(problem.await.unwrap(), "max_bytes");
}

#[tokio::test]
async fn a_broker_without_room_for_a_stream_is_named_with_its_cure() {
    let nats = TestNats::start_with(|options| options.max_file_store = Some(1000))
        .await
        .unwrap();
    let bus = Bus::connect(&settings(&nats), "intake").await.unwrap();
    let problem = eventually(SOON, POLL, async || {
        match bus.ensure_stream(&stream()).await {
            Err(Error::NoRoom { stream, .. }) => Ok(stream),
            other => Err(format!("{other:?}")),
        }
    });
    assert_eq!(problem.await.unwrap(), "MJ_INTAKE");
}

#[tokio::test]
async fn a_full_stream_refuses_new_messages_and_keeps_the_old_ones() {
    let nats = TestNats::start().await.unwrap();
    let mut small = settings(&nats);
    small.streams.max_bytes = 4096;
    let bus = Bus::connect(&small, "intake").await.unwrap();
    eventually(SOON, POLL, async || bus.ensure_stream(&stream()).await)
        .await
        .unwrap();
    let results = bus.publish((0..200).map(outgoing).collect()).await;
    let stored = results.iter().filter(|result| result.is_ok()).count();
    assert!(stored > 0 && stored < 200, "{stored}");
    assert!(
        matches!(results.last(), Some(Err(PublishError::Refused(_)))),
        "{:?}",
        results.last()
    );
    assert_eq!(
        bus.message_id_at("MJ_INTAKE", 1).await.unwrap().as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn a_publish_that_permissions_deny_becomes_visible() {
    let nats = TestNats::start_with(|options| {
        options.extra_config = Some(
            r#"authorization { users: [
                { user: intake, password: intake, permissions: {
                    publish: { allow: ["mj.intake.>", "$JS.API.>"] },
                    subscribe: { allow: ["_INBOX_intake.>"] } } }
            ] }"#
                .to_owned(),
        );
    })
    .await
    .unwrap();
    let login = Settings {
        user: Some("intake".to_owned()),
        password: Some("intake".to_owned().into()),
        ..settings(&nats)
    };
    let bus = Bus::connect(&login, "intake").await.unwrap();
    eventually(SOON, POLL, async || bus.ensure_stream(&stream()).await)
        .await
        .unwrap();
    assert!(bus.publish(vec![outgoing(1)]).await[0].is_ok());
    assert_eq!(bus.condition().denied(), 0);
    let foreign = Outgoing {
        subject: "mj.penalty.v1.340705.X".to_owned(),
        ..outgoing(2)
    };
    assert!(bus.publish(vec![foreign]).await[0].is_err());
    assert!(bus.condition().denied() > 0, "the denial must be counted");
}

#[tokio::test]
async fn consuming_goes_on_after_the_broker_was_killed_and_after_its_consumer_was_deleted() {
    let mut nats = TestNats::start().await.unwrap();
    let bus = Bus::connect(&settings(&nats), "intake").await.unwrap();
    eventually(SOON, POLL, async || bus.ensure_stream(&stream()).await)
        .await
        .unwrap();
    let keep = Arc::new(Keep::default());
    let stop = consume(&bus, &keep);
    assert!(bus.publish(vec![outgoing(1)]).await[0].is_ok());
    reaches(&keep, 1).await;
    nats.server().kill9().await.unwrap();
    nats.server().restart().await.unwrap();
    let sent = eventually(SOON, POLL, async || {
        bus.publish(vec![outgoing(2)]).await.remove(0)
    });
    sent.await.unwrap();
    reaches(&keep, 2).await;
    let context = async_nats::jetstream::new(nats.client().await.unwrap());
    context
        .delete_consumer_from_stream("dispatch", "MJ_INTAKE")
        .await
        .unwrap();
    assert!(bus.publish(vec![outgoing(3)]).await[0].is_ok());
    eventually(SOON, POLL, async || {
        let seen = keep.seen();
        if seen.contains(&"3".to_owned()) {
            Ok(())
        } else {
            Err(format!("{seen:?}"))
        }
    })
    .await
    .unwrap();
    stop.cancel();
}

#[tokio::test]
async fn a_server_that_is_down_at_the_start_is_waited_for() {
    let mut nats = TestNats::start().await.unwrap();
    nats.server().stop().await.unwrap();
    let bus = Bus::connect(&settings(&nats), "intake").await.unwrap();
    assert!(!bus.is_connected());
    assert!(bus.ensure_stream(&stream()).await.is_err());
    nats.server().restart().await.unwrap();
    eventually(SOON, POLL, async || bus.ensure_stream(&stream()).await)
        .await
        .unwrap();
}

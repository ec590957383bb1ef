//! What the clients asked and what they were told: the record that the checks hold the platform to.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use serde_json::Value;
use tokio::sync::watch;

/// One write, from its first attempt to its answer.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) service: &'static str,
    /// For people: `report`, `filing` ...
    pub(super) what: &'static str,
    /// The idempotency key, the same in every attempt.
    pub(super) key: String,
    pub(super) attempts: u32,
    /// Why the last attempt brought no answer.
    pub(super) last: String,
    /// Status and body; none when the run ended first.
    pub(super) answer: Option<(u16, Value)>,
    /// Sent once more after its answer, it was answered differently.
    pub(super) contradicted: Option<String>,
}

impl Asked {
    /// The platform said that it is done.
    pub(super) fn accepted(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|(status, _)| (200..300).contains(status))
    }
}

/// How far one matter was taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Matter {
    pub(super) id: String,
    pub(super) receipt: String,
    /// Steps whose request was accepted.
    pub(super) steps: Vec<&'static str>,
    /// What the follower waited for when the run ended.
    pub(super) stuck: Option<&'static str>,
}

/// Everything that was asked.
#[derive(Debug)]
pub(super) struct History {
    asked: Mutex<Vec<Asked>>,
    matters: Mutex<Vec<Matter>>,
    keys: AtomicU64,
    /// When a write was last accepted.
    written: watch::Sender<Option<Instant>>,
    /// When an effect was last seen in the next service.
    arrived: watch::Sender<Option<Instant>>,
    resent: AtomicU64,
}

impl History {
    pub(super) fn new() -> Self {
        Self {
            asked: Mutex::default(),
            matters: Mutex::default(),
            keys: AtomicU64::new(0),
            written: watch::Sender::new(None),
            arrived: watch::Sender::new(None),
            resent: AtomicU64::new(0),
        }
    }

    /// A key that no other request of this run has.
    pub(super) fn key(&self, what: &str) -> String {
        let number = self.keys.fetch_add(1, Ordering::Relaxed);
        format!("fault-{what}-{number:06}")
    }

    pub(super) fn note(&self, asked: Asked) {
        if asked.accepted() {
            self.written.send_replace(Some(Instant::now()));
        }
        lock(&self.asked).push(asked);
    }

    pub(super) fn note_resent(&self) {
        self.resent.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn note_matter(&self, matter: Matter) {
        lock(&self.matters).push(matter);
    }

    pub(super) fn note_arrival(&self) {
        self.arrived.send_replace(Some(Instant::now()));
    }

    /// Waits for a write that was accepted after now.
    pub(super) async fn next_write(&self) {
        next(&self.written).await;
    }

    /// Waits for an effect that is seen after now.
    pub(super) async fn next_arrival(&self) {
        next(&self.arrived).await;
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }

    pub(super) fn matters(&self) -> Vec<Matter> {
        lock(&self.matters).clone()
    }

    pub(super) fn resent(&self) -> u64 {
        self.resent.load(Ordering::Relaxed)
    }
}

async fn next(last: &watch::Sender<Option<Instant>>) {
    let now = Instant::now();
    let mut seen = last.subscribe();
    // The sender lives as long as the history.
    let _seen = seen.wait_for(|at| at.is_some_and(|at| at > now)).await;
}

/// Nothing that is done under these locks can panic.
fn lock<T>(list: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    list.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

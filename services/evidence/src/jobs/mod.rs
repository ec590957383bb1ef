//! Work beside the requests: no clock of law runs here; what is left of broken uploads is removed.

use std::time::Duration;

use blobs::Blobs;
use jiff::SignedDuration;
use kernel::Clock as _;
use runtime::SystemClock;
use tokio_util::sync::CancellationToken;

/// How often left-overs are looked for.
const SWEEP_EVERY: Duration = Duration::from_hours(1);
/// How old they are before they go: far longer than an upload may take.
const SWEEP_AGE: SignedDuration = SignedDuration::from_hours(24);

/// Removes the beginnings of uploads that never ended, until `stop`. The store stamps them with the
/// machine's time, so their age is counted by it and not by a clock that a demonstration may move.
pub(crate) async fn sweep(blobs: Blobs, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(SWEEP_EVERY) => {}
        }
        match blobs.sweep(SystemClock.now() - SWEEP_AGE).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "beginnings of broken uploads removed"),
            Err(error) => tracing::warn!(%error, "beginnings of broken uploads not removed"),
        }
    }
}

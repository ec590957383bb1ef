//! Bounded polling.

use std::{fmt::Display, time::Duration};

use tokio::time::Instant;

/// Calls `check` every `poll` until it succeeds, for `timeout` at most.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> anyhow::Result<()> {
/// use std::time::Duration;
/// let mut tries = 0;
/// let found = testkit::eventually(Duration::from_secs(1), Duration::from_millis(1), async || {
///     tries += 1;
///     anyhow::ensure!(tries == 3, "only {tries} tries");
///     Ok::<_, anyhow::Error>(tries)
/// });
/// assert_eq!(found.await?, 3);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When time runs out: what the last check said, or that it did not return in time.
pub async fn eventually<T, E: Display>(
    timeout: Duration,
    poll: Duration,
    mut check: impl AsyncFnMut() -> Result<T, E>,
) -> anyhow::Result<T> {
    let end = Instant::now() + timeout;
    let mut last = None;
    loop {
        match tokio::time::timeout_at(end, check()).await {
            Ok(Ok(found)) => return Ok(found),
            Ok(Err(error)) => last = Some(error.to_string()),
            Err(_) => {}
        }
        if Instant::now() + poll >= end {
            let last = last.unwrap_or_else(|| "the check did not return".to_owned());
            anyhow::bail!("not within {timeout:?}: {last}");
        }
        tokio::time::sleep(poll).await;
    }
}

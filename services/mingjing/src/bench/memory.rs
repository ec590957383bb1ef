//! What the whole platform takes when nobody uses it.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio::process::Command;

use super::report::{Bar, Report};
use crate::platform::say;

/// How long it idles before it is weighed.
const IDLE: Duration = Duration::from_secs(15);

pub(super) async fn measure(figures: &mut Report) -> anyhow::Result<()> {
    say("memory: the whole platform in one process, idle");
    let folder = tempfile::tempdir()?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg("up")
        .arg("--home")
        .arg(folder.path())
        .env_remove("DATABASE_URL")
        .env_remove("NATS_URL")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let address = folder.path().join("address");
    for _ in 0..600 {
        if address.exists() {
            break;
        }
        ensure!(
            child.try_wait()?.is_none(),
            "the platform ended before it was up"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(IDLE).await;
    let pid = child.id().context("the platform runs")?;
    let resident = resident_mib(pid)?;
    Command::new("kill").arg(pid.to_string()).status().await?;
    tokio::time::timeout(Duration::from_mins(1), child.wait()).await??;
    figures.add(
        "idle memory of the platform",
        (resident, "MiB"),
        None,
        Bar::Max(250.0),
        "code and connection pools of eight services in one process",
    );
    Ok(())
}

/// The resident size of a process in MiB.
pub(super) fn resident_mib(pid: u32) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kilobytes: u32 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .context("the kernel tells the resident size")?;
    Ok(f64::from(kilobytes) / 1024.0)
}

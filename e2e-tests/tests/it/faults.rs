//! A short, seeded part of `mingjing faults`: the platform is killed under load and loses nothing, and
//! without one of its guards the same run fails.

use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context as _, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

/// Drawn once, so that every run deals the same blows.
const SEED: &str = "20261124";

struct Run {
    output: Output,
    report: Value,
}

impl Run {
    fn said(&self) -> String {
        let said = [&self.output.stdout, &self.output.stderr];
        said.map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .join("\n")
    }

    fn number(&self, field: &str) -> u64 {
        self.report
            .pointer(field)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    }

    /// How often a promise was broken.
    fn broken(&self, promise: &str) -> Option<u64> {
        let verdicts = self.report.pointer("/0/verdicts")?.as_array()?;
        verdicts
            .iter()
            .find(|verdict| verdict["promise"] == promise)?["broken"]
            .as_u64()
    }
}

/// The folder of the programs: this test is in `deps` below it.
fn programs() -> anyhow::Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test
        .parent()
        .and_then(Path::parent)
        .context("tests lie in target/<profile>/deps")?;
    ensure!(
        folder.join("mingjing").is_file(),
        "{} holds no programs: `cargo build --workspace --bins` makes them",
        folder.display()
    );
    Ok(folder.to_owned())
}

/// Runs `mingjing faults` on servers of its own.
async fn faults(arguments: &[&str]) -> anyhow::Result<Run> {
    let folder = TempDir::new()?;
    let json = folder.path().join("faults.json");
    let output = Command::new(programs()?.join("mingjing"))
        .current_dir(folder.path())
        .args([
            "faults",
            "--seed",
            SEED,
            "--hurry",
            "--no-controls",
            "--json",
        ])
        .arg(&json)
        .args(arguments)
        .env_remove("DATABASE_URL")
        .env_remove("NATS_URL")
        .kill_on_drop(true)
        .output()
        .await?;
    let written = std::fs::read(&json).with_context(|| {
        let said = [&output.stdout, &output.stderr];
        said.map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .join("\n")
    })?;
    let report = serde_json::from_slice(&written)?;
    Ok(Run { output, report })
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_however_the_platform_is_killed() {
    let run = faults(&[
        "--platform-kills=3",
        "--service-kills=3",
        "--nats-kills=2",
        "--postgres-kills=1",
    ])
    .await
    .unwrap();
    assert!(run.output.status.success(), "{}", run.said());
    assert!(run.number("/0/decisions") > 0, "{}", run.said());
    assert!(run.number("/0/clocks_fired") > 0, "{}", run.said());
    assert_eq!(
        run.number("/0/requests"),
        run.number("/0/accepted"),
        "{}",
        run.said()
    );
    assert_eq!(run.number("/0/kills/nats-server/kills"), 1);
    assert_eq!(run.number("/0/kills/nats, wiped/kills"), 1);
    assert_eq!(run.number("/0/kills/postgres/kills"), 1);
    assert_eq!(run.number("/0/kills/mingjing/kills"), 3);
}

#[tokio::test]
async fn without_the_inbox_effects_are_doubled_and_the_run_fails() {
    let run = faults(&[
        "--without=inbox",
        "--platform-kills=1",
        "--service-kills=0",
        "--nats-kills=0",
        "--postgres-kills=0",
        "--settle=5",
    ])
    .await
    .unwrap();
    assert!(!run.output.status.success(), "{}", run.said());
    assert!(
        run.broken("no effect is there twice") > Some(0),
        "{}",
        run.said()
    );
}

#[tokio::test]
async fn without_the_outbox_events_are_lost_and_the_run_fails() {
    let run = faults(&[
        "--without=outbox",
        "--platform-kills=0",
        "--service-kills=1",
        "--nats-kills=1",
        "--postgres-kills=0",
        "--settle=3",
    ])
    .await
    .unwrap();
    assert!(!run.output.status.success(), "{}", run.said());
    let promise = "oversight has every event of every ledger exactly once";
    assert!(run.broken(promise) > Some(0), "{}", run.said());
}

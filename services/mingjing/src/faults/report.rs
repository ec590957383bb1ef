//! What the run says at its end: a table for people, JSON for programs.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::checks::Verdict;
use super::history::{Asked, History, Matter};
use super::nemesis::{Kill, Recovery, bar};
use super::process::Ended;
use super::world::Guard;
use crate::platform::say;

/// Everything that was measured and judged.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) seed: u64,
    /// The guard that was switched off, if one was.
    pub(super) without: Option<Guard>,
    pub(super) seconds: f64,
    pub(super) kills: BTreeMap<&'static str, Target>,
    pub(super) requests: usize,
    pub(super) accepted: usize,
    pub(super) retries: u64,
    pub(super) sent_again: u64,
    pub(super) matters: usize,
    pub(super) matters_complete: usize,
    pub(super) decisions: usize,
    pub(super) events: i64,
    pub(super) clocks_fired: i64,
    /// From the last blow until nothing was under way.
    pub(super) settled_s: f64,
    pub(super) verdicts: Vec<Verdict>,
}

/// One kind of victim.
#[derive(Debug, Default, Serialize)]
pub(super) struct Target {
    pub(super) kills: u32,
    pub(super) longest_recovery_s: f64,
    pub(super) bar_s: f64,
}

impl Report {
    pub(super) fn new(seed: u64, without: Option<Guard>, history: &History) -> Self {
        let (asked, matters) = (history.asked(), history.matters());
        let attempts: u64 = asked.iter().map(|asked| u64::from(asked.attempts)).sum();
        let complete = |matter: &&Matter| matter.stuck.is_none();
        let decided = |matter: &&Matter| matter.steps.contains(&"decision");
        Self {
            seed,
            without,
            seconds: 0.0,
            kills: BTreeMap::new(),
            requests: asked.len(),
            accepted: asked.iter().filter(|asked| Asked::accepted(asked)).count(),
            retries: attempts.saturating_sub(u64::try_from(asked.len()).unwrap_or_default()),
            sent_again: history.resent(),
            matters: matters.len(),
            matters_complete: matters.iter().filter(complete).count(),
            decisions: matters.iter().filter(decided).count(),
            events: 0,
            clocks_fired: 0,
            settled_s: 0.0,
            verdicts: Vec::new(),
        }
    }

    /// Counts the kills and judges the recoveries.
    pub(super) fn kills(&mut self, kills: &[Kill], ended: &[Ended], noise: Vec<String>) {
        let mut late = Vec::new();
        for kill in kills {
            let bar = bar(kill.target);
            let target = self.kills.entry(kill.target).or_default();
            target.kills += 1;
            target.bar_s = bar.as_secs_f64();
            match kill.recovery {
                Recovery::NotAwaited => {}
                Recovery::Never => late.push(format!("{}: never", kill.target)),
                Recovery::After(time) => {
                    target.longest_recovery_s = target.longest_recovery_s.max(time.as_secs_f64());
                    if time > bar {
                        late.push(format!("{}: {:.1} s", kill.target, time.as_secs_f64()));
                    }
                }
            }
        }
        let gave_up = ended
            .iter()
            .filter(|ended| ended.was_ready)
            .map(|ended| format!("{}: {}", ended.name, ended.status))
            .collect();
        self.verdicts.splice(
            0..0,
            [
                Verdict::new("the platform works again in time after every kill", late),
                Verdict::new("no process gave up because of an outage", gave_up),
                Verdict::new("after the last kill it comes to rest", noise),
            ],
        );
    }

    pub(super) fn broken(&self) -> Vec<&'static str> {
        let broken = self.verdicts.iter().filter(|verdict| !verdict.holds());
        broken.map(|verdict| verdict.promise).collect()
    }

    pub(super) fn print(&self) {
        say("");
        match self.without {
            None => say(format!("Faults, seed {}, {:.0} s", self.seed, self.seconds)),
            Some(guard) => say(format!(
                "Faults without {}, seed {}, {:.0} s",
                guard.name(),
                self.seed,
                self.seconds
            )),
        }
        say("");
        say("  target        kills   longest recovery    bar");
        for (name, target) in &self.kills {
            let Target {
                kills,
                longest_recovery_s,
                bar_s,
            } = target;
            say(format!(
                "  {name:<12} {kills:>6}   {longest_recovery_s:>14.1} s {bar_s:>4.0} s"
            ));
        }
        say("");
        for (name, figure) in [
            ("requests", self.requests.to_string()),
            ("accepted (2xx)", self.accepted.to_string()),
            ("retries", self.retries.to_string()),
            ("sent again after the answer", self.sent_again.to_string()),
            (
                "matters",
                format!("{}, {} complete", self.matters, self.matters_complete),
            ),
            ("numbered decisions", self.decisions.to_string()),
            ("events", self.events.to_string()),
            ("clocks fired", self.clocks_fired.to_string()),
            ("at rest after", format!("{:.1} s", self.settled_s)),
        ] {
            say(format!("  {name:<28} {figure}"));
        }
        say("");
        for verdict in &self.verdicts {
            if verdict.holds() {
                say(format!("  holds   {}", verdict.promise));
                continue;
            }
            say(format!(
                "  BROKEN  {} ({} times)",
                verdict.promise, verdict.broken
            ));
            for example in &verdict.examples {
                say(format!("            {example}"));
            }
        }
    }
}

/// Writes all reports of a run.
pub(super) fn write(path: &Path, reports: &[Report]) -> anyhow::Result<()> {
    std::fs::write(path, serde_json::to_vec_pretty(reports)?)?;
    Ok(())
}

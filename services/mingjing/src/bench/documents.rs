//! Official documents as PDF, on one core.

use std::time::Instant;

use ::documents::{CheckMark, Form, Press, SealMark, Sheet, Values, content_digest, specimen};
use anyhow::Context as _;
use jiff::civil::date;

use super::memory::resident_mib;
use super::report::{Bar, Report};
use crate::platform::say;

/// Documents of one measurement, of all forms in turn.
const DOCUMENTS: u32 = 1_000;
/// Documents before it, so that what is laid out once for all is not counted as growth.
const WARM: usize = 200;
/// What the kernel counts the time of a process in, on every machine that Rust runs Linux on.
const TICKS_PER_SECOND: f64 = 100.0;
const AGENCY: &str = "明镜市市场监督管理局";

pub(super) async fn measure(figures: &mut Report) -> anyhow::Result<()> {
    say(format!("documents: {DOCUMENTS} papers of all forms"));
    let (rate, growth) = tokio::task::spawn_blocking(print_all).await??;
    figures.add(
        "documents per second of one core",
        (rate, "/s"),
        None,
        Bar::Min(20.0),
        "layout and the cutting of fonts to the characters used",
    );
    figures.add(
        "memory that 1,000 documents leave",
        (growth, "MiB"),
        None,
        Bar::Max(64.0),
        "intermediate results of the last few sheets",
    );
    Ok(())
}

/// Documents per second of processor time, and by how many MiB the process grew.
fn print_all() -> anyhow::Result<(f64, f64)> {
    let press = Press::open(None)?;
    let papers = papers();
    for paper in papers.iter().cycle().take(WARM) {
        paper.print(&press)?;
    }
    let (before, started) = (resident_mib(std::process::id())?, Instant::now());
    let busy_before = processor_seconds()?;
    for (paper, _) in papers.iter().cycle().zip(0..DOCUMENTS) {
        paper.print(&press)?;
    }
    let busy = processor_seconds()? - busy_before;
    let after = resident_mib(std::process::id())?;
    say(format!(
        "  {:.1} s by the clock, {busy:.1} s of processor time",
        started.elapsed().as_secs_f64()
    ));
    Ok((f64::from(DOCUMENTS) / busy, after - before))
}

struct Paper {
    form: Form,
    number: Option<String>,
    values: Values,
    digest: String,
}

fn papers() -> Vec<Paper> {
    Form::ALL
        .iter()
        .map(|form| {
            let number = form
                .number_code()
                .map(|code| format!("明镜市监{code}〔2026〕15号"));
            let values = specimen(*form);
            let digest = content_digest(*form, number.as_deref(), &values);
            Paper {
                form: *form,
                number,
                values,
                digest,
            }
        })
        .collect()
}

impl Paper {
    fn print(&self, press: &Press) -> anyhow::Result<()> {
        press.render(&Sheet {
            form: self.form,
            agency: AGENCY,
            number: self.number.as_deref(),
            values: &self.values,
            dated: Some(date(2026, 11, 10)),
            check: Some(CheckMark {
                url: "https://mingjing.example/check/1",
                digest: &self.digest,
            }),
            seal: self.form.needs_seal().then_some(SealMark {
                agency: AGENCY,
                signed_at: "2026-11-10 09:30:00",
                key_id: "sm2-2026-01",
            }),
        })?;
        Ok(())
    }
}

/// Processor time of this process so far, of all its threads.
fn processor_seconds() -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, after_name) = stat
        .rsplit_once(')')
        .context("the kernel names the process")?;
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || -> anyhow::Result<u32> {
        Ok(fields
            .next()
            .context("the kernel counts the time")?
            .parse()?)
    };
    Ok((f64::from(ticks()?) + f64::from(ticks()?)) / TICKS_PER_SECOND)
}

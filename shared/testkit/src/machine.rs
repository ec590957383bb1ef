//! What tells this process from all others that use the same server.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// A setting from the environment; empty counts as absent.
#[expect(clippy::disallowed_methods, reason = "tests have no settings file")]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A name no other call, process, boot or container gets: `<machine>_<pid>_<start>_<number>`.
pub(crate) fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let pid = std::process::id();
    let started = started(pid).unwrap_or_default();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{}_{pid}_{started}_{number}", tag())
}

/// Whether a name of [`unique`] was made by a process of this machine that is gone.
pub(crate) fn maker_is_gone(name: &str) -> bool {
    let mut parts = name.split('_');
    let (machine, pid, start) = (parts.next(), parts.next(), parts.next());
    let (Some(pid), Some(start)) = (
        pid.and_then(|pid| pid.parse().ok()),
        start.and_then(|start| start.parse().ok()),
    ) else {
        return false;
    };
    machine == Some(tag()) && started(pid) != Some(start)
}

/// This boot and process namespace in eight letters: within it a process id means something.
fn tag() -> &'static str {
    static TAG: OnceLock<String> = OnceLock::new();
    TAG.get_or_init(|| {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        let space = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        format!("{:08x}", hash(&(boot, space)) & 0xffff_ffff)
    })
}

/// When a live process was started, in clock ticks since boot.
fn started(pid: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_whitespace();
    if matches!(fields.next()?, "Z" | "X") {
        return None;
    }
    fields.nth(18)?.parse().ok()
}

/// A hash that is the same in every process built with the same compiler.
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left_over_once_its_process_is_gone() {
        let ours = unique();
        assert_ne!(ours, unique());
        assert!(!maker_is_gone(&ours));
        let parts: Vec<&str> = ours.split('_').collect();
        let of = |machine: &str, start: &str| format!("{machine}_{}_{start}_1", parts[1]);
        assert!(
            maker_is_gone(&of(parts[0], "1")),
            "same number, earlier process"
        );
        assert!(
            !maker_is_gone(&of("00000000", "1")),
            "a process of another machine"
        );
        assert!(!maker_is_gone("template"));
    }
}

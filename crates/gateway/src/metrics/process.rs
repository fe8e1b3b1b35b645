//! The process, under the names that all programs use. Read from `/proc`; elsewhere than on Linux these stay at nought.

use std::sync::atomic::AtomicU64;
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The process.
#[derive(Debug, Default)]
pub(super) struct Process {
    memory: Gauge,
    files: Gauge,
    begun: Gauge<f64, AtomicU64>,
}

impl Process {
    pub(super) fn in_registry(registry: &mut Registry) -> Self {
        let all = Self::default();
        registry.register("process_resident_memory_bytes", "How much memory the program has", all.memory.clone());
        registry.register("process_open_fds", "How many files and connections it has open", all.files.clone());
        registry.register("process_start_time_seconds", "When it began", all.begun.clone());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        all.begun.set(now.as_secs_f64());
        all
    }

    /// Looks at it; this reads files, but none of a disk.
    pub(super) fn look(&self) {
        self.memory.set(resident().unwrap_or_default());
        let files = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
        self.files.set(i64::try_from(files).unwrap_or_default());
    }
}

fn resident() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

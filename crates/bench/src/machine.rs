//! How fast the machine is while it is measured, without which no number says much.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::measure::{Times, milliseconds};

/// How often a block is written.
const BLOCKS: usize = 100;

/// The machine in words: its processors and disk, and how much it has to do.
pub(crate) fn speed(folder: &Path) -> Result<String> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |(_, name)| name);
    let some = vec![7_u8; 1_000_000];
    let begun = Instant::now();
    let mut hash = Sha256::new();
    for _ in 0..200 {
        hash.update(&some);
    }
    std::hint::black_box(hash.finalize());
    let hashed = milliseconds(begun.elapsed());
    let synced = milliseconds(block(folder)?.quantile(0.5));
    let load = load();
    Ok(format!(
        "the machine: {processors} processors ({model}), 200 MB hashed in {hashed} by one of them, 4 kB written and synced in {synced}, load {load}"
    ))
}

/// How many wait for a processor, over the last minute.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("not known").to_owned()
}

/// How long it takes until a block is on disk.
fn block(folder: &Path) -> Result<Times> {
    let path = folder.join("block");
    let mut file = File::create(&path)?;
    let mut times = Times::default();
    for _ in 0..BLOCKS {
        let begun = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    fs::remove_file(path)?;
    Ok(times)
}

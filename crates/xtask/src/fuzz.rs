//! Looking for inputs that do harm, on the nightly compiler.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::steps::{root, run, step};

/// Runs the fuzzer on a target for so many seconds; what it learns is kept in target/fuzz, what it finds in fuzz/findings.
pub(crate) fn fuzz(seconds: u32) -> Result<()> {
    let installed =
        Command::new("cargo").args(["fuzz", "--version"]).output().is_ok_and(|output| output.status.success());
    if !installed {
        step("Fetching cargo-fuzz", || run(Command::new("cargo").args(["install", "--locked", "cargo-fuzz"])))?;
    }
    let findings = root().join("fuzz/findings");
    fs::create_dir_all(&findings)?;
    for (target, seeds) in
        [("read", Some("seeds")), ("write", None), ("table", Some("tables")), ("answers", Some("answers"))]
    {
        let learnt = root().join("target/fuzz").join(target);
        fs::create_dir_all(&learnt)?;
        step(&format!("Fuzzing {target} for {seconds} s"), || {
            let mut fuzz = Command::new("rustup");
            fuzz.args(["run", "nightly", "cargo", "fuzz", "run", "--sanitizer", "none", target]).arg(&learnt);
            fuzz.args(seeds.map(|seeds| root().join("fuzz").join(seeds)));
            fuzz.args(["--", "-max_len=20000", "-timeout=30", "-rss_limit_mb=2048"]);
            fuzz.arg(format!("-max_total_time={seconds}"))
                .arg(format!("-artifact_prefix={}/{target}-", findings.display()));
            run(&mut fuzz).context("the input that did harm is in fuzz/findings; mend the cause and keep it there")
        })?;
    }
    Ok(())
}

//! Steps that say what they do and how long it took.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.parent().and_then(|crates| crates.parent()).map(PathBuf::from).unwrap_or(folder)
}

/// Does a step, and says so before and after.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let begun = Instant::now();
    let outcome = work();
    let (seconds, end) = (begun.elapsed().as_secs(), if outcome.is_ok() { "done" } else { "failed" });
    println!("    {what}: {end} in {} min {:02} s", seconds / 60, seconds % 60);
    outcome
}

/// Runs a program in the project's folder; its output is seen.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let status =
        command.status().with_context(|| format!("{program} could not be started. Install it, or check your PATH"))?;
    if !status.success() {
        let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
        bail!("`{program} {}` failed", arguments.join(" "));
    }
    Ok(())
}

/// What a program prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(root()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("{program} could not be started. Install it, or check your PATH"))?;
    if !output.status.success() {
        bail!("{program} failed");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What compiles the workspace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The compiler.
    Rustc,
    /// Clippy, which compiles as well: what is tested is linted on the way. Linted by itself, all that the workspace depends on would be gone
    /// through once more.
    Clippy,
}

impl Compiler {
    /// cargo with this compiler.
    pub(crate) fn cargo(self) -> Command {
        let mut cargo = cargo();
        cargo.envs(self.variables().iter().copied());
        cargo
    }

    /// What is said to cargo, whoever calls it.
    pub(crate) fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Rustc => &[],
            // As `cargo clippy -- -D warnings` says it.
            Self::Clippy => &[
                ("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"),
                ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver"),
            ],
        }
    }
}

/// cargo, as it was when this program was started. What it was told of this program then is not handed on: there are packages that look at it, and
/// would be built anew, with all that needs them, for whoever calls cargo itself.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let told = name.to_string_lossy();
        if told.starts_with("CARGO_PKG_") || told.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

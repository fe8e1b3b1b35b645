//! A PostgreSQL for the tests, or for measuring: a cluster of its own on a free port, gone afterwards.

use std::env;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::steps::{output, run};

/// Who runs it where the tests run as root, which PostgreSQL refuses to be; Debian's package makes that user.
const USER: &str = "postgres";

/// What a cluster is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Tests: quick, for nothing of it is to outlive anything.
    Tests,
    /// Measuring: as it is installed, so that what it has acknowledged is on disk.
    Measuring,
}

impl For {
    /// What the server is told.
    fn options(self) -> &'static str {
        match self {
            Self::Tests => {
                "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c unix_socket_directories="
            }
            Self::Measuring => "-c unix_socket_directories=",
        }
    }
}

/// A cluster that runs until it is dropped.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Begins one; nothing where PostgreSQL is not installed.
    pub(crate) fn begin(what_for: For) -> Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        // By a program: it is the server's user whose it has to be.
        let folder = output(as_user("mktemp").args(["-d", "-t", "calling-card-postgres-XXXXXX"]))?;
        let folder = PathBuf::from(folder.trim());
        // Free now; nobody else is likely to take it before the server does.
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr())?.port();
        let cluster = Self { programs, folder, port };
        let data = cluster.folder.join("data");
        let mut make = as_user(cluster.programs.join("initdb"));
        make.args([
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--username=postgres",
            "--pgdata",
        ]);
        run(make.arg(&data).stdout(Stdio::null())).context("The cluster could not be made")?;
        let mut start = as_user(cluster.programs.join("pg_ctl"));
        start.args(["start", "--wait", "--silent", "--pgdata"]).arg(&data);
        start
            .arg("--log")
            .arg(cluster.folder.join("log"))
            .arg("--options")
            .arg(format!("-p {port} {}", what_for.options()));
        run(&mut start).with_context(|| format!("PostgreSQL did not start: see {}", cluster.folder.display()))?;
        Ok(Some(cluster))
    }

    /// The address of a database of its superuser.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_user(self.programs.join("pg_ctl"));
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(self.folder.join("data"));
        let stopped = run(&mut stop).and_then(|()| Ok(std::fs::remove_dir_all(&self.folder)?));
        if let Err(error) = stopped {
            eprintln!("    {error:#}");
        }
    }
}

/// The folder of the server's programs: the newest of Debian's, or from the `PATH`.
fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut debian: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    debian.sort();
    let debian = debian.into_iter().rev().map(|(_, folder)| folder);
    let has_all = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    debian.chain(env::split_paths(&path)).find(has_all)
}

/// A program, run by somebody who is not root.
fn as_user(program: impl AsRef<Path>) -> Command {
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root { Command::new("runuser") } else { Command::new(program.as_ref()) };
    if is_root {
        command.args(["-u", USER, "--"]).arg(program.as_ref());
    }
    // That user may not look into the project.
    command.current_dir(env::temp_dir());
    command
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_until_it_is_dropped_and_leaves_nothing() {
        let Some(cluster) = Cluster::begin(For::Tests).unwrap() else { return };
        let (folder, port) = (cluster.folder.clone(), cluster.port.to_string());
        let ready = cluster.programs.join("pg_isready");
        let answers = || run(Command::new(&ready).args(["-q", "-h", "127.0.0.1", "-p", &port])).is_ok();
        assert!(answers() && folder.is_dir());
        drop(cluster);
        assert!(!answers() && !folder.exists());
    }
}

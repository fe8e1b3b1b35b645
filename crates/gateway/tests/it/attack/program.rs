//! The real program, with a data folder of its own.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};

use calling_card_gateway::clock;

/// A gateway that runs; it ends when it is dropped.
pub(super) struct Program {
    process: Child,
    /// Its address.
    pub(super) url: String,
    /// The token of the link for the first member of staff.
    pub(super) welcome: String,
    /// All that it has written, but for that link.
    logged: Arc<Mutex<Vec<u8>>>,
    data: tempfile::TempDir,
}

impl Program {
    /// One that says all that it can about what it does.
    pub(super) fn start(environment: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut serve = crate::program::to_its_end();
        serve.args(["serve", "--port", "0", "--private-crms", "--data"]).arg(data.path());
        serve.env("RUST_LOG", "trace").envs(environment.iter().copied());
        let mut process = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let logged: Arc<Mutex<Vec<u8>>> = Arc::default();
        let (mut errors, kept) = (process.stderr.take().unwrap(), logged.clone());
        std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(length @ 1..) = errors.read(&mut part) {
                kept.lock().unwrap().extend_from_slice(&part[..length]);
            }
        });
        let (mut url, mut welcome) = (String::new(), String::new());
        for line in BufReader::new(process.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(address) = line.strip_prefix("listening on ") {
                url = address.to_owned();
            } else if let Some(link) = line.strip_prefix("first member of staff: ") {
                welcome = link.rsplit('/').next().unwrap().to_owned();
                break;
            }
        }
        assert!(!url.is_empty() && welcome.len() == 64, "it began at {}", clock::now().0);
        Self { process, url, welcome, logged, data }
    }

    /// Host and port.
    pub(super) fn host(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    /// What it has written so far.
    pub(super) fn logged(&self) -> Vec<u8> {
        self.logged.lock().unwrap().clone()
    }

    /// The files of its data folder, but for the key.
    pub(super) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files_of(self.data.path()).into_iter().filter(|(path, _)| !path.ends_with("calling-card.key")).collect()
    }

    /// Where its data is.
    pub(super) fn data(&self) -> &Path {
        self.data.path()
    }
}

fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(
            |path| if path.is_dir() { files_of(&path) } else { vec![(path.clone(), std::fs::read(path).unwrap())] },
        )
        .collect()
}

impl Drop for Program {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

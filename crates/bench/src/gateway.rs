//! The gateway that is measured: the program, asked by HTTP.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use reqwest::{Client, RequestBuilder, header};
use secrecy::ExposeSecret;

use crate::ground::{Ground, Place};
use crate::requests::Submission;

/// What the environment may tell the gateway, which is not meant for this one.
const TOLD: [&str; 5] = ["CALLING_CARD_", "OTEL_", "SMTP_", "MAIL_", "DATABASE_URL"];

/// A program that runs until it is dropped.
pub(crate) struct Gateway {
    child: Child,
    client: Client,
    address: String,
    cookie: String,
}

impl Gateway {
    /// Starts it over a database; requests of staff are those of a session.
    pub(crate) fn start(program: &Path, ground: &Ground, cookie: String) -> Result<Self> {
        let mut serve = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if TOLD.iter().any(|told| name.to_string_lossy().starts_with(told)) {
                serve.env_remove(name);
            }
        }
        let data = match &ground.place {
            Place::Folder(folder) => folder,
            Place::Address(url) => {
                serve.env("DATABASE_URL", url.expose_secret());
                &ground.folder
            }
        };
        serve.args(["serve", "--port", "0", "--submissions", "4000000000", "--data"]).arg(data);
        serve.env("RUST_LOG", "error").stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = serve.spawn().context("the gateway could not be started")?;
        let lines = child.stdout.take().map(BufReader::new).context("the gateway says nothing")?.lines();
        for line in lines {
            let line = line?;
            if let Some(port) = line.strip_prefix("listening on ").and_then(|address| address.rsplit(':').next()) {
                let address = format!("http://127.0.0.1:{port}");
                return Ok(Self { child, client: Client::builder().no_proxy().build()?, address, cookie });
            }
        }
        bail!("the gateway ended");
    }

    /// Reads, signed in.
    pub(crate) async fn read(&self, address: &str) -> Result<()> {
        let request = self.client.get(format!("{}{address}", self.address));
        answered(request.header(header::COOKIE, &self.cookie)).await
    }

    /// Sends a submission, until it is acknowledged.
    pub(crate) async fn submit(&self, submission: Submission) -> Result<()> {
        let request = self.client.post(format!("{}{}", self.address, Submission::ADDRESS));
        let request =
            request.header(header::CONTENT_TYPE, "application/json").header("idempotency-key", submission.key);
        answered(request.body(submission.body)).await
    }

    /// The memory that it has, and the most that it has had, in bytes; nothing where the system does not tell.
    pub(crate) fn memory(&self) -> Option<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let of = |member: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(member))?;
            line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().ok()
        };
        Some((of("VmRSS")? * 1024, of("VmHWM")? * 1024))
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let ended = self.child.kill().and_then(|()| self.child.wait());
        if let Err(error) = ended {
            eprintln!("the gateway did not end: {error}");
        }
    }
}

/// Waits until all of an answer is there.
async fn answered(request: RequestBuilder) -> Result<()> {
    let answer = request.send().await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    if !status.is_success() {
        bail!("the gateway answers {status}: {}", String::from_utf8_lossy(&body));
    }
    Ok(())
}

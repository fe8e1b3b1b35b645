//! The real program, as a process of its own.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_calling-card");

/// A gateway that serves.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) url: String,
    /// The link for the first member of staff, where there is none yet.
    pub(crate) welcome: Option<String>,
    /// Where Prometheus asks, if it does.
    pub(crate) metrics: Option<String>,
    /// Kept open, so that it can go on printing.
    _stdout: tokio::io::Lines<BufReader<ChildStdout>>,
}

/// `calling-card serve` over a data folder, at a free port, with what else is to be said.
pub(crate) fn command(data: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--port", "0", "--data"]).arg(data).args(options);
    settled(&mut command);
    command
}

/// The program at a socket that is handed over, as systemd does it: the process that becomes the program names itself.
pub(crate) fn at_socket(data: &Path, socket: &TcpListener) -> Command {
    let mut command = Command::new("sh");
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve --data \"$1\" 3<&0";
    settled(&mut command);
    command.args(["-c", script, PROGRAM]).arg(data).stdin(Stdio::from(OwnedFd::from(socket.try_clone().unwrap())));
    command
}

/// Nothing of whoever runs the tests reaches the program, and it ends with the test.
pub(crate) fn settled(command: &mut Command) {
    for name in [
        "SMTP_URL",
        "MAIL_FROM",
        "CALLING_CARD_PUBLIC_URL",
        "CALLING_CARD_KEY",
        "NOTIFY_SOCKET",
        "LISTEN_FDS",
        "RUST_LOG",
    ] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
}

impl Served {
    /// Starts one, and waits until it says where it listens.
    pub(crate) async fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut url, mut welcome, mut metrics) = (None, None, None);
        let read = async {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some(address) = line.strip_prefix("metrics at ") {
                    metrics = Some(address.to_owned());
                }
                if let Some(address) = line.strip_prefix("listening on ") {
                    url = Some(address.replace("localhost", "127.0.0.1"));
                    break;
                }
            }
            // Who is to come first is told right after it, or not at all.
            if let Ok(Ok(Some(line))) = tokio::time::timeout(Duration::from_millis(300), lines.next_line()).await {
                welcome = line.strip_prefix("first member of staff: ").map(str::to_owned);
            }
        };
        tokio::time::timeout(Duration::from_secs(60), read).await.unwrap();
        Self { url: url.expect("it says where it listens"), child, welcome, metrics, _stdout: lines }
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Tells it to stop, and waits until it has; its exit code, and what it logged.
    pub(crate) async fn stop(self) -> (Option<i32>, String) {
        self.signal("-TERM");
        self.ended().await
    }

    /// Waits until it ends; its exit code, and what it logged.
    pub(crate) async fn ended(self) -> (Option<i32>, String) {
        let output =
            tokio::time::timeout(Duration::from_secs(60), self.child.wait_with_output()).await.unwrap().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// A request with a body in JSON.
pub(crate) fn with_json(request: reqwest::RequestBuilder, body: &serde_json::Value) -> reqwest::RequestBuilder {
    request.header("content-type", "application/json").body(body.to_string())
}

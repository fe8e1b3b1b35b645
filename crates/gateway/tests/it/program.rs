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

/// The password of the member of staff whom `add_member` makes.
pub(crate) const PASSWORD: &str = "correct horse battery";

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

/// The program, to be run to its end. Nothing of whoever runs the tests reaches it.
pub(crate) fn to_its_end() -> std::process::Command {
    let mut command = std::process::Command::new(PROGRAM);
    unsaid(&mut command);
    command
}

/// Takes out what is said to the program by the environment.
fn unsaid(command: &mut std::process::Command) {
    const OTHERS: [&str; 7] =
        ["DATABASE_URL", "SMTP_URL", "MAIL_FROM", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "RUST_LOG"];
    for (name, _) in std::env::vars_os() {
        let said = name.to_string_lossy();
        let is_ours = ["CALLING_CARD_", "OTEL_"].iter().any(|begin| said.starts_with(begin));
        if is_ours || OTHERS.contains(&&*said) {
            command.env_remove(&name);
        }
    }
}

/// Nothing of whoever runs the tests reaches the program, and it ends with the test.
pub(crate) fn settled(command: &mut Command) {
    unsaid(command.as_std_mut());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
}

/// A gateway with a built app, as far as it is asked for, that is told where it is reached. Its data is in the folder `data`.
pub(crate) async fn built(folder: &Path, public_url: &str, options: &[&str]) -> Served {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("app")).unwrap();
    for name in ["index.html", "index.html.br"] {
        std::fs::write(site.join("app").join(name), "<!doctype html>").unwrap();
    }
    let mut command = command(&folder.join("data"), options);
    command.arg("--site").arg(site).env("CALLING_CARD_PUBLIC_URL", public_url);
    Served::start(command).await
}

/// What `calling-card doctor --json` says with these options and this environment, and its exit code.
pub(crate) async fn doctor(
    data: &Path,
    options: &[&str],
    environment: &[(&'static str, String)],
) -> (Option<i32>, serde_json::Value) {
    let mut command = Command::new(PROGRAM);
    settled(&mut command);
    command.args(["doctor", "--json", "--data"]).arg(data).args(options);
    let output = command.envs(environment.iter().map(|(name, value)| (name, value))).output().await.unwrap();
    let report = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), report)
}

/// Which of these checks of the doctor have found something.
pub(crate) fn found_of(report: &serde_json::Value, checks: &[&str]) -> Vec<String> {
    let found = report["findings"].as_array().unwrap().iter().map(|finding| finding["check"].as_str().unwrap());
    found.filter(|check| checks.contains(check)).map(str::to_owned).collect()
}

/// Makes the first member of staff.
pub(crate) async fn add_member(data: &Path) {
    add_member_to(data, &[]).await;
}

/// The same with an environment.
pub(crate) async fn add_member_to(data: &Path, environment: &[(&str, &str)]) {
    let mut command = Command::new(PROGRAM);
    settled(&mut command);
    command.envs(environment.iter().copied());
    command.args(["user", "add", "--name", "Ann", "--email", "ann@example.com", "--data"]).arg(data);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stdin, PASSWORD.as_bytes()).await.unwrap();
    drop(stdin);
    assert!(child.wait().await.unwrap().success());
}

/// The database in a file, beside the program.
pub(crate) async fn database(file: &Path) -> sqlx::SqliteConnection {
    <sqlx::SqliteConnection as sqlx::Connection>::connect(&format!("sqlite://{}", file.display())).await.unwrap()
}

/// Something that a test needs is not here, so that it tries nothing: that is taken down in the file that `CALLING_CARD_MAY_SKIP` names,
/// as `cargo xtask test` does, which tells it at its end. Where nothing says that tests may be left out, the test fails.
pub(crate) fn missing(what: &str) {
    use std::io::Write;
    let file = std::env::var("CALLING_CARD_MAY_SKIP");
    let file =
        file.unwrap_or_else(|_| panic!("{what}. Run `cargo xtask test`, or name a file by CALLING_CARD_MAY_SKIP"));
    let mut file = std::fs::File::options().create(true).append(true).open(file).unwrap();
    file.write_all(format!("{what}\n").as_bytes()).unwrap();
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

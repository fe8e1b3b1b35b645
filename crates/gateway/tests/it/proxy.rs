//! What stands in `deploy/` for other programs, where they are installed; and nginx as it stands there, before gateways.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program;

/// The folder with what is meant for other programs.
pub(crate) const DEPLOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy");

/// A program of the system; none where it is not installed.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let found = ["/usr/sbin", "/usr/bin", "/usr/local/bin"].map(|folder| Path::new(folder).join(name));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        program::missing(&format!("{name} is not installed: what is meant for it is not looked at"));
    }
    found
}

/// A file of it.
pub(crate) fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(DEPLOY).join(name)).unwrap()
}

/// A port that nobody listens at now.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// nginx with the configuration of `deploy/`, at other ports, with a certificate that the tests have made.
pub(crate) struct Proxy {
    child: tokio::process::Child,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) http: u16,
    https: u16,
}

impl Proxy {
    /// Before a gateway, with what is changed of the configuration. None where nginx is not installed.
    pub(crate) async fn before(gateway: &str, changed: &[(&str, &str)]) -> Option<Self> {
        Self::at("127.0.0.1", [free_port(), free_port()], gateway, changed).await
    }

    /// At other ports of an address.
    pub(crate) async fn at(
        host: &str,
        [http, https]: [u16; 2],
        gateway: &str,
        changed: &[(&str, &str)],
    ) -> Option<Self> {
        let (nginx, openssl) = (installed("nginx")?, installed("openssl")?);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let made = Command::new(openssl)
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args([
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.77",
                "-addext",
                "basicConstraints=critical,CA:FALSE",
            ])
            .args(["-keyout", "privkey.pem", "-out", "fullchain.pem"])
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        let mut site = file("nginx.conf")
            .replace("listen [::]:80;", "")
            .replace("listen [::]:443 ssl http2;", "")
            .replace("listen 80;", &format!("listen {host}:{http};"))
            .replace("listen 443 ssl http2;", &format!("listen {host}:{https} ssl http2;"))
            .replace("server_name cards.example;", "server_name localhost 127.0.0.77;")
            .replace("/etc/ssl/cards.example", &path)
            .replace("127.0.0.1:8080", gateway.trim_start_matches("http://"));
        for (from, to) in changed {
            assert!(site.contains(from), "{from}");
            site = site.replace(from, to);
        }
        let folders =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {path}/{kind};"));
        let whole = format!(
            "daemon off; master_process off; pid {path}/pid; error_log {path}/error.log; events {{}} http {{ access_log off; {} include {path}/site.conf; }}",
            folders.join(" ")
        );
        std::fs::write(folder.path().join("site.conf"), site).unwrap();
        std::fs::write(folder.path().join("nginx.conf"), whole).unwrap();
        let mut command = tokio::process::Command::new(nginx);
        command.args(["-p", &path, "-c", "nginx.conf", "-e", "error.log"]).kill_on_drop(true);
        let tried = command.as_std_mut().arg("-t").output().unwrap();
        assert!(tried.status.success(), "{}", String::from_utf8_lossy(&tried.stderr));
        let mut command = tokio::process::Command::new(installed("nginx")?);
        command.args(["-p", &path, "-c", "nginx.conf", "-e", "error.log"]).kill_on_drop(true);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        for _ in 0..100 {
            if tokio::net::TcpStream::connect((host, https)).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(Self { child, folder, http, https })
    }

    /// Whoever asks through it, and trusts its certificate.
    pub(crate) fn client(&self) -> reqwest::ClientBuilder {
        let certificate = std::fs::read(self.folder.path().join("fullchain.pem")).unwrap();
        reqwest::Client::builder().add_root_certificate(reqwest::Certificate::from_pem(&certificate).unwrap())
    }

    /// Where it is reached.
    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}", self.https)
    }

    pub(crate) async fn stop(mut self) {
        self.child.kill().await.unwrap();
    }
}

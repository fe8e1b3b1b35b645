//! What stands in `deploy/`: real nginx, Caddy and systemd look at it, where they are installed (else `program::missing`).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program::{self, PROGRAM, Served};
use crate::proxy::{DEPLOY, Proxy, file, free_port, installed};

/// Asks the gateway through nginx, as `calling-card doctor` does; what is found.
async fn doctor(proxy: &Proxy, data: &Path, trusting: bool) -> Vec<String> {
    let url = proxy.url();
    let trust = ("SSL_CERT_FILE", proxy.folder.path().join("fullchain.pem").display().to_string());
    let environment = if trusting { vec![trust] } else { Vec::new() };
    let (_, report) = program::doctor(data, &["--url", &url, "--public-url", &url], &environment).await;
    let from_outside = [
        "reachable",
        "ready",
        "tls",
        "hsts",
        "redirect",
        "clock_outside",
        "headers",
        "app",
        "compression",
        "caching",
        "cookies",
        "metrics",
        "public_url",
    ];
    program::found_of(&report, &from_outside)
}

#[tokio::test]
async fn behind_nginx_the_doctor_finds_nothing_and_what_is_spoilt_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let gateway = program::built(folder.path(), "https://localhost", &["--proxies", "1"]).await;
    let Some(proxy) = Proxy::before(&gateway.url, &[]).await else { return };
    assert_eq!(doctor(&proxy, &data, true).await, Vec::<String>::new());
    assert_eq!(doctor(&proxy, &data, false).await, ["reachable"], "a certificate that nobody knows");
    // Who comes by http is led to https.
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client
        .get(format!("http://127.0.0.1:{}/people?q=1", proxy.http))
        .header("host", "localhost")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
        (308, "https://localhost/people?q=1")
    );
    proxy.stop().await;
    let hidden = ["Strict-Transport-Security", "ETag", "X-Content-Type-Options"]
        .map(|name| format!("proxy_hide_header {name};"));
    let spoilt = format!("proxy_buffering off; proxy_set_header Accept-Encoding \"\"; {}", hidden.join(" "));
    let proxy = Proxy::before(&gateway.url, &[("proxy_buffering off;", &spoilt)]).await.unwrap();
    let mut found = doctor(&proxy, &data, true).await;
    found.sort();
    assert_eq!(found, ["caching", "compression", "headers", "hsts"]);
    proxy.stop().await;
    gateway.stop().await;
}

/// At the ports that people come to, where the test may take them.
#[tokio::test]
async fn who_is_not_led_to_https_is_found() {
    let at = "127.0.0.77";
    let listeners = [80, 443].map(|port| std::net::TcpListener::bind((at, port)));
    if listeners.iter().any(Result::is_err) {
        return program::missing(&format!(
            "the ports 80 and 443 of {at} cannot be used: the redirect is not looked at"
        ));
    }
    drop(listeners);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let gateway = program::built(folder.path(), "https://127.0.0.77", &[]).await;
    for (redirect, expected) in [
        ("return 308 https://$host$request_uri;", Vec::new()),
        ("return 200;", vec!["redirect"]),
        ("return 301 http://$host/a;", vec!["redirect"]),
    ] {
        let changed = [("return 308 https://$host$request_uri;", redirect)];
        let Some(proxy) = Proxy::at(at, [80, 443], &gateway.url, &changed).await else { return };
        let url = "https://127.0.0.77";
        let trust = ("SSL_CERT_FILE", proxy.folder.path().join("fullchain.pem").display().to_string());
        let (_, report) = program::doctor(&data, &["--url", url, "--public-url", url], &[trust]).await;
        let found = program::found_of(&report, &["reachable", "tls", "redirect"]);
        assert_eq!(found, expected, "{redirect}");
        proxy.stop().await;
    }
    gateway.stop().await;
}

/// Visitors come through nginx while the gateway restarts at a socket that is held for it: none is turned away.
#[tokio::test]
async fn through_nginx_nobody_notices_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut gateway = Served::start(program::at_socket(data.path(), &socket)).await;
    let Some(proxy) = Proxy::before(&format!("http://{}", socket.local_addr().unwrap()), &[]).await else { return };
    let client = proxy.client().build().unwrap();
    let url = format!("{}/f/contact/submissions", proxy.url());
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let visitors: Vec<_> = (0..4)
        .map(|visitor| {
            let (client, url, stopped) = (client.clone(), url.clone(), stopped.clone());
            tokio::spawn(async move {
                let mut taken_in = 0_u32;
                while !*stopped.borrow() && taken_in < 14 {
                    let values = serde_json::json!({ "family_name": format!("Visitor {visitor} {taken_in}"), "email": "visitor@example.com" });
                    let sent = serde_json::json!({ "values": values, "consent": true });
                    let answer = program::with_json(client.post(&url), &sent).send().await.unwrap();
                    assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
                    taken_in += 1;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                taken_in
            })
        })
        .collect();
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let (code, log) = gateway.stop().await;
        assert_eq!((code, log.as_str()), (Some(0), ""));
        gateway = Served::start(program::at_socket(data.path(), &socket)).await;
    }
    stop.send(true).unwrap();
    for visitor in visitors {
        assert!(visitor.await.unwrap() > 2);
    }
    proxy.stop().await;
    gateway.stop().await;
}

#[test]
fn caddy_takes_its_configuration() {
    let Some(caddy) = installed("caddy") else { return };
    let config = Path::new(DEPLOY).join("Caddyfile");
    let output =
        Command::new(caddy).args(["validate", "--adapter", "caddyfile", "--config"]).arg(config).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn behind_caddy_the_doctor_misses_only_what_the_test_leaves_out() {
    let Some(caddy) = installed("caddy") else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let gateway = program::built(folder.path(), "https://localhost", &["--proxies", "1"]).await;
    let port = free_port();
    // Without TLS: Caddy would ask an authority for a certificate.
    let config = file("Caddyfile")
        .replace("cards.example {", &format!("http://localhost:{port} {{"))
        .replace("127.0.0.1:8080", gateway.url.trim_start_matches("http://"));
    std::fs::write(folder.path().join("Caddyfile"), format!("{{\nadmin off\n}}\n{config}")).unwrap();
    let mut command = tokio::process::Command::new(caddy);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.path().join("Caddyfile"));
    command.env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path()).env("HOME", folder.path());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn().unwrap();
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let url = format!("http://localhost:{port}");
    let (_, report) = program::doctor(&data, &["--url", &url, "--public-url", "https://localhost"], &[]).await;
    let outside =
        ["public_url", "reachable", "ready", "tls", "headers", "app", "compression", "caching", "cookies", "metrics"];
    let found = program::found_of(&report, &outside);
    assert_eq!(found, ["public_url", "tls"]);
    child.kill().await.unwrap();
    gateway.stop().await;
}

#[test]
fn systemd_takes_the_units_and_finds_little_exposed() {
    let Some(analyze) = installed("systemd-analyze") else { return };
    // The program is not where it will be, and systemd looks for it.
    let folder = tempfile::tempdir().unwrap();
    for unit in
        ["calling-card.service", "calling-card.socket", "calling-card-backup.service", "calling-card-backup.timer"]
    {
        let text = file(unit).replace("/usr/local/bin/calling-card", PROGRAM);
        std::fs::write(folder.path().join(unit), text).unwrap();
    }
    for unit in
        ["calling-card.service", "calling-card.socket", "calling-card-backup.service", "calling-card-backup.timer"]
    {
        let output =
            Command::new(&analyze).args(["verify", "--man=no"]).arg(folder.path().join(unit)).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains(unit), "{unit}: {said}");
    }
    // As docs/deploy.md says it, from 0 (nothing exposed) to 100.
    for (unit, threshold) in [("calling-card.service", 12), ("calling-card-backup.service", 9)] {
        let output = Command::new(&analyze)
            .args(["security", "--offline=true", &format!("--threshold={threshold}"), "--no-pager"])
            .arg(folder.path().join(unit))
            .output()
            .unwrap();
        assert!(output.status.success(), "{unit}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

/// The unit itself says what it looks at first.
#[test]
fn the_backup_of_a_night_is_none_without_a_recipient() {
    let unit = file("calling-card-backup.service");
    let line = unit.lines().find_map(|line| line.strip_prefix("ExecStartPre=/bin/sh -c '")).unwrap();
    let script = line.trim_end_matches('\'').replace("$$", "$");
    let looked = |recipients: Option<&str>| {
        let mut command = Command::new("sh");
        command.args(["-c", &script]).env_remove("CALLING_CARD_BACKUP_RECIPIENTS");
        command.envs(recipients.map(|recipients| ("CALLING_CARD_BACKUP_RECIPIENTS", recipients)));
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    for nobody in [None, Some(""), Some(" , ")] {
        let (fine, said) = looked(nobody);
        assert!(!fine && said.contains("names nobody"), "{nobody:?}: {said}");
    }
    assert_eq!(looked(Some("age1abc,age1def")), (true, String::new()));
}

/// What the units, the example of the environment and the Containerfile say to the program, it understands.
#[test]
fn what_is_said_to_the_program_is_understood() {
    let help = |words: &[&str]| String::from_utf8(program::to_its_end().args(words).output().unwrap().stdout).unwrap();
    let known = help(&["serve", "--help"]) + &help(&["backup", "--help"]) + "SMTP_URL MAIL_FROM RUST_LOG";
    let mut asked = 0;
    for name in ["calling-card.service", "calling-card-backup.service", "environment.example", "Containerfile"] {
        for line in file(name).lines().filter(|line| !line.starts_with('#')) {
            let words = line.split([' ', '"', '[', ']', ',', '=']).filter(|word| {
                word.starts_with("CALLING_CARD_")
                    || word.starts_with("--log")
                    || word.starts_with("--bind")
                    || ["SMTP_URL", "MAIL_FROM"].contains(word)
            });
            for word in words {
                assert!(known.contains(word), "{name}: {word}");
                asked += 1;
            }
        }
    }
    assert!(asked > 10, "{asked}");
}

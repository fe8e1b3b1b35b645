//! The disk is full, and a disk that can only be read: in a small disk of its own, where the system lets a test have one.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::Asker;
use crate::program::{self, PROGRAM, Served};

/// How to get a view of the disks that nobody else has; none where the system does not let us.
fn unshare() -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    let works = |way: &&[&str]| {
        let tried = Command::new("unshare").args(*way).args(["mount", "-t", "tmpfs", "none", "/mnt"]).output();
        tried.is_ok_and(|output| output.status.success())
    };
    let found = ways.into_iter().find(works);
    if found.is_none() {
        program::missing("no test may have a disk of its own here: what a full one does is not tried");
    }
    found
}

/// The program on a disk of 24 MB that it alone sees.
async fn on_a_small_disk(data: &Path) -> Option<Served> {
    let mut command = tokio::process::Command::new("unshare");
    program::settled(&mut command);
    let script = "mount -t tmpfs -o size=24m,mode=700 none \"$1\" && exec \"$0\" serve --port 0 --submissions 100000 --data \"$1\"";
    command.args(unshare()?).args(["sh", "-c", script, PROGRAM]).arg(data);
    Some(Served::start(command).await)
}

/// The folder as the program sees it.
fn inside(gateway: &Served, data: &Path) -> PathBuf {
    let id = gateway.child.id().unwrap();
    PathBuf::from(format!("/proc/{id}/root{}", data.display()))
}

#[tokio::test]
async fn on_a_full_disk_visitors_are_told_to_come_again_and_nothing_is_lost() {
    let data = tempfile::tempdir().unwrap();
    let Some(gateway) = on_a_small_disk(data.path()).await else { return };
    let folder = inside(&gateway, data.path());
    let visitor = Asker::visitor(&gateway.url);
    assert_eq!(visitor.submit("first").await.unwrap().0, 201);
    let mut filler = std::fs::File::create(folder.join("filler")).unwrap();
    while filler.write_all(&[1; 4096]).is_ok() {}
    let mut acknowledged = 1;
    let refused = loop {
        let key = acknowledged.to_string();
        let (status, body) = visitor.submit(&key).await.unwrap();
        match status {
            // There is room in the files that are there already.
            201 => acknowledged += 1,
            _ => break (key, status, body),
        }
        assert!(acknowledged < 2_000, "the disk is never full");
    };
    let (key, status, body) = refused;
    assert_eq!((status, body["retry_after"].as_u64()), (503, Some(5)), "{body}");
    assert!(body["title"].as_str().is_some_and(|title| !title.is_empty()), "{body}");
    let (status, body) = visitor.get("/readyz").await;
    assert_eq!((status, body["because"].as_str()), (503, Some("disk")));
    assert_eq!(visitor.get("/f/contact").await.0, 200, "reading goes on");
    // Somebody makes room: what was refused is sent again by the form, and taken in once.
    drop(filler);
    std::fs::remove_file(folder.join("filler")).unwrap();
    for _ in 0..2 {
        assert_eq!(visitor.submit(&key).await.unwrap().0, 201);
    }
    tokio::time::sleep(Duration::from_millis(5_100)).await;
    assert_eq!(visitor.get("/readyz").await.0, 200);
    let copy = tempfile::tempdir().unwrap();
    for name in ["calling-card.sqlite", "calling-card.sqlite-wal"] {
        std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    assert_eq!(super::number(copy.path(), super::DRAFTS).await, acknowledged + 1);
    assert_eq!(super::number(copy.path(), super::WHOLE).await, 1);
    let (code, log) = gateway.stop().await;
    assert_eq!(code, Some(0));
    assert!(log.contains("the data folder takes nothing"), "{log}");
}

#[tokio::test]
async fn on_a_disk_that_can_only_be_read_it_says_so_and_does_not_start() {
    let data = tempfile::tempdir().unwrap();
    let Some(way) = unshare() else { return };
    let mut command = tokio::process::Command::new("unshare");
    program::settled(&mut command);
    let script = "mount -t tmpfs -o ro none \"$1\" && exec \"$0\" serve --port 0 --data \"$1\"";
    command.args(way).args(["sh", "-c", script, PROGRAM]).arg(data.path());
    let output = command.output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("cannot be opened") && said.contains("Check the folder's rights"), "{said}");
}

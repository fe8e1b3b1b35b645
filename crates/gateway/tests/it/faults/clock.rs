//! The clock of the machine jumps, while the gateway runs. Needs libfaketime; `program::missing` where it is not installed.

use std::path::Path;
use std::time::Duration;

use super::Asker;
use crate::program::{self, Served};

const LIBRARY: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

#[tokio::test]
async fn the_clock_jumps_and_nobody_is_lost() {
    if !Path::new(LIBRARY).is_file() {
        return program::missing("libfaketime is not installed: a clock that jumps is not tried");
    }
    let folder = tempfile::tempdir().unwrap();
    let (data, clock) = (folder.path().join("data"), folder.path().join("clock"));
    std::fs::write(&clock, "+0\n").unwrap();
    program::add_member(&data).await;
    let mut command = program::command(&data, &[]);
    // What is measured, and not told, goes on as it is: timers do not jump.
    command.env("LD_PRELOAD", LIBRARY).env("FAKETIME_TIMESTAMP_FILE", &clock).env("FAKETIME_NO_CACHE", "1");
    command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("DONT_FAKE_MONOTONIC", "1");
    let gateway = Served::start(command).await;
    let (ann, visitor) = (Asker::member(&gateway.url).await, Asker::visitor(&gateway.url));
    for (number, jump) in ["+0", "-2d", "+3d", "-30d", "+1d"].into_iter().enumerate() {
        std::fs::write(&clock, format!("{jump}\n")).unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(visitor.submit(&number.to_string()).await.unwrap().0, 201, "{jump}");
        assert_eq!(visitor.submit(&number.to_string()).await.unwrap().0, 201, "{jump}: the same once more");
        assert_eq!(visitor.get("/readyz").await.0, 200, "{jump}");
        assert_eq!(ann.get("/crm/home/drafts").await.0, 200, "{jump}: who is signed in stays so");
    }
    // Sessions end after 14 days without use, by what the clock says.
    std::fs::write(&clock, "+40d\n").unwrap();
    assert_eq!(ann.get("/crm/home/drafts").await.0, 401);
    assert_eq!(Asker::member(&gateway.url).await.get("/crm/home/drafts").await.0, 200, "and are begun anew");
    gateway.stop().await;
    assert_eq!(super::number(&data, super::DRAFTS).await, 5);
    assert_eq!(
        super::number(&data, "SELECT COUNT(*) >= 2 FROM (SELECT DISTINCT substr(at, 1, 10) FROM changes)").await,
        1,
        "it has jumped"
    );
    // The chain of the audit log goes by its numbers, and the doctor tells that the clock was wrong.
    let run = |words: &[&str]| program::to_its_end().args(words).arg("--data").arg(&data).output().unwrap();
    assert!(run(&["audit", "verify"]).status.success());
    let told = String::from_utf8(run(&["doctor"]).stdout).unwrap();
    assert!(told.contains("seconds in the future"), "{told}");
}

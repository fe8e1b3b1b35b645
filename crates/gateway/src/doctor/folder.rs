//! The data folder: who may read it, how much room there is, and when it was backed up.

use std::path::PathBuf;

use super::{Report, Subject};
use crate::store::{DATABASE, WRITE_AHEAD};
use crate::{backup, clock, disk};

/// Fewer free bytes than these are too few, and fewer than these are few.
const FREE: (u64, u64) = (200 << 20, 1 << 30);
/// More bytes than these should not be in the write-ahead log.
const LOG: u64 = 256 << 20;
/// A backup is not to be older than so many seconds: two days.
const BACKUP: f64 = 2.0 * 86_400.0;

/// Whether there is a data folder with a database.
pub(super) fn is_there(subject: &Subject, report: &mut Report) -> bool {
    let mut look = report.look("data_folder");
    let there = subject.data.join(DATABASE).is_file();
    if !there {
        look.wrong(
            format!("There is no database in {}.", subject.data.display()),
            "Nothing can be looked at without it, and a gateway that starts there begins empty.",
            "Name the data folder with --data or CALLING_CARD_DATA, as the user whom the gateway runs as.",
        );
    }
    there
}

/// Looks at the folder.
pub(super) fn examine(subject: &Subject, report: &mut Report) {
    rights(subject, report);
    room(subject, report);
    log(subject, report);
    age_of_backup(subject, report);
}

fn database(subject: &Subject) -> PathBuf {
    subject.data.join(DATABASE)
}

#[cfg(unix)]
fn rights(subject: &Subject, report: &mut Report) {
    use std::os::unix::fs::MetadataExt;
    let mut look = report.look("rights");
    let mut owners = Vec::new();
    let key = subject.key_file.clone().filter(|key| key.is_file());
    let inside = std::fs::metadata(&subject.data).is_ok_and(|folder| folder.mode() & 0o077 == 0);
    for (path, secret) in
        [(subject.data.clone(), false), (database(subject), false)].into_iter().chain(key.map(|key| (key, true)))
    {
        let Ok(found) = std::fs::metadata(&path) else { continue };
        owners.push((path.clone(), found.uid()));
        let open = found.mode() & 0o077;
        // What lies in a closed folder is closed, whatever its own rights say.
        if open == 0 || (inside && path.starts_with(&subject.data)) {
            continue;
        }
        let what =
            format!("{} is open to other users of the machine (mode {:o}).", path.display(), found.mode() & 0o777);
        let remedy = format!("chmod {} {}", if path.is_dir() { "700" } else { "600" }, path.display());
        match secret {
            true => {
                look.wrong(what, "Who reads it opens the secrets of all connections in a copy of the database.", remedy)
            }
            false => look.notable(what, "Everybody on the machine can read whose data is in it.", remedy),
        }
    }
    let folder = owners.first().map(|(_, owner)| *owner);
    for (path, owner) in &owners {
        if Some(*owner) != folder {
            look.wrong(
                format!("{} belongs to another user than its folder.", path.display()),
                "The gateway cannot write it, and answers every write with an error.",
                format!("chown --reference={} {}", subject.data.display(), path.display()),
            );
        }
    }
}

#[cfg(not(unix))]
fn rights(_: &Subject, _: &mut Report) {}

fn room(subject: &Subject, report: &mut Report) {
    let mut look = report.look("free_disk");
    let Some(free) = disk::free(&subject.data) else { return };
    let size = disk::size(&database(subject));
    judge_room(&mut look, free, size);
}

fn judge_room(look: &mut super::Look<'_>, free: u64, size: u64) {
    let what = format!("{} MB are free beside a database of {} MB.", free >> 20, size >> 20);
    if free < FREE.0 {
        let why = "On a full disk nothing is taken in any more: visitors and staff are told to come again.";
        look.wrong(what, why, "Make room on the disk, or move the data folder to a larger one.");
    } else if free < FREE.1.max(size.saturating_mul(2)) {
        let why = "A backup, a restore and an update of the database each need as much room as the database has.";
        look.notable(what, why, "Make room on the disk, or move the data folder to a larger one.");
    }
}

fn log(subject: &Subject, report: &mut Report) {
    let mut look = report.look("write_ahead_log");
    let size = disk::size(&subject.data.join(format!("{DATABASE}{WRITE_AHEAD}")));
    if size > LOG {
        look.notable(
            format!("The write-ahead log of the database has {} MB.", size >> 20),
            "Reading gets slower the longer it is, and it takes room; something has been reading for very long.",
            "Restart the gateway; if it is as long again, find the program that keeps the database open.",
        );
    }
}

fn age_of_backup(subject: &Subject, report: &mut Report) {
    let mut look = report.look("backup");
    let remedy =
        "Run `calling-card backup` daily, as deploy/calling-card-backup.timer does, and keep the files elsewhere.";
    let why = "What was written since the last backup is lost with the disk.";
    match backup::last(&subject.data) {
        None => look.notable("No backup has been made with `calling-card backup`.", why, remedy),
        Some(last) => {
            let days = clock::seconds_since(&last.at) / 86_400.0;
            if days * 86_400.0 > BACKUP {
                look.notable(format!("The last backup is {days:.0} days old."), why, remedy);
            }
            if !last.sealed {
                look.notable(
                    format!("The last backup, {}, is not sealed.", last.file.display()),
                    "Who gets hold of the file reads all people in it.",
                    "Say --encrypt-to; `calling-card key backup` makes a key.",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Weight;

    #[test]
    fn how_much_room_is_little_depends_on_the_database() {
        let judged = |free, size| {
            let mut report = Report::default();
            judge_room(&mut report.look("free_disk"), free, size);
            report.findings.pop().map(|finding| finding.weight)
        };
        assert_eq!(judged(100 << 20, 0), Some(Weight::Wrong));
        assert_eq!(judged(500 << 20, 0), Some(Weight::Notable));
        assert_eq!(judged(2 << 30, 3 << 30), Some(Weight::Notable));
        assert_eq!(judged(2 << 30, 10 << 20), None);
    }
}

//! The machine: how much memory the program may have.

use super::{Report, Subject};

/// Fewer bytes than these are too few, and fewer than these are few.
const MEMORY: (u64, u64) = (128 << 20, 256 << 20);

/// Looks at the machine.
pub(super) fn examine(subject: &Subject, report: &mut Report) {
    let Ok(limit) = std::fs::read_to_string(subject.cgroup.join("memory.max")) else { return };
    let mut look = report.look("memory");
    // Where it says "max" there is no limit.
    let Ok(limit) = limit.trim().parse::<u64>() else { return };
    let what = format!("The program may have {} MB of memory.", limit >> 20);
    let remedy = "Let it have 512 MB (MemoryMax= in systemd, --memory of a container).";
    if limit < MEMORY.0 {
        look.wrong(
            what,
            "It is killed as soon as several members sign in at once, or pictures and files come.",
            remedy,
        );
    } else if limit < MEMORY.1 {
        look.notable(
            what,
            "It may be killed when several members sign in at once, or pictures and files come.",
            remedy,
        );
    }
}

//! The database: whether it is whole, how it stands to this program, and what is stuck in it.

use sqlx::{Connection, SqliteConnection};

use super::{Look, Report, Subject};
use crate::store::checkup::{self, Standing};
use crate::store::{DATABASE, Store, audit, figures};

/// What waits longer than so many seconds is stuck: an hour.
const STUCK: f64 = 3_600.0;
/// Sessions that ended longer ago than so many seconds should be gone: two days.
const ENDED: i64 = 2 * 86_400;
/// So many seconds may what was written last be in the future.
const AHEAD: i64 = 60;

/// Looks at the database.
pub(super) async fn examine(subject: &Subject, report: &mut Report) {
    let file = subject.data.join(DATABASE);
    let unreadable = |look: &mut Look<'_>, error: String| {
        look.wrong(
            format!("The database cannot be read ({error})."),
            "Nothing that is in it can be reached.",
            "Look at the rights of the file; where they are right, restore the last backup (`calling-card restore`).",
        );
    };
    let mut connection = match checkup::open(&file).await {
        Ok(connection) => connection,
        Err(error) => return unreadable(&mut report.look("integrity"), error.to_string()),
    };
    let current = file_itself(&mut connection, report).await;
    // It was only read.
    let _ = connection.close().await;
    match current {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => return unreadable(&mut report.look("integrity"), error.to_string()),
    }
    let contents = async {
        let store = checkup::store(&file).await?;
        let outcome = contents(&store, subject, report).await;
        store.close().await;
        outcome
    };
    if let Err(error) = contents.await {
        unreadable(&mut report.look("contents"), error.to_string());
    }
}

/// Looks at it as a file; whether what is in it can be looked at.
async fn file_itself(connection: &mut SqliteConnection, report: &mut Report) -> sqlx::Result<bool> {
    let mut look = report.look("integrity");
    if let Some(first) = checkup::integrity(connection).await?.first() {
        look.wrong(
            format!("The database is damaged: {first}."),
            "What stands in the damaged part is lost, and more may follow.",
            "Stop the gateway, keep a copy of the data folder, restore the last backup (`calling-card restore`), and have the disk checked.",
        );
        return Ok(false);
    }
    let mut look = report.look("schema");
    if !checkup::is_ours(connection).await? {
        look.wrong(
            "The database is none of Calling Card's.",
            "The gateway would add its tables to something else.",
            "Name the right data folder with --data.",
        );
        return Ok(false);
    }
    let standing = checkup::standing(connection).await?;
    match standing {
        Standing::Current => {}
        Standing::Behind(steps) => look.notable(
            format!("The database is {steps} steps behind this program."),
            "The next start brings it up to date; an older program cannot open it then.",
            "Make a backup, and restart the gateway.",
        ),
        Standing::Newer(step) => look.wrong(
            format!("A newer program has written the database (step {step})."),
            "This program refuses to start with it.",
            "Use the newer program, or restore a backup from before it.",
        ),
        Standing::Otherwise(step) => look.wrong(
            format!("The step {step} of the database is not the one of this program."),
            "This program refuses to start with it.",
            "Use the program that has made the database.",
        ),
    }
    let mut look = report.look("foreign_keys");
    for (table, number) in checkup::loose_keys(connection).await? {
        look.wrong(
            format!("{number} rows of {table} belong to nothing that is there."),
            "They are shown nowhere, and an update of the database may fail over them.",
            "Restore the last backup in which `calling-card doctor` finds none.",
        );
    }
    Ok(standing == Standing::Current)
}

async fn contents(store: &Store, subject: &Subject, report: &mut Report) -> crate::Result<()> {
    let mut look = report.look("audit_log");
    if let Err(broken) = audit::verify(store).await? {
        look.wrong(
            format!("The audit log does not hold: {broken}."),
            "Somebody has changed the database beside the program, or it was damaged.",
            "Compare it with a backup, and find out who could write the file.",
        );
    }
    let mut look = report.look("clock");
    if let Some(seconds) = figures::seconds_ahead(store).await?.filter(|seconds| *seconds > AHEAD) {
        look.wrong(
            format!("What was written last is {seconds} seconds in the future."),
            "The clock of the machine was or is wrong: links and sessions end too early or too late, and times in the history are not true.",
            "Set the clock, and have it kept by NTP (`timedatectl set-ntp true`).",
        );
    }
    outbox(&figures::mails(store).await?, subject, report.look("outbox"));
    deliveries(&figures::deliveries(store).await?, report.look("deliveries"));
    let mut look = report.look("sessions");
    let ended = figures::sessions_ended(store, ENDED).await?;
    if ended > 0 {
        look.notable(
            format!("{ended} sessions have ended more than two days ago and are still stored."),
            "The gateway takes them away each day: it has not run for long, or its housekeeping fails.",
            "Start the gateway, and look into its log.",
        );
    }
    let mut look = report.look("members");
    for workspace in figures::without_owner(store).await? {
        look.wrong(
            format!("Nobody can sign in to the workspace {workspace} as its owner."),
            "Nobody can invite members, or see the audit log.",
            "Open the link that `calling-card serve` prints, or add an owner by `calling-card user add --role owner`.",
        );
    }
    Ok(())
}

type Queue = [(&'static str, figures::Waiting)];

fn of(queue: &Queue, state: &str) -> figures::Waiting {
    queue.iter().find(|(known, _)| *known == state).map(|(_, waiting)| *waiting).unwrap_or_default()
}

fn outbox(mails: &Queue, subject: &Subject, mut look: Look<'_>) {
    let waiting = of(mails, "waiting");
    if waiting.seconds > STUCK {
        let what = format!("{} mails wait, the oldest for {:.0} hours.", waiting.number, waiting.seconds / 3_600.0);
        let why = "Who has sent a form with double opt-in, or is invited, gets no mail, and the links in it get old.";
        match subject.mail {
            Some(_) => look.wrong(what, why, "Look at Settings > Mail, which says for each of them why it waits."),
            None => look.notable(what, why, "Name a mail server with SMTP_URL and MAIL_FROM."),
        }
    }
    let doubtful = of(mails, "in_doubt").number + of(mails, "failed").number;
    if doubtful > 0 {
        look.notable(
            format!("{doubtful} mails were refused, or nobody knows whether they arrived."),
            "Nobody tries again by itself, so that nobody gets two.",
            "Look at Settings > Mail, and send those again that are to be sent.",
        );
    }
}

fn deliveries(deliveries: &Queue, mut look: Look<'_>) {
    let waiting = of(deliveries, "waiting");
    if waiting.seconds > STUCK {
        look.notable(
            format!(
                "{} people wait on their way into another CRM, the first for {:.0} hours.",
                waiting.number,
                waiting.seconds / 3_600.0
            ),
            "The other CRM is away, refuses the gateway, or a transfer is paused.",
            "Look at Settings > Connections, which says why they wait.",
        );
    }
    let doubtful = of(deliveries, "in_doubt").number;
    if doubtful > 0 {
        look.notable(
            format!("Of {doubtful} people nobody knows whether they have arrived in another CRM."),
            "They are not sent again by themselves, so that nobody is made twice.",
            "Look at Settings > Connections, and say for each of them what became of it.",
        );
    }
}

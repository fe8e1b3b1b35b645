//! Measuring both, in turns: whatever else the machine has to do, both have to bear it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use calling_card_gateway::store::sql::Asked;
use tokio::task::JoinSet;

use crate::bare::Bare;
use crate::gateway::Gateway;
use crate::ground::Ground;
use crate::in_process::InProcess;
use crate::requests::{Reading, Submission, readings};

/// How many submissions are sent at once.
pub(crate) const AT_ONCE: [usize; 3] = [1, 8, 32];
/// How many submissions are sent in one turn, and how many turns each has; the first one is not counted.
const TURN: usize = 128;
const TURNS: usize = 6;
/// How often something is read: at least, and at most; and for how long, in between.
const READS: (usize, usize) = (30, 300);
const READING: Duration = Duration::from_secs(10);

/// What was measured of a database.
pub(crate) struct Measured {
    /// How many people there are.
    pub(crate) people: u32,
    /// What the database is called.
    pub(crate) database: &'static str,
    /// What it takes on disk.
    pub(crate) bytes: u64,
    /// The gateway's memory when it has begun, and the most that it has had; nothing where the system does not tell.
    pub(crate) memory: Option<(u64, u64)>,
    /// Submissions, by how many are sent at once.
    pub(crate) submissions: Vec<(usize, Beside)>,
    /// What is read, by what it is.
    pub(crate) readings: Vec<(&'static str, Beside)>,
}

/// The gateway beside the bare database.
#[derive(Default)]
pub(crate) struct Beside {
    /// The gateway.
    pub(crate) gateway: Times,
    /// The bare database.
    pub(crate) bare: Times,
}

/// How long something took, again and again.
#[derive(Default)]
pub(crate) struct Times {
    each: Vec<Duration>,
    /// How long all took together, where several were at it at once.
    all: Duration,
}

impl Times {
    /// Once more.
    pub(crate) fn push(&mut self, time: Duration) {
        self.each.push(time);
        self.all += time;
    }

    /// More of them, which came after these.
    fn extend(&mut self, more: Self) {
        self.each.extend(more.each);
        self.all += more.all;
    }

    /// The time below which such a part of them is.
    pub(crate) fn quantile(&self, part: f64) -> Duration {
        let mut sorted = self.each.clone();
        sorted.sort_unstable();
        let place = (sorted.len() as f64 * part) as usize;
        sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
    }

    /// How often it was.
    pub(crate) fn count(&self) -> usize {
        self.each.len()
    }

    /// How many in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.each.len() as f64 / self.all.as_secs_f64()
    }
}

/// A time as it is read, in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> String {
    let number = time.as_secs_f64() * 1000.0;
    let digits = if number < 10.0 { 2 } else { usize::from(number < 100.0) };
    format!("{number:.digits$} ms")
}

/// Measures the gateway over a database, which is gone afterwards.
pub(crate) async fn on(ground: Ground, program: &Path) -> Result<Measured> {
    let (people, database) = (ground.people, ground.place.name());
    let submitted = submissions(&ground).await?;
    let in_process = InProcess::begin(&ground.place).await?;
    let read = readings(&in_process, people).await?;
    let cookie = in_process.cookie.clone();
    in_process.end().await;
    let gateway = Arc::new(Gateway::start(program, &ground, cookie)?);
    let bare = Arc::new(Bare::connect(&ground.place).await?);
    gateway.read("/readyz").await?;
    let begun = gateway.memory();
    let mut readings = Vec::new();
    for reading in &read {
        eprintln!("{people} people, {database}: {}", reading.what);
        readings.push((reading.what, read_both(&gateway, &bare, reading).await?));
    }
    let mut submissions = Vec::new();
    for (at_once, asked) in AT_ONCE.into_iter().zip(submitted) {
        eprintln!("{people} people, {database}: submissions, {at_once} at once");
        submissions.push((at_once, submit_both(&gateway, &bare, at_once, asked).await?));
    }
    let expected = 2 * AT_ONCE.len() * TURNS * TURN;
    let on_disk = bare.submissions().await?;
    ensure!(on_disk == expected, "{on_disk} submissions are on disk instead of {expected}");
    let memory = begun.zip(gateway.memory()).map(|((begun, _), (_, most))| (begun, most));
    bare.close().await;
    drop(gateway);
    let bytes = ground.bytes;
    ground.end().await?;
    Ok(Measured { people, database, bytes, memory, submissions, readings })
}

/// What the database is asked for each submission that it takes in without the gateway. They are taken down at the database before the people
/// came, which has the same workspace and form: at the one with people they are new.
async fn submissions(ground: &Ground) -> Result<Vec<Vec<Vec<Asked>>>> {
    let in_process = InProcess::begin(&ground.before).await?;
    in_process.submit(&Submission::new()).await?;
    let mut all = Vec::new();
    for _ in AT_ONCE {
        let mut asked = Vec::new();
        for _ in 0..TURNS * TURN {
            asked.push(in_process.submit(&Submission::new()).await?);
        }
        all.push(asked);
    }
    in_process.end().await;
    Ok(all)
}

/// Reads, each in its turn.
async fn read_both(gateway: &Gateway, bare: &Bare, reading: &Reading) -> Result<Beside> {
    for (address, asked) in &reading.asked {
        gateway.read(address).await?;
        bare.ask(asked).await?;
    }
    let mut both = Beside::default();
    let begun = Instant::now();
    let mut again = reading.asked.iter().cycle();
    for count in 0..READS.1 {
        if count >= READS.0 && begun.elapsed() > READING {
            break;
        }
        let (address, asked) = again.next().context("nothing is read")?;
        let from = Instant::now();
        gateway.read(address).await?;
        both.gateway.push(from.elapsed());
        let from = Instant::now();
        bare.ask(asked).await?;
        both.bare.push(from.elapsed());
    }
    Ok(both)
}

/// Submits, so many at once, each in its turn.
async fn submit_both(
    gateway: &Arc<Gateway>,
    bare: &Arc<Bare>,
    at_once: usize,
    asked: Vec<Vec<Asked>>,
) -> Result<Beside> {
    let asked = Arc::new(asked);
    let mut both = Beside::default();
    for turn in 0..TURNS {
        let by_gateway = gateway.clone();
        let one = all_at_once(at_once, move |_| {
            let gateway = by_gateway.clone();
            async move { gateway.submit(Submission::new()).await }
        });
        let one = one.await?;
        let (bare, asked) = (bare.clone(), asked.clone());
        let other = all_at_once(at_once, move |number| {
            let (bare, asked) = (bare.clone(), asked.clone());
            async move {
                let asked = asked.get(turn * TURN + number).context("fewer were taken down")?;
                bare.ask(asked).await
            }
        });
        let other = other.await?;
        // The first turn makes connections, and prepares what is asked on them.
        if turn > 0 {
            both.gateway.extend(one);
            both.bare.extend(other);
        }
    }
    Ok(both)
}

/// Does the work of a turn, so much of it at once.
async fn all_at_once<F, W>(at_once: usize, work: F) -> Result<Times>
where
    F: Fn(usize) -> W + Clone + Send + 'static,
    W: Future<Output = Result<()>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut workers = JoinSet::new();
    for _ in 0..at_once {
        let (next, work) = (next.clone(), work.clone());
        workers.spawn(async move {
            let mut each = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= TURN {
                    return anyhow::Ok(each);
                }
                let from = Instant::now();
                work(number).await?;
                each.push(from.elapsed());
            }
        });
    }
    let mut times = Times::default();
    while let Some(ended) = workers.join_next().await {
        times.each.extend(ended??);
    }
    times.all = begun.elapsed();
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_by_their_middle_their_worst_and_their_rate() {
        let mut times = Times::default();
        (1..=100).for_each(|number| times.push(Duration::from_millis(number)));
        assert_eq!(times.quantile(0.5), Duration::from_millis(51));
        assert_eq!(times.quantile(0.99), Duration::from_millis(100));
        assert!((times.rate() - 100.0 / 5.05).abs() < 0.01);
        assert_eq!(Times::default().quantile(0.5), Duration::ZERO);
        let told = [1.234, 12.34, 123.4].map(|number| milliseconds(Duration::from_secs_f64(number / 1000.0)));
        assert_eq!(told, ["1.23 ms", "12.3 ms", "123 ms"]);
    }
}

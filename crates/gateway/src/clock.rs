//! The one place where time and keys come from.

use calling_card_contact::Timestamp;
use uuid::Uuid;

/// The time now, to the millisecond, so that texts of it sort.
pub fn now() -> Timestamp {
    at(jiff::Timestamp::now())
}

/// A moment as the model writes it.
pub fn at(moment: jiff::Timestamp) -> Timestamp {
    Timestamp(format!("{moment:.3}"))
}

/// The moment that is this many seconds from now; negative for the past.
pub fn in_seconds(seconds: i64) -> Timestamp {
    at(jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds))
}

/// A new key (UUIDv7: keys made later sort later).
pub fn new_key<Id: From<Uuid>>() -> Id {
    Id::from(Uuid::now_v7())
}

/// When a key was made; the beginning of time where it does not say.
pub fn made_at(key: Uuid) -> Timestamp {
    let made = key.get_timestamp().map(|made| made.to_unix());
    let made = made
        .and_then(|(seconds, rest)| jiff::Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(rest).ok()?).ok());
    at(made.unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}

/// How many seconds ago a moment was; nought where it is still to come, or none.
pub fn seconds_since(moment: &Timestamp) -> f64 {
    ago(moment).as_secs_f64().max(0.0)
}

/// In how many whole seconds a moment comes; nought where it has been, or is none.
pub fn seconds_until(moment: &Timestamp) -> u64 {
    u64::try_from(-ago(moment).as_secs()).unwrap_or(0)
}

/// How long ago a moment was, less than nothing where it is still to come.
fn ago(moment: &Timestamp) -> jiff::SignedDuration {
    let moment: Option<jiff::Timestamp> = moment.0.parse().ok();
    moment.map_or(jiff::SignedDuration::ZERO, |moment| jiff::Timestamp::now().duration_since(moment))
}

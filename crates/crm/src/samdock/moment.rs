//! Moments: the vendor says them as texts (ISO 8601) and as numbers whose unit nobody states.

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A moment, as it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment {
    /// Since 1970: milliseconds, or seconds where so many milliseconds would be the year 1973 or before.
    Number(Number),
    /// ISO 8601.
    Text(String),
}

/// From so many on, a number counts milliseconds: as seconds they would be the year 5138.
const MILLISECONDS: f64 = 1e11;
/// The end of the year 9999, in seconds.
const END: f64 = 253_402_300_800.0;

impl Moment {
    /// As milliseconds since 1970.
    pub fn of_milliseconds(milliseconds: i64) -> Self {
        Self::Number(milliseconds.into())
    }

    /// It as we write moments; none where it is none.
    pub fn timestamp(&self) -> Option<Timestamp> {
        match self {
            Self::Text(text) => is_moment(text).then(|| Timestamp(text.clone())),
            Self::Number(number) => {
                let said = number.as_f64().filter(|said| *said > 0.0)?;
                let seconds = if said >= MILLISECONDS { said / 1000.0 } else { said };
                (seconds < END).then(|| written(seconds as u64))
            }
        }
    }
}

/// Whether a text begins as a moment does and has an offset: `2019-08-24T14:15:22Z`.
fn is_moment(text: &str) -> bool {
    let shape = text.bytes().take(19).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let rest = text.get(19..).unwrap_or_default();
    shape.eq("0000-00-00T00:00:00".bytes()) && text.len() <= 40 && (rest.ends_with('Z') || rest.contains(['+', '-']))
}

/// Seconds since 1970 in the calendar of RFC 3339.
fn written(seconds: u64) -> Timestamp {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Years begin in March here, so that a leap day is the last of its year; eras are of 400 years.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = 400 * era + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    Timestamp(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_moment_is_read_whatever_its_unit() {
        let read = |value: Value| serde_json::from_value::<Moment>(value).ok().and_then(|moment| moment.timestamp());
        for (said, expected) in [
            (json!(1_651_043_942_899_i64), Some("2022-04-27T07:19:02Z")),
            (json!(1_651_043_942), Some("2022-04-27T07:19:02Z")),
            (json!(1_709_164_800.5), Some("2024-02-29T00:00:00Z")),
            (json!(951_782_400), Some("2000-02-29T00:00:00Z")),
            (json!("2019-08-24T14:15:22Z"), Some("2019-08-24T14:15:22Z")),
            (json!("2019-08-24T14:15:22.123+02:00"), Some("2019-08-24T14:15:22.123+02:00")),
            (json!("string"), None),
            (json!("2019-08-24"), None),
            (json!("2019-08-24T14:15:22"), None),
            (json!("２０１９-08-24T14:15:22Z"), None),
            (json!(0), None),
            (json!(-5), None),
            (json!(1e300), None),
            (json!({}), None),
        ] {
            assert_eq!(read(said.clone()).map(|at| at.0).as_deref(), expected, "{said}");
        }
    }
}

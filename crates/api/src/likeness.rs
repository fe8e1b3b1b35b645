//! How likely two people are the same, and why: one scoring for browser and gateway, without any look at anything but the two.
//!
//! A name that speaks against it is never outvoted, however much else is the same: families share numbers and addresses, colleagues
//! share companies. A shared e-mail address of one person counts most, then a phone number, a birthday, a company; an address of an
//! office (`info@…`) counts as a number does, for it is many people's. Two different birthdays, or a 'senior' and a 'junior', are two.

use serde::{Deserialize, Serialize};

mod company;
mod given;
mod name;
mod reason;
mod sound;
#[cfg(test)]
mod tests;
mod traits;
mod typo;

pub use reason::Reason;
pub use sound::cologne;
pub use traits::{Traits, known_by};

use company::Companies;
use name::Names;

/// How likely two people are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Likeness {
    /// From [`POSSIBLE`] to 99.
    pub score: u8,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Below it, two people are not told.
pub const POSSIBLE: u8 = 60;
/// From here on it is likely.
pub const LIKELY: u8 = 75;
/// From here on it is nearly certain.
pub const CERTAIN: u8 = 90;

/// How likely two people are the same; nothing where they are probably two.
pub fn likeness(one: &Traits, other: &Traits) -> Option<Likeness> {
    let names = name::compare(one, other);
    if names == Names::Against || one.generation != other.generation {
        return None;
    }
    let email = share(&one.emails, &other.emails);
    let phone = share(&one.phones, &other.phones);
    let office = share(&one.offices, &other.offices);
    let companies = company::compare(&one.company, &other.company);
    let birthdays = traits::birthdays(one, other);
    if birthdays == Some(false) && !(email && matches!(names, Names::Same | Names::Swapped)) {
        return None;
    }
    let born = birthdays == Some(true);
    let city = !one.city.is_empty() && one.city == other.city;
    let nowhere = companies == Companies::Unknown;
    let base = match names {
        Names::Same | Names::Swapped if email => 96,
        Names::Same if phone => 90,
        Names::Same if born => 88,
        Names::Swapped if phone || born => 86,
        Names::Same if office => 84,
        Names::Same => by_company(companies, 84, 76).or((city && nowhere).then_some(POSSIBLE))?,
        Names::Swapped => by_company(companies, 80, 70)?,
        Names::Written | Names::Sounds if email => 92,
        Names::Written | Names::Sounds if phone => 82,
        Names::Written | Names::Sounds if born => 76,
        Names::Written => by_company(companies, 72, 0)?,
        Names::Sounds => by_company(companies, 72, 62)?,
        Names::Shorter if email => 92,
        Names::Shorter if phone => 76,
        Names::Shorter => by_company(companies, 66, 0)?,
        Names::Part if email => 88,
        Names::Part if phone && companies == Companies::Same => 64,
        Names::Missing if email => 84,
        Names::OtherFamily if email => LIKELY,
        _ => return None,
    };
    let more = [phone, born, companies == Companies::Same, city].iter().filter(|too| **too).count() as u8;
    let score = if birthdays == Some(false) { 70 } else { (base + more.saturating_sub(1)).min(99) };
    let reasons = [
        (email, Reason::Email),
        (phone, Reason::Phone),
        (true, names.reason()),
        (born, Reason::Birthday),
        (companies == Companies::Same, Reason::Company),
        (companies == Companies::Similar, Reason::SimilarCompany),
        (office, Reason::Office),
        (city, Reason::City),
    ];
    let reasons = reasons.into_iter().filter(|(speaks, _)| *speaks).map(|(_, reason)| reason).collect();
    (score >= POSSIBLE).then_some(Likeness { score, reasons })
}

/// Whether two companies have one name, but perhaps for the legal form.
pub fn is_same_company(one: &str, other: &str) -> bool {
    company::compare(&company::core(one), &company::core(other)) == Companies::Same
}

/// The score that a company gives; nothing where it gives none.
fn by_company(companies: Companies, same: u8, similar: u8) -> Option<u8> {
    match companies {
        Companies::Same => Some(same),
        Companies::Similar => Some(similar).filter(|score| *score > 0),
        Companies::Unknown | Companies::Other => None,
    }
}

fn share(one: &[Box<str>], other: &[Box<str>]) -> bool {
    one.iter().any(|known| other.contains(known))
}

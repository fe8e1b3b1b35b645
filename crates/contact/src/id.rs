//! Keys. Each kind of record has a type of its own, so that one is never taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(key: Uuid) -> Self {
                Self(key)
            }
        }
    )+};
}

ids! {
    /// A person; a UUIDv7.
    PersonId;
    /// A business card of a person; a UUIDv7, unique in the installation.
    CardId;
    /// An organization; a UUIDv7.
    OrganizationId;
    /// A branch of an organization; a UUIDv7.
    BranchId;
    /// A relation between two people; a UUIDv7.
    RelationId;
    /// A note about a person; a UUIDv7, or a key that its sender has made.
    NoteId;
    /// A contact draft; a UUIDv7.
    DraftId;
    /// A proof of consent; a UUIDv7.
    ConsentId;
    /// A file that came in through a form; a UUIDv7.
    FileId;
    /// A person on their way into a CRM; a UUIDv7.
    DeliveryId;
    /// The definition of a custom field; a UUIDv7.
    CustomFieldId;
    /// An event; a UUIDv7.
    EventId;
    /// A place at an event; a UUIDv7.
    BookingId;
    /// An invitation to an event; a UUIDv7.
    InvitationId;
    /// A mail that is sent, or waits to be; a UUIDv7.
    MailId;
    /// A member of staff; a UUIDv7.
    UserId;
    /// Changes that were made, and can be undone, together; a UUIDv7.
    BatchId;
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident, $example:literal, $invalid:ident: $error:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, example = $example))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        #[doc = concat!("Why a text is no [`", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error($error)]
        pub struct $invalid;

        impl $name {
            /// As it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                if is_name(&text) { Ok(Self(text)) } else { Err($invalid) }
            }
        }

        impl FromStr for $name {
            type Err = $invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

names! {
    /// The id of an inbound source as it stands in a form's address (`/f/contact`):
    /// 1 to 64 of `a-z`, `0-9`, `-` and `_`, a letter or digit first. Unique in an installation.
    FormId, "contact", InvalidFormId: "a form's id has 1 to 64 characters of a-z, 0-9, - and _, a letter or digit first";
    /// The key of a custom field, by which people and organizations hold its value, by the rule of a form's id.
    /// Unique among the fields of people, or of organizations, of a workspace.
    FieldKey, "budget", InvalidFieldKey: "a field's key has 1 to 64 characters of a-z, 0-9, - and _, a letter or digit first";
}

impl FormId {
    /// Stands where an id belongs and none of ours is known: other CRMs give their sources ids of their own.
    pub fn there() -> Self {
        Self("there".to_owned())
    }
}

impl FieldKey {
    /// The key of a field with this label: with a number behind it where it is taken.
    pub fn of_label(label: &str, taken: impl Fn(&Self) -> bool) -> Option<Self> {
        let made = plain_id(label);
        let made: String = if made.is_empty() { "field".into() } else { made.chars().take(60).collect() };
        let numbered = (1..1000).map(|number| if number == 1 { made.clone() } else { format!("{made}-{number}") });
        numbered.filter_map(|key| Self::try_from(key).ok()).find(|key| !taken(key))
    }
}

/// An id made of a name; empty where no letter of it can stand in one.
pub fn plain_id(name: &str) -> String {
    let plain = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let id: String = plain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(64).collect();
    id.trim_matches('-').to_owned()
}

/// What can stand in an address, in a JSON Pointer and in a vCard as it is.
fn is_name(text: &str) -> bool {
    let fits = |c: &u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'-' | b'_');
    let starts = text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    starts && text.len() <= 64 && text.as_bytes().iter().all(fits)
}

/// The id of a published card as it stands in its address (`/c/7k2mzq0v4x9d3r5t`): 80 random bits as 16 digits and small letters, without
/// `i`, `l`, `o` and `u`, so that it is found by no guessing and typed without mistakes. Unique in an installation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "7k2mzq0v4x9d3r5t"))]
#[serde(try_from = "String", into = "String")]
pub struct PublishedCardId(String);

/// Why a text is no [`PublishedCardId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a published card's id has 16 digits and small letters, without i, l, o and u")]
pub struct InvalidPublishedCardId;

impl PublishedCardId {
    const LENGTH: usize = 16;
    /// Crockford's base 32.
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

    /// The id of these bits, which must be random.
    pub fn new(random: [u8; 10]) -> Self {
        let bits = random.into_iter().fold(0u128, |bits, byte| bits << 8 | u128::from(byte));
        let sign = |place: usize| char::from(Self::SIGNS[(bits >> (5 * place) & 31) as usize]);
        Self((0..Self::LENGTH).rev().map(sign).collect())
    }

    /// The id as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublishedCardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PublishedCardId {
    type Error = InvalidPublishedCardId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let right = text.len() == Self::LENGTH && text.bytes().all(|sign| Self::SIGNS.contains(&sign));
        right.then_some(Self(text)).ok_or(InvalidPublishedCardId)
    }
}

impl FromStr for PublishedCardId {
    type Err = InvalidPublishedCardId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl From<PublishedCardId> for String {
    fn from(id: PublishedCardId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldKey, PublishedCardId, plain_id};

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(plain_id("Rückruf & Beratung"), "rueckruf---beratung");
        assert_eq!(plain_id("問い合わせ"), "");
        let key = |label: &str, known: &[&str]| {
            FieldKey::of_label(label, |key| known.contains(&key.as_str())).map(|key| key.to_string())
        };
        assert_eq!(key("Größe", &[]).as_deref(), Some("groesse"));
        assert_eq!(key("Größe", &["groesse", "groesse-2"]).as_deref(), Some("groesse-3"));
        assert_eq!(key("問い合わせ", &["field"]).as_deref(), Some("field-2"));
        assert_eq!(key(&"x".repeat(90), &[]), Some("x".repeat(60)));
    }

    #[test]
    fn a_published_card_has_an_id_that_is_read_back() {
        let id = PublishedCardId::new([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(id.as_str(), "zw00000000000001");
        assert_eq!(id.as_str().parse(), Ok(id));
        for wrong in
            ["", "zw0000000000001", "zw000000000000011", "ZW00000000000001", "zw0000000000000l", "../zw00000000000"]
        {
            assert!(wrong.parse::<PublishedCardId>().is_err(), "{wrong}");
        }
    }
}

//! The vendor's lists of words with numbers: privacy, kinds of contact data, and categories of each kind.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Who may see a contact. Asked for by word or number, answered as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShareType {
    /// Whoever manages it; without managers, administrators alone.
    #[default]
    None,
    /// All may read and write it.
    ReadWrite,
    /// All may read it.
    Read,
}

impl ShareType {
    const ALL: [(Self, &'static str); 3] = [(Self::None, "None"), (Self::ReadWrite, "ReadWrite"), (Self::Read, "Read")];

    /// Its number.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The one with this number.
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().map(|(kind, _)| kind).find(|kind| kind.number() == number)
    }
}

impl Serialize for ShareType {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(self.number())
    }
}

impl<'de> Deserialize<'de> for ShareType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let named = |text: &str| Self::ALL.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
        let said = Value::deserialize(from)?;
        let found = of_word_or_number(&said, |text| named(text).map(|(kind, _)| kind), Self::of_number);
        found.ok_or_else(|| D::Error::custom("no privacy: 0 or None, 1 or ReadWrite, 2 or Read"))
    }
}

/// A kind of contact data. Asked for by word or number, answered as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InfoType {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A page on the web.
    Website,
    /// A name at Skype.
    Skype,
    /// A name at Twitter.
    Twitter,
    /// A profile at LinkedIn.
    LinkedIn,
    /// A profile at Facebook.
    Facebook,
    /// A postal address.
    Address,
    /// A journal at LiveJournal.
    LiveJournal,
    /// A profile at MySpace.
    MySpace,
    /// An account at Google Mail.
    GMail,
    /// A journal at Blogger.
    Blogger,
    /// A name at Yahoo.
    Yahoo,
    /// A name at MSN.
    Msn,
    /// A number at ICQ.
    Icq,
    /// A name at a Jabber server.
    Jabber,
    /// A name at AIM.
    Aim,
    /// A profile at VK.
    Vk,
}

impl InfoType {
    /// All of them with their words, in the order of their numbers.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::Phone, "Phone"),
        (Self::Email, "Email"),
        (Self::Website, "Website"),
        (Self::Skype, "Skype"),
        (Self::Twitter, "Twitter"),
        (Self::LinkedIn, "LinkedIn"),
        (Self::Facebook, "Facebook"),
        (Self::Address, "Address"),
        (Self::LiveJournal, "LiveJournal"),
        (Self::MySpace, "MySpace"),
        (Self::GMail, "GMail"),
        (Self::Blogger, "Blogger"),
        (Self::Yahoo, "Yahoo"),
        (Self::Msn, "MSN"),
        (Self::Icq, "ICQ"),
        (Self::Jabber, "Jabber"),
        (Self::Aim, "AIM"),
        (Self::Vk, "VK"),
    ];

    /// Its number.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The one with this number.
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().map(|(kind, _)| kind).find(|kind| kind.number() == number)
    }

    /// The one of this word, in capital letters or small ones, or of this number in digits.
    pub fn of_text(text: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|(_, word)| word.eq_ignore_ascii_case(text)).map(|(kind, _)| kind);
        named.or_else(|| text.parse().ok().and_then(Self::of_number))
    }

    /// Whether it is a place where people have names or profiles.
    pub fn is_network(self) -> bool {
        !matches!(self, Self::Phone | Self::Email | Self::Website | Self::Address)
    }

    /// The names of its categories, in the order of their numbers.
    pub fn categories(self) -> &'static [&'static str] {
        match self {
            Self::Phone => &["Home", "Work", "Mobile", "Fax", "Direct", "Other"],
            Self::Address => &["Home", "Postal", "Office", "Billing", "Other", "Work"],
            _ => &["Home", "Work", "Other"],
        }
    }

    /// The number of the category with exactly this name.
    pub fn category_number(self, name: &str) -> Option<i64> {
        self.categories().iter().zip(0..).find(|(known, _)| **known == name).map(|(_, number)| number)
    }

    /// The name of the category with this number.
    pub fn category_name(self, number: i64) -> Option<&'static str> {
        self.categories().get(usize::try_from(number).ok()?).copied()
    }
}

impl Serialize for InfoType {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for InfoType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let found = of_word_or_number(&Value::deserialize(from)?, Self::of_text, Self::of_number);
        found.ok_or_else(|| D::Error::custom("no kind of contact data"))
    }
}

/// What is said by a word, by a number, or by a number in digits.
fn of_word_or_number<T>(
    said: &Value,
    of_word: impl Fn(&str) -> Option<T>,
    of_number: impl Fn(i64) -> Option<T>,
) -> Option<T> {
    match said {
        Value::String(text) => of_word(text).or_else(|| of_number(text.parse().ok()?)),
        said => of_number(said.as_i64()?),
    }
}

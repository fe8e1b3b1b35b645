//! What a column of a table can hold.

use calling_card_contact::{Language, Place};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Nothing that is taken over.
    LeaveOut,
    /// What has no field: it becomes a note, with its heading.
    KeepAsNote,
    /// The whole name.
    Name,
    /// The salutation.
    Salutation,
    /// The academic title.
    Title,
    /// What stands before the name.
    Prefix,
    /// The given name.
    Given,
    /// Additional names.
    Additional,
    /// The family name.
    Family,
    /// What stands after the name.
    Suffix,
    /// Initials.
    Initials,
    /// A nickname.
    Nickname,
    /// The gender.
    Gender,
    /// The company.
    Business,
    /// The department.
    Department,
    /// The position.
    Position,
    /// E-mail addresses.
    Email(Place),
    /// Phone numbers.
    Phone(Place),
    /// Mobile numbers.
    Mobile,
    /// Fax numbers.
    Fax(Place),
    /// A pager's number.
    Pager,
    /// A part of an address.
    Address(Place, Part),
    /// The birthday; `4/12/1990` is in April.
    Birthday,
    /// The birthday; `4/12/1990` is in December.
    BirthdayDayFirst,
    /// An important date.
    Date,
    /// Web addresses.
    Website,
    /// Social profiles.
    Social,
    /// Tags.
    Tags,
    /// Personality tags.
    PersonalityTags,
    /// A note.
    Note,
    /// Notes with an empty line between them.
    Notes,
    /// The key by which the person is known elsewhere.
    Uid,
    /// What the next column is: home, work, mobile.
    Kind,
    /// A custom field, by its place among those of [`super::Mapping::with_custom`].
    Custom(u16),
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it in one text.
    Whole,
    /// The street.
    Street,
    /// The house number, where it stands by itself.
    HouseNumber,
    /// What is added to the street.
    Additional,
    /// The post box.
    PostBox,
    /// The postal code.
    Zip,
    /// The city.
    City,
    /// The state.
    State,
    /// The country.
    Country,
    /// The country's two letters.
    CountryCode,
}

/// Fields that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// No field.
    Nothing,
    /// The name.
    Name,
    /// The company.
    Company,
    /// Ways to reach a person.
    Reach,
    /// The address.
    Address,
    /// The address at work.
    WorkAddress,
    /// The private address.
    HomeAddress,
    /// Everything else.
    More,
}

impl Group {
    /// Its name.
    pub fn name(self, language: Language) -> &'static str {
        let (english, german) = match self {
            Self::Nothing => ("No field", "Kein Feld"),
            Self::Name => ("Name", "Name"),
            Self::Company => ("Company", "Firma"),
            Self::Reach => ("E-mail and phone", "E-Mail und Telefon"),
            Self::Address => ("Address", "Adresse"),
            Self::WorkAddress => ("Address at work", "Adresse geschäftlich"),
            Self::HomeAddress => ("Private address", "Adresse privat"),
            Self::More => ("More", "Weiteres"),
        };
        if language == Language::De { german } else { english }
    }
}

impl Field {
    /// The word that stands for it; it stays what it is. A custom field has its own key, which is not known here.
    pub fn key(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("leave_out", |(_, _, key, ..)| key)
    }

    /// The field that a word stands for.
    pub fn of_key(key: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, _, known, ..)| *known == key).map(|(field, ..)| *field)
    }
}

use Part::{Additional, City, Country, CountryCode, HouseNumber, PostBox, State, Street, Whole, Zip};
use Place::{Home, Other, Work};

/// All fields: the group, the word, and the name in English and German.
pub const FIELDS: [(Field, Group, &str, &str, &str); 64] = [
    (Field::LeaveOut, Group::Nothing, "leave_out", "Leave out", "Auslassen"),
    (Field::KeepAsNote, Group::Nothing, "keep", "Keep as a note", "Als Notiz behalten"),
    (Field::Name, Group::Name, "name", "Whole name", "Ganzer Name"),
    (Field::Salutation, Group::Name, "salutation", "Salutation", "Anrede"),
    (Field::Title, Group::Name, "title", "Title", "Titel"),
    (Field::Prefix, Group::Name, "prefix", "Prefix", "Präfix"),
    (Field::Given, Group::Name, "given", "Given name", "Vorname"),
    (Field::Additional, Group::Name, "additional", "Additional names", "Weitere Vornamen"),
    (Field::Family, Group::Name, "family", "Family name", "Nachname"),
    (Field::Suffix, Group::Name, "suffix", "Suffix", "Suffix"),
    (Field::Initials, Group::Name, "initials", "Initials", "Initialen"),
    (Field::Nickname, Group::Name, "nickname", "Nickname", "Spitzname"),
    (Field::Gender, Group::Name, "gender", "Gender", "Geschlecht"),
    (Field::Business, Group::Company, "business", "Company", "Firma"),
    (Field::Department, Group::Company, "department", "Department", "Abteilung"),
    (Field::Position, Group::Company, "position", "Position", "Position"),
    (Field::Email(Other), Group::Reach, "email", "E-mail", "E-Mail"),
    (Field::Email(Work), Group::Reach, "email.work", "E-mail, work", "E-Mail, geschäftlich"),
    (Field::Email(Home), Group::Reach, "email.home", "E-mail, private", "E-Mail, privat"),
    (Field::Phone(Other), Group::Reach, "phone", "Phone", "Telefon"),
    (Field::Phone(Work), Group::Reach, "phone.work", "Phone, work", "Telefon, geschäftlich"),
    (Field::Phone(Home), Group::Reach, "phone.home", "Phone, private", "Telefon, privat"),
    (Field::Mobile, Group::Reach, "mobile", "Mobile", "Mobiltelefon"),
    (Field::Fax(Other), Group::Reach, "fax", "Fax", "Fax"),
    (Field::Fax(Work), Group::Reach, "fax.work", "Fax, work", "Fax, geschäftlich"),
    (Field::Fax(Home), Group::Reach, "fax.home", "Fax, private", "Fax, privat"),
    (Field::Pager, Group::Reach, "pager", "Pager", "Pager"),
    (Field::Address(Other, Whole), Group::Address, "address", "Whole address", "Ganze Adresse"),
    (Field::Address(Other, Street), Group::Address, "address.street", "Street", "Straße"),
    (Field::Address(Other, HouseNumber), Group::Address, "address.number", "House number", "Hausnummer"),
    (Field::Address(Other, Additional), Group::Address, "address.additional", "Street, second line", "Adresszusatz"),
    (Field::Address(Other, PostBox), Group::Address, "address.post_box", "Post box", "Postfach"),
    (Field::Address(Other, Zip), Group::Address, "address.zip", "Postal code", "Postleitzahl"),
    (Field::Address(Other, City), Group::Address, "address.city", "City", "Ort"),
    (Field::Address(Other, State), Group::Address, "address.state", "State", "Bundesland"),
    (Field::Address(Other, Country), Group::Address, "address.country", "Country", "Land"),
    (Field::Address(Other, CountryCode), Group::Address, "address.code", "Country code", "Ländercode"),
    (Field::Address(Work, Whole), Group::WorkAddress, "work", "Whole address, work", "Ganze Adresse, geschäftlich"),
    (Field::Address(Work, Street), Group::WorkAddress, "work.street", "Street, work", "Straße, geschäftlich"),
    (
        Field::Address(Work, Additional),
        Group::WorkAddress,
        "work.additional",
        "Street, second line, work",
        "Adresszusatz, geschäftlich",
    ),
    (Field::Address(Work, PostBox), Group::WorkAddress, "work.post_box", "Post box, work", "Postfach, geschäftlich"),
    (Field::Address(Work, Zip), Group::WorkAddress, "work.zip", "Postal code, work", "Postleitzahl, geschäftlich"),
    (Field::Address(Work, City), Group::WorkAddress, "work.city", "City, work", "Ort, geschäftlich"),
    (Field::Address(Work, State), Group::WorkAddress, "work.state", "State, work", "Bundesland, geschäftlich"),
    (Field::Address(Work, Country), Group::WorkAddress, "work.country", "Country, work", "Land, geschäftlich"),
    (Field::Address(Home, Whole), Group::HomeAddress, "home", "Whole address, private", "Ganze Adresse, privat"),
    (Field::Address(Home, Street), Group::HomeAddress, "home.street", "Street, private", "Straße, privat"),
    (
        Field::Address(Home, Additional),
        Group::HomeAddress,
        "home.additional",
        "Street, second line, private",
        "Adresszusatz, privat",
    ),
    (Field::Address(Home, PostBox), Group::HomeAddress, "home.post_box", "Post box, private", "Postfach, privat"),
    (Field::Address(Home, Zip), Group::HomeAddress, "home.zip", "Postal code, private", "Postleitzahl, privat"),
    (Field::Address(Home, City), Group::HomeAddress, "home.city", "City, private", "Ort, privat"),
    (Field::Address(Home, State), Group::HomeAddress, "home.state", "State, private", "Bundesland, privat"),
    (Field::Address(Home, Country), Group::HomeAddress, "home.country", "Country, private", "Land, privat"),
    (Field::Birthday, Group::More, "birthday", "Birthday", "Geburtstag"),
    (
        Field::BirthdayDayFirst,
        Group::More,
        "birthday.day_first",
        "Birthday, written day/month/year",
        "Geburtstag, als Tag/Monat/Jahr",
    ),
    (Field::Date, Group::More, "date", "Important date", "Wichtiger Tag"),
    (Field::Website, Group::More, "website", "Web address", "Webadresse"),
    (Field::Social, Group::More, "social", "Social profile", "Profil"),
    (Field::Tags, Group::More, "tags", "Tags", "Schlagwörter"),
    (Field::PersonalityTags, Group::More, "personality_tags", "Personality tags", "Persönliches"),
    (Field::Note, Group::More, "note", "Note", "Notiz"),
    (Field::Notes, Group::More, "notes", "Notes, an empty line between them", "Notizen, eine leere Zeile dazwischen"),
    (Field::Uid, Group::More, "uid", "UID", "UID"),
    (Field::Kind, Group::More, "kind", "Kind of the next column", "Art der nächsten Spalte"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_word_of_its_own() {
        for (index, (field, _, key, ..)) in FIELDS.iter().enumerate() {
            assert_eq!((Field::of_key(key), field.key()), (Some(*field), *key));
            assert!(FIELDS[..index].iter().all(|(_, _, other, ..)| other != key));
        }
        assert_eq!(Field::of_key("nothing"), None);
    }
}

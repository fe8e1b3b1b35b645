//! Headings that address books and CRMs write, in English and German.

use calling_card_contact::Place;

use super::Field;
use super::Part::{self, Additional, City, Country, CountryCode, HouseNumber, PostBox, State, Street, Whole, Zip};

/// What a heading says by itself.
pub(super) fn field_of(heading: &str) -> Option<Field> {
    let words = words(heading);
    let whole = words.join(" ");
    if let Some(field) = exact(&whole).or_else(|| placed(&whole, Place::Other)) {
        return Some(field);
    }
    let (mut place, mut rest) = (Place::Other, Vec::new());
    for word in &words {
        match word.as_str() {
            "business" | "work" | "office" | "company" | "geschaeftlich" | "dienstlich" | "beruflich" | "firma"
            | "buero" | "arbeit" => {
                place = Place::Work;
            }
            "home" | "private" | "personal" | "privat" => place = Place::Home,
            // The e of Outlook's `Weiteres/e`, which an e-mail has too.
            "r" | "other" | "weitere" | "weiterer" | "weiteres" | "primary" | "main" | "primaere" | "primaer"
            | "the" => {}
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => {}
            word => rest.push(word),
        }
    }
    if words.first().is_some_and(|word| word.starts_with("weiter")) {
        rest.retain(|word| *word != "e");
    }
    let numbered = |field: Field| match field {
        // A second street is a line of the first one's address.
        Field::Address(place, Street) if whole.ends_with(" 2") || whole.ends_with(" 3") => {
            Field::Address(place, Additional)
        }
        field => field,
    };
    let rest = rest.join(" ");
    placed(&rest, place).or_else(|| exact(&rest).filter(|_| place == Place::Other)).map(numbered)
}

/// Whether a heading is a known one.
pub(super) fn is_known(heading: &str) -> bool {
    field_of(heading).is_some()
}

/// What comes before `Type` or `Label`, and so tells of the column that comes next: `E-mail 1 - Label`.
pub(super) fn kind_of_next(heading: &str, next: &str) -> bool {
    let (words, next) = (words(heading), words(next));
    let Some((last, before)) = words.split_last().filter(|(_, before)| !before.is_empty()) else { return false };
    matches!(last.as_str(), "type" | "label")
        && next.len() > before.len()
        && next.starts_with(before)
        && matches!(next[before.len()].as_str(), "value" | "formatted" | "street")
}

/// The words of a heading in small letters, `firstName` in two.
pub(super) fn words(heading: &str) -> Vec<String> {
    let mut text = String::with_capacity(heading.len() + 4);
    let mut small = false;
    for c in heading.chars() {
        if c.is_uppercase() && small {
            text.push(' ');
        }
        small = c.is_lowercase();
        match c {
            'ä' | 'Ä' => text.push_str("ae"),
            'ö' | 'Ö' => text.push_str("oe"),
            'ü' | 'Ü' => text.push_str("ue"),
            'ß' => text.push_str("ss"),
            c if c.is_alphanumeric() => text.extend(c.to_lowercase()),
            _ => text.push(' '),
        }
    }
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Headings of what there is once.
fn exact(words: &str) -> Option<Field> {
    Some(match words {
        "name"
        | "full name"
        | "fullname"
        | "display name"
        | "anzeigename"
        | "vollstaendiger name"
        | "contact"
        | "contact name"
        | "kontakt"
        | "kontaktname"
        | "ansprechpartner"
        | "ganzer name" => Field::Name,
        "salutation" | "anrede" => Field::Salutation,
        "titel" | "academic title" | "akademischer titel" => Field::Title,
        "prefix" | "name prefix" | "praefix" => Field::Prefix,
        "given name" | "first name" | "firstname" | "givenname" | "forename" | "vorname" => Field::Given,
        "additional names" | "additional name" | "middle name" | "middlename" | "weitere vornamen"
        | "zweiter vorname" => Field::Additional,
        "family name" | "last name" | "lastname" | "surname" | "nachname" | "familienname" | "zuname" => Field::Family,
        "suffix" | "name suffix" => Field::Suffix,
        "initials" | "initialen" => Field::Initials,
        "nickname" | "nick name" | "spitzname" => Field::Nickname,
        "gender" | "geschlecht" | "sex" => Field::Gender,
        "company" | "company name" | "companyname" | "organization" | "organisation" | "organization name"
        | "organisation name" | "firma" | "firmenname" | "unternehmen" | "business" | "business name"
        | "account name" | "associated company" | "employer" | "arbeitgeber" => Field::Business,
        "department" | "abteilung" | "organization department" => Field::Department,
        "position" | "job title" | "jobtitle" | "job position" | "funktion" | "rolle" | "role" | "beruf"
        | "occupation" | "organization title" | "stellenbezeichnung" | "berufsbezeichnung" => Field::Position,
        "birthday" | "birth date" | "birthdate" | "date of birth" | "dob" | "geburtstag" | "geburtsdatum" => {
            Field::Birthday
        }
        "anniversary" | "jahrestag" | "hochzeitstag" | "event value" | "important date" => Field::Date,
        "linkedin" | "linkedin url" | "linkedin profile" | "xing" | "xing url" | "twitter" | "facebook"
        | "instagram" | "social profile" | "social profiles" => Field::Social,
        "tags" | "tag" | "labels" | "label" | "categories" | "category" | "kategorien" | "kategorie"
        | "schlagwoerter" | "group membership" | "groups" | "gruppen" | "keywords" => Field::Tags,
        "personality tags" | "personality" | "persoenliches" | "interests" | "interessen" | "hobby" | "hobbies"
        | "hobbys" => Field::PersonalityTags,
        "notes" | "note" | "notizen" | "notiz" | "bemerkungen" | "bemerkung" | "comments" | "comment" | "kommentar"
        | "kommentare" | "anmerkungen" | "anmerkung" | "description" | "beschreibung" | "memo" => Field::Note,
        "custom field value" | "relation value" => Field::KeepAsNote,
        "uid" => Field::Uid,
        _ => return None,
    })
}

/// Headings of what there is at work and at home.
fn placed(words: &str, place: Place) -> Option<Field> {
    let part = |part: Part| Some(Field::Address(place, part));
    match words {
        "email" | "e mail" | "mail" | "email address" | "e mail address" | "emailaddress" | "e mail adresse"
        | "email adresse" | "emailadresse" | "mailadresse" | "mail adresse" | "e mail value" | "email value" => {
            Some(Field::Email(place))
        }
        "phone" | "telephone" | "tel" | "telefon" | "phone number" | "phonenumber" | "telephone number"
        | "telefonnummer" | "rufnummer" | "haupttelefon" | "festnetz" | "festnetznummer" | "landline"
        | "phone value" => Some(Field::Phone(place)),
        "mobile"
        | "mobile phone"
        | "mobile number"
        | "mobile phone number"
        | "mobil"
        | "mobiltelefon"
        | "mobilnummer"
        | "telefon mobil"
        | "handy"
        | "handynummer"
        | "cell"
        | "cell phone"
        | "cellphone"
        | "phone mobile"
        | "car phone"
        | "autotelefon" => Some(Field::Mobile),
        "fax" | "fax number" | "faxnummer" | "telefax" => Some(Field::Fax(place)),
        "pager" => Some(Field::Pager),
        "website" | "web site" | "website url" | "website value" | "web page" | "webpage" | "webseite" | "homepage"
        | "home page" | "url" | "internet" | "internetseite" | "web" => Some(Field::Website),
        "street"
        | "street address"
        | "address street"
        | "strasse"
        | "strasse und hausnummer"
        | "strasse hausnummer"
        | "strasse nr"
        | "address line 1"
        | "address 1"
        | "strasse 1"
        | "street 1" => part(Street),
        "address" | "adresse" | "anschrift" | "address formatted" => part(Whole),
        "house number" | "hausnummer" | "hausnr" | "haus nr" if place == Place::Other => part(HouseNumber),
        "street 2"
        | "street 3"
        | "address 2"
        | "address line 2"
        | "strasse 2"
        | "strasse 3"
        | "adresszusatz"
        | "address extended address"
        | "zusatz" => part(Additional),
        "post box" | "po box" | "p o box" | "postfach" | "address po box" => part(PostBox),
        "zip"
        | "zip code"
        | "zipcode"
        | "postal code"
        | "postcode"
        | "plz"
        | "postleitzahl"
        | "address postal code" => part(Zip),
        "city" | "town" | "ort" | "stadt" | "wohnort" | "address city" => part(City),
        "state" | "region" | "province" | "bundesland" | "kanton" | "bundesland kanton" | "federal state"
        | "state region" | "state province" | "address region" => part(State),
        "country" | "land" | "country region" | "land region" | "address country" => part(Country),
        "country code" | "laendercode" | "landeskennzeichen" if place == Place::Other => part(CountryCode),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Place::{Home, Other, Work};

    #[test]
    fn headings_of_many_programs() {
        for (heading, field) in [
            ("E-Mail 2: Adresse", Field::Email(Other)),
            ("E-mail 1 - Value", Field::Email(Other)),
            ("Primäre E-Mail-Adresse", Field::Email(Other)),
            ("E-mail 3", Field::Email(Other)),
            ("firstName", Field::Given),
            ("last_name", Field::Family),
            ("Weitere Vornamen", Field::Additional),
            ("Telefon (geschäftlich)", Field::Phone(Work)),
            ("Telefon (privat 2)", Field::Phone(Home)),
            ("Business Phone 2", Field::Phone(Work)),
            ("Company Main Phone", Field::Phone(Work)),
            ("Haupttelefon", Field::Phone(Other)),
            ("Weiteres Fax", Field::Fax(Other)),
            ("Mobile Phone Number", Field::Mobile),
            ("Straße geschäftlich", Field::Address(Work, Street)),
            ("Straße privat 2", Field::Address(Home, Additional)),
            ("Home Street 3", Field::Address(Home, Additional)),
            ("Address 2 - Street", Field::Address(Other, Street)),
            ("Weiteres/r Bundesland/Kanton", Field::Address(Other, State)),
            ("Weiteres/e Land/Region", Field::Address(Other, Country)),
            ("Business Country/Region", Field::Address(Work, Country)),
            ("Organization 1 - Title", Field::Position),
            ("Firma", Field::Business),
            ("Business Name", Field::Business),
            ("Web Page", Field::Website),
        ] {
            assert_eq!(field_of(heading), Some(field), "{heading}");
        }
        for heading in
            ["", "Telefon Assistent", "E-mail Display Name", "Lifecycle Stage", "Rückmeldung", "Photo", "Company size"]
        {
            assert_eq!(field_of(heading), None, "{heading}");
        }
        assert!(
            kind_of_next("E-mail 1 - Label", "E-mail 1 - Value")
                && kind_of_next("Address 1 - Type", "Address 1 - Formatted")
        );
        assert!(!kind_of_next("E-mail Type", "E-mail Display Name") && !kind_of_next("Label", "Value"));
    }
}

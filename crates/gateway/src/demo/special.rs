//! People whose names try what a name can be: long, with many parts, with one part only.

use calling_card_api::people::ImportedPerson;
use calling_card_contact::Name;

use super::cards::Owner;
use super::people::{Making, person};
use super::places::Country;

/// Seven people.
pub(super) fn special(making: &mut Making) -> Vec<ImportedPerson> {
    let name = |given: &str, additional: &str, family: &str| Name {
        given: given.to_owned(),
        additional: additional.to_owned(),
        family: family.to_owned(),
        ..Name::default()
    };
    let baron = Name {
        salutation: "Herr".into(),
        title: "Prof. Dr. Dr. h. c.".into(),
        initials: "K.-A. v. H.".into(),
        honorific_suffix: "M. A.".into(),
        ..name("Karl-Albrecht", "Maximilian Johann Nepomuk", "Freiherr von und zu Hohenwolkenstein-Trauchburg")
    };
    let bishop = Name {
        honorific_prefix: "Rt Revd".into(),
        honorific_suffix: "OBE".into(),
        ..name("Philippa", "", "Featherstonehaugh")
    };
    let one = Name { formatted: "Suharti".into(), ..name("Suharti", "", "") };
    let who = [
        (baron, "Karl-Albrecht Hohenwolkenstein", false, Country::Germany),
        (bishop, "Philippa Featherstonehaugh", true, Country::Britain),
        (
            name("María de los Ángeles", "Consuelo", "Fernández de Villarrubia y Ruiz-Montalbán"),
            "Maria Fernandez",
            true,
            Country::Italy,
        ),
        (
            name("Andriamihaja", "", "Rakotonandrasanarivelo"),
            "Andriamihaja Rakotonandrasanarivelo",
            false,
            Country::France,
        ),
        (name("Nimal", "Don Prasanna", "Wijesinghe Arachchilage"), "Nimal Wijesinghe", false, Country::Britain),
        (name("Ann-Marie", "", "d’Arcy-O’Neill"), "Ann-Marie d'Arcy-O'Neill", true, Country::Britain),
        (one, "Suharti", true, Country::Germany),
    ];
    let owner =
        |(name, latin, woman, home): (Name, &str, bool, Country)| Owner { name, latin: latin.to_owned(), woman, home };
    who.map(|entry| person(owner(entry), making)).into()
}

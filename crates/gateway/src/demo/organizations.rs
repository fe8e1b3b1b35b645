//! Organizations: companies, practices, clubs and authorities that do not exist, with branches.

use calling_card_contact::{Address, Branch, Organization, Place as Where};

use super::dice::Dice;
use super::phones::Phones;
use super::places::{PLACES, Place, country};

/// What an organization is called, where it is, what it does, and where its branches are.
struct Told {
    name: &'static str,
    domain: &'static str,
    city: &'static str,
    tags: &'static [&'static str],
    branches: &'static [&'static str],
}

const fn told(
    name: &'static str,
    domain: &'static str,
    city: &'static str,
    tags: &'static [&'static str],
    branches: &'static [&'static str],
) -> Told {
    Told { name, domain, city, tags, branches }
}

const TOLD: &[Told] = &[
    told(
        "Windrose Energietechnik GmbH",
        "windrose-energie.example",
        "Hamburg",
        &["Energy", "Key account"],
        &["Berlin", "München", "Stockholm"],
    ),
    told("Sägewerk Tannhof KG", "saegewerk-tannhof.example", "München", &["Timber"], &[]),
    told("Praxis Dr. Schönfeld & Partner", "praxis-schoenfeld.example", "Köln", &["Health"], &[]),
    told("Übersetzungsbüro Dreizunge", "dreizunge.example", "Berlin", &["Services"], &["Paris"]),
    told(
        "Mühlbauer Maschinenbau AG",
        "muehlbauer-maschinen.example",
        "München",
        &["Manufacturing", "Key account"],
        &["Frankfurt", "Bologna", "Kraków"],
    ),
    told("Stadtwerke Altenbrück", "stadtwerke-altenbrueck.example", "Köln", &["Energy", "Public"], &[]),
    told("Kontor für Gestaltung", "kontor-gestaltung.example", "Hamburg", &["Design"], &[]),
    told("Rheinblick Versicherungsmakler", "rheinblick-makler.example", "Köln", &["Insurance"], &["Frankfurt"]),
    told("Bäckerei Krüger", "baeckerei-krueger.example", "Berlin", &["Food"], &["Berlin", "Berlin"]),
    told("Lichtspielhaus am Kanal e. V.", "lichtspielhaus-kanal.example", "Berlin", &["Culture", "Association"], &[]),
    told("Fährgesellschaft Niederelbe mbH", "niederelbe-faehren.example", "Hamburg", &["Transport"], &[]),
    told("Institut für Bodenkunde", "bodenkunde.example", "Frankfurt", &["Research"], &[]),
    told("Taunus Treuhand Steuerberatung", "taunus-treuhand.example", "Frankfurt", &["Finance"], &["Berlin"]),
    told("Freiwillige Feuerwehr Moorhagen", "feuerwehr-moorhagen.example", "Hamburg", &["Association", "Public"], &[]),
    told("Softwaremanufaktur Isarwinkel", "isarwinkel.example", "München", &["Software", "Partner"], &["Berlin"]),
    told("Gartenbau Weiß & Töchter", "weiss-gartenbau.example", "Frankfurt", &["Garden"], &[]),
    told(
        "Harbour & Quill Publishing Ltd",
        "harbour-quill.example",
        "London",
        &["Press", "Key account"],
        &["Edinburgh", "New York"],
    ),
    told("Thistlewood Surveyors LLP", "thistlewood.example", "Edinburgh", &["Construction"], &[]),
    told("Millrace Bicycle Works", "millrace-cycles.example", "Manchester", &["Manufacturing"], &["London"]),
    told("St Brannock's Hospital Trust", "st-brannock.example", "London", &["Health", "Public"], &[]),
    told("Peat & Lantern Distillery", "peat-and-lantern.example", "Edinburgh", &["Food", "Supplier"], &[]),
    told("Cedar Ridge Analytics Inc.", "cedar-ridge.example", "Seattle", &["Software"], &["Austin", "New York"]),
    told("Gutiérrez & Freeman Attorneys", "gutierrez-freeman.example", "New York", &["Legal"], &[]),
    told("Bluebonnet Community Radio", "bluebonnet-radio.example", "Austin", &["Press", "Association"], &[]),
    told("Ateliers de la Rivière", "ateliers-riviere.example", "Lyon", &["Textiles", "Supplier"], &["Paris"]),
    told("Crédit Coopératif du Moulin", "credit-moulin.example", "Paris", &["Finance"], &["Lyon"]),
    told("Fromagerie L'Héritier", "fromagerie-heritier.example", "Lyon", &["Food"], &[]),
    told("Wydawnictwo Żółta Łódź", "zolta-lodz.example", "Kraków", &["Press"], &[]),
    told("Śliwińska Architekci", "sliwinska-architekci.example", "Kraków", &["Construction", "Partner"], &[]),
    told(
        "Yıldırım Lojistik A.Ş.",
        "yildirim-lojistik.example",
        "İstanbul",
        &["Transport", "Key account"],
        &["Frankfurt", "Hamburg"],
    ),
    told("Çınaraltı Kitabevi", "cinaralti.example", "İstanbul", &["Culture"], &[]),
    told("Officine Castelvetro S.p.A.", "castelvetro.example", "Bologna", &["Manufacturing", "Supplier"], &["München"]),
    told("Cooperativa Acquaviva", "acquaviva.example", "Bologna", &["Food", "Association"], &[]),
    told("Östlund & Sjöberg Skeppsbyggeri AB", "ostlund-sjoberg.example", "Stockholm", &["Transport"], &["Hamburg"]),
    told("Ångströms Mätteknik", "angstroms.example", "Stockholm", &["Research", "Supplier"], &[]),
    told("Ναυτιλιακή Αιγαίου Α.Ε.", "aegean-shipping.example", "Αθήνα", &["Transport"], &["Hamburg"]),
    told("Видавництво «Липа»", "lypa.example", "Львів", &["Press"], &[]),
    told("مكتبة الواحة", "alwaha-books.example", "دبي", &["Culture"], &[]),
    told("الخطيب للهندسة", "alkhatib-engineering.example", "دبي", &["Construction", "Partner"], &["London"]),
    told("מעבדות שחר", "shahar-labs.example", "תל אביב־יפו", &["Research", "Software"], &["Berlin"]),
    told("上海梧桐设计有限公司", "wutong-design.example", "上海", &["Design"], &[]),
    told("株式会社さくら精機", "sakura-seiki.example", "東京都港区", &["Manufacturing", "Key account"], &["München"]),
    told("山田茶舗", "yamada-tea.example", "東京都港区", &["Food", "Supplier"], &[]),
    told("한빛출판사", "hanbit-books.example", "서울", &["Press"], &[]),
    told("Công ty Dệt may Hoa Sen", "hoasen-textiles.example", "Hà Nội", &["Textiles", "Supplier"], &[]),
];

/// The place of this name; the first one where there is none.
pub(super) fn place_named(city: &str) -> &'static Place {
    PLACES.iter().find(|place| place.city == city).unwrap_or(&PLACES[0])
}

/// The domain of an organization.
pub(super) fn domain(number: usize) -> &'static str {
    TOLD[number].domain
}

/// Where an organization is.
pub(super) fn place(number: usize) -> &'static Place {
    place_named(TOLD[number].city)
}

/// All organizations, as yet without contact persons.
pub(super) fn organizations(dice: &mut Dice, phones: &mut Phones) -> Vec<Organization> {
    TOLD.iter().map(|told| organization(told, dice, phones)).collect()
}

fn organization(told: &Told, dice: &mut Dice, phones: &mut Phones) -> Organization {
    let seat = place_named(told.city);
    let branches = told.branches.iter().enumerate().map(|(index, city)| {
        let place = place_named(city);
        let address = address(place, dice);
        // Two branches in one city are told apart by their streets.
        let twice = told.branches.iter().filter(|other| *other == city).count() > 1;
        let name = if twice { format!("{city}, {}", address.street) } else { (*city).to_owned() };
        let email = format!("branch{}@{}", index + 1, told.domain);
        Branch { id: None, name, address, phone: phones.next(place.phone).unwrap_or_default(), email }
    });
    let branches = branches.collect();
    let address = Address { place: Where::Work, ..address(seat, dice) };
    Organization {
        name: told.name.to_owned(),
        email: format!("info@{}", told.domain),
        phone: phones.next(seat.phone).unwrap_or_default(),
        fax: if dice.percent(30) { phones.next(seat.phone).unwrap_or_default() } else { String::new() },
        website: format!("https://www.{}", told.domain),
        address,
        branches,
        customer: dice.percent(55),
        tags: told.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Organization::default()
    }
}

/// An address in a place.
pub(super) fn address(place: &Place, dice: &mut Dice) -> Address {
    let (name, code) = country(place.country);
    Address {
        street: dice.pick(place.streets).replace('#', &dice.between(1, 120).to_string()),
        zip: (dice.pick(place.zips)).to_owned(),
        city: place.city.to_owned(),
        city_addition: place.addition.to_owned(),
        federal_state: place.state.to_owned(),
        country: name.to_owned(),
        country_code: code.to_owned(),
        ..Address::default()
    }
}

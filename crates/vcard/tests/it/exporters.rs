//! Cards in the manner of the programs that people have; written for these tests.

use crate::only;
use calling_card_contact::{PhoneKind, Place};

#[test]
fn apple_ties_labels_to_lines_by_groups() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//macOS//EN\nN:Berg;Ida;;;\nFN:Ida Berg\nORG:Fjord AS;\n\
        item1.EMAIL;type=INTERNET;type=pref:ida@example.com\nitem1.X-ABLabel:_$!<Work>!$_\nTEL;type=CELL;type=VOICE:+47 22 00 00 00\n\
        item2.ADR;type=WORK:;;Eksempelgata 2;Bergen;;5003;Norway\nitem2.X-ABADR:no\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-09\nEND:VCARD\n";
    let person = only(card.as_bytes()).person;
    let card = &person.cards[0];
    assert_eq!(
        (card.business.as_str(), card.emails[0].label.as_str(), card.emails[0].favourite),
        ("Fjord AS", "Work", true)
    );
    assert_eq!((card.phones[0].kind, card.addresses[0].city.as_str()), (PhoneKind::Mobile, "Bergen"));
    assert_eq!(person.birthday.unwrap().to_string(), "--03-09");
    assert_eq!(person.kept_properties[0].line, "item2.X-ABADR:no");
    assert_eq!(person.display_name(), "Ida Berg");
}

#[test]
fn vcard_2_1_is_quoted_printable_and_leaves_words_out() {
    let card = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\nTEL;CELL;PREF:0171\r\n\
        NOTE;ENCODING=QUOTED-PRINTABLE:Eins=0D=0A=\r\nZwei\r\nADR;HOME;CHARSET=ISO-8859-1:;;Stra\xDFe 1;K\xF6ln;;50667;\r\nEND:VCARD\r\n";
    let made = only(card);
    assert_eq!((made.person.name.family.as_str(), made.person.name.given.as_str()), ("Müller", "Jörg"));
    let card = &made.person.cards[0];
    assert_eq!((card.phones[0].kind, card.phones[0].favourite), (PhoneKind::Mobile, true));
    assert_eq!((card.addresses[0].street.as_str(), card.addresses[0].place), ("Straße 1", Place::Home));
    assert_eq!(made.notes, ["Eins\nZwei"]);
}

#[test]
fn a_card_without_a_name_is_read_all_the_same() {
    let card = "begin:vcard\nversion:3.0\norg:ACME\nemail:info@example.com\nend:vcard";
    let person = only(card.as_bytes()).person;
    assert_eq!(person.display_name(), "ACME");
}

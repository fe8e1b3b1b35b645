//! Cards in the manner of the programs that people have; written for these tests.

use crate::{only, written};
use calling_card_contact::{Person, PhoneKind, Place, Timestamp};
use calling_card_vcard::{Export, Relative, Version, related, take_relations, write};

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
    assert_eq!(card.addresses[0].country_code, "NO");
    assert_eq!(person.birthday.unwrap().to_string(), "--03-09");
    let text = written(&person, Version::V3).replace("\r\n ", "");
    for line in [
        "item2.ADR;TYPE=work;X-CALLINGCARD-CC=NO:;;Eksempelgata 2;Bergen;;5003;Norway",
        "item2.X-ABADR:no",
        "item3.X-ABLabel:Work",
        "item3.EMAIL;TYPE=pref:ida@example.com",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-09",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
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

#[test]
fn apples_days_and_the_names_of_those_who_are_near_have_labels() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ida Berg\nN:Berg;Ida;;;\nitem1.X-ABDATE;type=pref:2011-06-18\nitem1.X-ABLabel:_$!<Anniversary>!$_\n\
        item2.X-ABRELATEDNAMES:Ola Berg\nitem2.X-ABLabel:_$!<Spouse>!$_\nitem3.ADR;type=HOME:;;Vei 1;Oslo;;0150;\nitem3.X-ABLabel:Cabin\n\
        item4.URL:https://ida.example\nitem4.X-ABLabel:_$!<HomePage>!$_\nX-AIM;type=HOME:ida-b\nIMPP;X-SERVICE-TYPE=Jabber:xmpp:ida@example.com\nEND:VCARD\n";
    let person = only(card.as_bytes()).person;
    assert_eq!(
        (person.important_dates[0].label.as_str(), person.web_addresses[0].label.as_str()),
        ("Anniversary", "HomePage")
    );
    let services: Vec<_> = person.social_profiles.iter().map(|profile| profile.service.as_str()).collect();
    assert_eq!(services, ["AIM", "Jabber"]);
    for version in [Version::V4, Version::V3] {
        let text = written(&person, version);
        // A name is not a person: it stays as it stood, and so does a label that has no other place.
        for line in ["item2.X-ABRELATEDNAMES:Ola Berg", "item2.X-ABLabel:_$!<Spouse>!$_", "item3.X-ABLabel:Cabin"] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
        }
        assert!(text.contains("item3.ADR;TYPE=home:;;Vei 1;Oslo;;0150;"), "{text}");
        assert_eq!(written(&only(text.as_bytes()).person, version), text);
    }
}

#[test]
fn parameters_that_have_no_place_come_out_again_with_their_value() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE=de;ALTID=1:Zoë von Harten\nFN;LANGUAGE=fr;ALTID=1:Zoé de Harten\n\
        N;SORT-AS=\"Harten,Zoe\":von Harten;Zoë;;;\nEMAIL;PREF=20;PID=1.1:a@example.com\nEMAIL;PREF=10;X-SINCE=2020:b@example.com\n\
        TEL;VALUE=uri;TYPE=\"voice,msg,work\":tel:+49-30-901820\nORG;SORT-AS=\"Amt\":Das Amt;Hof\nBDAY:19531015T231000Z\nEND:VCARD\n";
    let person = only(card.as_bytes()).person;
    assert!(person.cards[0].emails[1].favourite, "the lowest PREF is preferred");
    let text = written(&person, Version::V4);
    for line in [
        "FN;LANGUAGE=de;ALTID=1:Zoë von Harten",
        "FN;LANGUAGE=fr;ALTID=1:Zoé de Harten",
        "N;SORT-AS=\"Harten,Zoe\":von Harten;Zoë;;;",
        "EMAIL;PREF=20;PID=1.1:a@example.com",
        "EMAIL;PREF=1;X-SINCE=2020:b@example.com",
        "TEL;TYPE=voice,work;TYPE=msg:+49-30-901820",
        "ORG;SORT-AS=\"Amt\":Das Amt;Hof",
        "BDAY:19531015T231000Z",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
    assert_eq!(written(&only(text.as_bytes()).person, Version::V4), text);
    // What belongs to a value goes with it.
    let mut changed = person;
    changed.cards.update(0, |card| card.emails.retain(|email| email.address.starts_with('b')));
    assert!(!written(&changed, Version::V4).contains("1.1"));
}

#[test]
fn outlook_evolution_and_android_have_words_of_their_own() {
    let card = "BEGIN:VCARD\nVERSION:2.1\nN:Lind;Per\nX-WAB-GENDER:2\nX-MS-ANNIVERSARY:20010203\nX-EVOLUTION-SPOUSE:Eva\n\
        X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2006-04-15;0;Joined;;;;;;;;;;;;\nX-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Pelle;1;;;;;;;;;;;;;\n\
        X-SKYPE-USERNAME:per.lind\nEND:VCARD\n";
    let person = only(card.as_bytes()).person;
    let dates: Vec<_> = person.important_dates.iter().map(|date| format!("{} {}", date.label, date.date)).collect();
    assert_eq!(dates, ["Anniversary 2001-02-03", "Joined 2006-04-15"]);
    assert_eq!((person.gender.as_str(), person.social_profiles[0].service.as_str()), ("M", "Skype"));
    let kept: Vec<_> =
        person.kept_properties.iter().filter(|kept| !kept.parameters_only).map(|kept| kept.name()).collect();
    assert_eq!(kept, ["X-EVOLUTION-SPOUSE", "X-ANDROID-CUSTOM"]);
}

#[test]
fn relations_are_told_by_uid() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nRELATED;TYPE=spouse:urn:uuid:0193a5a0-0000-4000-8000-000000000001\n\
        RELATED;TYPE=friend;VALUE=text:Bob\nEND:VCARD\n";
    let mut person = only(card.as_bytes()).person;
    let told: Vec<_> = person.kept_properties.iter().filter_map(related).collect();
    assert_eq!((told.len(), told[0].is.as_str()), (1, "Spouse"));
    take_relations(&mut person, |_| true);
    assert_eq!(person.kept_properties[0].line, "RELATED;TYPE=friend;VALUE=text:Bob");
    let bob = Relative { uid: "urn:uuid:b".into(), name: "Bob; Ross".into(), is: "Brother, big".into() };
    for version in [Version::V4, Version::V3] {
        let (changed_at, relatives) = (Timestamp::default(), [bob.clone()]);
        let relatives = &relatives;
        let text = write(&Export {
            person: &Person::default(),
            uid: "",
            notes: &[],
            organizations: &[],
            custom_fields: &[],
            relatives,
            version,
            card: None,
            changed_at: &changed_at,
        });
        let mut back = only(text.as_bytes()).person;
        let told: Vec<_> = back.kept_properties.iter().filter_map(related).collect();
        assert_eq!((told[0].uid.as_str(), told[0].is.as_str()), ("urn:uuid:b", "Brother, big"), "{text}");
        take_relations(&mut back, |_| true);
        assert!(back.kept_properties.is_empty(), "{back:?}");
    }
}

#[test]
fn what_is_added_to_one_of_our_cards_belongs_to_the_favourite() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nTEL:+49 30 1002\nORG:Elsewhere\ncard001.X-CALLINGCARD-CARD:\ncard001.ORG:Old\n\
        card002.X-CALLINGCARD-CARD:favourite\ncard002.ORG:New\ncard002.TEL:+49 30 1001\nEND:VCARD\n";
    let person = only(card.as_bytes()).person;
    let numbers: Vec<_> = person.cards[1].phones.iter().map(|phone| phone.number.as_str()).collect();
    assert_eq!((person.cards.len(), numbers), (2, vec!["+49 30 1001", "+49 30 1002"]));
    assert_eq!(person.kept_properties[0].line, "ORG:Elsewhere");
}

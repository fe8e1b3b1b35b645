#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use super::*;

fn info(kind: InfoType, category: &str, data: &str) -> Info {
    Info { kind, category: kind.category_number(category).unwrap(), data: data.to_owned(), primary: false }
}

fn kept(holder: &mut dyn Holder, info: &Info) -> Option<Info> {
    let spot = holder.take_in(info)?;
    holder.pieces().into_iter().find(|(known, _)| *known == spot).map(|(_, info)| info)
}

#[test]
fn a_person_has_a_place_for_every_kind_and_category() {
    let mut person = Person::default();
    for (kind, word) in InfoType::ALL {
        for category in kind.categories() {
            let data = match kind {
                InfoType::Phone => "+31 20 123456",
                InfoType::Email => "ann@example.org",
                InfoType::Website => "https://example.org",
                InfoType::Address => {
                    r#"{"city":"Amsterdam","country":"Netherlands","state":"NH","street":"Dam 1","zip":"1012 JS"}"#
                }
                _ => "ann",
            };
            let said = info(kind, category, data);
            let kept = kept(&mut person, &said).unwrap();
            // Profiles have no category in the model: it stands beside them.
            let has_category =
                matches!(kind, InfoType::Phone | InfoType::Email | InfoType::Website | InfoType::Address);
            assert_eq!((kept.kind, &kept.data), (said.kind, &said.data), "{word} {category}");
            assert!(!has_category || kept.category == said.category, "{word} {category}: {kept:?}");
        }
    }
    while let Some((spot, _)) = person.pieces().first() {
        person.take_out(*spot);
    }
    assert!(
        person.main_card().unwrap().is_empty() && person.web_addresses.is_empty() && person.social_profiles.is_empty()
    );
}

#[test]
fn what_is_none_of_its_kind_has_no_place() {
    let mut person = Person::default();
    let mut organization = Organization { name: "ACME".into(), ..Organization::default() };
    for (kind, data) in [
        (InfoType::Phone, "call me"),
        (InfoType::Email, "nobody"),
        (InfoType::Website, "no page"),
        (InfoType::Address, "{}"),
        (InfoType::Skype, "a\u{1}b"),
    ] {
        let said = info(kind, kind.categories()[0], data);
        assert_eq!(person.take_in(&said), None, "{data}");
        assert_eq!(organization.take_in(&said), None, "{data}");
    }
    assert_eq!(person, Person::default());
    let phone = info(InfoType::Phone, "Work", "+31 20 123456");
    assert!(organization.take_in(&phone).is_some() && organization.take_in(&phone).is_none(), "it has one phone");
    assert!(organization.take_in(&info(InfoType::Phone, "Fax", "+31 20 123457")).is_some(), "and one fax");
}

#[test]
fn pieces_keep_their_numbers_while_they_say_the_same() {
    let mail = |data: &str, category: &str, primary| Info { primary, ..info(InfoType::Email, category, data) };
    let written =
        |number, said: &Info, ours: &Info| entries::Entry { number, said: json!(said), ours: Some(json!(ours)) };
    let (a, b) = (mail("a@example.org", "Work", false), mail("b@example.org", "Home", true));
    let skype = info(InfoType::Skype, "Home", "ann");
    let rows = vec![
        written(7, &a, &a),
        written(8, &b, &b),
        written(9, &skype, &info(InfoType::Skype, "Other", "ann")),
        entries::Entry { number: 10, said: json!(info(InfoType::Phone, "Home", "call me")), ours: None },
        entries::Entry { number: 11, said: json!("what is this"), ours: None },
    ];
    // Staff have made another address the main one, and written a new one.
    let now = vec![
        (Spot::Email(0), Info { primary: true, ..a.clone() }),
        (Spot::Email(1), mail("c@example.org", "Work", false)),
        (Spot::Profile(0), info(InfoType::Skype, "Other", "ann")),
    ];
    let (known, new) = settle(now, rows);
    let numbers: Vec<i64> = known.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [10, 9, 7], "the one that is gone is not shown");
    assert_eq!(known[1].info, skype, "with the category that was said");
    assert_eq!(known[2].info, Info { primary: true, ..a });
    assert_eq!(new.len(), 1);
}

#[test]
fn what_the_vendor_does_not_say_of_an_address_or_a_phone_stays() {
    let mut person: Person = serde_json::from_value(json!({ "cards": [{
        "phones": [{ "number": "+31 20 123456", "kind": "pager", "label": "Reception" }],
        "addresses": [{ "street": "Dam 1", "additional": "2nd floor", "country_code": "NL", "types": ["billing", "VIP"], "place": "work" }]
    }] }))
    .unwrap();
    let pieces = person.pieces();
    let (phone, address) = (&pieces[0].1, &pieces[1].1);
    assert_eq!(phone.kind.category_name(phone.category), Some("Other"));
    assert_eq!(address.kind.category_name(address.category), Some("Billing"));
    assert!(address.data.contains("Netherlands"));
    let moved = Info { data: address.data.replace("Dam 1", "Dam 2"), ..address.clone() };
    assert!(person.change(Spot::Address(0), &moved));
    assert!(person.change(Spot::Phone(0), &Info { data: "+31 20 999".into(), ..phone.clone() }));
    let card = person.main_card().unwrap();
    let (address, phone) = (&card.addresses[0], &card.phones[0]);
    assert_eq!(
        (address.street.as_str(), address.additional.as_str(), address.country_code.as_str()),
        ("Dam 2", "2nd floor", "NL")
    );
    assert!(address.types.contains(&"VIP".to_owned()));
    assert_eq!((phone.number.as_str(), phone.label.as_str()), ("+31 20 999", "Reception"));
}

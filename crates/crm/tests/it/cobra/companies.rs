//! Companies are made and changed whole, or not at all, and what is beside them stays.

use calling_card_contact::{Address, Area, Organization, Place, SocialProfile};
use calling_card_crm::cobra::wire::{Lifecycle, Phone, ValidationInfo, WithId};
use calling_card_crm::{Dialect, Error, Organizations, Revision, Unkept};
use serde_json::json;
use uuid::Uuid;

use super::tenant::{Fault, Tenant};
use super::{account, erika, refused};

const AREA: Organizations = Organizations::Cobra;

/// What is written of one: it, then its note.
const WRITES: usize = 2;
/// What is written of the changes below: it, its tags, its note.
const CHANGES: usize = 3;

fn acme() -> Organization {
    let address = Address {
        street: "Am Stock 3".into(),
        zip: "24103".into(),
        city: "Kiel".into(),
        country: "Germany".into(),
        place: Place::Work,
        types: vec!["Post".into()],
        ..Address::default()
    };
    Organization {
        name: "ACME".into(),
        email: "info@acme.example".into(),
        phone: "+49 30 1".into(),
        fax: "+49 30 2".into(),
        website: "https://acme.example".into(),
        note: "Since 1900.".into(),
        tags: vec!["Customer".into(), "Fair".into()],
        address,
        ..Organization::default()
    }
}

fn changed() -> Organization {
    Organization {
        name: "ACME & Sons".into(),
        email: "office@acme.example".into(),
        phone: String::new(),
        fax: "+49 30 3".into(),
        website: "https://sons.example".into(),
        note: "Since 1901.".into(),
        tags: vec!["Fair".into(), "New".into()],
        address: Address { street: "Am Stock 4".into(), ..acme().address },
        ..Organization::default()
    }
}

fn revision(organization: Organization) -> Revision {
    Revision { organization, ..Revision::default() }
}

fn make(tenant: &mut Tenant) -> Result<calling_card_crm::Foreign<calling_card_crm::KnownOrganization>, Error> {
    tenant.run(AREA.create(&revision(acme()), Uuid::nil()))
}

/// One as it stands there: with ids, and what our model has no place for.
fn there(tenant: &mut Tenant) -> (String, Organization) {
    let made = make(tenant).unwrap();
    let company = tenant.companies.values_mut().next().unwrap();
    let fields = &mut company.fields;
    let second = Phone { number: Some("+49 30 9".into()), kind: Some("Reception".into()), is_favorite: Some(false) };
    fields.phones.as_mut().unwrap().push(WithId { id: Some("9".into()), content: second });
    fields.rest.insert("vatId".into(), json!("DE123456789"));
    fields.legal_form = Some("GmbH".into());
    fields.lifecycle = Some(Lifecycle {
        lifecycle_id: Some("507f1f77bcf86cd799439011".into()),
        text: Some("Customer".into()),
        ..Lifecycle::default()
    });
    let address = &mut fields.addresses.as_mut().unwrap()[0];
    address.validation_info = Some(ValidationInfo { status: Some("Valid".into()), ..ValidationInfo::default() });
    let mut other = address.clone();
    (other.id, other.street, other.is_favorite) = (Some("a2".into()), Some("Elsewhere 1".into()), Some(false));
    fields.addresses.as_mut().unwrap().push(other);
    let now = tenant.run(AREA.get(&made.id)).unwrap();
    tenant.heard.clear();
    (made.id, now.content.organization)
}

#[test]
fn a_company_is_made_whole() {
    let mut tenant = Tenant::new();
    let made = make(&mut tenant).unwrap();
    assert_eq!(made.content.organization, acme());
    assert_eq!((made.content.branches.len(), made.content.contact_person), (0, None));
    let (id, note, read) =
        (&made.id, format!("/crm/companies/{}/note", made.id), format!("GET /crm/companies/{}", made.id));
    assert_eq!(tenant.heard, ["POST /crm/companies".into(), format!("PUT {note}"), read]);
    tenant.run(AREA.delete(id)).unwrap();
    assert!(tenant.companies.is_empty());
    assert_eq!(refused(tenant.run(AREA.get(id))).status, 404);
}

#[test]
fn a_company_that_is_refused_or_cut_off_on_the_way_is_not_there_or_that_is_said() {
    for fault in [Fault::Refused, Fault::Lost, Fault::Unheard, Fault::Garbled] {
        for write in 0..WRITES {
            let mut tenant = Tenant::new();
            tenant.fault = Some((write, fault));
            match (write, fault, make(&mut tenant)) {
                (0, Fault::Refused, Err(Error::Rejected(_))) => assert!(tenant.companies.is_empty()),
                (0, Fault::Lost, Err(Error::Transport(_))) => assert!(tenant.companies.is_empty()),
                // It was being made: nobody knows.
                (0, _, Err(Error::Transport(_) | Error::Decode(_))) => assert_eq!(tenant.companies.len(), 1),
                (1, Fault::Refused, Err(Error::Rejected(rejection))) => {
                    assert_eq!(rejection.fields, [("/note".to_owned(), "No.".to_owned())]);
                    assert!(tenant.companies.is_empty());
                }
                (1, Fault::Lost | Fault::Unheard, Err(Error::TakenBack(_))) => assert!(tenant.companies.is_empty()),
                // Of what is only done nothing needs to be read.
                (1, Fault::Garbled, Ok(made)) => assert_eq!(made.content.organization, acme()),
                (_, _, other) => panic!("{fault:?} {write}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_company_is_changed_and_what_is_beside_it_stays() {
    let mut tenant = Tenant::new();
    let (id, before) = there(&mut tenant);
    let kept = tenant.companies.values().next().unwrap().fields.clone();
    let now = tenant.run(AREA.update(&id, &before, &revision(changed()), Uuid::nil())).unwrap();
    // Another number is the main one now.
    let expected = Organization { phone: "+49 30 9".into(), ..changed() };
    // What a check says of the address is the vendor's.
    let content = now.content.organization;
    let address = Address { validation: None, ..content.address.clone() };
    assert_eq!(Organization { address, ..content }, expected);
    let fields = tenant.companies.values().next().unwrap().fields.clone();
    assert_eq!((&fields.rest, &fields.legal_form, &fields.lifecycle), (&kept.rest, &kept.legal_form, &kept.lifecycle));
    let (phones, were) = (fields.phones.unwrap(), kept.phones.unwrap());
    assert_eq!((phones.len(), &phones[1], &phones[0].id), (2, &were[2], &were[1].id), "the fax is the same entry");
    let (addresses, were) = (fields.addresses.unwrap(), kept.addresses.unwrap());
    assert_eq!((&addresses[0].id, &addresses[1].id), (&were[0].id, &were[1].id));
    assert_eq!(addresses[1].street.as_deref(), Some("Elsewhere 1"));
    assert_eq!(addresses[0].address_types, were[0].address_types);
    let tags = fields.tags.unwrap();
    let fair = |tags: &[calling_card_crm::cobra::wire::Tag]| {
        tags.iter().find(|tag| tag.text.as_deref() == Some("Fair")).cloned()
    };
    assert_eq!(fair(&tags), fair(&kept.tags.unwrap()), "it is the same entry of the list");
    assert_eq!(tenant.heard.iter().filter(|line| !line.starts_with("GET")).count(), CHANGES);

    // What says the same is not written.
    tenant.heard.clear();
    tenant.run(AREA.update(&id, &expected, &revision(expected.clone()), Uuid::nil())).unwrap();
    assert!(tenant.heard.iter().all(|line| line.starts_with("GET")), "{:?}", tenant.heard);
}

#[test]
fn a_change_that_is_refused_or_cut_off_on_the_way_is_taken_back() {
    for fault in [Fault::Refused, Fault::Lost, Fault::Unheard] {
        for write in 0..CHANGES {
            let mut tenant = Tenant::new();
            let (id, before) = there(&mut tenant);
            let was = tenant.around();
            tenant.writes_from_now(write, fault);
            let outcome = tenant.run(AREA.update(&id, &before, &revision(changed()), Uuid::nil()));
            match (fault, outcome) {
                (Fault::Refused, Err(Error::Rejected(_))) => {}
                (Fault::Lost | Fault::Unheard, Err(Error::TakenBack(_) | Error::Transport(_))) => {}
                (_, other) => panic!("{fault:?} {write}: {other:?}"),
            }
            assert_eq!(tenant.around(), was, "{fault:?} {write}");
        }
    }
}

#[test]
fn a_company_is_found_by_its_domain_and_by_its_id() {
    let mut tenant = Tenant::new();
    let made = make(&mut tenant).unwrap();
    for text in ["acme.example", " HTTPS://www.acme.example/en ", "somebody@acme.example"] {
        let found = tenant.run(AREA.find(text)).unwrap();
        assert_eq!(found.iter().map(|one| &one.id).collect::<Vec<_>>(), [&made.id], "{text}");
    }
    tenant.heard.clear();
    for none in ["acme", "", "a b.c", "@"] {
        assert_eq!(tenant.run(AREA.find(none)).unwrap(), [], "{none}");
    }
    assert!(tenant.heard.is_empty(), "that is no domain");
    assert_eq!(tenant.run(AREA.find("other.example")).unwrap(), []);
    let some = tenant.run(AREA.some(&["0".repeat(24), made.id.clone()])).unwrap();
    assert_eq!(some.len(), 1, "who is gone is left out");
    assert!(AREA.list().is_err() && !AREA.can_be_listed());
    assert_eq!(Dialect::Cobra.organizations(), Some(AREA));
    assert!(Dialect::Cobra.areas().contains(&Area::OrganizationsByDomain));
}

#[test]
fn who_names_it_on_a_card_works_there() {
    let mut tenant = Tenant::new();
    let bees = Organization { name: "Bees GmbH".into(), ..acme() };
    let made = tenant.run(AREA.create(&revision(bees), Uuid::nil())).unwrap();
    let mut erika = erika();
    erika.cards.update(1, |card| card.business = " bees gmbh".into());
    tenant.run(account().create(&erika, Uuid::nil())).unwrap();
    let mut other = erika.clone();
    other.cards.update(1, |card| card.business = "Bees".into());
    tenant.run(account().create(&other, Uuid::nil())).unwrap();
    assert_eq!(tenant.run(AREA.people(&made.id)).unwrap().len(), 1);
}

#[test]
fn what_is_not_kept_is_said_before() {
    assert_eq!(AREA.unkept(&Organization::default(), &acme()), []);
    let lost = Organization {
        vat_number: "DE1".into(),
        customer: true,
        website: "https://www.acme.example/en".into(),
        social_profiles: vec![SocialProfile { service: "XING".into(), url: "https://xing.com/x".into() }],
        ..acme()
    };
    let unkept = AREA.unkept(&acme(), &lost);
    let fields: Vec<&str> = unkept.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["/customer", "/social_profiles", "/vat_number", "/website"]);
    assert_eq!(unkept[3], Unkept { field: "/website".into(), instead: "https://acme.example".into() });
    assert_eq!(AREA.unkept(&lost, &lost), [], "what stands there already stays");
}

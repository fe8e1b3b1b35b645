//! Every call of cobra's client, with all that it can say.

use calling_card_crm::File;
use calling_card_crm::cobra::calls::{
    Call, CardCall, CompanyCall, List, ListCall, PeopleFilter, PersonCall, RelationCall, TenantCall, TouchpointCall,
};
use calling_card_crm::cobra::wire::{
    Address, CardFields, CompanyFields, CompanyTags, Email, EntryFields, Lifecycle, Merge, Mood, Move, Note,
    PeopleRelations, PeopleRemoved, PersonFields, PersonWithId, Personality, Phone, Priority, Relation, RelationType,
    Tag, TokenRequest, TouchpointFields, TouchpointTags, Touchpoints,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const PERSON: &str = "507f1f77bcf86cd799439011";
const CARD: &str = "507f1f77bcf86cd799439012";

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// All that can be written of a person, in the words of the vendor's page.
pub(crate) fn fields() -> PersonFields {
    read(json!({
        "salutation": "Frau", "title": "Dr.", "firstname": "Erika", "lastname": "Muster",
        "birthday": { "birthday": "\"1980-05-17\"", "considerBirthYear": true },
        "importantDates": [{ "text": "Hochzeit", "date": "2019-08-24T00:00:00Z" }],
        "socialMedias": [{ "type": "LinkedIn", "link": "https://www.linkedin.com/in/erika" }],
        "orgaTags": [{ "id": CARD, "text": "VIP" }], "personalities": [{ "category": "Sport", "text": "Golf" }],
        "customerNumber": "K-1", "employeeStatus": "Extern", "employeeNumber": "7",
        "lifecycle": { "lifecycleId": PERSON }
    }))
}

pub(crate) fn card() -> CardFields {
    read(json!({
        "isPrivate": false, "alternativeFirstname": "E.", "business": "ACME", "validFrom": "2019-08-24T00:00:00Z",
        "phones": [{ "isFavorite": true, "type": "Work", "number": "+49 30 1" }],
        "emails": [{ "type": { "text": "Work" }, "isFavorite": true, "mail": "erika@example.org" }],
        "businessPositions": [{ "department": "Einkauf", "position": "Leitung", "isFavorite": true }],
        "addresses": [address()], "isFavorite": true, "isActive": true, "markAsFavorite": true, "useAlternativeName": true
    }))
}

pub(crate) fn address() -> Address {
    read(json!({
        "isFavorite": true, "type": "Work", "addressTypes": [{ "text": "Delivery" }], "country": "Germany",
        "countryCode": "DE", "street": "Weg 1", "streetAdditional": "Hof", "zip": "10115", "city": "Berlin",
        "postboxNumber": "12", "federalState": "Berlin", "coordinates": { "longitude": 13.4, "latitude": 52.5 },
        "cityDistrict": "Mitte", "cityAddition": "an der Spree"
    }))
}

fn relation() -> Relation {
    let kind = RelationType { type_identifier: Some("Manager".into()), is_favorite: Some(true) };
    Relation { kind: Some(kind), id: Some(CARD.into()) }
}

pub(crate) fn people360() -> Vec<Call> {
    let (one, card_id) = (|| PERSON.to_owned(), || CARD.to_owned());
    let ids = || vec![one(), card_id()];
    let file = File { name: "a.png".into(), media_type: "image/png".into(), content: b"\x89PNG".to_vec() };
    let filter = PeopleFilter { email: Some("a+b@example.org".into()), employee_status: Some("Extern & x".into()) };
    let people = [
        PersonCall::Filter(filter),
        PersonCall::List,
        PersonCall::Create(Box::new(fields())),
        PersonCall::Get(one()),
        PersonCall::Update(one(), Box::new(fields())),
        PersonCall::Delete(one()),
        PersonCall::Quicklook(one()),
        PersonCall::UpdateMany(vec![PersonWithId { id: Some(one()), fields: fields() }]),
        PersonCall::CreateMany(vec![fields(), PersonFields::default()]),
        PersonCall::DeleteMany(ids()),
        PersonCall::SetNote(one(), Box::new(Note { note: Some("A\nnote".into()), ..Note::default() })),
        PersonCall::SetOrgaTags(one(), vec![Tag { id: None, text: Some("VIP".into()) }]),
        PersonCall::SetPersonalities(one(), vec![Personality::default()]),
        PersonCall::SetLifecycle(one(), Lifecycle { lifecycle_id: Some(card_id()), ..Lifecycle::default() }),
        PersonCall::Images(one()),
        PersonCall::SetImage(one(), file),
        PersonCall::DeleteImage(one()),
        PersonCall::Merge(Merge { target_id: Some(one()), source_ids: Some(vec![card_id()]) }),
    ];
    let cards = [
        CardCall::List(one()),
        CardCall::Create(one(), Box::new(card())),
        CardCall::DeleteMany(one(), ids()),
        CardCall::Get(one(), card_id()),
        CardCall::Update(one(), card_id(), Box::new(card())),
        CardCall::Delete(one(), card_id()),
        CardCall::Vcard(one(), card_id()),
        CardCall::AddAddress(one(), card_id(), Box::new(address())),
        CardCall::UpdateAddress(one(), card_id(), "a/1".into(), Box::new(address())),
        CardCall::DeleteAddress(one(), card_id(), "a 1".into()),
        CardCall::Find(card_id()),
    ];
    let relations = [
        RelationCall::List(one(), Some("family & friends".into())),
        RelationCall::Create(one(), relation()),
        RelationCall::UpdateMany(one(), vec![relation()]),
        RelationCall::Update(one(), card_id(), relation().kind.unwrap()),
        RelationCall::Delete(one(), card_id()),
        RelationCall::CreateMany(vec![PeopleRelations { people_id: Some(one()), relations: Some(vec![relation()]) }]),
        RelationCall::DeleteMany(vec![PeopleRemoved { people_id: Some(one()), relation_ids: Some(vec![card_id()]) }]),
    ];
    let lists = List::ALL.into_iter().filter(|list| list.words().0 == "people").flat_map(of_list);
    let all = people.map(Call::Person).into_iter().chain(cards.map(Call::Card)).chain(relations.map(Call::Relation));
    all.chain(lists).collect()
}

fn of_list(list: List) -> [Call; 3] {
    let entry = || EntryFields { text: Some("Neu".into()), category: Some("c".into()), color: Some("#fff".into()) };
    [
        ListCall::Add(list, vec![entry()]),
        ListCall::DeleteMany(list, vec![PERSON.into()]),
        ListCall::Delete(list, PERSON.into()),
    ]
    .map(Call::List)
}

/// Calls of which the vendor's page has the names alone.
fn named() -> Vec<Call> {
    let one = || PERSON.to_owned();
    let ids = || Some(vec![one()]);
    let tags = || Some(vec![Tag { id: None, text: Some("VIP".into()) }]);
    let touchpoint =
        || Box::new(TouchpointFields { subject: Some("Call".into()), people: ids(), ..Default::default() });
    let priority = || Priority { priority: Some("High".into()) };
    let touchpoints = [
        TouchpointCall::Get(one()),
        TouchpointCall::Create(touchpoint()),
        TouchpointCall::Update(one(), touchpoint()),
        TouchpointCall::Delete(one()),
        TouchpointCall::DeleteMany(vec![one()]),
        TouchpointCall::Validate(touchpoint()),
        TouchpointCall::AddTags(TouchpointTags { touchpoint_ids: ids(), tags: tags() }),
        TouchpointCall::RemoveTags(TouchpointTags { touchpoint_ids: ids(), tags: tags() }),
        TouchpointCall::RemovePerson(one(), CARD.into()),
        TouchpointCall::SetPriorities(Touchpoints { touchpoint_ids: ids(), priority: priority() }),
        TouchpointCall::SetPriority(one(), priority()),
        TouchpointCall::SetMood(one(), Mood { mood: Some("Happy".into()) }),
        TouchpointCall::Move(Move {
            touchpoint_ids: ids(),
            from_person_id: Some(one()),
            to_person_id: Some(CARD.into()),
        }),
    ];
    let company = || {
        Box::new(CompanyFields { name: Some("ACME".into()), domain: Some("acme.example".into()), ..Default::default() })
    };
    let companies = [
        CompanyCall::Get(one()),
        CompanyCall::Find("acme.example".into()),
        CompanyCall::Create(company()),
        CompanyCall::Update(one(), company()),
        CompanyCall::Delete(one()),
        CompanyCall::DeleteMany(vec![one()]),
        CompanyCall::Validate(company()),
        CompanyCall::SetNote(one(), Box::new(Note { note: Some("n".into()), ..Note::default() })),
        CompanyCall::SetTags(one(), vec![Tag { id: None, text: Some("VIP".into()) }]),
        CompanyCall::SetLifecycle(one(), Lifecycle { lifecycle_id: Some(one()), ..Lifecycle::default() }),
        CompanyCall::AddTags(CompanyTags { company_ids: ids(), tags: tags() }),
        CompanyCall::RemoveTags(CompanyTags { company_ids: ids(), tags: tags() }),
        CompanyCall::AddAddress(one(), Box::new(address())),
        CompanyCall::UpdateAddress(one(), CARD.into(), Box::new(address())),
        CompanyCall::DeleteAddress(one(), CARD.into()),
        CompanyCall::AddPhone(one(), Phone::default()),
        CompanyCall::UpdatePhone(one(), CARD.into(), Phone::default()),
        CompanyCall::DeletePhone(one(), CARD.into()),
        CompanyCall::AddEmail(one(), Email::default()),
        CompanyCall::UpdateEmail(one(), CARD.into(), Email::default()),
        CompanyCall::DeleteEmail(one(), CARD.into()),
    ];
    let lists = List::ALL.into_iter().filter(|list| list.words().0 == "companies").flat_map(of_list);
    let renamed = Call::List(ListCall::UpdateRelationType(one(), EntryFields::default()));
    let touchpoints = touchpoints.map(Call::Touchpoint).into_iter();
    touchpoints.chain(companies.map(Call::Company)).chain(lists).chain([renamed]).collect()
}

/// Every call there is.
pub(crate) fn all() -> Vec<Call> {
    let with = TokenRequest { username: Some("api@example.org".into()), password: Some("key".into()) };
    let tenant = [TenantCall::Info, TenantCall::Plan, TenantCall::Subscription].map(Call::Tenant);
    people360().into_iter().chain(named()).chain(tenant).chain([Call::SignIn(with)]).collect()
}

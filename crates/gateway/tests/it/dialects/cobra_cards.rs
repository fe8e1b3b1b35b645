//! cobra CRM: business cards and their addresses.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::cobra::{Cobra, same, text};
use super::contract::Contract;
use crate::test_app::TestApp;

const NOBODY: &str = "0123456789abcdef01234567";

/// All that can be said of a business card.
fn everything() -> Value {
    json!({
        "isPrivate": false,
        "alternativeSalutation": "Frau",
        "alternativeTitle": "Prof.",
        "alternativeFirstname": "Erika",
        "alternativeLastname": "Beispiel",
        "business": "ACME GmbH",
        "validFrom": "2019-08-24T14:15:22Z",
        "validTo": "2029-08-24T14:15:22Z",
        "phones": [
            { "isFavorite": true, "type": "Mobil", "number": "+49 170 1234567" },
            { "isFavorite": false, "type": "Empfang", "number": "+49 30 902010" },
            { "isFavorite": false, "type": "Notfall", "number": "ask at the desk" },
        ],
        "emails": [
            { "type": { "id": NOBODY, "text": "Newsletter" }, "isFavorite": true, "mail": "erika@example.com" },
            { "type": { "id": null, "text": "Private" }, "isFavorite": false, "mail": "not an address" },
        ],
        "businessPositions": [{ "department": "Sales", "position": "Head", "isFavorite": true }],
        "addresses": [
            {
                "isFavorite": true,
                "type": "Business",
                "addressTypes": [{ "text": "Delivery" }],
                "country": "Deutschland",
                "countryCode": "DE",
                "street": "Hauptstraße 1",
                "streetAdditional": "Hinterhaus",
                "zip": "10115",
                "city": "Berlin",
                "postboxNumber": "1234",
                "federalState": "Berlin",
                "coordinates": { "longitude": 13.38, "latitude": 52.53 },
                "cityDistrict": "Mitte",
                "cityAddition": "an der Spree",
            },
            { "isFavorite": false, "type": "Sommerhaus", "countryCode": "Sweden", "city": "Malmö", "coordinates": { "longitude": 999, "latitude": 0 } },
        ],
        "isFavorite": true,
        "isActive": false,
        "markAsFavorite": false,
        "useAlternativeName": true,
    })
}

/// The cards of a person, for tests.
struct Cards<'a> {
    client: &'a Cobra<'a>,
    person: String,
}

impl<'a> Cards<'a> {
    async fn new(client: &'a Cobra<'a>) -> Self {
        let person = client.person(json!({ "firstname": "Erika", "lastname": "Muster" })).await;
        Self { client, person: text(&person["id"]).to_owned() }
    }

    fn path(&self, rest: &str) -> String {
        format!("/crm/people/{}/businesscards{rest}", self.person)
    }

    async fn add(&self, body: Value) -> Value {
        self.client.asked("createBusinessCard", 201, &format!("POST {}", self.path("")), body).await
    }

    async fn put(&self, card: &Value, body: Value) -> Value {
        let line = format!("PUT {}", self.path(&format!("/{}", text(&card["id"]))));
        self.client.asked("updateBusinessCard", 200, &line, body).await
    }

    async fn all(&self) -> Value {
        self.client.asked("listBusinessCards", 200, &format!("GET {}", self.path("")), Value::Null).await
    }

    /// Which cards are the favourite.
    async fn favourites(&self) -> Vec<bool> {
        favourites(&self.all().await)
    }

    fn address(&self, card: &Value, rest: &str) -> String {
        self.path(&format!("/{}/addresses{rest}", text(&card["id"])))
    }

    async fn add_address(&self, card: &Value, body: Value) -> Value {
        let line = format!("POST {}", self.address(card, ""));
        self.client.asked("createCardAddress", 201, &line, body).await
    }

    async fn put_address(&self, card: &Value, address: &Value, body: Value) -> Value {
        let line = format!("PUT {}", self.address(card, &format!("/{}", text(&address["id"]))));
        self.client.asked("updateCardAddress", 200, &line, body).await
    }

    async fn drop_address(&self, card: &Value, address: &Value) {
        let line = format!("DELETE {}", self.address(card, &format!("/{}", text(&address["id"]))));
        self.client.asked("deleteCardAddress", 200, &line, Value::Null).await;
    }

    async fn addresses(&self, card: &Value) -> Value {
        let line = format!("GET {}", self.path(&format!("/{}", text(&card["id"]))));
        self.client.asked("getBusinessCard", 200, &line, Value::Null).await["addresses"].clone()
    }
}

fn favourites(list: &Value) -> Vec<bool> {
    list.as_array().unwrap().iter().map(|entry| entry["isFavorite"].as_bool().unwrap()).collect()
}

#[tokio::test]
async fn all_that_is_said_of_a_card_comes_back_and_staff_see_it() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let cards = Cards::new(&client).await;
    Contract::of("cobra").holds("BusinessCardInput", &everything());
    let made = cards.add(everything()).await;
    assert!(same(&everything(), &made), "{made:#}");
    assert_eq!(cards.all().await, json!([made]));
    let id = text(&made["id"]);
    for (operation, line) in [
        ("getBusinessCard", format!("GET {}", cards.path(&format!("/{id}")))),
        ("getBusinessCardById", format!("GET /crm/businesscards/{id}")),
    ] {
        assert_eq!(client.asked(operation, 200, &line, Value::Null).await, made);
    }
    assert_eq!(client.read(&json!(cards.person)).await["cards"], json!([made]));
    // Who writes back what was read changes nothing; the ids of addresses stay.
    assert_eq!(cards.put(&made, made.clone()).await, made);

    let key = text(&app.get("/crm/home/people", &staff).await.body["items"][0]["id"]).to_owned();
    let record = app.get(&format!("/crm/home/people/{key}"), &staff).await.body;
    let card = &record["content"]["cards"][0];
    assert_eq!((&card["phones"][0]["kind"], &card["phones"][1]["label"]), (&json!("mobile"), &json!("Empfang")));
    assert_eq!((card["phones"].as_array().unwrap().len(), card["emails"].as_array().unwrap().len()), (2, 1));
    assert_eq!(
        (&card["addresses"][0]["types"], &card["addresses"][0]["district"]),
        (&json!(["Delivery"]), &json!("Mitte"))
    );
    assert_eq!((&card["valid_from"], &card["active"]), (&json!("2019-08-24"), &json!(false)));
    // What staff change is what is told next; all else stays as it was said.
    let mut changed = record["content"].clone();
    changed["cards"][0]["addresses"][0]["city"] = json!("Potsdam");
    changed["cards"][0]["phones"][1]["number"] = json!("+49 30 902011");
    let (address, version) = (format!("/crm/home/people/{key}"), format!("\"{}\"", record["version"]));
    let headers = [("if-match", version.as_str())];
    let answer = app.send(axum::http::Method::PUT, &address, Some(&staff), changed, &headers).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mut expected = made.clone();
    expected["addresses"][0]["city"] = json!("Potsdam");
    expected["phones"][1]["number"] = json!("+49 30 902011");
    assert_eq!(cards.all().await, json!([expected]));
}

#[tokio::test]
async fn a_card_that_staff_made_has_ids_and_can_be_written() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let card = json!({ "business": "ACME", "addresses": [{ "city": "Berlin" }, { "city": "Berlin" }], "phones": [{ "number": "030 902010", "kind": "fax" }] });
    app.person(&staff, json!({ "name": { "family": "Lee" }, "cards": [card] })).await;
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    let told = &list[0]["cards"][0];
    assert_eq!((&told["isActive"], &told["phones"][0]["type"]), (&json!(true), &json!("Fax")));
    let (first, second) = (&told["addresses"][0], &told["addresses"][1]);
    assert!(first["id"] != second["id"] && text(&first["id"]).len() == 24);
    let cards = Cards { client: &client, person: text(&list[0]["id"]).to_owned() };
    let written = cards.put_address(told, second, json!({ "city": "Bonn" })).await;
    assert_eq!((&written["id"], &written["city"]), (&second["id"], &json!("Bonn")));
    let addresses = cards.addresses(told).await;
    assert_eq!((&addresses[0], &addresses[1]), (first, &written));
}

#[tokio::test]
async fn a_write_replaces_the_card() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let cards = Cards::new(&client).await;
    let made = cards.add(everything()).await;
    let told = cards.put(&made, json!({ "business": "Other" })).await;
    for member in ["phones", "emails", "businessPositions", "addresses"] {
        assert_eq!(told[member], json!([]), "{member}");
    }
    for member in ["alternativeTitle", "validFrom", "validTo"] {
        assert!(told[member].is_null(), "{member}");
    }
    assert_eq!(
        (&told["isActive"], &told["useAlternativeName"], &told["isFavorite"]),
        (&json!(true), &json!(false), &json!(true))
    );
    let line = format!("PUT {}", cards.path(&format!("/{}", text(&made["id"]))));
    for (wrong, at) in [
        (json!({ "validFrom": "x" }), "validFrom"),
        (json!({ "validFrom": "2020-01-02T00:00:00Z", "validTo": "2020-01-01T00:00:00Z" }), "cards[0].validTo"),
        (json!({ "business": "x".repeat(2_001) }), "business"),
        (json!({ "business": "a\u{0}b" }), "business"),
        (json!({ "phones": vec![json!({}); 101] }), "phones"),
        (json!({ "addresses": [{ "addressTypes": [{ "id": NOBODY }] }] }), "addresses[0].addressTypes[0].id"),
        (json!({ "emails": [{ "type": "work" }] }), "body"),
        (json!({ "phones": [{ "type": { "text": "work" } }] }), "body"),
        (json!([]), "body"),
    ] {
        let message = client.refused("updateBusinessCard", 400, &line, wrong.clone()).await;
        assert!(message.starts_with(&format!("{at}: ")), "{wrong}: {message}");
    }
    assert_eq!(cards.all().await, json!([told]), "what was refused has left nothing");
    // What our records have no place for stands beside them.
    let long = "x".repeat(2_000);
    assert_eq!(cards.put(&made, json!({ "business": long })).await["business"], json!(long));
}

#[tokio::test]
async fn one_card_is_the_favourite_by_the_vendors_rules() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let cards = Cards::new(&client).await;
    let first = cards.add(json!({ "isFavorite": true })).await;
    let second = cards.add(json!({ "isFavorite": true })).await;
    assert_eq!(cards.favourites().await, [false, true], "a new favourite takes the flag");
    cards.put(&first, json!({ "markAsFavorite": true })).await;
    assert_eq!(cards.favourites().await, [true, false], "a card that is written takes it, too");
    cards.put(&second, json!({ "isFavorite": false })).await;
    assert_eq!(cards.favourites().await, [true, false]);
    cards.put(&first, json!({ "isFavorite": false })).await;
    assert_eq!(cards.favourites().await, [false, false], "who gives it up leaves none");
    cards.put(&second, json!({ "business": "ACME" })).await;
    assert_eq!(cards.favourites().await, [false, true], "a card that is written where there is none becomes it");

    let third = cards.add(json!({})).await;
    let delete = async |card: &Value| {
        let line = format!("DELETE {}", cards.path(&format!("/{}", text(&card["id"]))));
        client.asked("deleteBusinessCard", 200, &line, Value::Null).await;
        client.refused("deleteBusinessCard", 404, &line, Value::Null).await;
    };
    delete(&second).await;
    assert_eq!(cards.favourites().await, [false, false], "several are left");
    cards.put(&first, json!({ "isFavorite": true })).await;
    delete(&first).await;
    assert_eq!(cards.favourites().await, [true], "the one that is left becomes it");
    assert_eq!(cards.all().await[0]["id"], third["id"]);

    let fourth = cards.add(json!({ "isFavorite": false })).await;
    let fifth = cards.add(json!({ "isFavorite": false })).await;
    let ids = json!([third["id"], fourth["id"], NOBODY]);
    client.asked("deleteBusinessCards", 200, &format!("DELETE {}", cards.path("")), ids).await;
    assert_eq!((cards.favourites().await, &cards.all().await[0]["id"]), (vec![true], &fifth["id"]));
    client.refused("deleteBusinessCards", 400, &format!("DELETE {}", cards.path("")), json!([])).await;
}

#[tokio::test]
async fn one_address_is_the_favourite_by_the_vendors_rules() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let cards = Cards::new(&client).await;
    let card = cards.add(json!({})).await;
    let first = cards.add_address(&card, json!({ "city": "A", "isFavorite": true })).await;
    let second = cards.add_address(&card, json!({ "city": "B", "isFavorite": true })).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [false, true]);
    cards.put_address(&card, &first, json!({ "city": "A", "isFavorite": true })).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [true, false]);
    // The flag stays where nothing is said of it; who gives it up leaves none.
    cards.put_address(&card, &first, json!({ "city": "A2" })).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [true, false]);
    cards.put_address(&card, &first, json!({ "city": "A2", "isFavorite": false })).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [false, false]);
    let third = cards.add_address(&card, json!({ "city": "C", "isFavorite": true })).await;
    cards.drop_address(&card, &third).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [false, false], "several are left");
    cards.put_address(&card, &second, json!({ "city": "B", "isFavorite": true })).await;
    cards.drop_address(&card, &second).await;
    assert_eq!(favourites(&cards.addresses(&card).await), [true], "the one that is left becomes it");
    assert_eq!(cards.addresses(&card).await[0]["id"], first["id"]);
    let gone = format!("DELETE {}", cards.address(&card, &format!("/{}", text(&second["id"]))));
    client.refused("deleteCardAddress", 404, &gone, Value::Null).await;
    let line = format!("POST {}", cards.address(&card, ""));
    client.refused("createCardAddress", 400, &line, json!({ "street": "x".repeat(2_001) })).await;
    client.refused("createCardAddress", 400, &line, json!({ "coordinates": [1, 2] })).await;
}

#[tokio::test]
async fn what_an_address_is_for_is_an_entry_of_a_list() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let line = "POST /crm/settings/people/addresstypes";
    let types = client.asked("createPeopleAddressTypeEntries", 201, line, json!([{ "text": "Invoice" }])).await;
    let cards = Cards::new(&client).await;
    let card = cards.add(json!({})).await;
    let told =
        cards.add_address(&card, json!({ "addressTypes": [{ "id": types[0]["id"] }, { "text": "Delivery" }] })).await;
    assert_eq!((&told["addressTypes"][0], &told["addressTypes"][1]["text"]), (&types[0], &json!("Delivery")));
    assert_eq!(cards.addresses(&card).await, json!([told]));
    assert_eq!(cards.put_address(&card, &told, told.clone()).await, told);
}

#[tokio::test]
async fn a_card_leaves_as_a_vcard() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let cards = Cards::new(&client).await;
    let plain = cards.add(json!({ "business": "ACME", "emails": [{ "mail": "erika@example.com" }] })).await;
    let own = cards.add(everything()).await;
    let line = |card: &Value| format!("GET {}", cards.path(&format!("/{}/vcard", text(&card["id"]))));
    let answer = client.with(&line(&plain), Body::empty(), &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "text/vcard; charset=utf-8");
    assert!(answer.headers["content-disposition"].to_str().unwrap().ends_with(".vcf\""));
    let vcard = text(&answer.body);
    for part in [
        "BEGIN:VCARD\r\nVERSION:3.0\r\n",
        "FN:Erika Muster\r\n",
        "N:Muster;Erika;;;\r\n",
        "ORG:ACME\r\n",
        "erika@example.com\r\n",
    ] {
        assert!(vcard.contains(part), "{part}: {vcard}");
    }
    assert!(!vcard.contains("GmbH"), "no other card is in it");
    let answer = client.with(&line(&own), Body::empty(), &[]).await;
    assert!(text(&answer.body).contains("N:Beispiel;Erika;;Prof.;"), "{}", answer.body);
    other.refused("getBusinessCardVcard", 404, &line(&plain), Value::Null).await;
}

#[tokio::test]
async fn a_card_is_of_one_person_of_one_tenant() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let (first, second) = (Cards::new(&client).await, Cards::new(&client).await);
    let card = first.add(json!({ "business": "ACME" })).await;
    let address = first.add_address(&card, json!({ "city": "Berlin" })).await;
    let (id, address) = (text(&card["id"]), text(&address["id"]));
    for (who, person) in [(&client, second.person.as_str()), (&other, first.person.as_str()), (&client, NOBODY)] {
        let path = format!("/crm/people/{person}/businesscards/{id}");
        who.refused("getBusinessCard", 404, &format!("GET {path}"), Value::Null).await;
        who.refused("updateBusinessCard", 404, &format!("PUT {path}"), json!({})).await;
        who.refused("deleteBusinessCard", 404, &format!("DELETE {path}"), Value::Null).await;
        who.refused("createCardAddress", 404, &format!("POST {path}/addresses"), json!({})).await;
        who.refused("updateCardAddress", 404, &format!("PUT {path}/addresses/{address}"), json!({})).await;
        who.refused("deleteCardAddress", 404, &format!("DELETE {path}/addresses/{address}"), Value::Null).await;
    }
    other.refused("getBusinessCardById", 404, &format!("GET /crm/businesscards/{id}"), Value::Null).await;
    let many = format!("DELETE /crm/people/{}/businesscards", second.person);
    client.asked("deleteBusinessCards", 200, &many, json!([id])).await;
    assert_eq!(first.all().await.as_array().unwrap().len(), 1);
    // It goes with the person.
    client.asked("deletePerson", 200, &format!("DELETE /crm/people/{}", first.person), Value::Null).await;
    client.refused("getBusinessCardById", 404, &format!("GET /crm/businesscards/{id}"), Value::Null).await;
}

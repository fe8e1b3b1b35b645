//! What holds whatever another CRM answers, as the fuzzer asks it; the tests ask the same of answers of the contracts with something wrong in them.

use calling_card_contact::{Name, Person};
use http::{HeaderValue, StatusCode, header};
use uuid::Uuid;

use crate::{Account, Dialect, Making, PeopleQuery, Response, Step};

/// More calls than any work needs, however much there is.
const CALLS: usize = 5_000;
/// What may be answered beside what was asked for.
const STATES: [u16; 12] = [200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500];

/// Whatever the bytes: each work of a dialect ends, with something or with an error, and what it has read can be sent back. The first byte says which
/// dialect, then come answers, which end with a zero: a byte for the state, and the body. The last one is given again and again.
///
/// # Panics
/// Where that does not hold.
pub fn answers(bytes: &[u8]) {
    let Some((dialect, said)) = bytes.split_first() else { return };
    let Some(dialect) = Dialect::ALL.get(usize::from(*dialect) % Dialect::ALL.len()) else { return };
    let account = Account { dialect: *dialect, name: "somebody".into(), tenant: "theirs".into() };
    let said: Vec<&[u8]> = said.split(|byte| *byte == 0).collect();
    signing_in(&account, &said);
    people(&account, &said);
    beside(&account, &said);
}

fn signing_in(account: &Account, said: &[&[u8]]) {
    if let Some(credential) = account.sign_in("secret").and_then(|work| ended(work, said)) {
        account.renew(&credential).and_then(|work| ended(work, said));
    }
    account.check().and_then(|work| ended(work, said));
}

fn people(account: &Account, said: &[&[u8]]) {
    let listing = ended(account.list(&PeopleQuery { q: String::new(), from: None, count: 50 }), said);
    if let Some(from) = listing.as_ref().and_then(|listing| listing.next.clone()) {
        // Where the next page begins is theirs to say.
        ended(account.list(&PeopleQuery { q: "ada".into(), from: Some(from), count: 50 }), said);
    }
    let found = ended(account.find(&["ada@example.com".into()]), said);
    let got = ended(account.get("1"), said);
    let ours = Person { name: Name { family: "Lovelace".into(), ..Name::default() }, ..Person::default() };
    let listed = listing.map(|listing| listing.people).unwrap_or_default().into_iter();
    for person in listed.chain(found.unwrap_or_default()).chain(got).take(10) {
        // It can be shown, and what it says goes back as it came, or over what is ours.
        std::hint::black_box(person.content.display_name());
        ended(account.update(&person.id, &person.content, &ours), said);
        ended(account.update(&person.id, &ours, &person.content), said);
        ended(account.create(&person.content, Uuid::nil()), said);
        ended(account.delete(&person.id), said);
    }
}

fn beside(account: &Account, said: &[&[u8]]) {
    account.notes("1").and_then(|work| ended(work, said));
    account.set_note("1", "Likes bees").and_then(|work| ended(work, said));
    account.picture("1", "https://crm.example/1.png").and_then(|work| ended(work, said));
    if let Some(drafts) = account.dialect.drafts() {
        for draft in ended(drafts.list(), said).unwrap_or_default().iter().take(10) {
            ended(drafts.get(&draft.id), said);
            ended(drafts.accept(&draft.id, &draft.content.person, Uuid::nil()), said);
            let gone = ended(drafts.delete(&draft.id), said);
            gone.and_then(|gone| ended(drafts.restore(&gone), said));
        }
    }
    if let Some(sources) = account.dialect.sources() {
        for source in ended(sources.list(), said).unwrap_or_default().iter().take(10) {
            ended(sources.update(&source.id, &source.content), said);
            let gone = ended(sources.delete(&source.id), said);
            gone.and_then(|gone| ended(sources.restore(&gone), said));
        }
    }
    if let Some(fields) = account.dialect.fields() {
        for field in ended(fields.list(), said).unwrap_or_default().iter().take(10) {
            let gone = ended(fields.delete(&field.id, &field.content), said);
            gone.and_then(|gone| ended(fields.restore(&gone), said));
        }
    }
    if let Some(organizations) = account.dialect.organizations() {
        ended(organizations.find("example.com"), said);
        ended(organizations.people("1"), said);
        for organization in ended(organizations.list(), said).unwrap_or_default().iter().take(10) {
            ended(organizations.get(&organization.id), said);
            ended(organizations.delete(&organization.id), said);
        }
    }
}

/// What comes of a work that is answered so.
fn ended<T>(work: Making<T>, said: &[&[u8]]) -> Option<T> {
    let mut work = work.ok()?;
    let mut answered = None;
    for call in 0..CALLS {
        match work.resume(answered.take()).ok()? {
            Step::Done(done) => return Some(done),
            Step::Send(_) | Step::Later(..) => answered = Some(response(said.get(call).or(said.last())?)),
        }
    }
    panic!("it asks for ever")
}

fn response(said: &[u8]) -> Response {
    let (state, body) = said.split_first().unwrap_or((&0, &[]));
    let mut response = Response::new(body.to_vec());
    let state = STATES.get(usize::from(*state) % STATES.len()).and_then(|state| StatusCode::from_u16(*state).ok());
    *response.status_mut() = state.unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/people/1"));
    response
}

//! The calls of People360, and what is done for each. Where they are, and what they send, is written where our client has it, too.

use calling_card_crm::cobra::calls::{Call, CardCall, PersonCall, RelationCall, Unread, methods};

use super::super::Caller;
use super::asked::Asked;
use super::{Outcome, Refusal, addresses, cards, images, members, merging, people, relations};

/// `/crm/people/...`
pub(super) async fn people(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (asked.method(), path) {
        // The address of a picture is ours to give.
        ("GET", [id, "profileimages", size]) => images::show(caller, id, size).await,
        _ => called(caller, asked).await,
    }
}

/// `/crm/people/...`, `/crm/businesscards/...` and `/crm/relations/...`
pub(super) async fn called(caller: &Caller, asked: &Asked) -> Outcome {
    let request = asked.request();
    let call = Call::parse(&request).map_err(|unread| match unread {
        Unread::Address => Refusal::NotFound,
        Unread::Method => Refusal::Methods(methods(request.uri().path()).unwrap_or_default()),
        Unread::Content(what) => Refusal::unread(&what),
    })?;
    match call {
        Call::Person(call) => of_people(caller, call).await,
        Call::Card(call) => of_cards(caller, call).await,
        Call::Relation(call) => of_relations(caller, call).await,
        Call::SignIn(_) | Call::Tenant(_) | Call::List(_) | Call::Touchpoint(_) | Call::Company(_) => {
            Err(Refusal::NotFound)
        }
    }
}

async fn of_people(caller: &Caller, call: PersonCall) -> Outcome {
    match call {
        PersonCall::Filter(filter) => people::filter(caller, &filter).await,
        PersonCall::List => people::list(caller).await,
        PersonCall::Create(said) => people::create(caller, *said).await,
        PersonCall::Get(id) => people::get(caller, &id).await,
        PersonCall::Update(id, said) => people::update(caller, &id, *said).await,
        PersonCall::Delete(id) => people::delete(caller, &id).await,
        PersonCall::Quicklook(id) => people::quicklook(caller, &id).await,
        PersonCall::UpdateMany(said) => people::update_all(caller, some(said)?).await,
        PersonCall::CreateMany(said) => people::create_all(caller, some(said)?).await,
        PersonCall::DeleteMany(ids) => people::delete_all(caller, some(ids)?).await,
        PersonCall::SetNote(id, said) => members::set_note(caller, &id, *said).await,
        PersonCall::SetOrgaTags(id, said) => members::set_tags(caller, &id, said).await,
        PersonCall::SetPersonalities(id, said) => members::set_personalities(caller, &id, said).await,
        PersonCall::SetLifecycle(id, said) => members::set_lifecycle(caller, &id, &said).await,
        PersonCall::Images(id) => images::list(caller, &id).await,
        PersonCall::SetImage(id, file) => images::put(caller, &id, &file).await,
        PersonCall::DeleteImage(id) => images::delete(caller, &id).await,
        PersonCall::Merge(said) => merging::merge(caller, said).await,
    }
}

async fn of_cards(caller: &Caller, call: CardCall) -> Outcome {
    match call {
        CardCall::List(of) => cards::list(caller, &of).await,
        CardCall::Create(of, said) => cards::create(caller, &of, *said).await,
        CardCall::DeleteMany(of, ids) => cards::delete_all(caller, &of, &some(ids)?).await,
        CardCall::Get(of, card) => cards::get(caller, &of, &card).await,
        CardCall::Update(of, card, said) => cards::update(caller, &of, &card, *said).await,
        CardCall::Delete(of, card) => cards::delete(caller, &of, &card).await,
        CardCall::Vcard(of, card) => cards::vcard(caller, &of, &card).await,
        CardCall::AddAddress(of, card, said) => addresses::add(caller, (&of, &card), *said).await,
        CardCall::UpdateAddress(of, card, id, said) => addresses::update(caller, (&of, &card), &id, *said).await,
        CardCall::DeleteAddress(of, card, id) => addresses::delete(caller, (&of, &card), &id).await,
        CardCall::Find(card) => cards::find(caller, &card).await,
    }
}

async fn of_relations(caller: &Caller, call: RelationCall) -> Outcome {
    match call {
        RelationCall::List(of, category) => relations::list(caller, &of, category.as_deref()).await,
        RelationCall::Create(of, said) => relations::create(caller, &of, &said).await,
        RelationCall::UpdateMany(of, said) => relations::update_all(caller, &of, &some(said)?).await,
        RelationCall::Update(of, other, said) => relations::update(caller, &of, &other, &said).await,
        RelationCall::Delete(of, other) => relations::delete(caller, &of, &other).await,
        RelationCall::CreateMany(said) => relations::create_all(caller, &some(said)?).await,
        RelationCall::DeleteMany(said) => relations::delete_all(caller, &some(said)?).await,
    }
}

/// What is sent for many: at least one, and not too many.
fn some<T>(said: Vec<T>) -> Result<Vec<T>, Refusal> {
    super::asked::few(said.len())?;
    super::asked::some(said)
}

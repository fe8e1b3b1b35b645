//! The addresses of People360, and what is done there. Of the paths the vendor's page shows `POST /crm/people`; the others are assumed in
//! its manner, and stand here alone.

use super::super::Caller;
use super::asked::Asked;
use super::{Outcome, Refusal, addresses, cards, images, members, merging, people, relations};

/// `/crm/people/...`
pub(super) async fn people(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (asked.method(), path) {
        ("GET", []) => people::list(caller).await,
        ("POST", []) => people::create(caller, asked.object_or_nothing()?).await,
        (_, []) => Err(Refusal::Method("GET, POST")),
        ("GET", ["filter"]) => {
            let (email, status) = (asked.parameter("email"), asked.parameter("employeeStatus"));
            people::filter(caller, email.as_deref(), status.as_deref()).await
        }
        (_, ["filter"]) => Err(Refusal::Method("GET")),
        ("POST", ["batch"]) => people::create_all(caller, asked.objects()?).await,
        ("PUT", ["batch"]) => people::update_all(caller, asked.objects()?).await,
        ("DELETE", ["batch"]) => people::delete_all(caller, asked.ids()?).await,
        (_, ["batch"]) => Err(Refusal::Method("POST, PUT, DELETE")),
        ("POST", ["merge"]) => merging::merge(caller, asked.object()?).await,
        (_, ["merge"]) => Err(Refusal::Method("POST")),
        ("GET", [id]) => people::get(caller, id).await,
        ("PUT", [id]) => people::update(caller, id, asked.object()?).await,
        ("DELETE", [id]) => people::delete(caller, id).await,
        (_, [_]) => Err(Refusal::Method("GET, PUT, DELETE")),
        (_, [id, "businesscards", rest @ ..]) => of_cards(caller, asked, (id, rest)).await,
        (_, [id, "relations", rest @ ..]) => of_relations(caller, asked, (id, rest)).await,
        (_, [id, rest @ ..]) => of_person(caller, asked, (id, rest)).await,
    }
}

/// `/crm/people/{id}/...`
async fn of_person(caller: &Caller, asked: &Asked, (id, path): (&str, &[&str])) -> Outcome {
    match (asked.method(), path) {
        ("GET", ["quicklook"]) => people::quicklook(caller, id).await,
        (_, ["quicklook"]) => Err(Refusal::Method("GET")),
        ("PUT", ["note"]) => members::set_note(caller, id, asked.object()?).await,
        ("PUT", ["orgatags"]) => members::set_tags(caller, id, asked.list()?).await,
        ("PUT", ["personalities"]) => members::set_personalities(caller, id, asked.list()?).await,
        ("PUT", ["lifecycle"]) => members::set_lifecycle(caller, id, &asked.object()?).await,
        (_, ["note" | "orgatags" | "personalities" | "lifecycle"]) => Err(Refusal::Method("PUT")),
        ("GET", ["profileimages"]) => images::list(caller, id).await,
        ("POST", ["profileimages"]) => images::put(caller, id, asked).await,
        ("DELETE", ["profileimages"]) => images::delete(caller, id).await,
        (_, ["profileimages"]) => Err(Refusal::Method("GET, POST, DELETE")),
        ("GET", ["profileimages", size]) => images::show(caller, id, size).await,
        _ => Err(Refusal::NotFound),
    }
}

/// `/crm/people/{person}/businesscards/...`
async fn of_cards(caller: &Caller, asked: &Asked, (person, path): (&str, &[&str])) -> Outcome {
    match (asked.method(), path) {
        ("GET", []) => cards::list(caller, person).await,
        ("POST", []) => cards::create(caller, person, asked.object()?).await,
        ("DELETE", []) => cards::delete_all(caller, person, &asked.ids()?).await,
        (_, []) => Err(Refusal::Method("GET, POST, DELETE")),
        ("GET", [card]) => cards::get(caller, person, card).await,
        ("PUT", [card]) => cards::update(caller, person, card, asked.object()?).await,
        ("DELETE", [card]) => cards::delete(caller, person, card).await,
        (_, [_]) => Err(Refusal::Method("GET, PUT, DELETE")),
        ("GET", [card, "vcard"]) => cards::vcard(caller, person, card).await,
        (_, [_, "vcard"]) => Err(Refusal::Method("GET")),
        ("POST", [card, "addresses"]) => addresses::add(caller, (person, card), asked.object()?).await,
        (_, [_, "addresses"]) => Err(Refusal::Method("POST")),
        ("PUT", [card, "addresses", id]) => addresses::update(caller, (person, card), id, asked.object()?).await,
        ("DELETE", [card, "addresses", id]) => addresses::delete(caller, (person, card), id).await,
        (_, [_, "addresses", _]) => Err(Refusal::Method("PUT, DELETE")),
        _ => Err(Refusal::NotFound),
    }
}

/// `/crm/businesscards/...`
pub(super) async fn any_card(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (asked.method(), path) {
        ("GET", [card]) => cards::find(caller, card).await,
        (_, [_]) => Err(Refusal::Method("GET")),
        _ => Err(Refusal::NotFound),
    }
}

/// `/crm/people/{person}/relations/...`
async fn of_relations(caller: &Caller, asked: &Asked, (person, path): (&str, &[&str])) -> Outcome {
    match (asked.method(), path) {
        ("GET", []) => relations::list(caller, person, asked.parameter("category").as_deref()).await,
        ("POST", []) => relations::create(caller, person, &asked.object()?).await,
        ("PUT", []) => relations::update_all(caller, person, &asked.objects()?).await,
        (_, []) => Err(Refusal::Method("GET, POST, PUT")),
        ("PUT", [other]) => relations::update(caller, person, other, &asked.object()?).await,
        ("DELETE", [other]) => relations::delete(caller, person, other).await,
        (_, [_]) => Err(Refusal::Method("PUT, DELETE")),
        _ => Err(Refusal::NotFound),
    }
}

/// `/crm/relations/...`
pub(super) async fn any_relations(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (asked.method(), path) {
        ("POST", ["batch"]) => relations::create_all(caller, &asked.objects()?).await,
        ("DELETE", ["batch"]) => relations::delete_all(caller, &asked.objects()?).await,
        (_, ["batch"]) => Err(Refusal::Method("POST, DELETE")),
        _ => Err(Refusal::NotFound),
    }
}

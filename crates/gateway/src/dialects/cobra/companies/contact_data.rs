//! Phones, e-mail addresses and postal addresses of a company: each added, changed and taken away by a call of its own.

use axum::http::StatusCode;

use super::super::super::Caller;
use super::super::asked::Asked;
use super::super::checking::Checking;
use super::super::{Outcome, Refusal, answer};
use super::answers;
use super::lists::Lists;
use super::pieces::{List, Piece, Said};
use super::record::Company;
use crate::store::Batch;

/// `/crm/companies/{id}/{list}[/{piece}]`
pub(super) async fn called(
    caller: &Caller,
    asked: &Asked,
    (company, list, piece): (&str, List, Option<&str>),
) -> Outcome {
    match (asked.method(), piece) {
        ("POST", None) => put(caller, asked, (company, list, None)).await,
        ("PUT", Some(piece)) => put(caller, asked, (company, list, Some(piece))).await,
        ("DELETE", Some(piece)) => remove(caller, (company, list, piece)).await,
        (_, None) => Err(Refusal::Method("POST")),
        (_, Some(_)) => Err(Refusal::Method("PUT, DELETE")),
    }
}

/// Adds a piece, or lets one say something else.
async fn put(caller: &Caller, asked: &Asked, (id, list, piece): (&str, List, Option<&str>)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut checking = Checking::default();
    let said = match list {
        List::Phones => checking.phone("", asked.object()?),
        List::Emails => checking.email("", asked.object()?),
        List::Addresses => checking.address("", asked.object()?, &lists),
    };
    let place = match piece {
        Some(piece) => {
            checking.end()?;
            let piece = piece.to_ascii_lowercase();
            if !company.pieces.change(&piece, said) {
                return Err(Refusal::NotFound);
            }
            company.pieces.all().iter().position(|known| known.id() == piece)
        }
        None => {
            checking.few("body", company.pieces.all().len() + 1);
            checking.end()?;
            company.pieces.add(said);
            company.pieces.all().len().checked_sub(1)
        }
    };
    company.settle();
    company.write(&mut batch, caller).await?;
    batch.commit(()).await?;
    let written = place.and_then(|place| company.pieces.all().get(place)).ok_or(Refusal::NotFound)?;
    let status = if piece.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    Ok(told(status, written, &lists))
}

/// Takes a piece away.
async fn remove(caller: &Caller, (id, list, piece): (&str, List, &str)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    if !company.pieces.remove(list, &piece.to_ascii_lowercase(), &mut company.organization) {
        return Err(Refusal::NotFound);
    }
    company.settle();
    company.write(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

fn told(status: StatusCode, piece: &Piece, lists: &Lists) -> calling_card_crm::Response {
    match answers::piece(piece, lists) {
        Said::Phone(phone) => answer::one(status, &phone),
        Said::Email(email) => answer::one(status, &email),
        Said::Address(address) => answer::one(status, &*address),
    }
}

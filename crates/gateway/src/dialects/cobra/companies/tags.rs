//! Tags of companies: of one all of them, or some of several.

use axum::http::StatusCode;
use calling_card_contact::Problem;

use super::super::super::Caller;
use super::super::asked::Asked;
use super::super::checking::Checking;
use super::super::{Found, Outcome, Refusal, answer};
use super::answers;
use super::lists::Lists;
use super::record::Company;
use super::wire::CompanyTags;
use crate::store::Batch;

/// `PUT /crm/companies/{id}/tags`: these, and no others.
pub(super) async fn replace(caller: &Caller, asked: &Asked, id: &str) -> Outcome {
    let sent = asked.list()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut checking = Checking::default();
    company.organization.tags = checking.tags(sent, &lists.tags);
    checking.end()?;
    company.write(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::one(StatusCode::OK, &answers::company(&company, &lists)))
}

/// `/crm/companies/tags`: all companies must be there, or nothing is done.
pub(super) async fn of_several(caller: &Caller, asked: &Asked) -> Outcome {
    let adding = match asked.method() {
        "POST" => true,
        "DELETE" => false,
        _ => return Err(Refusal::Method("POST, DELETE")),
    };
    let sent: CompanyTags = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut checking = Checking::default();
    checking.several("companyIds", &sent.company_ids);
    let change = checking.tag_change(sent.tags.unwrap_or_default(), (sent.tag_ids, adding), &lists.tags);
    checking.end()?;
    for (place, id) in sent.company_ids.iter().enumerate() {
        let mut company = found(&mut batch, caller, (place, id)).await?;
        change.apply(&mut company.organization.tags, &lists.tags);
        company.write(&mut batch, caller).await?;
    }
    batch.commit(()).await?;
    Ok(answer::done_as(if adding { StatusCode::CREATED } else { StatusCode::OK }))
}

/// The company of an id that stands in a body.
async fn found(batch: &mut Batch, caller: &Caller, (place, id): (usize, &str)) -> Found<Company> {
    Company::find(batch, caller, id).await.map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::at(&format!("companyIds[{place}]"), Problem::Unknown),
        other => other,
    })
}

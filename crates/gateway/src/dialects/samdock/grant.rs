//! A confirmation of an e-mail address by the link of a mail that the client has sent. By the vendor's rule it is a GET that changes
//! something, and takes no token: what stands for one is the id, which nobody guesses, together with the tenant and the address.

use axum::http::{StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_api::changes::RecordKind;
use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{ContactDraft, DraftId, InboundSource, Person, PersonId};
use calling_card_crm::Beside;
use calling_card_crm::samdock::answers::nothing;
use calling_card_crm::samdock::wire::{Grant, PersonFields};
use serde_json::Value;
use uuid::Uuid;

use super::super::{Caller, with_header};
use super::around::Around;
use super::{Outcome, Refusal, form_settings, ids, place, sources};
use crate::extract::Address;
use crate::store::dialects::{self, records};
use crate::store::{Actor, Batch, WorkspaceId, consents, drafts, inbound_sources, opt_ins, people, workspaces};
use crate::{AppState, Error, clock};

/// From so many characters on, an id is not guessed: 126 bits.
const UNGUESSABLE: usize = 21;

/// Confirms, and leads on where the form allows it.
pub(super) async fn grant(state: &AppState, address: Address, with: Grant) -> Outcome {
    let required = |text: Option<String>, member: &str| text.ok_or_else(|| Refusal::required(member));
    let (tenant, email) = (required(with.tenant_id, "_tenantID")?, required(with.email, "email")?);
    let redirect = required(with.redirect_url, "redirectUrl")?;
    let known = known(state, (&tenant, &with.of), &email).await;
    if let Err(Refusal::NotFound) = known {
        // Wrong ones are counted as wrong tokens are.
        state.wrong_tokens.pass(address.0).await?;
    }
    let (caller, found) = known?;
    let allowed = redirects(&caller, &found).await?;
    if !redirect.is_empty() && !allowed.contains(&redirect) {
        return Err(Refusal::at("redirectUrl", "is none of the pages that the source leads to."));
    }
    match found {
        Found::Draft(id, source) => {
            let given = proof(&caller, id, &source).await?;
            if !opt_ins::grant(&caller.store, caller.actor.workspace, id, given).await? {
                return Err(Refusal::NotFound);
            }
        }
        Found::Person(id) => of_person(&caller, id, &email).await?,
    }
    if redirect.is_empty() {
        return Ok(nothing(StatusCode::OK));
    }
    let answer = with_header(nothing(StatusCode::FOUND), header::LOCATION, &redirect);
    Ok(with_header(answer, header::REFERRER_POLICY, "no-referrer"))
}

/// Whose address is confirmed.
enum Found {
    Draft(DraftId, Box<InboundSource>),
    Person(PersonId),
}

/// The draft or the person, where all three parts of the link belong together.
async fn known(state: &AppState, (tenant, of): (&str, &str), email: &str) -> Result<(Caller, Found), Refusal> {
    let workspace = tenant.parse::<Uuid>().map(WorkspaceId).map_err(|_| Refusal::NotFound)?;
    if of.len() < UNGUESSABLE {
        return Err(Refusal::NotFound);
    }
    let actor = Actor { workspace, name: "doi".into() };
    let caller = Caller { actor, store: state.store.clone() };
    let mut connection = caller.connection().await?;
    if let Some(key) = ids(&caller, RecordKind::Draft).find(&mut connection, of).await? {
        let id: DraftId = key.parse().map_err(|_| Refusal::NotFound)?;
        let draft: ContactDraft = drafts::get(&mut connection, workspace, id).await?.content;
        let source = inbound_sources::get(&caller.store, workspace, &draft.source).await?.content;
        return if has(&draft.person, email) {
            Ok((caller, Found::Draft(id, Box::new(source))))
        } else {
            Err(Refusal::NotFound)
        };
    }
    let key = ids(&caller, RecordKind::Person).find(&mut connection, of).await?;
    let id: PersonId = key.and_then(|key| key.parse().ok()).ok_or(Refusal::NotFound)?;
    let person = people::get(&caller.store, workspace, id).await?.content;
    if has(&person, email) { Ok((caller, Found::Person(id))) } else { Err(Refusal::NotFound) }
}

fn has(person: &Person, email: &str) -> bool {
    let asked = email.trim().to_lowercase();
    let mut all = person.cards.iter().flat_map(|card| card.emails.iter());
    all.any(|email| !asked.is_empty() && email.address.trim().to_lowercase() == asked)
}

/// The pages to which may be led: those of the draft's source, or those of all sources.
async fn redirects(caller: &Caller, found: &Found) -> Result<Vec<String>, Refusal> {
    let mut connection = caller.connection().await?;
    let mut all = records::all::<InboundSource>(&mut connection, caller.actor.workspace).await?;
    if let Found::Draft(_, source) = found {
        all.retain(|record| record.id == source.id);
    }
    let mut allowed = Vec::new();
    for record in &all {
        let beside =
            dialects::beside(&mut connection, place(caller, RecordKind::InboundSource, record.id.as_str())).await?;
        allowed.extend(form_settings::redirects(&record.content.form, &sources::said(record, &beside)));
    }
    Ok(allowed)
}

/// The proof of a draft that came without one.
async fn proof(caller: &Caller, draft: DraftId, source: &InboundSource) -> Result<ConsentRecord, Refusal> {
    let mut content = super::drafts::consent(source);
    if content.controller.is_empty() {
        content.controller = workspaces::name(&caller.store, caller.actor.workspace).await?;
    }
    Ok(ConsentRecord { id: clock::new_key(), form: source.id.clone(), draft, content })
}

/// Confirms what a person has agreed to. Where nothing is known of that, it is taken down among the dialect's consents.
async fn of_person(caller: &Caller, id: PersonId, email: &str) -> Result<(), Refusal> {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let workspace = caller.actor.workspace;
    let given = consents::of_person(batch.connection(), workspace, id).await?;
    for one in &given {
        consents::confirm(batch.connection(), workspace, one.draft).await?;
    }
    if given.is_empty() {
        let record = batch.get::<Person>(&id).await.map_err(|error: Error| match error {
            Error::Problem(ProblemKind::NotFound) => Refusal::NotFound,
            other => other.into(),
        })?;
        let around = Around::of(batch.connection(), caller, (id, &record.content)).await?;
        let key = id.to_string();
        let place = place(caller, RecordKind::Person, &key);
        let ours = around.of_person(&key, &record.content);
        let mut said: PersonFields = dialects::beside(batch.connection(), place).await?.said(ours.clone());
        let consents = said.consents.get_or_insert_default();
        let begins = format!("doi {} ", email.trim().to_lowercase());
        if consents.iter().all(|known| !known.as_str().unwrap_or_default().starts_with(&begins)) {
            consents.push(Value::String(format!("{begins}{}", clock::now().0)));
        }
        dialects::put_beside(batch.connection(), place, &Beside::of(&said, &ours)).await?;
    }
    batch.commit(()).await?;
    Ok(())
}

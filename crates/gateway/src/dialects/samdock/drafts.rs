//! Contact drafts. One that a client marks as deleted is in our bin, and told as long as it is there.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::drafts::DraftRecord;
use calling_card_contact::{
    Check, Consent, ContactDraft, CustomEntity, CustomValues, DraftId, FieldErrors, FormLanguage, InboundSource,
    Person, Problem, SourceStatus,
};
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::wire::{Draft, OrganizationFields, PersonFields};
use calling_card_crm::{Beside, patched};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::Caller;
use super::{DIALECT, Outcome, Refusal, draft_answers, fields, ids, key, name, place, sources, tenant};
use crate::store::dialects::{self, records};
use crate::store::events::{self, Bookable, Standing};
use crate::store::submissions::{self, Submission};
use crate::store::tokens::hexadecimal;
use crate::store::{Batch, consents, custom_fields, drafts, sql};
use crate::{AppState, Error, clock, forms, mail};

const KIND: RecordKind = RecordKind::Draft;

/// All drafts.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let known = ids(caller, KIND).all(&caller.store, &caller.actor).await?;
    let mut connection = caller.connection().await?;
    let workspace = caller.actor.workspace;
    let all = records::all::<ContactDraft>(&mut connection, workspace).await?;
    let beside = records::all_beside::<ContactDraft>(&mut connection, workspace, DIALECT).await?;
    let confirmed = records::confirmations(&mut connection, workspace).await?;
    let fields = fields::all(&mut connection, caller).await?;
    let mut answers = Vec::with_capacity(all.len());
    for record in &all {
        let key = record.id.to_string();
        // What came a moment ago has no id yet, and is told the next time.
        let Some(id) = known.get(&key) else { continue };
        let source = source_id(&mut connection, caller, &record.content).await?;
        let ours = draft_answers::told(&record.content, &fields, source);
        let said: Draft = beside.get(&key).map_or(ours.clone(), |beside| beside.said(ours));
        let verified_at = draft_answers::verified_at(confirmed.get(&key)).or(said.verified_at.clone());
        let (id, tenant_id) = (Some(id.clone()), Some(tenant(caller)));
        answers.push(Draft { id, tenant_id, verified_at, deleted: Some(false), ..said });
    }
    Ok(respond(&answers))
}

/// One draft.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let found = find(&mut connection, caller, id).await?;
    let key = found.record.id;
    let consent = consents::of_draft(&mut connection, caller.actor.workspace, key).await?;
    let confirmed = consent.and_then(|consent| consent.content.opt_in?.confirmed_at).map(|at| at.0);
    let verified_at = draft_answers::verified_at(confirmed.as_ref()).or(found.said.verified_at.clone());
    let answer = Draft { id: Some(id.to_owned()), tenant_id: Some(tenant(caller)), verified_at, ..found.said };
    Ok(respond(&answer))
}

/// Takes in what came through a source.
pub(super) async fn add(state: &AppState, caller: &Caller, source: &str, said: Draft) -> Outcome {
    let mut connection = caller.connection().await?;
    let (source_record, source_beside) = sources::find(&mut connection, caller, source).await?;
    drop(connection);
    let form = &source_record.content;
    if form.status == SourceStatus::Disabled {
        return Err(Refusal::Forbidden);
    }
    let bookable = events::of_source(&caller.store, caller.actor.workspace, form).await?;
    if bookable.as_ref().is_some_and(|bookable| bookable.standing == Standing::Closed) {
        return Err(Refusal::Forbidden);
    }
    let content_hash = Sha256::digest(serde_json::to_vec(&said).map_err(Error::from)?).to_vec();
    let key = said.id.as_ref().map(|id| format!("{DIALECT}:{id}"));
    let mut draft = ContactDraft {
        source: form.id.clone(),
        source_name: form.name.clone(),
        received_at: clock::now(),
        answers: Vec::new(),
        person: Person::default(),
        message: String::new(),
        consent: None,
        language: FormLanguage::default(),
        page: String::new(),
        unread: true,
        test: form.status == SourceStatus::Testing,
        held: Vec::new(),
        spam_at: None,
        editor: form.editor,
        create_lead: form.create_lead,
        event: bookable.as_ref().and_then(Bookable::booked),
    };
    let id = said.id.clone();
    // Who may be told otherwise is said by the source.
    let said = Draft {
        source: None,
        created_at: None,
        editor: said.editor.or(sources::said(&source_record, &source_beside).editor),
        ..said
    };
    let opening = {
        let mut connection = caller.connection().await?;
        let known = fields::all(&mut connection, caller).await?;
        let before = draft_answers::told(&draft, &known, source.to_owned());
        let after = patched_by(&before, said)?;
        draft_answers::apply(&mut draft, &known, (&before, &after));
        after
    };
    let opt_in = ask(state, caller, form, &mut draft).await?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    settle(&mut batch, &CustomValues::new(), &mut draft.person).await?;
    let submission = Submission { key, content_hash, proof: None, draft, opt_in, invitation: None, files: Vec::new() };
    let taken = submissions::take_into(&mut batch, submission).await.map_err(|error| match error {
        Error::Problem(calling_card_api::ProblemKind::Conflict) => {
            Refusal::at("_id", "is that of another draft: make a new one.")
        }
        other => other.into(),
    })?;
    if taken.new {
        let record: DraftRecord = batch.get(&taken.draft).await?;
        name(batch.connection(), (caller, KIND), &record.id.to_string(), id.as_deref()).await?;
        put_beside(&mut batch, caller, &record, &opening).await?;
    }
    batch.commit(()).await?;
    mail::wake(&state.mail_written);
    Ok(nothing(StatusCode::OK))
}

/// Changes a draft.
pub(super) async fn edit(caller: &Caller, id: &str, said: Draft) -> Outcome {
    for (said, member) in [(said.id.is_some(), "_id"), (said.tenant_id.is_some(), "_tenantID")] {
        if !said {
            return Err(Refusal::required(member));
        }
    }
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let found = find(batch.connection(), caller, id).await?;
    // Through what and when it came stays.
    let after = patched_by(&found.said, Draft { source: None, created_at: None, ..said })?;
    let mut draft = found.record.content.clone();
    draft_answers::apply(&mut draft, &found.fields, (&found.said, &after));
    if found.said.editor != after.editor {
        draft.editor = sources::editor(&mut batch, after.editor.as_deref()).await?;
    }
    settle(&mut batch, &found.record.content.person.custom, &mut draft.person).await?;
    if draft.unread != found.record.content.unread {
        drafts::set_unread(batch.connection(), caller.actor.workspace, found.record.id, draft.unread).await?;
    }
    let mut record = found.record;
    let deleted = after.deleted.unwrap_or_default();
    if found.binned && !deleted {
        // It comes out of the bin.
        record = batch.create(record.id, draft).await?;
    } else if !found.binned && draft != record.content {
        record = batch.update(&record.id, record.version, draft).await?;
    }
    put_beside(&mut batch, caller, &record, &after).await?;
    if !found.binned && deleted {
        drafts::discard_in(&mut batch, record.id, record.version).await?;
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Puts a draft into the bin. With the same id it can come in anew.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let found = find(batch.connection(), caller, id).await?;
    submissions::give_key_up(batch.connection(), caller.actor.workspace, found.record.id).await?;
    if found.binned {
        ids(caller, KIND).forget(batch.connection(), &found.record.id.to_string()).await?;
    } else {
        drafts::discard_in(&mut batch, found.record.id, found.record.version).await?;
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

struct Found {
    record: DraftRecord,
    /// Whether it is in the bin, because a client has marked it as deleted.
    binned: bool,
    fields: Vec<fields::Defined>,
    said: Draft,
}

async fn find(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Result<Found, Refusal> {
    let key: DraftId = key::<ContactDraft>(connection, caller, id).await?;
    let workspace = caller.actor.workspace;
    let binned = records::binned_draft(connection, (workspace, DIALECT), key).await?;
    let (binned, record) = match binned {
        Some(record) => (true, record),
        None => (false, drafts::get(connection, workspace, key).await?),
    };
    let mut record = record;
    if let Some(unread) = drafts::is_unread(connection, workspace, key).await? {
        record.content.unread = unread;
    }
    let fields = fields::all(connection, caller).await?;
    let source = source_id(connection, caller, &record.content).await?;
    let beside = dialects::beside(connection, place(caller, KIND, &key.to_string())).await?;
    let said: Draft = beside.said(draft_answers::told(&record.content, &fields, source));
    // Staff may have taken it out of the bin.
    Ok(Found { record, binned, fields, said: Draft { deleted: Some(binned), ..said } })
}

async fn source_id(connection: &mut sql::Connection, caller: &Caller, draft: &ContactDraft) -> Result<String, Refusal> {
    Ok(ids(caller, RecordKind::InboundSource).of(connection, draft.source.as_str()).await?)
}

/// What is there after a change.
fn patched_by(before: &Draft, said: Draft) -> Result<Draft, Refusal> {
    let text = |one: &Value| one.is_string();
    if said.fields_data.iter().flatten().any(|one| !text(one)) {
        return Err(Refusal::at("fieldsData", "is a list of texts."));
    }
    // The id is that of the address, the tenant that of the token; the ids of the two parts are the client's own business.
    let person = said.person.map(|person| PersonFields { id: None, tenant_id: None, ..person });
    let organization = said.organization.map(|one| OrganizationFields { id: None, tenant_id: None, ..one });
    let said = Draft { id: None, tenant_id: None, person, organization, ..said };
    let said = serde_json::to_value(&said).map_err(Error::from)?;
    let after: Draft = patched(before, &said).map_err(|what| Refusal::at("body", &what))?;
    let empty = |text: Option<String>| text.filter(|text| !text.is_empty());
    let person = after.person.map(|person| PersonFields {
        note: empty(person.note.clone()),
        ..calling_card_crm::samdock::mapping::filled(person)
    });
    Ok(Draft { person, editor: empty(after.editor), ..after })
}

/// What of a draft must be right already: all but that the person has a name.
async fn settle(batch: &mut Batch, before: &CustomValues, person: &mut Person) -> Result<(), Refusal> {
    let mut errors: FieldErrors = person.check();
    errors.retain(|error| !(error.field == "/name/family" && error.problem == Problem::Required));
    errors.extend(custom_fields::settle(batch, CustomEntity::Person, before, &mut person.custom).await?);
    if errors.is_empty() { Ok(()) } else { Err(Refusal::of(&errors)) }
}

/// Where the source asks for a double opt-in, the address of the person is asked by mail, as that of a visitor.
async fn ask(
    state: &AppState,
    caller: &Caller,
    source: &InboundSource,
    draft: &mut ContactDraft,
) -> Result<Option<crate::store::opt_ins::NewOptIn>, Refusal> {
    let email = draft.person.main_card().and_then(|card| card.emails.main()).map(|email| email.address.clone());
    if source.form.double_opt_in.is_none() || email.is_none() {
        return Ok(None);
    }
    draft.consent = Some(consent(source));
    Ok(forms::ask(state, (caller.actor.workspace, source), (email.as_deref(), None), draft).await?)
}

/// What is agreed to by whoever confirms an address.
pub(super) fn consent(source: &InboundSource) -> Consent {
    let language = FormLanguage::default();
    let asked = source.form.consent.as_ref();
    let text = asked.map(|asked| asked.text.text(language).to_owned()).unwrap_or_default();
    Consent {
        purpose: asked.map(|asked| asked.purpose.text(language).to_owned()).unwrap_or_default(),
        controller: asked.map(|asked| asked.controller.clone()).unwrap_or_default(),
        text_hash: hexadecimal(&Sha256::digest(text.as_bytes())),
        text,
        text_version: asked.map(|asked| asked.version).unwrap_or_default(),
        language,
        given_at: clock::now(),
        notice_url: asked.map(|asked| asked.notice_url.clone()).unwrap_or_default(),
        ..Consent::default()
    }
}

async fn put_beside(batch: &mut Batch, caller: &Caller, record: &DraftRecord, after: &Draft) -> Result<(), Refusal> {
    let fields = fields::all(batch.connection(), caller).await?;
    let source = source_id(batch.connection(), caller, &record.content).await?;
    let beside = Beside::of(after, &draft_answers::told(&record.content, &fields, source));
    dialects::put_beside(batch.connection(), place(caller, KIND, &record.id.to_string()), &beside).await?;
    Ok(())
}

//! Contacts: one, those that match, those that are deleted.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_crm::Request;
use calling_card_crm::onlyoffice::filter::{ContactFilter, InfoQuery, MOST, PrefixQuery, View};
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire::SimpleMatch;
use uuid::Uuid;

use super::super::{Caller, times};
use super::answers::{self, Known};
use super::contacts::{self, Contact, find};
use super::entries::Content;
use super::{Answer, DIALECT, Outcome, Refusal};
use crate::store::Batch;
use crate::store::dialects::onlyoffice::{self as store, Filter, Key, Page, Sort};

/// Contacts of a list by the beginning of their names.
const BY_PREFIX: i64 = 30;
/// Most tags that are asked for.
const TAGS: usize = 100;
/// Contacts that are looked at together.
const TOGETHER: i64 = 200;

/// One contact.
pub(super) async fn get(caller: &Caller, id: i64) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    Ok(Answer::one(StatusCode::OK, &answers::contact(&contact, &Known::of(caller).await?)))
}

/// Puts a contact into the bin, and answers what it was.
pub(super) async fn delete(caller: &Caller, id: i64) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    contacts::delete(&mut batch, &contact).await?;
    batch.commit(()).await?;
    Ok(Answer::one(StatusCode::OK, &answers::contact(&contact, &Known::of(caller).await?)))
}

/// Puts contacts into the bin; numbers that nobody has are passed over.
pub(super) async fn delete_several(caller: &Caller, ids: Vec<i64>) -> Outcome {
    let mut connection = caller.connection().await?;
    let mut keys: Vec<Key> = Vec::new();
    for id in ids.into_iter().filter(|id| *id > 0) {
        match find(&mut connection, caller, id).await {
            Ok(key) if !keys.contains(&key) => keys.push(key),
            Ok(_) | Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    drop(connection);
    delete_all(caller, &keys).await
}

/// Puts all contacts that match into the bin; without a filter those are all there are.
pub(super) async fn delete_matching(caller: &Caller, filter: &ContactFilter) -> Outcome {
    let filter = of(filter)?;
    store::number_all(&caller.store, &caller.actor, DIALECT).await?;
    let page = Page { sort: Sort::Number, descending: false, start: 0, count: None };
    let place = (caller.actor.workspace, DIALECT);
    let (keys, _) = store::page(&mut caller.connection().await?, place, &filter, page).await?;
    delete_all(caller, &keys).await
}

/// A page of those that match.
pub(super) async fn list(caller: &Caller, asked: &ContactFilter) -> Outcome {
    let filter = of(asked)?;
    let start = asked.start.unwrap_or_default().min(i64::MAX.unsigned_abs());
    let (sort, descending) = order(asked);
    // More than the vendor gives are cut without a word.
    let count = asked.count.unwrap_or(MOST).min(MOST);
    let page = Page { sort, descending, start: start.cast_signed(), count: Some(count.cast_signed()) };
    store::number_all(&caller.store, &caller.actor, DIALECT).await?;
    let place = (caller.actor.workspace, DIALECT);
    let (keys, total) = store::page(&mut caller.connection().await?, place, &filter, page).await?;
    let known = Known::of(caller).await?;
    let found = contacts::read_all(caller, &keys).await?;
    let found: Vec<_> = found.iter().map(|contact| answers::listed(contact, &known)).collect();
    Ok(Answer::page(&found, start, total.unsigned_abs()))
}

/// Those that have a piece of contact data.
pub(super) async fn by_info(caller: &Caller, query: &InfoQuery) -> Outcome {
    let data = query.data.to_lowercase();
    let has = |contact: &Contact| {
        contact.entries.iter().any(|entry| {
            let info = &entry.info;
            info.kind == query.kind
                && info.data.to_lowercase().contains(&data)
                && query.category.is_none_or(|category| category == info.category)
                && query.primary.is_none_or(|primary| primary == info.primary)
        })
    };
    let found = matching(caller, &query.data, MOST, has).await?;
    let known = Known::of(caller).await?;
    let found: Vec<_> = found.iter().map(|contact| answers::contact(contact, &known)).collect();
    Ok(Answer::all(StatusCode::OK, &found))
}

/// Those with an e-mail address, of which or of whose name a text is a part.
pub(super) async fn by_email(caller: &Caller, term: &str, most: Option<i64>) -> Outcome {
    let part = term.trim().to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&part);
    let named = |contact: &Contact| match &contact.content {
        Content::Person(person) => says(&person.name.given) || says(&person.name.family),
        Content::Organization(organization) => says(&organization.name),
    };
    let has = |contact: &Contact| {
        let mut emails = contact.entries.iter().filter_map(|entry| entry.data_of(InfoType::Email)).peekable();
        emails.peek().is_some() && (named(contact) || emails.any(says))
    };
    let most = most.and_then(|most| u64::try_from(most).ok()).filter(|most| *most > 0).unwrap_or(MOST).min(MOST);
    let found = if part.is_empty() { Vec::new() } else { matching(caller, term.trim(), most, has).await? };
    let known = Known::of(caller).await?;
    let found: Vec<_> =
        found.iter().map(|contact| SimpleMatch { contact: answers::contact(contact, &known) }).collect();
    Ok(Answer::all(StatusCode::OK, &found))
}

/// The first whose names begin so. There are no opportunities and cases here, so that nobody is a member of one.
pub(super) async fn by_prefix(caller: &Caller, query: &PrefixQuery) -> Outcome {
    if query.entity.as_ref().is_some_and(|(_, id)| *id > 0) {
        return Ok(Answer::page::<()>(&[], 0, 0));
    }
    let kinds = match query.search.unwrap_or_default() {
        -1 => (true, true, true),
        0 => (true, false, true),
        1 => (false, true, true),
        2 => (false, true, false),
        3 => (true, true, false),
        _ => return Err(Refusal::argument("searchType")),
    };
    let workspace = caller.actor.workspace;
    let keys = store::beginning(&mut caller.connection().await?, workspace, &query.prefix, kinds, BY_PREFIX).await?;
    let known = Known::of(caller).await?;
    let found = contacts::read_all(caller, &keys).await?;
    let found: Vec<_> = found.iter().map(|contact| answers::base(contact, &known)).collect();
    Ok(Answer::all(StatusCode::OK, &found))
}

/// The members that are wanted, where some are named: `fields=id,displayName`.
pub(super) fn fields(request: &Request) -> Vec<String> {
    let query = request.uri().query().unwrap_or_default();
    let named = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "fields");
    let named = named.map(|(_, fields)| fields.into_owned()).unwrap_or_default();
    named.split(',').map(|field| field.trim().to_owned()).filter(|field| !field.is_empty()).collect()
}

async fn delete_all(caller: &Caller, keys: &[Key]) -> Outcome {
    let known = Known::of(caller).await?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut gone = Vec::with_capacity(keys.len());
    for key in keys {
        match contacts::read(batch.connection(), &caller.actor, key, true).await.map_err(Refusal::from) {
            Ok(contact) => {
                contacts::delete(&mut batch, &contact).await?;
                gone.push(answers::base(&contact, &known));
            }
            // Somebody else was quicker.
            Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(Answer::all(StatusCode::OK, &gone))
}

/// At most so many contacts that say a text somewhere, and are what is looked for.
async fn matching(
    caller: &Caller,
    text: &str,
    most: u64,
    is: impl Fn(&Contact) -> bool,
) -> Result<Vec<Contact>, Refusal> {
    let place = (caller.actor.workspace, DIALECT);
    let mut after: Key = (RecordKind::Organization, String::new());
    let mut found = Vec::new();
    loop {
        let keys = store::mentioning(&mut caller.connection().await?, place, text, &after, TOGETHER).await?;
        let Some(last) = keys.last() else { return Ok(found) };
        after = last.clone();
        for contact in contacts::read_all(caller, &keys).await? {
            if is(&contact) {
                found.push(contact);
            }
            if found.len() as u64 >= most {
                return Ok(found);
            }
        }
    }
}

/// What the store is asked.
fn of(asked: &ContactFilter) -> Result<Filter, Refusal> {
    let time = |text: &Option<String>, read: fn(&str) -> Option<String>, name| {
        let said = text.as_deref().filter(|text| !text.trim().is_empty());
        said.map(|text| read(text).ok_or_else(|| Refusal::argument(name))).transpose()
    };
    if asked.tags.len() > TAGS {
        return Err(Refusal::argument("tags"));
    }
    let manager = asked.responsible.as_deref().map(str::trim).filter(|guid| !guid.is_empty());
    let manager =
        manager.map(|guid| guid.parse::<Uuid>().map_err(|_| Refusal::argument("responsibleid"))).transpose()?;
    Ok(Filter {
        words: asked.text.clone().unwrap_or_default(),
        tags: asked.tags.iter().filter(|tag| !tag.is_empty()).cloned().collect(),
        status: asked.stage.filter(|stage| *stage >= 0),
        kind: match asked.view.unwrap_or_default() {
            View::All | View::WithOpportunity => None,
            View::Company => Some(RecordKind::Organization),
            View::Person => Some(RecordKind::Person),
        },
        manager,
        shared: asked.shared,
        from: time(&asked.from_date, times::from, "fromDate")?,
        before: time(&asked.to_date, times::until, "toDate")?,
        // Nobody here has an opportunity, or a type.
        nobody: asked.view == Some(View::WithOpportunity) || asked.kind.is_some_and(|kind| kind > 0),
    })
}

/// By what is sorted, and whether the last come first; unless said, the newest do.
fn order(asked: &ContactFilter) -> (Sort, bool) {
    let named = asked.sort_by.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let Some(name) = named else { return (Sort::Created, true) };
    let sort = match name.to_ascii_lowercase().as_str() {
        "lastname" => Sort::Family,
        "created" => Sort::Created,
        "history" => Sort::Changed,
        "id" => Sort::Number,
        // Of one type all are.
        _ => Sort::Given,
    };
    (sort, asked.descending)
}

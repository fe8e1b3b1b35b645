//! What becomes of a draft: a person and an organization, or nothing; and a draft that is put back.
//!
//! No call of the vendor's accepts a draft. So what it proposes is made and it is deleted, whole or not at all.

use calling_card_contact::Person;
use serde_json::Value;
use uuid::Uuid;

use super::NOT_YET;
use super::calls::Call;
use super::deed::{Deed, deed, found};
use super::drafts::onto;
use super::ids::{Kind, nano_id};
use super::mapping::{self, Employment};
use super::wire::{Draft, OrganizationFields, PersonFields};
use super::writing::{make, replace};
use crate::areas::Accepted;
use crate::{Error, Making};

/// Makes a new person of a draft, and the organization that it proposes. What we do not know of both goes along.
pub(crate) fn as_new(id: &str, person: &Person, key: Uuid) -> Making<Accepted> {
    let (id, person) = (id.to_owned(), person.clone());
    deed(|deed| async move {
        let draft: Draft = deed.read(Call::GetDraft(id.clone())).await?;
        let proposed = draft.person.clone().unwrap_or_default();
        let known = mapping::from_wire(&proposed, &employment(&draft));
        let changes = mapping::changes(&mapping::to_wire(&known), mapping::to_wire(&person));
        let mut fields = match changes {
            Some(changes) => onto(&proposed, &Some(changes))?,
            None => proposed,
        };
        fields.id = Some(nano_id(key, Kind::Person));
        let fields = PersonFields { employers: None, ..mapping::filled(fields) };
        let employment = Employment::of(&person);
        let company = organization(&draft, &employment.company);
        let person = make(&deed, fields, (company, &employment.role), key).await?;
        remove(&deed, &id).await?;
        Ok(Accepted { person, draft: written(&draft)? })
    })
}

/// Puts a draft into a person who is there.
pub(crate) fn into(id: &str, person: &str, before: &Person, after: &Person) -> Making<Accepted> {
    let (id, person, before, after) = (id.to_owned(), person.to_owned(), before.clone(), after.clone());
    deed(|deed| async move {
        let draft: Draft = deed.read(Call::GetDraft(id.clone())).await?;
        let person = replace(&deed, &person, &before, &after).await?;
        remove(&deed, &id).await?;
        Ok(Accepted { person, draft: written(&draft)? })
    })
}

/// Deletes a draft; answers it as it was.
pub(crate) fn discard(id: &str) -> Making<Value> {
    let id = id.to_owned();
    deed(|deed| async move {
        let draft: Draft = deed.read(Call::GetDraft(id.clone())).await?;
        remove(&deed, &id).await?;
        written(&draft)
    })
}

/// Puts a draft back that was deleted: it comes in once more through its source, under its own id.
pub(crate) fn restore(said: &Value) -> Making<()> {
    let draft: Draft = serde_json::from_value(said.clone()).map_err(|error| Error::Build(error.to_string()))?;
    let missing = || Error::Build("a draft without an id, or without a source".into());
    let id = draft.id.clone().filter(|id| !id.is_empty()).ok_or_else(missing)?;
    let source = draft.source.clone().filter(|id| !id.is_empty()).ok_or_else(missing)?;
    deed(|deed| async move {
        deed.write(Call::AddDraft(source, Box::new(draft))).await?;
        match deed.until(Call::GetDraft(id), found::<Draft>, Option::is_some).await?.1 {
            true => Ok(()),
            false => Err(Error::InDoubt(NOT_YET.into())),
        }
    })
}

/// Where the person of a draft would work.
fn employment(draft: &Draft) -> Employment {
    let company = draft.organization.as_ref().and_then(|organization| organization.name.clone()).unwrap_or_default();
    Employment { company, role: String::new() }
}

/// The organization of a draft, by the name that staff have given it.
fn organization(draft: &Draft, name: &str) -> OrganizationFields {
    let proposed = draft.organization.clone().unwrap_or_default();
    OrganizationFields { name: Some(name.to_owned()), ..super::organizations::filled(proposed) }
}

/// Deletes a draft: it is gone, or put away. Where the answer is lost, it is looked whether it is; else all is taken back, and the draft
/// is there still.
async fn remove(deed: &Deed, id: &str) -> Result<(), Error> {
    let outcome = deed.write(Call::DeleteDraft(id.to_owned())).await;
    let gone = |now: &Option<Draft>| now.as_ref().is_none_or(|draft| draft.deleted == Some(true));
    let looked = match outcome {
        Ok(()) | Err(Error::Transport(_)) => deed.until(Call::GetDraft(id.to_owned()), found, gone).await,
        // Somebody else has dealt with it meanwhile, and what was made here would be there twice.
        Err(error) => return Err(error),
    };
    match (outcome, looked) {
        (_, Ok((_, true))) => Ok(()),
        (Err(lost), Ok((_, false))) => Err(lost),
        // It was taken in, and nobody has refused it.
        (Ok(()), _) => Ok(()),
        (Err(lost), Err(_)) => Err(Error::InDoubt(lost.to_string())),
    }
}

fn written(value: &impl serde::Serialize) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Build(error.to_string()))
}

//! Drafts: what came in through an inbound source.

use calling_card_contact::{Organization, Person, Timestamp};
use uuid::Uuid;

use super::answers::accepted;
use super::calls::Call;
use super::deed::{deed, found};
use super::ids::{Kind, nano_id};
use super::mapping::{self, Employment};
use super::wire::{self, Moment, Open};
use super::{NOT_YET, organizations};
use crate::{Error, Foreign, Making, patched};

/// A draft as it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The person that it proposes.
    pub person: Person,
    /// The organization that it proposes.
    pub organization: Option<Organization>,
    /// The id of the source that it came through.
    pub source: String,
    /// When its e-mail address was confirmed.
    pub verified_at: Option<Timestamp>,
    /// Whether nobody has opened it.
    pub unread: bool,
    /// Whether it was put away.
    pub deleted: bool,
    /// Whether it shall become a lead.
    pub create_lead: bool,
    /// The id of the user who gets it.
    pub editor: String,
    /// The lead, as the vendor says it.
    pub lead: Open,
    /// The deal, as the vendor says it.
    pub deal: Open,
}

/// What of a draft is changed; what is none stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftChange {
    /// The person that it shall propose.
    pub person: Option<Person>,
    /// The organization that it shall propose.
    pub organization: Option<Organization>,
    /// Whether nobody has opened it.
    pub unread: Option<bool>,
    /// Whether it is put away.
    pub deleted: Option<bool>,
}

/// All of them, the newest first.
pub fn list() -> Making<Vec<Foreign<Draft>>> {
    deed(|deed| async move {
        let all: Vec<wire::Draft> = deed.read(Call::ListDrafts).await?;
        let mut drafts: Vec<_> = all.iter().filter_map(|one| foreign(one).ok()).collect();
        drafts.sort_by(|a, b| b.created_at.cmp(&a.created_at));
        Ok(drafts)
    })
}

/// One of them.
pub fn get(id: &str) -> Making<Foreign<Draft>> {
    let id = id.to_owned();
    deed(|deed| async move { foreign(&deed.read(Call::GetDraft(id)).await?) })
}

/// A new one, as if it came in through this source; answers the id that is made of the key.
pub fn create(source: &str, person: &Person, organization: Option<&Organization>, key: Uuid) -> Making<String> {
    let id = nano_id(key, Kind::Draft);
    let draft = wire::Draft {
        id: Some(id.clone()),
        person: Some(mapping::filled(mapping::to_wire(person))),
        organization: organization.map(|one| organizations::filled(organizations::to_wire(one))),
        ..wire::Draft::default()
    };
    let call = Call::AddDraft(source.to_owned(), Box::new(draft));
    deed(|deed| async move { deed.write(call).await.map(|()| id) })
}

/// Changes a draft. What is not known here of its person and organization stays.
pub fn update(id: &str, change: &DraftChange) -> Making<Foreign<Draft>> {
    let (id, change) = (id.to_owned(), change.clone());
    deed(|deed| async move {
        let before: wire::Draft = deed.read(Call::GetDraft(id.clone())).await?;
        let known = foreign(&before)?.content;
        let mut patch = wire::Draft {
            id: before.id.clone().or_else(|| Some(id.clone())),
            tenant_id: Some(before.tenant_id.clone().unwrap_or_default()),
            unread: change.unread,
            deleted: change.deleted,
            ..wire::Draft::default()
        };
        if let Some(person) = &change.person {
            let changes = mapping::changes(&mapping::to_wire(&known.person), mapping::to_wire(person));
            patch.person = Some(onto(&before.person.clone().unwrap_or_default(), &changes)?);
        }
        if let Some(organization) = &change.organization {
            let was = organizations::to_wire(&known.organization.unwrap_or_default());
            let changes = organizations::changes(&was, organizations::to_wire(organization));
            patch.organization = Some(onto(&before.organization.clone().unwrap_or_default(), &changes)?);
        }
        deed.write(Call::EditDraft(id.clone(), Box::new(patch.clone()))).await?;
        let shown = |now: &wire::Draft| {
            let flags = patch.unread.is_none_or(|_| now.unread == patch.unread)
                && patch.deleted.is_none_or(|_| now.deleted == patch.deleted);
            let people = patch.person.is_none() || patch.person == before.person || now.person != before.person;
            let same = patch.organization == before.organization || now.organization != before.organization;
            flags && people && (patch.organization.is_none() || same)
        };
        match deed.until(Call::GetDraft(id), accepted, shown).await? {
            (now, true) => foreign(&now),
            _ => Err(Error::InDoubt(NOT_YET.into())),
        }
    })
}

/// Deletes a draft: it is gone, or put away.
pub fn delete(id: &str) -> Making<()> {
    let id = id.to_owned();
    deed(|deed| async move {
        deed.write(Call::DeleteDraft(id.clone())).await?;
        let gone = |now: &Option<wire::Draft>| now.as_ref().is_none_or(|draft| draft.deleted == Some(true));
        match deed.until(Call::GetDraft(id), found, gone).await? {
            (_, true) => Ok(()),
            (_, false) => Err(Error::InDoubt(NOT_YET.into())),
        }
    })
}

/// What is there, with changes written onto it.
pub(super) fn onto<T: serde::Serialize + serde::de::DeserializeOwned + Clone>(
    there: &T,
    changes: &Option<T>,
) -> Result<T, Error> {
    let Some(changes) = changes else { return Ok(there.clone()) };
    let changes = serde_json::to_value(changes).map_err(|error| Error::Build(error.to_string()))?;
    patched(there, &changes).map_err(Error::Build)
}

fn foreign(there: &wire::Draft) -> Result<Foreign<Draft>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty());
    let organization = there.organization.as_ref().map(organizations::from_wire);
    let company = organization.as_ref().map(|organization| organization.name.clone()).unwrap_or_default();
    let employment = Employment { company, role: String::new() };
    let time = |moment: &Option<Moment>| moment.as_ref().and_then(Moment::timestamp);
    Ok(Foreign {
        id: id.ok_or_else(|| Error::Decode("a draft without an id".into()))?,
        content: Draft {
            person: mapping::from_wire(&there.person.clone().unwrap_or_default(), &employment),
            organization: organization.filter(|organization| *organization != Organization::default()),
            source: there.source.clone().unwrap_or_default(),
            verified_at: time(&there.verified_at),
            unread: there.unread.unwrap_or_default(),
            deleted: there.deleted.unwrap_or_default(),
            create_lead: there.create_lead.unwrap_or_default(),
            editor: there.editor.clone().unwrap_or_default(),
            lead: there.lead.clone().unwrap_or_default(),
            deal: there.deal.clone().unwrap_or_default(),
        },
        created_at: time(&there.created_at),
        changed_at: None,
    })
}

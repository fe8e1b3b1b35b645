//! Making and changing an organization with all that belongs to it: whole, or not at all, as far as its branches can be taken back.
//!
//! What a branch says is not told: one that was deleted or written over is lost, so that this is done last.

use calling_card_contact::{Branch, Organization, Person};
use uuid::Uuid;

use super::calls::Call;
use super::deed::{Deed, deed};
use super::ids::{Kind, key_of, nano_id};
use super::organizations::{
    Employed, Known, branch_to_wire, branches, changes, filled, foreign, from_wire, seen, to_wire,
};
use super::wire::{self, Employee, OrganizationFields};
use crate::{Error, Foreign, Making, Rejection};

/// What an organization shall be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revision {
    /// What it shall say.
    pub organization: Organization,
    /// Branches that it gets.
    pub added: Vec<Branch>,
    /// Branches that are written over, by their ids.
    pub changed: Vec<(String, Branch)>,
    /// The ids of branches that go.
    pub deleted: Vec<String>,
    /// Who begins to work there.
    pub employees: Vec<Employed>,
    /// The id of whom to ask there from now on; none where that stays.
    pub contact_person: Option<String>,
}

/// Who works in an organization, and as what where that is told.
pub(crate) fn people(id: &str) -> Making<Vec<Foreign<Person>>> {
    let id = id.to_owned();
    deed(|deed| async move {
        let organization: wire::Organization = deed.read(Call::GetOrganization(id.clone())).await?;
        let employees = foreign(&organization)?.content.employees;
        let all: Vec<wire::Person> = deed.read(Call::ListPersons).await?;
        let works_there = |person: &&wire::Person| {
            let named = |own: &String| employees.iter().any(|employee| employee.person == *own);
            person.fields.id.as_ref().is_some_and(named) || person.fields.employers.iter().flatten().any(|of| *of == id)
        };
        let there = all.iter().filter(works_there);
        Ok(there.filter_map(|person| super::foreign(person, Some(&organization)).ok()).collect())
    })
}

/// A new one, under an id that is made of the key.
pub(crate) fn create(revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
    let id = nano_id(key, Kind::Organization);
    let revision = revision.clone();
    let fields = OrganizationFields { id: Some(id.clone()), ..filled(to_wire(&revision.organization)) };
    deed(move |deed| async move {
        deed.write_or(Call::AddOrganization(Box::new(fields)), Call::DeleteOrganization(id.clone())).await?;
        // What hangs on it is refused until it is there.
        seen(&deed, &id, |_| true).await?;
        let added = add_branches(&deed, &id, &revision.added, key).await?;
        for Employed { person, role } in &revision.employees {
            let role = Some(role.clone()).filter(|role| !role.is_empty());
            let who = Employee { person_id: Some(person.clone()), role };
            match deed.write(Call::Relate(id.clone(), who)).await {
                // Somebody has deleted them meanwhile.
                Ok(()) | Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                Err(error) => return Err(error),
            }
        }
        if let Some(person) = &revision.contact_person {
            deed.write(Call::AssignContactPerson(id.clone(), person.clone())).await?;
        }
        seen(&deed, &id, |now| has_branches(now, &added) && asks(now, &revision)).await
    })
}

/// Changes one; only what is said otherwise than before is sent.
pub(crate) fn update(id: &str, before: &Organization, revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
    let (id, before, revision) = (id.to_owned(), before.clone(), revision.clone());
    deed(move |deed| async move {
        let patch = changes(&to_wire(&before), to_wire(&revision.organization));
        if let Some(patch) = patch.clone() {
            let back = changes(&to_wire(&revision.organization), to_wire(&before)).unwrap_or_default();
            let edit = |fields| Call::EditOrganization(id.clone(), Box::new(fields));
            deed.write_or(edit(patch), edit(back)).await?;
        }
        let added = add_branches(&deed, &id, &revision.added, key).await?;
        if let Some(person) = &revision.contact_person {
            assign(&deed, &id, person).await?;
        }
        for_good(&deed, &id, &revision).await?;
        seen(&deed, &id, |now| {
            let said = patch.is_none() || to_wire(&from_wire(&now.fields)) != to_wire(&before);
            let gone = !branches(now).iter().any(|branch| revision.deleted.contains(branch));
            said && gone && has_branches(now, &added) && asks(now, &revision)
        })
        .await
    })
}

/// Adds branches; answers their ids.
async fn add_branches(deed: &Deed, id: &str, branches: &[Branch], key: Uuid) -> Result<Vec<String>, Error> {
    let mut added = Vec::new();
    for (branch, place) in branches.iter().zip(0_u32..) {
        let own = nano_id(key_of(&[&key.to_string(), &place.to_string()]), Kind::Branch);
        let written = wire::Branch { id: Some(own.clone()), ..branch_to_wire(branch) };
        let back = Call::DeleteBranch(id.to_owned(), own.clone());
        deed.write_or(Call::AddBranch(id.to_owned(), Box::new(written)), back).await?;
        added.push(own);
    }
    Ok(added)
}

/// Makes somebody whom to ask there; who was it before is so again where something fails afterwards.
async fn assign(deed: &Deed, id: &str, person: &str) -> Result<(), Error> {
    let call = |person: &str| Call::AssignContactPerson(id.to_owned(), person.to_owned());
    let there: wire::Organization = deed.read(Call::GetOrganization(id.to_owned())).await?;
    match there.contact_person.filter(|known| !known.is_empty()) {
        Some(before) => deed.write_or(call(person), call(&before)).await,
        None => deed.write(call(person)).await,
    }
}

/// Does what cannot be taken back. What was done of it stays where the rest fails, and that is said.
async fn for_good(deed: &Deed, id: &str, revision: &Revision) -> Result<(), Error> {
    let changed = revision
        .changed
        .iter()
        .map(|(branch, content)| Call::EditBranch(id.to_owned(), branch.clone(), Box::new(branch_to_wire(content))));
    let deleted = revision.deleted.iter().map(|branch| Call::DeleteBranch(id.to_owned(), branch.clone()));
    for (done, call) in changed.chain(deleted).enumerate() {
        match deed.write(call).await {
            Err(error) if done > 0 => {
                return Err(Error::InDoubt(format!("{error}; {done} of the branches are written, and stay so")));
            }
            outcome => outcome?,
        }
    }
    Ok(())
}

fn has_branches(there: &wire::Organization, added: &[String]) -> bool {
    let known = branches(there);
    added.iter().all(|branch| known.contains(branch))
}

/// Whether whom to ask there is who it shall be.
fn asks(there: &wire::Organization, revision: &Revision) -> bool {
    revision.contact_person.is_none() || there.contact_person == revision.contact_person
}

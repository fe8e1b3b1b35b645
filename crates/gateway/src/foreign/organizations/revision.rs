//! What is written of an organization: only what the CRM keeps, and what is there.

use calling_card_contact::{
    Branch, BranchId, Check, FieldError, FieldErrors, Organization, OrganizationId, PersonId, Problem,
};
use calling_card_crm::{Employed, Organizations, Revision, Unkept};

use crate::foreign::ForeignCrm;
use crate::store::foreign;
use crate::{Error, Result};

impl ForeignCrm {
    /// What makes one organization of the other, where these work; fails where it cannot be written, or would be lost.
    pub(super) async fn revision(
        &self,
        area: Organizations,
        before: &Organization,
        employees: &[Employed],
        after: Organization,
    ) -> Result<Revision> {
        let mut errors = self.check_organization(area, before, &after);
        let mut revision = Revision::default();
        for (place, branch) in after.branches.iter().enumerate() {
            let Some(id) = branch.id else {
                revision.added.push(branch.clone());
                continue;
            };
            match self.their_branch(before, id).await? {
                Some(_) if is_blank(branch) => {}
                Some(theirs) => revision.changed.push((theirs, branch.clone())),
                None => errors.push(wrong(&format!("/branches/{place}/name"), Problem::Unknown)),
            }
        }
        let gone = |branch: &&Branch| after.branches.iter().all(|kept| kept.id != branch.id);
        for branch in before.branches.iter().filter(gone) {
            if let Some(id) = branch.id {
                revision.deleted.extend(self.their_branch(before, id).await?);
            }
        }
        if let Some(person) = after.contact_person.filter(|person| before.contact_person != Some(*person)) {
            let theirs = self.their_person(person).await?;
            revision.contact_person =
                theirs.filter(|theirs| employees.iter().any(|employed| employed.person == *theirs));
            if revision.contact_person.is_none() {
                errors.push(wrong("/contact_person", Problem::Unknown));
            }
        }
        revision.organization = after;
        if errors.is_empty() { Ok(revision) } else { Err(Error::Invalid(errors)) }
    }

    fn check_organization(&self, area: Organizations, before: &Organization, after: &Organization) -> FieldErrors {
        let mut errors = after.check();
        let places = after.branches.iter().enumerate().filter(|(_, branch)| branch.id.is_some() && is_blank(branch));
        let blank: Vec<String> = places.map(|(place, _)| format!("/branches/{place}/")).collect();
        errors.retain(|error| !blank.iter().any(|place| error.field.starts_with(place)));
        let name = &self.connected.name;
        errors.extend(area.unkept(before, after).into_iter().map(|Unkept { field, instead }| {
            let text = match instead.as_str() {
                "" => format!("{name} does not keep this change."),
                kept => format!("{name} keeps no more of it than this: {kept}"),
            };
            wrong(&field, Problem::Said { text })
        }));
        errors
    }

    /// The id there of a branch that an organization has.
    async fn their_branch(&self, of: &Organization, id: BranchId) -> Result<Option<String>> {
        if of.branches.iter().all(|branch| branch.id != Some(id)) {
            return Ok(None);
        }
        foreign::theirs(&self.store, self.place(), foreign::BRANCH, id.0).await
    }

    /// The id there of a person, where one is known.
    pub(super) async fn their_person(&self, id: PersonId) -> Result<Option<String>> {
        foreign::theirs(&self.store, self.place(), foreign::PERSON, id.0).await
    }

    /// The id there of an organization.
    pub(super) async fn their_organization(&self, id: OrganizationId) -> Result<String> {
        foreign::theirs(&self.store, self.place(), foreign::ORGANIZATION, id.0).await?.ok_or(Error::NOT_FOUND)
    }
}

/// Whether a branch says nothing: one that is there already stays as it is.
fn is_blank(branch: &Branch) -> bool {
    Branch { id: None, ..branch.clone() } == Branch::default()
}

fn wrong(field: &str, problem: Problem) -> FieldError {
    FieldError { field: field.into(), problem }
}

//! Organizations of another CRM, by the same operations as those of the built-in one.
//!
//! A branch is known there by its id alone: here it is a key of ours, and says nothing.

mod by_domain;
mod revision;

use calling_card_api::organizations::{OrganizationRecord, OrganizationSummary, OrganizationsQuery};
use calling_card_api::people::{PeopleQuery, PersonSummary};
use calling_card_api::{Cursor, Nothing, Page, ProblemKind, Version, Written};
use calling_card_contact::{Branch, BranchId, Organization, OrganizationId, PersonId};
use calling_card_crm::{Employed, Foreign, KnownOrganization, Organizations, Revision};

use super::{Failed, ForeignCrm, Inverse};
use crate::store::{foreign, people};
use crate::{Error, Result, clock};

impl ForeignCrm {
    /// A page of organizations by name. The CRM gives all of them, so that it is searched and divided here.
    pub async fn list_organizations(&self, query: &OrganizationsQuery) -> Result<Page<OrganizationSummary>> {
        let area = self.organization_area()?;
        if !area.can_be_listed() {
            return self.known_organizations(area, query).await;
        }
        let all = self.run(area.list(), false).await?;
        let words: Vec<String> = query.q.split_whitespace().map(str::to_lowercase).collect();
        let found = all.into_iter().filter(|one| says(&one.content.organization, &words)).collect();
        let (page, next, total) = part_of(found, query.cursor.as_ref(), query.limit)?;
        Ok(Page { items: self.summaries(page).await?, next, total })
    }

    async fn summaries(&self, page: Vec<Foreign<KnownOrganization>>) -> Result<Vec<OrganizationSummary>> {
        let ids: Vec<String> = page.iter().map(|one| one.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::ORGANIZATION, &ids).await?;
        Ok(keys.into_iter().zip(page).map(|(key, one)| summarize(OrganizationId(key), one.content)).collect())
    }

    /// A page of who works in an organization.
    pub(super) async fn list_people_of(&self, id: OrganizationId, query: &PeopleQuery) -> Result<Page<PersonSummary>> {
        let theirs = self.their_organization(id).await?;
        let there = self.run(self.organization_area()?.people(&theirs), false).await?;
        let (page, next, total) = part_of(there, query.cursor.as_ref(), query.limit)?;
        let records = self.records(page).await?;
        let items = records.iter().map(|record| people::summarize(record.id, &record.content)).collect();
        Ok(Page { items, next, total })
    }

    /// One organization.
    pub async fn get_organization(&self, id: OrganizationId) -> Result<OrganizationRecord> {
        Ok(self.read_organization(id, false).await?.0)
    }

    /// Makes an organization.
    pub async fn create_organization(&self, organization: Organization) -> Result<Written<OrganizationRecord>> {
        let area = self.organization_area()?;
        let revision = self.revision(area, &Organization::default(), &[], organization).await?;
        let made = self.run(area.create(&revision, clock::new_key()), true).await?;
        let record = self.organization(made).await?;
        self.written(Inverse::DeleteOrganization { id: record.id, version: record.version }, record).await
    }

    /// Changes an organization; what the CRM knows of it beside what we see stays.
    pub async fn update_organization(
        &self,
        id: OrganizationId,
        seen: Version,
        organization: Organization,
    ) -> Result<Written<OrganizationRecord>> {
        let (before, employees) = self.read_organization(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let record = self.change_organization(&before, &employees, organization).await?;
        let before = Box::new(before.content);
        self.written(Inverse::UpdateOrganization { id, version: record.version, before }, record).await
    }

    /// Deletes an organization there.
    pub async fn delete_organization(&self, id: OrganizationId, seen: Version) -> Result<Written<Nothing>> {
        let (before, employees) = self.read_organization(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let inverse = self.remove_organization(before, employees).await?;
        self.written(inverse, Nothing).await
    }

    /// Deletes an organization that was made; answers what would make it anew.
    pub(super) async fn take_organization_away(&self, id: OrganizationId, version: Version) -> Result<Inverse> {
        let (now, employees) = self.organization_unchanged(id, version).await?;
        self.remove_organization(now, employees).await
    }

    /// Changes an organization back; answers what would change it once more.
    pub(super) async fn change_organization_back(
        &self,
        id: OrganizationId,
        version: Version,
        to: Organization,
    ) -> Result<Inverse> {
        let (now, employees) = self.organization_unchanged(id, version).await?;
        let kept = now.content.branches.iter().filter(|branch| to.branches.contains(branch)).cloned().collect();
        let contact_person = to.contact_person.or(now.content.contact_person);
        let to = Organization { branches: kept, contact_person, ..to };
        let version = self.change_organization(&now, &employees, to).await?.version;
        let before = Box::new(now.content);
        Ok(Inverse::UpdateOrganization { id, version, before })
    }

    /// Makes an organization anew, under the same key here, with who worked there. Its branches are lost.
    pub(super) async fn put_organization_back(
        &self,
        id: OrganizationId,
        before: Organization,
        employees: Vec<(PersonId, String)>,
    ) -> Result<Inverse> {
        let contact_person = match before.contact_person {
            Some(person) => self.their_person(person).await?,
            None => None,
        };
        let mut revision = Revision { organization: before, contact_person, ..Revision::default() };
        for (person, role) in employees {
            if let Some(person) = self.their_person(person).await? {
                revision.employees.push(Employed { person, role });
            }
        }
        let made = self.run(self.organization_area()?.create(&revision, clock::new_key()), true).await?;
        foreign::point(&self.store, self.place(), foreign::ORGANIZATION, id.0, &made.id).await?;
        Ok(Inverse::DeleteOrganization { id, version: self.organization(made).await?.version })
    }

    async fn change_organization(
        &self,
        before: &OrganizationRecord,
        employees: &[Employed],
        after: Organization,
    ) -> Result<OrganizationRecord> {
        let area = self.organization_area()?;
        let theirs = self.their_organization(before.id).await?;
        let revision = self.revision(area, &before.content, employees, after).await?;
        let changed = self.run(area.update(&theirs, &before.content, &revision, clock::new_key()), true).await?;
        self.organization(changed).await
    }

    /// Deletes an organization; one that is gone already is deleted.
    async fn remove_organization(&self, before: OrganizationRecord, employees: Vec<Employed>) -> Result<Inverse> {
        let theirs = self.their_organization(before.id).await?;
        match self.run(self.organization_area()?.delete(&theirs), true).await {
            Ok(()) | Err(Failed::Gone) => {}
            Err(failed) => return Err(failed.into()),
        }
        // Whoever makes it anew lets its key stand for the new one.
        foreign::forget(&self.store, self.place(), foreign::ORGANIZATION, before.id.0).await?;
        let ids: Vec<String> = employees.iter().map(|employed| employed.person.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::PERSON, &ids).await?;
        let employees =
            keys.into_iter().map(PersonId).zip(employees.into_iter().map(|employed| employed.role)).collect();
        Ok(Inverse::CreateOrganization { id: before.id, before: Box::new(before.content), employees })
    }

    async fn organization_unchanged(
        &self,
        id: OrganizationId,
        version: Version,
    ) -> Result<(OrganizationRecord, Vec<Employed>)> {
        let now = self.read_organization(id, true).await?;
        if now.0.version == version { Ok(now) } else { Err(ProblemKind::Conflict.into()) }
    }

    /// An organization, and who works there.
    async fn read_organization(&self, id: OrganizationId, fresh: bool) -> Result<(OrganizationRecord, Vec<Employed>)> {
        let theirs = self.their_organization(id).await?;
        let known = self.run(self.organization_area()?.get(&theirs), fresh).await?;
        let employees = known.content.employees.clone();
        Ok((self.organization(known).await?, employees))
    }

    /// The record of an organization.
    async fn organization(&self, known: Foreign<KnownOrganization>) -> Result<OrganizationRecord> {
        let Foreign { id, content, created_at, changed_at } = known;
        let KnownOrganization { organization, mut branches, contact_person, .. } = content;
        // The order of what says nothing is no state of it.
        branches.sort();
        let ours = |kind, ids: Vec<String>| async move { foreign::ours(&self.store, self.place(), kind, &ids).await };
        let key = ours(foreign::ORGANIZATION, vec![id.clone()]).await?.into_iter().next().ok_or(Error::NOT_FOUND)?;
        let branches = ours(foreign::BRANCH, branches).await?;
        let people = ours(foreign::PERSON, contact_person.into_iter().collect()).await?;
        let branch = |key| Branch { id: Some(BranchId(key)), ..Branch::default() };
        let content = Organization {
            branches: branches.into_iter().map(branch).collect(),
            contact_person: people.into_iter().next().map(PersonId),
            ..organization
        };
        Ok(self.dated(OrganizationId(key), Foreign { id, content, created_at, changed_at }))
    }

    fn organization_area(&self) -> Result<Organizations> {
        self.connected.system.organizations().ok_or(Error::Problem(ProblemKind::CrmCannot))
    }
}

/// A part of a list, where the next one begins, and how many there are in all.
fn part_of<T>(all: Vec<T>, cursor: Option<&Cursor>, limit: Option<u32>) -> Result<(Vec<T>, Option<Cursor>, u64)> {
    let from = cursor.map_or(Ok(0), |Cursor(text)| text.parse::<usize>());
    let from = from.map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
    let (size, total) = (limit.unwrap_or(50).clamp(1, 200) as usize, all.len());
    let next = from.checked_add(size).filter(|next| *next < total).map(|next| Cursor(next.to_string()));
    Ok((all.into_iter().skip(from).take(size).collect(), next, total as u64))
}

/// Whether an organization says all of these words somewhere.
fn says(organization: &Organization, words: &[String]) -> bool {
    let Organization { name, website, email, phone, address, .. } = organization;
    let text = [name, website, email, phone, &address.city].map(|text| text.to_lowercase()).join("\n");
    words.iter().all(|word| text.contains(word))
}

fn summarize(id: OrganizationId, known: KnownOrganization) -> OrganizationSummary {
    let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
    let Organization { name, website, phone, address, customer, tags, .. } = known.organization;
    let (people, branches) = (count(known.employees.len()), count(known.branches.len()));
    OrganizationSummary { id, name, city: address.city, website, phone, people, branches, customer, tags }
}

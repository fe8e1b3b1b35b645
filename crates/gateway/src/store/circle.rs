//! Whom a person knows, and whom those know.

use std::collections::{BTreeMap, BTreeSet};

use calling_card_api::circle::{Circle, CircleOrganization, CirclePerson, Membership, Tie};
use calling_card_contact::{Organization, OrganizationId, Person, PersonId, Relation};

use super::{Store, WorkspaceId, row, sql};
use crate::{Error, Result};

/// Most people and organizations that are shown, and most relations that are read of one person.
const PEOPLE: usize = 40;
const ORGANIZATIONS: usize = 12;
const RELATIONS: u32 = 100;

/// The people around a person: those one relation away, then those two away.
pub async fn of(store: &Store, workspace: WorkspaceId, center: PersonId) -> Result<Circle> {
    let mut connection = store.pool.acquire().await?;
    let mut circle = Circle::default();
    let mut known: BTreeMap<PersonId, Person> = BTreeMap::new();
    let mut relations: BTreeMap<String, Relation> = BTreeMap::new();
    known.insert(center, row::get::<Person>(&mut connection, workspace, &center).await?.content);
    let mut ring = vec![center];
    for steps in 0..=2 {
        let mut next = Vec::new();
        for id in ring {
            let Some(person) = known.get(&id) else { continue };
            circle.people.push(CirclePerson { id, name: person.display_name(), steps });
            for (key, relation) in relations_of(&mut connection, workspace, id).await? {
                let other = relation.seen_from(id).map(|(other, _)| other);
                relations.insert(key, relation);
                let Some(other) = other.filter(|other| !known.contains_key(other)) else { continue };
                if steps == 2 || known.len() >= PEOPLE {
                    circle.more = true;
                    continue;
                }
                match row::get::<Person>(&mut connection, workspace, &other).await {
                    Ok(record) => _ = known.insert(other, record.content),
                    Err(Error::Problem(calling_card_api::ProblemKind::NotFound)) => continue,
                    Err(error) => return Err(error),
                }
                next.push(other);
            }
        }
        ring = next;
    }
    let shown: BTreeSet<PersonId> = circle.people.iter().map(|person| person.id).collect();
    let within = |relation: &&Relation| shown.contains(&relation.from) && shown.contains(&relation.to);
    circle.ties = relations
        .values()
        .filter(within)
        .map(|relation| Tie { from: relation.from, to: relation.to, forward: relation.kind.forward.clone() })
        .collect();
    organizations(&mut connection, workspace, &known, &mut circle).await?;
    Ok(circle)
}

async fn relations_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: PersonId,
) -> Result<Vec<(String, Relation)>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT id, content FROM records WHERE workspace = ?1 AND kind = 'relation' AND deleted_at IS NULL AND id IN
         (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?2)
         ORDER BY id LIMIT ?3",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .bind(RELATIONS)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|(key, content)| Ok((key, serde_json::from_str(&content)?))).collect()
}

/// The organizations of those who are near, with who belongs to them.
async fn organizations(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    known: &BTreeMap<PersonId, Person>,
    circle: &mut Circle,
) -> Result<()> {
    let mut seen: BTreeSet<OrganizationId> = BTreeSet::new();
    for near in circle.people.iter().filter(|person| person.steps < 2) {
        for place in known.get(&near.id).into_iter().flat_map(|person| &person.organizations) {
            if !seen.contains(&place.organization) {
                if seen.len() >= ORGANIZATIONS {
                    circle.more = true;
                    continue;
                }
                let found = match row::get::<Organization>(connection, workspace, &place.organization).await {
                    Ok(record) => record.content,
                    // One in the bin is not shown.
                    Err(Error::Problem(calling_card_api::ProblemKind::NotFound)) => continue,
                    Err(error) => return Err(error),
                };
                let branches = found.branches.iter().map(|branch| branch.name.clone()).collect();
                circle.organizations.push(CircleOrganization { id: place.organization, name: found.name, branches });
                seen.insert(place.organization);
            }
            let (person, organization, role) = (near.id, place.organization, place.role.clone());
            circle.memberships.push(Membership { person, organization, role });
        }
    }
    Ok(())
}

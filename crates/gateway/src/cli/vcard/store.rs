//! vCards into a data folder.

use std::path::PathBuf;

use calling_card_api::imports::{
    ImportBatch, ImportedOrganization, ImportedPerson, Known, KnownPerson, Seen, SeenOrganization, Strangers,
};
use calling_card_contact::{
    BatchId, CustomEntity, CustomField, Duplicates, Organization, Prefer, import_keys, merge, merge_organization,
    organization_keys, uid_key,
};
use calling_card_gateway::store::{Actor, Store, WorkspaceId, imports, workspaces};
use calling_card_vcard::{
    Content, Group, Imported, Part, content_of, content_uid, decode_file, parts, take_custom, take_relations,
};
use clap::Args;
use uuid::Uuid;

use super::{complain, files, read};
use crate::cli::{Data, Failure, open};

/// How many people are stored at once.
const PART: usize = 100;

/// Which data, and in it which workspace.
#[derive(Args)]
pub struct Place {
    #[command(flatten)]
    data: Data,
    /// The name of the workspace; the first one unless said.
    #[arg(long)]
    workspace: Option<String>,
}

impl Place {
    pub(super) async fn open(&self) -> Result<(Store, WorkspaceId), Failure> {
        let store = open(&self.data).await?;
        let prepared = crate::cli::serve::prepare(&store).await?;
        let found = match &self.workspace {
            Some(name) => workspaces::find(&store, name).await?,
            None => Some(prepared),
        };
        let workspace = found.ok_or_else(|| {
            Failure("There is no workspace of this name. Make it with `calling-card workspace add NAME`.".into())
        })?;
        Ok((store, workspace))
    }
}

/// Store the cards of files in a data folder.
#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// Files, or folders with .vcf files; `-` is standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Somebody who was found.
#[derive(Clone)]
enum Found {
    /// A person, with the key that their card gets where it brings none.
    Person(Box<Imported>, String),
    Organization(Box<Organization>),
}

/// What became of the cards.
#[derive(Default)]
struct Outcome {
    new: usize,
    updated: usize,
    unchanged: usize,
    /// Of somebody who is on another card of the same import.
    merged: usize,
    /// Groups, whose names are tags now.
    groups: usize,
    refused: usize,
}

impl Import {
    /// Stores them.
    pub async fn run(self) -> Result<(), Failure> {
        let (store, workspace) = self.place.open().await?;
        let actor = Actor { workspace, name: "calling-card vcard import".into() };
        let mut outcome = Outcome::default();
        let found = self.read(&mut outcome)?;
        let total = found.len();
        let batch = BatchId(Uuid::now_v7());
        for (index, part) in found.chunks(PART).enumerate() {
            let mut stored = bring_together(&store, workspace, part, &mut outcome).await?;
            stored.batch = Some(batch);
            stored.part = u32::try_from(index).unwrap_or(u32::MAX);
            if !stored.people.is_empty() || !stored.organizations.is_empty() {
                imports::store(&store, &actor, stored).await?;
            }
            eprint!("\r{} of {total}", (index * PART + part.len()));
        }
        eprintln!();
        store.close().await;
        let Outcome { new, updated, unchanged, merged, groups, refused } = outcome;
        super::super::print(&format!(
            "{new} new, {updated} updated, {unchanged} unchanged, {merged} merged with another card, {groups} groups, {refused} refused"
        ))?;
        if refused == 0 { Ok(()) } else { Err(Failure("Not every card could be stored.".into())) }
    }

    /// Who is on the cards, each once.
    fn read(&self, outcome: &mut Outcome) -> Result<Vec<Found>, Failure> {
        let mut collected = Collected::default();
        let mut groups = Vec::new();
        for path in files(&self.paths)? {
            let bytes = read(&path)?;
            for part in parts(&decode_file(&bytes)) {
                let Part::Card(card) = part else { continue };
                let Some(content) = content_of(&card) else {
                    outcome.refused += 1;
                    complain(&path, &card.refusal());
                    continue;
                };
                let keys = content.keys(&card);
                let found = match content {
                    Content::Group(group) => {
                        outcome.groups += 1;
                        groups.push(group);
                        continue;
                    }
                    Content::Organization(organization) => Found::Organization(organization),
                    Content::Person(imported) => Found::Person(imported, content_uid(&card)),
                };
                outcome.merged += usize::from(!collected.take(found, &keys));
            }
        }
        for group in groups {
            collected.tag(&group);
        }
        Ok(collected.found)
    }
}

/// Those who were found, each once.
#[derive(Default)]
struct Collected {
    duplicates: Duplicates,
    found: Vec<Found>,
    /// Where each stands, by the number of the first card.
    places: Vec<usize>,
}

impl Collected {
    /// Takes somebody in; false where they were found before.
    fn take(&mut self, found: Found, keys: &[String]) -> bool {
        let number = self.places.len();
        let first = self.duplicates.take(keys);
        let place = self.places.get(first).copied().unwrap_or(self.found.len());
        self.places.push(place);
        match (self.found.get_mut(place), found) {
            (Some(Found::Person(known, _)), Found::Person(said, _)) => {
                let Imported { person, notes, .. } = *said;
                known.person = merge(std::mem::take(&mut known.person), person, Prefer::Said);
                let new: Vec<String> = notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
                known.notes.extend(new);
            }
            (Some(Found::Organization(known)), Found::Organization(said)) => {
                **known = merge_organization(std::mem::take(known), *said);
            }
            (_, found) => self.found.push(found),
        }
        first == number
    }

    /// Makes a tag of a group.
    fn tag(&mut self, group: &Group) {
        for member in &group.members {
            let place = self.duplicates.find(&uid_key(member)).and_then(|number| self.places.get(number).copied());
            if let Some(Found::Person(known, _)) = place.and_then(|place| self.found.get_mut(place))
                && !group.name.is_empty()
                && !known.person.tags.contains(&group.name)
            {
                known.person.tags.push(group.name.clone());
            }
        }
    }
}

/// What is to be stored: who is new, and who would change.
async fn bring_together(
    store: &Store,
    workspace: WorkspaceId,
    part: &[Found],
    outcome: &mut Outcome,
) -> Result<ImportBatch, Failure> {
    let mut strangers = Strangers::default();
    for found in part {
        match found {
            Found::Person(imported, uid) => strangers.people.push(import_keys(&imported.person, || uid.clone())),
            Found::Organization(organization) => strangers.organizations.push(organization_keys(organization)),
        }
    }
    let Known { people, organizations, custom_fields, .. } = imports::find_known(store, workspace, &strangers).await?;
    let (mut people, mut organizations) = (people.into_iter(), organizations.into_iter());
    let mut stored = ImportBatch::default();
    for mut found in part.iter().cloned() {
        take_out(&mut found, &custom_fields);
        let fate = match found {
            Found::Person(imported, uid) => match people.next().flatten() {
                None => {
                    let Imported { mut person, notes, .. } = *imported;
                    if person.uid.is_empty() {
                        person.uid = uid;
                    }
                    stored.people.push(ImportedPerson { person, notes, known: None });
                    &mut outcome.new
                }
                Some(known) => match brought_up_to_date(&known, *imported) {
                    None => &mut outcome.unchanged,
                    Some(imported) => {
                        stored.people.push(imported);
                        &mut outcome.updated
                    }
                },
            },
            Found::Organization(said) => match organizations.next().flatten() {
                None => {
                    stored.organizations.push(ImportedOrganization { organization: *said, known: None });
                    &mut outcome.new
                }
                Some(known) => {
                    let mut said = *said;
                    if known.is_called(&said.uid) {
                        said.uid.clear();
                    }
                    let record = known.organization;
                    let organization = merge_organization(record.content.clone(), said);
                    if organization == record.content {
                        &mut outcome.unchanged
                    } else {
                        let known = Some(SeenOrganization { id: record.id, version: record.version });
                        stored.organizations.push(ImportedOrganization { organization, known });
                        &mut outcome.updated
                    }
                }
            },
        };
        *fate += 1;
    }
    Ok(stored)
}

/// Takes values of the fields that there are out of the lines in which a card told them.
fn take_out(found: &mut Found, fields: &[CustomField]) {
    let (kept, values, entity) = match found {
        Found::Person(imported, _) => {
            (&mut imported.person.kept_properties, &mut imported.person.custom, CustomEntity::Person)
        }
        Found::Organization(said) => (&mut said.kept_properties, &mut said.custom, CustomEntity::Organization),
    };
    let fields: Vec<CustomField> = fields.iter().filter(|field| field.entity == entity).cloned().collect();
    take_custom(kept, values, &fields);
}

/// A known person with what is said about them now; nothing where that is known.
fn brought_up_to_date(known: &KnownPerson, imported: Imported) -> Option<ImportedPerson> {
    let Imported { mut person, notes, .. } = imported;
    take_relations(&mut person, |related| known.related.contains(&uid_key(&related.uid)));
    if known.is_called(&person.uid) {
        person.uid.clear();
    }
    let record = &known.person;
    let merged = merge(record.content.clone(), person, Prefer::Said);
    let notes: Vec<String> = notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
    let same = merged == record.content && notes.is_empty();
    let known = Some(Seen { id: record.id, version: record.version });
    (!same).then_some(ImportedPerson { person: merged, notes, known })
}

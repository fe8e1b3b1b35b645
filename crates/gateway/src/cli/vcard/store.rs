//! vCards into a data folder, and out of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use calling_card_api::people::{ImportBatch, ImportedPerson, Seen, Strangers};
use calling_card_contact::{
    BatchId, Check, Duplicates, KnownBy, Language, OrganizationId, Person, PersonId, Prefer, identity_keys, merge,
};
use calling_card_gateway::store::{Actor, Store, WorkspaceId, imports, notes, organizations, people, workspaces};
use calling_card_vcard::table::{HEADINGS, csv_line, row};
use calling_card_vcard::{Imported, Part, Version, content_uid, decode_file, jcard, model, parts, person_of, storable};
use clap::Args;
use uuid::Uuid;

use super::{Format, Output, complain, files, read};
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
    async fn open(&self) -> Result<(Store, WorkspaceId), Failure> {
        let store = open(&self.data.data).await?;
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

/// A person who was found, with the key that their card gets where it brings none.
#[derive(Clone)]
struct Found {
    imported: Imported,
    uid: String,
}

/// By what the person is known again; a card without a key by all that stands on it.
fn keys_of(imported: &Imported, uid: &str) -> Vec<(KnownBy, String)> {
    let mut keys = identity_keys(&imported.person);
    if imported.person.uid.is_empty() {
        keys.extend(identity_keys(&Person { uid: uid.to_owned(), ..Person::default() }));
    }
    keys
}

/// What became of the cards.
#[derive(Default)]
struct Outcome {
    new: usize,
    updated: usize,
    unchanged: usize,
    /// Of somebody who is on another card of the same import.
    merged: usize,
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
            let part_number = u32::try_from(index).unwrap_or(u32::MAX);
            let people = bring_together(&store, workspace, part, &mut outcome).await?;
            if !people.is_empty() {
                imports::store(&store, &actor, ImportBatch { batch: Some(batch), part: part_number, people }).await?;
            }
            eprint!("\r{} of {total}", (index * PART + part.len()));
        }
        eprintln!();
        store.close().await;
        let Outcome { new, updated, unchanged, merged, refused } = outcome;
        super::say(&format!(
            "{new} new, {updated} updated, {unchanged} unchanged, {merged} merged with another card, {refused} refused"
        ))?;
        if refused == 0 { Ok(()) } else { Err(Failure("Not every card could be stored.".into())) }
    }

    /// The people on the cards, each once.
    fn read(&self, outcome: &mut Outcome) -> Result<Vec<Found>, Failure> {
        let mut duplicates = Duplicates::default();
        let (mut found, mut groups): (Vec<Found>, BTreeMap<usize, usize>) = Default::default();
        let mut number = 0;
        for path in files(&self.paths)? {
            let bytes = read(&path)?;
            for part in parts(&decode_file(&bytes)) {
                let Part::Card(card) = part else { continue };
                if !card.is_readable() {
                    outcome.refused += 1;
                    complain(&path, &card.refusal());
                    continue;
                }
                let imported = storable(person_of(&card));
                if let Some(error) = imported.person.check().first() {
                    outcome.refused += 1;
                    let sentence = error.problem.sentence(Language::En);
                    eprintln!("{}: line {}: {}: {sentence}", path.display(), card.line, error.field);
                    continue;
                }
                let uid = content_uid(&card);
                let keys = keys_of(&imported, &uid);
                let group = duplicates.take(&keys);
                match groups.get(&group).and_then(|place| found.get_mut(*place)) {
                    Some(Found { imported: known, .. }) => {
                        known.person = merge(std::mem::take(&mut known.person), imported.person, Prefer::Said);
                        let new =
                            imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect::<Vec<_>>();
                        known.notes.extend(new);
                        outcome.merged += 1;
                    }
                    None => {
                        groups.insert(number, found.len());
                        found.push(Found { imported, uid });
                    }
                }
                number += 1;
            }
        }
        Ok(found)
    }
}

/// What is to be stored: who is new, and who would change.
async fn bring_together(
    store: &Store,
    workspace: WorkspaceId,
    part: &[Found],
    outcome: &mut Outcome,
) -> Result<Vec<ImportedPerson>, Failure> {
    let keys = |found: &Found| keys_of(&found.imported, &found.uid).into_iter().map(|(_, key)| key).collect();
    let known = imports::find_known(store, workspace, &Strangers { people: part.iter().map(keys).collect() }).await?;
    let mut people = Vec::new();
    for (Found { mut imported, uid }, known) in part.iter().cloned().zip(known) {
        let Some(known) = known else {
            outcome.new += 1;
            if imported.person.uid.is_empty() {
                imported.person.uid = uid;
            }
            people.push(ImportedPerson { person: imported.person, notes: imported.notes, known: None });
            continue;
        };
        let record = known.person;
        let merged = merge(record.content.clone(), imported.person, Prefer::Said);
        let notes: Vec<String> = imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
        if merged == record.content && notes.is_empty() {
            outcome.unchanged += 1;
            continue;
        }
        outcome.updated += 1;
        people.push(ImportedPerson {
            person: merged,
            notes,
            known: Some(Seen { id: record.id, version: record.version }),
        });
    }
    Ok(people)
}

/// Write the people of a data folder.
#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    place: Place,
    /// The format.
    #[arg(long, default_value = "4.0")]
    to: Format,
    /// Where to; `-` is standard output.
    into: PathBuf,
}

impl Export {
    /// Writes them, one after the other: no more than some hundred are in memory.
    pub async fn run(self) -> Result<(), Failure> {
        let (store, workspace) = self.place.open().await?;
        let mut out = Output::open(&self.into)?;
        if self.to == Format::Csv {
            out.write(csv_line(&HEADINGS).as_bytes())?;
        }
        let mut names: BTreeMap<OrganizationId, Option<String>> = BTreeMap::new();
        let (mut last, mut count): (Option<PersonId>, usize) = (None, 0);
        loop {
            let page = people::after(&store, workspace, last, 500).await?;
            let Some(record) = page.last() else { break };
            last = Some(record.id);
            for record in page {
                let notes: Vec<String> = notes::texts(&store, workspace, record.id).await?;
                let mut organizations = Vec::new();
                for place in &record.content.organizations {
                    let id = place.organization;
                    if let std::collections::btree_map::Entry::Vacant(entry) = names.entry(id) {
                        entry.insert(
                            organizations::get(&store, workspace, id).await.ok().map(|found| found.content.name),
                        );
                    }
                    if let Some(Some(name)) = names.get(&id) {
                        organizations.push((name.clone(), place.role.clone()));
                    }
                }
                let uid = format!("urn:uuid:{}", record.id);
                let version = match self.to {
                    Format::V3 => Version::V3,
                    Format::V2_1 => Version::V2_1,
                    _ => Version::V4,
                };
                let text = calling_card_vcard::write(&calling_card_vcard::Export {
                    person: &record.content,
                    uid: &uid,
                    notes: &notes,
                    organizations: &organizations,
                    relatives: &[],
                    version,
                    card: None,
                    changed_at: &record.changed_at,
                });
                self.write(&mut out, text, count)?;
                count += 1;
            }
            eprint!("\r{count} people");
        }
        if self.to == Format::Jcard {
            out.write(if count == 0 { b"[]\n" } else { b"]\n" })?;
        }
        eprintln!("\r{count} people are written.");
        store.close().await;
        out.finish()
    }

    /// One person, of whom the vCard is at hand.
    fn write(&self, out: &mut Output, text: String, before: usize) -> Result<(), Failure> {
        let Some(Part::Card(card)) = parts(text.as_bytes()).next() else { return Ok(()) };
        match self.to {
            Format::V4 | Format::V3 | Format::V2_1 => out.write(text.as_bytes()),
            Format::Csv => out.write(csv_line(&row(&person_of(&card))).as_bytes()),
            Format::Model => out.write(format!("{}\n", model(&card)).as_bytes()),
            Format::Jcard => out.write(format!("{}{}\n", if before == 0 { "[" } else { "," }, jcard(&card)).as_bytes()),
        }
    }
}

//! vCards out of a data folder.

use std::path::PathBuf;

use calling_card_api::audit::AuditKind;
use calling_card_api::export::{ExportedPerson, ExportedRelation};
use calling_card_api::organizations::OrganizationRecord;
use calling_card_api::people::PeopleQuery;
use calling_card_contact::{CustomEntity, CustomField};
use calling_card_gateway::store::audit::{self, Deed};
use calling_card_gateway::store::{Actor, custom_fields, export, organizations};
use calling_card_vcard::table::{HEADINGS, csv_line, row};
use calling_card_vcard::{
    OrganizationExport, Part, Relative, Version, jcard, model, parts, person_of, write_organization,
};
use clap::Args;

use super::store::Place;
use super::{Format, Output};
use crate::cli::Failure;

/// How many people are read at once.
const PART: u32 = 500;

/// Write the people and the organizations of a data folder.
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
    /// Writes the people by name, then the organizations, one after the other: no more than some hundred are in memory.
    pub async fn run(self) -> Result<(), Failure> {
        let (store, workspace) = self.place.open().await?;
        let mut out = Output::open(&self.into)?;
        if self.to == Format::Csv {
            out.write(csv_line(&HEADINGS).as_bytes())?;
        }
        let fields: Vec<CustomField> =
            custom_fields::list(&store, workspace).await?.into_iter().map(|record| record.content).collect();
        let (of_people, of_organizations): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|field| field.entity == CustomEntity::Person);
        let mut query = PeopleQuery { limit: Some(PART), ..PeopleQuery::default() };
        let mut count = 0;
        loop {
            let page = export::page(&store, workspace, &query).await?;
            for exported in &page.items {
                self.write(&mut out, &text(exported, &of_people, self.to), count)?;
                count += 1;
            }
            eprint!("\r{count} people");
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        let people = count;
        // A table and the model's JSON are of people.
        if !matches!(self.to, Format::Csv | Format::Model) {
            let mut last = None;
            loop {
                let part = organizations::after(&store, workspace, last, PART).await?;
                let Some(record) = part.last() else { break };
                last = Some(record.id);
                for record in &part {
                    self.write(&mut out, &text_of_organization(record, &of_organizations, self.to), count)?;
                    count += 1;
                }
            }
        }
        if self.to == Format::Jcard {
            out.write(if count == 0 { b"[]\n" } else { b"]\n" })?;
        }
        let actor = Actor { workspace, name: "calling-card vcard export".into() };
        audit::note(&store, &actor, Deed::new(AuditKind::PeopleExported).detail(people)).await?;
        eprintln!("\r{people} people and {} organizations are written.", count - people);
        store.close().await;
        out.finish()
    }

    /// One person, of whom the vCard is at hand.
    fn write(&self, out: &mut Output, text: &str, before: usize) -> Result<(), Failure> {
        let Some(Part::Card(card)) = parts(text.as_bytes()).next() else { return Ok(()) };
        match self.to {
            Format::V4 | Format::V3 | Format::V2_1 => out.write(text.as_bytes()),
            Format::Csv => out.write(csv_line(&row(&person_of(&card))).as_bytes()),
            Format::Model => out.write(format!("{}\n", model(&card)).as_bytes()),
            Format::Jcard => out.write(format!("{}{}\n", if before == 0 { "[" } else { "," }, jcard(&card)).as_bytes()),
        }
    }
}

/// A person's vCard.
fn text(exported: &ExportedPerson, custom_fields: &[CustomField], format: Format) -> String {
    let organizations: Vec<(String, String)> =
        exported.organizations.iter().map(|place| (place.name.clone(), place.role.clone())).collect();
    let relative = |ExportedRelation { uid, name, is }: &ExportedRelation| Relative {
        uid: uid.clone(),
        name: name.clone(),
        is: is.clone(),
    };
    let relatives: Vec<Relative> = exported.relations.iter().map(relative).collect();
    calling_card_vcard::write(&calling_card_vcard::Export {
        person: &exported.record.content,
        uid: &exported.uid(),
        notes: &exported.notes,
        organizations: &organizations,
        custom_fields,
        relatives: &relatives,
        version: version(format),
        card: None,
        changed_at: &exported.record.changed_at,
    })
}

/// An organization's vCard.
fn text_of_organization(record: &OrganizationRecord, custom_fields: &[CustomField], format: Format) -> String {
    write_organization(&OrganizationExport {
        organization: &record.content,
        uid: &format!("urn:uuid:{}", record.id),
        custom_fields,
        version: version(format),
        changed_at: &record.changed_at,
    })
}

/// The version that is written, also of what a format is made of.
fn version(format: Format) -> Version {
    match format {
        Format::V3 => Version::V3,
        Format::V2_1 => Version::V2_1,
        Format::V4 | Format::Jcard | Format::Csv | Format::Model => Version::V4,
    }
}

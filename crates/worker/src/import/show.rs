//! What is shown of an import: cards, their details, what could not be read, the report.

use calling_card_api::worker::{Details, DetailsRequest, Fate, Filter, Row, RowsRequest, Unreadable};
use calling_card_contact::{Language, Prefer, field_changes, merge};
use calling_card_vcard::table::csv_line;
use calling_card_vcard::{Finding, FindingKind, is_strict};

use super::compare::leave_out_known;
use super::content::Problem;
use super::{Entry, Import, Refused, Whom};

/// Most bytes of a text that is shown.
const SHOWN: usize = 4_000;

impl Import {
    /// Cards to be shown.
    pub fn rows(&self, wanted: RowsRequest) -> Vec<Row> {
        let fitting = self.entries.iter().filter(|entry| fits(wanted.filter, entry.row.fate));
        let rows = fitting.skip(wanted.skip as usize).take(wanted.count as usize);
        rows.map(|entry| Row {
            file: self.files[entry.file].name.clone(),
            fate: self.fate(&entry.row),
            ..entry.row.clone()
        })
        .collect()
    }

    /// What becomes of a card; of a group, with how many are in it.
    fn fate(&self, row: &Row) -> Fate {
        match row.fate {
            Fate::Tag(_) => {
                let number = row.number as usize;
                let members = self.groups.iter().filter(|(_, groups)| groups.contains(&number));
                Fate::Tag(members.filter(|(key, _)| self.duplicates.find(key).is_some()).count() as u32)
            }
            fate => fate,
        }
    }

    /// The first files and parts that could not be read.
    pub fn unreadable(&self, language: Language) -> Vec<Unreadable> {
        let whole = |(file, problem): &(String, Problem)| Unreadable {
            file: file.clone(),
            line: None,
            reason: problem.sentence(language),
            text: String::new(),
        };
        let one = |refused: &Refused| {
            let file = &self.files[refused.file];
            Unreadable {
                file: file.name.clone(),
                line: Some(refused.finding.line),
                reason: refused.finding.kind.sentence(language),
                text: shown(&file.source[refused.from..refused.to], 400),
            }
        };
        self.refused.iter().map(whole).chain(self.unreadable.iter().map(one)).take(100).collect()
    }

    /// What becomes of each card, as a table.
    pub fn report(&self, language: Language) -> String {
        let says =
            |english: &str, german: &str| if language == Language::De { german.to_owned() } else { english.to_owned() };
        let heading = [says("File", "Datei"), says("Line", "Zeile"), says("Name", "Name"), says("Outcome", "Ergebnis")];
        let mut text = csv_line(&heading);
        for Entry { file, row, .. } in &self.entries {
            let outcome = match row.fate {
                _ if !row.chosen => says("left out", "ausgelassen"),
                Fate::New => says("new", "neu"),
                Fate::Update(_) => says("brought up to date", "auf den neuesten Stand gebracht"),
                Fate::Unchanged => says("as it was", "unverändert"),
                Fate::SameAs(number) => {
                    let line = self.entries.get(number as usize).map_or(0, |first| first.row.line);
                    format!("{} {line}", says("same person as in line", "dieselbe Person wie in Zeile"))
                }
                Fate::Tag(_) => says("a tag of its members", "ein Schlagwort für ihre Mitglieder"),
                Fate::Open => says("not stored", "nicht gespeichert"),
            };
            text += &csv_line(&[self.files[*file].name.clone(), row.line.to_string(), row.name.clone(), outcome]);
        }
        let unread = says("not readable", "nicht lesbar");
        for (file, problem) in &self.refused {
            let outcome = format!("{unread}: {}", problem.sentence(language));
            text += &csv_line(&[file.clone(), String::new(), String::new(), outcome]);
        }
        for refused in &self.unreadable {
            let reason = refused.finding.kind.sentence(language);
            let outcome = format!("{unread}: {reason}");
            text += &csv_line(&[
                self.files[refused.file].name.clone(),
                refused.finding.line.to_string(),
                String::new(),
                outcome,
            ]);
        }
        text
    }

    /// What could not be read, as it stands in the files.
    pub fn rest(&self) -> String {
        let raw = |refused: &Refused| {
            String::from_utf8_lossy(&self.files[refused.file].source[refused.from..refused.to]).into_owned()
        };
        self.unreadable.iter().map(raw).collect::<Vec<_>>().join("\r\n")
    }

    /// A card in detail.
    pub fn details(&self, wanted: DetailsRequest) -> Details {
        let Some(entry) = self.entries.get(wanted.number as usize) else { return Details::default() };
        let card = self.card(entry);
        let mut findings = card.findings();
        if is_strict(&card) == Some(false) {
            findings.push(Finding { line: card.line, kind: FindingKind::Strict });
        }
        if self.files[entry.file].table.is_some() {
            // The lines of its card stand in no file.
            findings.iter_mut().for_each(|finding| finding.line = card.line);
        }
        let (mut changes, mut notes) = (Vec::new(), Vec::new());
        if let (Some(Whom::Person(known)), Some(mut imported)) = (&entry.known, self.person(wanted.number as usize)) {
            leave_out_known(&mut imported, known);
            let before = &known.person.content;
            changes = field_changes(before, &merge(before.clone(), imported.person, Prefer::Said));
            notes = imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
        }
        Details {
            changes,
            left_out: entry.left_out.clone(),
            notes,
            text: shown(card.raw, SHOWN),
            findings: findings.iter().map(|finding| (finding.line, finding.kind.sentence(wanted.language))).collect(),
        }
    }
}

pub(super) fn fits(filter: Filter, fate: Fate) -> bool {
    match filter {
        Filter::All => true,
        Filter::New => fate == Fate::New,
        Filter::Updates => matches!(fate, Fate::Update(_)),
        Filter::Unchanged => fate == Fate::Unchanged,
        Filter::Duplicates => matches!(fate, Fate::SameAs(_)),
    }
}

fn shown(raw: &[u8], bytes: usize) -> String {
    let text = String::from_utf8_lossy(raw.get(..bytes).unwrap_or(raw)).into_owned();
    if raw.len() > bytes { text + " …" } else { text }
}

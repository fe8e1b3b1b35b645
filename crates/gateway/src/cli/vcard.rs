//! `calling-card vcard`: what the browser does with vCards, on the command line.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use calling_card_contact::Language;
use calling_card_vcard::table::{HEADINGS, csv_line, row};
use calling_card_vcard::{
    Card, Finding, FindingKind, Part, Version, decode_file, is_strict, jcard, model, parts, person_of, write,
};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::Failure;

mod export;
mod store;

/// What can be done.
#[derive(Subcommand)]
pub enum Vcard {
    /// Say of each file how many cards are in it, and what is wrong with them.
    Check {
        /// One JSON object a file.
        #[arg(long)]
        json: bool,
        /// Files, or folders with .vcf files; `-` is standard input.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Write the cards of a file in another format.
    Convert {
        /// The format.
        #[arg(long)]
        to: Format,
        /// The file; `-` is standard input.
        from: PathBuf,
        /// Where to; `-` is standard output.
        into: PathBuf,
    },
    /// Store the cards of files in a data folder; people who are there already are brought up to date.
    Import(store::Import),
    /// Write the people of a data folder.
    Export(export::Export),
}

/// Formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// vCard 4.0 (RFC 6350).
    #[value(name = "4.0")]
    V4,
    /// vCard 3.0 (RFC 2426).
    #[value(name = "3.0")]
    V3,
    /// vCard 2.1 (versit).
    #[value(name = "2.1")]
    V2_1,
    /// jCard (RFC 7095): one card, or a list of them.
    Jcard,
    /// A table (RFC 4180).
    Csv,
    /// One JSON object a card and line, with the names of our API.
    Model,
}

impl Vcard {
    /// Does it.
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Check { json, paths } => check(&paths, json),
            Self::Convert { to, from, into } => convert(to, &from, &into),
            Self::Import(import) => import.run().await,
            Self::Export(export) => export.run().await,
        }
    }
}

fn check(paths: &[PathBuf], as_json: bool) -> Result<(), Failure> {
    let mut all_read = true;
    for path in files(paths)? {
        let bytes = read(&path)?;
        let source = decode_file(&bytes);
        let (mut read, mut unreadable, mut findings): (usize, Vec<Finding>, Vec<Finding>) = Default::default();
        for part in parts(&source) {
            match part {
                Part::Card(card) if card.is_readable() => {
                    read += 1;
                    findings.extend(card.findings());
                    if is_strict(&card) == Some(false) {
                        findings.push(Finding { line: card.line, kind: FindingKind::Strict });
                    }
                }
                Part::Card(card) => unreadable.push(card.refusal()),
                Part::Outside(text) if text.is_blank() => {}
                Part::Outside(text) => findings.push(Finding { line: text.line, kind: FindingKind::Outside }),
            }
        }
        all_read &= unreadable.is_empty();
        let file = path.display().to_string();
        let cards = read + unreadable.len();
        if as_json {
            let reasons = |findings: &[Finding]| -> Vec<Value> {
                let one =
                    |finding: &Finding| json!({ "line": finding.line, "reason": finding.kind.sentence(Language::En) });
                findings.iter().map(one).collect()
            };
            let report = json!({
                "file": file, "cards": cards, "read": read, "unreadable": reasons(&unreadable), "findings": reasons(&findings),
            });
            super::print(&report.to_string())?;
        } else {
            super::print(&format!("{file}: {cards} cards, {read} read"))?;
            for finding in unreadable.iter().chain(&findings) {
                super::print(&format!("  line {}: {}", finding.line, finding.kind.sentence(Language::En)))?;
            }
        }
    }
    if all_read { Ok(()) } else { Err(Failure("Not every card could be read.".into())) }
}

fn convert(to: Format, from: &Path, into: &Path) -> Result<(), Failure> {
    let bytes = read(from)?;
    let source = decode_file(&bytes);
    let mut cards = Vec::new();
    for part in parts(&source) {
        match part {
            Part::Card(card) if card.is_readable() => cards.push(card),
            Part::Card(card) => complain(from, &card.refusal()),
            Part::Outside(text) if text.is_blank() => {}
            Part::Outside(text) => complain(from, &Finding { line: text.line, kind: FindingKind::Outside }),
        }
    }
    let mut out = Output::open(into)?;
    match to {
        Format::V4 => cards.iter().try_for_each(|card| out.write(&vcard(card, Version::V4))),
        Format::V3 => cards.iter().try_for_each(|card| out.write(&vcard(card, Version::V3))),
        Format::V2_1 => cards.iter().try_for_each(|card| out.write(&vcard(card, Version::V2_1))),
        Format::Model => cards.iter().try_for_each(|card| out.write(format!("{}\n", model(card)).as_bytes())),
        Format::Csv => {
            out.write(csv_line(&HEADINGS).as_bytes())?;
            cards.iter().try_for_each(|card| out.write(csv_line(&row(&person_of(card))).as_bytes()))
        }
        Format::Jcard => {
            let whole = match cards.as_slice() {
                [one] => jcard(one),
                all => Value::Array(all.iter().map(jcard).collect()),
            };
            out.write(format!("{whole}\n").as_bytes())
        }
    }?;
    out.finish()
}

/// A card in a version: as it stands where that is its version and nothing is wrong with it.
fn vcard(card: &Card<'_>, version: Version) -> Vec<u8> {
    if card.version() == Some(version) && card.findings().is_empty() && std::str::from_utf8(card.raw).is_ok() {
        return card.raw.to_vec();
    }
    let imported = person_of(card);
    let export = calling_card_vcard::Export {
        person: &imported.person,
        uid: "",
        notes: &imported.notes,
        organizations: &[],
        custom_fields: &[],
        relatives: &[],
        version,
        card: None,
        changed_at: &imported.revision,
    };
    write(&export).into_bytes()
}

/// The files that are meant: those of folders too, sorted.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
        let mut inside: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        inside.sort();
        let is_vcard = |path: &PathBuf| {
            path.extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("vcf") || ending.eq_ignore_ascii_case("vcard"))
        };
        inside.retain(|path| path.is_dir() || is_vcard(path));
        files.extend(self::files(&inside)?);
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let outcome = match path == Path::new("-") {
        true => std::io::stdin().read_to_end(&mut bytes).map(drop),
        false => std::fs::read(path).map(|read| bytes = read),
    };
    outcome.map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure(format!("{} cannot be read ({error}). Check the path.", path.display()))
}

fn complain(file: &Path, finding: &Finding) {
    eprintln!("{}: line {}: {}", file.display(), finding.line, finding.kind.sentence(Language::En));
}

/// A file that is being written, or standard output.
struct Output {
    to: Box<dyn Write + Send>,
    name: String,
}

impl Output {
    fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let to: Box<dyn Write + Send> = match path == Path::new("-") {
            true => Box::new(std::io::BufWriter::new(std::io::stdout())),
            false => {
                let file = std::fs::File::create(path);
                Box::new(std::io::BufWriter::new(file.map_err(|error| unwritable(&name, &error))?))
            }
        };
        Ok(Self { to, name })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.to.write_all(bytes).map_err(|error| unwritable(&self.name, &error))
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| unwritable(&self.name, &error))
    }
}

fn unwritable(name: &str, error: &std::io::Error) -> Failure {
    Failure(format!("{name} cannot be written ({error}). Name another file."))
}

//! Real cards, from a folder that is named in `VCARD_CORPUS`: each is read, or named with its line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calling_card_vcard::{Card, Kind, Part, Property, decode_file, parts, person_of};
use serde_json::Value;
use sha1::{Digest, Sha1};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("VCARD_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("VCARD_CORPUS is not set: no corpus is read");
    }
    folder
}

fn cards(source: &[u8]) -> Vec<Card<'_>> {
    let card = |part| match part {
        Part::Card(card) => Some(card),
        Part::Outside(_) => None,
    };
    parts(source).filter_map(card).collect()
}

#[test]
fn every_card_of_the_corpus_is_read_or_named() {
    let Some(folder) = folder() else { return };
    let manifest = fs::read_to_string(Path::new(&folder).join("MANIFEST.tsv")).unwrap();
    let mut lines = manifest.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let place = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let (path, count) = (place("path"), place("cards"));
    let (mut wrong, mut files, mut read) = (Vec::new(), 0, 0);
    for line in lines.filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let bytes = fs::read(folder.join(cells[path])).unwrap();
        let source = decode_file(&bytes);
        let found = cards(&source);
        let whole: usize = parts(&source)
            .map(|part| match part {
                Part::Card(card) => card.raw.len(),
                Part::Outside(text) => text.raw.len(),
            })
            .sum();
        assert_eq!(whole, source.len(), "{}", cells[path]);
        for card in found.iter().filter(|card| card.is_readable()) {
            person_of(card);
            read += 1;
        }
        files += 1;
        let expected: usize = cells[count].parse().unwrap();
        if found.len() != expected {
            wrong.push(format!("{}: {} of {expected}", cells[path], found.len()));
        }
    }
    eprintln!("{files} files, {read} cards read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The values that stand beside the corpus: `[property, which of them, components, , types]`.
#[test]
fn the_values_are_those_that_are_expected() {
    let Some(folder) = folder() else { return };
    let expected = fs::read_to_string(folder.join("handmade/expected.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    for (name, expected) in &expected {
        let bytes = fs::read(folder.join(format!("handmade/{name}.vcf"))).unwrap();
        let source = decode_file(&bytes);
        let found = cards(&source);
        if let Some(count) = expected["cards"].as_u64()
            && count != found.len() as u64
        {
            wrong.push(format!("{name}: {} cards of {count}", found.len()));
        }
        for value in expected["exp"].as_array().unwrap() {
            let property = value[0].as_str().unwrap();
            let index = value[1].as_u64().unwrap() as usize;
            let all: Vec<Property<'_>> =
                found.iter().flat_map(Card::properties).filter(|found| found.name == property).collect();
            // Some indices count lines of the card, not of the property.
            let Some(found) = all.get(index).or(all.last()) else {
                wrong.push(format!("{name}: no {property} {index}"));
                continue;
            };
            let texts = |value: &Value| -> Vec<String> {
                value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
            };
            if values(found) != texts(&value[2]) {
                wrong.push(format!("{name}: {property} {index}: {:?} is not {:?}", values(found), texts(&value[2])));
            }
            if let Some(types) = value[4].as_array() {
                let mut found: Vec<String> = found.types().collect();
                found.sort();
                if found != texts(&Value::from(types.clone())) {
                    wrong.push(format!("{name}: {property} {index}: types {found:?} are not {types:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A value in the manner of the expected ones.
fn values(property: &Property<'_>) -> Vec<String> {
    if let Some((_, bytes)) = property.binary() {
        let hash: String = Sha1::digest(&bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        return vec![format!("bin:{}:{hash}", bytes.len())];
    }
    let mut values: Vec<String> = match property.kind() {
        Kind::List => property.list().map(Cow::into_owned).collect(),
        Kind::Structured => property.components().map(|list| list.collect::<Vec<_>>().join(",")).collect(),
        Kind::DateAndOrTime => {
            let text = property.text().into_owned();
            let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
            vec![if digits { format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]) } else { text }]
        }
        _ => vec![property.text().into_owned()],
    };
    while values.len() > 1 && values.last().is_some_and(String::is_empty) {
        values.pop();
    }
    values
}

//! What holds for every table.

use calling_card_contact::{Check, CustomEntity, CustomField, CustomKind, CustomStatus, Localized};

use crate::csv::{FIELDS, Field, Mapping, Record, Sheet, records_from};
use crate::{Part, decode_file, parts, person_of, storable};

/// So many rows become cards.
const ROWS: usize = 100;

/// Whatever the bytes: the rows are all of the table but empty lines, reading goes on from where any row ends, and each row is one
/// card of a person who can be stored, whatever its columns are said to hold.
///
/// # Panics
/// Where that does not hold.
pub fn table(bytes: &[u8]) {
    let source = decode_file(bytes);
    let sheet = Sheet::of(&source);
    let rows = prove_rows(&source, &sheet);
    let custom_fields = custom_fields();
    for headed in [true, false] {
        let (guessed, headings) = (sheet.guess(headed), sheet.headings(headed));
        assert!(guessed.len() == sheet.columns.len() && headings.len() == guessed.len());
        for column in &sheet.columns {
            sheet.samples(column, headed);
        }
        // Somebody can say that a column holds anything.
        let all = || FIELDS.iter().map(|(field, ..)| *field).chain((0..3).map(Field::Custom));
        let said = all().cycle().skip(source.len() % FIELDS.len()).take(guessed.len()).collect();
        for fields in [guessed, said] {
            let mapping = Mapping::new(&fields, &headings).with_custom(&custom_fields);
            rows.iter().take(ROWS).filter_map(|row| mapping.card(row)).for_each(|card| prove_card(&card));
        }
    }
}

/// Fields of two kinds; a third is said of columns as well, and is none.
fn custom_fields() -> Vec<CustomField> {
    let field = |key: &str, kind| {
        let (label, description) = (Localized::new(key, ""), Localized::default());
        let (entity, status) = (CustomEntity::Person, CustomStatus::Active);
        let key = key.parse().unwrap_or_else(|_| panic!("{key} is no key"));
        CustomField { entity, key, label, description, kind, status, order: 0 }
    };
    vec![field("text", CustomKind::Text), field("amount", CustomKind::Currency { currency: "EUR".into() })]
}

/// The rows, which are read once in one go and once more from where each begins.
fn prove_rows(source: &[u8], sheet: &Sheet) -> Vec<Record> {
    let is_blank = |text: &[u8]| text.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    let mut rows = records_from(source, sheet.delimiter, sheet.first);
    let (mut all, mut end) = (Vec::new(), sheet.first.position);
    loop {
        let place = rows.place();
        let Some(row) = rows.next() else { break };
        assert!(end <= row.from && row.from < row.to && is_blank(&source[end..row.from]), "{row:?}");
        if all.len() < ROWS {
            let again = records_from(source, sheet.delimiter, place).next();
            assert!(again.as_ref() == Some(&row), "{again:?}\n{row:?}");
        }
        end = row.to;
        all.push(row);
    }
    assert!(is_blank(&source[end..]), "the rows are not all of the table");
    let filled = all.iter().filter(|row| !row.is_blank()).count();
    assert!(sheet.rows as usize == filled, "{} rows, {filled} of them are filled", sheet.rows);
    all
}

fn prove_card(text: &str) {
    let whole: Vec<Part<'_>> = parts(text.as_bytes()).collect();
    let [Part::Card(card)] = whole.as_slice() else { panic!("not one card: {text}") };
    assert!(card.ended && card.is_readable(), "{text}");
    let errors = storable(person_of(card)).person.check();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
}

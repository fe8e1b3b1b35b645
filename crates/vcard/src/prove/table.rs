//! What holds for every table.

use calling_card_contact::Check;

use crate::csv::{FIELDS, Mapping, Record, Sheet, records_from};
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
    for headed in [true, false] {
        let (guessed, headings) = (sheet.guess(headed), sheet.headings(headed));
        assert!(guessed.len() == sheet.columns.len() && headings.len() == guessed.len());
        for column in &sheet.columns {
            sheet.samples(column, headed);
        }
        // Somebody can say that a column holds anything.
        let said = (0..guessed.len()).map(|column| FIELDS[(column + source.len()) % FIELDS.len()].0).collect();
        for fields in [guessed, said] {
            let mapping = Mapping::new(&fields, &headings);
            rows.iter().take(ROWS).filter_map(|row| mapping.card(row)).for_each(|card| prove_card(&card));
        }
    }
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

//! Tables of any kind.

use calling_card_vcard::csv::{Mapping, Sheet, records_from};
use calling_card_vcard::{Part, decode_file, parts};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("CALLING_CARD_ALL").is_some() { 4000 } else { 200 }, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_rows_and_every_row_is_one_card(bytes: Vec<u8>, cells in "([a-z@.,;\"'\\n\t=+0-9: -]|Name|Birthday|BEGIN:VCARD|\r\n){0,200}") {
        for file in [bytes, [b"Name,E-mail,Address,Notes,Birthday,Nickname\n".as_slice(), cells.as_bytes()].concat()] {
            let source = decode_file(&file);
            let sheet = Sheet::of(&source);
            let mapping = Mapping::new(&sheet.guess(true), &sheet.headings(true));
            let mut end = sheet.first.position;
            for row in records_from(&source, sheet.delimiter, sheet.first) {
                prop_assert!(end <= row.from && row.from < row.to);
                end = row.to;
                if let Some(card) = mapping.card(&row) {
                    let whole = parts(card.as_bytes()).collect::<Vec<_>>();
                    prop_assert!(matches!(whole.as_slice(), [Part::Card(card)] if card.ended && card.is_readable()), "{card}");
                }
            }
        }
    }
}

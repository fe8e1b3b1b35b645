//! Tables of any kind.

use calling_card_vcard::prove;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("CALLING_CARD_ALL").is_some() { 4000 } else { 200 }, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_rows_and_every_row_is_one_card(bytes: Vec<u8>, cells in "([a-z@.,;\"'\\n\t=+0-9: -]|Name|Birthday|BEGIN:VCARD|\r\n){0,200}") {
        prove::table(&bytes);
        prove::table(&[b"Name,E-mail,Address,Notes,Birthday,Nickname\n".as_slice(), cells.as_bytes()].concat());
    }
}

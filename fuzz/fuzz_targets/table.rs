//! Whatever the bytes: a table has rows, and each is one card of a person who can be stored.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| calling_card_vcard::prove::table(bytes));

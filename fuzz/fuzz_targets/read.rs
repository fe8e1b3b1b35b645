//! Whatever the bytes: the parts are all of them, nothing fails, what can be stored satisfies the rules and can be written.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| calling_card_vcard::prove::read(bytes));

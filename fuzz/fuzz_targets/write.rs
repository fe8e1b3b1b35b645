//! Whatever a person is called, works at, lives at: what is written is read as the same.
#![no_main]

libfuzzer_sys::fuzz_target!(|texts: Vec<String>| calling_card_vcard::prove::write(&texts));

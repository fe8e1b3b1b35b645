//! Whatever another CRM answers: each work ends, and what was read can be sent back.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| calling_card_crm::prove::answers(bytes));

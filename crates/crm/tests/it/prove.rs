//! Answers of the contracts with something wrong in them: `cargo xtask fuzz` looks for more.

use std::fs;
use std::path::Path;

use calling_card_crm::{Dialect, prove};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::contract::Contract;

/// What stands in the place of something that was right.
fn wrong(kind: usize) -> Value {
    let wrong = [
        Value::Null,
        json!(""),
        json!(0),
        json!(-1),
        json!(9_007_199_254_740_993_u64),
        json!(1.5e300),
        json!(true),
        json!([]),
        json!({}),
        json!("\u{0}\u{202e}\u{feff}ß"),
        json!("9999-99-99T99:99:99Z"),
        json!("x".repeat(70_000)),
        json!([[[[{}]]]]),
        json!(["a", "a", "a", null]),
    ];
    wrong[kind % wrong.len()].clone()
}

/// All examples that a contract has of what is sent and answered.
fn examples(of: &Value, found: &mut Vec<Value>) {
    match of {
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "value" | "example" if member.is_object() || member.is_array() => found.push(member.clone()),
                    _ => examples(member, found),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| examples(entry, found)),
        _ => {}
    }
}

/// Puts something wrong into the place of the so-maniest value, counted from the outermost; whether there are so many.
fn spoil(value: &mut Value, at: &mut usize, kind: usize) -> bool {
    if *at == 0 {
        *value = match (kind, &mut *value) {
            // Much of the same, too.
            (14, Value::Array(entries)) => entries.iter().cycle().take(300.min(entries.len() * 300)).cloned().collect(),
            _ => wrong(kind),
        };
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(entries) => entries.iter_mut().any(|entry| spoil(entry, at, kind)),
        Value::Object(members) => members.values_mut().any(|member| spoil(member, at, kind)),
        _ => false,
    }
}

#[test]
fn what_was_found_before_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/answers");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    assert!(files.inspect(|bytes| prove::answers(bytes)).count() >= 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_with_something_wrong_in_it_harms_nobody(
        dialect in 0_usize..5,
        said in prop::collection::vec((0_usize..1_000, 0_u8..24, prop::collection::vec((0_usize..60, 0_usize..15), 0..4)), 1..6),
    ) {
        let mut known = Vec::new();
        examples(&Contract::of(Dialect::ALL[dialect].key()).0, &mut known);
        prop_assert!(!known.is_empty());
        let mut bytes = vec![u8::try_from(dialect).unwrap()];
        for (number, state, spoilt) in said {
            let mut answer = known[number % known.len()].clone();
            for (mut at, kind) in spoilt {
                spoil(&mut answer, &mut at, kind);
            }
            // Most are answered as if all were well; a zero would end the answer.
            bytes.push(if state < 12 { 12 + state } else { 12 });
            bytes.extend(answer.to_string().bytes());
            bytes.push(0);
        }
        bytes.pop();
        prove::answers(&bytes);
    }
}

//! The README's table of what each CRM keeps is made of the dialects' capabilities.

use std::collections::BTreeSet;
use std::fmt::Write;

use calling_card_contact::{Held, Language, Part};
use calling_card_crm::Dialect;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
const BEGIN: &str = "<!-- capabilities -->\n";
const END: &str = "<!-- /capabilities -->";

fn table() -> String {
    let parts: BTreeSet<Part> =
        Dialect::ALL.iter().flat_map(|dialect| dialect.capabilities()).map(|capability| capability.part).collect();
    let mut table = String::from("| of a person |");
    for dialect in Dialect::ALL {
        write!(table, " {} |", dialect.name()).unwrap();
    }
    table.push_str("\n|---|");
    table.push_str(&"---|".repeat(Dialect::ALL.len()));
    table.push('\n');
    for part in parts {
        write!(table, "| {} |", part.name(Language::En)).unwrap();
        for dialect in Dialect::ALL {
            let held = dialect.capabilities().iter().find(|capability| capability.part == part);
            let words = match held.map(|capability| capability.held) {
                None => "–".to_owned(),
                Some(Held::All) => "all".to_owned(),
                Some(Held::Most(most)) => format!("at most {most}"),
                Some(Held::Joined) => "as a part of one text".to_owned(),
                Some(Held::InPart) => "in part".to_owned(),
                Some(Held::ReadOnly) => "read only".to_owned(),
            };
            write!(table, " {words} |").unwrap();
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_readme_says_what_is_kept() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (_, rest) = readme.split_once(BEGIN).unwrap();
    let (written, _) = rest.split_once(END).unwrap();
    assert_eq!(written, table(), "put this into README.md:\n{}", table());
}

//! Reading and comparing made-up cards, so that the browser has optimized the code by the time that a file comes: a browser does that
//! with what has run for a while, and would take the processor for it while the file is read.

use std::fmt::Write;

use calling_card_api::imports::Known;
use calling_card_api::worker::{Filter, RowsRequest};

use super::Import;

/// How many of each kind are read at a time: a file that comes meanwhile waits no longer than for these.
const EACH: usize = 60;

/// Reads some cards of each kind that programs write, compares them, and forgets them. Cards of another round are of others. Answers
/// how many there were.
pub fn warm_up(round: u32) -> u32 {
    let mut import = Import::default();
    import.open("people.vcf".into(), made_up(round).into());
    let counts = import.read_on(usize::MAX);
    let strangers = import.lookup();
    // What is asked and answered is text.
    let asked = serde_json::to_string(&strangers).unwrap_or_default().len();
    let people = vec![None; strangers.people.len()];
    let organizations = vec![None; strangers.organizations.len()];
    import.compare(Known { people, organizations, ..Known::default() });
    let rows = import.rows(RowsRequest { filter: Filter::All, skip: 0, count: 12 });
    let shown = serde_json::to_string(&rows).unwrap_or_default().len();
    // What nobody looks at the compiler would leave out.
    if asked.min(shown) == 0 { 0 } else { counts.cards }
}

/// Cards as they come from phones, from desktop programs, and of version 4.0.
fn made_up(round: u32) -> String {
    let mut text = String::new();
    for number in 0..EACH {
        let n = round as usize * EACH + number;
        // Writing into a text cannot fail.
        let _ = write!(
            text,
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller{n};J=C3=B6rg;;;\r\n\
             FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller{n}\r\nTEL;CELL;PREF:+49 171 55{n:05}\r\n\
             TEL;HOME:030 66{n:05}\r\nEMAIL;INTERNET;HOME:joerg.mueller{n}@example.com\r\nEND:VCARD\r\n\
             BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Made up//EN\r\nN:Bell {n};Ann Zoë;;Dr.;\r\nFN:Dr. Ann Zoë Bell {n}\r\n\
             ORG:Bell & Daughters\\, Ltd. {n};Sales\r\nTITLE:Head of sales\r\nEMAIL;type=INTERNET;type=WORK;type=pref:ann.bell{n}@bell.example\r\n\
             TEL;type=CELL;type=VOICE:+44 7700 9{n:05}\r\nitem1.TEL:+44 20 7946 {n:04}\r\nitem1.X-ABLabel:_$!<Other>!$_\r\n\
             ADR;type=WORK:;;1 High Street\\, Floor 2;London;;W1A 1AA;United Kingdom\r\nURL:https://bell.example/{n}\r\nBDAY:1980-02-29\r\n\
             NOTE:Met at the fair\\; wants to hear of what is new\\nby the end of the year\\, and not before that\r\n  day\r\n\
             CATEGORIES:Customers,Fair\r\nREV:2026-01-02T03:04:05Z\r\nUID:made-up-{n}\r\nEND:VCARD\r\n\
             BEGIN:VCARD\r\nVERSION:4.0\r\nFN;LANGUAGE=ja:山田 太郎 {n}\r\nN:山田;太郎;;;\r\nORG:株式会社 {n}\r\n\
             EMAIL;PREF=1:taro{n}@example.jp\r\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+81-3-5555-{n:04}\r\n\
             ADR;LABEL=\"東京都\":;;千代田 1;東京;;100-0001;日本\r\nUID:urn:uuid:00000000-0000-4000-8000-{n:012}\r\nEND:VCARD\r\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_them_are_read() {
        assert_eq!(warm_up(0) as usize, 3 * EACH);
        let mut import = Import::default();
        import.open("people.vcf".into(), made_up(7).into());
        let counts = import.read_on(usize::MAX);
        assert_eq!((counts.unreadable, counts.duplicates, counts.refused), (0, 0, 0));
    }
}

//! Texts as PostgreSQL reads them: what is bound is numbered (`$1`), and there are no hints on which index to take.

use std::borrow::Cow;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// What SQLite is told of the way to go, and PostgreSQL finds by itself: what stands there, and what is left of it.
const HINTS: [(&str, &str); 2] = [("INDEXED BY ", ""), ("CROSS JOIN ", "JOIN ")];

/// The text; what is quoted and what is a comment stays as it is.
pub(super) fn translated(text: &str) -> SqlStr {
    let (mut out, mut rest, mut last) = (String::with_capacity(text.len() + 8), text, 0_u32);
    while let Some(place) = rest.find(['?', '\'', '"', '-', '+', 'I', 'C']) {
        let (before, found) = rest.split_at(place);
        out.push_str(before);
        let (said, after) = piece(found, out.chars().next_back(), &mut last);
        out.push_str(&said);
        rest = after;
    }
    out.push_str(rest);
    // It holds nothing but what the text held.
    AssertSqlSafe(out).into_sql_str()
}

/// What the beginning of a text becomes, and what comes after it.
fn piece<'a>(text: &'a str, before: Option<char>, last: &mut u32) -> (Cow<'a, str>, &'a str) {
    let first = text.chars().next().unwrap_or_default();
    let as_it_is = |length: usize| {
        let (said, rest) = text.split_at_checked(length).unwrap_or((text, ""));
        (Cow::Borrowed(said), rest)
    };
    let (_, after) = text.split_at(first.len_utf8());
    match first {
        '?' => {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = after.split_at(digits);
            let number = number.parse().unwrap_or(*last + 1);
            *last = number.max(*last);
            (Cow::Owned(format!("${number}")), rest)
        }
        '\'' | '"' => as_it_is(after.find(first).map_or(text.len(), |end| end + 2)),
        '-' if after.starts_with('-') => as_it_is(text.find('\n').unwrap_or(text.len())),
        // A sign before a column keeps SQLite from taking its index.
        '+' if after.starts_with(|next: char| next.is_ascii_lowercase()) => (Cow::Borrowed(""), after),
        _ => match HINTS.iter().find(|(hint, _)| before.is_none_or(char::is_whitespace) && text.starts_with(hint)) {
            None => as_it_is(1),
            Some((hint, "")) => {
                let named = text.split_at(hint.len()).1;
                (Cow::Borrowed(""), named.find(char::is_whitespace).map_or("", |end| named.split_at(end).1))
            }
            Some((hint, left)) => (Cow::Borrowed(left), text.split_at(hint.len()).1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bound_is_numbered_and_hints_are_left_out() {
        for (ours, theirs) in [
            ("SELECT ?, ?2, ?1, ? + 1", "SELECT $1, $2, $1, $3 + 1"),
            ("SELECT 'a ? ''?''', \"?\" -- ?\n, ?", "SELECT 'a ? ''?''', \"?\" -- ?\n, $1"),
            ("SELECT a-1 FROM b INDEXED BY b_by_c\n WHERE +c = ?", "SELECT a-1 FROM b \n WHERE c = $1"),
            ("FROM a CROSS JOIN b AS c ON c.d = a.d", "FROM a JOIN b AS c ON c.d = a.d"),
            ("INSERT INTO CASED (I) VALUES ('ä', ?)", "INSERT INTO CASED (I) VALUES ('ä', $1)"),
            ("SELECT '", "SELECT '"),
        ] {
            assert_eq!(translated(ours).as_str(), theirs);
        }
    }
}

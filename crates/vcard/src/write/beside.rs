//! Groups and parameters that were kept by themselves, put back onto the lines that have their values.

use std::collections::HashMap;

use super::kept::split;
use super::lines::Lines;

/// Puts each of these onto the first line that has its value and no such addition yet. What has lost its value is left out.
pub(super) fn put(lines: &mut Lines, kept: impl Iterator<Item = String>) {
    let mut kept = kept.peekable();
    if kept.peek().is_none() {
        return;
    }
    // Of pictures and the like only the name is compared: their value is not kept twice.
    let mut places: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (index, line) in lines.lines().iter().enumerate().rev() {
        let Some((head, value)) = split(line) else { continue };
        let name = standard_name(head);
        places.entry((name.clone(), letters(&name, value))).or_default().push(index);
        places.entry((name, String::new())).or_default().push(index);
    }
    for line in kept {
        let Some((head, value)) = split(&line) else { continue };
        let name = standard_name(head);
        let wanted = letters(&name, value);
        let Some(index) = places.get_mut(&(name.clone(), wanted)).and_then(Vec::pop) else { continue };
        lines.replace(index, |written| with(&name, written, head, value));
    }
}

/// The written line with the group and the parameters of the kept one.
fn with(name: &str, written: &str, head: &str, value: &str) -> String {
    let Some((written_head, written_value)) = split(written) else { return written.to_owned() };
    let group = |head: &str| {
        let full = head.split(';').next().unwrap_or_default();
        full.rsplit_once('.').map(|(group, _)| format!("{group}.")).unwrap_or_default()
    };
    let regroup = if group(written_head).is_empty() { group(head) } else { String::new() };
    let parameter = |word: &str| word.split('=').next().unwrap_or_default().to_ascii_uppercase();
    let mut whole = format!("{regroup}{written_head}");
    for word in words(head).skip(1) {
        // Several types stand side by side; anything else is said once.
        let name = parameter(word);
        if name == "TYPE" || words(written_head).skip(1).all(|known| parameter(known) != name) {
            whole.push(';');
            whole.push_str(word);
        }
    }
    // The model holds days without their time.
    let value = if is_date(name) && value.contains(['T', 't']) { value } else { written_value };
    format!("{whole}:{value}")
}

/// The parts of what stands before the colon.
fn words(head: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    head.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
}

/// One name for what is called otherwise in another version.
fn standard_name(head: &str) -> String {
    let full = head.split(';').next().unwrap_or_default();
    let name = full.rsplit_once('.').map_or(full, |(_, name)| name).to_ascii_uppercase();
    match name.as_str() {
        "X-SOCIALPROFILE" => "SOCIALPROFILE".into(),
        "X-GENDER" | "X-WAB-GENDER" => "GENDER".into(),
        "X-ABDATE" | "X-ANNIVERSARY" | "X-EVOLUTION-ANNIVERSARY" | "X-MS-ANNIVERSARY" | "X-WAB-WEDDING" => {
            "ANNIVERSARY".into()
        }
        _ => name,
    }
}

fn is_date(name: &str) -> bool {
    matches!(name, "BDAY" | "ANNIVERSARY")
}

/// What a value says, without how it is written: separators, escapes, blanks, times of days.
fn letters(name: &str, value: &str) -> String {
    let value = if is_date(name) { value.split(['T', 't']).next().unwrap_or_default() } else { value };
    // A line break is written with a letter.
    value.replace("\\n", "").replace("\\N", "").chars().filter(|c| c.is_alphanumeric()).collect()
}

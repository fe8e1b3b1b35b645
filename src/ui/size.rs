//! Sizes of files in the reader's words.

use calling_card_contact::Language;

use crate::language::language;

/// A size: `640 B`, `71.2 MB`.
pub fn size_text(bytes: f64) -> String {
    text(bytes, language())
}

fn text(bytes: f64, language: Language) -> String {
    let units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")];
    let text = match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{:.1} {name}", bytes / unit),
        None => format!("{bytes:.0} B"),
    };
    match language {
        Language::En => text,
        Language::De => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit_that_fits() {
        assert_eq!(text(640.0, Language::En), "640 B");
        assert_eq!(text(71_240_000.0, Language::En), "71.2 MB");
        assert_eq!(text(1_500.0, Language::De), "1,5 kB");
    }
}

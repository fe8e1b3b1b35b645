//! Names of files that are handed out.

/// Names that Windows keeps for itself, whatever the ending.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A name that every file system takes, with this ending.
pub fn file_name(name: &str, ending: &str) -> String {
    format!("{}.{ending}", file_stem(name))
}

/// A name that every file system takes, without ending: at most 80 characters.
pub fn file_stem(name: &str) -> String {
    let letter =
        |c: char| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | ',' | '(' | ')') { c } else { '_' };
    // Marks that stand above or below a letter stay with it.
    let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' | '\u{200c}' | '\u{200d}');
    let plain: String = name.chars().map(|c| if mark(c) { c } else { letter(c) }).take(80).collect();
    match plain.trim() {
        "" => "person".into(),
        stem if RESERVED.iter().any(|reserved| stem.eq_ignore_ascii_case(reserved)) => format!("{stem}_"),
        stem => stem.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_become_names_of_files() {
        assert_eq!(file_name("Dr. Zoë / Müller", "vcf"), "Dr_ Zoë _ Müller.vcf");
        assert_eq!(file_name("山田 太郎", "vcf"), "山田 太郎.vcf");
        assert_eq!(file_name("Zoe\u{308} O'Brien", "vcf"), "Zoe\u{308} O'Brien.vcf");
        assert_eq!(file_name(" ", "vcf"), "person.vcf");
        assert_eq!(file_name("../../etc", "vcf"), "______etc.vcf");
        assert_eq!(file_name("con", "vcf"), "con_.vcf");
        assert_eq!(file_name(&"x".repeat(200), "vcf").len(), 84);
    }
}

//! Folding of texts for searching and sorting: lower case, no accents, the characters of scripts without spaces apart. Gateway and
//! worker search by the same rules.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it is sorted by: lower case, without accents.
pub fn sort_key(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_ascii_lowercase();
    }
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut key = String::with_capacity(text.len());
    for c in plain {
        match c {
            'ß' => key.push_str("ss"),
            'ø' => key.push('o'),
            'ł' => key.push('l'),
            'đ' => key.push('d'),
            'ı' => key.push('i'),
            c => key.push(c),
        }
    }
    key.trim().to_owned()
}

/// A text as it is searched: folded, and each Chinese, Japanese or Korean character a word of its own,
/// so that any part of a name is found.
pub fn search_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Composed again: NFKD takes Hangul syllables apart.
    for c in sort_key(text).nfc() {
        if is_unspaced(c) {
            folded.extend([' ', c, ' ']);
        } else {
            folded.push(c);
        }
    }
    folded
}

/// A text in which is searched: folded, and numbers also without their leading zeros, as [`typed_words`] asks for them.
pub fn searched_text(text: &str) -> String {
    let mut folded = search_text(text);
    let is_number = |token: &&str| token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit());
    let bare: Vec<String> =
        tokens(&folded).filter(is_number).map(|token| token.trim_start_matches('0').to_owned()).collect();
    for token in bare.iter().filter(|token| !token.is_empty()) {
        folded.push(' ');
        folded.push_str(token);
    }
    folded
}

/// The words of what was typed, each to be found as a word or the beginning of one; a number is one word.
pub fn typed_words(typed: &str) -> Vec<String> {
    let text = search_text(typed);
    let number = typed.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let words: Vec<String> = if number && digits.len() >= 3 {
        vec![digits.trim_start_matches('0').to_owned()]
    } else {
        text.split_whitespace().map(|word| word.replace('"', "")).collect()
    };
    words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// What of a folded text is searched: its letters and digits, all else parts them.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty())
}

/// The endings of a phone number that people search by: without country code, without leading zeros.
pub fn phone_words(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let whole: String = digits.iter().collect();
    let mut words = vec![whole.trim_start_matches('0').to_owned()];
    words
        .extend((1..digits.len().saturating_sub(2)).take(4).map(|start| digits.iter().skip(start).collect::<String>()));
    words.join(" ")
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x2FDF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(sort_key("  Ångström-MÜLLER ß"), "angstrom-muller ss");
        let words = |text| search_text(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words("山田 太郎-san"), ["山", "田", "太", "郎", "-san"]);
        assert_eq!(words("김민준"), ["김", "민", "준"]);
    }

    #[test]
    fn what_is_typed_becomes_words() {
        assert_eq!(typed_words("Ann \"*^- O'Neil"), ["ann", "o'neil"]);
        assert_eq!(typed_words("+49 30"), ["4930"]);
        assert_eq!(tokens("o'neil@example.com").collect::<Vec<_>>(), ["o", "neil", "example", "com"]);
        assert!(typed_words(" ").is_empty());
        assert_eq!(
            (searched_text("Ann 01067 Dresden"), typed_words("01067")),
            ("ann 01067 dresden 1067".into(), vec!["1067".into()])
        );
    }
}

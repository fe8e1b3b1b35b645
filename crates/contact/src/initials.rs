//! What stands where there is no picture.

/// The first letters of the first and last word of a name; of one in a script without capitals, its first letter.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| !word.ends_with('.'));
    let first = words.next().and_then(|word| word.chars().find(|c| c.is_alphabetic()));
    let last = words.next_back().and_then(|word| word.chars().find(|c| c.is_alphabetic()));
    let cased = first.is_some_and(|c| c.is_uppercase() || c.is_lowercase());
    first.into_iter().chain(last.filter(|_| cased)).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_of_names_in_many_scripts() {
        assert_eq!(initials("Dr. Zoë van der Berg"), "ZB");
        assert_eq!(initials("山田 太郎"), "山");
        assert_eq!(initials("émile"), "É");
        assert_eq!(initials("  "), "");
    }
}

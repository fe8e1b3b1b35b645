//! What a cell says about the next one: `* Home`, `Work Fax`, `Mobil`.

use calling_card_contact::{PhoneKind, Place};

/// A kind, as far as it is one that we know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind {
    pub place: Option<Place>,
    pub phone: Option<PhoneKind>,
    /// Any other word.
    pub label: String,
    /// Whether it is the first of several.
    pub favourite: bool,
}

impl Kind {
    pub(super) fn of(text: &str) -> Self {
        let mut kind = Self { favourite: text.trim_start().starts_with('*'), ..Self::default() };
        let text = text.trim_start_matches(['*', ' ']).trim();
        let mut is_known = true;
        for word in text.split([' ', '-', ',', '/']).filter(|word| !word.is_empty()) {
            match word.to_lowercase().as_str() {
                "home" | "private" | "personal" | "privat" | "zuhause" => kind.place = Some(Place::Home),
                "work" | "business" | "office" | "geschäftlich" | "arbeit" | "beruflich" | "dienstlich" => {
                    kind.place = Some(Place::Work);
                }
                "mobile" | "cell" | "mobil" | "handy" => kind.phone = Some(PhoneKind::Mobile),
                "fax" | "homefax" | "workfax" => kind.phone = Some(PhoneKind::Fax),
                "pager" => kind.phone = Some(PhoneKind::Pager),
                "main" | "other" | "phone" | "internet" | "email" | "e" | "mail" | "sonstige" | "weitere"
                | "telefon" => {}
                _ => is_known = false,
            }
        }
        if !is_known {
            text.clone_into(&mut kind.label);
        }
        kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_google_and_words_of_ones_own() {
        let kind = Kind::of("* Work Fax");
        assert_eq!((kind.place, kind.phone, kind.favourite), (Some(Place::Work), Some(PhoneKind::Fax), true));
        assert_eq!(Kind::of("Other"), Kind::default());
        assert_eq!(Kind::of("Strandhaus").label, "Strandhaus");
    }
}

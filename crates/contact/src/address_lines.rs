//! Addresses as they are written in their country.

use crate::{Address, Language, country_code, country_name, is_country};

/// What stands in which line, for the countries that do not follow the usual order: `S` street, `A` addition, `B` post box, `D` part of
/// the city, `Z` postal code, `C` city, `R` region; a slash ends a line, and what stands between two parts is written where both are said.
const ORDERS: [(&str, &str); 15] = [
    ("US", "S/A/B/D/C, R Z"),
    ("AU CA ID", "S/A/B/D/C R Z"),
    ("GB GG IE IM JE KE RU UA ZA", "S/A/B/D/C/R/Z"),
    ("BT IL JO LB LK MM NP NZ PK SA SG TH VN", "S/A/B/D/C Z/R"),
    ("BD", "S/A/B/D/C - Z/R"),
    ("LV", "S/A/B/D/C, Z"),
    ("IN", "S/A/B/D/C Z/R"),
    ("AE BS GY HK JM MO", "S/A/B/D/C/R"),
    ("BR", "S/A/B/D/C - R/Z"),
    ("MX", "S/A/B/D/Z C, R"),
    ("CO", "S/A/B/D/C, R, Z"),
    ("IT SM", "S/A/B/D/Z C R"),
    ("HU", "C/D/S/A/B/Z"),
    ("CN JP KR TW", "S/A/B/D/C R Z"),
    ("CN JP KR TW in their own script", "Z/R C D/S/A/B"),
];
/// Street, then postal code and city, as most of the world has it.
const USUAL: &str = "S/A/B/D/Z C/R";

impl Address {
    /// Its lines as they stand on a letter in its country, the country last.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let code = self.country();
        let largest_first = |order: &&(&str, &str)| order.0.contains("script");
        let own_script = || [&self.street, &self.city].into_iter().any(|text| text.chars().any(|c| c as u32 >= 0x2E80));
        let of_country = |order: &&(&str, &str)| code.is_some_and(|code| order.0.split(' ').any(|known| known == code));
        let fitting = ORDERS.iter().filter(of_country);
        let order = if own_script() {
            fitting.clone().find(largest_first).or(fitting.clone().next())
        } else {
            fitting.clone().find(|order| !largest_first(order))
        };
        let order = order.map_or(USUAL, |(_, order)| order);
        let mut lines: Vec<String> = order.split('/').flat_map(|line| self.line_of(line, language)).collect();
        let named = code.filter(|_| self.country.trim().is_empty()).and_then(|code| country_name(code, language));
        lines.push(named.unwrap_or(self.country.trim()).to_owned());
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// The code of its country, by its name where no code is said.
    fn country(&self) -> Option<&str> {
        let said = Some(self.country_code.as_str()).filter(|code| is_country(code));
        said.or_else(|| country_code(&self.country))
    }

    fn line_of(&self, order: &str, language: Language) -> Vec<String> {
        let (mut text, mut between) = (String::new(), String::new());
        for c in order.chars() {
            let Some(part) = self.part(c, language) else {
                between.push(c);
                continue;
            };
            if !part.is_empty() {
                if !text.is_empty() {
                    text.push_str(&between);
                }
                text.push_str(&part);
            }
            between.clear();
        }
        // A street may be typed in several lines.
        text.lines().map(|line| line.trim().to_owned()).collect()
    }

    fn part(&self, letter: char, language: Language) -> Option<String> {
        let text = match letter {
            'S' => self.street.clone(),
            'A' => self.additional.clone(),
            'B' if self.post_box.trim().is_empty() => String::new(),
            'B' => {
                let word = if language == Language::De { "Postfach" } else { "P.O. box" };
                format!("{word} {}", self.post_box.trim())
            }
            'D' => self.district.clone(),
            'Z' => self.zip.clone(),
            'C' => format!("{} {}", self.city.trim(), self.city_addition.trim()),
            'R' => self.federal_state.clone(),
            _ => return None,
        };
        Some(text.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(code: &str) -> Address {
        Address {
            street: "Street 1".into(),
            zip: "12345".into(),
            city: "City".into(),
            federal_state: "State".into(),
            country_code: code.into(),
            ..Address::default()
        }
    }

    #[test]
    fn each_country_has_its_own_order() {
        for (code, lines) in [
            ("DE", "Street 1/12345 City/State/Germany"),
            ("US", "Street 1/City, State 12345/United States"),
            ("CA", "Street 1/City State 12345/Canada"),
            ("GB", "Street 1/City/State/12345/United Kingdom"),
            ("BR", "Street 1/City - State/12345/Brazil"),
            ("IT", "Street 1/12345 City State/Italy"),
            ("HU", "City/Street 1/12345/Hungary"),
            ("SG", "Street 1/City 12345/State/Singapore"),
            ("JP", "Street 1/City State 12345/Japan"),
            ("", "Street 1/12345 City/State"),
            ("XX", "Street 1/12345 City/State"),
        ] {
            assert_eq!(address(code).lines(Language::En).join("/"), lines, "{code}");
        }
    }

    #[test]
    fn what_is_not_said_leaves_nothing_behind() {
        let us = Address { city: String::new(), ..address("US") };
        assert_eq!(us.lines(Language::En), ["Street 1", "State 12345", "United States"]);
        let city = Address { city: "Town".into(), country: "Vereinigte Staaten".into(), ..Address::default() };
        assert_eq!(city.lines(Language::De), ["Town", "Vereinigte Staaten"]);
        assert!(Address::default().lines(Language::En).is_empty());
    }

    #[test]
    fn an_address_in_its_own_script_begins_with_the_largest() {
        let tokyo = Address {
            street: "千代田1-1".into(),
            city: "千代田区".into(),
            federal_state: "東京都".into(),
            zip: "100-8111".into(),
            country_code: "JP".into(),
            post_box: "7".into(),
            ..Address::default()
        };
        assert_eq!(tokyo.lines(Language::De), ["100-8111", "東京都 千代田区", "千代田1-1", "Postfach 7", "Japan"]);
    }
}

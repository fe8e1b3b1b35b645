//! The colours in which words are shown: few and named, so that each can be told from the others and read in light and dark.

use serde::{Deserialize, Serialize};

/// A colour of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum WordColour {
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
}

impl WordColour {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Grey,
        Self::Red,
        Self::Orange,
        Self::Yellow,
        Self::Green,
        Self::Teal,
        Self::Blue,
        Self::Purple,
        Self::Pink,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grey => "grey",
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Teal => "teal",
            Self::Blue => "blue",
            Self::Purple => "purple",
            Self::Pink => "pink",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }

    /// How it is written for programs that take any colour (`#rrggbb`).
    pub const fn hex(self) -> &'static str {
        match self {
            Self::Grey => "#6b7280",
            Self::Red => "#dc2626",
            Self::Orange => "#ea580c",
            Self::Yellow => "#ca8a04",
            Self::Green => "#16a34a",
            Self::Teal => "#0d9488",
            Self::Blue => "#2563eb",
            Self::Purple => "#9333ea",
            Self::Pink => "#db2777",
        }
    }

    /// The one that is most like a colour of another program (`#rgb` or `#rrggbb`): by its hue; grey, where it has hardly any.
    pub fn like(hex: &str) -> Option<Self> {
        let [red, green, blue] = channels(hex)?;
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let chroma = most - least;
        if chroma < 32 {
            return Some(Self::Grey);
        }
        let turned = |one: i32, other: i32, begin: i32| begin + 60 * (one - other) / chroma;
        let hue = match most {
            _ if most == red => turned(green, blue, 360) % 360,
            _ if most == green => turned(blue, red, 120),
            _ => turned(red, green, 240),
        };
        Some(match hue {
            15..=34 => Self::Orange,
            35..=69 => Self::Yellow,
            70..=154 => Self::Green,
            155..=194 => Self::Teal,
            195..=254 => Self::Blue,
            255..=289 => Self::Purple,
            290..=344 => Self::Pink,
            _ => Self::Red,
        })
    }
}

/// Red, green and blue, each up to 255.
fn channels(hex: &str) -> Option<[i32; 3]> {
    let digits = hex.trim().strip_prefix('#')?;
    let digit = |place: usize| {
        let digit = *digits.as_bytes().get(place)?;
        char::from(digit).to_digit(16).and_then(|digit| i32::try_from(digit).ok())
    };
    let channel = |number: usize| match digits.len() {
        3 => digit(number).map(|digit| digit * 17),
        6 => Some(digit(number * 2)? * 16 + digit(number * 2 + 1)?),
        _ => None,
    };
    Some([channel(0)?, channel(1)?, channel(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_name_and_by_its_own_hue() {
        for colour in WordColour::ALL {
            assert_eq!(WordColour::named(colour.name()), Some(colour));
            assert_eq!(serde_json::to_value(colour).ok(), Some(colour.name().into()));
            assert_eq!(WordColour::like(colour.hex()), Some(colour), "{}", colour.hex());
        }
    }

    #[test]
    fn a_colour_of_another_program_is_like_one_of_them() {
        for (hex, like) in [
            ("#f00", WordColour::Red),
            ("#ff00ff", WordColour::Pink),
            ("#00FF7f", WordColour::Green),
            ("#000080", WordColour::Blue),
            ("#fff", WordColour::Grey),
            (" #123456 ", WordColour::Blue),
        ] {
            assert_eq!(WordColour::like(hex), Some(like), "{hex}");
        }
        for none in ["", "red", "#12", "#12345", "#1234567", "#gg0000", "#ééé", "#\u{0}00"] {
            assert_eq!(WordColour::like(none), None, "{none}");
        }
    }
}

//! How a form looks: its colours, by day and by night, and whether they can be read.

use serde::{Deserialize, Serialize};

use crate::{Check, Checker, Problem};

/// How a form looks, where it does not look as it does by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Theme {
    /// The colours on a light page.
    #[serde(skip_serializing_if = "Palette::is_empty")]
    pub light: Palette,
    /// The colours on a dark page.
    #[serde(skip_serializing_if = "Palette::is_empty")]
    pub dark: Palette,
    /// How round the corners are, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<u8>,
}

/// Colours as `#rrggbb`; those that are empty are the form's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[expect(missing_docs, reason = "each is the custom property of its name")]
pub struct Palette {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub on_accent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub muted: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub surface: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub error: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub success: String,
}

/// Two colours that stand on each other, with too little between them (WCAG 2.2, 1.4.3 and 1.4.11).
#[derive(Clone, Debug, PartialEq)]
pub struct LowContrast {
    /// The member whose colour should be changed: `/dark/muted`.
    pub field: String,
    /// The member that it stands on.
    pub on: &'static str,
    /// Their contrast, 1 to 21.
    pub ratio: f64,
    /// The least that there should be.
    pub least: f64,
}

/// The form's own colours, as its style has them: by day, by night.
const OWN: [(&str, &str, &str); 8] = [
    ("accent", "#3b4bdb", "#aab4ff"),
    ("on_accent", "#ffffff", "#12142b"),
    ("text", "#1b1d29", "#eceef6"),
    ("muted", "#5a5f73", "#a9aec2"),
    ("line", "#8a8fa3", "#777d94"),
    ("surface", "#ffffff", "#1a1c26"),
    ("error", "#b3261e", "#ffb4ab"),
    ("success", "#17643b", "#86dba9"),
];

/// What stands on what, and the least contrast between them: 4.5 for text, 3 for lines and what marks the focus.
const PAIRS: [(&str, &str, f64); 7] = [
    ("on_accent", "accent", 4.5),
    ("text", "surface", 4.5),
    ("muted", "surface", 4.5),
    ("error", "surface", 4.5),
    ("success", "surface", 4.5),
    ("accent", "surface", 3.0),
    ("line", "surface", 3.0),
];

/// The roundest corners, in pixels.
const ROUNDEST: u8 = 32;

impl Palette {
    /// Whether no colour is given.
    pub fn is_empty(&self) -> bool {
        OWN.iter().all(|(member, ..)| self.colour(member).is_empty())
    }

    fn colour(&self, member: &str) -> &str {
        match member {
            "accent" => &self.accent,
            "on_accent" => &self.on_accent,
            "text" => &self.text,
            "muted" => &self.muted,
            "line" => &self.line,
            "surface" => &self.surface,
            "error" => &self.error,
            _ => &self.success,
        }
    }
}

impl Theme {
    /// The members of a palette, with the form's own colours by day and by night.
    pub fn members() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        OWN.into_iter()
    }

    /// The custom properties, for a rule of the element or the page. What is no colour is left out.
    pub fn style(&self) -> String {
        let mut style = String::new();
        for (member, day, night) in OWN {
            let (light, dark) = (self.light.colour(member), self.dark.colour(member));
            if rgb(light).is_none() && rgb(dark).is_none() {
                continue;
            }
            let light = rgb(light).map_or(day, |_| light);
            let dark = rgb(dark).map_or(night, |_| dark);
            style.push_str(&format!("--cc-{}:light-dark({light},{dark});", member.replace('_', "-")));
        }
        if let Some(radius) = self.radius {
            style.push_str(&format!("--cc-radius:{radius}px;"));
        }
        style
    }

    /// Where colours that were given can hardly be told from what they stand on.
    pub fn low_contrasts(&self) -> Vec<LowContrast> {
        let mut low = Vec::new();
        for (scheme, palette) in [("light", &self.light), ("dark", &self.dark)] {
            let used = |member: &'static str| {
                let (_, day, night) = OWN.into_iter().find(|(known, ..)| *known == member)?;
                rgb(palette.colour(member)).or_else(|| rgb(if scheme == "light" { day } else { night }))
            };
            for (member, on, least) in PAIRS {
                let changed = !palette.colour(member).is_empty() || !palette.colour(on).is_empty();
                let (Some(upper), Some(lower)) = (used(member), used(on)) else { continue };
                let ratio = contrast(upper, lower);
                if changed && ratio < least {
                    low.push(LowContrast { field: format!("/{scheme}/{member}"), on, ratio, least });
                }
            }
        }
        low
    }
}

impl Check for Theme {
    fn check_with(&self, checker: &mut Checker) {
        for (scheme, palette) in [("light", &self.light), ("dark", &self.dark)] {
            checker.inside(scheme, |checker| {
                for (member, ..) in OWN {
                    let colour = palette.colour(member);
                    let right = colour.is_empty() || rgb(colour).is_some();
                    checker.rule(member, right.then_some(()).ok_or(Problem::Colour));
                }
            });
        }
        let round = self.radius.is_none_or(|radius| radius <= ROUNDEST);
        checker.rule("radius", round.then_some(()).ok_or(Problem::Option));
    }
}

/// The parts of `#rrggbb`.
fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast of two colours (WCAG 2.2, contrast ratio).
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        // #767676 on white is the lightest grey that passes with 4.5.
        assert!(contrast([0x76; 3], [255; 3]) >= 4.5 && contrast([0x77; 3], [255; 3]) < 4.5);
    }

    #[test]
    fn what_can_hardly_be_read_is_said_and_only_where_it_was_chosen() {
        assert_eq!(Theme::default().low_contrasts(), []);
        let light = Palette { accent: "#ffee00".into(), ..Palette::default() };
        let low = Theme { light, ..Theme::default() }.low_contrasts();
        let fields: Vec<_> = low.iter().map(|low| (low.field.as_str(), low.on)).collect();
        assert_eq!(fields, [("/light/on_accent", "accent"), ("/light/accent", "surface")]);
    }

    #[test]
    fn the_style_says_colours_and_nothing_else() {
        let light = Palette { accent: "#112233".into(), text: "red;}*{".into(), ..Palette::default() };
        let theme = Theme { light, radius: Some(0), ..Theme::default() };
        assert_eq!(theme.style(), "--cc-accent:light-dark(#112233,#aab4ff);--cc-radius:0px;");
        assert_eq!(theme.check().len(), 1);
    }
}

//! Groups and parameters that the model has no place for, of properties that it has a place for.

use std::borrow::Cow;

use calling_card_contact::KeptProperty;

use super::entries::{number_of, phone_word};
use super::labels::Labels;
use crate::{Kind, Property, vocabulary};

/// What stood beside the values.
#[derive(Default)]
pub(super) struct Beside(Vec<Line>);

struct Line {
    place: u32,
    /// A group of another program's.
    group: String,
    /// Name and parameters.
    head: String,
    value: String,
    /// Whether there is more than the group.
    says: bool,
}

impl Beside {
    /// Takes down what the model does not hold of a property that it has taken.
    pub(super) fn take(&mut self, place: u32, property: &Property<'_>) {
        if matches!(&*property.name, "VERSION" | "PRODID" | "REV" | "RELATED" | "X-ABRELATEDNAMES")
            || property.name.starts_with("X-CALLINGCARD-")
        {
            return;
        }
        let group = if super::is_card_group(&property.group) { String::new() } else { property.group.clone() };
        let leftover = property.leftover(|parameter, value| is_held(property, parameter, value));
        let kind = vocabulary::kind(&property.name);
        // The model holds days without their time.
        let has_time = kind == Kind::DateAndOrTime && property.raw_value().contains(['T', 't']);
        let says = !leftover.is_empty() || has_time;
        if group.is_empty() && !says {
            return;
        }
        let value = match kind {
            Kind::Binary => String::new(),
            _ if property.name == "TEL" => crate::write::escaped(&number_of(property.text().trim())),
            _ => property.raw_value().replace('\n', "\\n"),
        };
        let head = format!("{}{leftover}", property.name);
        self.0.push(Line { place, group, head, value, says });
    }

    /// The lines to be kept, once it is known which groups are.
    pub(super) fn finish(self, labels: &Labels) -> impl Iterator<Item = KeptProperty> {
        self.0.into_iter().filter_map(|Line { place, group, head, value, says }| {
            let grouped = labels.is_kept(&group);
            let group = if grouped { format!("{group}.") } else { String::new() };
            (says || grouped).then(|| KeptProperty {
                line: format!("{group}{head}:{value}"),
                place,
                parameters_only: true,
            })
        })
    }
}

/// Whether the model holds what a parameter says, or it says nothing once the value is read.
fn is_held(property: &Property<'_>, parameter: &str, value: &str) -> bool {
    let value = match value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(value.to_ascii_lowercase()),
        false => Cow::Borrowed(value),
    };
    let can_be_favourite = matches!(&*property.name, "TEL" | "EMAIL" | "ADR" | "TITLE");
    match parameter {
        "CHARSET" | "ENCODING" | "VALUE" | "SERVICE-TYPE" | "X-SERVICE-TYPE" | "X-APPLE-OMIT-YEAR" => true,
        "CALSCALE" => value == "gregorian",
        "PREF" => can_be_favourite && value == "1",
        "MEDIATYPE" => property.name == "PHOTO",
        "CC" => property.name == "ADR",
        "GEO" => property.name == "ADR" && value.starts_with("geo:"),
        "TYPE" => match (&*property.name, &*value) {
            ("TEL" | "EMAIL" | "ADR" | "TITLE", "pref") | ("TEL" | "EMAIL" | "ADR", "work" | "home") => true,
            ("TEL", "voice") | ("EMAIL", "internet") | ("PHOTO", _) => true,
            ("TEL", word) => word == phone_word(property),
            ("SOCIALPROFILE" | "X-SOCIALPROFILE", word) => {
                property.parameter("SERVICE-TYPE").is_none() && property.types().next().as_deref() == Some(word)
            }
            _ => false,
        },
        _ => parameter.starts_with("X-CALLINGCARD-"),
    }
}

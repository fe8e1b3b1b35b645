//! The columns of the list of people.

use calling_card_api::people::{PeopleSort, PersonSummary};
use calling_card_contact::WordList;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Tag, date_text, moment_text};

/// A column beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Company,
    Email,
    Phone,
    City,
    Tags,
    Lifecycle,
    Birthday,
    Changed,
}

impl Column {
    /// All of them, in the order in which they stand.
    pub(super) const ALL: [Self; 8] = [
        Self::Company,
        Self::Email,
        Self::Phone,
        Self::City,
        Self::Lifecycle,
        Self::Birthday,
        Self::Changed,
        Self::Tags,
    ];
    /// Those that are shown unless said.
    pub(super) const USUAL: [Self; 5] = [Self::Company, Self::Email, Self::Phone, Self::City, Self::Tags];

    /// How it is spelt in an address.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::City => "city",
            Self::Tags => "tags",
            Self::Lifecycle => "lifecycle",
            Self::Birthday => "birthday",
            Self::Changed => "changed",
        }
    }

    /// What it is called.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Company => t("Company", "Firma"),
            Self::Email => t("E-mail", "E-Mail"),
            Self::Phone => t("Phone", "Telefon"),
            Self::City => t("City", "Ort"),
            Self::Tags => t("Tags", "Schlagwörter"),
            Self::Lifecycle => t("Lifecycle", "Lebenszyklus"),
            Self::Birthday => t("Birthday", "Geburtstag"),
            Self::Changed => t("Last changed", "Zuletzt geändert"),
        }
    }

    /// The order by it.
    pub(super) fn sort(self) -> Option<PeopleSort> {
        match self {
            Self::Company => Some(PeopleSort::Business),
            Self::City => Some(PeopleSort::City),
            Self::Birthday => Some(PeopleSort::Birthday),
            Self::Changed => Some(PeopleSort::Changed),
            Self::Email | Self::Phone | Self::Tags | Self::Lifecycle => None,
        }
    }

    /// What it says of a person.
    pub(super) fn cell(self, person: &PersonSummary) -> AnyView {
        let text = |text: &str| view! { <span class="cut" dir="auto">{text.to_owned()}</span> }.into_any();
        match self {
            Self::Company => {
                let (business, position) = (person.business.clone(), person.position.clone());
                view! { <span class="cut" dir="auto">{business}</span><span class="cut muted small" dir="auto">{position}</span> }.into_any()
            }
            Self::Email => view! { <span class="cut" dir="ltr">{person.email.clone()}</span> }.into_any(),
            Self::Phone => view! { <span class="cut" dir="ltr">{person.phone.clone()}</span> }.into_any(),
            Self::City => text(&person.city),
            Self::Lifecycle if person.lifecycle.is_empty() => ().into_any(),
            Self::Lifecycle => view! { <Tag list=WordList::Stages word=person.lifecycle.clone() /> }.into_any(),
            Self::Birthday => text(&person.birthday.as_ref().map(date_text).unwrap_or_default()),
            Self::Changed => text(&person.changed_at.as_ref().map(moment_text).unwrap_or_default()),
            Self::Tags => {
                let tags: Vec<_> = person
                    .tags
                    .iter()
                    .take(3)
                    .map(|tag| view! { <Tag list=WordList::PersonTags word=tag.clone() /> })
                    .collect();
                view! { <span class="tags">{tags}</span> }.into_any()
            }
        }
    }
}

/// The orders of people.
pub(super) fn orders() -> Vec<(String, String)> {
    let orders = [
        ("family_name", t("Family name", "Nachname")),
        ("given_name", t("Given name", "Vorname")),
        ("business", t("Company", "Firma")),
        ("city", t("City", "Ort")),
        ("birthday", t("Birthday", "Geburtstag")),
        ("created", t("Newest", "Neueste")),
        ("changed", t("Last changed", "Zuletzt geändert")),
    ];
    debug_assert!(orders.iter().all(|(order, _)| serde_json::from_value::<PeopleSort>((*order).into()).is_ok()));
    orders.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect()
}

/// How an order is spelt in an address; empty for the usual one.
pub(super) fn order_key(sort: PeopleSort) -> String {
    let key = serde_json::to_value(sort).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    if sort == PeopleSort::default() { String::new() } else { key }
}

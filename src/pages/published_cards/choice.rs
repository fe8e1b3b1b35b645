//! Choosing what is public, part by part.

use std::collections::BTreeSet;

use calling_card_contact::PublicPart;
use leptos::prelude::*;

use crate::language::t;

/// All that can be public, each with a box to tick.
#[component]
pub(super) fn Choice(
    /// What can be public, with what it says.
    parts: Vec<(PublicPart, String)>,
    /// What is ticked.
    chosen: RwSignal<BTreeSet<PublicPart>>,
) -> impl IntoView {
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .filter_map(|group| {
            let boxes: Vec<_> = parts
                .iter()
                .filter(|(part, _)| Group::of(part) == group)
                .map(|(part, said)| view! { <PartBox part=part.clone() said=said.clone() chosen /> })
                .collect();
            (!boxes.is_empty()).then(|| {
                view! { <fieldset class="choice"><legend>{group.words()}</legend>{boxes}</fieldset> }
            })
        })
        .collect();
    view! { <div class="stack">{groups}</div> }
}

#[component]
fn PartBox(part: PublicPart, said: String, chosen: RwSignal<BTreeSet<PublicPart>>) -> impl IntoView {
    let (known, words) = (part.clone(), words_for(&part));
    let choose = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|chosen| {
            if ticked {
                chosen.insert(part.clone())
            } else {
                chosen.remove(&part)
            };
        });
    };
    let said = (known != PublicPart::Picture).then(|| view! { <span dir="auto">{said}</span> });
    let words = (!words.is_empty()).then(|| view! { <span class="muted small">{words}</span> });
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&known)) on:change=choose />
            <span class="part">{said}{words}</span>
        </label>
    }
}

/// What stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Name,
    Work,
    Email,
    Phone,
    Address,
    Web,
}

impl Group {
    const ALL: [Self; 6] = [Self::Name, Self::Work, Self::Phone, Self::Email, Self::Web, Self::Address];

    fn of(part: &PublicPart) -> Self {
        match part {
            PublicPart::FormattedName
            | PublicPart::Title
            | PublicPart::HonorificPrefix
            | PublicPart::Given
            | PublicPart::Additional
            | PublicPart::Family
            | PublicPart::HonorificSuffix
            | PublicPart::Picture => Self::Name,
            PublicPart::Business | PublicPart::Position(_) => Self::Work,
            PublicPart::Email(_) => Self::Email,
            PublicPart::Phone(_) => Self::Phone,
            PublicPart::Address(_) => Self::Address,
            PublicPart::Web(_) => Self::Web,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Name => t("Name and picture", "Name und Bild"),
            Self::Work => t("Company", "Firma"),
            Self::Email => t("E-mail addresses", "E-Mail-Adressen"),
            Self::Phone => t("Phone numbers", "Telefonnummern"),
            Self::Address => t("Postal addresses", "Postadressen"),
            Self::Web => t("Web addresses and profiles", "Webadressen und Profile"),
        }
    }
}

/// What a part is, where its group does not say so.
fn words_for(part: &PublicPart) -> &'static str {
    match part {
        PublicPart::FormattedName => t("Name as written", "Name in eigener Schreibweise"),
        PublicPart::Title => t("Title", "Titel"),
        PublicPart::HonorificPrefix => t("Before the name", "Vor dem Namen"),
        PublicPart::Given => t("Given name", "Vorname"),
        PublicPart::Additional => t("Further given names", "Weitere Vornamen"),
        PublicPart::Family => t("Family name", "Nachname"),
        PublicPart::HonorificSuffix => t("After the name", "Hinter dem Namen"),
        PublicPart::Picture => t("Picture", "Bild"),
        PublicPart::Business => t("Company", "Firma"),
        PublicPart::Position(_) => t("Position", "Position"),
        PublicPart::Email(_) | PublicPart::Phone(_) | PublicPart::Address(_) | PublicPart::Web(_) => "",
    }
}

//! The head of a person, and what is known beside the cards, each turned over to be changed.

use calling_card_contact::{CustomField, Image, Part, Person};
use leptos::prelude::*;

use super::flip::Flip;
use super::{Autosave, Section};
use crate::components::{Facts, Head};
use crate::custom_fields::EditCustom;
use crate::language::t;
use crate::pages::people::person_form::{ABOUT, About, NameFields};
use crate::session::use_may;

/// Picture, name and tags.
#[component]
pub(in crate::pages::people) fn Profile(
    /// What is being changed.
    save: Autosave,
    /// The picture, where the CRM tells it by itself.
    image: Signal<Option<Image>>,
    /// What stands below.
    children: Children,
) -> impl IntoView {
    let front = move || {
        view! { {move || {
            let person = save.record.with(|record| record.content.clone());
            let person = Person { image: image.get().or(person.image.clone()), ..person };
            view! { <Head person /> }
        }} }
    };
    let back = move || view! { <NameFields editor=save.editor /> };
    view! {
        <Flip save section=Section::Name name=t("name", "Name") front=front back=back />
        {children()}
    }
    .into_any()
}

/// Whether the custom fields are a part of their own, to be changed.
fn are_changed(save: Autosave) -> bool {
    use_may().edit() && save.editor.holds().writes(Part::CustomFields)
}

/// Birthday, profiles, dates and the like; custom fields, too, where they are only read.
#[component]
pub(in crate::pages::people) fn Details(save: Autosave, fields: Signal<Vec<CustomField>>) -> impl IntoView {
    let apart = are_changed(save);
    let person = move || save.record.with(|record| record.content.clone());
    let custom = move || if apart { Vec::new() } else { fields.get() };
    if !use_may().edit() || !save.editor.holds().any(&ABOUT) {
        return view! { {move || view! { <Facts person=person() custom_fields=custom() bare=false /> }} }.into_any();
    }
    let front = move || {
        view! {
            <section class="panel">
                <h2>{t("Details", "Einzelheiten")}</h2>
                {move || view! { <Facts person=person() custom_fields=custom() bare=true /> }}
            </section>
        }
    };
    let back = move || view! { <About editor=save.editor /> };
    view! { <Flip save section=Section::About name=t("details", "Einzelheiten") front=front back=back /> }.into_any()
}

/// The custom fields, where there are any.
#[component]
pub(in crate::pages::people) fn Further(save: Autosave, fields: Signal<Vec<CustomField>>) -> impl IntoView {
    let any = Memo::new(move |_| fields.with(|fields| !fields.is_empty()));
    let front = move || {
        view! {
            <section class="panel">
                <h2>{t("Further details", "Weitere Angaben")}</h2>
                {move || {
                    let said = save.record.with(|record| crate::custom_fields::facts(&fields.get(), &record.content.custom));
                    let none = said.is_empty().then(|| view! { <p class="muted small">{t("Nothing is known yet.", "Noch ist nichts bekannt.")}</p> });
                    let rows: Vec<_> = said.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> }).collect();
                    view! { {none}<dl class="facts">{rows}</dl> }
                }}
            </section>
        }
    };
    let back = move || view! { <EditCustom editor=save.editor fields /> };
    let apart = are_changed(save);
    move || {
        (any.get() && apart).then(|| {
            view! { <Flip save section=Section::Custom name=t("further details", "Weitere Angaben") front=front back=back /> }
        })
    }
}

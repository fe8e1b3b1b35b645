//! The head of a person, and what is known beside the cards, each turned over to be changed.

use calling_card_contact::{CustomField, Part};
use leptos::prelude::*;

use super::flip::Flip;
use super::{Autosave, Section};
use crate::components::{Facts, Head};
use crate::custom_fields::EditCustom;
use crate::language::t;
use crate::pages::people::person_form::{ABOUT, About, NameFields};

/// Picture, name and tags.
#[component]
pub(in crate::pages::people) fn Profile(save: Autosave, children: Children) -> impl IntoView {
    let front = move || {
        view! { {move || { let person = save.record.with(|record| record.content.clone()); view! { <Head person /> } }} }
    };
    let back = move || view! { <NameFields editor=save.editor /> };
    view! {
        <Flip save section=Section::Name name=t("name", "Name") front=front back=back />
        {children()}
    }
    .into_any()
}

/// Birthday, profiles, dates and the like.
#[component]
pub(in crate::pages::people) fn Details(save: Autosave) -> impl IntoView {
    if !save.editor.holds().any(&ABOUT) {
        let person = move || save.record.with(|record| record.content.clone());
        return view! { {move || view! { <Facts person=person() custom_fields=Vec::new() bare=false /> }} }.into_any();
    }
    let front = move || {
        view! {
            <section class="panel">
                <h2>{t("Details", "Einzelheiten")}</h2>
                {move || { let person = save.record.with(|record| record.content.clone()); view! { <Facts person custom_fields=Vec::new() bare=true /> } }}
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
    move || {
        let written = save.editor.holds().writes(Part::CustomFields);
        (any.get() && written).then(|| {
            view! { <Flip save section=Section::Custom name=t("further details", "Weitere Angaben") front=front back=back /> }
        })
    }
}

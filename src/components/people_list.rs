//! A list of people.

use calling_card_api::people::PersonSummary;
use calling_card_contact::{PersonId, WordList};
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Avatar, Tag};

/// How people of a list are chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choosing {
    /// Whether a person is chosen; asked anew when that changes.
    pub is_chosen: Callback<PersonId, bool>,
    /// Chooses a person, or no longer does.
    pub choose: Callback<(PersonId, bool)>,
}

/// A list of people, each with the way to their page.
#[component]
pub fn PeopleList(
    /// The people.
    people: Vec<PersonSummary>,
    /// How the address of a person's page begins.
    #[prop(into, default = "/people/".into())]
    base: String,
    /// Where people can be chosen: before each stands a box.
    #[prop(optional_no_strip)]
    choosing: Option<Choosing>,
) -> impl IntoView {
    let entry = |person: PersonSummary| {
        let base = base.clone();
        match choosing {
            None => view! { <li><PersonEntry person base /></li> }.into_any(),
            Some(choosing) => {
                let (id, name) = (person.id, person.name.clone());
                let chosen = move || choosing.is_chosen.run(id);
                view! {
                    <li class="choosable" class:chosen=chosen>
                        <label class="choose">
                            <input type="checkbox" prop:checked=chosen on:change=move |event| choosing.choose.run((id, event_target_checked(&event))) />
                            <span class="visually-hidden">{t("Select", "Auswählen:")}" "{name}</span>
                        </label>
                        <PersonEntry person base />
                    </li>
                }
                .into_any()
            }
        }
    };
    view! { <ul class="list">{people.into_iter().map(entry).collect::<Vec<_>>()}</ul> }
}

#[component]
fn PersonEntry(person: PersonSummary, base: String) -> impl IntoView {
    let work =
        [person.position, person.business].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let tags: Vec<_> =
        person.tags.into_iter().take(3).map(|tag| view! { <Tag list=WordList::PersonTags word=tag /> }).collect();
    view! {
        <a class="entry" href=format!("{base}{}", person.id)>
            <Avatar name=person.name.clone() image=None />
            <span><strong dir="auto">{person.name.clone()}</strong><span class="muted small" dir="auto">{work}</span></span>
            <span class="small lines"><span>{person.email}</span><span class="muted" dir="ltr">{person.phone}</span></span>
            <span class="end optional"><span class="small muted" dir="auto">{person.city}</span><span class="tags">{tags}</span></span>
        </a>
    }
}

//! A list of people.

use calling_card_api::people::PersonSummary;
use leptos::prelude::*;

use crate::ui::Avatar;

/// A list of people, each with the way to their page.
#[component]
pub fn PeopleList(
    /// The people.
    people: Vec<PersonSummary>,
    /// How the address of a person's page begins.
    #[prop(into, default = "/people/".into())]
    base: String,
) -> impl IntoView {
    let entries: Vec<_> = people.into_iter().map(|person| view! { <PersonEntry person base=base.clone() /> }).collect();
    view! { <ul class="list">{entries}</ul> }
}

#[component]
fn PersonEntry(person: PersonSummary, base: String) -> impl IntoView {
    let work =
        [person.position, person.business].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let tags: Vec<_> = person.tags.into_iter().take(3).map(|tag| view! { <span class="tag">{tag}</span> }).collect();
    view! {
        <li>
            <a class="entry" href=format!("{base}{}", person.id)>
                <Avatar name=person.name.clone() image=None />
                <span><strong dir="auto">{person.name.clone()}</strong><span class="muted small" dir="auto">{work}</span></span>
                <span class="small lines"><span>{person.email}</span><span class="muted" dir="ltr">{person.phone}</span></span>
                <span class="end optional"><span class="small muted" dir="auto">{person.city}</span><span class="tags">{tags}</span></span>
            </a>
        </li>
    }
}

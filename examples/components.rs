//! A program that shows a person and a form with the components of the staff app, and talks to no server.
//!
//! `cargo check --example components --target wasm32-unknown-unknown`

use calling_card::{ContactForm, PersonView};
use calling_card_contact::{BusinessCard, Email, FormDefinition, Language, Name, OneFavourite, Person};
use leptos::prelude::*;

#[component]
fn Page() -> impl IntoView {
    let mut card = BusinessCard { business: "Example Ltd".into(), favourite: true, ..BusinessCard::default() };
    card.emails.push(Email { address: "ada@example.com".into(), ..Email::default() });
    let person = Person {
        name: Name { given: "Ada".into(), family: "Example".into(), ..Name::default() },
        cards: OneFavourite::from(vec![card]),
        ..Person::default()
    };
    view! {
        <PersonView person />
        <ContactForm definition=FormDefinition::contact() language=Language::En.into() action="https://cards.example/f/contact/submissions" prefix="form" />
    }
}

fn main() {
    mount_to_body(Page);
}

//! The form's tree, as HTML and as data.

use calling_card_contact::{FormLanguage, InboundSource};
use calling_card_contact_form::{ContactForm, EventShown, EventWords, Filled, InvitationShown, Words};
use leptos::prelude::*;
use serde_json::Value;

use crate::store::events::{Bookable, Invited, Standing};
use crate::tree::tree_of;

/// What is asked, and of whom.
pub(super) struct Asked<'a> {
    /// The form.
    pub source: &'a InboundSource,
    /// The event at which it books a place.
    pub event: Option<&'a Bookable>,
    /// By whose invitation.
    pub invited: Option<Invited>,
}

/// The form as HTML, for a page.
pub(super) fn page(
    Asked { source, event, invited }: Asked<'_>,
    language: FormLanguage,
    action: &str,
    key: &str,
    filled: Filled,
) -> String {
    let invitation = invited.map(|invited| InvitationShown {
        decline: format!("/invitation/{}/decline", invited.code),
        name: invited.called(),
        code: invited.code,
    });
    let event = event.map(|event| EventShown { invitation, ..shown(event, language) });
    html((source, event), language, action, key, filled)
}

fn html(
    (source, event): (&InboundSource, Option<EventShown>),
    language: FormLanguage,
    action: &str,
    key: &str,
    filled: Filled,
) -> String {
    let definition = source.form.clone();
    let (action, key, prefix) = (action.to_owned(), key.to_owned(), "cc".to_owned());
    let owner = Owner::new();
    let page = !key.is_empty();
    let html =
        owner.with(|| view! { <ContactForm definition language action prefix key page filled event /> }.to_html());
    drop(owner);
    html
}

/// The form as nested arrays.
pub(super) fn tree(source: &InboundSource, event: Option<&Bookable>, language: FormLanguage) -> Value {
    // The page around it may be the one to which an invitation leads.
    let invitation = Some(InvitationShown::default());
    let event = event.map(|event| EventShown { invitation, ..shown(event, language) });
    tree_of(&html((source, event), language, "", "", Filled::default()))
}

/// What a visitor reads of an event; of one that is not published nothing but that the form is closed.
fn shown(bookable: &Bookable, language: FormLanguage) -> EventShown {
    let words = EventWords::of(language);
    let closed = match bookable.standing {
        Standing::Open => "",
        Standing::Full => words.full,
        Standing::Closed => Words::of(language).disabled,
    };
    let closed = closed.to_owned();
    let Some(event) = bookable.event.as_ref().map(|event| &event.content).filter(|event| event.published) else {
        return EventShown { closed, ..EventShown::default() };
    };
    let lines = [event.when(language), event.place_in_words(words.online), event.price.clone()];
    let about = event.description.lines().map(str::to_owned);
    let lines = lines.into_iter().chain(about).filter(|line| !line.trim().is_empty()).collect();
    EventShown { title: event.title.clone(), lines, closed, invitation: None }
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{FormDefinition, Language};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_becomes_nested_arrays() -> Result<(), Box<dyn std::error::Error>> {
        let form = FormDefinition::contact();
        let source = InboundSource::new("contact".parse()?, "Contact", form);
        let tree = tree(&source, None, Language::De.into());
        assert_eq!(tree[0], "form");
        assert_eq!(tree[1]["method"], "post");
        assert_eq!(tree[2], json!(["h2", { "id": "cc-title", "part": "title" }, "Kontakt"]));
        assert!(tree.to_string().contains(r#""autocomplete":"family-name""#), "{tree}");
        Ok(())
    }
}

//! Whom to ask in an organization, in its form.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ListPeople, PeopleQuery};
use calling_card_contact::OrganizationId;
use leptos::prelude::*;

use crate::connection::use_connection;
use crate::language::t;
use crate::pages::people::ChoosePerson;
use crate::ui::{Editor, SelectField, load, shown};

/// Anybody of the built-in CRM.
#[component]
pub(super) fn Contact(editor: Editor) -> impl IntoView {
    use calling_card_api::people::GetPerson;
    let id = Memo::new(move |_| editor.value("/contact_person").as_str().and_then(|id| id.parse().ok()));
    let known = move |id: calling_card_contact::PersonId| {
        let person = load(move || GetPerson { connection: ConnectionId::home(), id });
        let name = move || person.state.get().and_then(Result::ok).map(|record| record.content.display_name());
        view! {
            <p class="row"><strong dir="auto">{name}</strong>
                <button type="button" class="button small" on:click=move |_| editor.set("/contact_person", serde_json::Value::Null)>{t("Remove", "Entfernen")}</button>
            </p>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Contact person", "Ansprechpartner")}</h2>
            {move || match id.get() {
                Some(id) => known(id).into_any(),
                None => view! {
                    <ChoosePerson label=t("Search for a person", "Person suchen")
                        chosen=Callback::new(move |id: calling_card_contact::PersonId| editor.set("/contact_person", id.to_string().into())) />
                }.into_any(),
            }}
        </section>
    }
}

/// Somebody who works there. Another CRM may give it to somebody else, and not take it away.
#[component]
pub(super) fn ContactThere(editor: Editor, id: OrganizationId) -> impl IntoView {
    let connection = use_connection().id;
    let people = load(move || ListPeople {
        connection: connection.clone(),
        query: PeopleQuery { organization: Some(id), limit: Some(200), ..PeopleQuery::default() },
    });
    let at = "/contact_person";
    shown(people, move |page| {
        let mut options: Vec<(String, String)> =
            page.items.into_iter().map(|person| (person.id.to_string(), person.name)).collect();
        if options.is_empty() {
            return ().into_any();
        }
        if untrack(|| editor.value(at)).is_null() {
            options.insert(0, (String::new(), t("Nobody", "Niemand").to_owned()));
        }
        let value = Signal::derive(move || editor.words(at));
        let choose = move |id: String| editor.set(at, if id.is_empty() { serde_json::Value::Null } else { id.into() });
        view! {
            <section class="panel stack">
                <h2>{t("Contact person", "Ansprechpartner")}</h2>
                <SelectField label=t("Whom to ask there", "Wen man dort fragt") options value error=editor.error(at) on_input=choose />
            </section>
        }
        .into_any()
    })
}

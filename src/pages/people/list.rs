//! The list of people: searched, filtered, sorted, page after page.

use std::time::Duration;

use calling_card_api::Cursor;
use calling_card_api::people::{ListPeople, PeopleQuery, PersonSummary};
use calling_card_contact::Part;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::copy::{CopyButton, CopyDialog};
use super::export::{ExportButton, ExportDialog};
use super::filters::{TagFilter, orders};
use super::selection::{Selection, SelectionBar};
use crate::components::PeopleList;
use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{EmptyState, GoButton, Icon, PageHeader, SelectField, Sign, TextField, load, shown, use_toasts};

/// How long after the last key the search begins.
const PAUSE: Duration = Duration::from_millis(150);

/// The list of people; what is searched stands in the address.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let crm = use_connection();
    let (home, tagged) = (crm.is_home(), crm.holds.any(&[Part::Tags]));
    let new = crm.people_path("/new");
    expect_context::<Selection>().turn_to(&crm.id);
    let options = || NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (q, set_q) = query_signal_with_options::<String>("q", options());
    let (tag, set_tag) = query_signal_with_options::<String>("tag", options());
    let (sort, set_sort) = query_signal_with_options::<String>("sort", options());
    let query = Memo::new(move |_| PeopleQuery {
        q: q.get().unwrap_or_default(),
        tag: tag.get().unwrap_or_default(),
        sort: sort.get().and_then(|sort| serde_json::from_value(sort.into()).ok()).unwrap_or_default(),
        ..PeopleQuery::default()
    });
    let typed = RwSignal::new(q.get_untracked().unwrap_or_default());
    // Back and forward change what is searched from outside the field.
    Effect::new(move || {
        let asked = q.get().unwrap_or_default();
        if asked.trim() != typed.get_untracked().trim() {
            typed.set(asked);
        }
    });
    let mut search = debounce(PAUSE, move |text: String| set_q.set(Some(text).filter(|text| !text.trim().is_empty())));
    let on_input = StoredValue::new_local(move |text: String| {
        typed.set(text.clone());
        search(text);
    });
    let clear = move || {
        typed.set(String::new());
        set_q.set(None);
        set_tag.set(None);
    };
    let connection = crm.id.clone();
    let people = load(move || ListPeople { connection: connection.clone(), query: query.get() });
    let found = Signal::derive(move || people.state.with(|state| state.as_ref()?.as_ref().ok().map(|page| page.total)));
    view! {
        <PageHeader title=t("People", "Personen")>
            <a class="button" href="/import" hidden=!use_may().edit()><Icon sign=Sign::Import />{t("Import vCards", "vCards importieren")}</a>
            <GoButton to=new sign=Sign::Plus label=t("New person", "Neue Person") />
        </PageHeader>
        <div class="filters" role="search">
            <ChooseCrm place=Place::People />
            <div class="search">
                <TextField label=t("Search", "Suche") kind="search" value=typed on_input=Callback::new(move |text| on_input.update_value(|search| search(text))) />
            </div>
            {tagged.then(|| view! { <TagFilter tag set_tag /> })}
            {home.then(|| view! {
                <SelectField label=t("Order", "Reihenfolge") options=orders() value=Signal::derive(move || sort.get().unwrap_or("family_name".into()))
                    on_input=move |order: String| set_sort.set(Some(order).filter(|order| order != "family_name")) />
            })}
        </div>
        {shown(people, move |page| {
            let query = query.get_untracked();
            if page.items.is_empty() {
                return view! { <Nothing searched=!query.q.is_empty() || !query.tag.is_empty() clear=Callback::new(move |()| clear()) /> }.into_any();
            }
            view! { <Pages first=page.items next=page.next total=page.total query /> }.into_any()
        })}
        {home.then(|| view! { <ExportDialog query found /> })}
        <CopyDialog />
    }
}

#[component]
fn Nothing(searched: bool, clear: Callback<()>) -> impl IntoView {
    if searched {
        view! {
            <EmptyState sign=Sign::People title=t("Nobody was found", "Niemand gefunden")
                text=t("Try fewer letters, or a part of the company, e-mail address or phone number.",
                       "Versuchen Sie weniger Buchstaben, oder einen Teil von Firma, E-Mail-Adresse oder Telefonnummer.")>
                <button type="button" class="button" on:click=move |_| clear.run(())>{t("Show all people", "Alle Personen zeigen")}</button>
            </EmptyState>
        }.into_any()
    } else if let Some(crm) = Some(use_connection()).filter(|crm| !crm.is_home()) {
        view! {
            <EmptyState sign=Sign::People title=t("Nobody is there yet", "Dort ist noch niemand")
                text=format!("{} {}", crm.name, t("holds nobody that this connection can read. Write the first one down, or import vCards into it.",
                             "enthält niemanden, den diese Verbindung lesen kann. Legen Sie die erste Person an, oder importieren Sie vCards dorthin."))>
                <a class="button" href=crm.people_path("/new") hidden=!use_may().edit()>{t("New person", "Neue Person")}</a>
                <a class="button" href="/import" hidden=!use_may().edit()>{t("Import vCards", "vCards importieren")}</a>
            </EmptyState>
        }.into_any()
    } else {
        view! {
            <EmptyState sign=Sign::People title=t("No people yet", "Noch keine Personen")
                text=t("Write the first one down, import vCards from your address book, or put the contact form on your website.",
                       "Legen Sie die erste an, importieren Sie vCards aus Ihrem Adressbuch, oder setzen Sie das Kontaktformular auf Ihre Website.")>
                <a class="button" href="/import" hidden=!use_may().edit()>{t("Import vCards", "vCards importieren")}</a>
                <a class="button" href="/forms">{t("To the forms", "Zu den Formularen")}</a>
            </EmptyState>
        }.into_any()
    }
}

/// What was loaded so far, and the way to more.
#[component]
fn Pages(first: Vec<PersonSummary>, next: Option<Cursor>, total: u64, query: PeopleQuery) -> impl IntoView {
    let (people, next) = (RwSignal::new(first), RwSignal::new(next));
    let toasts = use_toasts();
    let selection: Selection = expect_context();
    let crm = use_connection();
    let (asked, connection, home) = (query.clone(), crm.id.clone(), crm.is_home());
    let base = crm.people_path("/");
    let more = move |_| {
        let query = PeopleQuery { cursor: next.get_untracked(), ..asked.clone() };
        let connection = connection.clone();
        spawn_local(async move {
            match send(&ListPeople { connection, query }).await {
                Ok(page) => {
                    people.try_update(|people| people.extend(page.items));
                    next.try_set(page.next);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let count = move || {
        let (shown, total) = (people.with(Vec::len), total);
        match language_of_count(total) {
            words if shown as u64 == total => format!("{total} {words}"),
            words => format!("{shown} {} {total} {words}", t("of", "von")),
        }
    };
    view! {
        <div class="row">
            <p class="muted small" role="status">{count}</p>
            <div class="buttons">
                <button type="button" class="button" aria-pressed=move || selection.on.get().to_string() on:click=move |_| selection.toggle()>{t("Select", "Auswählen")}</button>
                {move || (home && !selection.on.get()).then(|| view! { <ExportButton /> })}
                {move || (!selection.on.get()).then(|| view! { <CopyButton /> })}
            </div>
        </div>
        <div>
            {move || selection.on.get().then(|| view! { <SelectionBar query=query.clone() total /> })}
            {move || view! { <PeopleList people=people.get() base=base.clone() choosing=selection.on.get().then(|| selection.choosing()) /> }}
        </div>
        <Show when=move || next.get().is_some()>
            <button type="button" class="button" on:click=more.clone()>{t("Show more", "Mehr zeigen")}</button>
        </Show>
    }
}

fn language_of_count(count: u64) -> &'static str {
    if count == 1 { t("person", "Person") } else { t("people", "Personen") }
}

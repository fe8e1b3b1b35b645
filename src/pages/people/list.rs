//! The list of people: searched, filtered, sorted, page after page.

use std::time::Duration;

use calling_card_api::people::{ListPeople, PeopleQuery, PeopleSort, PersonSummary};
use calling_card_api::tags::ListTags;
use calling_card_api::{ConnectionId, Cursor};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::export::{ExportButton, ExportDialog};
use super::selection::{Selection, SelectionBar};
use crate::components::PeopleList;
use crate::language::t;
use crate::transport::send;
use crate::ui::{EmptyState, GoButton, Icon, PageHeader, SelectField, Sign, TextField, load, shown, use_toasts};

/// How long after the last key the search begins.
const PAUSE: Duration = Duration::from_millis(150);

/// The list of people; what is searched stands in the address.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
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
    let people = load(move || ListPeople { connection: ConnectionId::home(), query: query.get() });
    view! {
        <PageHeader title=t("People", "Personen")>
            <a class="button" href="/import"><Icon sign=Sign::Import />{t("Import vCards", "vCards importieren")}</a>
            <GoButton to="/people/new" sign=Sign::Plus label=t("New person", "Neue Person") />
        </PageHeader>
        <div class="filters" role="search">
            <div class="search">
                <TextField label=t("Search", "Suche") kind="search" value=typed on_input=Callback::new(move |text| on_input.update_value(|search| search(text))) />
            </div>
            <TagFilter tag set_tag />
            <SelectField label=t("Order", "Reihenfolge") options=orders() value=Signal::derive(move || sort.get().unwrap_or("family_name".into()))
                on_input=move |order: String| set_sort.set(Some(order).filter(|order| order != "family_name")) />
        </div>
        {shown(people, move |page| {
            let query = query.get_untracked();
            if page.items.is_empty() {
                return view! { <Nothing searched=!query.q.is_empty() || !query.tag.is_empty() clear=Callback::new(move |()| clear()) /> }.into_any();
            }
            view! { <Pages first=page.items next=page.next total=page.total query /> }.into_any()
        })}
        <ExportDialog query found=Signal::derive(move || people.state.with(|state| state.as_ref()?.as_ref().ok().map(|page| page.total))) />
    }
}

#[component]
fn TagFilter(tag: Memo<Option<String>>, set_tag: SignalSetter<Option<String>>) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let mut options = vec![(String::new(), t("All", "Alle").to_owned())];
        options.extend(known.into_iter().map(|known| (known.tag.clone(), format!("{} ({})", known.tag, known.people))));
        let value = Signal::derive(move || tag.get().unwrap_or_default());
        let choose = move |chosen: String| set_tag.set(Some(chosen).filter(|chosen| !chosen.is_empty()));
        view! { <SelectField label=t("Tag", "Schlagwort") options value on_input=choose /> }
    }
}

fn orders() -> Vec<(String, String)> {
    let orders = [
        ("family_name", t("Family name", "Nachname")),
        ("given_name", t("Given name", "Vorname")),
        ("business", t("Company", "Firma")),
        ("created", t("Newest", "Neueste")),
        ("changed", t("Last changed", "Zuletzt geändert")),
    ];
    debug_assert!(orders.iter().all(|(order, _)| serde_json::from_value::<PeopleSort>((*order).into()).is_ok()));
    orders.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect()
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
    } else {
        view! {
            <EmptyState sign=Sign::People title=t("No people yet", "Noch keine Personen")
                text=t("Write the first one down, import vCards from your address book, or put the contact form on your website.",
                       "Legen Sie die erste an, importieren Sie vCards aus Ihrem Adressbuch, oder setzen Sie das Kontaktformular auf Ihre Website.")>
                <a class="button" href="/import">{t("Import vCards", "vCards importieren")}</a>
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
    let asked = query.clone();
    let more = move |_| {
        let query = PeopleQuery { cursor: next.get_untracked(), ..asked.clone() };
        spawn_local(async move {
            match send(&ListPeople { connection: ConnectionId::home(), query }).await {
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
                {move || (!selection.on.get()).then(|| view! { <ExportButton /> })}
            </div>
        </div>
        <div>
            {move || selection.on.get().then(|| view! { <SelectionBar query=query.clone() total /> })}
            {move || view! { <PeopleList people=people.get() choosing=selection.on.get().then(|| selection.choosing()) /> }}
        </div>
        <Show when=move || next.get().is_some()>
            <button type="button" class="button" on:click=more.clone()>{t("Show more", "Mehr zeigen")}</button>
        </Show>
    }
}

fn language_of_count(count: u64) -> &'static str {
    if count == 1 { t("person", "Person") } else { t("people", "Personen") }
}

//! The list of people: searched, filtered, sorted; any number of them.

use std::time::Duration;

use calling_card_contact::Part;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::bulk::BulkDialog;
use super::columns::{order_key, orders};
use super::copy::{CopyButton, CopyDialog};
use super::export::{ExportButton, ExportDialog};
use super::filters::{Filters, TagFilter};
use super::grid::PeopleGrid;
use super::list_view::ListView;
use super::rows::Rows;
use super::selection::{Selection, SelectionBar};
use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::people_index::PeopleIndex;
use crate::session::{use_may, use_session};
use crate::ui::{
    EmptyState, ErrorState, GoButton, Icon, Loading, PageHeader, SelectField, Sign, TextField, number_text,
};

/// How long after the last key the gateway is asked, and the address says what is searched.
const PAUSE: Duration = Duration::from_millis(150);
/// How long after the page is come to the index is filled: what is shown first comes first.
const FIRST: Duration = Duration::from_millis(300);

/// What is shown, and the way to show something else.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// What the address says.
    pub view: Memo<ListView>,
    /// Says another.
    pub show: Callback<ListView>,
}

impl Shown {
    /// What the address says, and the way to another.
    fn of_address() -> Self {
        let (map, navigate, path) = (use_query_map(), use_navigate(), use_location().pathname);
        let view = Memo::new(move |_| map.with(ListView::of));
        let show = Callback::new(move |wanted: ListView| {
            if view.get_untracked() != wanted {
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&format!("{}{}", path.get_untracked(), wanted.to_address()), options);
            }
        });
        Self { view, show }
    }

    /// Changes one member.
    pub(super) fn set(self, member: &'static str, value: &str) {
        self.show.run(self.view.get_untracked().with(member, value));
    }
}

/// The list of people; what is searched stands in the address.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let crm = use_connection();
    let (home, tagged) = (crm.is_home(), crm.holds.any(&[Part::Tags]));
    let (new, base) = (crm.people_path("/new"), crm.people_path("/"));
    let (selection, index): (Selection, PeopleIndex) = (expect_context(), expect_context());
    selection.turn_to(&crm.id);
    let shown = Shown::of_address();
    provide_context(shown);
    let view = shown.view;
    let typed = RwSignal::new(view.with_untracked(|view| view.get("q").to_owned()));
    let searched = RwSignal::new(typed.get_untracked());
    let written = StoredValue::new(typed.get_untracked());
    let query = Memo::new(move |_| {
        let query = view.with(ListView::query);
        calling_card_api::people::PeopleQuery { q: searched.get(), ..query }
    });
    // Back and forward change what is searched from outside the field.
    Effect::new(move || {
        let asked = view.with(|view| view.get("q").to_owned());
        if asked != written.get_value() {
            written.set_value(asked.clone());
            typed.set(asked.clone());
            searched.set(asked);
        }
    });
    let mut say = debounce(PAUSE, move |text: String| {
        let text = if text.trim().is_empty() { String::new() } else { text };
        // A page that is left searches no more.
        if written.try_set_value(text.clone()).is_some() {
            return;
        }
        searched.set(text.clone());
        shown.set("q", &text);
    });
    let on_input = StoredValue::new_local(move |text: String| {
        typed.set(text.clone());
        // The index answers each key; the gateway is asked when a word is typed.
        if home && index.is_ready() {
            searched.set(text.clone());
        }
        say(text);
    });
    let rows = Rows::of(crm.id.clone(), query);
    let session = use_session();
    // Without a connection it is the index that has the people.
    let is_asked = move || rows.count.with(Option::is_some) || rows.failure.with(Option::is_some);
    let is_there = Memo::new(move |_| !session.ended.get() && is_asked());
    Effect::new(move || {
        if home && is_there.get() {
            set_timeout(move || index.begin_for(session), FIRST);
        }
    });
    let clear = move || {
        typed.set(String::new());
        written.set_value(String::new());
        searched.set(String::new());
        shown.show.run(view.get_untracked().with_everybody());
    };
    let found = Signal::derive(move || rows.count.get().map(|count| u64::from(count.found)));
    let columns = Memo::new(move |_| view.with(ListView::columns));
    let sort = Memo::new(move |_| view.with(ListView::sort));
    let order = Callback::new(move |sort| shown.set("sort", &order_key(sort)));
    let state = Memo::new(move |_| match (rows.failure.get(), rows.count.get()) {
        (Some(failure), _) => State::Failed(failure),
        (None, None) => State::Loading,
        (None, Some(count)) if count.rows == 0 => State::Nobody,
        _ => State::There,
    });
    view! {
        <PageHeader title=t("People", "Personen")>
            {home.then(|| view! { <a class="button" href="/people/duplicates">{t("Duplicates", "Dubletten")}</a> })}
            <a class="button" href="/import" hidden=!use_may().edit()><Icon sign=Sign::Import />{t("Import vCards", "vCards importieren")}</a>
            <GoButton to=new sign=Sign::Plus label=t("New person", "Neue Person") />
        </PageHeader>
        <div class="filters" role="search">
            <ChooseCrm place=Place::People />
            <div class="search">
                <TextField label=t("Search", "Suche") kind="search" value=typed on_input=Callback::new(move |text| on_input.update_value(|search| search(text))) />
            </div>
            {tagged.then(|| view! { <TagFilter shown /> })}
            {home.then(|| view! {
                <SelectField label=t("Order", "Reihenfolge") options=orders() value=Signal::derive(move || view.with(|view| match view.get("sort") { "" => "family_name".into(), sort => sort.to_owned() }))
                    on_input=move |order: String| shown.set("sort", if order == "family_name" { "" } else { &order }) />
            })}
        </div>
        {home.then(|| view! { <div class="list-tools"><Filters shown /></div> })}
        {move || match state.get() {
            State::Loading => view! { <Loading /> }.into_any(),
            State::Failed(failure) => view! { <ErrorState failure retry=move || rows.ask_anew() /> }.into_any(),
            State::Nobody => {
                let narrowed = query.with_untracked(|query| !query.q.trim().is_empty()) || view.with_untracked(|view| view.filters().next().is_some());
                view! { <Nothing searched=narrowed clear=Callback::new(move |()| clear()) /> }.into_any()
            }
            State::There => view! {
                <Tools rows home />
                <div>
                    {move || selection.on.get().then(|| view! { <SelectionBar rows /> })}
                    <PeopleGrid rows base=base.clone() columns sort order />
                </div>
            }
            .into_any(),
        }}
        {home.then(|| view! { <ExportDialog query found /><BulkDialog /> })}
        <CopyDialog />
    }
}

/// What stands where the list is.
#[derive(Clone, PartialEq)]
enum State {
    Loading,
    Failed(crate::transport::Failure),
    Nobody,
    There,
}

/// How many people there are, and what can be done with them.
#[component]
fn Tools(rows: Rows, home: bool) -> impl IntoView {
    let selection: Selection = expect_context();
    let count = move || {
        let count = rows.count.get().unwrap_or_default();
        let noun = if count.found == 1 { t("person", "Person") } else { t("people", "Personen") };
        let found = format!("{} {noun}", number_text(count.found.into()));
        match count.similar {
            0 => found,
            similar => format!("{found}, {} {}", number_text(similar.into()), t("similar", "ähnliche")),
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

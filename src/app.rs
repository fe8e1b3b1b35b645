//! Contexts and routes.

use calling_card_contact::UserId;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::connection::{Connections, Having, InCrm, Place};
use crate::custom_fields::provide_custom_fields;
use crate::language::t;
use crate::pages::{NotFound, PeoplePage, SignIn};
use crate::parts::{
    Bin, ConnectionsPage, CustomFieldsPage, CustomFieldsThere, DraftPage, DraftsPage, DuplicatesPage, EditConnection,
    EditCustomField, EditEvent, EditOrganization, EditPerson, EventPage, EventsPage, FormPage, FormsPage, ImportPage,
    ListsPage, MailPage, MembersPage, MergePage, NewConnectionPage, NewCustomField, NewEvent, NewForm, NewOrganization,
    NewPerson, NewSource, OrganizationPage, OrganizationsPage, PersonPage, PublishPage, PublishedCardsPage,
    SettingsPage, SourcePage, TokensPage, TransferPage, TransfersPage, Welcome, WelcomeSignedIn,
};
use crate::people_index::PeopleIndex;
use crate::session::{self, Who};
use crate::ui::{Loading, Toasts, ToastsView};

mod guard;
mod shell;

use guard::Guard;
pub(crate) use guard::needed;
use shell::Shell;

/// The staff app.
#[component]
pub fn App() -> impl IntoView {
    Toasts::provide();
    let session = session::provide();
    crate::pages::provide_import();
    crate::pages::provide_export();
    PeopleIndex::provide();
    // Where only the role of the same member of staff has changed, the page stays, with what is typed on it.
    let stage = Memo::new(move |_| session.who.with(Stage::of));
    view! {
        <Router>
            {move || match stage.get() {
                Stage::Unknown => view! { <main><Loading /></main> }.into_any(),
                Stage::Staff(_) => view! { <Shell><Pages /></Shell> }.into_any(),
                Stage::Unreachable => view! { <Unreachable /> }.into_any(),
                Stage::Nobody if use_location().pathname.get_untracked().starts_with("/welcome/") => view! { <Welcome /> }.into_any(),
                Stage::Nobody => view! { <SignIn /> }.into_any(),
            }}
            <ToastsView />
        </Router>
    }
}

/// What is shown, as far as it depends on who is signed in.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Unknown,
    Unreachable,
    Nobody,
    Staff(UserId),
}

impl Stage {
    fn of(who: &Who) -> Self {
        match who {
            Who::Unknown => Self::Unknown,
            Who::Unreachable => Self::Unreachable,
            Who::Nobody => Self::Nobody,
            Who::Staff(session) => Self::Staff(session.user.id),
        }
    }
}

#[component]
fn Unreachable() -> impl IntoView {
    let session = session::use_session();
    view! {
        <main>
            <div class="notice" role="alert">
                <p>{t("The server cannot be reached.", "Der Server ist nicht erreichbar.")}</p>
                <button class="button small" on:click=move |_| session::ask(session)>{t("Try again", "Noch einmal versuchen")}</button>
            </div>
        </main>
    }
}

/// What makes a page, as one type for all: routes are the same code then wherever they are as long as each other.
fn page(make: fn() -> AnyView) -> fn() -> AnyView {
    make
}

#[component]
fn Pages() -> impl IntoView {
    provide_custom_fields();
    Connections::provide();
    view! {
        <Guard><Routes fallback=|| view! { <NotFound /> }>
            <Route path=path!("/") view=page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/people") view=page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/people/new") view=page(|| view! { <NewPerson /> }.into_any()) />
            <Route path=path!("/people/duplicates") view=page(|| view! { <DuplicatesPage /> }.into_any()) />
            <Route path=path!("/people/duplicates/merge") view=page(|| view! { <MergePage /> }.into_any()) />
            <Route path=path!("/people/:id") view=page(|| view! { <PersonPage /> }.into_any()) />
            <Route path=path!("/people/:id/edit") view=page(|| view! { <EditPerson /> }.into_any()) />
            <Route path=path!("/people/:id/cards/:card/publish") view=page(|| view! { <PublishPage /> }.into_any()) />
            <Route path=path!("/connections/:connection/people") view=page(|| view! { <InCrm><PeoplePage /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/new") view=page(|| view! { <InCrm><NewPerson /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/:id") view=page(|| view! { <InCrm><PersonPage /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/:id/edit") view=page(|| view! { <InCrm><EditPerson /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations") view=page(|| view! { <InCrm><Having place=Place::Organizations><OrganizationsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/new") view=page(|| view! { <InCrm><Having place=Place::Organizations><NewOrganization /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/:id") view=page(|| view! { <InCrm><Having place=Place::Organizations><OrganizationPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/:id/edit") view=page(|| view! { <InCrm><Having place=Place::Organizations><EditOrganization /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/drafts") view=page(|| view! { <InCrm><Having place=Place::Drafts><DraftsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/drafts/:id") view=page(|| view! { <InCrm><Having place=Place::Drafts><DraftPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms") view=page(|| view! { <InCrm><Having place=Place::Forms><FormsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms/new") view=page(|| view! { <InCrm><Having place=Place::Forms><NewSource /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms/:id") view=page(|| view! { <InCrm><Having place=Place::Forms><SourcePage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields") view=page(|| view! { <InCrm><Having place=Place::CustomFields><CustomFieldsThere /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields/new") view=page(|| view! { <InCrm><Having place=Place::CustomFields><NewCustomField /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields/:id") view=page(|| view! { <InCrm><Having place=Place::CustomFields><EditCustomField /></Having></InCrm> }.into_any()) />
            <Route path=path!("/organizations") view=page(|| view! { <OrganizationsPage /> }.into_any()) />
            <Route path=path!("/organizations/new") view=page(|| view! { <NewOrganization /> }.into_any()) />
            <Route path=path!("/organizations/:id") view=page(|| view! { <OrganizationPage /> }.into_any()) />
            <Route path=path!("/organizations/:id/edit") view=page(|| view! { <EditOrganization /> }.into_any()) />
            <Route path=path!("/drafts") view=page(|| view! { <DraftsPage /> }.into_any()) />
            <Route path=path!("/drafts/:id") view=page(|| view! { <DraftPage /> }.into_any()) />
            <Route path=path!("/forms") view=page(|| view! { <FormsPage /> }.into_any()) />
            <Route path=path!("/forms/new") view=page(|| view! { <NewForm /> }.into_any()) />
            <Route path=path!("/forms/:id") view=page(|| view! { <FormPage /> }.into_any()) />
            <Route path=path!("/events") view=page(|| view! { <EventsPage /> }.into_any()) />
            <Route path=path!("/events/new") view=page(|| view! { <NewEvent /> }.into_any()) />
            <Route path=path!("/events/:id") view=page(|| view! { <EventPage /> }.into_any()) />
            <Route path=path!("/events/:id/edit") view=page(|| view! { <EditEvent /> }.into_any()) />
            <Route path=path!("/import") view=page(|| view! { <ImportPage /> }.into_any()) />
            <Route path=path!("/settings/transfers") view=page(|| view! { <TransfersPage /> }.into_any()) />
            <Route path=path!("/settings/transfers/:id") view=page(|| view! { <TransferPage /> }.into_any()) />
            <Route path=path!("/settings") view=page(|| view! { <SettingsPage /> }.into_any()) />
            <Route path=path!("/settings/connections") view=page(|| view! { <ConnectionsPage /> }.into_any()) />
            <Route path=path!("/settings/connections/new") view=page(|| view! { <NewConnectionPage /> }.into_any()) />
            <Route path=path!("/settings/connections/:id") view=page(|| view! { <EditConnection /> }.into_any()) />
            <Route path=path!("/settings/custom-fields") view=page(|| view! { <CustomFieldsPage /> }.into_any()) />
            <Route path=path!("/settings/custom-fields/new") view=page(|| view! { <NewCustomField /> }.into_any()) />
            <Route path=path!("/settings/custom-fields/:id") view=page(|| view! { <EditCustomField /> }.into_any()) />
            <Route path=path!("/settings/lists") view=page(|| view! { <ListsPage /> }.into_any()) />
            <Route path=path!("/settings/mail") view=page(|| view! { <MailPage /> }.into_any()) />
            <Route path=path!("/settings/published-cards") view=page(|| view! { <PublishedCardsPage /> }.into_any()) />
            <Route path=path!("/settings/tokens") view=page(|| view! { <TokensPage /> }.into_any()) />
            <Route path=path!("/settings/members") view=page(|| view! { <MembersPage /> }.into_any()) />
            <Route path=path!("/bin") view=page(|| view! { <Bin /> }.into_any()) />
            <Route path=path!("/sign-in") view=page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/welcome/:token") view=page(|| view! { <WelcomeSignedIn /> }.into_any()) />
        </Routes></Guard>
    }
}

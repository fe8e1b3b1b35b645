//! Contexts and routes.

use calling_card_contact::UserId;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::connection::{Connections, Having, InCrm, Place};
use crate::custom_fields::provide_custom_fields;
use crate::language::t;
use crate::news::News;
use crate::pages::{NotFound, PeoplePage};
use crate::parts::{
    AuditPage, Bin, ConnectionsPage, CustomFieldsPage, CustomFieldsThere, DraftPage, DraftsPage, DuplicatesPage,
    EditConnection, EditCustomField, EditEvent, EditOrganization, EditPerson, EventPage, EventsPage, FormPage,
    FormsPage, ImportPage, ListsPage, MailPage, MembersPage, MergePage, NewConnectionPage, NewCustomField, NewEvent,
    NewForm, NewOrganization, NewPerson, NewSource, OrganizationPage, OrganizationsPage, PersonPage, PublishPage,
    PublishedCardsPage, SettingsPage, SignIn, SourcePage, TokensPage, TransferPage, TransfersPage, Welcome,
    WelcomeSignedIn,
};
use crate::people_index::PeopleIndex;
use crate::session::{self, Who};
use crate::ui::{Loading, Toasts, ToastsView};

mod guard;
mod page;
mod shell;

use guard::Guard;
pub(crate) use guard::needed;
use page::Page;
pub(crate) use page::make_at_once;
use shell::Shell;

/// The staff app.
#[component]
pub fn App() -> impl IntoView {
    Toasts::provide();
    let session = session::provide();
    crate::offline::provide(session);
    crate::pages::provide_import();
    crate::pages::provide_export();
    News::provide(session);
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

#[component]
fn Pages() -> impl IntoView {
    provide_custom_fields();
    Connections::provide();
    view! {
        <Guard><Routes fallback=|| view! { <NotFound /> }>
            <Route path=path!("/") view=Page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/people") view=Page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/people/new") view=Page(|| view! { <NewPerson /> }.into_any()) />
            <Route path=path!("/people/duplicates") view=Page(|| view! { <DuplicatesPage /> }.into_any()) />
            <Route path=path!("/people/duplicates/merge") view=Page(|| view! { <MergePage /> }.into_any()) />
            <Route path=path!("/people/:id") view=Page(|| view! { <PersonPage /> }.into_any()) />
            <Route path=path!("/people/:id/edit") view=Page(|| view! { <EditPerson /> }.into_any()) />
            <Route path=path!("/people/:id/cards/:card/publish") view=Page(|| view! { <PublishPage /> }.into_any()) />
            <Route path=path!("/connections/:connection/people") view=Page(|| view! { <InCrm><PeoplePage /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/new") view=Page(|| view! { <InCrm><NewPerson /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/:id") view=Page(|| view! { <InCrm><PersonPage /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/people/:id/edit") view=Page(|| view! { <InCrm><EditPerson /></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations") view=Page(|| view! { <InCrm><Having place=Place::Organizations><OrganizationsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/new") view=Page(|| view! { <InCrm><Having place=Place::Organizations><NewOrganization /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/:id") view=Page(|| view! { <InCrm><Having place=Place::Organizations><OrganizationPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/organizations/:id/edit") view=Page(|| view! { <InCrm><Having place=Place::Organizations><EditOrganization /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/drafts") view=Page(|| view! { <InCrm><Having place=Place::Drafts><DraftsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/drafts/:id") view=Page(|| view! { <InCrm><Having place=Place::Drafts><DraftPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms") view=Page(|| view! { <InCrm><Having place=Place::Forms><FormsPage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms/new") view=Page(|| view! { <InCrm><Having place=Place::Forms><NewSource /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/forms/:id") view=Page(|| view! { <InCrm><Having place=Place::Forms><SourcePage /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields") view=Page(|| view! { <InCrm><Having place=Place::CustomFields><CustomFieldsThere /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields/new") view=Page(|| view! { <InCrm><Having place=Place::CustomFields><NewCustomField /></Having></InCrm> }.into_any()) />
            <Route path=path!("/connections/:connection/custom-fields/:id") view=Page(|| view! { <InCrm><Having place=Place::CustomFields><EditCustomField /></Having></InCrm> }.into_any()) />
            <Route path=path!("/organizations") view=Page(|| view! { <OrganizationsPage /> }.into_any()) />
            <Route path=path!("/organizations/new") view=Page(|| view! { <NewOrganization /> }.into_any()) />
            <Route path=path!("/organizations/:id") view=Page(|| view! { <OrganizationPage /> }.into_any()) />
            <Route path=path!("/organizations/:id/edit") view=Page(|| view! { <EditOrganization /> }.into_any()) />
            <Route path=path!("/drafts") view=Page(|| view! { <DraftsPage /> }.into_any()) />
            <Route path=path!("/drafts/:id") view=Page(|| view! { <DraftPage /> }.into_any()) />
            <Route path=path!("/forms") view=Page(|| view! { <FormsPage /> }.into_any()) />
            <Route path=path!("/forms/new") view=Page(|| view! { <NewForm /> }.into_any()) />
            <Route path=path!("/forms/:id") view=Page(|| view! { <FormPage /> }.into_any()) />
            <Route path=path!("/events") view=Page(|| view! { <EventsPage /> }.into_any()) />
            <Route path=path!("/events/new") view=Page(|| view! { <NewEvent /> }.into_any()) />
            <Route path=path!("/events/:id") view=Page(|| view! { <EventPage /> }.into_any()) />
            <Route path=path!("/events/:id/edit") view=Page(|| view! { <EditEvent /> }.into_any()) />
            <Route path=path!("/import") view=Page(|| view! { <ImportPage /> }.into_any()) />
            <Route path=path!("/settings/transfers") view=Page(|| view! { <TransfersPage /> }.into_any()) />
            <Route path=path!("/settings/transfers/:id") view=Page(|| view! { <TransferPage /> }.into_any()) />
            <Route path=path!("/settings") view=Page(|| view! { <SettingsPage /> }.into_any()) />
            <Route path=path!("/settings/connections") view=Page(|| view! { <ConnectionsPage /> }.into_any()) />
            <Route path=path!("/settings/connections/new") view=Page(|| view! { <NewConnectionPage /> }.into_any()) />
            <Route path=path!("/settings/connections/:id") view=Page(|| view! { <EditConnection /> }.into_any()) />
            <Route path=path!("/settings/custom-fields") view=Page(|| view! { <CustomFieldsPage /> }.into_any()) />
            <Route path=path!("/settings/custom-fields/new") view=Page(|| view! { <NewCustomField /> }.into_any()) />
            <Route path=path!("/settings/custom-fields/:id") view=Page(|| view! { <EditCustomField /> }.into_any()) />
            <Route path=path!("/settings/lists") view=Page(|| view! { <ListsPage /> }.into_any()) />
            <Route path=path!("/settings/mail") view=Page(|| view! { <MailPage /> }.into_any()) />
            <Route path=path!("/settings/published-cards") view=Page(|| view! { <PublishedCardsPage /> }.into_any()) />
            <Route path=path!("/settings/tokens") view=Page(|| view! { <TokensPage /> }.into_any()) />
            <Route path=path!("/settings/members") view=Page(|| view! { <MembersPage /> }.into_any()) />
            <Route path=path!("/settings/audit") view=Page(|| view! { <AuditPage /> }.into_any()) />
            <Route path=path!("/bin") view=Page(|| view! { <Bin /> }.into_any()) />
            <Route path=path!("/sign-in") view=Page(|| view! { <PeoplePage /> }.into_any()) />
            <Route path=path!("/welcome/:token") view=Page(|| view! { <WelcomeSignedIn /> }.into_any()) />
        </Routes></Guard>
    }
}

//! Contexts and routes.

use calling_card_contact::UserId;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::connection::{Connections, Having, InCrm, Place};
use crate::custom_fields::CustomFields;
use crate::language::t;
use crate::pages::{NotFound, PeoplePage, SignIn};
use crate::parts::{
    Bin, ConnectionsPage, CustomFieldsPage, CustomFieldsThere, DraftPage, DraftsPage, DuplicatesPage, EditConnection,
    EditCustomField, EditEvent, EditOrganization, EditPerson, EventPage, EventsPage, FormPage, FormsPage, ImportPage,
    MailPage, MembersPage, MergePage, NewConnectionPage, NewCustomField, NewEvent, NewForm, NewOrganization, NewPerson,
    NewSource, OrganizationPage, OrganizationsPage, PersonPage, PublishPage, PublishedCardsPage, SettingsPage,
    SourcePage, TokensPage, TransferPage, TransfersPage, Welcome, WelcomeSignedIn,
};
use crate::people_index::PeopleIndex;
use crate::session::{self, Who};
use crate::ui::{Loading, Toasts, ToastsView};

mod guard;
mod shell;

use guard::Guard;
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

#[component]
fn Pages() -> impl IntoView {
    CustomFields::provide();
    Connections::provide();
    view! {
        <Guard><Routes fallback=|| view! { <NotFound /> }>
            <Route path=path!("/") view=|| view! { <PeoplePage /> }.into_any() />
            <Route path=path!("/people") view=|| view! { <PeoplePage /> }.into_any() />
            <Route path=path!("/people/new") view=|| view! { <NewPerson /> }.into_any() />
            <Route path=path!("/people/duplicates") view=|| view! { <DuplicatesPage /> }.into_any() />
            <Route path=path!("/people/duplicates/merge") view=|| view! { <MergePage /> }.into_any() />
            <Route path=path!("/people/:id") view=|| view! { <PersonPage /> }.into_any() />
            <Route path=path!("/people/:id/edit") view=|| view! { <EditPerson /> }.into_any() />
            <Route path=path!("/people/:id/cards/:card/publish") view=|| view! { <PublishPage /> }.into_any() />
            <Route path=path!("/connections/:connection/people") view=|| view! { <InCrm><PeoplePage /></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/people/new") view=|| view! { <InCrm><NewPerson /></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/people/:id") view=|| view! { <InCrm><PersonPage /></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/people/:id/edit") view=|| view! { <InCrm><EditPerson /></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/organizations") view=|| view! { <InCrm><Having place=Place::Organizations><OrganizationsPage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/organizations/new") view=|| view! { <InCrm><Having place=Place::Organizations><NewOrganization /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/organizations/:id") view=|| view! { <InCrm><Having place=Place::Organizations><OrganizationPage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/organizations/:id/edit") view=|| view! { <InCrm><Having place=Place::Organizations><EditOrganization /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/drafts") view=|| view! { <InCrm><Having place=Place::Drafts><DraftsPage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/drafts/:id") view=|| view! { <InCrm><Having place=Place::Drafts><DraftPage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/forms") view=|| view! { <InCrm><Having place=Place::Forms><FormsPage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/forms/new") view=|| view! { <InCrm><Having place=Place::Forms><NewSource /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/forms/:id") view=|| view! { <InCrm><Having place=Place::Forms><SourcePage /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/custom-fields") view=|| view! { <InCrm><Having place=Place::CustomFields><CustomFieldsThere /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/custom-fields/new") view=|| view! { <InCrm><Having place=Place::CustomFields><NewCustomField /></Having></InCrm> }.into_any() />
            <Route path=path!("/connections/:connection/custom-fields/:id") view=|| view! { <InCrm><Having place=Place::CustomFields><EditCustomField /></Having></InCrm> }.into_any() />
            <Route path=path!("/organizations") view=|| view! { <OrganizationsPage /> }.into_any() />
            <Route path=path!("/organizations/new") view=|| view! { <NewOrganization /> }.into_any() />
            <Route path=path!("/organizations/:id") view=|| view! { <OrganizationPage /> }.into_any() />
            <Route path=path!("/organizations/:id/edit") view=|| view! { <EditOrganization /> }.into_any() />
            <Route path=path!("/drafts") view=|| view! { <DraftsPage /> }.into_any() />
            <Route path=path!("/drafts/:id") view=|| view! { <DraftPage /> }.into_any() />
            <Route path=path!("/forms") view=|| view! { <FormsPage /> }.into_any() />
            <Route path=path!("/forms/new") view=|| view! { <NewForm /> }.into_any() />
            <Route path=path!("/forms/:id") view=|| view! { <FormPage /> }.into_any() />
            <Route path=path!("/events") view=|| view! { <EventsPage /> }.into_any() />
            <Route path=path!("/events/new") view=|| view! { <NewEvent /> }.into_any() />
            <Route path=path!("/events/:id") view=|| view! { <EventPage /> }.into_any() />
            <Route path=path!("/events/:id/edit") view=|| view! { <EditEvent /> }.into_any() />
            <Route path=path!("/import") view=|| view! { <ImportPage /> }.into_any() />
            <Route path=path!("/settings/transfers") view=|| view! { <TransfersPage /> }.into_any() />
            <Route path=path!("/settings/transfers/:id") view=|| view! { <TransferPage /> }.into_any() />
            <Route path=path!("/settings") view=|| view! { <SettingsPage /> }.into_any() />
            <Route path=path!("/settings/connections") view=|| view! { <ConnectionsPage /> }.into_any() />
            <Route path=path!("/settings/connections/new") view=|| view! { <NewConnectionPage /> }.into_any() />
            <Route path=path!("/settings/connections/:id") view=|| view! { <EditConnection /> }.into_any() />
            <Route path=path!("/settings/custom-fields") view=|| view! { <CustomFieldsPage /> }.into_any() />
            <Route path=path!("/settings/custom-fields/new") view=|| view! { <NewCustomField /> }.into_any() />
            <Route path=path!("/settings/custom-fields/:id") view=|| view! { <EditCustomField /> }.into_any() />
            <Route path=path!("/settings/mail") view=|| view! { <MailPage /> }.into_any() />
            <Route path=path!("/settings/published-cards") view=|| view! { <PublishedCardsPage /> }.into_any() />
            <Route path=path!("/settings/tokens") view=|| view! { <TokensPage /> }.into_any() />
            <Route path=path!("/settings/members") view=|| view! { <MembersPage /> }.into_any() />
            <Route path=path!("/bin") view=|| view! { <Bin /> }.into_any() />
            <Route path=path!("/sign-in") view=|| view! { <PeoplePage /> }.into_any() />
            <Route path=path!("/welcome/:token") view=|| view! { <WelcomeSignedIn /> }.into_any() />
        </Routes></Guard>
    }
}

//! The pages: a folder each, a file for each view.

mod bin;
mod drafts;
mod duplicates;
mod events;
mod forms;
mod import;
mod not_found;
mod organizations;
mod people;
mod published_cards;
mod settings;
mod sign_in;
mod transfers;
mod versions;
mod welcome;

pub(crate) use bin::Bin;
pub(crate) use drafts::{DraftPage, DraftsPage};
pub(crate) use duplicates::{DuplicatesPage, MergePage};
pub(crate) use events::{EditEvent, EventPage, EventsPage, NewEvent};
pub(crate) use forms::{FormPage, FormsPage, NewForm, NewSource, SourcePage};
pub(crate) use import::{ImportPage, provide_import};
pub(crate) use not_found::NotFound;
pub(crate) use organizations::{EditOrganization, NewOrganization, OrganizationPage, OrganizationsPage};
pub(crate) use people::{
    ChangePeople, CopyPeople, EditPerson, ExportPeople, NarrowPeople, NewPerson, PeoplePage, PersonPage, SavedViews,
    bare, provide_export,
};
pub(crate) use published_cards::{PublishPage, PublishedCardsPage};
pub(crate) use settings::{
    AuditPage, ConnectionsPage, CustomFieldsPage, CustomFieldsThere, EditConnection, EditCustomField, ListsPage,
    MailPage, MembersPage, NewConnectionPage, NewCustomField, SettingsPage, TokensPage,
};
pub(crate) use sign_in::{SignIn, SignInForm};
pub(crate) use transfers::{TransferPage, TransfersPage};
pub(crate) use welcome::{Welcome, WelcomeSignedIn};

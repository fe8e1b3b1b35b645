//! The parts of the app that are loaded when one of their pages is entered, so that the first page, the list of people, is there soon.
//!
//! They are parts only where the app is built with the feature `split`, as `cargo xtask` builds it for others to load: what is built has
//! to be taken apart, which Trunk by itself does not (`crates/xtask/src/parts.rs`). Without it these are the pages themselves.

#[cfg(feature = "split")]
mod later;

/// Names the pages of a part.
macro_rules! part {
    ($part:ident: $($page:ident),+) => {
        #[cfg(not(feature = "split"))]
        pub(crate) use crate::pages::{$($page),+};
        $(
            #[cfg(feature = "split")]
            pub(crate) use $part::$page;
        )+
        #[cfg(feature = "split")]
        #[expect(non_snake_case, reason = "pages are named as components are")]
        mod $part {
            use leptos::prelude::*;

            use super::later::{Missing, later};

            $(
                pub(super) mod $page {
                    use super::*;

                    #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, preload(get), fallible)]
                    pub fn $page() -> Result<AnyView, Missing> {
                        Ok(crate::pages::$page().into_any())
                    }
                }

                pub(crate) fn $page() -> impl IntoView {
                    later(|| Box::pin($page::get()), || Box::pin($page::$page()))
                }
            )+
        }
    };
}

part!(welcome: Welcome, WelcomeSignedIn);
part!(tools: NarrowPeople, SavedViews, ChangePeople);
part!(records: PersonPage, NewPerson, EditPerson, CopyPeople, ExportPeople, OrganizationsPage, OrganizationPage, NewOrganization, EditOrganization, DraftsPage, DraftPage);
part!(duplicates: DuplicatesPage, MergePage);
part!(forms: FormsPage, FormPage, NewForm, NewSource, SourcePage, EventsPage, EventPage, NewEvent, EditEvent);
part!(settings: SettingsPage, ConnectionsPage, NewConnectionPage, EditConnection, CustomFieldsPage, CustomFieldsThere, NewCustomField, EditCustomField, MailPage, MembersPage, TokensPage, PublishPage, PublishedCardsPage, TransfersPage, TransferPage, Bin, ImportPage);

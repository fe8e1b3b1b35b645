//! The parts of the app that are loaded when one of their pages is entered, or once the first page, the list of people, is there.
//!
//! They are parts only where the app is built with the feature `split`, as `cargo xtask` builds it for others to load: what is built has
//! to be taken apart, which Trunk by itself does not (`crates/xtask/src/parts.rs`). Without it these are the pages themselves.

#[cfg(feature = "split")]
mod later;

/// Names what a part has, and where it is written.
macro_rules! part {
    ($part:ident: $($home:ident { $($page:ident),+ })+) => {
        $(
            #[cfg(not(feature = "split"))]
            pub(crate) use crate::$home::{$($page),+};
            #[cfg(feature = "split")]
            pub(crate) use $part::{$($page),+};
        )+
        #[cfg(feature = "split")]
        #[expect(non_snake_case, reason = "pages are named as components are")]
        mod $part {
            use leptos::prelude::*;

            use super::later::{Missing, later};

            $($(
                pub(super) mod $page {
                    use super::*;

                    #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, preload(get), fallible)]
                    pub fn $page() -> Result<AnyView, Missing> {
                        Ok(crate::$home::$page().into_any())
                    }
                }

                pub(crate) fn $page() -> impl IntoView {
                    later(|| Box::pin($page::get()), || Box::pin($page::$page()))
                }
            )+)+
        }
    };
}

// Few: what several have in common is a file for each set of them.
part!(tools: command { CommandCenter } pages { NarrowPeople, SavedViews, ChangePeople, Welcome, WelcomeSignedIn });
part!(door: pages { SignIn, SignInForm });
part!(records: pages {
    PersonPage, NewPerson, EditPerson, OrganizationsPage, OrganizationPage, NewOrganization, EditOrganization, DraftsPage, DraftPage
});
part!(many: pages { CopyPeople, ExportPeople, DuplicatesPage, MergePage });
part!(forms: pages { FormsPage, FormPage, NewForm, NewSource, SourcePage, EventsPage, EventPage, NewEvent, EditEvent });
part!(settings: pages {
    SettingsPage, AuditPage, ConnectionsPage, NewConnectionPage, EditConnection, CustomFieldsPage, CustomFieldsThere, NewCustomField, EditCustomField,
    ListsPage, MailPage, MembersPage, TokensPage, PublishPage, PublishedCardsPage, TransfersPage, TransferPage, Bin, ImportPage
});

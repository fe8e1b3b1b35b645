//! Where something of a CRM is shown, and the choice of the CRM that it is of.

use calling_card_api::ConnectionId;
use calling_card_contact::Area;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{use_connection, use_connections};
use crate::language::t;
use crate::ui::{EmptyState, PageHeader, SelectField, Sign};

/// Pages that there are of each CRM that has what they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Its people.
    People,
    /// Its organizations.
    Organizations,
    /// Its drafts.
    Drafts,
    /// Its forms and other sources.
    Forms,
    /// Its custom fields.
    CustomFields,
}

impl Place {
    /// The address for a connection, with what comes after: `/new`, `/{id}`.
    pub fn path(self, connection: &ConnectionId, rest: impl std::fmt::Display) -> String {
        let (home, there) = match self {
            Self::People => ("/people", "people"),
            Self::Organizations => ("/organizations", "organizations"),
            Self::Drafts => ("/drafts", "drafts"),
            Self::Forms => ("/forms", "forms"),
            Self::CustomFields => ("/settings/custom-fields", "custom-fields"),
        };
        if connection.0 == ConnectionId::HOME {
            format!("{home}{rest}")
        } else {
            format!("/connections/{connection}/{there}{rest}")
        }
    }

    /// Whether an address is one of these pages, of whichever CRM.
    pub fn is_at(self, path: &str) -> bool {
        let mut parts = path.trim_start_matches('/').split('/');
        let first = parts.next().unwrap_or_default();
        let there = if first == "connections" { parts.nth(1).unwrap_or_default() } else { first };
        match self {
            Self::People => matches!(there, "" | "people"),
            Self::Organizations => there == "organizations",
            Self::Drafts => there == "drafts",
            Self::Forms => there == "forms",
            Self::CustomFields => there == "custom-fields",
        }
    }

    /// What its list is called.
    fn title(self) -> &'static str {
        match self {
            Self::People => t("People", "Personen"),
            Self::Organizations => t("Organizations", "Organisationen"),
            Self::Drafts => t("Drafts", "Entwürfe"),
            Self::Forms => t("Forms", "Formulare"),
            Self::CustomFields => t("Custom fields", "Eigene Felder"),
        }
    }

    /// What a CRM must have for it; none where all of them have it.
    pub fn area(self) -> Option<Area> {
        match self {
            Self::People => None,
            Self::Organizations => Some(Area::Organizations),
            Self::Drafts => Some(Area::Drafts),
            Self::Forms => Some(Area::InboundSources),
            Self::CustomFields => Some(Area::CustomFields),
        }
    }

    fn is_of(self, areas: &[Area]) -> bool {
        self.area().is_none_or(|area| areas.contains(&area))
    }
}

/// Chooses the CRM that a page is of; nothing where there is only the built-in one that has it.
#[component]
pub(crate) fn ChooseCrm(place: Place) -> impl IntoView {
    let (connections, navigate) = (use_connections(), use_navigate());
    let shown = use_connection().id;
    let options = Memo::new(move |_| connections.options_with(|one| place.is_of(&one.areas)));
    move || {
        let options = options.get();
        let (navigate, shown) = (navigate.clone(), shown.clone());
        let choose = move |id: String| navigate(&place.path(&ConnectionId(id), ""), Default::default());
        (options.len() > 1).then(|| {
            view! { <SelectField label=t("CRM", "CRM") options value=Signal::stored(shown.0) on_input=choose /> }
        })
    }
}

/// Shows a page of a CRM that has what it shows; else says that it has not.
#[component]
pub(crate) fn Having(place: Place, children: ChildrenFn) -> impl IntoView {
    let crm = use_connection();
    if place.is_of(&crm.areas) {
        return children().into_any();
    }
    let home = place.path(&ConnectionId::home(), "");
    view! {
        <PageHeader title=place.title() />
        <EmptyState sign=Sign::Form title=t("It has none", "Das gibt es dort nicht")
            text=format!("{} {}", crm.name, t("has nothing of this kind that can be shown here.", "hat nichts dieser Art, das hier gezeigt werden kann."))>
            <a class="button" href=home>{t("To those of the built-in CRM", "Zu denen des eingebauten CRM")}</a>
        </EmptyState>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_address_of_whichever_crm() {
        let places = [Place::People, Place::Organizations, Place::Drafts, Place::Forms, Place::CustomFields];
        for place in places {
            for connection in ["home", "samdock-2"] {
                let path = place.path(&ConnectionId(connection.into()), "/x");
                let at: Vec<_> = places.into_iter().filter(|one| one.is_at(&path)).collect();
                // Those of the built-in CRM are a page of the settings.
                let expected = if path.starts_with("/settings") { vec![] } else { vec![place] };
                assert_eq!(at, expected, "{path}");
            }
        }
        assert!(Place::People.is_at("/"));
    }
}

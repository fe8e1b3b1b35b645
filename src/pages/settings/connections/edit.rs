//! Making a connection, and changing one.

use calling_card_api::ConnectionId;
use calling_card_api::connections::{Connection, CreateConnection, NewConnection, System, UpdateConnection};
use calling_card_contact::{AccountKind, FieldError, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::delete::DeleteConnectionButton;
use super::fields::Fields;
use super::keeps::Keeps;
use super::try_out::TryOut;
use crate::connection::use_connections;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::{Failure, send};
use crate::ui::{Editor, PageHeader, shown, use_toasts};

/// A new connection.
#[component]
pub(crate) fn NewConnectionPage() -> impl IntoView {
    let connections = use_connections();
    // What is typed must not be overwritten by what is loaded anew.
    let systems = Memo::new(move |known: Option<&Option<Vec<System>>>| {
        let loaded = || connections.0.state.get().and_then(Result::ok).map(|all| all.systems);
        known.cloned().flatten().or_else(loaded)
    });
    view! {
        <Head title=t("New connection", "Neue Verbindung").to_owned() known=None />
        {move || match systems.get() {
            Some(systems) => {
                let connection = systems.first().map(|system| NewConnection {
                    system: system.system.clone(),
                    name: system.name.clone(),
                    address: system.address.clone(),
                    ..NewConnection::default()
                });
                view! { <Saved connection=connection.unwrap_or_default() known=None systems /> }.into_any()
            }
            None => shown(connections.0, |_| ()).into_any(),
        }}
    }
}

/// A connection that is known, to be changed.
#[component]
pub(crate) fn EditConnection() -> impl IntoView {
    let connections = use_connections();
    let params = use_params_map();
    let id = Memo::new(move |_| ConnectionId(params.get().get("id").unwrap_or_default()));
    // As above; a connection that is saved is another one.
    let loaded = Memo::new(move |known: Option<&Option<(Option<Connection>, Vec<System>)>>| {
        let Some(Ok(all)) = connections.0.state.get() else { return known.cloned().flatten() };
        let found = all.connections.into_iter().find(|one| one.id == id.get() && one.id != ConnectionId::home());
        Some((found, all.systems))
    });
    move || match loaded.get() {
        None => shown(connections.0, |_| ()).into_any(),
        Some((None, _)) => view! { <NotFound /> }.into_any(),
        Some((Some(known), systems)) => {
            let connection = NewConnection {
                system: known.system.clone(),
                name: known.name.clone(),
                address: known.address.clone(),
                account: known.account.clone(),
                tenant: known.tenant.clone(),
                secret: String::new(),
            };
            let holds = known.holds.clone().unwrap_or_default();
            let name = known.name.clone();
            view! {
                <Head title=name.clone() known=Some(known.clone()) />
                <Saved connection known=Some(known) systems />
                <Keeps name holds />
            }
            .into_any()
        }
    }
}

#[component]
fn Head(title: String, known: Option<Connection>) -> impl IntoView {
    view! {
        <div>
            <a class="back" href="/settings/connections">"← "{t("Connections", "Verbindungen")}</a>
            <PageHeader title>{known.map(|connection| view! { <DeleteConnectionButton connection /> })}</PageHeader>
        </div>
    }
}

#[component]
fn Saved(connection: NewConnection, known: Option<Connection>, systems: Vec<System>) -> impl IntoView {
    let editor = Editor::new(&connection);
    editor.warn_before_leaving();
    let connections = use_connections();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let (seen, all) = (known.clone(), systems.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let Ok(connection) = serde_json::from_value::<NewConnection>(untrack(|| editor.value(""))) else { return };
        let missing = missing(&connection, seen.as_ref(), &all);
        editor.errors.set(missing.iter().map(|field| required(field)).collect());
        if !missing.is_empty() {
            return;
        }
        let (navigate, id) = (navigate.clone(), seen.as_ref().map(|known| known.id.clone()));
        busy.set(true);
        spawn_local(async move {
            let outcome = match id {
                Some(id) => send(&UpdateConnection { id, connection }).await,
                None => send(&CreateConnection { connection }).await,
            };
            match outcome {
                Ok(stored) => {
                    editor.settle();
                    toasts.say(t("Saved.", "Gespeichert."));
                    navigate(&format!("/settings/connections/{}", stored.id), Default::default());
                    connections.take(stored);
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    // What is there is left by the way above; what is new, by this.
    let beside = match &known {
        Some(connection) => view! { <TryOut id=connection.id.clone() editor /> }.into_any(),
        None => view! { <a class="button" href="/settings/connections">{t("Cancel", "Abbrechen")}</a> }.into_any(),
    };
    let fixed = known.is_some();
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields editor systems fixed />
            <div class="save-bar">
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary" disabled=busy>{t("Save", "Speichern")}</button>
                {beside}
            </div>
        </form>
    }
}

/// What must be there and is not. Another address needs the secret anew: nobody shall send it where it was not meant for.
fn missing(connection: &NewConnection, known: Option<&Connection>, systems: &[System]) -> Vec<&'static str> {
    let system = systems.iter().find(|system| system.system == connection.system);
    let vendor = system.map(|system| system.address.as_str()).unwrap_or_default();
    let address = if connection.address.trim().is_empty() { vendor } else { connection.address.trim() };
    let moved = known.is_none_or(|known| known.address != address);
    let account = system.and_then(|system| system.account);
    let needed = [
        ("/name", &connection.name, true),
        ("/address", &connection.address, vendor.is_empty()),
        ("/account", &connection.account, account.is_some()),
        ("/tenant", &connection.tenant, account.is_some_and(AccountKind::has_tenant)),
        ("/secret", &connection.secret, moved),
    ];
    needed.into_iter().filter(|(_, text, needed)| *needed && text.trim().is_empty()).map(|(field, ..)| field).collect()
}

fn required(field: &str) -> FieldError {
    FieldError { field: field.to_owned(), problem: Problem::Required }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system() -> System {
        System {
            system: "rogerroger".into(),
            name: "RogerRoger".into(),
            address: "https://crm.example".into(),
            account: Some(AccountKind::Organisation),
            holds: Vec::new(),
            areas: Vec::new(),
        }
    }

    #[test]
    fn a_secret_is_asked_for_where_the_address_is_another() {
        let systems = [system()];
        let mut connection = NewConnection {
            system: "rogerroger".into(),
            name: "R".into(),
            account: "o".into(),
            ..NewConnection::default()
        };
        assert_eq!(missing(&connection, None, &systems), ["/secret"]);
        let known = Connection {
            id: ConnectionId("r".into()),
            name: "R".into(),
            system: "rogerroger".into(),
            address: "https://crm.example".into(),
            account: "o".into(),
            tenant: String::new(),
            holds: None,
            areas: Vec::new(),
        };
        assert!(missing(&connection, Some(&known), &systems).is_empty());
        connection.address = "https://elsewhere.example".into();
        assert_eq!(missing(&connection, Some(&known), &systems), ["/secret"]);
        connection.account.clear();
        assert_eq!(missing(&connection, Some(&known), &systems), ["/account", "/secret"]);
    }

    #[test]
    fn a_tenant_is_asked_for_where_customers_share_an_address() {
        let systems = [System { account: Some(AccountKind::ApiUser), ..system() }];
        let mut connection = NewConnection {
            system: "rogerroger".into(),
            name: "C".into(),
            account: "ada@example.org".into(),
            secret: "key".into(),
            ..NewConnection::default()
        };
        assert_eq!(missing(&connection, None, &systems), ["/tenant"]);
        connection.tenant = "12e39e53-ece1-4d8d-8958-e782de1dbef0".into();
        assert!(missing(&connection, None, &systems).is_empty());
    }

    #[test]
    fn an_address_is_asked_for_where_the_vendor_has_none_for_all() {
        let systems = [System { address: String::new(), account: None, ..system() }];
        let connection = NewConnection {
            system: "rogerroger".into(),
            name: "R".into(),
            secret: "s".into(),
            ..NewConnection::default()
        };
        assert_eq!(missing(&connection, None, &systems), ["/address"]);
    }
}

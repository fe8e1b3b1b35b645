//! One member of staff: their role, and removing them.

use calling_card_api::members::{ChangeRole, Member, NewRole, PrivateParts, Removal, RemoveMember};
use calling_card_api::roles::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::private_of::PrivateOf;
use super::{role_name, role_options};
use crate::language::t;
use crate::session::{Who, ask, ask_anew, use_session};
use crate::transport::send;
use crate::ui::{Dialog, SelectField, moment_text, use_toasts};

/// A member of staff.
#[component]
pub(super) fn Entry(member: Member, changed: Callback<()>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id = member.id;
    let is_self = session.who.with_untracked(|who| matches!(who, Who::Staff(session) if session.user.id == id));
    let role = RwSignal::new(member.role);
    let name = StoredValue::new(member.name.clone());
    let change = move |chosen: String| {
        let Ok(new) = chosen.parse::<Role>() else { return };
        let (before, name) = (role.get_untracked(), name.get_value());
        role.set(new);
        spawn_local(async move {
            match send(&ChangeRole { id, new: NewRole { role: new } }).await {
                Ok(_) => {
                    let words = t("now has the role", "hat jetzt die Rolle");
                    toasts.say(format!("{name} {words} {}.", role_name(new)));
                    if is_self {
                        ask_anew(session);
                    }
                }
                Err(failure) => {
                    role.try_set(before);
                    toasts.fail(&failure);
                }
            }
        });
    };
    let asking = RwSignal::new(false);
    let count = member.private;
    let kept = !count.is_none();
    let fate = RwSignal::new(None::<PrivateParts>);
    let remove = Callback::new(move |()| {
        asking.set(false);
        let name = name.get_value();
        spawn_local(async move {
            let removal = Removal { private: kept.then(|| fate.get_untracked()).flatten() };
            match send(&RemoveMember { id, removal }).await {
                Ok(_) => {
                    toasts.say(format!("{name} {}", t("is removed.", "ist entfernt.")));
                    if is_self {
                        ask(session);
                    } else {
                        changed.try_run(());
                    }
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let label = format!("{}: {}", t("Role", "Rolle"), member.name);
    let removing = format!("{}: {}", t("Remove", "Entfernen"), member.name);
    let since = format!("{} {}", t("since", "seit"), moment_text(&member.since));
    view! {
        <li>
            <div class="row">
                <span>
                    <strong dir="auto">{member.name}</strong>
                    {is_self.then(|| view! { " "<span class="tag">{t("You", "Sie")}</span> })}
                    <br /><span class="muted small"><bdi>{member.email}</bdi>" · "{since}</span>
                </span>
                <span class="buttons">
                    <SelectField label value=Signal::derive(move || role.get().name().to_owned()) options=role_options() on_input=change />
                    <button type="button" class="button small danger" aria-haspopup="dialog" aria-label=removing on:click=move |_| { fate.set(None); asking.set(true); }>{t("Remove", "Entfernen")}</button>
                </span>
            </div>
            <Dialog open=asking title=t("Remove this member?", "Dieses Mitglied entfernen?")>
                <p><strong dir="auto">{name.get_value()}</strong></p>
                <p>{t(
                    "Their sessions end at once, and they cannot sign in any more. What they have written stays, under their name. This cannot be undone, but you can invite them again. API tokens that they know go on working until you delete them.",
                    "Die Sitzungen enden sofort, und eine Anmeldung ist nicht mehr möglich. Was geschrieben wurde, bleibt, unter diesem Namen. Das lässt sich nicht rückgängig machen, aber Sie können neu einladen. API-Tokens, die das Mitglied kennt, gelten weiter, bis Sie sie löschen.",
                )}</p>
                {kept.then(|| view! { <PrivateOf count is_self fate /> })}
                <div class="buttons">
                    <button type="button" class="button danger" disabled=move || kept && fate.get().is_none() on:click=move |_| remove.run(())>{t("Remove", "Entfernen")}</button>
                    <button type="button" class="button" on:click=move |_| asking.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </Dialog>
        </li>
    }
}

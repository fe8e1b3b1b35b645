//! Who is invited and has not followed the link yet.

use calling_card_api::members::{MemberInvitation, WithdrawMemberInvitation};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::role_name;
use crate::language::t;
use crate::transport::send;
use crate::ui::{by_and_at, moment_text, use_toasts};

/// The pending invitations; nothing where there are none.
#[component]
pub(super) fn Invitations(invitations: Vec<MemberInvitation>, changed: Callback<()>) -> impl IntoView {
    let any = !invitations.is_empty();
    let entries: Vec<_> =
        invitations.into_iter().map(|invitation| view! { <Invitation invitation changed /> }).collect();
    any.then(|| {
        view! {
            <section class="panel stack">
                <h2>{t("Invited", "Eingeladen")}</h2>
                <ul class="entries">{entries}</ul>
                <p class="muted small">{t(
                    "Whoever is invited once more gets a new link; the one before holds no more.",
                    "Wer noch einmal eingeladen wird, bekommt einen neuen Link; der bisherige gilt nicht mehr.",
                )}</p>
            </section>
        }
    })
}

#[component]
fn Invitation(invitation: MemberInvitation, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let id = invitation.id;
    let withdraw = move |_| {
        spawn_local(async move {
            match send(&WithdrawMemberInvitation { id }).await {
                Ok(_) => toasts.say(t("The invitation is taken back.", "Die Einladung ist zurückgenommen.")),
                Err(failure) => toasts.fail(&failure),
            }
            changed.try_run(());
        });
    };
    let label = format!("{} {}", t("Take back the invitation of", "Einladung zurücknehmen von"), invitation.email);
    let until = if invitation.expired {
        t("the link is too old", "der Link ist zu alt").to_owned()
    } else {
        format!("{} {}", t("the link holds until", "der Link gilt bis"), moment_text(&invitation.expires_at))
    };
    let made = by_and_at(&invitation.created_by, &invitation.created_at);
    view! {
        <li>
            <div class="row">
                <span>
                    <strong dir="auto">{invitation.email}</strong>" "<span class="tag">{role_name(invitation.role)}</span>
                    <br /><span class="muted small">{made}" · "{until}</span>
                </span>
                <button type="button" class="button small" aria-label=label on:click=withdraw>{t("Take back", "Zurücknehmen")}</button>
            </div>
        </li>
    }
}

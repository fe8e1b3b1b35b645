//! Inviting somebody: by mail, or by a link that is shown once.

use calling_card_api::members::{InviteMember, MadeMemberInvitation, NewMemberInvitation};
use calling_card_api::roles::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::role_options;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Code, SelectField, TextField, focus, use_toasts};

/// What shows the link, by its id.
const MADE: &str = "made-invitation";

/// The form, and below it the link, where no mail brings it.
#[component]
pub(super) fn Invite(changed: Callback<()>, mailed: Memo<bool>) -> impl IntoView {
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Editor);
    let failure = RwSignal::new(None::<Failure>);
    let made = RwSignal::new(None::<(String, String)>);
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let error = Signal::derive(move || {
        let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
        errors.first().map(|error| error.problem.sentence(language())).unwrap_or_default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new =
            NewMemberInvitation { email: email.get_untracked(), role: role.get_untracked(), language: language() };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match send(&InviteMember { new }).await {
                Ok(MadeMemberInvitation { invitation, token: Some(token) }) => {
                    email.try_set(String::new());
                    made.try_set(Some((invitation.email, token)));
                    focus(MADE);
                    changed.try_run(());
                }
                Ok(MadeMemberInvitation { invitation, token: None }) => {
                    email.try_set(String::new());
                    let words = t("The invitation is on its way to", "Die Einladung ist unterwegs an");
                    toasts.say(format!("{words} {}.", invitation.email));
                    changed.try_run(());
                }
                Err(wrong) => {
                    if wrong.errors().is_empty() {
                        toasts.fail(&wrong);
                    }
                    failure.try_set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    let choose = move |chosen: String| role.set(chosen.parse().unwrap_or_default());
    let way = move || match mailed.get() {
        true => {
            t("They get a mail with a link that holds for 7 days.", "Eine Mail bringt einen Link, der 7 Tage gilt.")
        }
        false => t(
            "No mail server is set up: you get a link that holds for 7 days, and pass it on yourself.",
            "Es ist kein Mailserver eingerichtet: Sie bekommen einen Link, der 7 Tage gilt, und geben ihn selbst weiter.",
        ),
    };
    view! {
        <form class="panel stack" novalidate on:submit=submit>
            <h2>{t("Invite somebody", "Jemanden einladen")}</h2>
            <div class="grid">
                <TextField label=t("E-mail", "E-Mail") kind="email" value=email on_input=move |text| email.set(text) error required=true />
                <SelectField label=t("Role", "Rolle") value=Signal::derive(move || role.get().name().to_owned()) options=role_options() on_input=choose />
            </div>
            <p class="muted small">{way}</p>
            <div><button type="submit" class="button primary" disabled=busy>{t("Invite", "Einladen")}</button></div>
        </form>
        {move || made.get().map(|(email, token)| view! { <Made email token done=Callback::new(move |()| made.set(None)) /> })}
    }
}

#[component]
fn Made(email: String, token: String, done: Callback<()>) -> impl IntoView {
    let link = format!("{}/welcome/{token}", window().location().origin().unwrap_or_default());
    view! {
        <section class="panel stack">
            <h2 id=MADE tabindex="-1">{t("The link for", "Der Link für")}" "<span dir="auto">{email}</span></h2>
            <p class="notice info">{t(
                "Copy it now: it is shown this once, and kept nowhere. Whoever has it becomes the member.",
                "Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt und nirgends aufbewahrt. Wer ihn hat, wird das Mitglied.",
            )}</p>
            <Code text=link label=t("Copy the link", "Link kopieren") />
            <div><button type="button" class="button" on:click=move |_| done.run(())>{t("I have it", "Ich habe ihn")}</button></div>
        </section>
    }
}

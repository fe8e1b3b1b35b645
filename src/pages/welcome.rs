//! Following a one-time link: the first member of staff, and who was invited.

use calling_card_api::ProblemKind;
use calling_card_api::auth::{CreateFirstUser, Session};
use calling_card_api::welcome::{AcceptMemberInvitation, InvitedUser, ReadWelcome, WelcomeLink, WelcomeTo};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::language::{language, t};
use crate::pages::settings::role_name;
use crate::session::{Who, sign_out, use_session};
use crate::transport::{Failure, send};
use crate::ui::{PageHeader, TextField, load, shown, use_toasts};

/// The page to which a one-time link leads.
#[component]
pub(crate) fn Welcome() -> impl IntoView {
    let token = use_location().pathname.get_untracked().trim_start_matches("/welcome/").to_owned();
    let link = WelcomeLink { token: token.clone() };
    let welcome = load(move || ReadWelcome { link: link.clone() });
    let token = StoredValue::new(token);
    view! {
        <main class="gate">
            <div>
                <p class="brand"><img src="/favicon.svg" alt="" width="32" height="32" />"Calling Card"</p>
                <PageHeader title=t("Welcome", "Willkommen") />
                {move || match welcome.state.get() {
                    Some(Err(failure)) if failure.is(ProblemKind::Credentials) => view! { <TooLate /> }.into_any(),
                    _ => shown(welcome, move |to| view! { <Begin token=token.get_value() to /> }).into_any(),
                }}
            </div>
        </main>
    }
}

#[component]
fn TooLate() -> impl IntoView {
    view! {
        <div class="panel stack">
            <p role="alert">{t(
                "This link holds no more: it was used, is too old, or was taken back. Ask whoever gave it to you for a new one.",
                "Dieser Link gilt nicht mehr: Er wurde benutzt, ist zu alt oder wurde zurückgenommen. Bitten Sie um einen neuen, wo Sie ihn herhaben.",
            )}</p>
            <p><a href="/people">{t("Sign in", "Anmelden")}</a></p>
        </div>
    }
}

/// Says who one is; the address is only asked of the first.
#[component]
fn Begin(token: String, to: WelcomeTo) -> impl IntoView {
    let session = use_session();
    let [name, email, password] = [(); 3].map(|()| RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
            errors
                .iter()
                .find(|error| error.field == field)
                .map(|error| error.problem.sentence(language()))
                .unwrap_or_default()
        })
    };
    let invited = to.email.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let (token, name, password) = (token.clone(), name.get_untracked(), password.get_untracked());
        let email = (!invited).then(|| email.get_untracked());
        busy.set(true);
        spawn_local(async move {
            match begin(token, name, email, password).await {
                Ok(signed_in) => {
                    navigate("/people", NavigateOptions { replace: true, ..NavigateOptions::default() });
                    session.who.set(Who::Staff(signed_in));
                }
                Err(wrong) => {
                    failure.try_set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    let help = t("At least 10 characters.", "Mindestens 10 Zeichen.");
    let words = if invited {
        t(
            "You are invited. Say who you are, and begin.",
            "Sie sind eingeladen. Sagen Sie, wer Sie sind, und beginnen Sie.",
        )
    } else {
        t(
            "You are the first here. Say who you are, and begin.",
            "Sie sind als Erstes hier. Sagen Sie, wer Sie sind, und beginnen Sie.",
        )
    };
    let taken = error("/email");
    let known = to.email.map(|email| {
        view! {
            <dl class="facts">
                <div><dt>{t("Workspace", "Arbeitsbereich")}</dt><dd dir="auto">{to.workspace}</dd></div>
                <div><dt>{t("E-mail", "E-Mail")}</dt><dd dir="auto">{email}</dd></div>
                <div><dt>{t("Role", "Rolle")}</dt><dd>{role_name(to.role)}</dd></div>
            </dl>
            // The address of somebody who has an account already is refused at a field that is not here.
            {move || (!taken.get().is_empty()).then(|| view! { <p class="notice" role="alert">{taken}</p> })}
        }
    });
    view! {
        <form class="panel stack" novalidate on:submit=submit>
            <p class="muted">{words}</p>
            {known}
            <TextField label=t("Your name", "Ihr Name") value=name on_input=move |text| name.set(text) autocomplete="name" error=error("/name") required=true />
            {(!invited).then(|| view! {
                <TextField label=t("E-mail", "E-Mail") value=email on_input=move |text| email.set(text) kind="email" autocomplete="username" error=error("/email") required=true />
            })}
            <TextField label=t("Password", "Passwort") value=password on_input=move |text| password.set(text) kind="password" autocomplete="new-password" error=error("/password") help required=true />
            {move || failure.get().map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
            <button type="submit" class="button primary" disabled=busy>{t("Begin", "Beginnen")}</button>
        </form>
    }
}

/// Becomes the first member of staff, who says an address, or the one who was invited.
async fn begin(token: String, name: String, email: Option<String>, password: String) -> Result<Session, Failure> {
    match email {
        Some(email) => send(&CreateFirstUser { token, name, email, password }).await,
        None => send(&AcceptMemberInvitation { user: InvitedUser { token, name, password } }).await,
    }
}

/// Where a one-time link leads one who is signed in already.
#[component]
pub(crate) fn WelcomeSignedIn() -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let name = session.who.with_untracked(|who| match who {
        Who::Staff(session) => session.user.name.clone(),
        _ => String::new(),
    });
    view! {
        <PageHeader title=t("Welcome", "Willkommen") />
        <section class="panel stack">
            <p>{t("You are signed in as", "Sie sind angemeldet als")}" "<strong dir="auto">{name}</strong>"."</p>
            <p>{t(
                "This link is for somebody who begins here. Sign out to follow it.",
                "Dieser Link ist für jemanden, der hier anfängt. Melden Sie sich ab, um ihm zu folgen.",
            )}</p>
            <div class="buttons">
                <button type="button" class="button primary" on:click=move |_| sign_out(session, toasts)>{t("Sign out", "Abmelden")}</button>
                <a class="button" href="/people">{t("To the people", "Zu den Personen")}</a>
            </div>
        </section>
    }
}

//! Signing in.

mod by_organization;
mod by_passkey;

use calling_card_api::auth::{Session, SignIn as SignInRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::language::{language, t};
use crate::session::{SessionState, Who, use_session};
use crate::transport::send;
use crate::ui::{PageHeader, TextField, focus};

use by_organization::OrganizationSignIn;
use by_passkey::PasskeySignIn;

/// Lets somebody in who has signed in; at home, where they are led there.
fn entered(session: SessionState, signed_in: Session, home: Option<&impl Fn(&str, NavigateOptions)>) {
    if let Some(navigate) = home {
        navigate("/people", NavigateOptions { replace: true, ..NavigateOptions::default() });
    }
    session.ended.set(false);
    if session.who.get_untracked() != Who::Staff(signed_in.clone()) {
        session.who.set(Who::Staff(signed_in));
    }
}

/// The page on which one signs in. It stands wherever one wanted to go, so that one is there afterwards.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    view! {
        <main class="gate">
            <div>
                <p class="brand"><img src="/favicon.svg" alt="" width="32" height="32" />"Calling Card"</p>
                <PageHeader title=t("Sign in", "Anmelden") />
                <div class="panel stack"><SignInForm /><OrganizationSignIn /></div>
            </div>
        </main>
    }
}

/// E-mail address and password; or the one-time link that was followed.
#[component]
pub(crate) fn SignInForm() -> impl IntoView {
    let session = use_session();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let code = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let location = use_location();
    let begin = move |request: SignInRequest, go_home: bool| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match send(&request).await {
                Ok(signed_in) => entered(session, signed_in, go_home.then_some(&navigate)),
                // The password was right, and needs a code beside it.
                Err(wrong)
                    if code.get_untracked().is_none() && wrong.errors().iter().any(|error| error.field == "/code") =>
                {
                    code.try_set(Some(String::new()));
                    failure.try_set(None);
                }
                Err(wrong) => {
                    session.ended.set(matches!(session.who.get_untracked(), Who::Staff(_)));
                    failure.try_set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    let token = location.hash.get_untracked().trim_start_matches('#').to_owned();
    if location.pathname.get_untracked() == "/sign-in" && !token.is_empty() {
        begin.clone()(SignInRequest::Link { token }, true);
    }
    let at_sign_in = move || location.pathname.get_untracked() == "/sign-in";
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (email, password) = (email.get_untracked(), password.get_untracked());
        let code = code.get_untracked().unwrap_or_default();
        begin.clone()(SignInRequest::Password { email, password, code }, at_sign_in());
    };
    let asked = NodeRef::<leptos::html::Div>::new();
    // A field that comes onto the page takes the focus from no other by itself.
    Effect::new(move || {
        let field = asked.get().and_then(|asked| asked.get_elements_by_tag_name("input").item(0));
        if let Some(field) = field {
            focus(field.id());
        }
    });
    // Whether another account needs a code is not known.
    let change_email = move |text| {
        email.set(text);
        code.set(None);
    };
    let typed = Signal::derive(move || code.get().unwrap_or_default());
    let of_code = Signal::derive(move || {
        let wrong = failure.get().is_some_and(|failure: crate::transport::Failure| {
            failure.errors().iter().any(|error| error.field == "/code")
        });
        if wrong {
            t(
                "This code is not right, or was used: take the next one.",
                "Dieser Code stimmt nicht, oder er wurde schon benutzt: Nehmen Sie den nächsten.",
            )
        } else {
            ""
        }
        .to_owned()
    });
    view! {
        <form class="stack" on:submit=submit>
            <TextField label=t("E-mail", "E-Mail") value=email on_input=change_email kind="email" autocomplete="username" required=true />
            <TextField label=t("Password", "Passwort") value=password on_input=move |text| password.set(text) kind="password" autocomplete="current-password" required=true />
            <Show when=move || code.with(Option::is_some)>
                <div node_ref=asked>
                    <TextField label=t("Code", "Code") value=typed on_input=move |text| code.set(Some(text)) error=of_code
                        help=t("The one that the app on your phone shows, or a recovery code.", "Der, den die App auf Ihrem Telefon zeigt, oder ein Ersatzcode.")
                        autocomplete="one-time-code" required=true />
                </div>
            </Show>
            {move || failure.get().filter(|_| of_code.with(String::is_empty)).map(|failure: crate::transport::Failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
            <button type="submit" class="button primary" disabled=busy>{t("Sign in", "Anmelden")}</button>
            <PasskeySignIn />
        </form>
    }
}

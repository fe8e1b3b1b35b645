//! The own password, asked anew before what protects the account is changed.

use std::future::Future;

use calling_card_api::auth::OwnPassword;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::Failure;
use crate::ui::{Dialog, TextField, use_toasts};

/// Asks for it.
#[component]
pub(super) fn OwnPasswordField(password: RwSignal<String>, wrong: Signal<String>) -> impl IntoView {
    view! {
        <TextField label=t("Your password", "Ihr Passwort") kind="password" autocomplete="current-password" value=password
            on_input=move |text| password.set(text) error=wrong required=true />
    }
}

/// What is wrong with it; empty where a request did not fail because of it.
pub(super) fn of_password(failure: &Failure) -> String {
    let wrong = failure.errors().iter().any(|error| error.field == "/password");
    if wrong { t("This is not your password.", "Das ist nicht Ihr Passwort.").to_owned() } else { String::new() }
}

/// Whether a dialog is open that asks about something: as long as that is meant. The browser's ways to close it forget what was meant, too.
pub(super) fn open_while<T: Clone + Send + Sync + 'static>(meant: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(meant.with(Option::is_some)));
    Effect::new(move || {
        if !open.get() && meant.with_untracked(Option::is_some) {
            meant.set(None);
        }
    });
    open
}

/// A form that asks for it.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) password: RwSignal<String>,
    pub(super) wrong: Signal<String>,
    pub(super) busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Asking {
    /// A form in which nothing is typed yet.
    pub(super) fn new() -> Self {
        let failure = RwSignal::new(None::<Failure>);
        let wrong = Signal::derive(move || failure.get().map(|failure| of_password(&failure)).unwrap_or_default());
        Self { password: RwSignal::new(String::new()), wrong, busy: RwSignal::new(false), failure }
    }

    /// Forgets what was typed, and what was wrong with it.
    fn forget(self) {
        self.password.set(String::new());
        self.failure.set(None);
    }

    /// Does what the password was asked for, once; what is refused is said at the field, or in a toast.
    pub(super) fn submit<Act, Acting>(self, act: Act) -> impl Fn(leptos::ev::SubmitEvent) + Copy + Send + 'static
    where
        Act: Fn(OwnPassword) -> Acting + Copy + Send + 'static,
        Acting: Future<Output = Result<(), Failure>> + 'static,
    {
        let toasts = use_toasts();
        move |event| {
            event.prevent_default();
            if self.busy.get_untracked() {
                return;
            }
            self.busy.set(true);
            let own = OwnPassword { password: self.password.get_untracked() };
            spawn_local(async move {
                if let Err(refused) = act(own).await {
                    if refused.errors().is_empty() {
                        toasts.fail(&refused);
                    }
                    self.failure.try_set(Some(refused));
                }
                self.busy.try_set(false);
            });
        }
    }
}

/// Says what follows, and asks for the password before it is done, once. It stays open where that was refused.
#[component]
pub(super) fn PasswordDialog<Act, Acting>(
    open: RwSignal<bool>,
    title: &'static str,
    /// What is done, as the button says it.
    #[prop(into)]
    verb: Signal<&'static str>,
    /// Does it.
    act: Act,
    /// What follows.
    children: ChildrenFn,
) -> impl IntoView
where
    Act: Fn(OwnPassword) -> Acting + Copy + Send + Sync + 'static,
    Acting: Future<Output = Result<(), Failure>> + 'static,
{
    let asking = Asking::new();
    Effect::new(move || {
        open.track();
        asking.forget();
    });
    let submit = asking.submit(move |own| async move {
        act(own).await?;
        open.try_set(false);
        Ok(())
    });
    let Asking { password, wrong, busy, .. } = asking;
    let children = StoredValue::new(children);
    view! {
        <Dialog open title>
            {move || children.with_value(|children| children())}
            <form class="stack" on:submit=submit>
                <OwnPasswordField password wrong />
                <div class="buttons">
                    <button type="submit" class="button danger" aria-disabled=move || busy.get().then_some("true")>{verb}</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </form>
        </Dialog>
    }
}

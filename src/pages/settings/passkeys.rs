//! The own passkeys: by which one signs in without a password.

mod new;
mod remove;
mod rename;

use calling_card_api::passkeys::{ListPasskeys, Passkey};
use leptos::prelude::*;

use new::NewPasskey;
use remove::ConfirmRemoval;
use rename::Rename;

use crate::language::t;
use crate::passkeys::supported;
use crate::ui::{load, moment_text, shown};

/// The own passkeys, and the way to a new one.
#[component]
pub(super) fn Passkeys() -> impl IntoView {
    let passkeys = load(|| ListPasskeys);
    let changed = Callback::new(move |()| passkeys.again());
    let renaming = RwSignal::new(None::<Passkey>);
    let removing = RwSignal::new(None::<Passkey>);
    let can = RwSignal::new(true);
    Effect::new(move || can.set(supported()));
    view! {
        <section class="panel stack">
            <h2>{t("Passkeys", "Passkeys")}</h2>
            <p class="muted">{t(
                "With a passkey you sign in by your fingerprint, your face, the PIN of your device or a security key, and type neither an address nor a password.",
                "Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht, der PIN Ihres Geräts oder einem Sicherheitsschlüssel an und tippen weder Adresse noch Passwort.",
            )}</p>
            {shown(passkeys, move |passkeys| {
                if passkeys.is_empty() {
                    return view! { <p>{t("You have no passkeys yet.", "Sie haben noch keine Passkeys.")}</p> }.into_any();
                }
                let entries: Vec<_> = passkeys.into_iter().map(|passkey| view! { <Entry passkey renaming removing /> }).collect();
                view! { <ul class="entries">{entries}</ul> }.into_any()
            })}
            {move || if can.get() {
                view! { <NewPasskey changed /> }.into_any()
            } else {
                view! { <p class="notice info">{t(
                    "This browser knows no passkeys: none can be added here. Take a newer one.",
                    "Dieser Browser kennt keine Passkeys: Hier lässt sich keiner hinzufügen. Nehmen Sie einen neueren.",
                )}</p> }.into_any()
            }}
        </section>
        <Rename renaming changed />
        <ConfirmRemoval removing changed />
    }
}

#[component]
fn Entry(passkey: Passkey, renaming: RwSignal<Option<Passkey>>, removing: RwSignal<Option<Passkey>>) -> impl IntoView {
    let used = match &passkey.used_at {
        Some(at) => format!("{} {}", t("last used", "zuletzt benutzt"), moment_text(at)),
        None => t("never used", "nie benutzt").to_owned(),
    };
    let made = format!("{} {}", t("made", "angelegt"), moment_text(&passkey.created_at));
    let label = |verb: &str| format!("{verb}: {}", passkey.name);
    let (rename, remove) = (t("Rename", "Umbenennen"), t("Remove", "Entfernen"));
    let (rename_label, remove_label) = (label(rename), label(remove));
    let (name, to_rename, to_remove) = (passkey.name.clone(), passkey.clone(), passkey);
    view! {
        <li>
            <div class="row">
                <span><strong dir="auto">{name}</strong><br /><span class="muted small">{made}" · "{used}</span></span>
                <span class="buttons">
                    <button type="button" class="button small" aria-haspopup="dialog" aria-label=rename_label on:click=move |_| renaming.set(Some(to_rename.clone()))>{rename}</button>
                    <button type="button" class="button small danger" aria-haspopup="dialog" aria-label=remove_label on:click=move |_| removing.set(Some(to_remove.clone()))>{remove}</button>
                </span>
            </div>
        </li>
    }
}

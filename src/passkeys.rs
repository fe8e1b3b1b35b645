//! The browser's part of passkeys (WebAuthn Level 3): it is asked in JSON, and answers in JSON.

use calling_card_api::passkeys::{BrowserAnswer, BrowserQuestion};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::language::t;

/// What a browser is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// To make a passkey.
    Make,
    /// To use one.
    Use,
}

/// Why a browser has not answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// It cannot.
    Unsupported,
    /// It was cancelled, took too long, or there is no passkey: browsers do not say which.
    Declined,
    /// There is a passkey already.
    Known,
    /// The page is at an address that is not the configured one, or not a safe one.
    Address,
    /// Anything else.
    Failed,
}

impl Unanswered {
    /// A sentence: what happened, and what to do.
    pub(crate) fn sentence(self, wish: Wish) -> &'static str {
        match (self, wish) {
            (Self::Unsupported, _) => t(
                "This browser knows no passkeys. Take a newer one, or sign in with your password.",
                "Dieser Browser kennt keine Passkeys. Nehmen Sie einen neueren, oder melden Sie sich mit dem Passwort an.",
            ),
            (Self::Declined, Wish::Use) => t(
                "No passkey was used: it was cancelled, or there is none for here on this device. Try again, or sign in with your password.",
                "Es wurde kein Passkey benutzt: Es wurde abgebrochen, oder auf diesem Gerät ist keiner für hier. Versuchen Sie es noch einmal, oder melden Sie sich mit dem Passwort an.",
            ),
            (Self::Declined, Wish::Make) => t(
                "No passkey was made: it was cancelled, or took too long. Try again.",
                "Es wurde kein Passkey angelegt: Es wurde abgebrochen oder dauerte zu lange. Versuchen Sie es noch einmal.",
            ),
            (Self::Known, _) => t(
                "This device or key has a passkey of yours already: it is in the list.",
                "Auf diesem Gerät oder Schlüssel ist schon ein Passkey von Ihnen: Er steht in der Liste.",
            ),
            (Self::Address, _) => t(
                "Passkeys work only at the address for which the server is set up, and by https. Open the app there.",
                "Passkeys gehen nur unter der Adresse, für die der Server eingerichtet ist, und mit https. Öffnen Sie die App dort.",
            ),
            (Self::Failed, _) => t(
                "The browser could not do it. Try again, or with another device.",
                "Der Browser konnte es nicht. Versuchen Sie es noch einmal, oder mit einem anderen Gerät.",
            ),
        }
    }
}

/// Whether the browser knows passkeys, and takes what it is asked in JSON.
pub(crate) fn supported() -> bool {
    let kind = part(&window(), "PublicKeyCredential");
    kind.is_ok_and(|kind| part(&kind, "parseRequestOptionsFromJSON").is_ok_and(|parse| parse.is_function()))
}

/// Asks the browser.
pub(crate) async fn ask(wish: Wish, question: &BrowserQuestion) -> Result<BrowserAnswer, Unanswered> {
    if !supported() {
        return Err(Unanswered::Unsupported);
    }
    let (parse, act) = match wish {
        Wish::Make => ("parseCreationOptionsFromJSON", "create"),
        Wish::Use => ("parseRequestOptionsFromJSON", "get"),
    };
    let said = asked(parse, act, question).await.map_err(|error| why(&error))?;
    let credential = serde_json::from_str(&said).map_err(|_| Unanswered::Failed)?;
    Ok(BrowserAnswer { credential })
}

/// The credential, in JSON.
async fn asked(parse: &str, act: &str, question: &BrowserQuestion) -> Result<String, JsValue> {
    let options = JSON::parse(&question.options.to_string())?;
    let options = call(&part(&window(), "PublicKeyCredential")?, parse, &options)?;
    let wanted = Object::new();
    Reflect::set(&wanted, &"publicKey".into(), &options)?;
    let coming: Promise = call(&part(&window().navigator(), "credentials")?, act, &wanted)?.dyn_into()?;
    let credential = JsFuture::from(coming).await?;
    JSON::stringify(&call(&credential, "toJSON", &JsValue::UNDEFINED)?).map(String::from)
}

fn part(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    part(object, name)?.dyn_into::<Function>()?.call1(object, argument)
}

/// What the name of a `DOMException` says.
fn why(error: &JsValue) -> Unanswered {
    let name = part(error, "name").ok().and_then(|name| name.as_string()).unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "AbortError" => Unanswered::Declined,
        "InvalidStateError" => Unanswered::Known,
        "SecurityError" => Unanswered::Address,
        "NotSupportedError" => Unanswered::Unsupported,
        _ => Unanswered::Failed,
    }
}

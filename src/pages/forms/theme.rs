//! How a form looks: its colours, and whether they can be read.

use calling_card_contact::Theme;
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::language::t;
use crate::ui::Editor;

const THEME: &str = "/form/theme";

/// The form's own colours and corners.
#[component]
pub(super) fn EditTheme(editor: Editor) -> impl IntoView {
    let asked = Memo::new(move |_| editor.value(THEME).is_object());
    let ask = move |event| editor.set(THEME, if event_target_checked(&event) { json!({}) } else { Value::Null });
    view! {
        <section class="panel stack">
            <h2>{t("Looks", "Aussehen")}</h2>
            <label class="check"><input type="checkbox" prop:checked=asked on:change=ask />{t("Colours of its own", "Eigene Farben")}</label>
            {move || asked.get().then(|| view! {
                <p class="muted small">{t("What a website says about the element by its stylesheet wins over these.",
                                          "Was eine Website in ihrem Stylesheet über das Element sagt, geht diesen vor.")}</p>
                <Palette editor scheme="light" title=t("On a light page", "Auf hellen Seiten") />
                <Palette editor scheme="dark" title=t("On a dark page", "Auf dunklen Seiten") />
                <Radius editor />
                <Contrasts editor />
            })}
        </section>
    }
}

#[component]
fn Palette(editor: Editor, scheme: &'static str, title: &'static str) -> impl IntoView {
    let fields: Vec<_> = Theme::members()
        .map(|(member, day, night)| {
            let own = if scheme == "light" { day } else { night };
            view! { <Colour editor pointer=format!("{THEME}/{scheme}/{member}") label=label(member) own /> }
        })
        .collect();
    view! { <fieldset class="choice colours"><legend>{title}</legend><div class="grid">{fields}</div></fieldset> }
}

#[component]
fn Colour(editor: Editor, pointer: String, label: &'static str, own: &'static str) -> impl IntoView {
    let id = pointer.trim_start_matches('/').replace('/', "-");
    let (from, to, gone) = (pointer.clone(), pointer.clone(), pointer);
    let given = Memo::new(move |_| Some(editor.words(&from)).filter(|colour| !colour.is_empty()));
    let value = move || given.get().unwrap_or_else(|| own.to_owned());
    let reset = move || {
        let pointer = gone.clone();
        let label = format!("{}: {label}", t("Back to the form's own colour", "Zurück zur Farbe des Formulars"));
        view! { <button type="button" class="button quiet small" aria-label=label on:click=move |_| editor.set(&pointer, "".into())>"↺"</button> }
    };
    view! {
        <div class="field colour">
            <label for=id.clone()>{label}</label>
            <div class="buttons">
                <input id=id type="color" prop:value=value on:input=move |event| editor.set(&to, event_target_value(&event).into()) />
                <code class="small">{value}</code>
                {move || given.get().is_some().then(&reset)}
            </div>
        </div>
    }
}

#[component]
fn Radius(editor: Editor) -> impl IntoView {
    let pointer = format!("{THEME}/radius");
    let from = pointer.clone();
    let value = move || editor.value(&from).as_u64().unwrap_or(10).to_string();
    let said = value.clone();
    let set = move |event| {
        let text = event_target_value(&event);
        editor.set(&pointer, text.parse::<u8>().map_or(Value::Null, Value::from));
    };
    view! {
        <div class="field">
            <label for="theme-radius">{t("Roundness of corners", "Rundung der Ecken")}": "{said}" px"</label>
            <input id="theme-radius" type="range" min="0" max="32" prop:value=value on:input=set />
        </div>
    }
}

/// Which colours can hardly be told apart.
#[component]
fn Contrasts(editor: Editor) -> impl IntoView {
    let low = move || {
        let theme = serde_json::from_value::<Theme>(editor.value(THEME)).unwrap_or_default();
        theme.low_contrasts()
    };
    let line = |low: calling_card_contact::LowContrast| {
        let (scheme, member) = low.field.trim_start_matches('/').split_once('/').unwrap_or_default();
        let page = if scheme == "light" { t("light page", "helle Seite") } else { t("dark page", "dunkle Seite") };
        let least = t("at least", "mindestens");
        let text =
            format!("{page}: {} – {}: {:.1} : 1, {least} {} : 1", label(member), label(low.on), low.ratio, low.least);
        view! { <li>{text}</li> }
    };
    view! {
        <div role="status">
            {move || {
                let low = low();
                if low.is_empty() {
                    return view! { <p class="notice success">{t("All of it can be read (WCAG 2.2, AA).", "Alles ist lesbar (WCAG 2.2, AA).")}</p> }.into_any();
                }
                let lines: Vec<_> = low.into_iter().map(line).collect();
                view! {
                    <div class="notice warning">
                        <p>{t("Some visitors cannot read this. Choose darker or lighter colours:", "Manche Besucher können das nicht lesen. Wählen Sie dunklere oder hellere Farben:")}</p>
                        <ul>{lines}</ul>
                    </div>
                }.into_any()
            }}
        </div>
    }
}

fn label(member: &str) -> &'static str {
    match member {
        "accent" => t("Button", "Knopf"),
        "on_accent" => t("Text on the button", "Text auf dem Knopf"),
        "text" => t("Text", "Text"),
        "muted" => t("Help texts", "Hilfetexte"),
        "line" => t("Lines", "Linien"),
        "surface" => t("Fields", "Felder"),
        "error" => t("Errors", "Fehler"),
        _ => t("Success", "Erfolg"),
    }
}

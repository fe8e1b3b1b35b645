//! Single fields: label, control, help and error tied together.

use leptos::prelude::*;

/// How many fields there have been; for ids that are unique on the page.
fn next_id() -> String {
    thread_local!(static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    COUNT.with(|count| {
        count.set(count.get() + 1);
        format!("field-{}", count.get())
    })
}

/// A field of one line, or of several.
#[component]
pub fn TextField(
    /// The label.
    #[prop(into)]
    label: String,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with it; empty if nothing is.
    #[prop(into, optional)]
    error: Signal<String>,
    /// The type of the input; `textarea` for several lines.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A sentence that helps.
    #[prop(into, optional)]
    help: String,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether it stretches over the whole row.
    #[prop(optional)]
    wide: bool,
    /// Whether it has the focus at first.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it is only to be read.
    #[prop(optional)]
    disabled: bool,
    /// The id of the list of what may be typed.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let id = next_id();
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = if help.is_empty() { error_id.clone() } else { format!("{help_id} {error_id}") };
    let wrong = move || (!error.get().is_empty()).then_some("true");
    let control = if kind == "textarea" {
        view! {
            <textarea id=id.clone() dir="auto" rows="4" required=required disabled=disabled aria-describedby=described aria-invalid=wrong
                prop:value=value on:input=move |event| on_input.run(event_target_value(&event))></textarea>
        }
        .into_any()
    } else {
        let direction = if matches!(kind, "text" | "search") { "auto" } else { "ltr" };
        view! {
            <input id=id.clone() type=kind dir=direction autocomplete=autocomplete required=required autofocus=autofocus disabled=disabled
                list=list aria-describedby=described aria-invalid=wrong
                prop:value=value on:input=move |event| on_input.run(event_target_value(&event)) />
        }
        .into_any()
    };
    view! {
        <div class="field" class:wide=wide>
            <label for=id>{label}</label>
            {control}
            {(!help.is_empty()).then(|| view! { <p class="help" id=help_id>{help}</p> })}
            <p class="error" id=error_id>{error}</p>
        </div>
    }
}

/// A field in which one of several is chosen.
#[component]
pub fn SelectField(
    /// The label.
    #[prop(into)]
    label: String,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what is chosen.
    #[prop(into)]
    on_input: Callback<String>,
    /// What can be chosen: values and what is read.
    options: Vec<(String, String)>,
    /// What is wrong with it; empty if nothing is.
    #[prop(into, optional)]
    error: Signal<String>,
    /// A sentence that helps.
    #[prop(into, optional)]
    help: String,
    /// Whether it is only to be read.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = next_id();
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = if help.is_empty() { error_id.clone() } else { format!("{help_id} {error_id}") };
    let wrong = move || (!error.get().is_empty()).then_some("true");
    let entries: Vec<_> = options
        .into_iter()
        .map(|(entry, label)| {
            let chosen = entry.clone();
            view! { <option value=entry selected=move || value.get() == chosen>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id disabled=disabled aria-describedby=described aria-invalid=wrong prop:value=value
                on:change=move |event| on_input.run(event_target_value(&event))>{entries}</select>
            {(!help.is_empty()).then(|| view! { <p class="help" id=help_id>{help}</p> })}
            <p class="error" id=error_id>{error}</p>
        </div>
    }
}

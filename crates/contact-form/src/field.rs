//! The fields of the form.

use calling_card_contact::{ConsentText, Field, FieldKind, FormDefinition, FormLanguage};
use leptos::prelude::*;

use crate::control::Control;
use crate::words::{FileWords, Words};

/// One field: label, control, help and error, tied together for assistive technology.
#[component]
pub(crate) fn FormField(
    field: Field,
    language: FormLanguage,
    prefix: String,
    value: String,
    error: String,
) -> impl IntoView {
    let id = format!("{prefix}-{}", field.name);
    let help = field.help.text(language).to_owned();
    let (help_id, taken_id, error_id) = (format!("{id}-help"), format!("{id}-taken"), format!("{id}-error"));
    let taken = match &field.kind {
        FieldKind::File { kinds, many } => FileWords::taken(language, kinds, *many),
        _ => String::new(),
    };
    let describe = [(&help_id, !help.is_empty()), (&taken_id, !taken.is_empty()), (&error_id, true)];
    let described: Vec<&str> = describe.iter().filter(|(_, is)| *is).map(|(id, _)| id.as_str()).collect();
    let described = described.join(" ");
    let wide = matches!(
        field.kind,
        FieldKind::Textarea | FieldKind::Multiselect { .. } | FieldKind::Checkbox | FieldKind::File { .. }
    );
    let class = if wide { "cc-field cc-wide" } else { "cc-field" };
    let kind = field.kind.clone();
    let label = field.label.text(language).to_owned();
    let optional = (!field.required).then(|| {
        view! { <span class="cc-optional" aria-hidden="true">{Words::of(language).optional}</span> }
    });
    let help = (!help.is_empty()).then(|| view! { <p class="cc-help" id=help_id part="help">{help}</p> });
    let taken = (!taken.is_empty()).then(|| view! { <p class="cc-help" id=taken_id part="help">{taken}</p> });
    let wrong = !error.is_empty();
    let error = view! { <p class="cc-error" id=error_id part="error">{said(error)}</p> };
    let control = Control { field, language, id: id.clone(), described, value, wrong };
    match kind {
        FieldKind::Hidden { .. } => control.view(),
        FieldKind::Multiselect { .. } => view! {
            <fieldset class=class part="field">
                <legend part="label">{label}" "{optional}</legend>
                {control.view()}
                {help}
                {error}
            </fieldset>
        }
        .into_any(),
        FieldKind::Checkbox => view! {
            <div class=class part="field">
                <label class="cc-check" part="label">{control.view()}<span>{label}" "{optional}</span></label>
                {help}
                {error}
            </div>
        }
        .into_any(),
        _ => view! {
            <div class=class part="field">
                <label for=id part="label">
                    {label}
                </label>
                {optional}
                {control.view()}
                {help}
                {taken}
                {error}
            </div>
        }
        .into_any(),
    }
}

/// The box to tick, with the exact words that are agreed to. It is empty at the start.
#[component]
pub(crate) fn ConsentBox(
    consent: ConsentText,
    language: FormLanguage,
    prefix: String,
    ticked: bool,
    error: String,
) -> impl IntoView {
    let id = format!("{prefix}-{}", FormDefinition::CONSENT);
    let error_id = format!("{id}-error");
    let notice = (!consent.notice_url.is_empty()).then(|| {
        let words = Words::of(language).privacy_notice;
        view! { " " <a href=consent.notice_url.clone() target="_blank" rel="noopener">{words}</a> }
    });
    view! {
        <div class="cc-consent" part="consent">
            <input
                type="checkbox"
                id=id.clone()
                name=FormDefinition::CONSENT
                value="yes"
                checked=ticked
                required=consent.required
                aria-describedby=error_id.clone()
                aria-invalid=(!error.is_empty()).then_some("true")
            />
            <label for=id>{consent.text.text(language).to_owned()}{notice}</label>
            <p class="cc-error" id=error_id part="error">{said(error)}</p>
        </div>
    }
}

/// A text, or nothing at all, so that the style can tell.
pub(crate) fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

//! The fields of the form.

use calling_card_contact::{ConsentText, Field, FieldKind, FormDefinition, Language};
use leptos::prelude::*;

/// One field: label, control, help and error, tied together for assistive technology.
#[component]
pub(crate) fn FormField(
    field: Field,
    language: Language,
    prefix: String,
    value: String,
    error: String,
) -> impl IntoView {
    let id = format!("{prefix}-{}", field.name);
    let help = field.help.text(language).to_owned();
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = if help.is_empty() { error_id.clone() } else { format!("{help_id} {error_id}") };
    let wide = matches!(field.kind, FieldKind::Textarea).then_some("cc-field cc-wide").unwrap_or("cc-field");
    let optional = match language {
        Language::En => "optional",
        Language::De => "freiwillig",
    };
    let label = field.label.text(language).to_owned();
    let control =
        Control { field: field.clone(), language, id: id.clone(), described, value, wrong: !error.is_empty() };
    view! {
        <div class=wide part="field">
            <label for=id part="label">
                {label}
            </label>
            {(!field.required).then(|| view! { <span class="cc-optional" aria-hidden="true">{optional}</span> })}
            {control.view()}
            {(!help.is_empty()).then(|| view! { <p class="cc-help" id=help_id part="help">{help}</p> })}
            <p class="cc-error" id=error_id part="error">{said(error)}</p>
        </div>
    }
}

/// The box to tick, with the exact words that are agreed to. It is empty at the start.
#[component]
pub(crate) fn ConsentBox(
    consent: ConsentText,
    language: Language,
    prefix: String,
    ticked: bool,
    error: String,
) -> impl IntoView {
    let id = format!("{prefix}-{}", FormDefinition::CONSENT);
    let error_id = format!("{id}-error");
    let notice = (!consent.notice_url.is_empty()).then(|| {
        let words = match language {
            Language::En => "Privacy notice",
            Language::De => "Datenschutzhinweise",
        };
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

/// What is typed into.
struct Control {
    field: Field,
    language: Language,
    id: String,
    described: String,
    value: String,
    wrong: bool,
}

impl Control {
    fn view(self) -> AnyView {
        let wrong = self.wrong.then_some("true");
        let required = self.field.required;
        let name = self.field.name.clone();
        let autocomplete = self.field.autocomplete.map(|token| token.token());
        match &self.field.kind {
            FieldKind::Textarea => view! {
                <textarea id=self.id name=name rows="5" dir="auto" part="input" required=required
                    autocomplete=autocomplete aria-describedby=self.described aria-invalid=wrong>{self.value}</textarea>
            }
            .into_any(),
            FieldKind::Select { options } => {
                let entries: Vec<_> = options
                    .iter()
                    .map(|option| {
                        let chosen = option.value == self.value;
                        view! { <option value=option.value.clone() selected=chosen>{option.label.text(self.language).to_owned()}</option> }
                    })
                    .collect();
                view! {
                    <select id=self.id name=name part="input" required=required
                        autocomplete=autocomplete aria-describedby=self.described aria-invalid=wrong>
                        <option value="">"–"</option>
                        {entries}
                    </select>
                }
                .into_any()
            }
            kind => {
                let (kind, mode) = match kind {
                    FieldKind::Email => ("email", Some("email")),
                    FieldKind::Phone => ("tel", Some("tel")),
                    FieldKind::Url => ("url", Some("url")),
                    _ => ("text", None),
                };
                view! {
                    <input type=kind inputmode=mode id=self.id name=name value=self.value dir="auto" part="input" required=required
                        autocomplete=autocomplete aria-describedby=self.described aria-invalid=wrong />
                }
                .into_any()
            }
        }
    }
}

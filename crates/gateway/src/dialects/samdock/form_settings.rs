//! A form as the settings of an inbound source, and back. The vendor shows only empty objects: what stands here is what its help names.

use calling_card_contact::{
    Check, ConsentText, DoubleOptIn, Field, FieldKey, FieldKind, FieldTarget, FormDefinition, Language, Localized,
    rules,
};
use calling_card_crm::samdock::wire::{InboundSource, Open};
use serde_json::{Value, json};

/// The vendor's entity and key of what a field asks.
const TARGETS: [(&str, &str, FieldTarget); 12] = [
    ("person", "firstName", FieldTarget::GivenName),
    ("person", "lastName", FieldTarget::FamilyName),
    ("person", "email", FieldTarget::Email),
    ("person", "phoneNumber", FieldTarget::Phone),
    ("person", "website", FieldTarget::Website),
    ("person", "address.street", FieldTarget::Street),
    ("person", "address.postcode", FieldTarget::Zip),
    ("person", "address.city", FieldTarget::City),
    ("person", "address.country", FieldTarget::Country),
    ("person", "role", FieldTarget::Position),
    ("person", "note", FieldTarget::Message),
    ("organization", "name", FieldTarget::Company),
];

/// The settings of a form: of it, of its double opt-in, and of what is agreed to.
pub(super) fn told(form: &FormDefinition) -> (Open, Open, Open) {
    let text = |text: &Localized| text.text(Language::default()).to_owned();
    let field = |(position, field): (usize, &Field)| {
        let (entity, key) = named(field);
        json!({ "key": key, "entity": entity, "label": text(&field.label), "required": field.required, "position": position })
    };
    let fields: Vec<Value> =
        form.fields.iter().filter(|field| field.kind != FieldKind::Step).enumerate().map(field).collect();
    let mut settings =
        json!({ "fields": fields, "submitLabel": text(&form.submit), "successMessage": text(&form.thanks) });
    if !form.redirect.is_empty() {
        settings["redirectUrl"] = form.redirect.clone().into();
    }
    let mut doi = json!({ "enabled": form.double_opt_in.is_some() });
    if let Some(opt_in) = &form.double_opt_in {
        doi["subject"] = text(&opt_in.subject).into();
        if let Some(redirect) = opt_in.redirect(None) {
            doi["redirectUrl"] = redirect.into();
        }
    }
    let mut privacy = json!({ "enabled": form.consent.is_some() });
    if let Some(consent) = &form.consent {
        privacy["text"] = text(&consent.text).into();
        if !consent.notice_url.is_empty() {
            privacy["url"] = consent.notice_url.clone().into();
        }
    }
    (open(settings), open(doi), open(privacy))
}

/// Writes what is said otherwise than before. What makes no form of ours stays beside the source.
pub(super) fn apply(form: &mut FormDefinition, before: &InboundSource, said: &InboundSource) {
    let mut attempt = |write: &dyn Fn(&mut FormDefinition)| {
        let mut written = form.clone();
        write(&mut written);
        if written.check().is_empty() {
            *form = written;
        }
    };
    if before.form_settings != said.form_settings {
        attempt(&|form| write_settings(form, &of(&before.form_settings), &of(&said.form_settings)));
    }
    if before.privacy != said.privacy {
        attempt(&|form| write_consent(form, &of(&said.privacy)));
    }
    if before.doi != said.doi {
        attempt(&|form| write_opt_in(form, &of(&said.doi)));
    }
}

/// The pages to which a source lets a visitor be led.
pub(super) fn redirects(form: &FormDefinition, said: &InboundSource) -> Vec<String> {
    let named = |settings: &Option<Open>| of(settings)["redirectUrl"].as_str().map(str::to_owned);
    let of_form = form.double_opt_in.iter().flat_map(|opt_in| opt_in.redirects.iter().cloned());
    let all = of_form.chain([form.redirect.clone()]).chain(named(&said.form_settings)).chain(named(&said.doi));
    all.filter(|url| rules::url(url).is_ok()).collect()
}

fn write_settings(form: &mut FormDefinition, was: &Value, shall: &Value) {
    if was["fields"] != shall["fields"]
        && let Some(asked) = shall["fields"].as_array().filter(|asked| !asked.is_empty())
    {
        let mut asked: Vec<&Value> = asked.iter().take(rules::LIST as usize).collect();
        asked.sort_by_key(|field| field["position"].as_i64().unwrap_or(i64::MAX));
        form.fields = asked.iter().filter_map(|asked| asked_field(form, asked)).collect();
    }
    let text =
        |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(|text| Localized::new(text, text));
    for (member, of_form) in [("submitLabel", &mut form.submit), ("successMessage", &mut form.thanks)] {
        if was[member] != shall[member]
            && let Some(text) = text(&shall[member])
        {
            *of_form = text;
        }
    }
    if was["redirectUrl"] != shall["redirectUrl"] {
        form.redirect = shall["redirectUrl"].as_str().unwrap_or_default().to_owned();
    }
}

/// A field of the form, as it is asked; what is not said of it stays.
fn asked_field(form: &FormDefinition, asked: &Value) -> Option<Field> {
    let key = asked["key"].as_str().filter(|key| !key.trim().is_empty())?;
    let entity = asked["entity"].as_str().unwrap_or("person");
    let known = form.fields.iter().find(|field| named(field) == (entity.to_owned(), key.to_owned()));
    let mut field = known.cloned().or_else(|| new_field(entity, key))?;
    if let Some(label) = asked["label"].as_str().filter(|label| !label.trim().is_empty())
        && label != field.label.text(Language::default())
    {
        field.label = Localized::new(label, label);
    }
    field.required = asked["required"].as_bool().unwrap_or(field.required);
    Some(field)
}

fn new_field(entity: &str, key: &str) -> Option<Field> {
    let target = TARGETS.iter().find(|(of, name, _)| *of == entity && *name == key).map(|(.., target)| target.clone());
    let kind = match &target {
        Some(FieldTarget::Email) => FieldKind::Email,
        Some(FieldTarget::Phone) => FieldKind::Phone,
        Some(FieldTarget::Website) => FieldKind::Url,
        Some(FieldTarget::Message) => FieldKind::Textarea,
        _ => FieldKind::Text,
    };
    let fits = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = format!("{entity}_{key}").chars().map(fits).take(64).collect();
    FieldKey::try_from(name.clone()).ok()?;
    Some(Field {
        name,
        label: Localized::new(key, key),
        help: Localized::default(),
        kind,
        required: false,
        max_length: rules::SHORT_TEXT,
        when: None,
        target,
        autocomplete: None,
    })
}

fn write_consent(form: &mut FormDefinition, said: &Value) {
    let text = said["text"].as_str().unwrap_or_default();
    if said["enabled"] == false || text.trim().is_empty() {
        form.consent = None;
        form.double_opt_in = None;
        return;
    }
    let known = form.consent.take();
    form.consent = Some(ConsentText {
        text: Localized::new(text, text),
        notice_url: said["url"].as_str().unwrap_or_default().to_owned(),
        version: known.as_ref().map(|known| known.version).unwrap_or_default(),
        purpose: known.as_ref().map(|known| known.purpose.clone()).unwrap_or_default(),
        controller: known.map(|known| known.controller).unwrap_or_default(),
        required: true,
    });
}

fn write_opt_in(form: &mut FormDefinition, said: &Value) {
    if said["enabled"] != true {
        form.double_opt_in = None;
        return;
    }
    let mut opt_in = form.double_opt_in.take().unwrap_or_else(DoubleOptIn::standard);
    let text = |member: &str| said[member].as_str().map(str::trim).filter(|text| !text.is_empty());
    if let Some(subject) = text("subject") {
        opt_in.subject = Localized::new(subject, subject);
    }
    if let Some(words) = text("text") {
        let parts = [text("title"), Some(words), text("buttonText"), Some("{link}")];
        let body = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
        opt_in.body = Localized::new(&body, &body);
    }
    if let Some(redirect) = text("redirectUrl") {
        opt_in.redirects = vec![redirect.to_owned()];
    }
    form.double_opt_in = Some(opt_in);
}

/// Entity and key of what a field asks.
fn named(field: &Field) -> (String, String) {
    let known = TARGETS.iter().find(|(.., target)| Some(target) == field.target.as_ref());
    let (entity, key) = match (&field.target, known) {
        (_, Some((entity, key, _))) => (*entity, (*key).to_owned()),
        (Some(FieldTarget::Custom(key)), None) => ("person", key.to_string()),
        (Some(_) | None, None) => ("person", field.name.clone()),
    };
    (entity.to_owned(), key)
}

fn of(settings: &Option<Open>) -> Value {
    settings.clone().map_or(Value::Null, Value::Object)
}

fn open(value: Value) -> Open {
    match value {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Open::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(settings: Value, doi: Value) -> InboundSource {
        InboundSource { form_settings: Some(open(settings)), doi: Some(open(doi)), ..InboundSource::default() }
    }

    #[test]
    fn what_makes_a_form_is_written_and_what_makes_none_is_not() {
        let mut form = FormDefinition::contact();
        let (settings, doi, _) = told(&form);
        let before = InboundSource { form_settings: Some(settings), doi: Some(doi), ..InboundSource::default() };
        let unchanged = form.clone();
        apply(&mut form, &before, &before);
        assert_eq!(form, unchanged);

        let fields = json!([
            { "key": "email", "entity": "person", "label": "Mail", "required": true, "position": 1 },
            { "key": "lastName", "entity": "person", "required": true, "position": 0 },
            { "key": "budget", "entity": "deal" },
        ]);
        let said = source(
            json!({ "fields": fields, "submitLabel": "Go" }),
            json!({ "enabled": true, "redirectUrl": "https://a.example/x" }),
        );
        apply(&mut form, &before, &said);
        let names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["family_name", "email", "deal_budget"]);
        assert_eq!((form.submit.text(Language::En), form.fields[1].label.text(Language::De)), ("Go", "Mail"));
        assert_eq!(redirects(&form, &said), ["https://a.example/x", "https://a.example/x"]);

        let same = form.clone();
        let nothing = json!({ "fields": [{ "key": "x".repeat(900) }], "redirectUrl": "javascript:1" });
        let broken = InboundSource { doi: said.doi.clone(), ..source(nothing, json!({})) };
        apply(&mut form, &said, &broken);
        assert_eq!(form, same);
        assert!(redirects(&form, &broken).iter().all(|url| url == "https://a.example/x"));
        apply(&mut form, &said, &source(json!({}), json!({ "enabled": false })));
        assert_eq!(form.double_opt_in, None);
    }
}

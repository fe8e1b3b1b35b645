//! The whole form.

use calling_card_contact::{Field, FieldErrors, FieldKind, FormDefinition, FormLanguage};
use leptos::prelude::*;

use crate::EventWords;
use crate::field::{ConsentBox, FormField, said};

/// What was typed already, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Values by the names of their fields.
    pub values: Vec<(String, String)>,
    /// Whether the consent was ticked.
    pub consent: bool,
    /// What is wrong.
    pub errors: FieldErrors,
    /// What is said in the form's status, if anything.
    pub status: String,
}

/// The event at which a form books a place, in the words of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventShown {
    /// What it is called.
    pub title: String,
    /// When and where it is, what it is about and what it costs, a line each.
    pub lines: Vec<String>,
    /// Why no place can be asked for; empty where one can.
    pub closed: String,
    /// The invitation by which it is asked for; none where nobody says one.
    pub invitation: Option<InvitationShown>,
}

/// The invitation of who reads a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationShown {
    /// By what it is known; empty where the address of the page says it (`invitation`), which a script puts in.
    pub code: String,
    /// Whom it is for; empty where that is not known.
    pub name: String,
    /// Where it is rejected; empty where a script puts it in.
    pub decline: String,
}

/// An inbound form. `prefix` begins every id in it, so that several forms can stand on one page.
#[component]
pub fn ContactForm(
    /// What the form asks.
    definition: FormDefinition,
    /// The language in which it is read.
    language: FormLanguage,
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// How the ids in it begin.
    #[prop(into)]
    prefix: String,
    /// The key of the submission, by which a repeat is known; set where no script does it.
    #[prop(optional, into)]
    key: String,
    /// Whether the form is the whole page, so that its title is the page's.
    #[prop(optional)]
    page: bool,
    /// What was typed already.
    #[prop(optional)]
    filled: Filled,
    /// The event at which it books a place.
    #[prop(optional_no_strip)]
    event: Option<EventShown>,
) -> impl IntoView {
    let text = |text: &calling_card_contact::Localized| text.text(language).to_owned();
    let title = text(&definition.title);
    let introduction = text(&definition.introduction);
    let error = |name: &str| {
        let at = format!("/{name}");
        filled
            .errors
            .iter()
            .find(|error| error.field == at)
            .map(|error| error.problem.sentence_in_form(language))
            .unwrap_or_default()
    };
    let value = |name: &str| {
        filled.values.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let field = |field: &Field| {
        let (value, error) = (value(&field.name), error(&field.name));
        view! { <FormField field=field.clone() language prefix=prefix.clone() value error /> }
    };
    let titled = !title.is_empty();
    let stepwise = definition.fields.iter().any(|field| field.kind == FieldKind::Step);
    let steps: Vec<_> = steps(&definition.fields)
        .into_iter()
        .map(|(step, fields)| {
            let fields: Vec<_> = fields.iter().map(field).collect();
            let heading =
                step.map(|step| StepHeading { step, language, prefix: &prefix, below_title: !page && titled }.view());
            let fields = view! { <div class="cc-fields">{fields}</div> };
            if !stepwise {
                return fields.into_any();
            }
            let named = step.map(|step| format!("{prefix}-{}", step.name));
            view! { <div class="cc-step" role="group" aria-labelledby=named>{heading}{fields}</div> }.into_any()
        })
        .collect();
    let consent = definition.consent.clone().map(|consent| {
        let error = error(FormDefinition::CONSENT);
        view! { <ConsentBox consent language prefix=prefix.clone() ticked=filled.consent error /> }
    });
    let hidden = (!key.is_empty()).then(|| {
        view! {
            <input type="hidden" name=FormDefinition::KEY value=key />
            <input type="hidden" name=FormDefinition::LANGUAGE value=language.to_string() />
        }
    });
    let id = format!("{prefix}-title");
    let labelled = (!title.is_empty()).then(|| id.clone());
    // What a page of the other direction says about it does not turn it around.
    let direction = language.is_right_to_left().then_some("rtl");
    let closed = event.as_ref().map(|event| event.closed.clone()).unwrap_or_default();
    let invitation = event.as_ref().and_then(|event| event.invitation.clone());
    let open = closed.is_empty();
    let status = if open { filled.status } else { closed };
    let submit = text(&definition.submit);
    // Only so a form without script sends files.
    let encoding = definition.takes_files().then_some("multipart/form-data");
    view! {
        <form class="cc-form" part="form" method="post" action=action enctype=encoding lang=language.to_string() dir=direction novalidate aria-labelledby=labelled>
            {heading(title, id, page)}
            {(!introduction.is_empty()).then(|| view! { <p class="cc-introduction" part="introduction">{introduction}</p> })}
            {event.map(shown)}
            {open.then(|| view! {
                {invitation.map(|invitation| invited(invitation, language))}
                {hidden}
                {steps}
                {consent}
                <textarea name=FormDefinition::TRAP hidden=true tabindex="-1" autocomplete="off"></textarea>
                <button type="submit" part="button">{submit}</button>
            })}
            <div class="cc-status" part="status" role="status">{said(status)}</div>
        </form>
    }
}

/// What an event is; nothing of one that nobody may know of.
fn shown(event: EventShown) -> Option<AnyView> {
    if event.title.is_empty() {
        return None;
    }
    let lines: Vec<_> = event.lines.into_iter().map(|line| view! { <p dir="auto">{line}</p> }).collect();
    let title = view! { <p dir="auto"><strong>{event.title}</strong></p> };
    Some(view! { <div class="cc-event" part="event">{title}{lines}</div> }.into_any())
}

/// Whose invitation is taken up, and a way to reject it.
fn invited(invitation: InvitationShown, language: FormLanguage) -> impl IntoView {
    let words = EventWords::of(language);
    let InvitationShown { code, name, decline } = invitation;
    let unknown = decline.is_empty();
    let whose = (!name.is_empty()).then(|| view! { ": "<strong dir="auto">{name}</strong> });
    view! {
        <input type="hidden" name=FormDefinition::INVITATION value=code data-parameter="invitation" />
        <p class="cc-invitation" part="invitation" hidden=unknown>
            {words.invitation}{whose}" · "<a href=decline>{words.decline}</a>
        </p>
    }
}

/// The fields of each step, with what begins it; what stands before the first step belongs to it.
fn steps(fields: &[Field]) -> Vec<(Option<&Field>, &[Field])> {
    let mut steps = Vec::new();
    let mut rest = fields;
    let mut begins = None;
    loop {
        let length = rest.iter().position(|field| field.kind == FieldKind::Step).unwrap_or(rest.len());
        let (part, after) = rest.split_at(length);
        if begins.is_some() || !part.is_empty() {
            steps.push((begins, part));
        }
        let Some((step, next)) = after.split_first() else { return steps };
        (begins, rest) = (Some(step), next);
    }
}

/// What begins a step.
struct StepHeading<'a> {
    step: &'a Field,
    language: FormLanguage,
    prefix: &'a str,
    /// Whether the form's title is a heading of the second level, so that this one is below it.
    below_title: bool,
}

impl StepHeading<'_> {
    fn view(self) -> AnyView {
        let Self { step, language, prefix, below_title } = self;
        let (title, help) = (step.label.text(language).to_owned(), step.help.text(language).to_owned());
        let help = (!help.is_empty()).then(|| view! { <p class="cc-help" part="help">{help}</p> });
        let id = format!("{prefix}-{}", step.name);
        if below_title {
            view! { <h3 class="cc-step-title" id=id part="step">{title}</h3>{help} }.into_any()
        } else {
            view! { <h2 class="cc-step-title" id=id part="step">{title}</h2>{help} }.into_any()
        }
    }
}

fn heading(title: String, id: String, page: bool) -> Option<AnyView> {
    match (title.is_empty(), page) {
        (true, _) => None,
        (false, true) => Some(view! { <h1 id=id part="title">{title}</h1> }.into_any()),
        (false, false) => Some(view! { <h2 id=id part="title">{title}</h2> }.into_any()),
    }
}

//! The list of forms.

use calling_card_api::ConnectionId;
use calling_card_api::inbound_sources::{InboundSourceSummary, ListInboundSources};
use calling_card_contact::SourceStatus;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Avatar, EmptyState, GoButton, PageHeader, Sign, load, shown};

/// The list of forms.
#[component]
pub(crate) fn FormsPage() -> impl IntoView {
    let forms = load(|| ListInboundSources { connection: ConnectionId::home() });
    view! {
        <PageHeader title=t("Forms", "Formulare")>
            <GoButton to="/forms/new" sign=Sign::Plus label=t("New form", "Neues Formular") />
        </PageHeader>
        {shown(forms, |forms| {
            if forms.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Form title=t("No forms yet", "Noch keine Formulare")
                        text=t("A form stands on your website by one line, and what is sent becomes a draft.",
                               "Ein Formular steht mit einer Zeile auf Ihrer Website, und was gesendet wird, wird ein Entwurf.") />
                }.into_any();
            }
            let entries: Vec<_> = forms.into_iter().map(|form| view! { <Entry form /> }).collect();
            view! { <ul class="list">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(form: InboundSourceSummary) -> impl IntoView {
    let source = form.source.content;
    let waiting = format!("{} {}", form.waiting, t("waiting", "warten"));
    let received = format!("{} {}", form.submissions, t("received", "eingegangen"));
    view! {
        <li>
            <a class="entry" href=format!("/forms/{}", source.id)>
                <Avatar name=source.name.clone() image=None />
                <span><strong dir="auto">{source.name.clone()}</strong><span class="muted small">"/f/"{source.id.to_string()}</span></span>
                <span><Status status=source.status /></span>
                <span class="end small muted"><span>{received}</span>" · "<span>{waiting}</span></span>
            </a>
        </li>
    }
}

/// Whether a form takes anything in.
#[component]
pub(super) fn Status(status: SourceStatus) -> impl IntoView {
    let (class, text) = match status {
        SourceStatus::Active => ("tag success", t("Active", "Aktiv")),
        SourceStatus::Testing => ("tag warning", t("Testing", "Testbetrieb")),
        SourceStatus::Disabled => ("tag plain", t("Disabled", "Abgeschaltet")),
    };
    view! { <span class=class>{text}</span> }
}

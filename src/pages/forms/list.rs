//! The list of forms.

use calling_card_api::inbound_sources::{InboundSourceSummary, ListInboundSources};
use calling_card_contact::SourceStatus;
use leptos::prelude::*;

use super::source::kind_name;
use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::ui::{Avatar, EmptyState, GoButton, PageHeader, Sign, load, shown};

/// The list of forms.
#[component]
pub(crate) fn FormsPage() -> impl IntoView {
    let crm = use_connection();
    let (home, connection) = (crm.is_home(), crm.id.clone());
    let forms = load(move || ListInboundSources { connection: connection.clone() });
    let new = Place::Forms.path(&crm.id, "/new");
    let label = if home { t("New form", "Neues Formular") } else { t("New source", "Neue Quelle") };
    view! {
        <PageHeader title=t("Forms", "Formulare")>
            <GoButton to=new sign=Sign::Plus label />
        </PageHeader>
        <div class="filters"><ChooseCrm place=Place::Forms /></div>
        {shown(forms, move |forms| {
            if forms.is_empty() && !home {
                return view! {
                    <EmptyState sign=Sign::Form title=t("No sources there yet", "Dort noch keine Quellen")
                        text=t("A source takes in what a form, a program or a mailbox sends; each becomes a draft there.",
                               "Eine Quelle nimmt auf, was ein Formular, ein Programm oder ein Postfach sendet; jedes wird dort ein Entwurf.") />
                }.into_any();
            }
            if forms.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Form title=t("No forms yet", "Noch keine Formulare")
                        text=t("A form stands on your website by one line, and what is sent becomes a draft.",
                               "Ein Formular steht mit einer Zeile auf Ihrer Website, und was gesendet wird, wird ein Entwurf.") />
                }.into_any();
            }
            let entries: Vec<_> = forms.into_iter().map(|form| {
                let address = Place::Forms.path(&crm.id, format!("/{}", form.source.id));
                view! { <Entry form address /> }
            }).collect();
            view! { <ul class="list">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(form: InboundSourceSummary, address: String) -> impl IntoView {
    let source = form.source.content;
    let beside = match &source.there {
        Some(there) => kind_name(there.kind).to_owned(),
        None => format!("/f/{}", source.id),
    };
    let lead = source.there.is_some() && source.create_lead;
    let waiting = format!("{} {}", form.waiting, t("waiting", "warten"));
    let received = form.submissions.map(|number| format!("{number} {}", t("received", "eingegangen")));
    view! {
        <li>
            <a class="entry" href=address>
                <Avatar name=source.name.clone() image=None />
                <span><strong dir="auto">{source.name.clone()}</strong><span class="muted small">{beside}</span></span>
                <span class="tags"><Status status=source.status />{lead.then(|| view! { <span class="tag">{t("Lead", "Lead")}</span> })}</span>
                <span class="end small muted">{received.map(|received| view! { <span>{received}</span>" · " })}<span>{waiting}</span></span>
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

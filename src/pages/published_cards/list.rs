//! All published cards.

use calling_card_api::ConnectionId;
use calling_card_api::published_cards::{ListPublishedCards, PublishedCardSummary};
use leptos::prelude::*;

use super::link::publish_place;
use super::sharing::{WithdrawButton, page_address};
use crate::language::t;
use crate::ui::{EmptyState, PageHeader, Sign, load, moment_text, shown};

/// All published cards of the workspace.
#[component]
pub(crate) fn PublishedCardsPage() -> impl IntoView {
    let cards = load(|| ListPublishedCards { connection: ConnectionId::home() });
    let again = Callback::new(move |()| cards.again());
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Published cards", "Veröffentlichte Karten") />
        </div>
        {shown(cards, move |cards| {
            if cards.is_empty() {
                return view! {
                    <EmptyState sign=Sign::People title=t("No card is published", "Keine Karte ist veröffentlicht")
                        text=t("Open a person and choose Publish … on one of their business cards. You decide field by field what everybody may see.",
                               "Öffnen Sie eine Person und wählen Sie auf einer ihrer Visitenkarten Veröffentlichen … Sie entscheiden Feld für Feld, was alle sehen dürfen.")>
                        <a class="button" href="/people">{t("To the people", "Zu den Personen")}</a>
                    </EmptyState>
                }.into_any();
            }
            let entries: Vec<_> = cards.into_iter().map(|card| view! { <Entry card again /> }).collect();
            view! { <ul class="panel entries">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(card: PublishedCardSummary, again: Callback<()>) -> impl IntoView {
    let PublishedCardSummary { published, name, business, shown } = card;
    let address = page_address(&published.id);
    let place = publish_place(published.content.person, published.content.card);
    let since = format!(
        "{} {} · {}",
        t("published by", "veröffentlicht von"),
        published.created_by,
        moment_text(&published.created_at)
    );
    let state = if shown {
        view! { <a href=address.clone() target="_blank" rel="external" dir="ltr">{address.clone()}</a> }.into_any()
    } else {
        view! { <span class="tag warning">{t("Shows nothing: the business card is gone or no longer used", "Zeigt nichts: Die Visitenkarte ist weg oder nicht mehr in Gebrauch")}</span> }.into_any()
    };
    view! {
        <li>
            <div class="row">
                <span><a href=place dir="auto">{name}</a>" "<span class="muted" dir="auto">{business}</span></span>
                <WithdrawButton record=published again />
            </div>
            <p class="small">{state}</p>
            <p class="muted small">{since}</p>
        </li>
    }
}

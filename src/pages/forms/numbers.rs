//! What a form has seen: submissions over time, how many of those who began sent it, and where the others left.

use calling_card_api::ConnectionId;
use calling_card_api::inbound_sources::{FormDay, FormStatistics, GetFormStatistics, StatisticsQuery};
use calling_card_contact::{FormDefinition, FormId};
use leptos::prelude::*;

use crate::language::{language, t};
use crate::ui::{SelectField, load, shown};

/// The numbers of a form.
#[component]
pub(super) fn Numbers(id: FormId, form: Signal<FormDefinition>) -> impl IntoView {
    let days = RwSignal::new("30".to_owned());
    let seen = load(move || {
        let query = StatisticsQuery { days: days.get().parse().unwrap_or(30) };
        GetFormStatistics { connection: ConnectionId::home(), id: id.clone(), query }
    });
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let options = vec![
        option("7", t("7 days", "7 Tage")),
        option("30", t("30 days", "30 Tage")),
        option("365", t("A year", "Ein Jahr")),
    ];
    view! {
        <section class="panel stack" aria-labelledby="numbers-title">
            <h2 id="numbers-title">{t("Submissions", "Eingänge")}</h2>
            <SelectField label=t("Period", "Zeitraum") value=days on_input=move |text| days.set(text) options />
            {shown(seen, move |seen| view! { <Seen seen form=form.get_untracked() /> })}
        </section>
    }
}

#[component]
fn Seen(seen: FormStatistics, form: FormDefinition) -> impl IntoView {
    let sum = |number: fn(&FormDay) -> u32| seen.days.iter().map(number).sum::<u32>();
    let (received, begun, sent) = (sum(|day| day.received), sum(|day| day.begun), sum(|day| day.sent));
    let share = (begun > 0)
        .then(|| format!("{} %", (100 * u64::from(sent.min(begun)) + u64::from(begun) / 2) / u64::from(begun)));
    let label = |name: &str| {
        let field = form.fields.iter().find(|field| field.name == name);
        field.map_or_else(|| t("Consent", "Einwilligung").to_owned(), |field| field.label.text(language()).to_owned())
    };
    let left: Vec<_> = seen
        .left
        .iter()
        .map(|left| view! { <tr><th scope="row" dir="auto">{label(&left.field)}</th><td>{left.number}</td></tr> })
        .collect();
    let rows: Vec<_> = seen
        .days
        .iter()
        .filter(|day| day.received + day.begun > 0)
        .map(|day| view! { <tr><th scope="row">{day.day.clone()}</th><td>{day.received}</td><td>{day.begun}</td><td>{day.sent}</td></tr> })
        .collect();
    let any = !left.is_empty();
    view! {
        <dl class="facts">
            <div><dt>{t("Received", "Eingegangen")}</dt><dd>{received}</dd></div>
            <div><dt>{t("Begun", "Begonnen")}</dt><dd>{begun}</dd></div>
            <div><dt>{t("Completed", "Abgeschlossen")}</dt><dd>{share.unwrap_or_else(|| "–".into())}</dd></div>
        </dl>
        <Picture days=seen.days.clone() />
        <details class="more">
            <summary>{t("As a table", "Als Tabelle")}</summary>
            <div class="table-wrap" tabindex="0" role="region" aria-label=t("Submissions by day", "Eingänge nach Tagen")>
                <table>
                    <thead><tr><th scope="col">{t("Day", "Tag")}</th><th scope="col">{t("Received", "Eingegangen")}</th>
                        <th scope="col">{t("Begun", "Begonnen")}</th><th scope="col">{t("Sent", "Gesendet")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
        {any.then(|| view! {
            <div class="table-wrap">
                <table>
                    <caption>{t("The last field before it was left", "Letztes Feld vor dem Verlassen")}</caption>
                    <tbody>{left}</tbody>
                </table>
            </div>
        })}
        <p class="muted small">{t("Counted by day, without anything about who: no cookie, no address. Pages without script are not counted as begun.",
                                  "Nach Tagen gezählt, ohne Angaben darüber, wer: kein Cookie, keine Adresse. Seiten ohne Skript zählen nicht als begonnen.")}</p>
    }
}

/// Bars, one a day: what came in, before what was begun.
#[component]
fn Picture(days: Vec<FormDay>) -> impl IntoView {
    const HEIGHT: f64 = 100.0;
    let most = days.iter().map(|day| day.received.max(day.begun)).max().unwrap_or_default().max(1);
    let step = 300.0 / days.len().max(1) as f64;
    let bar = |index: usize, number: u32, class: &'static str| {
        let height = HEIGHT * f64::from(number) / f64::from(most);
        let (x, y, width) = (index as f64 * step + step * 0.1, HEIGHT - height, step * 0.8);
        (number > 0).then(|| view! { <rect class=class x=format!("{x:.2}") y=format!("{y:.2}") width=format!("{width:.2}") height=format!("{height:.2}") /> })
    };
    let bars: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(index, day)| (bar(index, day.begun, "begun"), bar(index, day.received, "received")))
        .collect();
    let busiest = days.iter().max_by_key(|day| day.received).filter(|day| day.received > 0);
    let busiest = busiest
        .map(|day| format!("; {} {} ({})", t("most on", "die meisten am"), day.day, day.received))
        .unwrap_or_default();
    let total: u32 = days.iter().map(|day| day.received).sum();
    let words =
        format!("{total} {} {} {}{busiest}", t("submissions in", "Eingänge in"), days.len(), t("days", "Tagen"));
    let ends = days.first().map(|day| day.day.clone()).zip(days.last().map(|day| day.day.clone()));
    view! {
        <figure class="bars">
            <svg viewBox="0 0 300 100" preserveAspectRatio="none" role="img" aria-label=words.clone()>{bars}<path d="M0 100H300" /></svg>
            {ends.map(|(first, last)| view! { <div class="row small muted" aria-hidden="true"><span>{first}</span><span>{last}</span></div> })}
            <figcaption class="small muted"><span class="key received"></span>{t("received", "eingegangen")}" "<span class="key begun"></span>{t("begun", "begonnen")}</figcaption>
        </figure>
    }
}

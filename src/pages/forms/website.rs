//! "Check my website": whether the form runs there, and what to add where it does not.

use calling_card_api::ConnectionId;
use calling_card_api::websites::{CheckWebsite as Ask, Finding, Need, NotFetched, Website, WebsiteReport};
use calling_card_contact::FormId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::transport::send;
use crate::ui::TextField;

/// Asks for an address or a policy, and says what works.
#[component]
pub(super) fn CheckWebsite(id: FormId) -> impl IntoView {
    let (url, policy) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let report = RwSignal::new(None::<WebsiteReport>);
    let failure = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(String::new());
        report.set(None);
        let website = Website { url: url.get_untracked(), policy: policy.get_untracked() };
        if website.url.trim().is_empty() && website.policy.trim().is_empty() {
            return failure.set(
                t("Enter a web address, or a policy.", "Geben Sie eine Webadresse oder eine Richtlinie ein.").into(),
            );
        }
        busy.set(true);
        let id = id.clone();
        spawn_local(async move {
            match send(&Ask { connection: ConnectionId::home(), id, website }).await {
                Ok(found) => match found.not_fetched {
                    Some(why) => failure.set(not_fetched(why).into()),
                    None => report.set(Some(found)),
                },
                Err(wrong) => failure.set(wrong.sentence(language())),
            }
            busy.try_set(false);
        });
    };
    view! {
        <section class="panel" aria-labelledby="website-title">
            <form class="stack" novalidate on:submit=ask>
                <h2 id="website-title">{t("Check my website", "Meine Website prüfen")}</h2>
                <TextField label=t("Address of the page with the form", "Adresse der Seite mit dem Formular") value=url on_input=move |text| url.set(text)
                    kind="url" error=failure help=t("The gateway fetches this page once.", "Das Gateway ruft diese Seite einmal ab.") />
                <details class="more">
                    <summary>{t("Or paste its Content-Security-Policy", "Oder deren Content-Security-Policy einfügen")}</summary>
                    <TextField label="Content-Security-Policy" value=policy on_input=move |text| policy.set(text) kind="textarea" />
                </details>
                <div><button type="submit" class="button" disabled=busy>{t("Check", "Prüfen")}</button></div>
                <div role="status">{move || report.get().map(|report| view! { <Report report /> })}</div>
            </form>
        </section>
    }
}

#[component]
fn Report(report: WebsiteReport) -> impl IntoView {
    let runs =
        report.findings.iter().all(|finding| finding.granted || !matches!(finding.need, Need::Script | Need::Connect));
    let allowed = report.origin_allowed != Some(false);
    let verdict = match (runs && allowed, report.script_there) {
        (false, _) => t("The form does not run there yet.", "Das Formular läuft dort noch nicht."),
        (true, Some(false)) => t(
            "The form can run there; its script is not in the page yet.",
            "Das Formular kann dort laufen; sein Skript steht noch nicht in der Seite.",
        ),
        (true, _) => t("The form runs there.", "Das Formular läuft dort."),
    };
    let class = if runs && allowed { "notice success" } else { "notice" };
    let none = report.policies.is_empty();
    let findings: Vec<_> = report.findings.into_iter().map(finding).collect();
    view! {
        <p class=class>{verdict}</p>
        {(!report.page.is_empty()).then(|| view! { <p class="small muted">{report.page.clone()}</p> })}
        {(!allowed).then(|| view! { <p>{t("This website is not among those that may send through the form. Add it under Websites.",
            "Diese Website gehört nicht zu denen, die über das Formular senden dürfen. Fügen Sie sie unter Websites hinzu.")}</p> })}
        {none.then(|| view! { <p>{t("No Content-Security-Policy: nothing is forbidden.", "Keine Content-Security-Policy: Nichts ist verboten.")}</p> })}
        <ul class="entries">{findings}</ul>
    }
}

fn finding(finding: Finding) -> impl IntoView {
    let (what, without) = match finding.need {
        Need::Script => (
            t("Loading the script", "Das Skript laden"),
            t("Without it there is no form.", "Ohne es gibt es kein Formular."),
        ),
        Need::Connect => (t("Sending", "Senden"), t("Without it nothing is sent.", "Ohne das wird nichts gesendet.")),
        Need::WebAssembly => (
            t("Errors while typing (WebAssembly)", "Fehler beim Tippen (WebAssembly)"),
            t(
                "The form works without it; errors are said after sending.",
                "Das Formular geht auch ohne; Fehler werden nach dem Senden genannt.",
            ),
        ),
        Need::Style => (t("Its style", "Sein Aussehen"), ""),
    };
    let (class, word) = match (finding.granted, finding.need) {
        (true, _) => ("tag success", t("works", "geht")),
        (false, Need::WebAssembly) => ("tag warning", t("forbidden", "verboten")),
        (false, _) => ("tag warning", t("forbidden: needed", "verboten: nötig")),
    };
    let by = format!("{} {}.", t("Forbidden by", "Verboten durch"), finding.directive);
    view! {
        <li>
            <p><strong>{what}</strong>" "<span class=class>{word}</span></p>
            {(!finding.granted).then(|| view! {
                <p class="small">{by}" "{without}</p>
                <p class="small">{t("Let the policy say:", "So kann es in der Richtlinie stehen:")}</p>
                <pre class="code" dir="ltr"><code>{finding.mended.clone()}</code></pre>
            })}
        </li>
    }
}

fn not_fetched(why: NotFetched) -> &'static str {
    match why {
        NotFetched::Address => t(
            "Enter the address of a page, like https://www.example.com/contact.",
            "Geben Sie die Adresse einer Seite ein, wie https://www.example.com/kontakt.",
        ),
        NotFetched::Private => t(
            "This page is not on the public internet, so it is not fetched. Paste its Content-Security-Policy instead.",
            "Diese Seite ist nicht im öffentlichen Internet und wird nicht abgerufen. Fügen Sie stattdessen ihre Content-Security-Policy ein.",
        ),
        NotFetched::Unreachable => t(
            "Nothing answers there in time. Check the address.",
            "Dort antwortet nichts rechtzeitig. Prüfen Sie die Adresse.",
        ),
        NotFetched::Redirects => t(
            "This address leads on too often. Enter the one where it ends.",
            "Diese Adresse leitet zu oft weiter. Geben Sie die letzte ein.",
        ),
        NotFetched::Refused => t(
            "The website answered with an error. Check the address, or paste its Content-Security-Policy.",
            "Die Website hat mit einem Fehler geantwortet. Prüfen Sie die Adresse, oder fügen Sie die Content-Security-Policy ein.",
        ),
    }
}

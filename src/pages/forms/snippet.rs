//! What is put on a website.

use leptos::prelude::*;

use crate::language::t;
use crate::ui::Code;

/// The line to paste, and what there is for pages that run no scripts.
#[component]
pub(crate) fn Snippet(
    id: String,
    /// What the link to the form says.
    link: &'static str,
) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let address = format!("{origin}/f/{id}");
    let script = format!("<script async src=\"{address}/form.js\"></script>");
    let link = format!("<a href=\"{address}\">{link}</a>");
    view! {
        <section class="panel stack">
            <h2>{t("On your website", "Auf Ihrer Website")}</h2>
            <p>{t("Put this line where the form shall stand:", "Setzen Sie diese Zeile dorthin, wo das Formular stehen soll:")}</p>
            <Code text=script label=t("Copy the line", "Zeile kopieren") />
            <p>{t("Where no script may run, link to the form as a page:", "Wo kein Skript laufen darf, verlinken Sie das Formular als Seite:")}</p>
            <Code text=link label=t("Copy the link", "Link kopieren") />
            <p><a href=address.clone() target="_blank" rel="external">{t("Open the form as a page", "Formular als Seite öffnen")}</a></p>
        </section>
    }
}

//! Files that came in through a form.

use calling_card_api::ConnectionId;
use calling_card_api::files::FileRecord;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Icon, Sign, moment_text, size_text};

/// Files, each with its size and a link that downloads it; nothing where there are none.
#[component]
pub(crate) fn Files(files: Vec<FileRecord>) -> impl IntoView {
    let entry = |file: FileRecord| {
        let address = file.address(&ConnectionId::home());
        let label = format!("{} {}", t("Download", "Herunterladen:"), file.name);
        let about = format!("{} · {}", size_text(file.size as f64), moment_text(&file.created_at));
        view! {
            <li class="row">
                <span><bdi>{file.name.clone()}</bdi><br /><span class="muted small">{about}</span></span>
                <a class="button small" href=address download=file.name aria-label=label><Icon sign=Sign::Download />{t("Download", "Herunterladen")}</a>
            </li>
        }
    };
    let entries: Vec<_> = files.into_iter().map(entry).collect();
    (!entries.is_empty()).then(|| view! {
        <section class="panel stack">
            <h2>{t("Files", "Dateien")}</h2>
            <p class="muted small">{t("From a form. What is in a file was not looked at for harm: open only what you expect.", "Aus einem Formular. Ob eine Datei Schaden anrichtet, wurde nicht geprüft: Öffnen Sie nur, was Sie erwarten.")}</p>
            <ul class="entries">{entries}</ul>
        </section>
    })
}

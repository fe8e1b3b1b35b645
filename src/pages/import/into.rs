//! Into which CRM is imported.

use calling_card_api::ConnectionId;
use calling_card_contact::Part;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Import, read};
use crate::connection::use_connections;
use crate::language::t;
use crate::ui::SelectField;
use crate::worker;

/// Chooses the CRM; nothing where there is only the built-in one. Who is known is asked anew there.
#[component]
pub(super) fn IntoCrm(import: Import) -> impl IntoView {
    let connections = use_connections();
    let options = Memo::new(move |_| connections.options());
    let value = Signal::derive(move || import.into.get().0);
    let busy = Signal::derive(move || import.work.with(Option::is_some));
    let choose = move |id: String| {
        let crm = untrack(|| connections.crm(&ConnectionId(id.clone())));
        if crm.is_some_and(|crm| !crm.holds.writes(Part::Tags)) {
            import.tags.set(String::new());
        }
        import.into.set(ConnectionId(id));
        spawn_local(async move {
            match worker::ask("compare_anew").await {
                Ok(counts) => {
                    import.counts.set(counts);
                    read::go_on(import).await;
                }
                Err(failure) => import.failure.set(Some(failure)),
            }
        });
    };
    move || {
        let options = options.get();
        (options.len() > 1).then(|| {
            view! {
                <div class="filters">
                    <SelectField label=t("Into", "Wohin") options value on_input=choose disabled=busy />
                </div>
            }
        })
    }
}

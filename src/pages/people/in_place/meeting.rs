//! Two who have changed the same: field by field, what was, what the other made of it, or what is mine.

use calling_card_contact::{Clash, settle_clashes};
use leptos::prelude::*;
use serde_json::Value;

use super::Autosave;
use super::autosave::Meeting;
use crate::language::t;
use crate::ui::{Dialog, field_text, value_text};

/// Asks what shall be where two have changed the same.
#[component]
pub(in crate::pages::people) fn MeetingDialog(save: Autosave) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(save.meeting.with(Option::is_some)));
    // To close it is to go on typing: nothing is saved, and nothing of either is lost.
    Effect::new(move || {
        if !open.get() && save.meeting.with_untracked(Option::is_some) {
            save.stay();
        }
    });
    view! {
        <Dialog open title=t("Somebody else has changed this, too", "Das hat auch jemand anderes geändert")>
            {move || save.meeting.get_untracked().map(|meeting| view! { <Choices save meeting open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Choices(save: Autosave, meeting: Meeting, open: RwSignal<bool>) -> impl IntoView {
    let who = meeting.theirs.changed_by.clone();
    let chosen = StoredValue::new(vec![None::<Value>; meeting.clashes.len()]);
    let fields: Vec<_> =
        meeting.clashes.iter().enumerate().map(|(place, clash)| field(place, clash, &who, chosen)).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // The browser asks for each choice before it sends the form.
        let Some(values) = chosen.with_value(|chosen| chosen.iter().cloned().collect::<Option<Vec<Value>>>()) else {
            return;
        };
        let mut merged = meeting.merged.clone();
        let settled: Vec<(String, Value)> =
            meeting.clashes.iter().map(|clash| clash.field.clone()).zip(values).collect();
        settle_clashes(&mut merged, &settled);
        save.settle(meeting.theirs.clone(), merged);
        open.set(false);
    };
    view! {
        <form class="stack" on:submit=submit>
            <p>{t("Choose for each field what shall be. All else is kept as both of you have changed it.",
                  "Wählen Sie für jedes Feld, was gelten soll. Alles andere bleibt, wie Sie beide es geändert haben.")}</p>
            {fields}
            <div class="buttons">
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Go on editing", "Weiter bearbeiten")}</button>
            </div>
        </form>
    }
}

fn field(place: usize, clash: &Clash, who: &str, chosen: StoredValue<Vec<Option<Value>>>) -> AnyView {
    let theirs = format!("{} {who}", t("From", "Von"));
    let ways = [
        (t("Mine", "Meins").to_owned(), clash.mine.clone()),
        (theirs, clash.theirs.clone()),
        (t("As it was", "Wie es war").to_owned(), clash.before.clone()),
    ];
    let options: Vec<_> = ways
        .into_iter()
        .map(|(words, value)| {
            let text = Some(value_text(&value)).filter(|text| !text.is_empty());
            let text = text.unwrap_or_else(|| t("nothing", "nichts").to_owned());
            let choose = move |_| {
                chosen.update_value(|chosen| {
                    if let Some(choice) = chosen.get_mut(place) {
                        *choice = Some(value.clone());
                    }
                })
            };
            view! {
                <label class="check"><input type="radio" required name=format!("clash-{place}") on:change=choose />
                    <span><span class="muted small">{words}</span><br /><span dir="auto">{text}</span></span></label>
            }
        })
        .collect();
    view! { <fieldset class="choices"><legend>{field_text(&clash.field)}</legend>{options}</fieldset> }.into_any()
}

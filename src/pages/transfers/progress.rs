//! How far a transfer is, looked at again and again while it goes on.

use std::time::Duration;

use calling_card_api::ProblemKind;
use calling_card_api::transfers::{GetTransfer, Transfer, TransferReport, TransferState};
use calling_card_contact::BatchId;
use leptos::prelude::*;

use super::words::count_words;
use crate::language::t;
use crate::ui::{Load, load, number_text};

/// How often is looked while people are on their way.
const LOOK: Duration = Duration::from_secs(2);

/// Loads a transfer, and loads it anew as long as something is on its way.
pub(crate) fn watch(id: BatchId) -> Load<TransferReport> {
    let report = load(move || GetTransfer { id });
    let look = move || {
        let goes_on = report.state.with_untracked(|state| match state {
            Some(Ok(report)) => moves(&report.transfer),
            // A look that failed is followed by another; one at what is not there, by none.
            Some(Err(failure)) => !failure.is(ProblemKind::NotFound),
            None => false,
        });
        if goes_on {
            report.again();
        }
    };
    let interval = set_interval_with_handle(look, LOOK);
    on_cleanup(move || {
        if let Ok(interval) = interval {
            interval.clear();
        }
    });
    report
}

/// Whether its numbers change by themselves.
fn moves(transfer: &Transfer) -> bool {
    match transfer.state {
        TransferState::Running => true,
        TransferState::Undone => transfer.counts.waiting > 0,
        TransferState::Paused | TransferState::Done => false,
    }
}

/// How many of a transfer's people are dealt with, as a bar and in words.
#[component]
pub(crate) fn ProgressOf(
    /// The transfer; none while it is not known.
    transfer: Signal<Option<Transfer>>,
) -> impl IntoView {
    let total = Memo::new(move |_| {
        transfer.with(|transfer| transfer.as_ref().map_or(0, |transfer| transfer.total.max(all(transfer))))
    });
    let settled = Memo::new(move |_| {
        transfer.with(|transfer| transfer.as_ref().map_or(0, |transfer| all(transfer) - transfer.counts.waiting))
    });
    let counts = move || transfer.with(|transfer| transfer.as_ref().map(|transfer| count_words(&transfer.counts)));
    let words = move || {
        if total.get() == 0 {
            return t("The people are being read …", "Die Personen werden gelesen …").to_owned();
        }
        let (settled, total) = (number_text(settled.get()), number_text(total.get()));
        format!("{settled} {} {total} {}", t("of", "von"), t("people are dealt with", "Personen sind erledigt"))
    };
    view! {
        <progress aria-label=t("Transfer", "Übertragung") max=move || total.get().max(1).to_string() value=move || settled.get().to_string()></progress>
        <p>{words}</p>
        <p class="muted small" aria-live="off">{counts}</p>
    }
}

/// How many deliveries there are.
fn all(transfer: &Transfer) -> u64 {
    let counts = &transfer.counts;
    counts.waiting + counts.done + counts.refused + counts.in_doubt + counts.dropped
}

#[cfg(test)]
mod tests {
    use calling_card_api::ConnectionId;
    use calling_card_api::transfers::{DeliveryCounts, TransferKind};
    use calling_card_contact::Timestamp;

    use super::*;

    #[test]
    fn what_is_undone_is_looked_at_until_nothing_is_left() {
        let mut transfer = Transfer {
            id: BatchId(uuid::Uuid::nil()),
            kind: TransferKind::Copy,
            from: None,
            to: ConnectionId("r".into()),
            state: TransferState::Undone,
            counts: DeliveryCounts { waiting: 2, refused: 1, dropped: 1, ..DeliveryCounts::default() },
            total: 4,
            created_at: Timestamp::default(),
            created_by: String::new(),
        };
        assert!(moves(&transfer));
        assert_eq!(all(&transfer), 4);
        transfer.counts.waiting = 0;
        assert!(!moves(&transfer));
        transfer.state = TransferState::Running;
        assert!(moves(&transfer));
    }
}

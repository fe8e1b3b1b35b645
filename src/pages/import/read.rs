//! Reading files in the worker, and comparing what is in them with who is known.

use calling_card_api::imports::FindKnown;
use calling_card_api::worker::Counts;
use futures_util::FutureExt;
use futures_util::future::{Either, LocalBoxFuture, select};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::File;

use super::{Import, Work};
use crate::language::t;
use crate::transport::{Failure, send_unread};
use crate::worker;

/// Most bytes of a file that is read at once.
const FILE_BYTES: f64 = 100_000_000.0;
/// How many cards are read until something is shown, and from then on between two looks at it.
const FIRST: u32 = 300;
const NEXT: u32 = 4000;

/// Reads files, and compares.
pub(super) fn read_files(import: Import, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    import.files.update_value(|known| known.extend(files.iter().cloned()));
    spawn_local(async move {
        for file in files {
            open(import, &file).await;
        }
        go_on(import).await;
    });
}

/// Takes a file in; what is too large or cannot be opened is named.
pub(super) async fn open(import: Import, file: &File) {
    let refuse = |reason: &str| import.refused.update(|refused| refused.push((file.name(), reason.to_owned())));
    if file.size() > FILE_BYTES {
        return refuse(t(
            "The file is larger than 100 MB. Split it and try again.",
            "Die Datei ist größer als 100 MB. Teilen Sie sie und versuchen Sie es noch einmal.",
        ));
    }
    match worker::open_file(file).await {
        Ok(counts) => import.counts.set(counts),
        Err(_) => refuse(t("The file could not be opened.", "Die Datei konnte nicht geöffnet werden.")),
    }
}

/// Reads what was opened, and compares it; one at a time.
pub(super) async fn go_on(import: Import) {
    if import.work.get_untracked().is_some() {
        return;
    }
    import.failure.set(None);
    import.work.set(Some(Work::Reading));
    let begun = import.begun.get_value();
    let outcome = read_and_compare(import, begun).await;
    if !import.is_since(begun) {
        return;
    }
    import.work.set(None);
    import.failure.set(outcome.err());
    import.show().await;
}

/// While it is looked up who is known, more is read. Where that cannot be looked up, all is read nevertheless. Ends where the import
/// is begun anew.
async fn read_and_compare(import: Import, begun: u32) -> Result<(), Failure> {
    let (mut failure, mut looking, mut ahead) = (None, None, None);
    loop {
        // A table that is shown stays as it is: something may have been chosen there.
        if import.counts.with_untracked(|counts| counts.waits) && import.table.with_untracked(Option::is_none) {
            import.show_table(None).await;
        }
        if looking.is_none() && failure.is_none() {
            looking = worker::look_up().await?.map(|strangers| Box::pin(find(import, strangers)));
        }
        if !import.is_since(begun) {
            return Ok(());
        }
        let mut known = None;
        if !is_at_rest(import) {
            let reading = Box::pin(read(import, begun, &mut ahead));
            let goes_on = match looking.take() {
                None => reading.await?,
                // Each goes on while the other waits.
                Some(answer) => match select(reading, answer).await {
                    Either::Left((goes_on, answer)) => {
                        looking = Some(answer);
                        goes_on?
                    }
                    Either::Right((answer, reading)) => {
                        known = Some(answer);
                        reading.await?
                    }
                },
            };
            if !goes_on {
                return Ok(());
            }
        } else {
            // Files that were added meanwhile are read too, and columns that were told: what was read ahead knows of neither.
            ahead = None;
            let Some(answer) = looking.take() else { return failure.map_or(Ok(()), Err) };
            import.work.set(Some(Work::Comparing));
            known = Some(answer.await);
        }
        if let Some(known) = known {
            match known {
                Ok(known) => {
                    let counts = worker::compare(known).await?;
                    if !import.is_since(begun) {
                        return Ok(());
                    }
                    import.counts.set(counts);
                }
                Err(failed) => failure = Some(failed),
            }
        }
    }
}

fn is_at_rest(import: Import) -> bool {
    import.counts.with_untracked(Counts::is_at_rest)
}

/// Asks who of them is known.
async fn find(import: Import, strangers: JsValue) -> Result<Uint8Array, Failure> {
    let connection = import.into.get_untracked();
    send_unread(&FindKnown { connection, ..FindKnown::default() }, Some(strangers)).await
}

/// What the worker reads by itself meanwhile.
type Ahead = LocalBoxFuture<'static, Result<Counts, Failure>>;

/// Reads some cards more, and lets the worker go on with the next ones; answers false where the import was begun anew meanwhile.
async fn read(import: Import, begun: u32, ahead: &mut Option<Ahead>) -> Result<bool, Failure> {
    import.work.set(Some(Work::Reading));
    let is_first = ahead.is_none();
    let counts = match ahead.take() {
        None => worker::read_on(FIRST).await?,
        Some(asked) => {
            *ahead = Some(Box::pin(worker::read_ahead(NEXT)));
            asked.await?
        }
    };
    if !import.is_since(begun) {
        return Ok(false);
    }
    // What was asked before a file was opened says less than is known.
    if counts.bytes >= import.counts.with_untracked(|known| known.bytes) {
        import.counts.set(counts);
    }
    if is_first {
        // The rows are asked for before the worker reads more.
        let mut showing = Box::pin(import.show());
        let there = showing.as_mut().now_or_never().is_some();
        *ahead = Some(Box::pin(worker::read_ahead(NEXT)));
        if !there {
            spawn_local(showing);
        }
    } else if is_at_rest(import) {
        import.show().await;
    }
    Ok(true)
}

//! Reading files in the worker, and comparing what is in them with who is known.

use calling_card_api::imports::FindKnown;
use calling_card_api::worker::Counts;
use futures_util::future::join;
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
const NEXT: u32 = 2000;

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
    let outcome = read_and_compare(import).await;
    import.work.set(None);
    import.failure.set(outcome.err());
    import.show().await;
}

/// While it is looked up who is known of one part, the next is read. Where that cannot be looked up, all is read nevertheless.
async fn read_and_compare(import: Import) -> Result<(), Failure> {
    let (mut count, mut failure) = (FIRST, None);
    loop {
        let strangers = if failure.is_none() { worker::look_up().await? } else { None };
        // Files that were added meanwhile are read too.
        if strangers.is_none() && is_at_rest(import) {
            return failure.map_or(Ok(()), Err);
        }
        let (known, read) = join(find(import, strangers), read(import, count)).await;
        read?;
        match known {
            Ok(Some(known)) => import.counts.set(worker::compare(known).await?),
            Ok(None) => {}
            Err(failed) => failure = Some(failed),
        }
        count = NEXT;
    }
}

fn is_at_rest(import: Import) -> bool {
    import.counts.with_untracked(Counts::is_at_rest)
}

/// Asks who of them is known.
async fn find(import: Import, strangers: Option<JsValue>) -> Result<Option<Uint8Array>, Failure> {
    if strangers.is_none() {
        return Ok(None);
    }
    let connection = import.into.get_untracked();
    send_unread(&FindKnown { connection, ..FindKnown::default() }, strangers).await.map(Some)
}

/// Reads at most so many cards more.
async fn read(import: Import, count: u32) -> Result<(), Failure> {
    if is_at_rest(import) {
        import.work.set(Some(Work::Comparing));
        return Ok(());
    }
    import.work.set(Some(Work::Reading));
    import.counts.set(worker::read_on(count).await?);
    // A table that is shown stays as it is: something may have been chosen there.
    if import.counts.with_untracked(|counts| counts.waits) && import.table.with_untracked(Option::is_none) {
        import.show_table(None).await;
    }
    if count == FIRST || is_at_rest(import) {
        import.show().await;
    }
    Ok(())
}

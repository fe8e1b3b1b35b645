//! Reading files in the worker, and comparing what is in them with who is known.

use calling_card_api::imports::FindKnown;
use calling_card_api::worker::{Counts, Found, Lookup};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{Import, Work};
use crate::language::t;
use crate::transport::{Failure, send};
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
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return refuse(t("The file could not be opened.", "Die Datei konnte nicht geöffnet werden."));
    };
    match worker::open_file(&file.name(), Uint8Array::new(&buffer)).await {
        Ok(counts) => import.counts.set(counts),
        Err(_) => refuse(t("The file could not be read.", "Die Datei konnte nicht gelesen werden.")),
    }
}

/// Reads what was opened, and compares it; one at a time.
pub(super) async fn go_on(import: Import) {
    if import.work.get_untracked().is_some() {
        return;
    }
    import.failure.set(None);
    import.work.set(Some(Work::Reading));
    let outcome = match read(import).await {
        Ok(()) => {
            import.work.set(Some(Work::Comparing));
            compare(import).await
        }
        failed => failed,
    };
    import.work.set(None);
    import.failure.set(outcome.err());
    import.show().await;
}

async fn read(import: Import) -> Result<(), Failure> {
    let mut count = FIRST;
    while !import.counts.with_untracked(Counts::is_at_rest) {
        import.counts.set(worker::read_on(count).await?);
        if count == FIRST {
            import.show().await;
        }
        count = NEXT;
    }
    // One that is shown stays as it is: something may have been chosen there.
    if import.counts.with_untracked(|counts| counts.waits) && import.table.with_untracked(Option::is_none) {
        import.show_table(None).await;
    }
    import.show().await;
    Ok(())
}

async fn compare(import: Import) -> Result<(), Failure> {
    loop {
        let Lookup { people, organizations, strangers } = worker::ask("lookup").await?;
        if people.is_empty() && organizations.is_empty() {
            // Files that were added meanwhile are read too.
            if import.counts.with_untracked(Counts::is_at_rest) {
                return Ok(());
            }
            read(import).await?;
            continue;
        }
        let known = send(&FindKnown { connection: import.into.get_untracked(), strangers }).await?;
        import.counts.set(worker::ask_with("compare", &Found { people, organizations, known }).await?);
    }
}

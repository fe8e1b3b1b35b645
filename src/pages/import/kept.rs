//! An import that is under way, kept in the browser so that it goes on where it was when the page is loaded anew.

use calling_card_api::ConnectionId;
use calling_card_api::worker::{Choice, ColumnMapping};
use calling_card_contact::{BatchId, UserId};
use js_sys::Reflect;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, File, Response};

/// Name of the cache that holds the files, and of the entry that says how far the import is.
const NAME: &str = "calling-card-import";

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Whose it is.
    pub user: UserId,
    /// The CRM that it goes to.
    #[serde(default)]
    pub connection: ConnectionId,
    /// Its batch.
    pub batch: BatchId,
    /// The number of the part that comes next.
    pub part: u32,
    /// The number of its first card.
    pub next: u32,
    /// How many people are stored.
    pub stored: u32,
    /// How many organizations are.
    #[serde(default)]
    pub organizations: u32,
    /// Tags that everybody gets.
    pub tags: Vec<String>,
    /// What was chosen.
    pub choices: Vec<Choice>,
    /// What the columns of tables hold.
    #[serde(default)]
    pub mappings: Vec<ColumnMapping>,
    /// The names of the files.
    pub files: Vec<String>,
}

/// Keeps the files; without them, nothing is gone on with.
pub(super) async fn keep_files(files: &[File]) -> Option<()> {
    let cache = cache().await?;
    for (index, file) in files.iter().enumerate() {
        let response = Response::new_with_opt_blob(Some(file)).ok()?;
        JsFuture::from(cache.put_with_str(&address(index), &response)).await.ok()?;
    }
    Some(())
}

/// Keeps how far the import is.
pub(super) fn keep(kept: &Kept) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(kept)) {
        // Where it is full, the import only cannot be gone on with after a reload.
        let _ = storage.set_item(NAME, &text);
    }
}

/// The import that is kept, with its files; nothing where there is none of this member of staff.
pub(super) async fn kept(user: UserId) -> Option<(Kept, Vec<File>)> {
    let kept: Kept = serde_json::from_str(&storage()?.get_item(NAME).ok()??).ok()?;
    if kept.user != user {
        forget().await;
        return None;
    }
    let cache = cache().await?;
    let mut files = Vec::new();
    for (index, name) in kept.files.iter().enumerate() {
        let found = JsFuture::from(cache.match_with_str(&address(index))).await.ok()?;
        let response: Response = found.dyn_into().ok()?;
        let blob = JsFuture::from(response.blob().ok()?).await.ok()?;
        files.push(File::new_with_blob_sequence(&js_sys::Array::of1(&blob), name).ok()?);
    }
    Some((kept, files))
}

/// Keeps nothing any more.
pub(super) async fn forget() {
    if let Some(storage) = storage() {
        // What is not there need not go.
        let _ = storage.remove_item(NAME);
    }
    if let Some(caches) = caches() {
        let _ = JsFuture::from(caches.delete(NAME)).await;
    }
}

async fn cache() -> Option<Cache> {
    JsFuture::from(caches()?.open(NAME)).await.ok()?.dyn_into().ok()
}

/// Browsers give it to safe origins only.
fn caches() -> Option<web_sys::CacheStorage> {
    let there = Reflect::get(&window(), &JsValue::from_str("caches")).ok()?;
    (!there.is_undefined()).then(|| there.unchecked_into())
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn address(index: usize) -> String {
    format!("/import/{index}")
}

//! Handing something to the browser as a file.

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a browser may take to begin with a download.
const BEGIN: Duration = Duration::from_secs(60);

/// Downloads a text as a file; nothing where the browser refuses.
pub fn save_file(text: &str, media_type: &str, name: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    save_blob(&Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?, name)
}

/// Downloads what a blob holds as a file; nothing where the browser refuses.
pub fn save_blob(blob: &Blob, name: &str) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    save_address(&address, name)?;
    // An address that is no longer there cannot be taken back twice.
    set_timeout(move || drop(Url::revoke_object_url(&address)), BEGIN);
    Some(())
}

/// Downloads what is at an address (`data:`, `blob:`) as a file; nothing where the browser refuses.
pub fn save_address(address: &str, name: &str) -> Option<()> {
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}

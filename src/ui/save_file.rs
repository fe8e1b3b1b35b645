//! Handing a text to the browser as a file.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// Downloads a text as a file; nothing where the browser refuses.
pub fn save_file(text: &str, media_type: &str, name: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    save_address(&address, name)?;
    web_sys::Url::revoke_object_url(&address).ok()
}

/// Downloads what is at an address (`data:`, `blob:`) as a file; nothing where the browser refuses.
pub fn save_address(address: &str, name: &str) -> Option<()> {
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}

//! Mounts the staff app.

// As in the library: here the types of its views are laid out.
#![recursion_limit = "512"]

fn main() {
    console_error_panic_hook::set_once();
    // What is shown until the app is there.
    if let Some(begin) = leptos::prelude::document().get_element_by_id("begin") {
        begin.remove();
    }
    leptos::mount::mount_to_body(calling_card::App);
}

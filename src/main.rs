//! Mounts the staff app.

// As in the library: here the types of its views are laid out.
#![recursion_limit = "512"]

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(calling_card::App);
}

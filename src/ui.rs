//! The few controls that every page shares, on native elements.

mod add_entry;
mod avatar;
mod code;
mod dialog;
mod editor;
mod fields;
mod focus;
mod icon;
mod lines;
mod load;
mod number;
mod page;
mod reorder;
mod said;
mod save_file;
mod size;
mod time;
mod toasts;

pub use add_entry::AddEntry;
pub use avatar::Avatar;
pub use code::Code;
pub use dialog::Dialog;
pub use editor::Editor;
pub use fields::{SelectField, TextField};
pub use focus::focus;
pub use icon::{Icon, Sign};
pub use lines::Lines;
pub use load::{ErrorState, Load, Loading, load, shown};
pub use number::number_text;
pub use page::{EmptyState, GoButton, PageHeader};
pub use reorder::{Grip, MoveButtons, Reorder, moved};
pub use said::Said;
pub use save_file::{save_address, save_blob, save_file};
pub use size::size_text;
pub use time::{by_and_at, date_text, moment_text};
pub use toasts::{Toasts, ToastsView, use_refresh, use_toasts};

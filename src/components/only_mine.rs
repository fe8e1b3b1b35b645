//! The mark of what one member of staff alone sees.

use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Icon, Sign};

/// A lock, and the words for it.
#[component]
pub fn OnlyMine() -> impl IntoView {
    view! { <span class="tag"><Icon sign=Sign::Lock />{t("Only you see this", "Nur Sie sehen das")}</span> }
}

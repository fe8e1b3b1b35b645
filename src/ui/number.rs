//! Numbers in the reader's words, by the browser's Intl.

use crate::language::language;

/// A number: `1,204`.
pub fn number_text(number: u64) -> String {
    js_sys::Number::from(number as f64).to_locale_string(language().tag()).into()
}

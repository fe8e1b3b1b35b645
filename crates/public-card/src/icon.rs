//! Signs, drawn with strokes of the text's colour.

use leptos::prelude::*;

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Phone,
    Mail,
    Place,
    Web,
    Save,
}

impl Sign {
    fn path(self) -> &'static str {
        match self {
            Self::Phone => {
                "M5 4h4l1.500 5-2.500 1.500a12 12 0 0 0 5.500 5.500L15 13.500l5 1.500v4c0 1-1 1.500-2 1.400C10.500 19.500 4.500 13.500 3.600 6 3.500 5 4 4 5 4z"
            }
            Self::Mail => "M3 6h18v12H3zM3.500 6.500L12 13l8.500-6.500",
            Self::Place => {
                "M12 21s7-6.500 7-11.500a7 7 0 1 0-14 0C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z"
            }
            Self::Web => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
            Self::Save => {
                "M15.500 20c0-3.300-2.700-5.500-6-5.500s-6 2.200-6 5.500M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM18.500 6v6M15.500 9h6"
            }
        }
    }
}

/// A sign; what it means is said by the text beside it.
#[component]
pub(crate) fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"
            aria-hidden="true">
            <path d=sign.path() />
        </svg>
    }
}

//! Signs, drawn with strokes of the text's colour.

use leptos::prelude::*;

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    People,
    Organization,
    Inbox,
    Form,
    Event,
    Import,
    Settings,
    Phone,
    Mail,
    Place,
    Plus,
    Download,
    Bin,
    Search,
    Pen,
    Star,
    Lock,
}

impl Sign {
    fn path(self) -> &'static str {
        match self {
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.600 2.900-6 6.500-6s6.500 2.400 6.500 6M16 4.300a3.500 3.500 0 0 1 0 6.400M18 14.300c2.200.8 3.500 2.800 3.500 5.700"
            }
            Self::Organization => {
                "M4 21V5l8-2v18M12 8h8v13M2 21h20M7 8h2M7 12h2M7 16h2M15.500 12h1.500M15.500 16h1.500"
            }
            Self::Inbox => "M3 13l3-8h12l3 8v6H3zM3 13h5l1.500 3h5l1.500-3h5",
            Self::Form => "M5 3h14v18H5zM8.500 8h7M8.500 12h7M8.500 16h4",
            Self::Event => "M4 6h16v14H4zM4 10.500h16M8 3v4M16 3v4",
            Self::Import => "M12 3v12M7 10l5 5 5-5M4 20h16",
            Self::Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M13 4.500v5M7 14.500v5",
            Self::Phone => {
                "M5 4h4l1.500 5-2.500 1.500a12 12 0 0 0 5.500 5.500L15 13.500l5 1.500v4c0 1-1 1.500-2 1.400C10.500 19.500 4.500 13.500 3.600 6 3.500 5 4 4 5 4z"
            }
            Self::Mail => "M3 6h18v12H3zM3.500 6.500L12 13l8.500-6.500",
            Self::Place => {
                "M12 21s7-6.500 7-11.500a7 7 0 1 0-14 0C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::Search => "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L21 21",
            Self::Pen => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Star => {
                "M12 3.500l2.600 5.300 5.900.9-4.200 4.100 1 5.800-5.300-2.800-5.300 2.800 1-5.800-4.200-4.100 5.900-.9z"
            }
            Self::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
            Self::Bin => "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14",
        }
    }
}

/// A sign; what it means is said by the text beside it.
#[component]
pub fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=sign.path() />
        </svg>
    }
}

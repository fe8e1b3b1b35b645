//! A picture of a person, or their initials.

use calling_card_contact::{Image, initials};
use leptos::prelude::*;

/// A picture of a person, or their initials on a colour that is always the same for the same name.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: String,
    /// The picture.
    #[prop(optional_no_strip)]
    image: Option<Image>,
    /// Whether it stands at the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let hue = name.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) % 6;
    let class = format!("avatar hue-{hue}{}", if large { " large" } else { "" });
    let inside = match image {
        Some(image) => {
            view! { <img src=format!("data:{};base64,{}", image.media_type, image.data) alt="" /> }.into_any()
        }
        None => initials(&name).into_any(),
    };
    view! { <span class=class aria-hidden="true">{inside}</span> }
}

//! A picture of a person, or their initials.

use calling_card_contact::Image;
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

/// The first letters of the first and last word; of a name in a script without capitals, its first letter.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| !word.ends_with('.'));
    let first = words.next().and_then(|word| word.chars().find(|c| c.is_alphabetic()));
    let last = words.next_back().and_then(|word| word.chars().find(|c| c.is_alphabetic()));
    let cased = first.is_some_and(|c| c.is_uppercase() || c.is_lowercase());
    first.into_iter().chain(last.filter(|_| cased)).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_of_names_in_many_scripts() {
        assert_eq!(initials("Dr. Zoë van der Berg"), "ZB");
        assert_eq!(initials("山田 太郎"), "山");
        assert_eq!(initials("émile"), "É");
        assert_eq!(initials("  "), "");
    }
}

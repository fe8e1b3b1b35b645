//! The components that other programs can use: they take what they show as properties and fetch nothing.

mod business_card_view;
mod only_mine;
mod people_list;
mod person_view;

pub use business_card_view::BusinessCardView;
pub(crate) use business_card_view::address_text;
pub use only_mine::OnlyMine;
pub use people_list::{Choosing, PeopleList};
pub use person_view::PersonView;
pub(crate) use person_view::{Facts, Head};

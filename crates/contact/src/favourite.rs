//! Lists in which at most one item is the favourite.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

/// Something of which one can be preferred over its like (cobra: `isFavorite`; vCard: `PREF=1`).
pub trait Favourite {
    /// Whether this one is preferred.
    fn is_favourite(&self) -> bool;
    /// Makes this one preferred, or no longer so.
    fn set_favourite(&mut self, favourite: bool);
}

/// Items of one kind, at most one of them the favourite. Where several claim it, the first keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct OneFavourite<T>(Vec<T>);

impl<T: Favourite> OneFavourite<T> {
    /// Adds an item at the end; if it is the favourite, the one before it no longer is (cobra's rule).
    pub fn push(&mut self, item: T) {
        let favourite = item.is_favourite();
        self.0.push(item);
        if favourite {
            self.prefer(self.0.len() - 1);
        }
    }

    /// Makes the item at this place the favourite, and no other.
    pub fn prefer(&mut self, place: usize) {
        for (index, item) in self.0.iter_mut().enumerate() {
            item.set_favourite(index == place);
        }
    }

    /// The favourite, or else the first: the one to show where there is room for one.
    pub fn main(&self) -> Option<&T> {
        self.0.iter().find(|item| item.is_favourite()).or(self.0.first())
    }

    /// Changes an item in place; the rule is kept afterwards.
    pub fn update(&mut self, place: usize, change: impl FnOnce(&mut T)) {
        if let Some(item) = self.0.get_mut(place) {
            change(item);
            if item.is_favourite() {
                self.prefer(place);
            }
        }
    }

    /// Takes the item at this place out, if there is one.
    pub fn remove(&mut self, place: usize) -> Option<T> {
        (place < self.0.len()).then(|| self.0.remove(place))
    }

    /// Keeps only the items that `keep` says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// The items, to be changed and collected again.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Default for OneFavourite<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneFavourite<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Favourite> From<Vec<T>> for OneFavourite<T> {
    fn from(mut items: Vec<T>) -> Self {
        let first = items.iter().position(T::is_favourite);
        for (index, item) in items.iter_mut().enumerate() {
            if first.is_some_and(|first| index > first) {
                item.set_favourite(false);
            }
        }
        Self(items)
    }
}

impl<T: Favourite> FromIterator<T> for OneFavourite<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<Vec<_>>().into()
    }
}

impl<'a, T> IntoIterator for &'a OneFavourite<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Favourite + Deserialize<'de>> Deserialize<'de> for OneFavourite<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Email;

    fn favourites(list: &OneFavourite<Email>) -> Vec<bool> {
        list.iter().map(|email| email.favourite).collect()
    }

    fn email(favourite: bool) -> Email {
        Email { favourite, ..Email::default() }
    }

    #[test]
    fn the_first_of_several_claims_holds() {
        let read: OneFavourite<Email> = serde_json::from_str(
            r#"[{"address":"a@b.c"},{"address":"d@e.f","favourite":true},{"address":"g@h.i","favourite":true}]"#,
        )
        .unwrap_or_default();
        assert_eq!(favourites(&read), [false, true, false]);
    }

    #[test]
    fn a_new_favourite_takes_the_flag_from_the_old_one() {
        let mut list = OneFavourite::from(vec![email(true), email(false)]);
        list.push(email(true));
        assert_eq!(favourites(&list), [false, false, true]);
        list.update(0, |email| email.favourite = true);
        assert_eq!(favourites(&list), [true, false, false]);
    }
}

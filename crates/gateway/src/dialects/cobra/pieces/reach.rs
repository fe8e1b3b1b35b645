//! How somebody is reached: phone numbers, e-mail addresses and positions.

use calling_card_contact::{Email, Phone, Place, Position, rules};
use calling_card_crm::cobra::wire;

use super::{Piece, filled, fitting, words};

impl Piece for wire::Phone {
    type Ours = Phone;

    fn of(ours: &Phone) -> Self {
        let words = [words::of_kind(ours.kind), words::of_place(ours.place)];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let word = filled(&ours.label).or_else(|| filled(&words));
        Self { is_favorite: Some(ours.favourite), kind: word, number: filled(&ours.number) }
    }

    /// What is no number stands beside the card.
    fn ours(&self, known: Option<&Phone>) -> Option<Phone> {
        let number = self.number.as_deref().unwrap_or_default().trim();
        rules::phone(number).ok()?;
        let mut phone = Phone { number: number.to_owned(), ..known.cloned().unwrap_or_default() };
        if known.is_none_or(|known| Self::of(known).kind != self.kind) {
            let word = self.kind.as_deref().unwrap_or_default();
            let (kind, place) = words::phone(word).unwrap_or_default();
            let label = if words::phone(word).is_some() { String::new() } else { fitting(&self.kind) };
            phone = Phone { kind, place, label, ..phone };
        }
        Some(phone)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.number == other.number
    }

    fn favourite(&self) -> Option<bool> {
        self.is_favorite
    }

    fn set_favourite(&mut self, favourite: Option<bool>) {
        self.is_favorite = favourite;
    }

    fn prefer(ours: &mut Phone, favourite: bool) {
        ours.favourite = favourite;
    }
}

impl Piece for wire::Email {
    type Ours = Email;

    fn of(ours: &Email) -> Self {
        let word = filled(&ours.label).or_else(|| words::of_place(ours.place).map(str::to_owned));
        let kind = word.map(|text| wire::TypeEntry { id: None, text: Some(text) });
        Self { kind, is_favorite: Some(ours.favourite), mail: filled(&ours.address) }
    }

    /// What is no address stands beside the card.
    fn ours(&self, known: Option<&Email>) -> Option<Email> {
        let address = self.mail.as_deref().unwrap_or_default().trim();
        rules::email(address).ok()?;
        let mut email = Email { address: address.to_owned(), ..known.cloned().unwrap_or_default() };
        let word = |of: &Self| of.kind.as_ref().and_then(|kind| kind.text.clone());
        if known.is_none_or(|known| word(&Self::of(known)) != word(self)) {
            let text = word(self).unwrap_or_default();
            let place = words::place(&text);
            let label = if place.is_some() { String::new() } else { fitting(&word(self)) };
            email = Email { place: place.unwrap_or(Place::Other), label, ..email };
        }
        Some(email)
    }

    fn is_same(&self, other: &Self) -> bool {
        let lower = |of: &Self| of.mail.as_deref().map(str::to_lowercase);
        lower(self) == lower(other)
    }

    fn favourite(&self) -> Option<bool> {
        self.is_favorite
    }

    fn set_favourite(&mut self, favourite: Option<bool>) {
        self.is_favorite = favourite;
    }

    fn prefer(ours: &mut Email, favourite: bool) {
        ours.favourite = favourite;
    }
}

impl Piece for wire::Position {
    type Ours = Position;

    fn of(ours: &Position) -> Self {
        let (department, position) = (filled(&ours.department), filled(&ours.position));
        Self { department, position, is_favorite: Some(ours.favourite) }
    }

    fn ours(&self, known: Option<&Position>) -> Option<Position> {
        let favourite = known.is_some_and(|known| known.favourite);
        Some(Position { position: fitting(&self.position), department: fitting(&self.department), favourite })
    }

    fn is_same(&self, other: &Self) -> bool {
        self.position == other.position
    }

    fn favourite(&self) -> Option<bool> {
        self.is_favorite
    }

    fn set_favourite(&mut self, favourite: Option<bool>) {
        self.is_favorite = favourite;
    }

    fn prefer(ours: &mut Position, favourite: bool) {
        ours.favourite = favourite;
    }
}

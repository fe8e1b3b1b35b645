//! How somebody is reached: phone numbers, e-mail addresses and positions.

use calling_card_contact::{Email, Phone, Position, rules};
use calling_card_crm::cobra::mapping::kinds;
use calling_card_crm::cobra::wire;

use super::{Piece, filled, fitting};

impl Piece for wire::Phone {
    type Ours = Phone;

    fn of(ours: &Phone) -> Self {
        let kind = kinds::word((ours.kind, ours.place, &ours.label));
        Self { is_favorite: Some(ours.favourite), kind, number: filled(&ours.number) }
    }

    /// What is no number stands beside the card.
    fn ours(&self, known: Option<&Phone>) -> Option<Phone> {
        let number = self.number.as_deref().unwrap_or_default().trim();
        rules::phone(number).ok()?;
        let mut phone = Phone { number: number.to_owned(), ..known.cloned().unwrap_or_default() };
        if known.is_none_or(|known| Self::of(known).kind != self.kind) {
            let word = fitting(&self.kind);
            let (kind, place, label) = kinds::read(&word);
            phone = Phone { kind, place, label: label.to_owned(), ..phone };
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
        let word = kinds::place_word(ours.place, &ours.label);
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
            let word = fitting(&word(self));
            let (place, label) = kinds::read_place(&word);
            email = Email { place, label: label.to_owned(), ..email };
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

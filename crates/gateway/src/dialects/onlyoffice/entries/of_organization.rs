//! The pieces of an organization: one phone, one fax, one e-mail address, one page, one address, and its profiles.

use calling_card_contact::{Address, Organization, rules};
use calling_card_crm::onlyoffice::kinds::InfoType;

use super::of_person::{change_profile, info, profiles, take_profile};
use super::{Holder, Info, Spot, address};

/// Where the fax stands among the phones.
const FAX: usize = 1;

impl Holder for Organization {
    fn pieces(&self) -> Vec<(Spot, Info)> {
        let lines = [
            (Spot::Phone(0), InfoType::Phone, "Work", &self.phone),
            (Spot::Phone(FAX), InfoType::Phone, "Fax", &self.fax),
            (Spot::Email(0), InfoType::Email, "Work", &self.email),
            (Spot::Page(0), InfoType::Website, "Work", &self.website),
        ];
        let said = lines.into_iter().filter(|(.., text)| !text.is_empty());
        let mut pieces: Vec<_> = said
            .map(|(spot, kind, category, text)| (spot, info(kind, category, text, spot != Spot::Phone(FAX))))
            .collect();
        if !self.address.is_empty() {
            let (data, category) = address::said(&self.address);
            pieces.push((Spot::Address(0), Info { kind: InfoType::Address, category, data, primary: true }));
        }
        pieces.extend(profiles(&self.social_profiles));
        pieces
    }

    fn take_in(&mut self, info: &Info) -> Option<Spot> {
        let spot = match info.kind {
            InfoType::Phone if info.kind.category_name(info.category) == Some("Fax") => Spot::Phone(FAX),
            InfoType::Phone => Spot::Phone(0),
            InfoType::Email => Spot::Email(0),
            InfoType::Website => Spot::Page(0),
            InfoType::Address => Spot::Address(0),
            _ => return take_profile(&mut self.social_profiles, info),
        };
        let free = self.pieces().iter().all(|(known, _)| *known != spot);
        (free && self.change(spot, info)).then_some(spot)
    }

    fn change(&mut self, spot: Spot, info: &Info) -> bool {
        let fax = info.kind.category_name(info.category) == Some("Fax");
        let (text, right) = match spot {
            Spot::Phone(FAX) => (&mut self.fax, fax && rules::phone(&info.data).is_ok()),
            Spot::Phone(_) => (&mut self.phone, !fax && rules::phone(&info.data).is_ok()),
            Spot::Email(_) => (&mut self.email, rules::email(&info.data).is_ok()),
            Spot::Page(_) => (&mut self.website, rules::url(&info.data).is_ok()),
            Spot::Address(_) => {
                let mut ours = self.address.clone();
                let right = address::write(&mut ours, &info.data, info.category);
                if right {
                    self.address = ours;
                }
                return right;
            }
            Spot::Profile(place) => return change_profile(&mut self.social_profiles, place, info),
        };
        if right {
            text.clone_from(&info.data);
        }
        right
    }

    fn take_out(&mut self, spot: Spot) {
        match spot {
            Spot::Phone(FAX) => self.fax.clear(),
            Spot::Phone(_) => self.phone.clear(),
            Spot::Email(_) => self.email.clear(),
            Spot::Page(_) => self.website.clear(),
            Spot::Address(_) => self.address = Address::default(),
            Spot::Profile(place) if place < self.social_profiles.len() => drop(self.social_profiles.remove(place)),
            Spot::Profile(_) => {}
        }
    }
}

//! Phone numbers: the vendor has six members, one for each kind.
//!
//! | ours | theirs | where that is taken |
//! |---|---|---|
//! | a phone that is said to be nowhere; a pager, a textphone | `phoneNumber` | |
//! | a phone at work | `officeNumber` | `phoneNumber` |
//! | a phone at home | `homeNumber` | `privateNumber`, `phoneNumber` |
//! | a phone at home that is labelled *private* | `privateNumber` | `homeNumber`, `phoneNumber` |
//! | a mobile phone | `mobileNumber` | `phoneNumber` |
//! | a fax | `faxNumber` | |

use calling_card_contact::{OneFavourite, Phone, PhoneKind, Place};

use super::wire::PersonFields;

/// The label of a number that is `privateNumber` there.
const PRIVATE: &str = "Private";

type Member = fn(&mut PersonFields) -> &mut Option<String>;
const PHONE: Member = |fields| &mut fields.phone_number;
const MOBILE: Member = |fields| &mut fields.mobile_number;
const OFFICE: Member = |fields| &mut fields.office_number;
const HOME: Member = |fields| &mut fields.home_number;
const AT_HOME: Member = |fields| &mut fields.private_number;
const FAX: Member = |fields| &mut fields.fax_number;

/// All of them, with what a number in it is.
const MEMBERS: [(Member, PhoneKind, Place, &str); 6] = [
    (PHONE, PhoneKind::Voice, Place::Other, ""),
    (MOBILE, PhoneKind::Mobile, Place::Other, ""),
    (OFFICE, PhoneKind::Voice, Place::Work, ""),
    (HOME, PhoneKind::Voice, Place::Home, ""),
    (AT_HOME, PhoneKind::Voice, Place::Home, PRIVATE),
    (FAX, PhoneKind::Fax, Place::Other, ""),
];

/// Writes the numbers of a card: the main one first, each into the member of its kind; then the others where there is room.
pub(super) fn to_wire(phones: Option<&OneFavourite<Phone>>, fields: &mut PersonFields) {
    for (member, ..) in MEMBERS {
        *member(fields) = Some(String::new());
    }
    let mut phones: Vec<&Phone> = phones.into_iter().flat_map(|phones| phones.iter()).collect();
    phones.retain(|phone| !phone.number.is_empty());
    phones.sort_by_key(|phone| !phone.favourite);
    phones.retain(|phone| !places(phone).iter().take(1).any(|member| taken(*member, phone, fields)));
    for phone in phones {
        for member in places(phone) {
            if taken(*member, phone, fields) {
                break;
            }
        }
    }
}

/// Whether a member was free, and has the number now.
fn taken(member: Member, phone: &Phone, fields: &mut PersonFields) -> bool {
    let member = member(fields);
    let free = member.as_deref() == Some("");
    if free {
        *member = Some(phone.number.clone());
    }
    free
}

/// The members that a number may stand in, the best first.
fn places(phone: &Phone) -> &'static [Member] {
    match (phone.kind, phone.place) {
        (PhoneKind::Fax, _) => &[FAX],
        (PhoneKind::Mobile, _) => &[MOBILE, PHONE],
        (PhoneKind::Voice, Place::Work) => &[OFFICE, PHONE],
        (PhoneKind::Voice, Place::Home) if phone.label.eq_ignore_ascii_case(PRIVATE) => &[AT_HOME, HOME, PHONE],
        (PhoneKind::Voice, Place::Home) => &[HOME, AT_HOME, PHONE],
        // Better as a phone than lost.
        (PhoneKind::Voice, Place::Other)
        | (PhoneKind::Pager | PhoneKind::Text | PhoneKind::Video | PhoneKind::Textphone, _) => &[PHONE],
    }
}

/// The numbers that stand there.
pub(super) fn from_wire(fields: &PersonFields) -> OneFavourite<Phone> {
    let mut said = fields.clone();
    let number = |(member, kind, place, label): (Member, PhoneKind, Place, &str)| {
        let number = member(&mut said).take().filter(|number| !number.is_empty())?;
        Some(Phone { number, kind, place, label: label.into(), ..Phone::default() })
    };
    MEMBERS.into_iter().filter_map(number).collect::<Vec<_>>().into()
}

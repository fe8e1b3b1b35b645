use calling_card_contact::{Address, Email, Phone, PhoneKind, Place};
use calling_card_crm::cobra::wire;

use super::*;

fn phone(number: &str, word: Option<&str>) -> wire::Phone {
    wire::Phone { is_favorite: Some(false), kind: word.map(str::to_owned), number: Some(number.to_owned()) }
}

/// Writes a list where there is none yet; answers what is there then.
fn new<T: Piece>(said: &[T]) -> (Vec<T::Ours>, Vec<Kept<T>>) {
    written(said, &[], &[])
}

fn said<T: Piece>(kept: &[Kept<T>], ours: &[T::Ours]) -> Vec<T> {
    told(kept, ours).into_iter().map(|told| told.said).collect()
}

#[test]
fn what_was_said_comes_back_with_what_there_is_no_place_for() {
    let list = [phone("+49 30 1", Some("Handy")), phone("ask at the desk", None), phone("030 902010", None)];
    let (ours, kept) = new(&list);
    assert_eq!((ours.len(), ours[0].kind), (2, PhoneKind::Mobile));
    assert_eq!(said(&kept, &ours), list);
    // One that changes here is that of before, in its new words.
    let mut later = ours.clone();
    later[0].number = "+49 30 2".into();
    assert_eq!(said(&kept, &later)[0], phone("+49 30 2", Some("Handy")));
    assert_eq!(said(&kept, &later)[1..], list[1..]);
    // One that goes takes its words with it, and nothing else.
    assert_eq!(said(&kept, &ours[1..]), [list[2].clone(), list[1].clone()]);
}

#[test]
fn nothing_is_kept_where_we_would_say_the_same() {
    let (ours, kept) = new(&[phone("030 902010", Some("Mobile Business"))]);
    assert!(kept.is_empty(), "{kept:?}");
    assert_eq!((ours[0].kind, ours[0].place), (PhoneKind::Mobile, Place::Work));
}

#[test]
fn what_cannot_be_told_stays_when_a_list_is_written() {
    let ours =
        [Phone { number: "030 902010".into(), e164: "+4930902010".into(), label: "Desk".into(), ..Phone::default() }];
    let before = told(&[], &ours);
    let (same, kept) = written(&[phone("030 902010", Some("Desk"))], &before, &ours);
    assert_eq!((same.as_slice(), kept.len()), (&ours[..], 0));
    let (changed, _) = written(&[phone("030 902010", Some("Fax"))], &before, &ours);
    assert_eq!((changed[0].kind, changed[0].e164.as_str()), (PhoneKind::Fax, "+4930902010"));
}

#[test]
fn the_favourite_is_the_one_of_the_record() {
    let email = |mail: &str, favourite| wire::Email {
        mail: Some(mail.into()),
        is_favorite: Some(favourite),
        kind: Some(wire::TypeEntry { id: Some("1".into()), text: Some("Newsletter".into()) }),
    };
    let list = [email("a@example.com", true), email("nobody", true)];
    let (mut ours, kept) = new(&list);
    assert!(ours[0].favourite);
    let favourites = |ours: &[Email]| said(&kept, ours).iter().map(|told| told.is_favorite).collect::<Vec<_>>();
    assert_eq!(favourites(&ours), [Some(true), Some(false)], "there is one");
    ours[0].favourite = false;
    assert_eq!(favourites(&ours), [Some(false), Some(true)]);
}

#[test]
fn an_address_keeps_its_id_whoever_changes_it() {
    let address = |id: &str, street: &str| wire::Address {
        id: Some(id.into()),
        street: Some(street.into()),
        country_code: Some("Germany".into()),
        is_favorite: Some(false),
        ..wire::Address::default()
    };
    let list = [address("a", "Street 1"), address("b", "Street 2")];
    let (mut ours, kept) = new(&list);
    assert_eq!(said(&kept, &ours), list);
    ours[1] = Address { street: "Street 3".into(), ..ours[1].clone() };
    assert_eq!(said(&kept, &ours)[1], address("b", "Street 3"));
    let without = wire::Address { id: None, ..address("", "Street 1") };
    assert!(without.is_same(&list[0]) && !without.is_same(&list[1]) && !list[0].is_same(&list[1]));
}

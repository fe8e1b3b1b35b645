//! A QR code of a person's vCard, to be read by a phone's camera.

use calling_card_api::export::ExportedPerson;
use calling_card_api::worker::{Format, LeftOut, QrCode as Picture};
use calling_card_contact::{BusinessCard, CardId, Person};
use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode};

use crate::write::text_of;

/// The border that readers ask for, in modules (ISO/IEC 18004).
const BORDER: usize = 4;
/// The largest code that a camera reads well off a screen, and the largest that there is, in modules: versions 25 and 40.
const WIDTHS: [usize; 2] = [117, 177];
/// Phones read 3.0 best.
const VERSIONS: [Format; 2] = [Format::V3, Format::V4];

/// Takes something of a person away; answers whether there was any of it.
type LeaveOut = fn(&mut Person) -> bool;

/// What goes where there is too much, the least important first.
const STEPS: [(LeftOut, LeaveOut); 7] = [
    (LeftOut::Addresses, |person| change_cards(person, |card| !std::mem::take(&mut card.addresses).is_empty())),
    (LeftOut::WebAddresses, |person| {
        let web = std::mem::take(&mut person.web_addresses);
        !web.is_empty() | !std::mem::take(&mut person.social_profiles).is_empty()
    }),
    (LeftOut::Dates, |person| {
        person.birthday.take().is_some() | !std::mem::take(&mut person.important_dates).is_empty()
    }),
    (LeftOut::FurtherNumbers, |person| {
        change_cards(person, |card| {
            let further = card.phones.len() > 1 || card.emails.len() > 1;
            card.phones = card.phones.main().cloned().into_iter().collect();
            card.emails = card.emails.main().cloned().into_iter().collect();
            further
        })
    }),
    (LeftOut::OtherCards, |person| {
        let others = person.cards.len() > 1;
        person.cards = person.cards.main().cloned().into_iter().collect();
        others
    }),
    (LeftOut::Work, |person| {
        change_cards(person, |card| {
            let positions = std::mem::take(&mut card.positions);
            !positions.is_empty() | !std::mem::take(&mut card.business).is_empty()
        })
    }),
    (LeftOut::Numbers, |person| {
        change_cards(person, |card| {
            let emails = std::mem::take(&mut card.emails);
            !emails.is_empty() | !std::mem::take(&mut card.phones).is_empty()
        })
    }),
];

/// The code of a person, of all their business cards unless one is named. What does not fit is left out, and said.
pub fn of_person(mut exported: ExportedPerson, card: Option<CardId>) -> Picture {
    if let Some(wanted) = card {
        exported.record.content.cards.retain(|card| card.id == Some(wanted));
    }
    let mut left_out = leave_out_always(&mut exported);
    let mut steps = STEPS.into_iter();
    let drawn = loop {
        if let Some(drawn) = draw_person(&exported, WIDTHS[0]) {
            break drawn;
        }
        match steps.next() {
            Some((what, leave_out)) if leave_out(&mut exported.record.content) => left_out.push(what),
            Some(_) => {}
            // The name alone.
            None => break draw_person(&exported, WIDTHS[1]).unwrap_or_default(),
        }
    };
    Picture { left_out, ..drawn }
}

/// Takes away what is in no code: answers what there was of it.
fn leave_out_always(exported: &mut ExportedPerson) -> Vec<LeftOut> {
    exported.organizations.clear();
    exported.relations.clear();
    let person = &mut exported.record.content;
    person.lifecycle.clear();
    let there = [
        (LeftOut::Picture, person.image.take().is_some()),
        (LeftOut::Notes, !std::mem::take(&mut exported.notes).is_empty()),
        (
            LeftOut::Tags,
            !std::mem::take(&mut person.tags).is_empty() | !std::mem::take(&mut person.personality_tags).is_empty(),
        ),
        (LeftOut::Custom, !std::mem::take(&mut person.custom).is_empty()),
        (LeftOut::Kept, !std::mem::take(&mut person.kept_properties).is_empty()),
    ];
    there.into_iter().filter(|(_, there)| *there).map(|(what, _)| what).collect()
}

/// Changes every business card; answers whether any change took something away.
fn change_cards(person: &mut Person, mut change: impl FnMut(&mut BusinessCard) -> bool) -> bool {
    let mut changed = false;
    for place in 0..person.cards.len() {
        person.cards.update(place, |card| changed |= change(card));
    }
    changed
}

/// The code in the first version of vCards in which it is no wider than this.
fn draw_person(exported: &ExportedPerson, widest: usize) -> Option<Picture> {
    VERSIONS.into_iter().find_map(|format| {
        let drawn = draw(&text_of(exported, &[], format, None), widest)?;
        Some(Picture { format, ..drawn })
    })
}

/// The smallest code that holds the text, where it is no wider than this, with the best error correction of that size.
fn draw(text: &str, widest: usize) -> Option<Picture> {
    let levels = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];
    let mut codes = levels.into_iter().filter_map(|level| QrCode::with_error_correction_level(text, level).ok());
    let smallest = codes.next().filter(|code| code.width() <= widest)?;
    let same_width = smallest.width();
    let code = codes.take_while(|code| code.width() == same_width).last().unwrap_or(smallest);
    let svg = code.render::<svg::Color<'_>>().min_dimensions(256, 256).build();
    let width = code.width();
    let side = width + 2 * BORDER;
    let colors = code.to_colors();
    let dark = |x: usize, y: usize| {
        let inside = (BORDER..BORDER + width).contains(&x) && (BORDER..BORDER + width).contains(&y);
        inside && colors.get((y - BORDER) * width + x - BORDER) == Some(&Color::Dark)
    };
    let modules = (0..side * side).map(|at| if dark(at % side, at / side) { '1' } else { '0' }).collect();
    Some(Picture { svg, side: side as u32, modules, ..Picture::default() })
}

#[cfg(test)]
mod tests;

//! A QR code of a vCard, to be read by a phone's camera.

use calling_card_api::worker::QrCode as Picture;
use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode};

/// The border that readers ask for, in modules (ISO/IEC 18004).
const BORDER: usize = 4;

/// The smallest code that holds the text, with the best error correction that fits; an empty one where there is too much.
pub fn draw(text: &str) -> Picture {
    let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
    let Some(code) = levels.into_iter().find_map(|level| QrCode::with_error_correction_level(text, level).ok()) else {
        return Picture::default();
    };
    let svg = code.render::<svg::Color<'_>>().min_dimensions(256, 256).build();
    let width = code.width();
    let side = width + 2 * BORDER;
    let colors = code.to_colors();
    let dark = |x: usize, y: usize| {
        let inside = (BORDER..BORDER + width).contains(&x) && (BORDER..BORDER + width).contains(&y);
        inside && colors.get((y - BORDER) * width + x - BORDER) == Some(&Color::Dark)
    };
    let modules = (0..side * side).map(|at| if dark(at % side, at / side) { '1' } else { '0' }).collect();
    Picture { svg, side: side as u32, modules }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_border_and_its_corners() {
        let picture = draw("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n");
        let side = picture.side as usize;
        assert_eq!(picture.modules.len(), side * side);
        assert!(picture.modules[..side * BORDER].bytes().all(|module| module == b'0'));
        let corner = &picture.modules[side * BORDER + BORDER..][..8];
        assert_eq!(corner, "11111110");
        assert!(picture.svg.contains("<svg"));
        assert_eq!(draw(&"x".repeat(3000)).side, 0);
    }
}

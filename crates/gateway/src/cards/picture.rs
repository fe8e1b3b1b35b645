//! The picture on a card, drawn anew: no larger than it is shown, and without what a camera wrote into it (place, time, device).

use std::io::Cursor;
use std::sync::PoisonError;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use super::{Cards, find, part};
use crate::{AppState, Error, Result};

/// The longer side of a picture, in pixels: sharp at 6.5rem on every screen.
const SIDE: u32 = 400;
/// The longest side of a picture that is read.
const LONGEST: u32 = 12_000;
/// Most bytes that reading one may take.
const READING: u64 = 256 * 1024 * 1024;
/// Most pictures that are kept ready.
const READY: usize = 256;

/// `/c/{id}/picture`.
pub(super) async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: HeaderMap,
) -> Result<Response> {
    let shown = find(&state, &id).await?;
    let picture = shown.card.picture.as_ref().ok_or(Error::NOT_FOUND)?;
    let content = STANDARD.decode(&picture.data).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(part(&shown, &request, &picture.media_type, content))
}

/// A picture drawn anew, once; none where it cannot be read.
pub(super) async fn drawn_anew(cards: &Cards, picture: Image) -> Result<Option<Image>> {
    let pictures = || cards.pictures.lock().unwrap_or_else(PoisonError::into_inner);
    let key: [u8; 32] = Sha256::digest(picture.data.as_bytes()).into();
    let known = pictures().get(&key).cloned();
    if let Some(drawn) = known {
        return Ok(drawn);
    }
    let drawn = tokio::task::spawn_blocking(move || draw(&picture)).await;
    let drawn = drawn.map_err(|error| Error::Internal(error.to_string()))?;
    let mut pictures = pictures();
    if pictures.len() >= READY {
        pictures.clear();
    }
    pictures.insert(key, drawn.clone());
    Ok(drawn)
}

fn draw(picture: &Image) -> Option<Image> {
    let mut drawn = upright(picture)?;
    if drawn.width().max(drawn.height()) > SIDE {
        drawn = drawn.thumbnail(SIDE, SIDE);
    }
    written(drawn)
}

/// The middle of a picture as a square; none where it cannot be read.
pub(crate) fn square(picture: &Image, side: u32) -> Option<Image> {
    written(upright(picture)?.resize_to_fill(side, side, FilterType::Triangle))
}

/// A picture as it is seen.
fn upright(picture: &Image) -> Option<DynamicImage> {
    let format = ImageFormat::from_mime_type(&picture.media_type)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(READING);
    let mut reader = ImageReader::with_format(Cursor::new(STANDARD.decode(&picture.data).ok()?), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // Which way is up is said beside the picture; what is drawn anew stands as it is seen.
    let orientation = decoder.orientation().ok()?;
    let mut drawn = DynamicImage::from_decoder(decoder).ok()?;
    drawn.apply_orientation(orientation);
    Some(drawn)
}

fn written(drawn: DynamicImage) -> Option<Image> {
    let mut content = Vec::new();
    let media_type = if drawn.color().has_alpha() {
        drawn.into_rgba8().write_to(&mut Cursor::new(&mut content), ImageFormat::Png).ok()?;
        "image/png"
    } else {
        drawn.into_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut content, 85)).ok()?;
        "image/jpeg"
    };
    Some(Image { media_type: media_type.into(), data: STANDARD.encode(content) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG picture of this size with a block of EXIF data: turned by 90 degrees, and a word.
    fn photo(width: u32, height: u32) -> Vec<u8> {
        let mut plain = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut plain, 80);
        assert!(image::RgbImage::new(width, height).write_with_encoder(encoder).is_ok());
        let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SECRETPLACE";
        let length = (2 + 6 + tiff.len()) as u16;
        let exif = [&b"\xff\xe1"[..], &length.to_be_bytes(), b"Exif\0\0", tiff].concat();
        [&plain[..2], &exif, &plain[2..]].concat()
    }

    #[test]
    fn a_photo_loses_its_secrets_and_its_weight_and_stands_upright() {
        let content = photo(1600, 800);
        assert!(content.windows(11).any(|part| part == b"SECRETPLACE"));
        let picture = Image { media_type: "image/jpeg".into(), data: STANDARD.encode(content) };
        let drawn = draw(&picture).map(|drawn| STANDARD.decode(drawn.data).unwrap_or_default()).unwrap_or_default();
        assert!(!drawn.windows(11).any(|part| part == b"SECRETPLACE"));
        let size = image::load_from_memory(&drawn).map(|drawn| (drawn.width(), drawn.height()));
        assert_eq!(size.ok(), Some((200, 400)));
    }

    #[test]
    fn what_is_no_picture_is_not_shown() {
        let draw = |media_type: &str, data: &str| draw(&Image { media_type: media_type.into(), data: data.into() });
        for (media_type, data) in
            [("image/jpeg", "////"), ("image/png", ""), ("image/svg+xml", "PHN2Zz4="), ("image/png", "%")]
        {
            assert_eq!(draw(media_type, data), None);
        }
    }
}

//! The logo of an organization: a file of a form of several parts, or the picture as it is. What it is says its content.

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;
use calling_card_crm::samdock::answers::nothing;
use calling_card_crm::samdock::calls::Upload;
use image::ImageFormat;
use multer::Multipart;

use super::super::Caller;
use super::organizations::change;
use super::{Outcome, Refusal};
use crate::store::Batch;

/// Puts a picture in the place of the logo.
pub(super) async fn put(caller: &Caller, id: &str, upload: Upload) -> Outcome {
    let content = match multer::parse_boundary(&upload.media_type) {
        Ok(boundary) => file(boundary, upload.bytes).await.ok_or_else(|| Refusal::required("file"))?,
        Err(_) => upload.bytes,
    };
    let media_type = media_type(&content).ok_or_else(|| Refusal::at("file", "is no PNG, JPEG, WebP or GIF."))?;
    let logo = Image { media_type: media_type.to_owned(), data: STANDARD.encode(content) };
    write(caller, id, Some(logo)).await
}

/// Takes the logo away.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    write(caller, id, None).await
}

async fn write(caller: &Caller, id: &str, logo: Option<Image>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    change(caller, &mut batch, id, |organization| {
        organization.logo = logo;
        Ok(())
    })
    .await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// The first file of a form.
async fn file(boundary: String, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let body = Body::from(bytes).into_data_stream();
    let mut parts = Multipart::new(body, boundary);
    while let Some(part) = parts.next_field().await.ok()? {
        if part.file_name().is_some() || part.name() == Some("file") {
            return Some(part.bytes().await.ok()?.to_vec());
        }
    }
    None
}

fn media_type(content: &[u8]) -> Option<&'static str> {
    match image::guess_format(content).ok()? {
        ImageFormat::Png => Some("image/png"),
        ImageFormat::Jpeg => Some("image/jpeg"),
        ImageFormat::WebP => Some("image/webp"),
        ImageFormat::Gif => Some("image/gif"),
        _ => None,
    }
}

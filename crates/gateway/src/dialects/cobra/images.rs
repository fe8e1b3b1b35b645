//! The picture of a person: one, known by its content, given out in two sizes as a square.

use axum::http::{HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Image, Problem};
use calling_card_crm::cobra::wire::ProfileImage;
use calling_card_crm::{File, Response};

use super::super::Caller;
use super::telling::{DETAIL, SMALL, picture};
use super::writing::Draft;
use super::{Found, Outcome, Refusal, answer, people};
use crate::Error;
use crate::cards::picture::square;
use crate::store::Batch;

/// Most bytes of a picture.
const BYTES: usize = 1024 * 1024;
/// The sizes, and how many pixels a side has.
const SIDES: [(&str, u32); 2] = [(SMALL, 96), (DETAIL, 400)];

/// The pictures of a person, by their sizes.
pub(super) async fn list(caller: &Caller, id: &str) -> Outcome {
    let (record, ..) = people::read(caller, id).await?;
    Ok(answer::all(StatusCode::OK, &told(&record, id)))
}

fn told(record: &PersonRecord, id: &str) -> Vec<ProfileImage> {
    let sizes = SIDES.iter().filter(|_| record.content.image.is_some());
    let one = |size: &str| ProfileImage { kind: Some(size.to_owned()), path: Some(picture(id, size)) };
    sizes.map(|(size, _)| one(size)).collect()
}

/// A picture, drawn anew.
pub(super) async fn show(caller: &Caller, id: &str, size: &str) -> Outcome {
    let side = SIDES.iter().find(|(known, _)| *known == size).map(|(_, side)| *side).ok_or(Refusal::NotFound)?;
    let (record, ..) = people::read(caller, id).await?;
    let image = record.content.image.ok_or(Refusal::NotFound)?;
    let broken = |error: String| Refusal::Ours(Error::Internal(error));
    let drawn = tokio::task::spawn_blocking(move || square(&image, side)).await;
    let drawn = drawn.map_err(|error| broken(error.to_string()))?.ok_or(Refusal::NotFound)?;
    let content = STANDARD.decode(&drawn.data).map_err(|error| broken(error.to_string()))?;
    let mut response = Response::new(content);
    if let Ok(media_type) = HeaderValue::from_str(&drawn.media_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    }
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// Takes a picture in, in the place of the one that there is.
pub(super) async fn put(caller: &Caller, id: &str, file: &File) -> Outcome {
    let record = write(caller, id, Some(image(&file.content)?)).await?;
    Ok(answer::all(StatusCode::CREATED, &told(&record, id)))
}

/// Takes the picture away.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    write(caller, id, None).await?;
    Ok(answer::done())
}

async fn write(caller: &Caller, id: &str, image: Option<Image>) -> Found<PersonRecord> {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut draft = Draft::of(&mut batch, caller, id).await?;
    draft.person.image = image;
    let record = draft.save(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(record)
}

/// The picture in a file, which is one by its content.
fn image(content: &[u8]) -> Found<Image> {
    let no_picture = || Refusal::at("file", Problem::Image);
    let known = infer::get(content).map(|kind| kind.mime_type());
    let media_type = known.filter(|kind| ["image/jpeg", "image/png", "image/gif", "image/webp"].contains(kind));
    let media_type = media_type.filter(|_| content.len() <= BYTES).ok_or_else(no_picture)?.to_owned();
    Ok(Image { media_type, data: STANDARD.encode(content) })
}

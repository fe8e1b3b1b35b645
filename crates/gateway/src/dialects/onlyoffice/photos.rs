//! Pictures of contacts: one each, known by its content, given out as squares.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;
use calling_card_crm::File;
use calling_card_crm::Response;
use calling_card_crm::onlyoffice::calls::PhotoOf;
use reqwest::Client;
use url::Url;

use super::super::Caller;
use super::answers::{BIG, MEDIUM, SMALL, picture};
use super::contacts;
use super::entries::Content;
use super::{Answer, Outcome, Refusal};
use crate::cards::picture::square;
use crate::reach::Reach;
use crate::store::Batch;
use crate::store::dialects::onlyoffice::Key;
use crate::{AppState, Error};

/// Most bytes of a picture.
const BYTES: usize = 1024 * 1024;
/// Longest time for fetching one.
const SECONDS: u64 = 10;

/// A picture by its address: the contact's number, and the side of the square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    number: i64,
    side: u32,
}

/// The picture that an address stands for.
pub(super) fn asked_for(path: &str) -> Option<Asked> {
    let name = path.strip_prefix("/storage/crm/")?.strip_suffix(".jpeg")?;
    let sides = [SMALL, MEDIUM, BIG].into_iter();
    let (number, side) =
        sides.filter_map(|side| Some((name.strip_suffix(&format!("_{side}_{side}"))?, side))).next()?;
    let digits = number.bytes().all(|digit| digit.is_ascii_digit());
    Some(Asked { number: number.parse().ok().filter(|_| digits)?, side })
}

/// A picture, drawn anew.
pub(super) async fn show(caller: &Caller, asked: Asked) -> Result<Response, Refusal> {
    let contact = contacts::one(caller, asked.number).await?;
    let image = match contact.content {
        Content::Person(person) => person.image,
        Content::Organization(organization) => organization.logo,
    };
    let image = image.ok_or(Refusal::NotFound)?;
    let drawn = tokio::task::spawn_blocking(move || square(&image, asked.side)).await;
    let drawn = drawn.map_err(|error| Refusal::Ours(Error::Internal(error.to_string())))?.ok_or(Refusal::NotFound)?;
    let content = STANDARD.decode(&drawn.data).map_err(|error| Refusal::Ours(Error::Internal(error.to_string())))?;
    let mut response = Response::new(content);
    if let Ok(media_type) = HeaderValue::from_str(&drawn.media_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    }
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// Takes in the picture that was sent.
pub(super) async fn change(caller: &Caller, id: i64, photo: Option<File>) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    let photo = photo.ok_or_else(|| Refusal::argument("photo"))?;
    Ok(Answer::one(StatusCode::OK, &store(caller, &contact.key, &photo).await?))
}

/// Takes in a picture from the public internet: nothing of ours is asked for anybody, and no redirect is followed.
pub(super) async fn fetch(state: &AppState, caller: &Caller, id: i64, address: &str) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    let wrong = || Refusal::argument("photourl");
    let url = Url::parse(address.trim()).map_err(|_| wrong())?;
    let reach = Reach { private: state.config.private_pages };
    reach.allows(&url).map_err(|_| wrong())?;
    let asked = async {
        let client = reach.client(Client::builder().user_agent("Calling Card (pictures)")).ok()?;
        let mut answer = client.get(url).send().await.ok().filter(|answer| answer.status().is_success())?;
        let media_type =
            answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut file = File { name: String::new(), media_type: media_type.to_owned(), content: Vec::new() };
        while let Some(part) = answer.chunk().await.ok()? {
            if file.content.len() + part.len() > BYTES {
                return None;
            }
            file.content.extend_from_slice(&part);
        }
        Some(file)
    };
    let photo = tokio::time::timeout(Duration::from_secs(SECONDS), asked).await.ok().flatten().ok_or_else(wrong)?;
    let image = image(&photo).map_err(|_| wrong())?;
    Ok(Answer::one(StatusCode::OK, &put(caller, &contact.key, Some(image)).await?))
}

/// Takes a picture away; what is answered is the address of the vendor's picture of nobody, and we have none.
pub(super) async fn delete(caller: &Caller, id: i64, of: &PhotoOf) -> Outcome {
    if id != 0 {
        let contact = contacts::one(caller, id).await?;
        if !of.upload_only {
            put(caller, &contact.key, None).await?;
        }
    }
    Ok(Answer::one(StatusCode::OK, &""))
}

/// Takes a picture in; answers its address.
pub(super) async fn store(caller: &Caller, key: &Key, photo: &File) -> Result<String, Refusal> {
    put(caller, key, Some(image(photo)?)).await
}

async fn put(caller: &Caller, key: &Key, image: Option<Image>) -> Result<String, Refusal> {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let before = contacts::read(batch.connection(), &caller.actor, key, true).await?;
    let mut content = before.content.clone();
    match &mut content {
        Content::Person(person) => person.image = image,
        Content::Organization(organization) => organization.logo = image,
    }
    contacts::write(&mut batch, &before, content).await?;
    batch.commit(()).await?;
    Ok(picture(before.number, BIG))
}

/// The picture in a file, which is one by what is said of it and by its content.
fn image(file: &File) -> Result<Image, Refusal> {
    if !file.media_type.trim().to_ascii_lowercase().starts_with("image/") {
        return Err(Refusal::NoPicture);
    }
    if file.content.len() > BYTES {
        return Err(Refusal::TooLarge);
    }
    let known = infer::get(&file.content).map(|kind| kind.mime_type());
    let media_type = known.filter(|kind| ["image/jpeg", "image/png", "image/gif", "image/webp"].contains(kind));
    let media_type = media_type.ok_or(Refusal::NoPicture)?.to_owned();
    Ok(Image { media_type, data: STANDARD.encode(&file.content) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_address() {
        assert_eq!(asked_for("/storage/crm/17_200_200.jpeg"), Some(Asked { number: 17, side: 200 }));
        for wrong in [
            "/storage/crm/17_300_300.jpeg",
            "/storage/crm/-1_40_40.jpeg",
            "/storage/crm/_40_40.jpeg",
            "/storage/crm/17.jpeg",
            "/x",
        ] {
            assert_eq!(asked_for(wrong), None, "{wrong}");
        }
    }
}

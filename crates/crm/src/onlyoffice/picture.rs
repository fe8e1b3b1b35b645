//! The picture of a person: a work of its own, so that one which is refused takes nobody with it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;

use super::answers::check;
use super::calls::{Call, PhotoOf};
use super::number;
use super::works::{at, refusal};
use crate::work::once;
use crate::{File, Making};

/// Most bytes of a picture, as the vendor ships it.
const BYTES: usize = 1024 * 1024;
/// Where it stands in our person.
const PLACE: &str = "/image";

/// Gives a person a picture, in place of the one they had.
pub(crate) fn set_picture(id: &str, image: &Image) -> Making<()> {
    let id = number(id)?;
    let content =
        STANDARD.decode(&image.data).map_err(|_| refusal(PLACE, "The picture cannot be read: choose another one."))?;
    if content.len() > BYTES {
        return Err(refusal(PLACE, "ONLYOFFICE takes pictures of at most 1 MB: choose a smaller one."));
    }
    let ending = image.media_type.rsplit('/').next().unwrap_or_default();
    let file = File { name: format!("picture.{ending}"), media_type: image.media_type.clone(), content };
    once(Call::ChangePhoto(id, Some(file)).request(), |response| check(&response).map_err(at(PLACE)))
}

/// Takes the picture of a person away. Who has none is answered the same.
pub(crate) fn remove_picture(id: &str) -> Making<()> {
    let call = Call::DeletePhoto(number(id)?, PhotoOf::default());
    once(call.request(), |response| check(&response).map_err(at(PLACE)))
}

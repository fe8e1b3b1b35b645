//! The picture of a person: a work of its own, so that one which is refused takes nobody with it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;

use super::answers::check;
use super::calls::{Call, PersonCall};
use super::known_id;
use super::works::{at, refusal};
use crate::work::once;
use crate::{File, Making};

/// Where it stands in our person.
const PLACE: &str = "/image";

/// Gives a person a picture, in place of the one they had. Of what it may be the vendor's page says nothing.
pub(crate) fn set_picture(id: &str, image: &Image) -> Making<()> {
    let id = known_id(id)?;
    let unreadable = |_| refusal(PLACE, "The picture cannot be read: choose another one.");
    let content = STANDARD.decode(&image.data).map_err(unreadable)?;
    let ending = image.media_type.rsplit('/').next().unwrap_or_default();
    let file = File { name: format!("picture.{ending}"), media_type: image.media_type.clone(), content };
    let call = Call::Person(PersonCall::SetImage(id, file));
    once(call.request(), |response| check(&response).map_err(at(PLACE)))
}

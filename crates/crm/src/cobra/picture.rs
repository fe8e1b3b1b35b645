//! The picture of a person: a work of its own, so that one which is refused takes nobody with it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use calling_card_contact::Image;
use http::Method;

use super::answers::{check, content};
use super::calls::{Call, PersonCall};
use super::known_id;
use super::wire::ProfileImage;
use super::works::{at, refusal};
use crate::exchange::bare;
use crate::script::script;
use crate::work::once;
use crate::{Error, File, Making, Rejection};

/// Where it stands in our person.
const PLACE: &str = "/image";
/// What the larger one is called. Which there are the vendor's page does not say.
const LARGE: &str = "detail";

/// The picture of a person, where there is one that the API gives out. It is asked for with the token, so that it is fetched from
/// below the API's address alone, whatever is told.
pub(crate) fn picture(id: &str, address: &str) -> Making<Option<Vec<u8>>> {
    let (id, address) = (known_id(id)?, address.to_owned());
    script(async move |exchange| {
        let there = exchange.send(Call::Person(PersonCall::Images(id)).request()).await?;
        let mut images = match content::<Vec<ProfileImage>>(&there) {
            Err(Error::Rejected(Rejection { status: 404, .. })) => return Ok(None),
            images => images?,
        };
        images.sort_by_key(|image| image.kind.as_deref() != Some(LARGE));
        let path = images.iter().find_map(|image| below(&address, image.path.as_deref()?));
        let Some(path) = path else { return Ok(None) };
        let picture = exchange.send(bare(Method::GET, &path)).await?;
        match check(&picture) {
            Err(Error::Rejected(Rejection { status: 404, .. })) => Ok(None),
            checked => checked.map(|()| Some(picture.into_body())),
        }
    })
}

/// An address behind the API's root; none where it leads anywhere else. It is told whole, from the host on, or from the root on.
fn below(root: &str, told: &str) -> Option<String> {
    let root = root.trim_end_matches('/');
    let path = match root.split_once("://") {
        _ if told.starts_with("//") => return None,
        _ if told.contains("://") => told.strip_prefix(root)?,
        Some((_, host)) if told.starts_with('/') => {
            let folder = host.find('/').map_or("", |at| &host[at..]);
            told.strip_prefix(folder).filter(|rest| rest.starts_with('/')).unwrap_or(told)
        }
        _ => return None,
    };
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#'));
    let stays = path.split(['/', '?']).all(|part| !part.replace("%2e", ".").replace("%2E", ".").starts_with(".."));
    (path.starts_with('/') && !path.starts_with("//") && plain && stays).then(|| path.to_owned())
}

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

/// Takes the picture of a person away.
pub(crate) fn remove_picture(id: &str) -> Making<()> {
    let call = Call::Person(PersonCall::DeleteImage(known_id(id)?));
    once(call.request(), |response| check(&response).map_err(at(PLACE)))
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_picture_is_fetched_below_the_address_of_the_api_alone() {
        const ROOT: &str = "https://api.cobra.de/v1/";
        for (told, path) in [
            ("/v1/crm/people/1/profileimages/detail", Some("/crm/people/1/profileimages/detail")),
            ("https://api.cobra.de/v1/images/1?size=2", Some("/images/1?size=2")),
            ("/images/1", Some("/images/1")),
            ("https://api.cobra.de/v2/images/1", None),
            ("https://api.cobra.de/v1.evil.example/1", None),
            ("https://evil.example/v1/images/1", None),
            ("//evil.example/images/1", None),
            ("/v1//evil.example/images/1", None),
            ("/v1/../v2/images/1", None),
            ("/v1/%2e%2E/images/1", None),
            ("/v1/a b", None),
            ("images/1", None),
            ("data:image/png;base64,AAAA", None),
            ("", None),
        ] {
            assert_eq!(below(ROOT, told).as_deref(), path, "{told}");
        }
        assert_eq!(below("https://cobra.example", "/crm/1").as_deref(), Some("/crm/1"), "an API without a folder");
    }
}

//! Pictures of people in CRMs that take them by themselves.

use calling_card_contact::{Image, PersonId};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing};

/// `GET /crm/{connection}/people/{id}/picture`: the picture of a person, where there is one; a square, drawn anew.
#[derive(Clone, Debug)]
pub struct GetPicture {
    /// The CRM; the built-in one has pictures as parts of people.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/picture" GetPicture => Option<Image>; ["/crm/", connection, "/people/", id, "/picture"]);

/// `PUT /crm/{connection}/people/{id}/picture`: gives a person a picture, in place of the one they have there.
#[derive(Clone, Debug)]
pub struct GivePicture {
    /// The CRM; the built-in one has pictures as parts of people.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// The picture.
    pub image: Image,
}
endpoint!(PUT "/crm/{connection}/people/{id}/picture" GivePicture => Nothing; ["/crm/", connection, "/people/", id, "/picture"], body = image: Image);

/// `DELETE /crm/{connection}/people/{id}/picture`: takes the picture of a person away.
#[derive(Clone, Debug)]
pub struct RemovePicture {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(DELETE "/crm/{connection}/people/{id}/picture" RemovePicture => Nothing; ["/crm/", connection, "/people/", id, "/picture"]);

//! Events, who has a place at them, and who is invited.

use calling_card_contact::{Booking, BookingId, DraftId, Event, EventId, FormId, Invitation, InvitationId, PersonId};
use serde::{Deserialize, Serialize};

use crate::changes::Change;
use crate::endpoint_macro::endpoint;
use crate::inbound_sources::InboundSourceRecord;
use crate::mails::MailState;
use crate::{ConnectionId, Cursor, Nothing, Page, Record, Version, Written};

/// A stored event.
pub type EventRecord = Record<EventId, Event>;
/// A stored booking.
pub type BookingRecord = Record<BookingId, Booking>;
/// A stored invitation.
pub type InvitationRecord = Record<InvitationId, Invitation>;

/// An event as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventSummary {
    /// The event.
    pub event: EventRecord,
    /// How many places are taken: by bookings, and by drafts that wait and are not held for review.
    pub taken: u32,
    /// How many of them are bookings.
    pub booked: u32,
    /// Whether it has ended.
    pub over: bool,
}

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct EventsQuery {
    /// Where the page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /crm/{connection}/events`: a page of events, the one that begins last first.
#[derive(Clone, Debug, Default)]
pub struct ListEvents {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which events.
    pub query: EventsQuery,
}
endpoint!(GET "/crm/{connection}/events" ListEvents => Page<EventSummary>; ["/crm/", connection, "/events"], query = query);

/// `POST /crm/{connection}/events`: makes an event.
#[derive(Clone, Debug, Default)]
pub struct CreateEvent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub event: Event,
}
endpoint!(POST "/crm/{connection}/events" CreateEvent => Written<EventRecord>; ["/crm/", connection, "/events"], body = event: Event);

/// `GET /crm/{connection}/events/{id}`: one event.
#[derive(Clone, Debug)]
pub struct GetEvent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
}
endpoint!(GET "/crm/{connection}/events/{id}" GetEvent => EventRecord; ["/crm/", connection, "/events/", id]);

/// `PUT /crm/{connection}/events/{id}`: writes an event anew; 422 where it would have fewer places than are taken.
#[derive(Clone, Debug)]
pub struct UpdateEvent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
    /// The version that was changed.
    pub version: Version,
    /// The event as it shall be.
    pub event: Event,
}
endpoint!(PUT "/crm/{connection}/events/{id}" UpdateEvent => Written<EventRecord>; ["/crm/", connection, "/events/", id], body = event: Event, if_match = version);

/// `DELETE /crm/{connection}/events/{id}`: puts an event into the bin, with its bookings and invitations. Its forms and drafts stay.
#[derive(Clone, Debug)]
pub struct DeleteEvent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/events/{id}" DeleteEvent => Written<Nothing>; ["/crm/", connection, "/events/", id], if_match = version);

/// `GET /crm/{connection}/events/{id}/history`: what was done to an event, the newest first.
#[derive(Clone, Debug)]
pub struct ListEventHistory {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
}
endpoint!(GET "/crm/{connection}/events/{id}/history" ListEventHistory => Vec<Change>; ["/crm/", connection, "/events/", id, "/history"]);

/// `POST /crm/{connection}/events/{id}/booking-form`: makes a form by which places at an event are booked.
#[derive(Clone, Debug)]
pub struct CreateBookingForm {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
}
endpoint!(POST "/crm/{connection}/events/{id}/booking-form" CreateBookingForm => Written<InboundSourceRecord>; ["/crm/", connection, "/events/", id, "/booking-form"]);

/// Who comes to an event, and by which forms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventBookings {
    /// Who has a place, the first first.
    pub bookings: Vec<BookingSummary>,
    /// Who asks for one, as drafts that wait.
    pub waiting: Vec<WaitingSummary>,
    /// How many places are taken.
    pub taken: u32,
    /// The forms by which a place is asked for, the oldest first.
    pub forms: Vec<FormId>,
}

/// A booking as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingSummary {
    /// The booking.
    pub booking: BookingRecord,
    /// What the person is called.
    pub name: String,
}

/// A draft that asks for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingSummary {
    /// The draft.
    pub id: DraftId,
    /// What the person is called whom it proposes.
    pub name: String,
    /// Whether it takes a place until it is accepted or discarded; what is held for review, or a test, takes none.
    pub takes_place: bool,
}

/// `GET /crm/{connection}/events/{id}/bookings`: who comes to an event, and by which forms.
#[derive(Clone, Debug)]
pub struct ListBookings {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
}
endpoint!(GET "/crm/{connection}/events/{id}/bookings" ListBookings => EventBookings; ["/crm/", connection, "/events/", id, "/bookings"]);

/// `DELETE /crm/{connection}/bookings/{id}`: cancels a booking; its place is free again.
#[derive(Clone, Debug)]
pub struct CancelBooking {
    /// The CRM.
    pub connection: ConnectionId,
    /// The booking.
    pub id: BookingId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/bookings/{id}" CancelBooking => Written<Nothing>; ["/crm/", connection, "/bookings/", id], if_match = version);

/// An invitation as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationSummary {
    /// The invitation.
    pub invitation: InvitationRecord,
    /// What the person is called.
    pub name: String,
    /// By what a portal knows the invitation, which whoever has it may read, reject, and book by.
    pub code: String,
    /// The link by which who is invited books a place, or rejects the invitation.
    pub link: String,
    /// What has become of the mail with the link; none where none was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailState>,
    /// Why none can be written, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_mail: Option<NoMail>,
}

/// Why an invitation cannot be mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoMail {
    /// There is no mail server.
    Server,
    /// The person has no e-mail address.
    Address,
    /// The event has no form that is open, is not published, or is over.
    Form,
}

/// Who is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitee {
    /// The person.
    pub person: PersonId,
}

/// `GET /crm/{connection}/events/{id}/invitations`: who is invited to an event, the first first.
#[derive(Clone, Debug)]
pub struct ListInvitations {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
}
endpoint!(GET "/crm/{connection}/events/{id}/invitations" ListInvitations => Vec<InvitationSummary>; ["/crm/", connection, "/events/", id, "/invitations"]);

/// `POST /crm/{connection}/events/{id}/invitations`: invites a person, once, and mails them the link where that is possible.
#[derive(Clone, Debug)]
pub struct CreateInvitation {
    /// The CRM.
    pub connection: ConnectionId,
    /// The event.
    pub id: EventId,
    /// Who is invited.
    pub invitee: Invitee,
}
endpoint!(POST "/crm/{connection}/events/{id}/invitations" CreateInvitation => Written<InvitationRecord>; ["/crm/", connection, "/events/", id, "/invitations"], body = invitee: Invitee);

/// `POST /crm/{connection}/invitations/{id}/mail`: mails the link of an invitation that was not mailed; 503 without a mail server, 409 where
/// it was mailed, or its event cannot be booked, 422 where the person has no address.
#[derive(Clone, Debug)]
pub struct MailInvitation {
    /// The CRM.
    pub connection: ConnectionId,
    /// The invitation.
    pub id: InvitationId,
}
endpoint!(POST "/crm/{connection}/invitations/{id}/mail" MailInvitation => Nothing; ["/crm/", connection, "/invitations/", id, "/mail"]);

/// `DELETE /crm/{connection}/invitations/{id}`: takes an invitation back; a mail that waits is not sent, a booking that came of it stays.
#[derive(Clone, Debug)]
pub struct DeleteInvitation {
    /// The CRM.
    pub connection: ConnectionId,
    /// The invitation.
    pub id: InvitationId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/invitations/{id}" DeleteInvitation => Written<Nothing>; ["/crm/", connection, "/invitations/", id], if_match = version);

//! Events.

mod bookings;
mod edit;
mod event;
mod form;
mod invitations;
mod list;
mod zones;

pub(crate) use edit::{EditEvent, NewEvent};
pub(crate) use event::EventPage;
pub(crate) use list::EventsPage;

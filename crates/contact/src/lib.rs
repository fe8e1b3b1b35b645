//! People, business cards, organizations and inbound forms: the model of Calling Card and its rules.
//!
//! The model grows towards the union of what five CRMs hold (cobra CRM, Samdock, RogerRoger, emnify,
//! ONLYOFFICE) and what a vCard (RFC 6350) can say. Each member names its source.
//!
//! Nothing here knows a clock, a random number, a browser or a server: time and ids are handed in.
//! An empty text means that nothing is known; it is left out of the JSON.

mod account_kind;
mod address;
mod address_lines;
mod area;
mod business_card;
mod capability;
mod check;
mod consent;
mod country;
mod custom_field;
mod date;
mod double_opt_in;
mod draft;
mod event;
mod favourite;
mod file_kind;
mod form_condition;
mod form_filling;
mod form_language;
mod form_theme;
mod form_value;
mod id;
mod identity;
mod inbound_source;
mod initials;
mod invitation_mail;
mod kept_property;
mod language;
mod left_to_say;
mod local_time;
mod merge;
mod note;
#[cfg(feature = "openapi")]
mod openapi;
mod organization;
mod part;
mod person;
mod personality_tag;
mod problem;
mod public_card;
mod published_card;
mod relation;
mod reword;
pub mod rules;
mod source_there;
mod stock_form;
mod suspicion;
mod taking;
mod three_way;
mod unite;
mod word_colour;
mod word_list;

pub use account_kind::AccountKind;
pub use address::{Address, AddressValidation, Coordinates};
pub use area::Area;
pub use business_card::{BusinessCard, Email, Phone, PhoneKind, Place, Position};
pub use capability::{Capability, Held, Loss, losses};
pub use check::{Check, Checker};
pub use consent::{Consent, OptIn};
pub use country::{country_code, country_codes, country_name, is_country};
pub use custom_field::{
    CustomEntity, CustomField, CustomKind, CustomStatus, CustomValue, CustomValues, fitting_custom, settle_custom,
};
pub use date::{InvalidDate, PartialDate, Timestamp};
pub use double_opt_in::{DoubleOptIn, MailText, plain_origin};
pub use draft::{Answer, ContactDraft};
pub use event::{BookedEvent, Booking, Event, Invitation, InvitationState};
pub use favourite::{Favourite, OneFavourite};
pub use file_kind::{FileFormat, FileKind};
pub use form_condition::{Comparison, Condition};
pub use form_language::FormLanguage;
pub use form_theme::{LowContrast, Palette, Theme};
pub use id::{
    BatchId, BookingId, BranchId, CardId, ConsentId, CustomFieldId, DeliveryId, DraftId, EventId, FieldKey, FileId,
    FormId, InvalidFieldKey, InvalidFormId, InvalidPublishedCardId, InvitationId, MailId, NoteId, OrganizationId,
    PersonId, PublishedCardId, RelationId, UserId, plain_id,
};
pub use identity::{Duplicates, KnownBy, VCARD, identity_keys, import_keys, organization_keys, uid_key};
pub use inbound_source::{
    Autocomplete, ConsentText, DeliverWhen, Field, FieldKind, FieldTarget, FormDefinition, InboundSource, SelectOption,
    SourceStatus,
};
pub use initials::initials;
pub use kept_property::KeptProperty;
pub use language::{Language, Localized};
pub use local_time::{InvalidLocalTime, LocalTime};
pub use merge::{FieldChange, Prefer, field_changes, merge, merge_organization, with_fields};
pub use note::{Note, NoteThere};
pub use organization::{Branch, Organization};
pub use part::Part;
pub use person::{Affiliation, ForeignId, Image, ImportantDate, Lifecycle, Name, Person, SocialProfile, WebAddress};
pub use personality_tag::PersonalityTag;
pub use problem::{FieldError, FieldErrors, Problem};
pub use public_card::{PublicCard, public};
pub use published_card::{PublicPart, PublishedCard, public_parts};
pub use relation::{Related, Relation, RelationKind};
pub use reword::{Reword, Rewording};
pub use source_there::{SourceKind, SourceThere};
pub use suspicion::Suspicion;
pub use taking::{Offer, Standing, offers, taken};
pub use three_way::{Clash, settle_clashes, three_way};
pub use unite::{Choice, LeftOut, choices, left_out, unite, united_by};
pub use word_colour::WordColour;
pub use word_list::{InvalidWordList, WordList, Worded};

/// For leaving a flag that is not set out of the JSON.
pub(crate) fn is_false(value: &bool) -> bool {
    !value
}

//! Contact drafts.

use calling_card_contact::{
    ContactDraft, DraftId, FormLanguage, Organization, Person, PersonId, Suspicion, Timestamp, UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::consents::ConsentRecord;
use crate::endpoint_macro::endpoint;
use crate::files::FileRecord;
use crate::is_false;
use crate::people::PersonRecord;
use crate::transfers::{Delivery, DeliveryState};
use crate::{ConnectionId, Cursor, Nothing, Page, Record, Version, Written};

mod inbox;
mod matches;
mod reply;

pub use inbox::{DraftEdit, DraftsEdit, DraftsMark, EditDrafts, EditedDrafts, MANY, MarkDrafts, MarkedDrafts};
pub use matches::{OrganizationMatch, PersonMatch, SameOrganization};
pub use reply::{REPLY_SUBJECT, REPLY_TEXT, Reply, ReplyRecord, ReplyToDraft, ReplyWay};

/// A stored draft.
pub type DraftRecord = Record<DraftId, ContactDraft>;

/// How far the confirmation of an address is (double opt-in).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// None was asked for.
    #[default]
    NotAsked,
    /// It is waited for.
    Waiting,
    /// The address is confirmed.
    Confirmed,
}

/// A draft as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSummary {
    /// The key.
    pub id: DraftId,
    /// The name of the person that it proposes.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their company.
    pub business: String,
    /// The beginning of the message.
    pub message: String,
    /// What staff call the form.
    pub source_name: String,
    /// When it came in.
    pub received_at: Timestamp,
    /// Whether nobody has opened it.
    pub unread: bool,
    /// Whether it came through a form that is being tried out.
    pub test: bool,
    /// Why it is held for review; nothing where it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Suspicion>,
    /// The member of staff who gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editor: Option<UserId>,
    /// Whether it is a lead.
    #[serde(default, skip_serializing_if = "is_false")]
    pub create_lead: bool,
    /// What the event is called that it asks for a place at; nothing where it asks for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// How far its delivery to the form's connection is, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryState>,
    /// The page that the form stood on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// The language in which the visitor read the form, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<FormLanguage>,
    /// How far the confirmation of the address is.
    #[serde(default)]
    pub confirmation: Confirmation,
    /// How many files came with it.
    #[serde(default)]
    pub files: u32,
    /// Since when it is marked as spam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spam_at: Option<Timestamp>,
}

/// Which drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct DraftsQuery {
    /// Where the page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Those that wait for the confirmation of their address, instead of the others.
    #[serde(skip_serializing_if = "is_false")]
    pub waiting: bool,
    /// Those that are marked as spam, instead of the others.
    #[serde(skip_serializing_if = "is_false")]
    pub spam: bool,
    /// Only those that nobody has opened.
    #[serde(skip_serializing_if = "is_false")]
    pub unread: bool,
    /// Those that a member of staff gets, instead of everybody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<UserId>,
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /crm/{connection}/drafts`: a page of drafts, the newest first.
#[derive(Clone, Debug, Default)]
pub struct ListDrafts {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which drafts.
    pub query: DraftsQuery,
}
endpoint!(GET "/crm/{connection}/drafts" ListDrafts => Page<DraftSummary>; ["/crm/", connection, "/drafts"], query = query);

/// A draft with the people who may already be the one it proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedDraft {
    /// The draft.
    pub draft: DraftRecord,
    /// People with the same e-mail address, in another CRM; those of the built-in one are the matches.
    pub likely: Vec<crate::people::PersonSummary>,
    /// People of the built-in CRM whom it is probably of, and why: the likeliest first, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<PersonMatch>,
    /// Organizations that it is probably from, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<OrganizationMatch>,
    /// How the sender can be answered.
    #[serde(default)]
    pub reply_way: ReplyWay,
    /// The address to which an answer goes; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply_address: String,
    /// What was answered, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<ReplyRecord>,
    /// Whether it waits for the confirmation of its address (double opt-in).
    #[serde(default)]
    pub waiting: bool,
    /// The proof of consent, as it stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentRecord>,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRecord>,
    /// Its delivery to the form's connection, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// Where it is delivered when it is accepted; none where it is delivered already, or nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliver_to: Option<ConnectionId>,
    /// What a draft of another CRM says beside it; none for one of the built-in CRM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<DraftThere>,
}

/// What a draft of another CRM says that is in none of ours. What only the CRM understands is as it says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DraftThere {
    /// The organization that would be made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// The lead.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub lead: Map<String, Value>,
    /// The deal.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub deal: Map<String, Value>,
    /// The id there of who gets it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub editor: String,
    /// When its address was confirmed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Timestamp>,
}

/// `GET /crm/{connection}/drafts/{id}`: one draft; it counts as read from then on.
#[derive(Clone, Debug)]
pub struct GetDraft {
    /// The CRM.
    pub connection: ConnectionId,
    /// The draft.
    pub id: DraftId,
}
endpoint!(GET "/crm/{connection}/drafts/{id}" GetDraft => OpenedDraft; ["/crm/", connection, "/drafts/", id]);

/// What becomes of a draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Acceptance {
    /// The person that it goes into; none for a new person. An existing person keeps what they have and gets what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<PersonId>,
    /// The proposed person as staff have corrected it; none to take it as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// The version of the person that was seen, where `person` says all that they shall be from then on; 412 where it is old. Without it
    /// what is new is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Version>,
    /// That it is accepted although its address is not confirmed; without this, such a draft is not accepted (409).
    #[serde(skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// That a draft of another CRM is taken into the built-in one instead; the person that it goes into is one of the built-in CRM, then.
    #[serde(skip_serializing_if = "is_false")]
    pub home: bool,
}

/// `POST /crm/{connection}/drafts/{id}/accept`: makes a person of a draft, or puts it into one; the draft is gone, its message is a note, with
/// what was sent and is not taken over. All of it or nothing; also where the draft is one of another CRM.
#[derive(Clone, Debug)]
pub struct AcceptDraft {
    /// The CRM.
    pub connection: ConnectionId,
    /// The draft.
    pub id: DraftId,
    /// What becomes of it.
    pub acceptance: Acceptance,
}
endpoint!(POST "/crm/{connection}/drafts/{id}/accept" AcceptDraft => Written<PersonRecord>; ["/crm/", connection, "/drafts/", id, "/accept"], body = acceptance: Acceptance);

/// `POST /crm/{connection}/drafts/{id}/release`: lets a draft through that was held for review.
#[derive(Clone, Debug)]
pub struct ReleaseDraft {
    /// The CRM.
    pub connection: ConnectionId,
    /// The draft.
    pub id: DraftId,
}
endpoint!(POST "/crm/{connection}/drafts/{id}/release" ReleaseDraft => Written<DraftRecord>; ["/crm/", connection, "/drafts/", id, "/release"]);

/// `DELETE /crm/{connection}/drafts/{id}`: puts a draft into the bin; one of another CRM is deleted there.
#[derive(Clone, Debug)]
pub struct DiscardDraft {
    /// The CRM.
    pub connection: ConnectionId,
    /// The draft.
    pub id: DraftId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/drafts/{id}" DiscardDraft => Written<Nothing>; ["/crm/", connection, "/drafts/", id], if_match = version);

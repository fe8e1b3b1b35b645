//! cobra CRM Cloud: the people of its People360, API version 1 (<https://apis.cobra-hilfe.de>).
//!
//! An API user of a tenant signs in with the key for a token of an hour; an envelope stands around every answer. How a person is
//! reached stands on business cards, which are made after the person: several calls for one person.

use calling_card_contact::{Capability, Held, Language, Part, Person};
use http::{HeaderName, HeaderValue, header};

use crate::work::once;
use crate::{Credential, Error, Foreign, Making, Rejection, Request};

pub mod answers;
pub mod calls;
pub mod mapping;
mod picture;
pub mod wire;
pub(crate) mod works;

pub(crate) use picture::{picture, remove_picture, set_picture};
pub(crate) use works::{check_tenant, create, find, get, list, notes, update};

use calls::{Call, PersonCall};
use wire::{Envelope, Token, TokenRequest};

/// Where the vendor's API is, with its version.
pub(crate) const ADDRESS: &str = "https://api.cobra.de/v1";

/// Requests in so many seconds. The vendor watches, and states no limit; this is one of ours, so that a transfer is no burden.
pub const RATE: (u32, u32) = (300, 60);

/// For so many seconds we use a token, which ends within an hour.
pub const TOKEN_SECONDS: u64 = 55 * 60;

/// Who we are to the vendor.
const NAME: &str = "Calling Card";

/// What an answer without an id is.
const NO_ID: &str = "a person without an id";

/// What it holds of a person.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { part: Part::Salutation, held: Held::All },
    Capability { part: Part::Title, held: Held::All },
    Capability { part: Part::GivenName, held: Held::All },
    Capability { part: Part::FamilyName, held: Held::All },
    // With its day.
    Capability { part: Part::Birthday, held: Held::InPart },
    // With their day and year.
    Capability { part: Part::ImportantDates, held: Held::InPart },
    Capability { part: Part::LinkedIn, held: Held::All },
    Capability { part: Part::SocialProfiles, held: Held::All },
    Capability { part: Part::Tags, held: Held::All },
    Capability { part: Part::PersonalityTags, held: Held::All },
    // Set there, by what its lists have.
    Capability { part: Part::Lifecycle, held: Held::ReadOnly },
    Capability { part: Part::OtherCards, held: Held::All },
    // Validity with its day.
    Capability { part: Part::CardDetails, held: Held::InPart },
    Capability { part: Part::Company, held: Held::All },
    Capability { part: Part::Department, held: Held::All },
    Capability { part: Part::Positions, held: Held::All },
    Capability { part: Part::Emails, held: Held::All },
    Capability { part: Part::Phones, held: Held::All },
    Capability { part: Part::Kinds, held: Held::All },
    Capability { part: Part::Addresses, held: Held::All },
    Capability { part: Part::Countries, held: Held::All },
    Capability { part: Part::AddressLines, held: Held::All },
    // What a check of an address says is the vendor's.
    Capability { part: Part::AddressDetails, held: Held::InPart },
    // Its own: customer number, employee number and status.
    Capability { part: Part::VcardProperties, held: Held::InPart },
    // Of those about several people, of tags, moods and priorities it is said what stands there.
    Capability { part: Part::Notes, held: Held::InPart },
];

/// The person as they come back.
pub(crate) fn kept(person: &Person) -> Person {
    mapping::from_wire(&mapping::written(&mapping::to_wire(person)))
}

/// The token that calls are signed with, for an API user and their key. One that has run out is had anew in the same way.
pub(crate) fn sign_in(user: &str, key: &str) -> Making<Credential> {
    let with = TokenRequest { username: Some(user.to_owned()), password: Some(key.to_owned()) };
    once(Call::SignIn(with).request(), |response| {
        answers::check(&response).map_err(unknown)?;
        // Whether an envelope stands around it, the vendor's guide does not say.
        let bare: Token = crate::exchange::read_object(response.body())?;
        let token = match bare.access_token {
            Some(token) => Some(token),
            None => {
                let answer: Envelope<Token> = answers::accepted(&response).map_err(unknown)?;
                answer.data.and_then(|token| token.access_token)
            }
        };
        let token = token.filter(|token| !token.is_empty()).ok_or_else(|| Error::Decode("no access token".into()))?;
        Ok(token.into())
    })
}

/// How who is not known is told so, no page says: whatever refuses them here means that.
fn unknown(error: Error) -> Error {
    match error {
        Error::Rejected(rejection) if matches!(rejection.status, 400 | 403 | 422) => {
            Error::Rejected(Rejection { status: 401, ..rejection })
        }
        other => other,
    }
}

/// Says who asks, of which tenant, and whom to turn to about it: the API user.
pub(crate) fn sign(request: &mut Request, token: &str, tenant: &str, user: &str) -> Result<(), Error> {
    let tenant = HeaderValue::from_str(tenant).map_err(|_| Error::Build("the tenant is none".into()))?;
    let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
    let mut bearer = bearer.map_err(|_| Error::Build("the token is none".into()))?;
    bearer.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(header::AUTHORIZATION, bearer);
    headers.insert(HeaderName::from_static("x-integration-name"), HeaderValue::from_static(NAME));
    headers.insert(HeaderName::from_static("x-integration-provider"), HeaderValue::from_static(NAME));
    headers.insert(HeaderName::from_static("x-cobra-tenantid"), tenant);
    // It may be left out: not every address can stand in a header.
    if let Ok(contact) = HeaderValue::from_str(user) {
        headers.insert(HeaderName::from_static("x-integration-contact"), contact);
    }
    headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    // Who reads what is refused may not be known.
    speak(request, Language::default());
    Ok(())
}

/// Says in which language the vendor says what it refuses: it knows German and English.
pub(crate) fn speak(request: &mut Request, language: Language) {
    request.headers_mut().insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(language.tag()));
}

/// Deletes a person, with their cards.
pub(crate) fn delete(id: &str) -> Making<()> {
    let call = Call::Person(PersonCall::Delete(known_id(id)?));
    once(call.request(), |response| answers::check(&response))
}

/// Writes the note about a person; an empty text takes it away.
pub(crate) fn set_note(person: &str, text: &str) -> Making<()> {
    let note = wire::Note { note: Some(text.to_owned()), ..wire::Note::default() };
    let call = Call::Person(PersonCall::SetNote(known_id(person)?, Box::new(note)));
    once(call.request(), |response| answers::check(&response).map_err(works::at("/text")))
}

/// A person with the id that they have there.
fn foreign(there: &wire::Person) -> Result<Foreign<Person>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty()).ok_or_else(|| Error::Decode(NO_ID.into()))?;
    let moment = |time: &Option<String>| time.as_deref().and_then(mapping::moment);
    Ok(Foreign {
        id,
        content: mapping::from_wire(there),
        created_at: moment(&there.audit.date_created),
        changed_at: moment(&there.audit.date_modified),
    })
}

/// An id, if it is one.
fn known_id(id: &str) -> Result<String, Error> {
    crate::exchange::segment(id).map(|_| id.to_owned())
}

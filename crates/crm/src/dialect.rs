//! The dialects there are, and what can be asked in each.

use calling_card_contact::{AccountKind, Capability, Image, Language, Note, Person};
use uuid::Uuid;

use crate::{
    Credential, Error, Foreign, Listing, PeopleQuery, Request, Work, cobra, emnify, onlyoffice, rogerroger, samdock,
};

/// A CRM's way of speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// RogerRoger (<https://developer.rogerroger.io>).
    RogerRoger,
    /// emnify: the contacts of an organisation (<https://docs.emnify.com>).
    Emnify,
    /// Samdock (<https://docs.samdock.app>).
    Samdock,
    /// ONLYOFFICE: the persons of its CRM (<https://api.onlyoffice.com/workspace/api-backend/>).
    OnlyOffice,
    /// cobra CRM Cloud: the people of its People360 (<https://apis.cobra-hilfe.de>).
    Cobra,
}

/// Work, made or refused before anything was sent.
pub type Making<T> = Result<Box<dyn Work<Output = T>>, Error>;

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::RogerRoger, Self::Emnify, Self::Samdock, Self::OnlyOffice, Self::Cobra];

    /// Its name in addresses and in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::RogerRoger => "rogerroger",
            Self::Emnify => "emnify",
            Self::Samdock => "samdock",
            Self::OnlyOffice => "onlyoffice",
            Self::Cobra => "cobra",
        }
    }

    /// The dialect of a name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.key() == key)
    }

    /// What people call the CRM.
    pub fn name(self) -> &'static str {
        match self {
            Self::RogerRoger => "RogerRoger",
            Self::Emnify => "emnify",
            Self::Samdock => "Samdock",
            Self::OnlyOffice => "ONLYOFFICE",
            Self::Cobra => "cobra CRM",
        }
    }

    /// Where its API is, unless said otherwise; empty where each customer has an address of their own.
    pub fn address(self) -> &'static str {
        match self {
            Self::RogerRoger => rogerroger::ADDRESS,
            Self::Emnify => emnify::ADDRESS,
            Self::Samdock => samdock::ADDRESS,
            Self::OnlyOffice => "",
            Self::Cobra => cobra::ADDRESS,
        }
    }

    /// By what it knows who connects with it, beside the secret; none where the secret says it all.
    pub fn account(self) -> Option<AccountKind> {
        match self {
            Self::RogerRoger => None,
            Self::Emnify => Some(AccountKind::Organisation),
            Self::Samdock => Some(AccountKind::Email),
            Self::OnlyOffice => Some(AccountKind::UserName),
            Self::Cobra => Some(AccountKind::ApiUser),
        }
    }

    /// How many requests it takes in how many seconds.
    pub fn rate(self) -> (u32, u32) {
        match self {
            Self::RogerRoger => rogerroger::RATE,
            Self::Emnify => emnify::RATE,
            Self::Samdock => samdock::RATE,
            Self::OnlyOffice => onlyoffice::RATE,
            Self::Cobra => cobra::RATE,
        }
    }

    /// What it holds of a person.
    pub fn capabilities(self) -> &'static [Capability] {
        match self {
            Self::RogerRoger => rogerroger::CAPABILITIES,
            Self::Emnify => emnify::CAPABILITIES,
            Self::Samdock => samdock::CAPABILITIES,
            Self::OnlyOffice => onlyoffice::CAPABILITIES,
            Self::Cobra => cobra::CAPABILITIES,
        }
    }
}

impl Dialect {
    /// For how many seconds what comes of signing in is used; none where the CRM says itself when it has run out.
    pub fn credential_seconds(self) -> Option<u64> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock | Self::OnlyOffice => None,
            Self::Cobra => Some(cobra::TOKEN_SECONDS),
        }
    }

    /// Whether it takes several calls to make a person, so that one can be there in part.
    pub fn makes_in_steps(self) -> bool {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock => false,
            Self::OnlyOffice | Self::Cobra => true,
        }
    }

    /// Whether somebody is a part of what was to be made of a person.
    pub fn is_begun(self, found: &Person, person: &Person) -> bool {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock => false,
            Self::OnlyOffice => onlyoffice::mapping::is_begun(found, person),
            Self::Cobra => cobra::mapping::is_begun(found, person),
        }
    }
}

/// Where in a CRM is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The dialect.
    pub dialect: Dialect,
    /// What calls name or sign in as, as [`Dialect::account`] says; empty where that is none.
    pub name: String,
    /// Whose CRM is meant, where several customers share one address ([`AccountKind::has_tenant`]); else empty.
    pub tenant: String,
}

impl Account {
    /// Signs in with the secret: what calls are signed with comes of it. None where they are signed with the secret itself.
    pub fn sign_in(&self, secret: &str) -> Option<Making<Credential>> {
        match self.dialect {
            Dialect::RogerRoger => None,
            Dialect::Emnify => Some(emnify::sign_in(secret)),
            Dialect::Samdock => Some(samdock::sign_in(&self.name, secret)),
            Dialect::OnlyOffice => Some(onlyoffice::sign_in(&self.name, secret)),
            Dialect::Cobra => Some(cobra::sign_in(&self.name, secret)),
        }
    }

    /// What has to hold before people are read there; none where signing in says all of it.
    pub fn check(&self) -> Option<Making<()>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock | Dialect::OnlyOffice => None,
            Dialect::Cobra => Some(cobra::check_tenant(&self.tenant)),
        }
    }

    /// Gets the next credential of one that has run out, without the secret; none where there is no such way.
    pub fn renew(&self, old: &Credential) -> Option<Making<Credential>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::OnlyOffice | Dialect::Cobra => None,
            Dialect::Samdock => samdock::renew(old),
        }
    }

    /// Below which address a request goes, where the connection has this one.
    pub fn root<'a>(&self, address: &'a str, request: &Request) -> &'a str {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::OnlyOffice | Dialect::Cobra => address,
            Dialect::Samdock => samdock::root(address, request),
        }
    }

    /// Says who asks.
    pub fn sign(&self, request: &mut Request, credential: &str) -> Result<(), Error> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::sign(request, credential),
            Dialect::Emnify => emnify::sign(request, credential),
            Dialect::Samdock => samdock::sign(request, credential),
            Dialect::OnlyOffice => onlyoffice::sign(request, credential),
            Dialect::Cobra => cobra::sign(request, credential, &self.tenant, &self.name),
        }
    }

    /// Says in which language who asks wants to read what is refused, where the CRM speaks several.
    pub fn speak(&self, request: &mut Request, language: Language) {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock | Dialect::OnlyOffice => {}
            Dialect::Cobra => cobra::speak(request, language),
        }
    }

    /// Lists people.
    pub fn list(&self, query: &PeopleQuery) -> Making<Listing> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::list(query),
            Dialect::Emnify => emnify::list(&self.name, query),
            Dialect::Samdock => samdock::list(query),
            Dialect::OnlyOffice => onlyoffice::list(query),
            Dialect::Cobra => cobra::list(query),
        }
    }

    /// Finds who has one of these e-mail addresses; at most 30 addresses.
    pub fn find(&self, emails: &[String]) -> Making<Vec<Foreign<Person>>> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::find(emails),
            Dialect::Emnify => emnify::find(&self.name, emails),
            Dialect::Samdock => samdock::find(emails),
            Dialect::OnlyOffice => onlyoffice::find(emails),
            Dialect::Cobra => cobra::find(emails),
        }
    }

    /// Reads a person.
    pub fn get(&self, id: &str) -> Making<Foreign<Person>> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::get(id),
            Dialect::Emnify => emnify::get(&self.name, id),
            Dialect::Samdock => samdock::get(id),
            Dialect::OnlyOffice => onlyoffice::get(id),
            Dialect::Cobra => cobra::get(id),
        }
    }

    /// Makes a person. The key stands for this making: where ids are given by who makes something, the same key makes the same person.
    pub fn create(&self, person: &Person, key: Uuid) -> Making<Foreign<Person>> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::create(person),
            Dialect::Emnify => emnify::create(&self.name, person),
            Dialect::Samdock => samdock::create(person, key),
            Dialect::OnlyOffice => onlyoffice::create(person),
            Dialect::Cobra => cobra::create(person),
        }
    }

    /// The id of the person who is made with a key; none where the CRM gives the ids.
    pub fn id_of(&self, key: Uuid) -> Option<String> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::OnlyOffice | Dialect::Cobra => None,
            Dialect::Samdock => Some(samdock::id_of(key)),
        }
    }

    /// Changes a person from what they were to what they shall be; what the CRM holds beside it stays.
    pub fn update(&self, id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::update(id, before, after),
            Dialect::Emnify => emnify::update(&self.name, id, before, after),
            Dialect::Samdock => samdock::update(id, before, after),
            Dialect::OnlyOffice => onlyoffice::update(id, before, after),
            Dialect::Cobra => cobra::update(id, before, after),
        }
    }

    /// Deletes a person.
    pub fn delete(&self, id: &str) -> Making<()> {
        match self.dialect {
            Dialect::RogerRoger => rogerroger::delete(id),
            Dialect::Emnify => emnify::delete(&self.name, id),
            Dialect::Samdock => samdock::delete(id),
            Dialect::OnlyOffice => onlyoffice::delete(id),
            Dialect::Cobra => cobra::delete(id),
        }
    }

    /// Lists the notes about a person; none where the CRM has no notes.
    pub fn notes(&self, person: &str) -> Option<Making<Vec<Foreign<Note>>>> {
        match self.dialect {
            Dialect::RogerRoger => Some(rogerroger::notes(person)),
            Dialect::Samdock => Some(samdock::notes(person)),
            Dialect::Cobra => Some(cobra::notes(person)),
            Dialect::Emnify | Dialect::OnlyOffice => None,
        }
    }

    /// Writes the note about a person, where there is one at most; an empty text takes it away. None where notes are not written so.
    pub fn set_note(&self, person: &str, text: &str) -> Option<Making<()>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock | Dialect::OnlyOffice => None,
            Dialect::Cobra => Some(cobra::set_note(person, text)),
        }
    }

    /// Reads the picture of a person, where the connection has this address; none where the CRM does not tell it. What its bytes are
    /// is to be looked at.
    pub fn picture(&self, id: &str, address: &str) -> Option<Making<Option<Vec<u8>>>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock | Dialect::OnlyOffice => None,
            Dialect::Cobra => Some(cobra::picture(id, address)),
        }
    }

    /// Gives a person a picture; none where the CRM keeps none. A person whose picture is refused is there all the same.
    pub fn set_picture(&self, id: &str, image: &Image) -> Option<Making<()>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock => None,
            Dialect::OnlyOffice => Some(onlyoffice::set_picture(id, image)),
            Dialect::Cobra => Some(cobra::set_picture(id, image)),
        }
    }

    /// Takes the picture of a person away; none where the CRM keeps none.
    pub fn remove_picture(&self, id: &str) -> Option<Making<()>> {
        match self.dialect {
            Dialect::RogerRoger | Dialect::Emnify | Dialect::Samdock => None,
            Dialect::OnlyOffice => Some(onlyoffice::remove_picture(id)),
            Dialect::Cobra => Some(cobra::remove_picture(id)),
        }
    }
}

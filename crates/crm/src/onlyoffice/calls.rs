//! The vendor's calls, for client and server: `request` writes what `parse` reads.

use super::filter::{ContactFilter, InfoQuery, PrefixQuery};
use super::kinds::InfoType;
use super::wire::{Access, Address, Authenticate, CompanyFields, Data, DataChange, NamePair, NewData, PersonFields};
use crate::multipart::File;

mod reading;
mod writing;

pub use reading::{format, methods};

/// A call. Addresses begin with `/api/2.0`; those of contacts with `/api/2.0/crm`.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `POST authentication`
    Authenticate(Authenticate),
    /// `POST contact/person`
    CreatePerson(Box<PersonFields>, Option<File>),
    /// `PUT contact/person/{id}`: what is left out is reset, and more.
    UpdatePerson(i64, Box<PersonFields>, Option<File>),
    /// `POST contact/person/quick`
    QuickPersons(Vec<NamePair>),
    /// `GET contact/{id}`
    GetContact(i64),
    /// `DELETE contact/{id}`
    DeleteContact(i64),
    /// `PUT contact`, which deletes. A client never sends it.
    DeleteContacts(Vec<i64>),
    /// `GET contact/filter`
    ListContacts(Box<ContactFilter>),
    /// `DELETE contact/filter`, without a filter of all. A client never sends it.
    DeleteMatching(Box<ContactFilter>),
    /// `GET contact/bycontactinfo`
    FindByInfo(InfoQuery),
    /// `GET contact/simple/byEmail`: a part of a name or an e-mail address, and how many at most.
    SearchByEmail(String, Option<i64>),
    /// `GET contact/byprefix`
    FindByPrefix(PrefixQuery),
    /// `PUT contact/merge`: the first into the second.
    Merge(i64, i64),
    /// `GET contact/{id}/data`
    ListData(i64),
    /// `GET contact/{id}/data/{infoType}`: what the pieces of a kind say.
    ListDataOf(i64, InfoType),
    /// `POST contact/{id}/data`
    AddData(i64, NewData),
    /// `GET contact/{id}/data/{data}`
    GetData(i64, i64),
    /// `PUT contact/{id}/data/{data}`
    ChangeData(i64, i64, DataChange),
    /// `DELETE contact/{id}/data/{data}`
    DeleteData(i64, i64),
    /// `POST contact/{id}/addressdata`
    AddAddress(i64, Address),
    /// `PUT contact/{id}/addressdata/{data}`
    ChangeAddress(i64, i64, Address),
    /// `POST contact/{id}/batch`
    AddBatch(i64, Vec<Data>),
    /// `PUT contact/{id}/batch`, which deletes all first. A client never sends it.
    ReplaceBatch(i64, Vec<Data>),
    /// `GET contact/data/infoType`
    ListInfoTypes,
    /// `GET contact/data/{infoType}/category`
    ListCategories(InfoType),
    /// `PUT contact/{id}/changephoto`
    ChangePhoto(i64, Option<File>),
    /// `PUT contact/{id}/changephotobyurl`
    ChangePhotoByUrl(i64, String),
    /// `DELETE contact/{id}/avatar`; 0 is a contact that is not stored yet.
    DeletePhoto(i64, PhotoOf),
    /// `GET contact/{id}/tag`
    ListTags(i64),
    /// `POST contact/{id}/tag`
    AddTag(i64, String),
    /// `DELETE contact/{id}/tag`
    RemoveTag(i64, String),
    /// `GET contact/tag`
    ListAllTags,
    /// `POST contact/tag`
    CreateTag(String),
    /// `DELETE contact/tag`
    DeleteTag(String),
    /// `POST contact/taglist`: one tag on all of these.
    TagContacts(Vec<i64>, String),
    /// `POST person/{id}/tag/group`: on a person and their company.
    TagGroup(i64, String),
    /// `DELETE person/{id}/tag/group`
    UntagGroup(i64, String),
    /// `POST contact/company`
    CreateCompany(Box<CompanyFields>, Option<File>),
    /// `POST contact/company/quick`
    QuickCompanies(Vec<String>),
    /// `PUT contact/company/{id}`
    UpdateCompany(i64, Box<CompanyFields>),
    /// `GET contact/company/{id}/person`
    ListPersons(i64),
    /// `POST contact/company/{id}/person`: this person.
    LinkPerson(i64, i64),
    /// `DELETE contact/company/{id}/person`: this person, from whatever company.
    UnlinkPerson(i64, i64),
    /// `PUT contact/{id}/status`: 0 is none.
    SetStatus(i64, i64),
    /// `PUT contact/person/{id}/status`: of a person and their company.
    SetGroupStatus(i64, i64),
    /// `GET contact/{id}/access`
    GetAccess(i64),
    /// `PUT contact/{id}/access`
    SetAccess(i64, Access),
    /// `GET person/customfield/definitions`
    ListFields,
    /// `GET person/{id}/customfield`
    ListFieldValues(i64),
    /// `POST person/{id}/customfield/{field}`
    SetFieldValue(i64, i64, Option<String>),
}

/// Of what a picture is taken away that is not stored yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhotoOf {
    /// `people`, or something else for a company.
    pub kind: Option<String>,
    /// Then nothing is done.
    pub upload_only: bool,
}

/// Why a request is no call of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing at this address.
    Address,
    /// The address is not used in this way.
    Method,
    /// A body of another media type than the call is sent in.
    MediaType,
    /// An argument is missing or cannot be read.
    Content(String),
}

/// In which of its two forms an answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML: the path ends in `.xml`, and what is sent is not JSON.
    Xml,
}

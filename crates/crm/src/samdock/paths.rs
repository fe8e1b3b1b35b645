//! The vendor's addresses, each with what its parts stand for.

use super::calls::Entity;
use crate::exchange::decoded;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Login,
    Refresh,
    Revoke,
    LastSeen,
    SeenPerson(String),
    Persons,
    Person(String),
    PersonActivities(String),
    Organizations,
    Organization(String),
    Logo(String),
    Branches(String),
    Branch(String, String),
    Employees(String),
    Employee(String, String),
    ContactPerson(String, String),
    Role(String, String),
    OrganizationActivities(String),
    Drafts,
    Draft(String),
    Sources,
    Source(String),
    FormScript(String, String),
    Fields,
    FieldsOf(Entity),
    Value(Entity, String),
    Field(Entity, String),
    KeyedField(Entity, String, String),
    Grant(String),
}

/// What stands at this address; none where there is nothing.
pub(super) fn place(path: &str) -> Option<Place> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let id = decoded;
    Some(match parts.as_slice() {
        ["login"] => Place::Login,
        ["token", "refresh"] => Place::Refresh,
        ["token", "revoke"] => Place::Revoke,
        ["api", "contacts", rest @ ..] => match rest {
            ["persons"] => Place::Persons,
            ["persons", "last-seen"] => Place::LastSeen,
            ["persons", "last-seen", person] => Place::SeenPerson(id(person)?),
            ["persons", person] => Place::Person(id(person)?),
            ["persons", person, "activities"] => Place::PersonActivities(id(person)?),
            ["organizations"] => Place::Organizations,
            ["organizations", of] => Place::Organization(id(of)?),
            ["organizations", of, "logo"] => Place::Logo(id(of)?),
            ["organizations", of, "activities"] => Place::OrganizationActivities(id(of)?),
            ["organizations", of, "branches"] => Place::Branches(id(of)?),
            ["organizations", of, "branches", branch] => Place::Branch(id(of)?, id(branch)?),
            ["organizations", of, "contacts"] => Place::Employees(id(of)?),
            ["organizations", of, "contacts", who] => Place::Employee(id(of)?, id(who)?),
            ["organizations", of, "contacts", who, "assignAsContactPerson"] => Place::ContactPerson(id(of)?, id(who)?),
            ["organizations", of, "contacts", who, "role"] => Place::Role(id(of)?, id(who)?),
            ["drafts"] => Place::Drafts,
            ["drafts", draft] => Place::Draft(id(draft)?),
            ["inbound-sources"] => Place::Sources,
            ["inbound-sources", source] => Place::Source(id(source)?),
            ["inbound-sources", tenant, source, "form.js"] => Place::FormScript(id(tenant)?, id(source)?),
            ["custom-fields"] => Place::Fields,
            ["custom-fields", entity] => Place::FieldsOf(Entity::of_key(entity)?),
            ["custom-fields", "values", entity, of] => Place::Value(Entity::of_key(entity)?, id(of)?),
            ["custom-fields", entity, field] => Place::Field(Entity::of_key(entity)?, id(field)?),
            ["custom-fields", entity, key, field] => Place::KeyedField(Entity::of_key(entity)?, id(key)?, id(field)?),
            ["doi", of, "grant"] => Place::Grant(id(of)?),
            _ => return None,
        },
        _ => return None,
    })
}

/// The methods that an address takes, as `Allow` names them (RFC 9110, section 10.2.1); none where there is nothing.
pub fn methods(path: &str) -> Option<&'static str> {
    Some(match place(path)? {
        Place::Login | Place::Refresh | Place::Revoke | Place::Branches(_) | Place::Employees(_) => "POST",
        Place::Persons | Place::Organizations => "GET, POST, DELETE",
        Place::Person(_) | Place::Organization(_) | Place::Source(_) => "GET, PATCH, DELETE",
        Place::Draft(_) => "GET, POST, PATCH, DELETE",
        Place::Sources | Place::Fields => "GET, POST",
        Place::Logo(_) => "PUT, DELETE",
        Place::Branch(..) => "PATCH, DELETE",
        Place::Employee(..) | Place::KeyedField(..) => "DELETE",
        Place::SeenPerson(_) | Place::ContactPerson(..) | Place::Role(..) | Place::Value(..) | Place::Field(..) => {
            "PATCH"
        }
        Place::LastSeen
        | Place::PersonActivities(_)
        | Place::OrganizationActivities(_)
        | Place::Drafts
        | Place::FormScript(..)
        | Place::FieldsOf(_)
        | Place::Grant(_) => "GET",
    })
}

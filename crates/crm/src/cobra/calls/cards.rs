//! Calls about business cards and their addresses.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::{Address, CardFields};
use crate::exchange::Request;

/// A call about business cards, at `/crm/people/{person}/businesscards`.
#[derive(Clone, Debug, PartialEq)]
pub enum CardCall {
    /// `GET`: all of a person.
    List(String),
    /// `POST`
    Create(String, Box<CardFields>),
    /// `DELETE`, with the ids of those that go.
    DeleteMany(String, Vec<String>),
    /// `GET {card}`
    Get(String, String),
    /// `PUT {card}`
    Update(String, String, Box<CardFields>),
    /// `DELETE {card}`
    Delete(String, String),
    /// `GET {card}/vcard`: answered as a .vcf file.
    Vcard(String, String),
    /// `POST {card}/addresses`
    AddAddress(String, String, Box<Address>),
    /// `PUT {card}/addresses/{address}`
    UpdateAddress(String, String, String, Box<Address>),
    /// `DELETE {card}/addresses/{address}`
    DeleteAddress(String, String, String),
    /// `GET /crm/businesscards/{card}`: whosever it is.
    Find(String),
}

const CARDS: &str = "businesscards";

impl CardCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        use sending::{delete, delete_many, get, post, put};
        match self {
            Self::List(of) => get(&["crm", "people", of, CARDS]),
            Self::Create(of, card) => post(&["crm", "people", of, CARDS], card),
            Self::DeleteMany(of, ids) => delete_many(&["crm", "people", of, CARDS], ids),
            Self::Get(of, card) => get(&["crm", "people", of, CARDS, card]),
            Self::Update(of, card, fields) => put(&["crm", "people", of, CARDS, card], fields),
            Self::Delete(of, card) => delete(&["crm", "people", of, CARDS, card]),
            Self::Vcard(of, card) => sending::get_file(&["crm", "people", of, CARDS, card, "vcard"], "text/vcard"),
            Self::AddAddress(of, card, address) => post(&["crm", "people", of, CARDS, card, "addresses"], address),
            Self::UpdateAddress(of, card, id, address) => {
                put(&["crm", "people", of, CARDS, card, "addresses", id], address)
            }
            Self::DeleteAddress(of, card, id) => delete(&["crm", "people", of, CARDS, card, "addresses", id]),
            Self::Find(card) => get(&["crm", CARDS, card]),
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        let (of, path) = match path.as_slice() {
            ["crm", CARDS, card] if method == "GET" => return Some(Ok(Self::Find((*card).to_owned()))),
            ["crm", "people", of, CARDS, path @ ..] => ((*of).to_owned(), path),
            _ => return None,
        };
        let owned = |id: &&str| (*id).to_owned();
        Some(match (method, path) {
            ("GET", []) => Ok(Self::List(of)),
            ("POST", []) => said.object().map(|card| Self::Create(of, card)),
            ("DELETE", []) => said.ids().map(|ids| Self::DeleteMany(of, ids)),
            ("GET", [card]) => Ok(Self::Get(of, owned(card))),
            ("PUT", [card]) => said.object().map(|fields| Self::Update(of, owned(card), fields)),
            ("DELETE", [card]) => Ok(Self::Delete(of, owned(card))),
            ("GET", [card, "vcard"]) => Ok(Self::Vcard(of, owned(card))),
            ("POST", [card, "addresses"]) => said.object().map(|address| Self::AddAddress(of, owned(card), address)),
            ("PUT", [card, "addresses", id]) => {
                said.object().map(|address| Self::UpdateAddress(of, owned(card), owned(id), address))
            }
            ("DELETE", [card, "addresses", id]) => Ok(Self::DeleteAddress(of, owned(card), owned(id))),
            _ => return None,
        })
    }
}

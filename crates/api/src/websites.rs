//! Whether a form runs on a website.

use calling_card_contact::FormId;
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// The website: a page's address, or what its `Content-Security-Policy` header says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Website {
    /// The page's address; it is fetched.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The header's value; used where no address is given. Several policies are divided by lines or commas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub policy: String,
}

/// What a form needs of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// That its script is loaded. Without it there is no form.
    Script,
    /// That it may send to the gateway. Without it nothing is sent.
    Connect,
    /// That WebAssembly runs. Without it, errors are said after sending instead of while typing.
    WebAssembly,
    /// Its style. It is a constructed stylesheet, which no policy forbids.
    Style,
}

/// Whether the page's policies grant it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// What is needed.
    pub need: Need,
    /// Whether it is granted.
    pub granted: bool,
    /// The directive that forbids it; empty where none does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub directive: String,
    /// How the directive may be written instead, a line for each policy that forbids it; empty where nothing is missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mended: String,
}

/// Why a page could not be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotFetched {
    /// It is no address of a page (`https://www.example.com/contact`).
    Address,
    /// It is not on the public internet.
    Private,
    /// It has no such name, or nothing answers there in time.
    Unreachable,
    /// It leads on too often.
    Redirects,
    /// It answered with an error.
    Refused,
}

/// What was found out about a website.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct WebsiteReport {
    /// Why the page could not be looked at; none where it could, or no address was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_fetched: Option<NotFetched>,
    /// The address where the page was found, after what it led to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Whether the page has the form's script in it; none where only a policy was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script_there: Option<bool>,
    /// Whether the form takes submissions from there (its list of websites).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_allowed: Option<bool>,
    /// The policies that were found.
    pub policies: Vec<String>,
    /// What they grant.
    pub findings: Vec<Finding>,
}

/// `POST /crm/{connection}/inbound-sources/{id}/check-website`: whether a form runs on a website.
#[derive(Clone, Debug)]
pub struct CheckWebsite {
    /// The CRM.
    pub connection: ConnectionId,
    /// The form.
    pub id: FormId,
    /// The website.
    pub website: Website,
}
endpoint!(POST "/crm/{connection}/inbound-sources/{id}/check-website" CheckWebsite => WebsiteReport; ["/crm/", connection, "/inbound-sources/", id, "/check-website"], body = website: Website);

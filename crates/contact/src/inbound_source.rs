//! Inbound sources: the definitions of forms.

use serde::{Deserialize, Serialize};

use crate::{
    Condition, DoubleOptIn, EventId, FieldKey, FileKind, FormId, Localized, SourceThere, Theme, UserId, is_false,
};

/// A way in which contacts come in; here, a form. Members follow Samdock's inbound source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboundSource {
    /// Its id, as it stands in the form's address.
    pub id: FormId,
    /// What staff call it.
    pub name: String,
    /// Whether it takes anything in.
    pub status: SourceStatus,
    /// The form.
    pub form: FormDefinition,
    /// The websites that may send through it (`https://www.example.com`); none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<String>,
    /// The member of staff who gets what comes in (Samdock: `editor`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editor: Option<UserId>,
    /// Whether what comes in is a lead (Samdock: `createLead`); the draft says so, for whoever takes it over.
    #[serde(default, skip_serializing_if = "is_false")]
    pub create_lead: bool,
    /// The connection whose CRM gets what comes in, each as a new person; nothing where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deliver_to: String,
    /// When it gets that.
    #[serde(default, skip_serializing_if = "DeliverWhen::is_default")]
    pub deliver_when: DeliverWhen,
    /// The event at which a place is asked for through it; none for a form that books nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// What a source of another CRM says beside it; none for a form of the built-in one. Of a source of another CRM only this, its name,
    /// its status and whether it makes leads are its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<SourceThere>,
}

/// When a draft is delivered to the connection of its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliverWhen {
    /// When staff accept it, as they have corrected it.
    #[default]
    Accepted,
    /// When its address is confirmed or, where the form asks for no confirmation, when it comes in; one that is held for review, when
    /// it is let through.
    Verified,
}

impl DeliverWhen {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl FormDefinition {
    /// Whether it asks for files.
    pub fn takes_files(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.kind, FieldKind::File { .. }))
    }
}

impl InboundSource {
    /// A source that takes in what is sent through a form.
    pub fn new(id: FormId, name: impl Into<String>, form: FormDefinition) -> Self {
        Self {
            id,
            name: name.into(),
            status: SourceStatus::Active,
            form,
            origins: Vec::new(),
            editor: None,
            create_lead: false,
            deliver_to: String::new(),
            deliver_when: DeliverWhen::default(),
            event: None,
            there: None,
        }
    }
}

/// Whether a source takes anything in (Samdock: `status`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceStatus {
    /// It does.
    #[default]
    Active,
    /// It does, and what comes in is marked as a test.
    Testing,
    /// It does not; its page says so.
    Disabled,
}

/// What a form asks, in every language that it speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FormDefinition {
    /// Its heading.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub title: Localized,
    /// A sentence under the heading.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub introduction: Localized,
    /// The fields, in their order.
    pub fields: Vec<Field>,
    /// What the visitor agrees to; none where nothing need be agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentText>,
    /// That an address must be confirmed by mail before what came in counts; none where it need not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double_opt_in: Option<DoubleOptIn>,
    /// The words on the button.
    pub submit: Localized,
    /// What is said when it was sent.
    pub thanks: Localized,
    /// The page that a visitor is led to when it was sent, instead of being thanked in place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub redirect: String,
    /// How it looks; none for its own looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    /// Its name in what is sent: `given_name`; unique in the form, by the rule of a form's id.
    pub name: String,
    /// Its label.
    pub label: Localized,
    /// A sentence that helps.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub help: Localized,
    /// What is typed there.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// Whether it must be filled in.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Most characters that it takes.
    #[serde(default = "short_text")]
    pub max_length: u32,
    /// When it is asked; none for always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Where the answer goes in the person that the draft proposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<FieldTarget>,
    /// What the browser may fill in by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<Autocomplete>,
}

/// What a field takes where nothing else is said.
fn short_text() -> u32 {
    crate::rules::SHORT_TEXT
}

/// What is typed into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A web address.
    Url,
    /// Several lines.
    Textarea,
    /// One of several.
    Select {
        /// What can be chosen.
        options: Vec<SelectOption>,
    },
    /// Any of several; what is chosen is sent as one value a line, or as a list.
    Multiselect {
        /// What can be chosen.
        options: Vec<SelectOption>,
    },
    /// A box to tick; ticked, it is `yes`.
    Checkbox,
    /// A day: `2026-11-24`.
    Date,
    /// An amount of money: `1250` or `1250.50`.
    Currency {
        /// The currency (ISO 4217).
        currency: String,
    },
    /// A country, by its code (ISO 3166-1 alpha-2).
    Country,
    /// Nothing that a visitor sees: what the address of the page says under a name (`utm_source`), else always the same.
    Hidden {
        /// The name of the parameter in the page's address; empty for none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        parameter: String,
        /// What is sent where the address says nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        value: String,
    },
    /// Files, by what the gateway answered when each was sent (`POST /f/{form}/files/{field}`), one a line.
    File {
        /// What is taken; all kinds where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kinds: Vec<FileKind>,
        /// Whether several are taken.
        #[serde(default, skip_serializing_if = "is_false")]
        many: bool,
    },
    /// Nothing that is asked: a new step begins here. The label is its title, the help its introduction.
    Step,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Localized,
}

/// A place in the person that a draft proposes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldTarget {
    /// How the person is addressed.
    Salutation,
    /// Given name.
    GivenName,
    /// Family name.
    FamilyName,
    /// E-mail address of the business card.
    Email,
    /// Phone number of the business card.
    Phone,
    /// Business of the business card.
    Company,
    /// Position on the business card.
    Position,
    /// A web address.
    Website,
    /// Street of the card's address.
    Street,
    /// Postal code of the card's address.
    Zip,
    /// City of the card's address.
    City,
    /// Country of the card's address.
    Country,
    /// A note.
    Message,
    /// A custom field of people.
    Custom(FieldKey),
}

/// Autofill tokens (HTML, section 4.10.18.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the tokens are HTML's own words")]
pub enum Autocomplete {
    HonorificPrefix,
    GivenName,
    FamilyName,
    Email,
    Tel,
    Organization,
    OrganizationTitle,
    Url,
    StreetAddress,
    PostalCode,
    AddressLevel2,
    Country,
    CountryName,
}

impl Autocomplete {
    /// The token as HTML spells it.
    pub fn token(self) -> &'static str {
        match self {
            Self::HonorificPrefix => "honorific-prefix",
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Organization => "organization",
            Self::OrganizationTitle => "organization-title",
            Self::Url => "url",
            Self::StreetAddress => "street-address",
            Self::PostalCode => "postal-code",
            Self::AddressLevel2 => "address-level2",
            Self::Country => "country",
            Self::CountryName => "country-name",
        }
    }
}

/// What a visitor agrees to by ticking a box that is empty at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentText {
    /// The exact words.
    pub text: Localized,
    /// The version of the words; the gateway counts it, from 1, whenever they change.
    #[serde(default)]
    pub version: u32,
    /// What the details are used for.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub purpose: Localized,
    /// Who is responsible; the name of the workspace where nobody is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub controller: String,
    /// Where the privacy notice is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice_url: String,
    /// Whether nothing can be sent without it.
    pub required: bool,
}

//! What takes back what was done in another CRM.

use calling_card_api::Version;
use calling_card_api::changes::{Action, RecordKind};
use calling_card_contact::{
    BatchId, CustomField, CustomFieldId, DraftId, FormId, InboundSource, Language, Note, NoteId, Organization,
    OrganizationId, Person, PersonId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::store::aggregate::Aggregate;

/// What takes back what was done in another CRM. It is done only to what is still as it was left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inverse {
    /// A person was made: they are deleted.
    Delete {
        /// The person.
        id: PersonId,
        /// As they were left.
        version: Version,
    },
    /// A person was changed: they are changed back.
    Update {
        /// The person.
        id: PersonId,
        /// As they were left.
        version: Version,
        /// As they were before.
        before: Box<Person>,
    },
    /// A person was deleted: they are made anew, under another id there and the same key here.
    Create {
        /// The person.
        id: PersonId,
        /// As they were before.
        before: Box<Person>,
    },
    /// A draft was put back: it is deleted again.
    DiscardDraft {
        /// The draft.
        id: DraftId,
    },
    /// A draft was discarded: it is put back under its id there.
    RestoreDraft {
        /// The draft.
        id: DraftId,
        /// As the vendor said it.
        said: Value,
    },
    /// A source was made: it is deleted.
    DeleteSource {
        /// The source.
        id: FormId,
        /// As it was left.
        version: Version,
    },
    /// A source was changed: it is changed back.
    UpdateSource {
        /// The source.
        id: FormId,
        /// As it was left.
        version: Version,
        /// As it was before.
        before: Box<InboundSource>,
    },
    /// A source was deleted: it is made anew under its id there.
    RestoreSource {
        /// The source.
        id: FormId,
        /// As the vendor said it.
        said: Value,
    },
    /// A custom field was made: it is deleted.
    DeleteField {
        /// The field.
        id: CustomFieldId,
        /// As it was left.
        version: Version,
    },
    /// A custom field was changed: it is changed back.
    UpdateField {
        /// The field.
        id: CustomFieldId,
        /// As it was left.
        version: Version,
        /// As it was before.
        before: Box<CustomField>,
    },
    /// A custom field was deleted: it is made anew under its id there.
    RestoreField {
        /// The field.
        id: CustomFieldId,
        /// As the vendor said it.
        said: Value,
    },
    /// An organization was made: it is deleted.
    DeleteOrganization {
        /// The organization.
        id: OrganizationId,
        /// As it was left.
        version: Version,
    },
    /// An organization was changed: it is changed back, but for branches that are gone.
    UpdateOrganization {
        /// The organization.
        id: OrganizationId,
        /// As it was left.
        version: Version,
        /// As it was before.
        before: Box<Organization>,
    },
    /// An organization was deleted: it is made anew with who worked there, under another id there and the same key here.
    CreateOrganization {
        /// The organization.
        id: OrganizationId,
        /// As it was before.
        before: Box<Organization>,
        /// Who worked there, as what.
        employees: Vec<(PersonId, String)>,
    },
    /// A note was written: it is deleted.
    DeleteNote {
        /// The note.
        id: NoteId,
        /// Whom it is about.
        person: PersonId,
        /// As it was left.
        version: Version,
    },
    /// A note was changed: it is changed back.
    UpdateNote {
        /// The note.
        id: NoteId,
        /// As it was left.
        version: Version,
        /// As it was before.
        before: Box<Note>,
    },
    /// A note was deleted: it is written anew, under the same key here.
    CreateNote {
        /// The note.
        id: NoteId,
        /// As it was before.
        before: Box<Note>,
        /// As the vendor said it; nothing where its text is all of it.
        said: Value,
    },
    /// Something was done in the built-in CRM: it is undone there.
    AtHome {
        /// The batch.
        batch: BatchId,
    },
    /// Several things were done, the first last: each is taken back in this order, or none.
    Several(Vec<Inverse>),
}

impl Inverse {
    /// Whether custom fields are among what it is about.
    pub fn is_of_fields(&self) -> bool {
        match self {
            Self::DeleteField { .. } | Self::UpdateField { .. } | Self::RestoreField { .. } => true,
            Self::Several(inverses) => inverses.iter().any(Self::is_of_fields),
            _ => false,
        }
    }

    /// The person whom it is about; none where it is about something else.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Delete { id, .. } | Self::Update { id, .. } | Self::Create { id, .. } => Some(*id),
            Self::DiscardDraft { .. }
            | Self::RestoreDraft { .. }
            | Self::DeleteSource { .. }
            | Self::UpdateSource { .. }
            | Self::RestoreSource { .. }
            | Self::DeleteField { .. }
            | Self::UpdateField { .. }
            | Self::RestoreField { .. }
            | Self::DeleteOrganization { .. }
            | Self::UpdateOrganization { .. }
            | Self::CreateOrganization { .. }
            | Self::DeleteNote { .. }
            | Self::UpdateNote { .. }
            | Self::CreateNote { .. }
            | Self::AtHome { .. }
            | Self::Several(_) => None,
        }
    }

    /// What it does, to a record of which kind, and what that is called as far as it is known.
    pub fn told(&self) -> (Action, RecordKind, String) {
        use RecordKind::{CustomField, Draft, InboundSource, Note, Organization, Person};
        let plain = |action, kind| (action, kind, String::new());
        match self {
            Self::Delete { .. } => plain(Action::Deleted, Person),
            Self::Update { before, .. } => (Action::Updated, Person, before.display_name()),
            Self::Create { before, .. } => (Action::Created, Person, before.display_name()),
            Self::DiscardDraft { .. } => plain(Action::Deleted, Draft),
            Self::RestoreDraft { .. } => plain(Action::Created, Draft),
            Self::DeleteSource { .. } => plain(Action::Deleted, InboundSource),
            Self::UpdateSource { before, .. } => (Action::Updated, InboundSource, before.name.clone()),
            Self::RestoreSource { .. } => plain(Action::Created, InboundSource),
            Self::DeleteField { .. } => plain(Action::Deleted, CustomField),
            Self::UpdateField { before, .. } => {
                (Action::Updated, CustomField, before.label.text(Language::default()).to_owned())
            }
            Self::RestoreField { .. } => plain(Action::Created, CustomField),
            Self::DeleteOrganization { .. } => plain(Action::Deleted, Organization),
            Self::UpdateOrganization { before, .. } => (Action::Updated, Organization, before.name.clone()),
            Self::CreateOrganization { before, .. } => (Action::Created, Organization, before.name.clone()),
            Self::DeleteNote { .. } => plain(Action::Deleted, Note),
            Self::UpdateNote { before, .. } => (Action::Updated, Note, before.called()),
            Self::CreateNote { before, .. } => (Action::Created, Note, before.called()),
            Self::AtHome { .. } => plain(Action::Updated, Person),
            // What was done to a draft is told by the draft: it is the last of them.
            Self::Several(inverses) => inverses.last().map_or(plain(Action::Updated, Person), Self::told),
        }
    }

    /// Whether not all of what was there comes back by it.
    pub fn is_partial(&self) -> bool {
        match self {
            Self::Create { .. } | Self::CreateOrganization { .. } | Self::UpdateOrganization { .. } => true,
            Self::CreateNote { said, .. } => !said.is_null(),
            Self::Several(inverses) => inverses.iter().any(Self::is_partial),
            _ => false,
        }
    }
}

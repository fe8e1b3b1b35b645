//! What takes back what was done in another CRM.

use calling_card_api::Version;
use calling_card_contact::{
    BatchId, CustomField, CustomFieldId, DraftId, FormId, InboundSource, Note, NoteId, Organization, OrganizationId,
    Person, PersonId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
}

//! Search: who is found by words that somebody typed.

use calling_card_api::changes::RecordKind;

use super::aggregate::kind_name;
use super::{WorkspaceId, fold, sql};

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'a> {
    pub typed: &'a str,
    pub workspace: WorkspaceId,
    /// Records of which kind; of all unless said.
    pub kind: Option<RecordKind>,
}

impl Search<'_> {
    /// Narrows a query of `listed` to what is found; where nothing was typed, not at all; where no word was, to nobody.
    pub(super) fn narrow(self, query: &mut sql::Builder) {
        if self.typed.trim().is_empty() {
            return;
        }
        let words = fold::Words::typed(self.typed);
        if words.is_empty() {
            query.push(" AND FALSE");
            return;
        }
        let kind = self.kind.map(kind_name).unwrap_or_default();
        query.push(" AND listed.number IN (");
        query.push_either(
            |sqlite| {
                sqlite.push("SELECT rowid FROM searched WHERE searched MATCH ").push_bind(words.for_fts5());
            },
            |postgres| {
                postgres.push("SELECT found(").push_bind(words.for_tsquery()).push(", ").push_bind(self.workspace.0);
                postgres.push(", ").push_bind(kind).push(")");
            },
        );
        query.push(")");
    }
}

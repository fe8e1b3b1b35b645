//! Drafts of another CRM, by the same operations as those of the built-in one.

use std::collections::HashMap;

use calling_card_api::drafts::{
    Acceptance, Confirmation, DraftRecord, DraftSummary, DraftThere, DraftsQuery, OpenedDraft, ReplyWay,
};
use calling_card_api::people::{PersonRecord, PersonSummary};
use calling_card_api::{Cursor, Nothing, Page, ProblemKind, Record, Version, Written};
use calling_card_contact::{
    ContactDraft, DraftId, FormId, FormLanguage, InboundSource, Person, Prefer, SourceStatus, Timestamp, merge,
};
use calling_card_crm::{Draft, Drafts, Foreign};

use super::people::{check, version};
use super::{Failed, ForeignCrm, Inverse};
use crate::store::{changes, drafts, foreign, people};
use crate::{Error, Result, clock};

/// Most people who are named as those who a draft may be of.
const LIKELY: usize = 5;

impl ForeignCrm {
    /// A page of drafts, the newest first. Nobody of this workspace's staff has one of their own there, and none waits here.
    pub async fn list_drafts(&self, query: &DraftsQuery) -> Result<Page<DraftSummary>> {
        let area = self.draft_area()?;
        if query.waiting || query.spam || query.editor.is_some() {
            return Ok(Page { items: Vec::new(), next: None, total: 0 });
        }
        let from = query.cursor.as_ref().map_or(Ok(0), |Cursor(text)| text.parse::<usize>());
        let from = from.map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
        let size = query.limit.unwrap_or(50).clamp(1, 200) as usize;
        let all = self.run(area.list(), false).await?;
        let there: Vec<_> =
            all.into_iter().filter(|draft| !draft.content.deleted && (!query.unread || draft.content.unread)).collect();
        let total = there.len();
        let page: Vec<_> = there.into_iter().skip(from).take(size).collect();
        let sources = self.known_sources().await?;
        let ids: Vec<String> = page.iter().map(|draft| draft.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::DRAFT, &ids).await?;
        let next = (from + page.len() < total).then(|| Cursor((from + page.len()).to_string()));
        let summary = |(key, draft): (uuid::Uuid, Foreign<Draft>)| summarize(DraftId(key), &draft, &sources);
        Ok(Page { items: keys.into_iter().zip(page).map(summary).collect(), next, total: total as u64 })
    }

    /// One draft, with the people there who may already be the one that it proposes. It counts as read from then on.
    pub async fn open_draft(&self, id: DraftId) -> Result<OpenedDraft> {
        let area = self.draft_area()?;
        let theirs = self.their_draft(id).await?;
        let draft = self.run(area.get(&theirs), true).await?;
        // Who may only look opens it all the same.
        if draft.content.unread
            && let Err(failed) = self.run(area.mark_read(&theirs), true).await
        {
            tracing::debug!(%failed, "a draft stays unread");
        }
        let likely = self.find_likely(&draft.content.person).await?;
        let sources = self.known_sources().await?;
        let source = self.source_key(&draft.content.source).await?;
        let there = DraftThere {
            organization: draft.content.organization.clone(),
            lead: draft.content.lead.clone(),
            deal: draft.content.deal.clone(),
            editor: draft.content.editor.clone(),
            verified_at: draft.content.verified_at.clone(),
        };
        Ok(OpenedDraft {
            draft: self.draft_record(id, source, draft, &sources),
            likely,
            matches: Vec::new(),
            organizations: Vec::new(),
            reply_way: ReplyWay::NoAddress,
            reply_address: String::new(),
            replies: Vec::new(),
            waiting: false,
            consent: None,
            files: Vec::new(),
            delivery: None,
            deliver_to: None,
            there: Some(there),
        })
    }

    /// Makes a person of a draft, or puts it into one, there or in the built-in CRM; the draft is gone then. All of it or nothing.
    pub async fn accept_draft(&self, id: DraftId, acceptance: Acceptance) -> Result<Written<PersonRecord>> {
        let area = self.draft_area()?;
        let theirs = self.their_draft(id).await?;
        let draft = self.run(area.get(&theirs), true).await?;
        if acceptance.home {
            return self.take_in(area, id, &theirs, draft, acceptance).await;
        }
        let proposed = acceptance.person.unwrap_or_else(|| draft.content.person.clone());
        check(&proposed)?;
        let (record, inverse, said) = match acceptance.into {
            None => {
                let accepted = self.run(area.accept(&theirs, &proposed, clock::new_key()), true).await?;
                let record = self.record(accepted.person).await?;
                let inverse = Inverse::Delete { id: record.id, version: record.version };
                (record, inverse, accepted.draft)
            }
            Some(person) => {
                let before = self.read(person, true).await?.content;
                let after = merge(before.clone(), proposed, Prefer::Known);
                check(&after)?;
                let known = self.theirs(person).await?;
                let accepted = self.run(area.accept_into(&theirs, &known, &before, &after), true).await?;
                let record = self.record(accepted.person).await?;
                let inverse = Inverse::Update { id: person, version: record.version, before: Box::new(before) };
                (record, inverse, accepted.draft)
            }
        };
        let back = Inverse::Several(vec![inverse, Inverse::RestoreDraft { id, said }]);
        self.written(back, record).await
    }

    /// Takes a draft into the built-in CRM. Where it cannot be deleted there, nothing is taken in; where that is not known, nobody is lost.
    async fn take_in(
        &self,
        area: Drafts,
        id: DraftId,
        theirs: &str,
        draft: Foreign<Draft>,
        acceptance: Acceptance,
    ) -> Result<Written<PersonRecord>> {
        let proposed = drafts::Proposed {
            person: acceptance.person.unwrap_or(draft.content.person),
            organization: draft.content.organization,
            into: acceptance.into,
        };
        let taken = drafts::take_in(&self.store, &self.actor, proposed).await?;
        let said = match self.run(area.delete(theirs), true).await {
            Ok(said) => said,
            Err(failed @ Failed::InDoubt(_)) => return Err(failed.into()),
            Err(failed) => {
                changes::undo(&self.store, &self.actor, taken.batch).await?;
                return Err(failed.into());
            }
        };
        let back = vec![Inverse::AtHome { batch: taken.batch }, Inverse::RestoreDraft { id, said }];
        self.written(Inverse::Several(back), taken.result).await
    }

    /// Deletes a draft there.
    pub async fn discard_draft(&self, id: DraftId, seen: Version) -> Result<Written<Nothing>> {
        let area = self.draft_area()?;
        let theirs = self.their_draft(id).await?;
        let draft = self.run(area.get(&theirs), true).await?;
        if version(&said(&draft.content)) != seen {
            return Err(ProblemKind::Stale.into());
        }
        let said = self.run(area.delete(&theirs), true).await?;
        self.written(Inverse::RestoreDraft { id, said }, Nothing).await
    }

    /// Deletes a draft that was put back; answers what would put it back once more.
    pub(super) async fn take_draft_away(&self, id: DraftId) -> Result<Inverse> {
        let theirs = self.their_draft(id).await?;
        let said = self.run(self.draft_area()?.delete(&theirs), true).await?;
        Ok(Inverse::RestoreDraft { id, said })
    }

    /// Puts a draft back.
    pub(super) async fn put_draft_back(&self, id: DraftId, said: &serde_json::Value) -> Result<Inverse> {
        self.run(self.draft_area()?.restore(said), true).await?;
        Ok(Inverse::DiscardDraft { id })
    }

    fn draft_area(&self) -> Result<Drafts> {
        self.connected.system.drafts().ok_or(Error::Problem(ProblemKind::CrmCannot))
    }

    async fn their_draft(&self, id: DraftId) -> Result<String> {
        foreign::theirs(&self.store, self.place(), foreign::DRAFT, id.0).await?.ok_or(Error::NOT_FOUND)
    }

    /// The sources by their ids there; none where the CRM has none.
    async fn known_sources(&self) -> Result<HashMap<String, InboundSource>> {
        let Some(area) = self.connected.system.sources() else { return Ok(HashMap::new()) };
        let sources = self.run(area.list(), false).await?;
        Ok(sources.into_iter().map(|source| (source.id, source.content)).collect())
    }

    /// People there with the same e-mail addresses.
    async fn find_likely(&self, person: &Person) -> Result<Vec<PersonSummary>> {
        let emails: Vec<String> =
            person.cards.iter().flat_map(|card| card.emails.iter()).map(|email| email.address.clone()).collect();
        if emails.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.run(self.account.find(&emails), false).await?;
        found.truncate(LIKELY);
        let records = self.records(found).await?;
        Ok(records.iter().map(|record| people::summarize(record.id, &record.content)).collect())
    }

    fn draft_record(
        &self,
        id: DraftId,
        source: FormId,
        draft: Foreign<Draft>,
        sources: &HashMap<String, InboundSource>,
    ) -> DraftRecord {
        let known = sources.get(&draft.content.source);
        let received_at = draft.created_at.unwrap_or_else(|| Timestamp(String::new()));
        let version = version(&said(&draft.content));
        let content = ContactDraft {
            source,
            source_name: known.map(|source| source.name.clone()).unwrap_or_default(),
            received_at: received_at.clone(),
            answers: Vec::new(),
            person: draft.content.person,
            message: String::new(),
            consent: None,
            language: FormLanguage::default(),
            page: String::new(),
            unread: false,
            test: known.is_some_and(|source| source.status == SourceStatus::Testing),
            held: Vec::new(),
            spam_at: None,
            editor: None,
            create_lead: draft.content.create_lead,
            event: None,
        };
        let by = if content.source_name.is_empty() { &self.connected.name } else { &content.source_name };
        Record {
            id,
            version,
            created_at: received_at.clone(),
            created_by: by.clone(),
            changed_at: draft.changed_at.unwrap_or(received_at),
            changed_by: by.clone(),
            content,
        }
    }
}

/// What tells two states of a draft apart: not whether somebody has opened it.
fn said(draft: &Draft) -> impl serde::Serialize + '_ {
    (&draft.person, &draft.organization, &draft.lead, &draft.deal, &draft.source)
}

fn summarize(id: DraftId, draft: &Foreign<Draft>, sources: &HashMap<String, InboundSource>) -> DraftSummary {
    let content = &draft.content;
    let card = content.person.main_card();
    let source = sources.get(&content.source);
    let organization = content.organization.as_ref().map(|organization| organization.name.clone());
    DraftSummary {
        id,
        name: content.person.display_name(),
        email: card.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        business: organization.or_else(|| card.map(|card| card.business.clone())).unwrap_or_default(),
        message: String::new(),
        source_name: source.map(|source| source.name.clone()).unwrap_or_default(),
        received_at: draft.created_at.clone().unwrap_or_else(|| Timestamp(String::new())),
        unread: content.unread,
        test: source.is_some_and(|source| source.status == SourceStatus::Testing),
        held: Vec::new(),
        spam_at: None,
        editor: None,
        create_lead: content.create_lead,
        event: String::new(),
        delivery: None,
        page: String::new(),
        language: None,
        confirmation: if content.verified_at.is_some() { Confirmation::Confirmed } else { Confirmation::NotAsked },
        files: 0,
    }
}

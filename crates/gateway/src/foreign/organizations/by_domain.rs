//! Organizations that no list has: the one of a domain, and those that are known here, because they were found or made here.

use calling_card_api::organizations::{OrganizationSummary, OrganizationsQuery};
use calling_card_api::{Cursor, Page, ProblemKind};
use calling_card_crm::Organizations;

use crate::foreign::ForeignCrm;
use crate::store::foreign;
use crate::{Error, Result};

/// Most of them on a page: each is a call.
const PAGE: u32 = 20;

impl ForeignCrm {
    /// The one that is searched; without a search those that are known, the last one first. Those that are gone there are left out.
    pub(super) async fn known_organizations(
        &self,
        area: Organizations,
        query: &OrganizationsQuery,
    ) -> Result<Page<OrganizationSummary>> {
        if !query.q.trim().is_empty() {
            let items = self.summaries(self.run(area.find(&query.q), false).await?).await?;
            return Ok(Page { next: None, total: items.len() as u64, items });
        }
        let from = query.cursor.as_ref().map_or(Ok(0), |Cursor(text)| text.parse::<u32>());
        let from = from.map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
        let count = query.limit.unwrap_or(PAGE).clamp(1, PAGE);
        let (ids, total) = foreign::known(&self.store, self.place(), foreign::ORGANIZATION, from, count).await?;
        let next = from.checked_add(count).filter(|next| u64::from(*next) < total);
        let items = self.summaries(self.run(area.some(&ids), false).await?).await?;
        Ok(Page { items, next: next.map(|next| Cursor(next.to_string())), total })
    }
}

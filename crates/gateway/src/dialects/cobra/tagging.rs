//! Tags of companies and touchpoints: words in the record, with the ids of their list.

use calling_card_contact::{Problem, rules};
use calling_card_crm::cobra::wire::TypeEntry;

use super::asked::MOST;
use super::checking::Checking;
use super::lists::Known;

/// Tags with their ids.
pub(super) fn told(tags: &[String], known: &Known) -> Vec<TypeEntry> {
    let entries = tags.iter().map(|tag| known.said(tag));
    entries.map(|entry| TypeEntry { id: Some(entry.id), text: Some(entry.text) }).collect()
}

/// Tags that records get, or lose.
#[derive(Debug)]
pub(super) struct TagChange {
    said: Vec<String>,
    /// The ids of those that go.
    gone: Vec<String>,
    adding: bool,
}

impl TagChange {
    /// Changes the tags of a record.
    pub(super) fn apply(&self, tags: &mut Vec<String>, known: &Known) {
        if self.adding {
            let new: Vec<String> = self.said.iter().filter(|tag| !tags.contains(tag)).cloned().collect();
            tags.extend(new);
        } else {
            tags.retain(|tag| !self.said.contains(tag) && !self.gone.contains(&known.said(tag).id));
        }
    }
}

impl Checking {
    /// The tags that are said, each once.
    pub(super) fn tags(&mut self, sent: Vec<TypeEntry>, known: &Known) -> Vec<String> {
        if sent.len() > rules::LIST as usize {
            self.wrong("tags", Problem::TooMany { max: rules::LIST });
            return Vec::new();
        }
        let mut tags: Vec<String> = Vec::new();
        for (place, tag) in sent.into_iter().enumerate() {
            let at = format!("tags[{place}]");
            let nothing = [&tag.id, &tag.text].into_iter().flatten().all(|said| said.trim().is_empty());
            if nothing {
                self.wrong(&at, Problem::Required);
            }
            if let Some(tag) = self.entry(&at, tag, known)
                && !tags.contains(&tag)
            {
                tags.push(tag);
            }
        }
        tags
    }

    /// Tags that are added, or taken away: those by their ids, be they of the list or not.
    pub(super) fn tag_change(
        &mut self,
        sent: Vec<TypeEntry>,
        (ids, adding): (Vec<String>, bool),
        known: &Known,
    ) -> TagChange {
        if sent.is_empty() && (adding || ids.is_empty()) {
            self.wrong("tags", Problem::Required);
        }
        if ids.len() > MOST {
            self.wrong("tagIds", Problem::TooMany { max: u32::try_from(MOST).unwrap_or(u32::MAX) });
        }
        let (by_id, by_text): (Vec<_>, Vec<_>) = sent.into_iter().partition(|tag| !adding && tag.id.is_some());
        let gone = by_id.into_iter().filter_map(|tag| tag.id).chain(ids).map(|id| id.to_ascii_lowercase());
        TagChange { gone: gone.collect(), said: self.tags(by_text, known), adding }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_by_id_or_by_what_they_say() {
        let known = Known::default();
        let entry = |id: Option<&str>, text: Option<&str>| TypeEntry {
            id: id.map(str::to_owned),
            text: text.map(str::to_owned),
        };
        let mut tags = vec!["VIP".to_owned(), "Press".to_owned(), "Old".to_owned()];
        let vip = known.said("VIP").id.to_uppercase();
        let mut checking = Checking::default();
        let sent = vec![entry(Some(&vip), None), entry(None, Some(" Old "))];
        checking.tag_change(sent, (Vec::new(), false), &known).apply(&mut tags, &known);
        assert_eq!(tags, ["Press"]);
        checking
            .tag_change(vec![entry(None, Some("Press")), entry(None, Some("New"))], (Vec::new(), true), &known)
            .apply(&mut tags, &known);
        assert_eq!(tags, ["Press", "New"]);
        assert!(checking.end().is_ok());
        for wrong in
            [vec![], vec![entry(None, None)], vec![entry(Some(&vip), None)], vec![entry(None, Some(&"x".repeat(201)))]]
        {
            let mut checking = Checking::default();
            checking.tag_change(wrong.clone(), (Vec::new(), true), &known);
            assert!(checking.end().is_err(), "{wrong:?}");
        }
    }
}

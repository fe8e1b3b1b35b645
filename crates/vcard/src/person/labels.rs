//! Labels that Apple and those who follow it tie to a line by a group: `item1.TEL:…` with `item1.X-ABLabel:…`.

use std::collections::{BTreeMap, BTreeSet};

use calling_card_contact::KeptProperty;

use crate::Property;

/// The labels of a card.
#[derive(Default)]
pub(super) struct Labels {
    labels: BTreeMap<String, Label>,
    /// Groups of lines that are kept: what else is in them stays in them.
    kept: BTreeSet<String>,
}

struct Label {
    text: String,
    kept: KeptProperty,
    used: bool,
}

impl Labels {
    /// Looks for them; the first of a group is the one.
    pub(super) fn of(properties: &[Property<'_>]) -> Self {
        let mut labels = BTreeMap::new();
        for (place, property) in properties.iter().enumerate() {
            if property.name != "X-ABLABEL" || property.group.is_empty() || labels.contains_key(&property.group) {
                continue;
            }
            let text = plain(property.text().trim()).to_owned();
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let kept = KeptProperty { line: property.line(), place, parameters_only: false };
            labels.insert(property.group.clone(), Label { text, kept, used: false });
        }
        Self { labels, kept: BTreeSet::new() }
    }

    /// Whether the line is a label that was found.
    pub(super) fn has(&self, property: &Property<'_>) -> bool {
        property.name == "X-ABLABEL"
            && self.labels.get(&property.group).is_some_and(|label| label.kept.line == property.line())
    }

    /// What a line is called by itself, or by the label of its group, which is used up; empty where it is not.
    pub(super) fn of_line(&mut self, property: &Property<'_>) -> String {
        if let Some(own) = property.parameter("X-CALLINGCARD-LABEL") {
            return own.into_owned();
        }
        match self.labels.get_mut(&property.group) {
            Some(label) if !label.text.is_empty() => {
                label.used = true;
                label.text.clone()
            }
            _ => String::new(),
        }
    }

    /// Says that a line of this group is kept.
    pub(super) fn keep_group(&mut self, group: &str) {
        if !group.is_empty() {
            self.kept.insert(group.to_owned());
            if let Some(label) = self.labels.get_mut(group) {
                label.used = false;
            }
        }
    }

    /// The labels that say something about lines that have no place for it.
    pub(super) fn take_unused(&mut self) -> Vec<KeptProperty> {
        let unused: Vec<String> =
            self.labels.iter().filter(|(_, label)| !label.used).map(|(group, _)| group.clone()).collect();
        self.kept.extend(unused.iter().cloned());
        unused.iter().filter_map(|group| self.labels.remove(group)).map(|label| label.kept).collect()
    }

    /// Whether a line of this group is kept.
    pub(super) fn is_kept(&self, group: &str) -> bool {
        self.kept.contains(group)
    }
}

/// Apple's own labels stand in brackets: `_$!<Home>!$_`.
fn plain(label: &str) -> &str {
    label.strip_prefix("_$!<").and_then(|label| label.strip_suffix(">!$_")).unwrap_or(label)
}

//! The rows in each order, made when it is first asked for and kept up afterwards.

use calling_card_api::people::PeopleSort;

use super::Slot;
use super::row::Row;

/// The orders that were asked for.
#[derive(Default)]
pub(super) struct Orders {
    /// Rows that came since an order was made stand at its end.
    sorted: Vec<(PeopleSort, Vec<Slot>, bool)>,
    /// All rows, in the order in which they came.
    all: Vec<Slot>,
    gaps: bool,
}

impl Orders {
    /// Takes a row in.
    pub(super) fn add(&mut self, slot: Slot) {
        self.all.push(slot);
        for (_, order, is_sorted) in &mut self.sorted {
            order.push(slot);
            *is_sorted = false;
        }
    }

    /// Says that rows are gone.
    pub(super) fn has_gaps(&mut self) {
        self.gaps = true;
    }

    /// The rows in an order.
    pub(super) fn of(&mut self, sort: PeopleSort, rows: &[Option<Row>]) -> &[Slot] {
        if std::mem::take(&mut self.gaps) {
            let is_there = |slot: &Slot| matches!(rows.get(*slot as usize), Some(Some(_)));
            self.all.retain(is_there);
            for (_, order, _) in &mut self.sorted {
                order.retain(is_there);
            }
        }
        let place = self.sorted.iter().position(|(known, ..)| *known == sort).unwrap_or_else(|| {
            self.sorted.push((sort, self.all.clone(), false));
            self.sorted.len() - 1
        });
        let Some((_, order, is_sorted)) = self.sorted.get_mut(place) else { return &[] };
        if !std::mem::replace(is_sorted, true) {
            // What was sorted before is one long run, which the stable sort makes use of.
            order.sort_by(|one, other| {
                let pair = (rows.get(*one as usize), rows.get(*other as usize));
                let (Some(Some(one)), Some(Some(other))) = pair else { return std::cmp::Ordering::Equal };
                compare(sort, one, other)
            });
        }
        order
    }
}

/// As the gateway compares: by the folded text, then by key.
fn compare(sort: PeopleSort, one: &Row, other: &Row) -> std::cmp::Ordering {
    let ascending = |text: fn(&Row) -> &str| text(one).cmp(text(other)).then_with(|| one.id.cmp(&other.id));
    let descending = |text: fn(&Row) -> &str| text(other).cmp(text(one)).then_with(|| other.id.cmp(&one.id));
    match sort {
        PeopleSort::FamilyName => ascending(|row| &row.by_family),
        PeopleSort::GivenName => ascending(|row| &row.by_given),
        PeopleSort::Business => ascending(|row| &row.by_business),
        PeopleSort::City => ascending(|row| &row.by_city),
        PeopleSort::Birthday => ascending(|row| &row.by_birthday),
        PeopleSort::Created => descending(|row| &row.created),
        PeopleSort::Changed => descending(|row| &row.changed),
    }
}

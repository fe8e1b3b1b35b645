//! Where each stands in the picture: whose circle it is in the middle, the near around, the others around those.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use calling_card_api::circle::Circle;

use crate::language::t;

/// How wide and high the picture is.
pub(super) const SIDE: f64 = 400.0;
/// Most that are drawn in each ring; the list has all of them.
const NEAR: usize = 9;
const FAR: usize = 14;
/// How far the rings are from the middle.
const RADII: [f64; 2] = [95.0, 165.0];

/// Someone, or an organization, in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Where it stands.
    pub x: f64,
    /// Where it stands.
    pub y: f64,
    /// The name.
    pub name: String,
    /// What is read out.
    pub told: String,
    /// The address of its page.
    pub path: String,
    /// Whether it is an organization.
    pub organization: bool,
    /// Whether it is whose circle it is.
    pub center: bool,
}

/// A line from one place to another, and whether it is a membership.
pub(super) type Line = ((f64, f64), (f64, f64), bool);

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Left,
    Right,
    Up,
    Down,
}

/// The places of all that is drawn, and the lines between them.
pub(super) fn layout(circle: &Circle) -> (Vec<Node>, Vec<Line>) {
    let mut nodes = Vec::new();
    let mut places: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let middle = SIDE / 2.0;
    let center = circle.people.first().map(|person| person.id);
    let own = |id: &calling_card_contact::OrganizationId| {
        circle.memberships.iter().any(|place| Some(place.person) == center && place.organization == *id)
    };
    let people = |steps: u32| circle.people.iter().filter(move |person| person.steps == steps);
    let organizations = |near: bool| circle.organizations.iter().filter(move |known| own(&known.id) == near);
    for (ring, most) in [(0_u32, 1), (1, NEAR), (2, FAR)] {
        let mut members: Vec<(String, String, String, bool)> = people(ring)
            .map(|person| (person.id.to_string(), person.name.clone(), told_of(circle, person.id), false))
            .collect();
        if ring > 0 {
            members.extend(organizations(ring == 1).map(|known| {
                let branches = known.branches.join(", ");
                let words = t("Organization", "Organisation");
                let told = if branches.is_empty() {
                    format!("{words} {}", known.name)
                } else {
                    format!("{words} {} ({branches})", known.name)
                };
                (known.id.to_string(), known.name.clone(), told, true)
            }));
        }
        // Those farther out stand by those through whom they are known.
        members.sort_by_key(|(id, ..)| {
            toward(circle, id).and_then(|id| places.get(&id)).map_or(0, |place| (angle(*place) * 1000.0) as i64)
        });
        members.truncate(most);
        let count = members.len().max(1) as f64;
        for (index, (id, name, told, organization)) in members.into_iter().enumerate() {
            let turn = TAU * (index as f64 + 0.5 * f64::from(ring)) / count - TAU / 4.0;
            let radius = if ring == 0 { 0.0 } else { RADII[ring as usize - 1] };
            let (x, y) = (middle + radius * turn.cos(), middle + radius * turn.sin());
            places.insert(id.clone(), (x, y));
            let path = format!("/{}/{id}", if organization { "organizations" } else { "people" });
            nodes.push(Node { x, y, name, told, path, organization, center: ring == 0 });
        }
    }
    let between = |from: String, to: String, belongs: bool| Some((*places.get(&from)?, *places.get(&to)?, belongs));
    let ties = circle.ties.iter().filter_map(|tie| between(tie.from.to_string(), tie.to.to_string(), false));
    let memberships = circle
        .memberships
        .iter()
        .filter_map(|place| between(place.person.to_string(), place.organization.to_string(), true));
    let lines = ties.chain(memberships).collect();
    (nodes, lines)
}

fn angle((x, y): (f64, f64)) -> f64 {
    (y - SIDE / 2.0).atan2(x - SIDE / 2.0) + TAU
}

/// Through whom something is known.
fn toward(circle: &Circle, id: &str) -> Option<String> {
    let steps =
        |id: &str| circle.people.iter().find(|person| person.id.to_string() == id).map_or(9, |person| person.steps);
    let ties = circle.ties.iter().flat_map(|tie| {
        let (from, to) = (tie.from.to_string(), tie.to.to_string());
        [(from.clone(), to.clone()), (to, from)]
    });
    let memberships = circle.memberships.iter().map(|place| (place.organization.to_string(), place.person.to_string()));
    ties.chain(memberships).filter(|(one, _)| one == id).map(|(_, other)| other).min_by_key(|other| steps(other))
}

/// A person's name with what they are to the others.
fn told_of(circle: &Circle, id: calling_card_contact::PersonId) -> String {
    let name =
        |id| circle.people.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default();
    let is: Vec<String> = circle
        .ties
        .iter()
        .filter(|tie| tie.to == id)
        .map(|tie| format!("{} – {}", tie.forward, name(tie.from)))
        .collect();
    if is.is_empty() { name(id) } else { format!("{}: {}", name(id), is.join("; ")) }
}

/// The nearest that stands in a direction; nothing where nothing does.
pub(super) fn nearest(places: &[(f64, f64)], at: usize, step: Step) -> Option<usize> {
    let (x, y) = *places.get(at)?;
    let far = |(to_x, to_y): (f64, f64)| {
        let (dx, dy) = (to_x - x, to_y - y);
        let (along, across) = match step {
            Step::Left => (-dx, dy),
            Step::Right => (dx, dy),
            Step::Up => (-dy, dx),
            Step::Down => (dy, dx),
        };
        // What is aside counts double.
        (along > 1.0).then(|| along + 2.0 * across.abs())
    };
    let reached = places.iter().enumerate().filter(|(place, _)| *place != at);
    let reached = reached.filter_map(|(place, to)| Some((place, far(*to)?)));
    reached.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_what_stands_there() {
        let places = [(200.0, 200.0), (200.0, 100.0), (300.0, 200.0), (205.0, 320.0), (100.0, 190.0)];
        for (step, to) in [(Step::Up, 1), (Step::Right, 2), (Step::Down, 3), (Step::Left, 4)] {
            assert_eq!(nearest(&places, 0, step), Some(to), "{step:?}");
        }
        assert_eq!(nearest(&places, 1, Step::Up), None);
        assert_eq!(nearest(&places, 9, Step::Up), None);
        // From each place each other can be reached.
        let steps = [Step::Left, Step::Right, Step::Up, Step::Down];
        let mut reached = std::collections::BTreeSet::from([0]);
        for _ in 0..places.len() {
            reached.extend(
                reached.clone().into_iter().flat_map(|at| steps.map(|step| nearest(&places, at, step))).flatten(),
            );
        }
        assert_eq!(reached.len(), places.len());
    }
}

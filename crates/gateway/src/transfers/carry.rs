//! One delivery: somebody is made, changed or taken back, exactly once.

use calling_card_api::imports::Seen;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Language, Part, Person};

use super::arriving::{at_home, fields_at_home};
use crate::foreign::{Failed, ForeignCrm, Inverse, Pace};
use crate::store::transfers::{Cargo, Due, Errand, Outcome};
use crate::store::{foreign, people};
use crate::{AppState, Error, Result};

/// Does what a delivery is about.
pub(super) async fn carry(state: &AppState, due: Due) -> Result<Outcome> {
    if due.to.0 == ConnectionId::HOME {
        return home(state, due).await;
    }
    let crm = match ForeignCrm::open(state, due.actor.clone(), &due.to, Pace::Transfer).await {
        Err(Error::Problem(ProblemKind::NotFound)) => {
            return Ok(Outcome::Refused("the connection is gone".into()));
        }
        opened => opened?,
    };
    let outcome = match due.errand {
        Errand::TakeBack(inverse) => crm.take_back(*inverse).await.map(|_| Outcome::Left),
        Errand::Deliver(ref cargo) => abroad(&crm, &due, cargo).await,
    };
    outcome.or_else(|error| match error {
        Error::Crm(failed) => Ok(failed_outcome(&failed)),
        Error::Invalid(errors) => {
            let texts = errors.iter().map(|error| error.problem.sentence(Language::En));
            Ok(Outcome::Refused(texts.collect::<Vec<_>>().join(" ")))
        }
        Error::Problem(kind @ (ProblemKind::Stale | ProblemKind::Conflict | ProblemKind::NotFound)) => {
            Ok(Outcome::Refused(kind.sentence(Language::En).into()))
        }
        other => Err(other),
    })
}

fn failed_outcome(failed: &Failed) -> Outcome {
    let reason = failed.reason();
    match failed {
        Failed::Busy(seconds) => Outcome::Again(reason, Some(*seconds)),
        Failed::Unreachable(_) | Failed::Credentials(_) => Outcome::Again(reason, None),
        Failed::InDoubt(_) => Outcome::Look(reason),
        Failed::Refused(..) | Failed::Gone | Failed::Unaskable(_) => Outcome::Refused(reason),
    }
}

async fn abroad(crm: &ForeignCrm, due: &Due, cargo: &Cargo) -> Result<Outcome> {
    let mut lost = crm.losses(&cargo.person).await?;
    let inverse = match cargo.known {
        Some(seen) => bring_up_to_date(crm, due, seen, &cargo.person).await?,
        None => make(crm, due, &cargo.person).await?,
    };
    // A picture goes after them: one that is refused is lost, and the person is there all the same.
    if let Some((image, id)) = cargo.person.image.as_ref().zip(inverse.person())
        && crm.give_picture(id, image).await
    {
        lost.retain(|loss| loss.part != Part::Picture);
    }
    Ok(Outcome::Arrived { inverse, lost })
}

/// Makes a person there, unless they have arrived already.
async fn make(crm: &ForeignCrm, due: &Due, person: &Person) -> Result<Inverse> {
    let arrived = match &due.sent_at {
        Some(since) => crm.look_for(person, due.id.0, since).await?,
        None => None,
    };
    let made = match arrived {
        Some(made) => made,
        None => crm.make(person, due.id.0).await?,
    };
    let place = foreign::Place { workspace: due.actor.workspace, connection: &due.to };
    foreign::point(&crm.store, place, foreign::PERSON, due.person.0, &made.id).await?;
    let record = crm.record(made).await?;
    Ok(Inverse::Delete { id: record.id, version: record.version })
}

/// Changes a person there, unless they say already what they shall: then there is nothing to take back.
async fn bring_up_to_date(crm: &ForeignCrm, due: &Due, seen: Seen, person: &Person) -> Result<Inverse> {
    let (record, before) = match crm.replace(seen.id, seen.version, person).await {
        Err(Error::Problem(ProblemKind::Stale)) if due.sent_at.is_some() => {
            let record = crm.get(seen.id).await?;
            if record.content != crm.kept(person).await? {
                return Err(ProblemKind::Stale.into());
            }
            (record.clone(), record.content)
        }
        replaced => replaced?,
    };
    Ok(Inverse::Update { id: record.id, version: record.version, before: Box::new(before) })
}

/// The built-in CRM takes people in as well. Its own log takes them back.
async fn home(state: &AppState, due: Due) -> Result<Outcome> {
    match due.errand {
        Errand::TakeBack(inverse) => {
            if let Inverse::Delete { id, version } = *inverse {
                match people::delete(&state.store, &due.actor, id, version).await {
                    Err(Error::Problem(kind @ ProblemKind::Stale)) => {
                        return Ok(Outcome::InDoubt(kind.sentence(Language::En).into()));
                    }
                    Ok(_) | Err(Error::Problem(ProblemKind::NotFound)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(Outcome::Left)
        }
        Errand::Deliver(cargo) => {
            let fields = fields_at_home(&state.store, due.actor.workspace).await?;
            let (person, lost) = at_home(cargo.person, &fields);
            // Under its own key, so that one who was made before is found again.
            let made = match people::get(&state.store, due.actor.workspace, due.person).await {
                Err(Error::Problem(ProblemKind::NotFound)) => {
                    let created = people::create_as(&state.store, &due.actor, due.person, person).await;
                    created.map(|written| written.result)
                }
                found => found,
            };
            match made {
                Ok(record) => {
                    let inverse = Inverse::Delete { id: record.id, version: record.version };
                    Ok(Outcome::Arrived { inverse, lost })
                }
                Err(error @ Error::Invalid(_)) => Ok(Outcome::Refused(format!("{error}"))),
                Err(error) => Err(error),
            }
        }
    }
}

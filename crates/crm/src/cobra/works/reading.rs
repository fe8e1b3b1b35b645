//! Reading people. Of pages of a list the vendor says nothing: the list is taken whole, so that we search and divide.

use calling_card_contact::{Note, Person};

use super::ask;
use crate::cobra::answers::accepted;
use crate::cobra::calls::{Call, PeopleFilter, PersonCall};
use crate::cobra::mapping::{Whole, note_from_wire, written};
use crate::cobra::{foreign, known_id, wire};
use crate::foreign::says;
use crate::script::{Exchange, script};
use crate::work::once;
use crate::{Error, Foreign, Listing, Making, PeopleQuery};

/// A page of people, by family name.
pub(crate) fn list(query: &PeopleQuery) -> Making<Listing> {
    let from = query.from.as_deref().map_or(Ok(0), str::parse::<usize>);
    let from = from.map_err(|_| Error::Build("no page of this list".into()))?;
    let words: Vec<String> = query.q.split_whitespace().map(str::to_lowercase).collect();
    let count = query.count.max(1) as usize;
    once(Call::Person(PersonCall::List).request(), move |response| {
        let all = accepted::<Vec<wire::Person>>(&response)?;
        let said = all.meta_data.and_then(|said| said.total_results).and_then(|total| u64::try_from(total).ok());
        let people = all.data.unwrap_or_default();
        let mut found: Vec<Foreign<Person>> = people.iter().filter_map(|person| foreign(person).ok()).collect();
        found.retain(|one| says(&one.content, &words));
        found.sort_by_cached_key(|one| (one.content.name.family.to_lowercase(), one.content.name.given.to_lowercase()));
        let total = found.len();
        let people: Vec<_> = found.into_iter().skip(from).take(count).collect();
        let next = from + people.len();
        let more = !people.is_empty() && next < total;
        // Where it gives fewer than it has, it says how many there are.
        let total = if words.is_empty() { (total as u64).max(said.unwrap_or_default()) } else { total as u64 };
        Ok(Listing { people, next: more.then(|| next.to_string()), total: Some(total) })
    })
}

/// Who has one of these e-mail addresses. Each is asked for by itself, and who is found is read whole.
pub(crate) fn find(emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    let emails = emails.to_vec();
    script(async move |exchange| {
        let mut ids = Vec::new();
        for email in emails {
            let filter = PeopleFilter { email: Some(email), employee_status: None };
            let found: Vec<wire::Person> = ask(&exchange, Call::Person(PersonCall::Filter(filter))).await?;
            ids.extend(found.into_iter().filter_map(|one| one.id.filter(|id| !id.is_empty())));
        }
        ids.sort_unstable();
        ids.dedup();
        let mut people = Vec::new();
        for id in ids {
            match read(&exchange, &id).await {
                // Somebody has deleted them meanwhile.
                Err(Error::Rejected(rejection)) if rejection.status == 404 => {}
                person => people.push(person?),
            }
        }
        Ok(people)
    })
}

/// One person.
pub(crate) fn get(id: &str) -> Making<Foreign<Person>> {
    let id = known_id(id)?;
    script(async move |exchange| read(&exchange, &id).await)
}

/// The note about a person; there is one at most.
pub(crate) fn notes(person: &str) -> Making<Vec<Foreign<Note>>> {
    let id = known_id(person)?;
    script(async move |exchange| {
        let there = person_there(&exchange, &id).await?;
        Ok(note_from_wire(&id, &there).into_iter().collect())
    })
}

/// A person with all that stands there.
pub(super) async fn person_there(exchange: &Exchange, id: &str) -> Result<wire::Person, Error> {
    ask(exchange, Call::Person(PersonCall::Get(id.to_owned()))).await
}

async fn read(exchange: &Exchange, id: &str) -> Result<Foreign<Person>, Error> {
    foreign(&person_there(exchange, id).await?)
}

/// A person of whom all was written; who cannot be read again says what was.
pub(super) async fn read_or(exchange: &Exchange, there: wire::Person, whole: &Whole) -> Result<Foreign<Person>, Error> {
    let id = there.id.clone().unwrap_or_default();
    match read(exchange, &id).await {
        Ok(person) => Ok(person),
        Err(_) => foreign(&wire::Person { id: there.id, audit: there.audit, ..written(whole) }),
    }
}

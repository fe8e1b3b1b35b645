//! Reading people: the vendor gives all of them, so that we search and divide.

use calling_card_contact::{Note, Person, Timestamp};

use super::calls::Call;
use super::deed::{Deed, deed};
use super::wire;
use super::writing::whole;
use crate::foreign::says;
use crate::rogerroger::NOBODY;
use crate::{Error, Foreign, Listing, Making, PeopleQuery};

/// A page of people, by family name.
pub(super) fn list(query: &PeopleQuery) -> Making<Listing> {
    let from = query.from.as_deref().map_or(Ok(0), str::parse::<usize>);
    let from = from.map_err(|_| Error::Build("no page of this list".into()))?;
    let words: Vec<String> = query.q.split_whitespace().map(str::to_lowercase).collect();
    let count = query.count.max(1) as usize;
    deed(|deed| async move {
        let all: Vec<wire::Person> = deed.read(Call::ListPersons).await?;
        let mut found = with_employers(&deed, all).await?;
        found.retain(|one| says(&one.content, &words));
        found.sort_by_cached_key(|one| (one.content.name.family.to_lowercase(), one.content.name.given.to_lowercase()));
        let total = found.len();
        let people: Vec<_> = found.into_iter().skip(from).take(count).collect();
        let next = from + people.len();
        let more = !people.is_empty() && next < total;
        Ok(Listing { people, next: more.then(|| next.to_string()), total: Some(total as u64) })
    })
}

/// Who has one of these e-mail addresses.
pub(super) fn find(emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    let emails: Vec<String> = emails.iter().map(|email| email.to_lowercase()).collect();
    deed(|deed| async move {
        let mut all: Vec<wire::Person> = deed.read(Call::ListPersons).await?;
        let email = |one: &wire::Person| one.fields.email.as_ref().map(|email| email.to_lowercase());
        all.retain(|one| email(one).is_some_and(|email| emails.contains(&email)));
        with_employers(&deed, all).await
    })
}

/// One person.
pub(super) fn get(id: &str) -> Making<Foreign<Person>> {
    let id = id.to_owned();
    deed(|deed| async move {
        let there: wire::Person = deed.read(Call::GetPerson(id)).await?;
        whole(&deed, there).await
    })
}

/// The note about a person; there is one at most.
pub(super) fn notes(person: &str) -> Making<Vec<Foreign<Note>>> {
    let id = person.to_owned();
    deed(|deed| async move {
        let there: wire::Person = deed.read(Call::GetPerson(id.clone())).await?;
        let text = there.fields.note.filter(|text| !text.trim().is_empty());
        let note = |text| Foreign {
            id,
            content: Note {
                person: NOBODY,
                title: String::new(),
                text,
                flagged: false,
                category: String::new(),
                only_mine: false,
                there: None,
            },
            created_at: None::<Timestamp>,
            changed_at: None,
        };
        Ok(text.map(note).into_iter().collect())
    })
}

/// People with where they work: the organizations are asked for where somebody works in one.
async fn with_employers(deed: &Deed, people: Vec<wire::Person>) -> Result<Vec<Foreign<Person>>, Error> {
    let employer = |one: &wire::Person| one.fields.employers.as_ref().and_then(|ids| ids.first().cloned());
    let organizations: Vec<wire::Organization> = match people.iter().any(|one| employer(one).is_some()) {
        true => deed.read(Call::ListOrganizations).await?,
        false => Vec::new(),
    };
    let known: std::collections::HashMap<&str, &wire::Organization> =
        organizations.iter().filter_map(|one| Some((one.fields.id.as_deref()?, one))).collect();
    let each = people.iter().filter_map(|one| {
        let organization = employer(one).and_then(|id| known.get(id.as_str()).copied());
        super::foreign(one, organization).ok()
    });
    Ok(each.collect())
}

//! What a CRM would not keep of people, asked before anything goes there.

use calling_card_api::ConnectionId;
use calling_card_api::connections::{AskLosses, LossOfMany, Travellers};
use calling_card_contact::{Language, Person};
use leptos::prelude::*;

use crate::language::{language, t};
use crate::transport::{Failure, send};

/// Most people who are asked about at once.
const PART: usize = 250;
/// Most bytes of a text that are sent: that a longer one would be lost is said all the same.
const BYTES: usize = 200;

/// Asks what of these people a CRM would not keep; nothing is stored there.
pub(crate) async fn ask_losses(connection: &ConnectionId, people: Vec<Person>) -> Result<Vec<LossOfMany>, Failure> {
    let mut sum = Vec::new();
    let mut people = people.into_iter().map(shortened).peekable();
    while people.peek().is_some() {
        let travellers = Travellers { people: people.by_ref().take(PART).collect() };
        add_losses(&mut sum, send(&AskLosses { connection: connection.clone(), travellers }).await?);
    }
    Ok(sum)
}

/// A person without the bytes of pictures and files.
fn shortened(mut person: Person) -> Person {
    let short = |text: &mut String| {
        if let Some(end) = (BYTES..text.len()).find(|at| text.is_char_boundary(*at)) {
            text.truncate(end);
        }
    };
    person.image.iter_mut().for_each(|image| short(&mut image.data));
    person.kept_properties.iter_mut().for_each(|kept| short(&mut kept.line));
    person
}

/// Adds what others would lose.
pub(crate) fn add_losses(sum: &mut Vec<LossOfMany>, more: Vec<LossOfMany>) {
    for new in more {
        match sum.iter_mut().find(|known| known.loss.part == new.loss.part) {
            Some(known) => {
                known.loss.count += new.loss.count;
                known.people += new.people;
            }
            None => sum.push(new),
        }
    }
    sum.sort_by_key(|known| known.loss.part);
}

/// A loss as staff read it: `phone numbers (2)`; of several people, of how many.
pub(crate) fn loss_words(lost: &LossOfMany, several: bool, language: Language) -> String {
    let words = lost.loss.words(language);
    match (several, lost.people, language) {
        (false, ..) => words,
        (true, 1, Language::En) => format!("{words}, of 1 person"),
        (true, people, Language::En) => format!("{words}, of {people} people"),
        (true, 1, Language::De) => format!("{words}, bei 1 Person"),
        (true, people, Language::De) => format!("{words}, bei {people} Personen"),
    }
}

/// What stands beside people, and goes to no other CRM.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Notes.
    pub notes: usize,
    /// Relations to others.
    pub relations: usize,
    /// Organizations.
    pub organizations: usize,
}

impl Beside {
    /// As staff read it: `notes (3)`.
    pub fn words(self, language: Language) -> Vec<String> {
        let named = match language {
            Language::En => {
                [("notes", self.notes), ("relations", self.relations), ("organizations", self.organizations)]
            }
            Language::De => {
                [("Notizen", self.notes), ("Beziehungen", self.relations), ("Organisationen", self.organizations)]
            }
        };
        named.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} ({count})")).collect()
    }
}

/// What a CRM does not keep, in words.
#[component]
pub(crate) fn LossList(
    /// What the CRM is called.
    name: String,
    /// What it does not keep.
    words: Vec<String>,
) -> impl IntoView {
    let title = match language() {
        Language::En => format!("{name} does not keep:"),
        Language::De => format!("{name} behält nicht:"),
    };
    let entries: Vec<_> = words.into_iter().map(|words| view! { <li>{words}</li> }).collect();
    view! {
        <div class="notice warning losses">
            <p>{title}</p>
            <ul>{entries}</ul>
            <p>{t("Everything else goes there.", "Alles andere geht dorthin.")}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{Image, Loss, Part};

    use super::*;

    fn lost(part: Part, count: u32, people: u32) -> LossOfMany {
        LossOfMany { loss: Loss { part, count }, people }
    }

    #[test]
    fn losses_add_up() {
        let mut sum = vec![lost(Part::Phones, 2, 1)];
        add_losses(&mut sum, vec![lost(Part::Phones, 3, 2), lost(Part::Birthday, 1, 1)]);
        assert_eq!(sum, [lost(Part::Birthday, 1, 1), lost(Part::Phones, 5, 3)]);
        let words: Vec<_> = sum.iter().map(|lost| loss_words(lost, true, Language::En)).collect();
        assert_eq!(words, ["birthday, of 1 person", "phone numbers (5), of 3 people"]);
        assert_eq!(loss_words(&sum[1], false, Language::De), "Telefonnummern (5)");
    }

    #[test]
    fn what_stands_beside_people_is_counted() {
        let beside = Beside { notes: 3, relations: 0, organizations: 1 };
        assert_eq!(beside.words(Language::En), ["notes (3)", "organizations (1)"]);
    }

    #[test]
    fn pictures_are_not_sent_whole() {
        let image = Image { media_type: "image/png".into(), data: "A".repeat(5000) };
        let person = shortened(Person { image: Some(image), ..Person::default() });
        assert_eq!(person.image.map(|image| image.data.len()), Some(BYTES));
    }
}

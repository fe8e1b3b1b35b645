//! What the lists and their words are called.

use calling_card_api::words::WordCount;
use calling_card_contact::WordList;

use super::of;
use crate::language::t;
use crate::ui::number_text;

/// What a list is called.
pub(super) fn name(list: WordList) -> &'static str {
    match list {
        WordList::PersonTags => t("Tags of people", "Schlagwörter von Personen"),
        WordList::PersonalityTags => t("Personality tags", "Persönliches"),
        WordList::Stages => t("Stages of the lifecycle", "Stufen des Lebenszyklus"),
        WordList::OrganizationTags => t("Tags of organizations", "Schlagwörter von Organisationen"),
        WordList::AddressTypes => t("Types of addresses", "Arten von Adressen"),
        WordList::Roles => t("Roles at organizations", "Rollen in Organisationen"),
        WordList::RelationTypes => t("Types of relations", "Arten von Beziehungen"),
        WordList::NoteCategories => t("Categories of notes", "Kategorien von Notizen"),
    }
}

/// That a list has no words.
pub(super) fn none(list: WordList) -> &'static str {
    match list {
        WordList::PersonTags | WordList::OrganizationTags => t("No tags yet", "Noch keine Schlagwörter"),
        WordList::PersonalityTags => t("No personality tags yet", "Noch nichts Persönliches"),
        WordList::Stages => t("No stages yet", "Noch keine Stufen"),
        WordList::AddressTypes => t("No types of addresses yet", "Noch keine Arten von Adressen"),
        WordList::Roles => t("No roles yet", "Noch keine Rollen"),
        WordList::RelationTypes => t("No relations yet", "Noch keine Beziehungen"),
        WordList::NoteCategories => t("No categories yet", "Noch keine Kategorien"),
    }
}

/// How a list gets its words.
pub(super) fn how(list: WordList) -> &'static str {
    match list {
        WordList::PersonTags => t(
            "Give people tags on their pages, or many at once: select them in the list of people, then “Change …”.",
            "Geben Sie Personen auf ihren Seiten Schlagwörter, oder vielen auf einmal: Wählen Sie sie in der Liste der Personen aus, dann „Ändern …“.",
        ),
        WordList::PersonalityTags => t(
            "Say what people are like and what they like, e.g. “Golf”, where you edit them.",
            "Sagen Sie, wie Personen sind und was sie mögen, z. B. „Golf“, wo Sie sie bearbeiten.",
        ),
        WordList::Stages => t(
            "Say at which stage people are: select them in the list of people, then “Change …”.",
            "Sagen Sie, auf welcher Stufe Personen sind: Wählen Sie sie in der Liste der Personen aus, dann „Ändern …“.",
        ),
        WordList::OrganizationTags => t(
            "Give organizations tags where you edit them.",
            "Geben Sie Organisationen Schlagwörter, wo Sie sie bearbeiten.",
        ),
        WordList::AddressTypes => t(
            "Say of postal addresses what they are for, e.g. “Billing”, where you edit a business card or an organization.",
            "Sagen Sie von Postadressen, wofür sie sind, z. B. „Rechnung“, wo Sie eine Visitenkarte oder eine Organisation bearbeiten.",
        ),
        WordList::Roles => t(
            "Say what people are at their organizations where you edit them.",
            "Sagen Sie, was Personen in ihren Organisationen sind, wo Sie sie bearbeiten.",
        ),
        WordList::RelationTypes => t(
            "Say on the page of a person whom they know, and how.",
            "Sagen Sie auf der Seite einer Person, wen sie kennt und woher.",
        ),
        WordList::NoteCategories => t(
            "Say what kind a note is, e.g. “Call”, where you write it on the page of a person.",
            "Sagen Sie, von welcher Art eine Notiz ist, z. B. „Anruf“, wo Sie sie auf der Seite einer Person schreiben.",
        ),
    }
}

/// So many records that have a word of a list.
pub(super) fn records(list: WordList, count: u32) -> String {
    match list {
        WordList::PersonTags | WordList::PersonalityTags | WordList::Stages | WordList::Roles => {
            of(count, t("person", "Person"), t("people", "Personen"))
        }
        WordList::OrganizationTags => {
            of(count, t("organization", "Organisation"), t("organizations", "Organisationen"))
        }
        WordList::AddressTypes => of(
            count,
            t("person or organization", "Person oder Organisation"),
            t("people and organizations", "Personen und Organisationen"),
        ),
        WordList::RelationTypes => of(count, t("relation", "Beziehung"), t("relations", "Beziehungen")),
        WordList::NoteCategories => of(count, t("note", "Notiz"), t("notes", "Notizen")),
    }
}

/// How often a word is used.
pub(super) fn used(list: WordList, word: &WordCount) -> String {
    match word.now {
        _ if word.records == 0 => t("not used", "nicht benutzt").to_owned(),
        Some(now) if now != word.records => {
            let all = number_text(u64::from(word.records));
            format!("{} {}, {all} {}", records(list, now), t("now", "jetzt"), t("in all", "insgesamt"))
        }
        _ => records(list, word.records),
    }
}

/// How many words there are, and how many of them are shown.
pub(super) fn counted_words(shown: usize, total: u32) -> String {
    let all = of(total, t("word", "Wort"), t("words", "Wörter"));
    if shown as u64 >= u64::from(total) {
        return all;
    }
    let words = t(
        "are shown, the most used. Filter to find the others.",
        "werden gezeigt, die meistbenutzten. Filtern Sie, um die anderen zu finden.",
    );
    format!("{all}; {} {words}", number_text(shown as u64))
}

/// A word in quotation marks, in whichever direction it is read.
fn quoted(word: &str) -> String {
    format!("{}\u{2068}{word}\u{2069}{}", t("“", "„"), t("”", "“"))
}

/// What becomes of words, as a sentence.
pub(super) fn change(words: &[String], into: Option<&str>) -> String {
    let named = words.iter().take(5).map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
    let rest = words.len().saturating_sub(5);
    let named = if rest > 0 { format!("{named} {} {rest}", t("and", "und")) } else { named };
    let is_one = words.len() == 1;
    match into {
        Some(into) => {
            let becomes = if is_one { t("becomes", "wird zu") } else { t("become", "werden zu") };
            format!("{named} {becomes} {}.", quoted(into))
        }
        None if is_one => format!("{named} {}", t("is deleted.", "wird gelöscht.")),
        None => format!("{named} {}", t("are deleted.", "werden gelöscht.")),
    }
}

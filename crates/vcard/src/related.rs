//! Who is related to a person (RFC 6350 section 6.6.6), as the lines tell that were kept.

use calling_card_contact::{KeptProperty, Person, Related};

use crate::Property;

/// The relation of which a line tells, if it is to somebody whose card has a `UID`; nothing where only a name or an address on the
/// web is told.
pub fn related(kept: &KeptProperty) -> Option<Related> {
    let name = kept.name();
    let own = name.eq_ignore_ascii_case("X-ABRELATEDNAMES");
    if kept.parameters_only || !own && !name.eq_ignore_ascii_case("RELATED") {
        return None;
    }
    let property = Property::of_line(&kept.line)?;
    let text = property.text();
    let uid = if own { property.parameter("X-CALLINGCARD-UID")? } else { text.trim().into() };
    if !uid.get(..9).is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:uuid:")) {
        return None;
    }
    let is = match (property.parameter("X-CALLINGCARD-LABEL"), property.types().find(|word| word != "pref")) {
        (Some(label), _) => label.into_owned(),
        (None, Some(word)) => capitalized(&word),
        (None, None) => "Contact".to_owned(),
    };
    let is: String = is.split(char::is_control).collect::<Vec<_>>().join(" ");
    let is = is.trim().chars().take(calling_card_contact::rules::SHORT_TEXT as usize).collect();
    Some(Related { uid: uid.into_owned(), is })
}

/// Takes out the lines that tell of relations which this says yes to, with the labels of their groups.
pub fn take_relations(person: &mut Person, is_taken: impl Fn(&Related) -> bool) {
    let group = |kept: &KeptProperty| {
        kept.line.split([':', ';']).next().and_then(|name| name.rsplit_once('.')).map(|(group, _)| group.to_owned())
    };
    let mut groups = Vec::new();
    person.kept_properties.retain(|kept| {
        let taken = related(kept).is_some_and(|related| is_taken(&related));
        groups.extend(group(kept).filter(|_| taken));
        !taken
    });
    let is_label = |kept: &KeptProperty| kept.name().eq_ignore_ascii_case("X-ABLABEL");
    person.kept_properties.retain(|kept| !is_label(kept) || group(kept).is_none_or(|group| !groups.contains(&group)));
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

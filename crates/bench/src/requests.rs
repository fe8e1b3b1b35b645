//! What is asked: submissions, pages of the list of people, searches.

use anyhow::{Context, Result};
use calling_card_gateway::store::sql::Asked;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;
use uuid::Uuid;

use crate::in_process::InProcess;

/// The list of people.
const PEOPLE: &str = "/crm/home/people";
/// In how many places of the list it is looked whom to search for.
const SEARCHED: u32 = 8;
/// Tags that made-up people have: one in eight has one of them, more or less.
const TAGS: [&str; 4] = ["VIP", "Press", "Alumni", "Partner"];
/// Names that nobody has, and that are like nobody's.
const NOBODY: [&str; 4] = ["Qwxyzzyq", "Xyqwuvux", "Zzyxqwyx", "Vuxqyzzw"];

/// What a visitor sends.
pub(crate) struct Submission {
    /// Its own key.
    pub(crate) key: String,
    /// What is said in it.
    pub(crate) body: String,
}

impl Submission {
    /// Where it goes.
    pub(crate) const ADDRESS: &str = "/f/contact/submissions";

    /// One more.
    pub(crate) fn new() -> Self {
        let key = format!("bench-{}", Uuid::now_v7());
        let body = json!({
            "values": { "family_name": "Bench", "email": "bench@example.com", "message": format!("Please call me back: {key}") },
            "consent": true,
            "page": "https://www.example.com/contact",
        });
        Self { key, body: body.to_string() }
    }
}

/// A way of reading.
pub(crate) struct Reading {
    /// What is read.
    pub(crate) what: &'static str,
    /// Some addresses that are read in turns, each with what the database is asked for it.
    pub(crate) asked: Vec<(String, Vec<Asked>)>,
}

/// All ways, over a database with so many people.
pub(crate) async fn readings(gateway: &InProcess, people: u32) -> Result<Vec<Reading>> {
    // Nine tenths of the way down.
    let far = u64::from(people) * 9 / 10;
    let far = format!("{PEOPLE}?offset={far}");
    let (page, _) = gateway.read(&far).await?;
    let next = page["next"].as_str().context("there is no page after a far one")?;
    let mut words = Vec::new();
    for place in 0..SEARCHED {
        let offset = u64::from(people) * u64::from(2 * place + 1) / u64::from(2 * SEARCHED);
        let (page, _) = gateway.read(&format!("{PEOPLE}?limit=1&offset={offset}")).await?;
        words.push(family_name(&page).context("there is nobody")?);
    }
    let beginnings = words.iter().map(|word| word.chars().take(4).collect());
    let search = |word: String| format!("{PEOPLE}?q={}", byte_serialize(word.as_bytes()).collect::<String>());
    let kinds: [(&str, Vec<String>); 7] = [
        ("list: the first page", vec![PEOPLE.to_owned()]),
        ("list: a page far down, by its number", vec![far]),
        ("list: the page after it, by a cursor", vec![format!("{PEOPLE}?cursor={next}")]),
        ("list: with a tag", TAGS.iter().map(|tag| format!("{PEOPLE}?tag={tag}")).collect()),
        ("search: a family name", words.iter().cloned().map(search).collect()),
        ("search: the beginning of a word", beginnings.map(search).collect()),
        ("search: a name that nobody has", NOBODY.map(|word| search(word.to_owned())).into()),
    ];
    let mut readings = Vec::new();
    for (what, addresses) in kinds {
        let mut asked = Vec::new();
        for address in addresses {
            // Once before, for what is asked the first time alone.
            gateway.read(&address).await?;
            let (_, of_database) = gateway.read(&address).await?;
            asked.push((address, of_database));
        }
        readings.push(Reading { what, asked });
    }
    Ok(readings)
}

/// The family name of the first on a page.
fn family_name(page: &Value) -> Option<String> {
    page["items"][0]["name"].as_str()?.rsplit(' ').next().map(str::to_owned)
}

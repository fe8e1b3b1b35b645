//! What a server is told: the vendor takes arguments by their names from the address, from JSON and from forms alike.
//!
//! In an address and in a form everything is text, lists are written `managerList[]=` and `customFieldList[0][Key]=`.

use http::{Method, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::calls::Unread;
use super::filter::flag;
use crate::exchange::{Request, read};
use crate::multipart::{self, File, Part};

/// What is a number where it is written as text; `[]` stands for any place in a list.
const NUMBERS: [&str; 13] = [
    "maxcount",
    "companyid",
    "personid",
    "personlist[]",
    "contactids[]",
    "entityid[]",
    "fromcontactid",
    "tocontactid",
    "contactstatusid",
    "customfieldlist[][key]",
    "items[][category]",
    "items[][infotype]",
    "address[category]",
];
/// What is yes or no.
const FLAGS: [&str; 5] = ["uploadonly", "isprimary", "isshared", "items[][isprimary]", "address[isprimary]"];
/// What is a list, also where it has one entry and no brackets.
const LISTS: [&str; 4] = ["managerlist", "personlist", "contactids", "entityid"];
/// Most levels of brackets.
const DEPTH: usize = 4;

/// All that was said, by its name.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    named: Map<String, Value>,
    query: String,
    file: Option<File>,
}

impl Arguments {
    /// What a request says. A body overrules the address; that of a GET is not looked at.
    pub(super) fn of(request: &Request) -> Result<Self, Unread> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let named = fields(form_urlencoded::parse(query.as_bytes()));
        let mut arguments = Self { named, query, file: None };
        if request.method() == Method::GET || request.body().is_empty() {
            return Ok(arguments);
        }
        let said =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let members = match kind.as_str() {
            "" | "application/json" | "text/json" => {
                read::<Map<String, Value>>(request.body()).map_err(|error| Unread::Content(error.to_string()))?
            }
            "application/x-www-form-urlencoded" => fields(form_urlencoded::parse(request.body())),
            "multipart/form-data" => {
                let parts = multipart::read(said, request.body()).map_err(|why| Unread::Content(why.into()))?;
                let mut texts = Vec::new();
                for part in parts {
                    match part {
                        Part::Text(name, text) => texts.push((name, text)),
                        Part::File(_, file) => arguments.file = arguments.file.or(Some(file)),
                    }
                }
                fields(texts.into_iter())
            }
            _ => return Err(Unread::MediaType),
        };
        arguments.named.extend(members);
        Ok(arguments)
    }

    /// The parameters of the address, as they stand there.
    pub(super) fn pairs(&self) -> form_urlencoded::Parse<'_> {
        form_urlencoded::parse(self.query.as_bytes())
    }

    /// The first file of a form, whatever its field is called.
    pub(super) fn file(&self) -> Option<File> {
        self.file.clone()
    }

    /// All of it.
    pub(super) fn all<T: DeserializeOwned>(&self) -> Result<T, Unread> {
        serde_json::from_value(Value::Object(self.named.clone())).map_err(|error| Unread::Content(error.to_string()))
    }

    /// The argument of this name.
    pub(super) fn one<T: DeserializeOwned>(&self, name: &str) -> Result<T, Unread> {
        self.maybe(name)?.ok_or_else(|| Unread::Content(format!("{name} is missing")))
    }

    /// The argument of this name, where there is one.
    pub(super) fn maybe<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Unread> {
        let said = self.named.get(name).cloned().map(serde_json::from_value);
        said.transpose().map_err(|error| Unread::Content(format!("{name}: {error}")))
    }

    /// A list of objects of this name; none where there is none.
    pub(super) fn objects<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Unread> {
        let objects: Vec<Map<String, Value>> = self.maybe(name)?.unwrap_or_default();
        let read = objects.into_iter().map(|members| serde_json::from_value(Value::Object(members)));
        read.collect::<serde_json::Result<_>>().map_err(|error| Unread::Content(format!("{name}: {error}")))
    }

    /// A list of texts; in a form one text is a list of one.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, Unread> {
        match self.named.get(name) {
            Some(Value::String(one)) => Ok(vec![one.clone()]),
            _ => self.one(name),
        }
    }

    /// An object of this name.
    pub(super) fn object<T: DeserializeOwned>(&self, name: &str) -> Result<T, Unread> {
        let members: Map<String, Value> = self.one(name)?;
        serde_json::from_value(Value::Object(members)).map_err(|error| Unread::Content(format!("{name}: {error}")))
    }
}

/// As a client writes it where there are files.
pub(super) fn parts(fields: &Value, file: &File) -> Vec<Part> {
    let mut parts = Vec::new();
    for (name, value) in fields.as_object().into_iter().flatten() {
        text_parts(name.clone(), value, &mut parts);
    }
    parts.push(Part::File("photo".into(), file.clone()));
    parts
}

fn text_parts(name: String, value: &Value, parts: &mut Vec<Part>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(member, value)| text_parts(format!("{name}[{member}]"), value, parts));
        }
        Value::Array(entries) => {
            entries.iter().zip(0..).for_each(|(value, place)| text_parts(format!("{name}[{place}]"), value, parts));
        }
        Value::String(text) => parts.push(Part::Text(name, text.clone())),
        plain => parts.push(Part::Text(name, plain.to_string())),
    }
}

/// The fields of a form as what they would be in JSON.
fn fields<N: AsRef<str>, T: AsRef<str>>(pairs: impl Iterator<Item = (N, T)>) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, text) in pairs {
        let (first, rest) = path(name.as_ref());
        put(fields.entry(first).or_insert(Value::Null), &rest, text.as_ref());
    }
    fields.iter_mut().for_each(|(name, value)| settle(value, name));
    fields
}

/// `a[0][b]` as `a` and `0`, `b`. What is not written so is a name as it stands.
fn path(name: &str) -> (&str, Vec<&str>) {
    let within = name.split_once('[').and_then(|(first, rest)| Some((first, rest.strip_suffix(']')?)));
    let Some((first, within)) = within else { return (name, Vec::new()) };
    let path: Vec<&str> = within.split("][").collect();
    let odd = path.len() >= DEPTH || path.iter().any(|part| part.contains(['[', ']']));
    if odd { (name, Vec::new()) } else { (first, path) }
}

/// Puts a value where its path leads; what is there already becomes a list with it.
fn put(target: &mut Value, path: &[&str], text: &str) {
    let Some((first, rest)) = path.split_first() else {
        match target {
            Value::Null => *target = text.into(),
            Value::Array(known) => known.push(text.into()),
            known => *known = vec![known.take(), text.into()].into(),
        }
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    if let Value::Object(members) = target {
        let name = if first.is_empty() { members.len().to_string() } else { (*first).to_owned() };
        put(members.entry(name).or_insert(Value::Null), rest, text);
    }
}

/// Makes lists of what has numbers for names, and numbers and flags of texts.
fn settle(value: &mut Value, place: &str) {
    let lower = place.to_ascii_lowercase();
    if LISTS.contains(&lower.as_str()) && value.is_string() {
        *value = Value::Array(vec![value.take()]);
    }
    if let Value::Object(members) = value
        && !members.is_empty()
        && members.keys().all(|name| name.parse::<u32>().is_ok())
    {
        let mut entries: Vec<(u32, Value)> =
            std::mem::take(members).into_iter().filter_map(|(name, entry)| Some((name.parse().ok()?, entry))).collect();
        entries.sort_by_key(|(number, _)| *number);
        *value = entries.into_iter().map(|(_, entry)| entry).collect();
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                settle(member, &format!("{place}[{name}]"));
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| settle(entry, &format!("{place}[]"))),
        Value::String(text) if NUMBERS.contains(&lower.as_str()) => {
            // What is no number stays text, and is refused as one.
            if let Ok(number) = text.parse::<i64>() {
                *value = number.into();
            }
        }
        Value::String(text) if FLAGS.contains(&lower.as_str()) => {
            if let Some(yes) = flag(text) {
                *value = yes.into();
            }
        }
        _ => {}
    }
}

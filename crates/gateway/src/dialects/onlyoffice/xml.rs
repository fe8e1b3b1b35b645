//! XML: an answer as the vendor makes it of the same in JSON, and the members of a body.
//!
//! A member is an element of its name; entries of a list repeat it; null is an element without content.

use std::fmt::{self, Formatter};

use axum::http::{HeaderValue, header};
use calling_card_crm::Request;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, escape};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Deepest nesting of a body.
const DEPTH: usize = 8;

/// What JSON says, below an element `result`, in the same order.
pub(super) fn of_json(json: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    let mut writer = Writer::new(Vec::new());
    let mut json = serde_json::Deserializer::from_slice(json);
    Element { writer: &mut writer, name: "result" }.deserialize(&mut json)?;
    Ok(writer.into_inner())
}

/// An element that is being written.
struct Element<'a> {
    writer: &'a mut Writer<Vec<u8>>,
    name: &'a str,
}

impl Element<'_> {
    fn write(&mut self, event: Event<'_>) -> fmt::Result {
        self.writer.write_event(event).map_err(|_| fmt::Error)
    }

    fn text(mut self, text: &str) -> fmt::Result {
        // What XML cannot say (1.0, section 2.2) is not said.
        let text: String = text.chars().map(|c| if is_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
        let name = self.name;
        self.write(Event::Start(BytesStart::new(name)))?;
        self.write(Event::Text(BytesText::new(&text)))?;
        self.write(Event::End(BytesEnd::new(name)))
    }
}

fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: serde::de::Error>(mut self) -> Result<(), E> {
        let name = self.name;
        self.write(Event::Empty(BytesStart::from_content(format!("{name} "), name.len()))).map_err(E::custom)
    }

    fn visit_bool<E: serde::de::Error>(self, said: bool) -> Result<(), E> {
        self.text(if said { "true" } else { "false" }).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.text(&number.to_string()).map_err(E::custom)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.text(&number.to_string()).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.text(&number.to_string()).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.text(text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while entries.next_element_seed(Element { writer: &mut *self.writer, name: self.name })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let name = self.name;
        self.write(Event::Start(BytesStart::new(name))).map_err(A::Error::custom)?;
        while let Some(member) = members.next_key::<String>()? {
            members.next_value_seed(Element { writer: &mut *self.writer, name: &member })?;
        }
        self.write(Event::End(BytesEnd::new(name))).map_err(A::Error::custom)
    }
}

/// Makes a form of a body that is XML, which is bound as one is; none where the XML cannot be read.
pub(super) fn as_form(request: &mut Request) -> Option<()> {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if request.body().is_empty() || !["text/xml", "application/xml"].contains(&media_type.as_str()) {
        return Some(());
    }
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in members(request.body())? {
        add_pairs(&mut pairs, &name, &value);
    }
    *request.body_mut() = pairs.finish().into_bytes();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, form);
    Some(())
}

fn add_pairs(pairs: &mut form_urlencoded::Serializer<'_, String>, name: &str, value: &Value) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(member, value)| add_pairs(pairs, &format!("{name}[{member}]"), value));
        }
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(place, value)| add_pairs(pairs, &format!("{name}[{place}]"), value));
        }
        Value::String(text) => _ = pairs.append_pair(name, text),
        _ => {}
    }
}

/// The members of a body: those of its outermost element, whatever that is called. None where it is no XML, is nested too deeply, or
/// defines something of its own.
pub(super) fn members(body: &[u8]) -> Option<Map<String, Value>> {
    let mut reader = Reader::from_str(std::str::from_utf8(body).ok()?);
    // The elements that are open, with what is in each: its members, or its text.
    let mut open: Vec<(String, Map<String, Value>, String)> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if open.len() < DEPTH => open.push((name(&start)?, Map::new(), String::new())),
            Event::Empty(start) => add(&mut open.last_mut()?.1, name(&start)?, Value::Null),
            Event::End(_) => {
                let (name, members, text) = open.pop()?;
                let Some((_, within, _)) = open.last_mut() else { return Some(members) };
                add(within, name, if members.is_empty() { text.into() } else { members.into() });
            }
            Event::Text(text) => {
                let text = text.xml10_content().ok()?;
                match open.last_mut() {
                    Some((.., known)) => known.push_str(&text),
                    None if text.trim().is_empty() => {}
                    None => return None,
                }
            }
            Event::CData(text) => open.last_mut()?.2.push_str(&text.decode().ok()?),
            Event::GeneralRef(reference) => {
                let text = format!("&{};", reference.decode().ok()?);
                open.last_mut()?.2.push_str(&escape::unescape(&text).ok()?);
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Start(_) | Event::DocType(_) | Event::Eof => return None,
        }
    }
}

fn name(start: &BytesStart<'_>) -> Option<String> {
    String::from_utf8(start.local_name().as_ref().to_vec()).ok()
}

/// An element that stands twice is an entry of a list.
fn add(members: &mut Map<String, Value>, name: String, value: Value) {
    match members.get_mut(&name) {
        Some(Value::Array(entries)) => entries.push(value),
        Some(known) => *known = vec![known.take(), value].into(),
        None => _ = members.insert(name, value),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn xml_says_what_json_says_in_its_order() {
        let json = br#"{"status":0,"response":[{"firstName":"<A & \"B\">\u0001","about":"","company":null,"tags":["x","y"],"isCompany":false},{"id":-1}]}"#;
        let xml = String::from_utf8(of_json(json).unwrap()).unwrap();
        let expected = "<result><status>0</status><response><firstName>&lt;A &amp; &quot;B&quot;&gt;\u{fffd}</firstName><about></about>\
            <company /><tags>x</tags><tags>y</tags><isCompany>false</isCompany></response><response><id>-1</id></response></result>";
        assert_eq!(xml, expected);
        assert!(of_json(b"{").is_err());
    }

    #[test]
    fn a_body_is_read_and_nothing_is_believed_of_it() {
        let body = b"<?xml version=\"1.0\"?>\n<request xmlns=\"x\"><firstName>A &amp; B</firstName><managerList>a</managerList><managerList>b</managerList>\
            <customFieldList><Key>4</Key><Value /></customFieldList><about><![CDATA[<x>]]></about></request>\n";
        let expected = json!({
            "firstName": "A & B", "managerList": ["a", "b"], "customFieldList": { "Key": "4", "Value": null }, "about": "<x>"
        });
        assert_eq!(members(body).map(Value::Object), Some(expected));
        let bomb = b"<!DOCTYPE x [<!ENTITY a \"b\">]><x><y>&a;</y></x>".as_slice();
        let deep = "<a>".repeat(10_000);
        for wrong in
            [bomb, deep.as_bytes(), b"", b"<a>", b"<a><b></a>", b"text", b"<a>&unknown;</a>", b"\xff", b"</a>", b"<a/>"]
        {
            assert_eq!(members(wrong), None, "{}", String::from_utf8_lossy(wrong));
        }
    }
}

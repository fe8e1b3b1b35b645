//! What a server reads.

use http::header;

use self::Segment::{Number as N, Word as W};
use super::{Call, Format, PhotoOf, Unread};
use crate::exchange::Request;
use crate::onlyoffice::binding::Arguments;
use crate::onlyoffice::filter::{ContactFilter, InfoQuery, PrefixQuery};
use crate::onlyoffice::kinds::InfoType;

/// What addresses are used with.
const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

/// A part of a path. Ids are digits, and digits are ids.
#[derive(Clone, Copy)]
enum Segment<'a> {
    Word(&'a str),
    Number(i64),
}

/// A call, or what is wrong with it; none where no call is made so.
type Found = Option<Result<Call, Unread>>;

impl Call {
    /// What a server reads of a request.
    pub fn parse(request: &Request) -> Result<Self, Unread> {
        let method = request.method().as_str();
        let path = segments(request.uri().path()).ok_or(Unread::Address)?;
        if call(method, &path, &Arguments::default()).is_none() {
            return Err(if used_with(&path).is_empty() { Unread::Address } else { Unread::Method });
        }
        call(method, &path, &Arguments::of(request)?).unwrap_or(Err(Unread::Address))
    }
}

/// The methods that an address takes, as `Allow` names them (RFC 9110, section 10.2.1); none where there is nothing.
pub fn methods(path: &str) -> Option<String> {
    let methods = used_with(&segments(path)?);
    (!methods.is_empty()).then(|| methods.join(", "))
}

/// In which form an answer to this is wanted.
pub fn format(request: &Request) -> Format {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let json = said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json");
    if request.uri().path().ends_with(".xml") && !json { Format::Xml } else { Format::Json }
}

/// The path after `/api/2.0`, without an ending that says in which form is answered.
fn segments(path: &str) -> Option<Vec<Segment<'_>>> {
    let path = path.strip_suffix(".json").or_else(|| path.strip_suffix(".xml")).unwrap_or(path);
    let segment = |text| match str::parse(text) {
        Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => N(number),
        _ => W(text),
    };
    Some(path.strip_prefix("/api/2.0/")?.split('/').map(segment).collect())
}

fn used_with(path: &[Segment<'_>]) -> Vec<&'static str> {
    METHODS.into_iter().filter(|method| call(method, path, &Arguments::default()).is_some()).collect()
}

fn call(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    match path {
        [W("authentication")] => (method == "POST").then(|| said.all().map(Call::Authenticate)),
        [W("crm"), W("person"), path @ ..] => person(method, path, said),
        [W("crm"), W("contact"), path @ ..] => {
            let all = [contacts, persons, companies, contact, data, tags];
            all.into_iter().find_map(|group| group(method, path, said))
        }
        _ => None,
    }
}

/// Many contacts.
fn contacts(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    let filter = || ContactFilter::parse(said.pairs()).map(Box::new).map_err(Unread::Content);
    Some(match (method, path) {
        ("PUT", []) => said.one("contactids").map(Call::DeleteContacts),
        ("GET", [W("filter")]) => filter().map(Call::ListContacts),
        ("DELETE", [W("filter")]) => filter().map(Call::DeleteMatching),
        ("GET", [W("bycontactinfo")]) => InfoQuery::parse(said.pairs()).map(Call::FindByInfo).map_err(Unread::Content),
        ("GET", [W("simple"), W("byEmail")]) => {
            let term = said.maybe("term").map(Option::unwrap_or_default);
            term.and_then(|term| Ok(Call::SearchByEmail(term, said.maybe("maxCount")?)))
        }
        ("GET", [W("byprefix")]) => PrefixQuery::parse(said.pairs()).map(Call::FindByPrefix).map_err(Unread::Content),
        ("PUT", [W("merge")]) => {
            said.one("fromcontactid").and_then(|from| Ok(Call::Merge(from, said.one("tocontactid")?)))
        }
        _ => return None,
    })
}

/// Persons.
fn persons(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    Some(match (method, path) {
        ("POST", [W("person")]) => said.all().map(|fields| Call::CreatePerson(fields, said.file())),
        ("PUT", [W("person"), N(id)]) => said.all().map(|fields| Call::UpdatePerson(*id, fields, said.file())),
        ("POST", [W("person"), W("quick")]) => said.objects("data").map(Call::QuickPersons),
        ("PUT", [W("person"), N(id), W("status")]) => {
            said.one("contactStatusid").map(|status| Call::SetGroupStatus(*id, status))
        }
        _ => return None,
    })
}

/// Companies and their persons.
fn companies(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    Some(match (method, path) {
        ("POST", [W("company")]) => said.all().map(|fields| Call::CreateCompany(fields, said.file())),
        ("POST", [W("company"), W("quick")]) => said.texts("companyName").map(Call::QuickCompanies),
        ("PUT", [W("company"), N(id)]) => said.all().map(|fields| Call::UpdateCompany(*id, fields)),
        ("GET", [W("company"), N(id), W("person")]) => Ok(Call::ListPersons(*id)),
        ("POST", [W("company"), N(id), W("person")]) => said.one("personid").map(|one| Call::LinkPerson(*id, one)),
        ("DELETE", [W("company"), N(id), W("person")]) => said.one("personid").map(|one| Call::UnlinkPerson(*id, one)),
        _ => return None,
    })
}

/// One contact.
fn contact(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    Some(match (method, path) {
        ("GET", [N(id)]) => Ok(Call::GetContact(*id)),
        ("DELETE", [N(id)]) => Ok(Call::DeleteContact(*id)),
        ("PUT", [N(id), W("status")]) => said.one("contactStatusid").map(|status| Call::SetStatus(*id, status)),
        ("GET", [N(id), W("access")]) => Ok(Call::GetAccess(*id)),
        ("PUT", [N(id), W("access")]) => said.all().map(|access| Call::SetAccess(*id, access)),
        ("PUT", [N(id), W("changephoto")]) => Ok(Call::ChangePhoto(*id, said.file())),
        ("PUT", [N(id), W("changephotobyurl")]) => said.one("photourl").map(|url| Call::ChangePhotoByUrl(*id, url)),
        ("DELETE", [N(id), W("avatar")]) => said.maybe("contactType").and_then(|kind| {
            let upload_only = said.maybe("uploadOnly")?.unwrap_or_default();
            Ok(Call::DeletePhoto(*id, PhotoOf { kind, upload_only }))
        }),
        _ => return None,
    })
}

/// Contact data.
fn data(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    Some(match (method, path) {
        ("GET", [N(id), W("data")]) => Ok(Call::ListData(*id)),
        ("POST", [N(id), W("data")]) => said.all().map(|data| Call::AddData(*id, data)),
        ("GET", [N(id), W("data"), N(data)]) => Ok(Call::GetData(*id, *data)),
        ("GET", [N(id), W("data"), W(kind)]) => {
            let kind = InfoType::of_text(kind).ok_or_else(|| Unread::Content("infoType".into()));
            kind.map(|kind| Call::ListDataOf(*id, kind))
        }
        ("PUT", [N(id), W("data"), N(data)]) => said.all().map(|change| Call::ChangeData(*id, *data, change)),
        ("DELETE", [N(id), W("data"), N(data)]) => Ok(Call::DeleteData(*id, *data)),
        ("POST", [N(id), W("addressdata")]) => said.object("address").map(|address| Call::AddAddress(*id, address)),
        ("PUT", [N(id), W("addressdata"), N(data)]) => {
            said.object("address").map(|address| Call::ChangeAddress(*id, *data, address))
        }
        ("POST", [N(id), W("batch")]) => said.objects("items").map(|items| Call::AddBatch(*id, items)),
        ("PUT", [N(id), W("batch")]) => said.objects("items").map(|items| Call::ReplaceBatch(*id, items)),
        ("GET", [W("data"), W("infoType")]) => Ok(Call::ListInfoTypes),
        ("GET", [W("data"), kind, W("category")]) => {
            let kind = match kind {
                W(word) => InfoType::of_text(word),
                N(number) => InfoType::of_number(*number),
            };
            kind.map(Call::ListCategories).ok_or_else(|| Unread::Content("infoType".into()))
        }
        _ => return None,
    })
}

/// Tags.
fn tags(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    let tag = || said.one("tagName");
    Some(match (method, path) {
        ("GET", [N(id), W("tag")]) => Ok(Call::ListTags(*id)),
        ("POST", [N(id), W("tag")]) => tag().map(|tag| Call::AddTag(*id, tag)),
        ("DELETE", [N(id), W("tag")]) => tag().map(|tag| Call::RemoveTag(*id, tag)),
        ("GET", [W("tag")]) => Ok(Call::ListAllTags),
        ("POST", [W("tag")]) => tag().map(Call::CreateTag),
        ("DELETE", [W("tag")]) => tag().map(Call::DeleteTag),
        ("POST", [W("taglist")]) => said.one("entityid").and_then(|ids| Ok(Call::TagContacts(ids, tag()?))),
        _ => return None,
    })
}

/// What there is of persons beside `contact`.
fn person(method: &str, path: &[Segment<'_>], said: &Arguments) -> Found {
    let tag = || said.one("tagName");
    Some(match (method, path) {
        ("POST", [N(id), W("tag"), W("group")]) => tag().map(|tag| Call::TagGroup(*id, tag)),
        ("DELETE", [N(id), W("tag"), W("group")]) => tag().map(|tag| Call::UntagGroup(*id, tag)),
        ("GET", [W("customfield"), W("definitions")]) => Ok(Call::ListFields),
        ("GET", [N(id), W("customfield")]) => Ok(Call::ListFieldValues(*id)),
        ("POST", [N(id), W("customfield"), N(field)]) => {
            said.maybe("fieldValue").map(|value| Call::SetFieldValue(*id, *field, value))
        }
        _ => return None,
    })
}

//! What is typed into, and chosen from.

use calling_card_contact::{
    Field, FieldKind, FileFormat, FileKind, FormLanguage, SelectOption, country_codes, country_name, rules,
};
use leptos::prelude::*;

/// The control of a field.
pub(crate) struct Control {
    pub(crate) field: Field,
    pub(crate) language: FormLanguage,
    pub(crate) id: String,
    /// The ids of what describes it; the error is the last.
    pub(crate) described: String,
    pub(crate) value: String,
    pub(crate) wrong: bool,
}

impl Control {
    pub(crate) fn view(self) -> AnyView {
        match self.field.kind.clone() {
            FieldKind::Textarea => self.textarea(),
            FieldKind::Select { options } => self.select(self.entries(&options), None),
            FieldKind::Country => self.select(self.countries(), Some("")),
            FieldKind::Multiselect { options } => {
                options.iter().map(|option| self.option(option)).collect_view().into_any()
            }
            FieldKind::Checkbox => self.checkbox(),
            FieldKind::Hidden { parameter, value } => self.hidden(parameter, value),
            FieldKind::Step => ().into_any(),
            FieldKind::File { kinds, many } => self.files(&kinds, many),
            FieldKind::Email => self.input("email", Some("email")),
            FieldKind::Phone => self.input("tel", Some("tel")),
            FieldKind::Url => self.input("url", Some("url")),
            FieldKind::Date => self.input("date", None),
            FieldKind::Currency { currency } => {
                view! { <span class="cc-money">{self.input("text", Some("decimal"))}<span>{currency}</span></span> }
                    .into_any()
            }
            FieldKind::Text => self.input("text", None),
        }
    }

    fn autocomplete(&self) -> Option<&'static str> {
        self.field.autocomplete.map(|token| token.token())
    }

    fn wrong(&self) -> Option<&'static str> {
        self.wrong.then_some("true")
    }

    fn input(&self, kind: &'static str, mode: Option<&'static str>) -> AnyView {
        view! {
            <input type=kind inputmode=mode id=self.id.clone() name=self.field.name.clone() value=self.value.clone() dir="auto" part="input"
                required=self.field.required autocomplete=self.autocomplete() aria-describedby=self.described.clone() aria-invalid=self.wrong() />
        }
        .into_any()
    }

    fn textarea(self) -> AnyView {
        let (wrong, autocomplete) = (self.wrong(), self.autocomplete());
        view! {
            <textarea id=self.id name=self.field.name rows="5" dir="auto" part="input" required=self.field.required
                autocomplete=autocomplete aria-describedby=self.described aria-invalid=wrong>{self.value}</textarea>
        }
        .into_any()
    }

    /// A choice of one. That of a country is marked, so that the embed can leave its entries out and make them itself.
    fn select(&self, entries: Vec<AnyView>, countries: Option<&'static str>) -> AnyView {
        view! {
            <select id=self.id.clone() name=self.field.name.clone() part="input" required=self.field.required data-countries=countries
                autocomplete=self.autocomplete() aria-describedby=self.described.clone() aria-invalid=self.wrong()>
                <option value="">"–"</option>
                {entries}
            </select>
        }
        .into_any()
    }

    fn entry(&self, value: String, label: String) -> AnyView {
        let chosen = value == self.value;
        view! { <option value=value selected=chosen>{label}</option> }.into_any()
    }

    fn entries(&self, options: &[SelectOption]) -> Vec<AnyView> {
        options
            .iter()
            .map(|option| self.entry(option.value.clone(), option.label.text(self.language).to_owned()))
            .collect()
    }

    fn countries(&self) -> Vec<AnyView> {
        let mut named: Vec<(&str, &str)> =
            country_codes().filter_map(|code| Some((country_name(code, self.language.ours())?, code))).collect();
        named.sort_by_key(|(name, _)| sort_key(name));
        named.into_iter().map(|(name, code)| self.entry(code.to_owned(), name.to_owned())).collect()
    }

    fn option(&self, option: &SelectOption) -> AnyView {
        let ticked = self.value.lines().any(|line| line == option.value);
        let label = option.label.text(self.language).to_owned();
        view! {
            <label class="cc-check">
                <input type="checkbox" name=self.field.name.clone() value=option.value.clone() checked=ticked
                    aria-describedby=self.described.clone() aria-invalid=self.wrong() />
                <span>{label}</span>
            </label>
        }
        .into_any()
    }

    fn checkbox(self) -> AnyView {
        let (wrong, ticked) = (self.wrong(), !self.value.is_empty());
        view! {
            <input type="checkbox" id=self.id name=self.field.name value="yes" checked=ticked required=self.field.required
                aria-describedby=self.described aria-invalid=wrong />
        }
        .into_any()
    }

    /// Where files are chosen. What is taken stands beside it for the embed, which looks before it sends.
    fn files(self, kinds: &[FileKind], many: bool) -> AnyView {
        let endings = FileFormat::of(kinds).flat_map(|format| format.endings).map(|ending| format!(".{ending}"));
        let (accept, wrong) = (endings.collect::<Vec<_>>().join(","), self.wrong());
        let most = if many { rules::FILES } else { 1 };
        view! {
            <input type="file" id=self.id name=self.field.name part="input" accept=accept multiple=many required=self.field.required
                data-most=most.to_string() data-bytes=rules::FILE_BYTES.to_string() aria-describedby=self.described aria-invalid=wrong />
        }
        .into_any()
    }

    fn hidden(self, parameter: String, usual: String) -> AnyView {
        let value = if self.value.is_empty() { usual } else { self.value };
        let parameter = (!parameter.is_empty()).then_some(parameter);
        view! { <input type="hidden" name=self.field.name value=value data-parameter=parameter /> }.into_any()
    }
}

/// Names in the order of the alphabet, whatever signs their letters bear.
fn sort_key(name: &str) -> String {
    let plain = |c: char| match c {
        'Å' | 'Ä' => 'A',
        'Ö' => 'O',
        'Ü' => 'U',
        'ä' | 'á' | 'ã' => 'a',
        'ç' => 'c',
        'é' => 'e',
        'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ü' => 'u',
        other => other,
    };
    name.chars().map(plain).collect::<String>().to_lowercase()
}

//! Values of a form's fields: what is right, what is kept, and how it is read.

use crate::rules::{self, LIST};
use crate::{Field, FieldKind, FormLanguage, Problem, country_name, is_country};

/// Whether it is what the gateway answers for a file: 256 bits in hexadecimal.
fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|letter| letter.is_ascii_hexdigit())
}

/// What a ticked box is sent as; browsers send `on` where a form says nothing else.
const TICKED: [&str; 4] = ["yes", "on", "true", "1"];

impl FieldKind {
    /// What is wrong with a value of this kind, the same in browser and gateway.
    pub fn check(&self, value: &str, required: bool, max_length: u32) -> Result<(), Problem> {
        // What nobody sees, nobody can correct: it is made right instead.
        if matches!(self, Self::Hidden { .. } | Self::Step) {
            return Ok(());
        }
        let value = value.trim();
        if value.is_empty() {
            return if required { Err(Problem::Required) } else { Ok(()) };
        }
        let longest = self.longest(max_length);
        match self {
            Self::Textarea | Self::Multiselect { .. } | Self::File { .. } => rules::lines(value, longest)?,
            _ => rules::line(value, longest)?,
        }
        let known = |is: bool| is.then_some(()).ok_or(Problem::Option);
        match self {
            Self::Text | Self::Textarea | Self::Hidden { .. } | Self::Step => Ok(()),
            Self::Email => rules::email(value),
            Self::Phone => rules::phone(value),
            Self::Url => rules::url(value),
            Self::Date => rules::day(value),
            Self::Currency { .. } => rules::amount(value),
            Self::File { many, .. } => {
                let max = if *many { rules::FILES } else { 1 };
                if value.lines().count() > max as usize {
                    return Err(Problem::TooManyFiles { max });
                }
                value.lines().all(|line| is_token(line.trim())).then_some(()).ok_or(Problem::File)
            }
            Self::Checkbox => known(TICKED.contains(&value)),
            Self::Country => known(is_country(value)),
            Self::Select { options } => known(options.iter().any(|option| option.value == value)),
            Self::Multiselect { options } => {
                known(value.lines().all(|line| options.iter().any(|option| option.value == line.trim())))
            }
        }
    }

    /// A value as it is kept: without blanks around it, and each choice once. Of what nobody sees, what fits.
    pub fn tidy(&self, value: &str, max_length: u32) -> String {
        let value = value.trim();
        match self {
            Self::Checkbox if TICKED.contains(&value) => TICKED[0].to_owned(),
            Self::Currency { .. } => value.replace(',', "."),
            Self::Hidden { value: usual, .. } => {
                let said = if value.is_empty() { usual } else { value };
                said.chars().filter(|c| !c.is_control()).take(max_length as usize).collect()
            }
            Self::Multiselect { .. } | Self::File { .. } => {
                let mut chosen: Vec<&str> = Vec::new();
                for line in value.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    if !chosen.contains(&line) {
                        chosen.push(line);
                    }
                }
                chosen.join("\n")
            }
            _ => value.to_owned(),
        }
    }

    /// What a kept value means to whoever reads it; nothing where it says that itself.
    pub fn meaning(&self, value: &str, language: impl Into<FormLanguage>) -> Option<String> {
        if value.is_empty() {
            return None;
        }
        let language = language.into();
        match self {
            Self::Select { options } | Self::Multiselect { options } => {
                let read = |line: &str| {
                    let option = options.iter().find(|option| option.value == line)?;
                    Some(option.label.text(language).to_owned()).filter(|label| !label.is_empty())
                };
                let words: Vec<_> = value.lines().map(|line| read(line).unwrap_or_else(|| line.to_owned())).collect();
                Some(words.join(", "))
            }
            Self::Country => country_name(value, language.ours()).map(str::to_owned),
            Self::Currency { currency } => Some(format!("{value} {currency}")),
            _ => None,
        }
    }

    /// Most characters of a value; what is chosen is as long as it is.
    fn longest(&self, max_length: u32) -> u32 {
        match self {
            Self::Select { .. } | Self::Multiselect { .. } | Self::File { .. } => LIST * rules::SHORT_TEXT,
            Self::Date | Self::Currency { .. } | Self::Country | Self::Checkbox => rules::SHORT_TEXT,
            _ => max_length,
        }
    }
}

impl Field {
    /// What is wrong with a value of this field.
    pub fn check_value(&self, value: &str) -> Result<(), Problem> {
        self.kind.check(value, self.required, self.max_length)
    }

    /// A value as it is kept: without blanks around it, and each choice once. Of what nobody sees, what fits.
    pub fn tidy(&self, value: &str) -> String {
        self.kind.tidy(value, self.max_length)
    }

    /// What a kept value means to whoever reads it; nothing where it says that itself.
    pub fn meaning(&self, value: &str, language: impl Into<FormLanguage>) -> Option<String> {
        self.kind.meaning(value, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FormDefinition, Language, Localized, SelectOption};

    fn field(kind: FieldKind) -> Field {
        Field { kind, required: true, max_length: 5, ..FormDefinition::contact().fields.remove(0) }
    }

    fn options() -> Vec<SelectOption> {
        ["a", "b"]
            .map(|value| SelectOption { value: value.into(), label: Localized::new(&value.to_uppercase(), "") })
            .into()
    }

    #[test]
    fn each_kind_takes_what_is_right_and_nothing_else() {
        let multiselect = || FieldKind::Multiselect { options: options() };
        let cases = [
            (
                multiselect(),
                vec!["a", "b\na", "a\r\nb"],
                vec![("c", Problem::Option), ("a\nc", Problem::Option), (" ", Problem::Required)],
            ),
            (FieldKind::Checkbox, vec!["yes", "on"], vec![("", Problem::Required), ("no", Problem::Option)]),
            (FieldKind::Date, vec!["2026-11-24"], vec![("24.11.2026", Problem::Day), ("2026-11", Problem::Day)]),
            (FieldKind::Currency { currency: "EUR".into() }, vec!["1250,50"], vec![("viel", Problem::Amount)]),
            (
                FieldKind::Country,
                vec!["DE", "AQ"],
                vec![("de", Problem::Option), ("XX", Problem::Option), ("DEAT", Problem::Option)],
            ),
        ];
        for (kind, right, wrong) in cases {
            let field = field(kind);
            for value in right {
                assert_eq!(field.check_value(value), Ok(()), "{:?} {value}", field.kind);
            }
            for (value, problem) in wrong {
                assert_eq!(field.check_value(value), Err(problem), "{:?} {value}", field.kind);
            }
        }
    }

    #[test]
    fn files_are_named_by_tokens_one_a_line_and_only_so_many() {
        let (one, other) = ("a1".repeat(32), "b2".repeat(32));
        let files = |many| field(FieldKind::File { kinds: Vec::new(), many });
        let both = format!("{one}\r\n{other}");
        assert_eq!(files(true).check_value(&both), Ok(()));
        assert_eq!(files(false).check_value(&one), Ok(()));
        assert_eq!(files(false).check_value(&both), Err(Problem::TooManyFiles { max: 1 }));
        assert_eq!(files(true).check_value(&[one.as_str(); 6].join("\n")), Err(Problem::TooManyFiles { max: 5 }));
        for wrong in ["C:\\fakepath\\cv.pdf", &one[1..], &"ü".repeat(32)] {
            assert_eq!(files(true).check_value(wrong), Err(Problem::File), "{wrong}");
        }
        assert_eq!(files(true).check_value(""), Err(Problem::Required));
        assert_eq!(files(true).tidy(&format!("{one}\n{one}\n{other}")), format!("{one}\n{other}"));
    }

    #[test]
    fn what_nobody_sees_is_made_right_instead_of_refused() {
        let hidden = field(FieldKind::Hidden { parameter: "utm_source".into(), value: "web".into() });
        assert_eq!(hidden.check_value("far\0 too long"), Ok(()));
        assert_eq!((hidden.tidy("a\0bcdefgh"), hidden.tidy("")), ("abcde".into(), "web".into()));
    }

    #[test]
    fn values_are_kept_alike_and_read_in_words() {
        let several = field(FieldKind::Multiselect { options: options() });
        assert_eq!(several.tidy("b\r\na\n\nb"), "b\na");
        assert_eq!(several.meaning("b\na", Language::De).as_deref(), Some("B, A"));
        assert_eq!(field(FieldKind::Country).meaning("DE", Language::De).as_deref(), Some("Deutschland"));
        let money = field(FieldKind::Currency { currency: "EUR".into() });
        assert_eq!(money.meaning(&money.tidy(" 12,5 "), Language::En).as_deref(), Some("12.5 EUR"));
        assert_eq!(field(FieldKind::Checkbox).tidy("on"), "yes");
    }
}

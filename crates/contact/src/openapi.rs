//! Schemas of the types whose JSON is a text (OpenAPI 3.1).

use std::borrow::Cow;

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};
use utoipa::{PartialSchema, ToSchema};

use crate::{FormLanguage, PartialDate};

impl PartialSchema for PartialDate {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A date of which parts may be unknown: 1985-04-12, --04-12 (no year), 1985-04, 1985."))
            .pattern(Some(r"^(\d{4}(-\d{2}(-\d{2})?)?|--\d{2}-\d{2})$"))
            .examples(["--04-12"])
            .into()
    }
}

impl ToSchema for PartialDate {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("PartialDate")
    }
}

impl PartialSchema for FormLanguage {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A language in which a form is read: the primary subtag of RFC 5646."))
            .pattern(Some("^[a-z]{2,3}$"))
            .examples(["fr"])
            .into()
    }
}

impl ToSchema for FormLanguage {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("FormLanguage")
    }
}

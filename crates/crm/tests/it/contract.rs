//! A vendor's contract: what its schemas say of what we send, and its examples.

use jsonschema::Validator;
use serde_json::{Value, json};

/// A contract of tests/contracts.
pub(crate) struct Contract(pub(crate) Value);

impl Contract {
    pub(crate) fn of(dialect: &str) -> Self {
        let path = format!("{}/../../tests/contracts/{dialect}.openapi.json", env!("CARGO_MANIFEST_DIR"));
        Self(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    /// Fails where a value is not as a schema of the contract says.
    pub(crate) fn holds(&self, schema: &str, value: &Value) {
        let root = json!({ "$ref": format!("#/components/schemas/{schema}"), "components": self.0["components"] });
        let validator: Validator = jsonschema::validator_for(&root).unwrap();
        let wrong: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{schema}: {wrong:?}\n{value:#}");
    }

    /// An example by its name.
    pub(crate) fn example(&self, name: &str) -> &Value {
        &self.0["components"]["examples"][name]["value"]
    }

    /// What a call of the vendor's sends by the contract's example, and what is answered to it.
    pub(crate) fn call(&self, method: &str, path: &str) -> (Value, Value) {
        let sample = |content: &Value| content["application/json"]["examples"]["sample"]["value"].clone();
        let call = &self.0["paths"][path][method];
        let answers = call["responses"].as_object().unwrap().values();
        let answer = answers.map(|answer| sample(&answer["content"])).find(|answer| !answer.is_null()).unwrap();
        (sample(&call["requestBody"]["content"]), answer)
    }

    /// All calls: method, path, and the schema of what is sent in JSON.
    pub(crate) fn calls(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        let paths = self.0["paths"].as_object().unwrap().iter();
        paths.flat_map(|(path, calls)| {
            let calls = calls.as_object().unwrap().iter();
            calls.map(move |(method, call)| {
                (method.as_str(), path.as_str(), &call["requestBody"]["content"]["application/json"]["schema"])
            })
        })
    }

    /// Fails where a body is not as a call of the contract takes it; the address has no query.
    pub(crate) fn takes(&self, method: &str, address: &str, body: &Value) {
        let fits = |path: &str| {
            let (parts, wanted) = (address.split('/'), path.split('/'));
            parts.clone().count() == wanted.clone().count()
                && parts.zip(wanted).all(|(part, wanted)| {
                    part == wanted
                        || wanted == "{infoType}"
                        || wanted.starts_with('{') && part.bytes().all(|b| b.is_ascii_hexdigit())
                })
        };
        let (_, _, schema) = self
            .calls()
            .find(|(known, path, _)| known.eq_ignore_ascii_case(method) && fits(path))
            .unwrap_or_else(|| panic!("no call of the contract: {method} {address}"));
        if schema.is_null() {
            assert!(body.is_null(), "{method} {address} takes no body: {body}");
            return;
        }
        let root = json!({ "allOf": [schema], "components": self.0["components"] });
        let wrong: Vec<String> =
            jsonschema::validator_for(&root).unwrap().iter_errors(body).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{method} {address}: {wrong:?}\n{body:#}");
    }

    /// The names of the parameters of a list.
    pub(crate) fn parameters(&self, path: &str) -> Vec<String> {
        let named = |parameter: &Value| {
            let reference = parameter["$ref"].as_str().and_then(|text| text.rsplit('/').next());
            let parameter = reference.map_or(parameter, |name| &self.0["components"]["parameters"][name]);
            parameter["name"].as_str().unwrap().to_owned()
        };
        self.0["paths"][path]["get"]["parameters"].as_array().unwrap().iter().map(named).collect()
    }
}

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

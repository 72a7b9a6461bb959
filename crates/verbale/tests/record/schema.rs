//! A JSON Schema checker for the keywords that `docs/record.schema.json` uses.
//! It refuses a keyword that it does not know, so that the schema can't grow
//! past it unnoticed.

use serde_json::Value;

/// The schema of the record.
pub(crate) fn schema() -> Value {
    serde_json::from_str(include_str!("../../../../docs/record.schema.json")).expect("the schema is JSON")
}

/// Every fault of `value`, with its path.
pub(crate) fn faults(root: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(root, root, value, "record", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    let schema = schema.as_object().expect("a schema is an object");
    let mut fault = |what: String| faults.push(format!("{path}: {what}"));
    let mut below: Vec<(&Value, &Value, String)> = Vec::new();
    for (key, rule) in schema {
        match key.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").expect("a local reference");
                below.push((&root["$defs"][name], value, path.to_owned()));
            }
            "type" => {
                let names: Vec<&str> = match rule {
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    name => vec![name.as_str().unwrap()],
                };
                if !names.iter().any(|name| is_a(value, name)) {
                    fault(format!("{value} is not {names:?}"));
                }
            }
            "const" => {
                if value != rule {
                    fault(format!("{value} is not {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    fault(format!("{value} is not one of {rule}"));
                }
            }
            "anyOf" => {
                let fits = rule.as_array().unwrap().iter().any(|one| {
                    let mut inner = Vec::new();
                    check(root, one, value, path, &mut inner);
                    inner.is_empty()
                });
                if !fits {
                    fault(format!("{value} fits none of {rule}"));
                }
            }
            "minimum" => {
                if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) {
                    fault(format!("{value} is below {rule}"));
                }
            }
            "maximum" => {
                if value.as_f64().is_some_and(|n| n > rule.as_f64().unwrap()) {
                    fault(format!("{value} is above {rule}"));
                }
            }
            "minItems" | "maxItems" => {
                let n = rule.as_u64().unwrap() as usize;
                let wrong = |len: usize| if key == "minItems" { len < n } else { len > n };
                if value.as_array().is_some_and(|items| wrong(items.len())) {
                    fault(format!("{value} breaks {key} {n}"));
                }
            }
            "uniqueItems" => {
                assert_eq!(rule, true);
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    if value.as_array().is_some_and(|items| items[..n].contains(item)) {
                        fault(format!("{item} stands twice"));
                    }
                }
            }
            "format" => {
                assert_eq!(rule, "date");
                if value.as_str().is_some_and(|day| day.parse::<jiff::civil::Date>().is_err()) {
                    fault(format!("{value} is no date"));
                }
            }
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    below.push((rule, item, format!("{path}[{n}]")));
                }
            }
            "required" => {
                for name in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(name).is_none() {
                        fault(format!("{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, one) in rule.as_object().unwrap() {
                    if let Some(field) = value.get(name) {
                        below.push((one, field, format!("{path}.{name}")));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                for name in value.as_object().into_iter().flat_map(|fields| fields.keys()) {
                    if schema["properties"].get(name).is_none() {
                        fault(format!("{name} is not in the schema"));
                    }
                }
            }
            other => panic!("the schema uses {other}, which this checker does not know"),
        }
    }
    for (rule, field, path) in below {
        check(root, rule, field, &path, faults);
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("no such type: {other}"),
    }
}

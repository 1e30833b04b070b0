//! The JSON schema of each generated type against the fragment.

use std::collections::BTreeSet;

use datadog_statuspage_api::{OPENAPI_JSON, types};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

fn schema_of<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

/// Every schema of the fragment, by the name of its type.
#[rustfmt::skip]
fn generated() -> Vec<(&'static str, Value)> {
    macro_rules! schemas {
        ($($name:literal: $type:ident),* $(,)?) => {
            vec![$(($name, schema_of::<types::$type>())),*]
        };
    }
    schemas! {
        "APIErrorResponse": ApiErrorResponse,
        "StatuspageAccountType": StatuspageAccountType,
        "StatuspageAccountCreateRequest": StatuspageAccountCreateRequest,
        "StatuspageAccountCreateRequestData": StatuspageAccountCreateRequestData,
        "StatuspageAccountCreateRequestAttributes": StatuspageAccountCreateRequestAttributes,
        "StatuspageAccountUpdateRequest": StatuspageAccountUpdateRequest,
        "StatuspageAccountUpdateRequestData": StatuspageAccountUpdateRequestData,
        "StatuspageAccountUpdateRequestAttributes": StatuspageAccountUpdateRequestAttributes,
        "StatuspageAccountResponse": StatuspageAccountResponse,
        "StatuspageAccountResponseData": StatuspageAccountResponseData,
        "StatuspageAccountResponseAttributes": StatuspageAccountResponseAttributes,
        "StatuspageUrlSettingType": StatuspageUrlSettingType,
        "StatuspageUrlSettingId": StatuspageUrlSettingId,
        "StatuspageUrlSettingUrl": StatuspageUrlSettingUrl,
        "StatuspageUrlSettingTags": StatuspageUrlSettingTags,
        "StatuspageUrlSettingCreateRequest": StatuspageUrlSettingCreateRequest,
        "StatuspageUrlSettingCreateRequestData": StatuspageUrlSettingCreateRequestData,
        "StatuspageUrlSettingCreateRequestAttributes": StatuspageUrlSettingCreateRequestAttributes,
        "StatuspageUrlSettingUpdateRequest": StatuspageUrlSettingUpdateRequest,
        "StatuspageUrlSettingUpdateRequestData": StatuspageUrlSettingUpdateRequestData,
        "StatuspageUrlSettingUpdateRequestAttributes": StatuspageUrlSettingUpdateRequestAttributes,
        "StatuspageUrlSettingResponse": StatuspageUrlSettingResponse,
        "StatuspageUrlSettingsResponse": StatuspageUrlSettingsResponse,
        "StatuspageUrlSettingResponseData": StatuspageUrlSettingResponseData,
        "StatuspageUrlSettingResponseAttributes": StatuspageUrlSettingResponseAttributes,
    }
}

fn fragment() -> Value {
    let document: Value = serde_json::from_str(OPENAPI_JSON).unwrap();
    document.pointer("/components/schemas").unwrap().clone()
}

fn texts(value: Option<&Value>) -> BTreeSet<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Returns the type of a property, through the references of either side.
fn kind(schema: &Value, schemas: &Value, definitions: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap();
        let target = schemas.get(name).or_else(|| definitions.get(name));
        return kind(
            target.unwrap_or_else(|| panic!("{reference} leads nowhere")),
            schemas,
            definitions,
        );
    }
    // An optional property of a named type: that type, or nothing.
    if let Some([named, null]) = schema
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        && null.get("type").and_then(Value::as_str) == Some("null")
    {
        return kind(named, schemas, definitions);
    }
    match schema.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        // An optional property: schemars uses `null` for one that may be left out.
        Some(Value::Array(kinds)) => {
            let kinds: Vec<_> = kinds
                .iter()
                .filter_map(Value::as_str)
                .filter(|kind| *kind != "null")
                .collect();
            kinds.join("|")
        }
        _ if !values(schema).is_empty() => "string".to_owned(),
        _ => panic!("no type in {schema}"),
    }
}

/// Returns the values of an enum, also if schemars lists its variants one by one.
fn values(schema: &Value) -> BTreeSet<String> {
    let mut found = texts(schema.get("enum"));
    found.extend(
        schema
            .get("const")
            .and_then(Value::as_str)
            .map(str::to_owned),
    );
    for list in ["anyOf", "oneOf"] {
        let variants = schema.get(list).and_then(Value::as_array);
        found.extend(variants.into_iter().flatten().flat_map(values));
    }
    found
}

#[test]
fn every_schema_of_the_fragment_has_a_type() {
    let names: BTreeSet<_> = generated()
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect();
    let documented: BTreeSet<_> = fragment().as_object().unwrap().keys().cloned().collect();
    let differ: Vec<_> = names.symmetric_difference(&documented).collect();
    assert!(
        differ.is_empty(),
        "only in `generated` of tests/it/schemas.rs, or missing there: {differ:?}"
    );
}

#[test]
fn every_type_has_the_properties_of_its_schema() {
    let fragment = fragment();
    let none = serde_json::json!({});
    for (name, generated) in generated() {
        let documented = &fragment[name];
        let properties = |schema: &Value| -> BTreeSet<String> {
            schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect()
        };
        assert_eq!(
            properties(&generated),
            properties(documented),
            "properties of {name}"
        );
        assert_eq!(
            texts(generated.get("required")),
            texts(documented.get("required")),
            "required of {name}"
        );
        assert_eq!(values(&generated), values(documented), "values of {name}");
        let definitions = generated.get("$defs").unwrap_or(&none);
        for property in properties(documented) {
            let ours = &generated["properties"][&property];
            let theirs = &documented["properties"][&property];
            assert_eq!(
                kind(ours, &none, definitions),
                kind(theirs, &fragment, &none),
                "type of {name}.{property}"
            );
            assert_eq!(
                ours.get("format"),
                theirs.get("format"),
                "format of {name}.{property}"
            );
        }
    }
}

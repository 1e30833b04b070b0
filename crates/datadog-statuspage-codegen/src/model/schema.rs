//! Reads schemas.

use super::shape::{Bounds, Field, Kind, Part, Schema, Shape, Variant};
use super::types::Types;
use crate::names::{Names, of_type, pascal};
use crate::reader::At;

/// Reads the schemas of the components; each of them becomes a type.
pub(super) fn components<'a>(types: &mut Types<'a>, components: &At<'a>) {
    let schemas = components.get("schemas");
    let schemas = schemas.map_or_else(Vec::new, |schemas| schemas.members());
    let mut named = Vec::new();
    // All names first: names in the fragment take precedence over generated ones.
    for (name, at) in schemas {
        if is_component_name(name) {
            named.extend(
                types
                    .claim(&of_type(name), name, &at)
                    .map(|name| (name, at)),
            );
        } else {
            at.problem(format!("{name:?} can't name a schema"));
        }
    }
    for (name, at) in named {
        if let Some((kind, nullable)) = kind(types, &at, &name) {
            if nullable {
                let message = "a schema can be nullable only where it is used";
                at.problem_at("nullable", message);
            }
            types.define(name, &at, kind);
        }
    }
}

/// OpenAPI 3.0.3, section "Components Object".
fn is_component_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.chars().all(plain)
}

/// Returns the type of a body or a parameter; `name` is used if it has none.
///
/// It is read once: if operations share it, each of them has the same type.
pub(super) fn shared<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Schema> {
    types.once(at, |types| read(types, at, &of_type(name)))
}

/// Returns the type of a schema at its place of use.
fn read<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Schema> {
    let (kind, nullable) = kind(types, at, name)?;
    let schema = match kind {
        Kind::Alias(schema) => schema,
        kind => Schema::from(types.hoist(name, at, kind)?),
    };
    Some(schema.or_null(nullable))
}

/// Returns the kind of a schema, and whether it is nullable.
fn kind<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<(Kind, bool)> {
    if at.get("$ref").is_some() {
        let name = of_type(at.reference("schemas")?);
        return Some((Kind::Alias(Shape::Named(name).into()), false));
    }
    let nullable = at.flag("nullable");
    let kind = match at.get("allOf") {
        Some(parts) => {
            known(at, "allOf", "an allOf", &[]);
            all_of(types, &parts, name)
        }
        None => typed(types, at, name),
    }?;
    let schema = match &kind {
        Kind::Alias(schema) => schema.clone(),
        _ => Shape::Named(name.to_owned()).into(),
    };
    let schema = schema.or_null(nullable);
    types.example(at.get("example"), &schema);
    types.example(at.get("default"), &schema);
    Some((kind, nullable))
}

/// Checks that a schema is an object without keys that its type doesn't support.
fn known(at: &At<'_>, first: &'static str, what: &str, more: &[&str]) -> bool {
    let common = [first, "description", "nullable", "default", "example"];
    at.object(what, &[&common, more].concat())
}

/// Reads `allOf`: a single part is the type itself; the fields of several objects are merged.
fn all_of<'a>(types: &mut Types<'a>, parts: &At<'a>, name: &str) -> Option<Kind> {
    let items = parts.items();
    if let [part] = items.as_slice() {
        return read(types, part, name).map(Kind::Alias);
    }
    if items.is_empty() {
        parts.problem("allOf has no part");
        return None;
    }
    let mut merged = Vec::new();
    for part in items {
        if part.get("$ref").is_some() {
            let of = of_type(part.reference("schemas")?);
            merged.push(Part::Of(of, part.place()));
        } else {
            match kind(types, &part, name)? {
                (Kind::Object(fields), false) => merged.push(Part::Fields(fields)),
                _ => {
                    part.problem("allOf can only merge objects");
                    return None;
                }
            }
        }
    }
    Some(Kind::Merged(merged))
}

fn typed<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Kind> {
    let Some(kind) = at.get("type") else {
        known(at, "type", "a schema", &["$ref", "allOf"]);
        if at.value.is_object() {
            at.problem("the schema has no type");
        }
        return None;
    };
    let shape = match kind.as_text()? {
        "object" => return object(types, at, name),
        "string" => return text(at),
        "array" => {
            known(at, "type", "an array", &["items"]);
            let Some(items) = at.get("items") else {
                at.problem("the array has no items");
                return None;
            };
            let items = read(types, &items, &of_type(&format!("{name}Item")))?;
            Shape::List(Box::new(items))
        }
        "boolean" => {
            known(at, "type", "a boolean", &[]);
            Shape::Boolean
        }
        "integer" => {
            known(at, "type", "an integer", &["format"]);
            Shape::Integer(format(at, &["int32", "int64"])?)
        }
        "number" => {
            known(at, "type", "a number", &["format"]);
            Shape::Number(format(at, &["float", "double"])?)
        }
        other => {
            kind.problem(format!("{other:?} is not a type of OpenAPI 3.0"));
            return None;
        }
    };
    Some(Kind::Alias(shape.into()))
}

/// Returns the format, which must be a known one or absent.
fn format(at: &At<'_>, known: &[&'static str]) -> Option<Option<&'static str>> {
    let Some(format) = at.get("format") else {
        return Some(None);
    };
    let text = format.as_text()?;
    let found = known.iter().find(|known| **known == text);
    if found.is_none() {
        let known = known.join(" or ");
        format.problem(format!("the format {text:?} is not {known}"));
    }
    found.map(|format| Some(*format))
}

fn text(at: &At<'_>) -> Option<Kind> {
    // A string is a string in any format, even an unknown one.
    let more = ["format", "pattern", "enum", "minLength", "maxLength"];
    known(at, "type", "a string", &more);
    at.text("pattern");
    let format = at.text("format");
    let bounds = Bounds {
        least: length(at, "minLength").filter(|least| *least > 0),
        most: length(at, "maxLength"),
    };
    if bounds
        .least
        .zip(bounds.most)
        .is_some_and(|(least, most)| least > most)
    {
        at.problem_at("minLength", "minLength is more than maxLength");
    }
    if let Some(values) = at.get("enum") {
        if format == Some("password") || !bounds.is_none() {
            values.problem("an enum can't have a length or the format password");
        }
        return variants(at, &values);
    }
    Some(match format {
        Some("password") => Kind::Alias(Shape::Secret(bounds).into()),
        _ if bounds.is_none() => Kind::Alias(Shape::Text.into()),
        _ => Kind::Bounded(bounds),
    })
}

fn length(at: &At<'_>, key: &str) -> Option<usize> {
    let member = at.get(key)?;
    let length = member.value.as_u64().and_then(|n| usize::try_from(n).ok());
    if length.is_none() {
        member.problem(format!("{key} must be a number of characters"));
    }
    length
}

fn variants(at: &At<'_>, values: &At<'_>) -> Option<Kind> {
    let mut names = Names::default();
    let mut variants = Vec::new();
    for value in values.items() {
        let text = value.as_text()?;
        let name = pascal(text);
        if name == "Unknown" {
            value.problem("Unknown is reserved for values that the fragment doesn't know");
        }
        names.claim(&name, "the value", text, &value);
        variants.push(Variant {
            text: text.to_owned(),
            name,
        });
    }
    if variants.is_empty() {
        values.problem("the enum has no value");
    }
    // Whether it is one of them is checked like an example.
    let default = at.get("default").and_then(|value| value.value.as_str());
    let default = variants
        .iter()
        .position(|one| Some(one.text.as_str()) == default);
    Some(Kind::Enum { variants, default })
}

fn object<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Kind> {
    let more = ["properties", "required", "additionalProperties"];
    known(at, "type", "an object", &more);
    let additional = at.get("additionalProperties");
    let additional = additional.filter(|additional| !additional.value.is_boolean());
    match (at.get("properties"), additional) {
        (Some(properties), None) => fields(types, at, &properties, name).map(Kind::Object),
        (None, Some(values)) => {
            at.list("required").first().inspect(|name| {
                name.problem("required names a property that isn't there");
            });
            let values = read(types, &values, &of_type(&format!("{name}Value")))?;
            Some(Kind::Alias(Shape::Map(Box::new(values)).into()))
        }
        (Some(_), Some(values)) => {
            values.problem("an object must have either properties or a schema for all of them");
            None
        }
        (None, None) => {
            at.problem("the object has no properties");
            None
        }
    }
}

fn fields<'a>(
    types: &mut Types<'a>,
    at: &At<'a>,
    properties: &At<'a>,
    name: &str,
) -> Option<Vec<Field>> {
    let mut required = at.list("required");
    let members = properties.members();
    let count = members.len();
    let mut fields = Vec::new();
    for (property, at) in members {
        let named = required.len();
        required.retain(|name| name.value.as_str() != Some(property));
        let schema = read(types, &at, &of_type(&format!("{name}_{property}")));
        fields.extend(schema.map(|schema| Field {
            name: property.to_owned(),
            description: at.owned("description"),
            required: required.len() < named,
            schema,
            place: at.place(),
        }));
    }
    for name in required {
        name.problem(format!(
            "required names a property that isn't there: {}",
            name.value
        ));
    }
    // Without one of them, problems of the others would be noise.
    (fields.len() == count).then_some(fields)
}

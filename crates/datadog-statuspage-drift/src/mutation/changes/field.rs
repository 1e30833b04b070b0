//! Changes of fields and of examples.

use serde_json::{Value, json};

use super::{ALL, Changes, DEFAULTS, PAGES, UPSTREAM, another_field};
use crate::facts::{Content, Field, Operation};
use crate::mutation::writer::{self, Style, beside};
use crate::problem::Kind;

impl Changes<'_> {
    pub(super) fn content(
        &mut self,
        part: &str,
        content: &Content,
        pick: impl Fn(&mut Operation) -> &mut Content,
    ) {
        self.whole(part, content, &pick);
        for (path, field) in &content.fields {
            let place = format!("{part}/{path}");
            self.presence(part, path, &pick);
            self.types(&place, path, field, &pick);
            let flipped = field.required.map(|required| !required);
            self.of_operation(
                ALL,
                Kind::FieldRequired,
                &place,
                format!("{place} flipped"),
                |operation| {
                    pick(operation).fields.get_mut(path).unwrap().required = flipped;
                },
            );
            self.values(&place, path, field, &pick);
            self.limits(&place, path, field, &pick);
            self.examples(&place, path, content, &pick);
        }
    }

    /// Fields that are gone, renamed, or new.
    fn presence(&mut self, part: &str, path: &str, pick: &impl Fn(&mut Operation) -> &mut Content) {
        let place = format!("{part}/{path}");
        // All fields of the same container, `path` among them.
        self.of_operation(
            ALL,
            Kind::FieldGone,
            &place,
            format!("{place} removed"),
            |operation| {
                remove(pick(operation), path);
            },
        );
        let new = beside(path, "another");
        for (kind, told) in [(Kind::FieldMissing, &*new), (Kind::FieldGone, path)] {
            self.of_operation(
                ALL,
                kind,
                &format!("{part}/{told}"),
                format!("{place} renamed"),
                |operation| {
                    rename(pick(operation), path, &new);
                },
            );
        }
        for required in [false, true] {
            self.of_operation(
                ALL,
                Kind::FieldMissing,
                &format!("{part}/{new}"),
                format!("a field beside {place}"),
                |operation| {
                    let field = Field {
                        required: Some(required),
                        ..another_field()
                    };
                    pick(operation).fields.insert(new.clone(), field);
                },
            );
        }
    }

    fn types(
        &mut self,
        place: &str,
        path: &str,
        field: &Field,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        for kind in ["int64", "boolean", "string", "[string]", "uuid"] {
            if kind == field.kind {
                continue;
            }
            self.of_operation(
                ALL,
                Kind::FieldType,
                place,
                format!("{place} is {kind}"),
                |operation| {
                    let content = pick(operation);
                    let mut field = content.fields[path].clone();
                    remove(content, path);
                    field.kind = kind.to_owned();
                    field.values.clear();
                    field.default = Some(None);
                    content.fields.insert(path.to_owned(), field);
                },
            );
        }
    }

    fn values(
        &mut self,
        place: &str,
        path: &str,
        field: &Field,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        if field.kind == "enum" {
            self.of_operation(
                ALL,
                Kind::ValueMissing,
                place,
                format!("one more value of {place}"),
                |operation| {
                    pick(operation)
                        .fields
                        .get_mut(path)
                        .unwrap()
                        .values
                        .insert("another-value".to_owned());
                },
            );
            for value in &field.values {
                for kind in [Kind::ValueMissing, Kind::ValueGone] {
                    self.of_operation(
                        ALL,
                        kind,
                        place,
                        format!("another value of {place}"),
                        |operation| {
                            let field = pick(operation).fields.get_mut(path).unwrap();
                            field.values = [format!("{value}-too")].into();
                        },
                    );
                }
                // An enum without values is written nowhere but in a page.
                self.of_operation(
                    PAGES,
                    Kind::ValueGone,
                    place,
                    format!("no value of {place}"),
                    |operation| {
                        pick(operation).fields.get_mut(path).unwrap().values.clear();
                    },
                );
            }
        }
        if field.is_container() {
            return;
        }
        let others = [Some("another-default".to_owned()), None];
        for other in others
            .into_iter()
            .filter(|other| Some(other) != field.default.as_ref())
        {
            // A page need not tell it.
            self.of_operation(
                if other.is_some() { DEFAULTS } else { UPSTREAM },
                Kind::Default,
                place,
                format!("default of {place}: {other:?}"),
                |operation| {
                    pick(operation).fields.get_mut(path).unwrap().default = Some(other.clone());
                },
            );
        }
    }

    /// Examples that aren't what the schema says.
    fn examples(
        &mut self,
        place: &str,
        path: &str,
        content: &Content,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        let field = &content.fields[path];
        let whole = Content {
            example: None,
            ..content.clone()
        };
        let right = writer::example(&whole, &mut Style::new(0)).unwrap();
        let pointer = format!("/{}", path.replace("[]", "/0").replace('.', "/"));
        let wrong = match field.kind.as_str() {
            "enum" => json!("no-such-value"),
            _ => json!(17),
        };
        let mut spoilt = vec![set(&right, &pointer, Some(wrong))];
        if field.required == Some(true) {
            spoilt.push(set(&right, &pointer, None));
        }
        for example in spoilt {
            self.of_operation(
                ALL,
                Kind::Example,
                place,
                format!("example of {place}: {example}"),
                |operation| {
                    pick(operation).example = Some(example.clone());
                },
            );
        }
    }
}

/// A value with another in the place of a part of it, or without that part.
fn set(value: &Value, pointer: &str, new: Option<Value>) -> Value {
    let mut value = value.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match new {
        Some(new) => parent.insert(name.to_owned(), new),
        None => parent.remove(name),
    };
    value
}

fn is_in(path: &str, container: &str) -> bool {
    path.strip_prefix(container)
        .is_some_and(|rest| rest.starts_with(['.', '[']))
}

fn remove(content: &mut Content, path: &str) {
    content
        .fields
        .retain(|other, _| other != path && !is_in(other, path));
}

fn rename(content: &mut Content, path: &str, new: &str) {
    let fields = std::mem::take(&mut content.fields);
    content.fields = fields
        .into_iter()
        .map(|(other, field)| match other.strip_prefix(path) {
            Some(rest) if other == path || is_in(&other, path) => (format!("{new}{rest}"), field),
            _ => (other, field),
        })
        .collect();
}

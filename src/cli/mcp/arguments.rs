//! The arguments of tools: one table each, of which the schema is made and by which what a
//! client sends is read. A mistake says what would be right.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// An argument of a tool.
pub(super) struct Argument {
    pub name: &'static str,
    pub kind: Kind,
    /// What it means, for a model.
    pub about: &'static str,
    pub is_needed: bool,
}

/// What an argument may be.
pub(super) enum Kind {
    Text,
    /// A list of so many texts at most.
    Texts(usize),
    /// A whole number; what it is where none is given.
    Count {
        least: u64,
        most: u64,
        default: u64,
    },
    /// True or false; false where it is not given.
    Switch,
    /// One of these names.
    Choice(fn() -> Vec<&'static str>),
    /// Several of these names.
    Choices(fn() -> Vec<&'static str>),
}

/// The groups of arguments that a tool takes.
pub(super) type Groups = &'static [&'static [Argument]];

impl Argument {
    pub(super) const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Argument {
            name,
            kind,
            about,
            is_needed: false,
        }
    }

    #[must_use]
    pub(super) const fn needed(self) -> Self {
        Argument {
            is_needed: true,
            ..self
        }
    }

    fn schema(&self) -> Value {
        let mut schema = match &self.kind {
            Kind::Text => json!({"type": "string"}),
            Kind::Texts(most) => json!({
                "type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": most,
            }),
            Kind::Count {
                least,
                most,
                default,
            } => json!({
                "type": "integer", "minimum": least, "maximum": most, "default": default,
            }),
            Kind::Switch => json!({"type": "boolean", "default": false}),
            Kind::Choice(names) => json!({"type": "string", "enum": names()}),
            Kind::Choices(names) => json!({
                "type": "array", "items": {"type": "string", "enum": names()}, "minItems": 1,
            }),
        };
        schema["description"] = Value::from(self.about);
        schema
    }

    /// What it must be, where something else was sent.
    fn wanted(&self) -> String {
        match &self.kind {
            Kind::Text => "a text".to_owned(),
            Kind::Texts(most) => format!("a list of 1 to {most} texts"),
            Kind::Count { least, most, .. } => format!("a whole number from {least} to {most}"),
            Kind::Switch => "true or false".to_owned(),
            Kind::Choice(names) => format!("one of {}", names().join(", ")),
            Kind::Choices(names) => format!("a list of {}", names().join(", ")),
        }
    }

    /// The value where it may be that; a single text stands for a list of it.
    fn read(&self, value: &Value) -> Option<Value> {
        let list = |value: &Value| match value {
            Value::String(_) => vec![value.clone()],
            Value::Array(items) => items.clone(),
            _ => Vec::new(),
        };
        let is_one_of = |value: &Value, names: fn() -> Vec<&'static str>| {
            value.as_str().is_some_and(|name| names().contains(&name))
        };
        match &self.kind {
            Kind::Text => value.is_string().then(|| value.clone()),
            Kind::Texts(most) => {
                let items = list(value);
                let are_texts = items.iter().all(Value::is_string);
                let fits = are_texts && (1..=*most).contains(&items.len());
                fits.then_some(Value::Array(items))
            }
            Kind::Count { least, most, .. } => {
                // Some write 10.0.
                let is_whole = |number: &f64| number.fract() == 0.0 && *number >= 0.0;
                let whole = value.as_f64().filter(is_whole);
                let number = value.as_u64().or(whole.map(|number| number as u64))?;
                (*least..=*most)
                    .contains(&number)
                    .then(|| Value::from(number))
            }
            Kind::Switch => value.is_boolean().then(|| value.clone()),
            Kind::Choice(names) => is_one_of(value, *names).then(|| value.clone()),
            Kind::Choices(names) => {
                let items = list(value);
                let fits = !items.is_empty() && items.iter().all(|item| is_one_of(item, *names));
                fits.then_some(Value::Array(items))
            }
        }
    }
}

/// The schema of the arguments of `groups`.
pub(super) fn input_schema(groups: Groups) -> Map<String, Value> {
    let all = groups.iter().copied().flatten();
    let properties: Map<String, Value> = all
        .clone()
        .map(|argument| (argument.name.to_owned(), argument.schema()))
        .collect();
    let needed: Vec<&str> = all
        .filter(|argument| argument.is_needed)
        .map(|argument| argument.name)
        .collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), Value::from("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !needed.is_empty() {
        schema.insert("required".to_owned(), Value::from(needed));
    }
    schema.insert("additionalProperties".to_owned(), Value::from(false));
    schema
}

/// The longest value that is told back where it is wrong, in characters.
const MOST_TOLD_CHARS: usize = 80;

/// Names nearer to each other than this are taken for one mistyped, as clap does.
const NEAR: f64 = 0.7;

/// The name among `known` that `name` was probably meant for.
pub(super) fn meant<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let near = known.into_iter().map(|one| (strsim::jaro(name, one), one));
    let best = near.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 > NEAR).then_some(best.1)
}

/// Text that a client sent, as it is told back: short, and on one line.
pub(super) fn told_back(text: &str) -> String {
    let text = crate::output::harmless_text(&text.replace('\n', " "));
    match text.char_indices().nth(MOST_TOLD_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What was given for a tool's arguments.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Given {
    values: BTreeMap<&'static str, Value>,
}

impl Given {
    /// Reads what a client sent for the tool `name`. Null is as good as nothing.
    ///
    /// # Errors
    ///
    /// All mistakes, a line each.
    pub(super) fn read(
        tool: &str,
        groups: Groups,
        sent: &Map<String, Value>,
    ) -> Result<Self, String> {
        let all: Vec<&'static Argument> = groups.iter().copied().flatten().collect();
        let mut values = BTreeMap::new();
        let mut mistakes = Vec::new();
        for (name, value) in sent.iter().filter(|(_, value)| !value.is_null()) {
            let Some(argument) = all.iter().find(|argument| argument.name == name) else {
                let names = all.iter().map(|argument| argument.name);
                let meant = meant(name, names.clone())
                    .map_or_else(String::new, |meant| format!(" did you mean `{meant}`?"));
                mistakes.push(format!(
                    "`{tool}` has no argument `{}`:{meant} it takes {}",
                    told_back(name),
                    names.collect::<Vec<_>>().join(", ")
                ));
                continue;
            };
            match argument.read(value) {
                Some(value) => {
                    values.insert(argument.name, value);
                }
                None => mistakes.push(format!(
                    "`{name}` must be {}, and is {}",
                    argument.wanted(),
                    told_back(&value.to_string())
                )),
            }
        }
        for argument in &all {
            if argument.is_needed && sent.get(argument.name).is_none_or(Value::is_null) {
                mistakes.push(format!(
                    "`{tool}` needs `{}`, {}: {}",
                    argument.name,
                    argument.wanted(),
                    argument.about
                ));
            } else if let Kind::Count { default, .. } = argument.kind {
                values
                    .entry(argument.name)
                    .or_insert_with(|| Value::from(default));
            }
        }
        match mistakes.is_empty() {
            true => Ok(Given { values }),
            false => Err(mistakes.join("\n")),
        }
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let list = self.values.get(name).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    pub(super) fn count(&self, name: &str) -> usize {
        let count = self.values.get(name).and_then(Value::as_u64);
        count.map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    pub(super) fn switch(&self, name: &str) -> bool {
        self.values.get(name).and_then(Value::as_bool) == Some(true)
    }
}

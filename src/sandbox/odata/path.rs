//! Property names, without regard to case, and the way along them into a row.

use std::fmt;
use std::sync::OnceLock;

use serde_json::{Map, Value};

/// One property name. The first object that spells it otherwise teaches it the spelling, so that a list of a hundred
/// thousand rows is not searched key by key for each of them.
#[derive(Debug, Clone)]
pub(super) struct Name {
    written: String,
    spelled: OnceLock<String>,
}

impl Name {
    pub(super) fn new(written: &str) -> Self {
        Self { written: written.to_owned(), spelled: OnceLock::new() }
    }

    pub(super) fn of<'v>(&self, object: &'v Map<String, Value>) -> Option<&'v Value> {
        object.get(self.spelling()).or_else(|| {
            let (key, value) = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(&self.written))?;
            self.spelled.get_or_init(|| key.clone());
            Some(value)
        })
    }

    pub(super) fn of_mut<'v>(&self, object: &'v mut Map<String, Value>) -> Option<&'v mut Value> {
        self.of(object)?;
        object.iter_mut().find(|(key, _)| key.eq_ignore_ascii_case(&self.written)).map(|(_, value)| value)
    }

    fn spelling(&self) -> &str {
        self.spelled.get().unwrap_or(&self.written)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.written.eq_ignore_ascii_case(&other.written)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// Where a path starts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Root {
    /// The row of the list.
    Row,
    /// The variable of a lambda; the outermost lambda of an expression is level 1.
    Variable { level: usize, name: String },
}

impl Root {
    pub(super) const fn level(&self) -> usize {
        match self {
            Self::Row => 0,
            Self::Variable { level, .. } => *level,
        }
    }
}

/// `car/id`, `p/geozone/city`, or a lambda's variable alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    pub(super) root: Root,
    pub(super) names: Vec<Name>,
}

/// What stands at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reached<'v> {
    Value(&'v Value),
    /// The value, or an object on the way to it, is null: so many names of the path led there.
    Null {
        names: usize,
    },
    /// An object on the way, to which so many names led, lacks the next one.
    Missing {
        names: usize,
    },
    /// Something on the way is neither an object nor null.
    Blocked,
}

impl Path {
    pub(super) fn reach<'v>(&self, start: &'v Value) -> Reached<'v> {
        let mut here = start;
        for (names, name) in self.names.iter().enumerate() {
            here = match here {
                Value::Object(object) => match name.of(object) {
                    Some(value) => value,
                    None => return Reached::Missing { names },
                },
                Value::Null => return Reached::Null { names },
                Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => return Reached::Blocked,
            };
        }
        if here.is_null() { Reached::Null { names: self.names.len() } } else { Reached::Value(here) }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if let Root::Variable { name, .. } = &self.root {
            f.write_str(name)?;
            between = "/";
        }
        for name in &self.names {
            write!(f, "{between}{name}")?;
            between = "/";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn path(names: &[&str]) -> Path {
        Path { root: Root::Row, names: names.iter().map(|name| Name::new(name)).collect() }
    }

    #[test]
    fn case_is_no_matter_and_each_row_may_spell_its_own_way() {
        let name = path(&["UPDATEDAT"]);
        for row in [json!({"updatedAt": 1}), json!({"UpdatedAt": 1}), json!({"UPDATEDAT": 1}), json!({"updatedAt": 1})]
        {
            assert_eq!(name.reach(&row), Reached::Value(&json!(1)), "{row}");
        }
    }

    #[test]
    fn the_end_of_a_path_is_told_apart() {
        let row = json!({"car": {"id": 5, "number": null}, "trailer": null, "price": 1});
        assert_eq!(path(&["car", "Id"]).reach(&row), Reached::Value(&json!(5)));
        assert_eq!(path(&["car", "number"]).reach(&row), Reached::Null { names: 2 });
        assert_eq!(path(&["trailer", "id"]).reach(&row), Reached::Null { names: 1 });
        assert_eq!(path(&["car", "colour"]).reach(&row), Reached::Missing { names: 1 });
        assert_eq!(path(&["price", "id"]).reach(&row), Reached::Blocked);
    }
}

//! A document on its way out. It is written once and thrown away, so names are not copied and members are not sorted:
//! a page of fifty bids has twelve thousand of them.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

/// A drawn value. Members of an object go out in the order in which they were drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Drawn {
    Null,
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<Drawn>),
    Object(Vec<(&'static str, Drawn)>),
    /// Whatever was a document already.
    Plain(Value),
}

impl Drawn {
    /// A list without items.
    pub(crate) const EMPTY: Self = Self::List(Vec::new());

    /// Changes it as a document.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Value)) {
        let mut document = Value::from(std::mem::replace(self, Self::Null));
        change(&mut document);
        *self = Self::Plain(document);
    }
}

impl Serialize for Drawn {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => out.serialize_unit(),
            Self::Bool(it) => out.serialize_bool(*it),
            Self::Integer(it) => out.serialize_i64(*it),
            Self::Text(it) => out.serialize_str(it),
            Self::List(items) => out.collect_seq(items),
            Self::Object(members) => {
                let mut map = out.serialize_map(Some(members.len()))?;
                for (name, member) in members {
                    map.serialize_entry(name, member)?;
                }
                map.end()
            }
            Self::Plain(it) => it.serialize(out),
        }
    }
}

impl From<Drawn> for Value {
    fn from(drawn: Drawn) -> Self {
        match drawn {
            Drawn::Null => Self::Null,
            Drawn::Bool(it) => it.into(),
            Drawn::Integer(it) => it.into(),
            Drawn::Text(it) => it.into(),
            Drawn::List(items) => items.into_iter().map(Self::from).collect(),
            Drawn::Object(members) => {
                Self::Object(members.into_iter().map(|(name, member)| (name.to_owned(), member.into())).collect())
            }
            Drawn::Plain(it) => it,
        }
    }
}

impl From<Value> for Drawn {
    fn from(value: Value) -> Self {
        Self::Plain(value)
    }
}

impl FromIterator<Self> for Drawn {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::List(items.into_iter().collect())
    }
}

/// What can be drawn.
pub(crate) trait Draw {
    /// Draws it.
    fn drawn(self) -> Drawn;
}

macro_rules! draws {
    ($($type:ty, $it:ident => $drawn:expr;)+) => {$(
        impl Draw for $type {
            fn drawn(self) -> Drawn {
                let $it = self;
                $drawn
            }
        }
    )+};
}

draws! {
    Drawn, it => it;
    Value, it => Drawn::Plain(it);
    &Value, it => Drawn::Plain(it.clone());
    bool, it => Drawn::Bool(it);
    i64, it => Drawn::Integer(it);
    i32, it => Drawn::Integer(it.into());
    u32, it => Drawn::Integer(it.into());
    f64, it => Drawn::Plain(it.into());
    &i64, it => Drawn::Integer(*it);
    &f64, it => Drawn::Plain((*it).into());
    String, it => Drawn::Text(it);
    &String, it => Drawn::Text(it.clone());
    &str, it => Drawn::Text(it.to_owned());
    &&str, it => Drawn::Text((*it).to_owned());
}

impl<T: Draw> Draw for Option<T> {
    fn drawn(self) -> Drawn {
        self.map_or(Drawn::Null, Draw::drawn)
    }
}

impl<'a, T> Draw for &'a Option<T>
where
    &'a T: Draw,
{
    fn drawn(self) -> Drawn {
        self.as_ref().drawn()
    }
}

impl<T: Draw> Draw for Vec<T> {
    fn drawn(self) -> Drawn {
        self.into_iter().map(Draw::drawn).collect()
    }
}

impl<'a, T> Draw for &'a Vec<T>
where
    &'a T: Draw,
{
    fn drawn(self) -> Drawn {
        self.iter().map(Draw::drawn).collect()
    }
}

/// Draws an object by its members, a list by its items, or a value.
macro_rules! drawn {
    ({ $($name:literal : $value:expr),* $(,)? }) => {
        $crate::sandbox::views::drawn::Drawn::Object(vec![
            $(($name, $crate::sandbox::views::drawn::Draw::drawn($value))),*
        ])
    };
    ([ $($value:expr),* $(,)? ]) => {
        $crate::sandbox::views::drawn::Drawn::List(vec![$($crate::sandbox::views::drawn::Draw::drawn($value)),*])
    };
    ($value:expr) => {
        $crate::sandbox::views::drawn::Draw::drawn($value)
    };
}
pub(crate) use drawn;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_drawn_is_what_is_written() -> Result<(), serde_json::Error> {
        let drawn = drawn!({
            "id": 7, "name": "Кама", "price": Some(1.5), "none": None::<i64>, "yes": true,
            "list": vec![1_i64, 2], "inner": drawn!({ "kept": json!({"b": 1, "a": [null]}) }), "empty": Drawn::EMPTY,
        });
        let written: Value = serde_json::from_str(&serde_json::to_string(&drawn)?)?;
        assert_eq!(written, Value::from(drawn.clone()));
        let expected = json!({
            "id": 7, "name": "Кама", "price": 1.5, "none": null, "yes": true,
            "list": [1, 2], "inner": {"kept": {"b": 1, "a": [null]}}, "empty": [],
        });
        assert_eq!(written, expected);
        Ok(())
    }
}

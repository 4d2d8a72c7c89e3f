//! Reading a body as the platform does: property names without regard to letter case, unknown properties left alone,
//! numbers also as strings, null the same as absent, and a sentence for everything of a wrong type.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::super::model::names::{self, Named};
use super::super::sentences;
use super::answer::{Refusal, refuse};

/// An object of a body, and the path to it for sentences.
#[derive(Debug, Clone)]
pub(crate) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

type Read<T> = Result<Option<T>, Refusal>;

impl<'a> Fields<'a> {
    pub(crate) fn root(map: &'a Map<String, Value>) -> Self {
        Self { map, path: String::new() }
    }

    /// The path of a field, as sentences name it: `bidPoints[0].geozone`.
    pub(crate) fn name(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { format!("{}.{field}", self.path) }
    }

    /// The value of a field; null is the same as none.
    pub(crate) fn value(&self, field: &str) -> Option<&'a Value> {
        let exact = self.map.get(field);
        let found =
            exact.or_else(|| self.map.iter().find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, v)| v));
        found.filter(|value| !value.is_null())
    }

    fn read<T>(&self, field: &str, parse: impl Fn(&'a Value) -> Option<T>, sentence: fn(&str) -> String) -> Read<T> {
        match self.value(field) {
            None => Ok(None),
            Some(value) => match parse(value) {
                Some(read) => Ok(Some(read)),
                None => refuse(sentence(&self.name(field))),
            },
        }
    }

    /// A whole number, also written as a string.
    pub(crate) fn integer(&self, field: &str) -> Read<i64> {
        self.read(field, |value| number_text(value)?.parse().ok(), sentences::not_an_integer)
    }

    /// A whole number of 32 bits.
    pub(crate) fn small_integer(&self, field: &str) -> Read<i32> {
        self.read(field, |value| number_text(value)?.parse().ok(), sentences::not_an_integer)
    }

    /// A reference to another record: zero is the same as none, as the vendor's own page sends it.
    pub(crate) fn reference(&self, field: &str) -> Read<i64> {
        Ok(self.integer(field)?.filter(|id| *id != 0))
    }

    /// An amount, exact.
    pub(crate) fn decimal(&self, field: &str) -> Read<Decimal> {
        let parse = |value| {
            let text = number_text(value)?;
            text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
        };
        self.read(field, parse, sentences::not_a_number)
    }

    /// A measure.
    pub(crate) fn float(&self, field: &str) -> Read<f64> {
        let parse = |value| number_text(value)?.parse::<f64>().ok().filter(|number| number.is_finite());
        self.read(field, parse, sentences::not_a_number)
    }

    /// A text.
    pub(crate) fn text(&self, field: &str) -> Read<String> {
        self.read(field, |value| value.as_str().map(str::to_owned), sentences::not_a_text)
    }

    /// A text with something in it, without the spaces around it.
    pub(crate) fn words(&self, field: &str) -> Read<String> {
        let text = self.text(field)?.map(|text| text.trim().to_owned());
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// A yes or no; the document calls everything but `true` and `false` wrong.
    pub(crate) fn flag(&self, field: &str) -> Read<bool> {
        self.read(field, Value::as_bool, sentences::not_a_flag)
    }

    /// One of the vendor's names, letter case aside.
    pub(crate) fn name_of<T: Named>(&self, field: &str) -> Read<T> {
        self.read(field, |value| names::parse(value.as_str()?), sentences::not_a_known_name)
    }

    /// A local time of an address: any of the vendor's spellings, a zone at its end is not looked at.
    pub(crate) fn local_time(&self, field: &str) -> Read<NaiveDateTime> {
        self.read(field, |value| parse_local(value.as_str()?), sentences::not_a_date)
    }

    /// A moment; without a zone it is UTC.
    pub(crate) fn moment(&self, field: &str) -> Read<DateTime<Utc>> {
        self.read(field, |value| parse_moment(value.as_str()?), sentences::not_a_date)
    }

    /// An object.
    pub(crate) fn object(&self, field: &str) -> Read<Fields<'a>> {
        let path = self.name(field);
        self.read(field, |value| Some(Fields { map: value.as_object()?, path: path.clone() }), sentences::not_an_object)
    }

    /// A list of objects.
    pub(crate) fn objects(&self, field: &str) -> Read<Vec<Fields<'a>>> {
        let path = self.name(field);
        let parse = |value: &'a Value| {
            let items = value.as_array()?.iter().enumerate();
            items
                .map(|(place, item)| Some(Fields { map: item.as_object()?, path: format!("{path}[{place}]") }))
                .collect()
        };
        self.read(field, parse, sentences::not_a_list)
    }

    /// A list of numbers.
    pub(crate) fn floats(&self, field: &str) -> Read<Vec<f64>> {
        let parse = |value: &Value| value.as_array()?.iter().map(|item| number_text(item)?.parse().ok()).collect();
        self.read(field, parse, sentences::not_a_list)
    }

    /// A list, whatever is in it.
    pub(crate) fn list(&self, field: &str) -> Read<Value> {
        self.read(field, |value| value.is_array().then(|| value.clone()), sentences::not_a_list)
    }

    /// An object, whatever is in it.
    pub(crate) fn document(&self, field: &str) -> Read<Value> {
        self.read(field, |value| value.is_object().then(|| value.clone()), sentences::not_an_object)
    }
}

fn number_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `2026-12-01T10:00`, with seconds and fractions or without, with a space for the `T`; `Z` or an offset is cut off.
pub(crate) fn parse_local(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().replacen(' ', "T", 1);
    let (date, time) = text.split_once('T').unwrap_or((&text, "00:00"));
    let time = time.split(['Z', 'z', '+', '-']).next()?;
    let joined = format!("{date}T{time}");
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|shape| NaiveDateTime::parse_from_str(&joined, shape).ok())
}

/// A moment with an offset, else a local time taken as UTC.
pub(crate) fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)).map(|moment| moment.to_utc()).ok();
    let date_only = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(|date| date.and_hms_opt(0, 0, 0));
    with_offset.or_else(|| parse_local(text).or_else(date_only).map(|local| local.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn names_are_matched_without_regard_to_case_and_numbers_come_as_strings_too() {
        let body = body(r#"{"ID": "12345", "Price": "234000.50", "inner": {"Name": "ТНП"}, "gone": null}"#);
        let fields = Fields::root(&body);
        assert_eq!(fields.integer("id"), Ok(Some(12345)));
        assert_eq!(fields.decimal("price").map(|p| p.map(|p| p.to_string())), Ok(Some("234000.50".to_owned())));
        assert_eq!(fields.integer("gone"), Ok(None));
        assert_eq!(fields.integer("absent"), Ok(None));
        let inner = fields.object("INNER").unwrap().unwrap();
        assert_eq!(inner.words("name"), Ok(Some("ТНП".to_owned())));
        assert_eq!(inner.name("name"), "INNER.name");
    }

    #[test]
    fn a_wrong_type_is_a_sentence_that_names_the_field() {
        let body = body(r#"{"points": [{"id": 1.5, "on": "yes", "n": 5}, 7], "ok": [{"id": true}]}"#);
        let fields = Fields::root(&body);
        assert!(fields.objects("points").is_err(), "a number among objects");
        let ok = fields.objects("ok").unwrap().unwrap();
        let Err(Refusal::Sentence(sentence)) = ok[0].integer("id") else { panic!("must refuse") };
        assert!(sentence.contains("ok[0].id"), "{sentence}");
    }

    #[test]
    fn local_times_are_read_in_every_spelling_and_never_converted() {
        let expected = NaiveDate::from_ymd_opt(2026, 12, 1).and_then(|d| d.and_hms_opt(10, 0, 0));
        for text in [
            "2026-12-01T10:00",
            "2026-12-01 10:00",
            "2026-12-01T10:00:00",
            "2026-12-01T10:00:00Z",
            "2026-12-01T10:00:00.000+05:00",
            " 2026-12-01T10:00:00-03:00 ",
        ] {
            assert_eq!(parse_local(text), expected, "{text}");
        }
        assert_eq!(parse_local("01.12.2026 10:00"), None);
    }

    #[test]
    fn moments_are_converted() {
        let utc = |text| parse_moment(text).map(|moment| moment.to_rfc3339());
        assert_eq!(utc("2026-12-01T10:00:00+05:00").as_deref(), Some("2026-12-01T05:00:00+00:00"));
        assert_eq!(utc("2026-12-01T10:00").as_deref(), Some("2026-12-01T10:00:00+00:00"));
        assert_eq!(utc("2026-12-01").as_deref(), Some("2026-12-01T00:00:00+00:00"));
        assert_eq!(utc("tomorrow"), None);
    }
}

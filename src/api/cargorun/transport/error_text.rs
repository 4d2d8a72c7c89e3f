//! The server's own words out of an error's body, whatever shape it has: plain text, a JSON string, `{"errorMessage"}`,
//! problem details with errors by field, an HTML page, nothing.

use serde_json::Value;

/// The longest text that is kept, characters.
const MAX_CHARS: usize = 2_000;
/// Names under which a sentence is found, best first.
const NAMES: [&str; 6] = ["errorMessage", "message", "error_description", "detail", "error", "title"];

/// The sentence of an error answer; never empty, at most 2,000 characters.
pub(crate) fn read(status: u16, body: &str) -> String {
    let text = body.trim_start_matches('\u{feff}').trim();
    let said = match serde_json::from_str::<Value>(text) {
        Ok(value) => sentence(&value),
        Err(_plain) if is_html(text) => html_title(text).map(|title| format!("a web page: {title}")),
        Err(_plain) => Some(text.to_owned()),
    };
    let said = said.map(|said| said.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|said| !said.is_empty());
    bounded(&said.unwrap_or_else(|| format!("no reason given (HTTP {status})")))
}

/// True for what a proxy or a login page sends in place of an answer.
pub(crate) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<head")
}

/// At most 2,000 characters, with an ellipsis where something was cut.
pub(crate) fn bounded(text: &str) -> String {
    if text.chars().count() <= MAX_CHARS {
        return text.to_owned();
    }
    text.chars().take(MAX_CHARS - 1).chain(['…']).collect()
}

fn sentence(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => joined(items.iter().filter_map(sentence)),
        Value::Object(object) => {
            let named = |name: &&str| {
                object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| sentence(value))
            };
            let main = NAMES.iter().find_map(named);
            let by_field = object.iter().find(|(key, _)| key.eq_ignore_ascii_case("errors")).and_then(|(_, errors)| {
                let fields = errors.as_object()?;
                joined(fields.iter().filter_map(|(field, said)| Some(format!("{field}: {}", sentence(said)?))))
            });
            joined(main.into_iter().chain(by_field))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
    .filter(|text| !text.trim().is_empty())
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn html_title(text: &str) -> Option<String> {
    let tag = text.split('<').find(|tag| tag.to_ascii_lowercase().starts_with("title"))?;
    Some(tag.split_once('>')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_an_error_gives_its_sentence() {
        let russian = "Для заявки необходимо указать не менее двух точек маршрута.";
        for body in [
            russian.to_owned(),
            format!("\u{feff}  {russian}\r\n"),
            format!("\"{russian}\""),
            format!(r#"{{"isOk": false, "errorMessage": "{russian}"}}"#),
            format!(r#"{{"IsOk": false, "ErrorMessage": "{russian}"}}"#),
            format!(r#"{{"error": {{"code": 1, "message": "{russian}"}}}}"#),
            format!(r#"["{russian}"]"#),
        ] {
            assert_eq!(read(400, &body), russian, "{body}");
        }
        let problem = r#"{"type": "about:blank", "title": "One or more errors", "status": 400,
                          "errors": {"price": ["too small", "not a number"], "driver": ["required"]}}"#;
        assert_eq!(read(400, problem), "One or more errors; driver: required; price: too small; not a number");
    }

    #[test]
    fn a_useful_text_always_comes_out() {
        for body in ["", "   ", "null", "{}", "[]", "\"\"", "{\"errorMessage\": null}"] {
            assert_eq!(read(502, body), "no reason given (HTTP 502)", "{body}");
        }
        let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
        assert_eq!(read(502, page), "a web page: 502 Bad Gateway");
        assert_eq!(read(500, "<html>"), "no reason given (HTTP 500)");
    }

    #[test]
    fn long_texts_are_cut() {
        let cut = read(400, &"ошибка ".repeat(1_000));
        assert_eq!(cut.chars().count(), MAX_CHARS);
        assert!(cut.ends_with('…'));
    }
}

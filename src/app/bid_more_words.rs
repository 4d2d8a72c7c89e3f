//! The rarer values of a bid in words: a temperature, options, properties, sizes.

use super::books::Books;
use crate::domain::bid_more::{Property, Temperature};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RemoteId;
use crate::words::Lang;

/// `от +2 до +6 °C`.
#[must_use]
pub fn temperature(regime: Temperature, lang: Lang) -> String {
    let degrees = |degrees: f64| {
        let sign = if degrees > 0.0 { "+" } else { "" };
        let number = degrees.to_string().replace('-', "−");
        format!("{sign}{}", if lang == Lang::Ru { number.replace('.', ",") } else { number })
    };
    match (regime.min, regime.max) {
        (Some(min), Some(max)) => {
            lang.text_with("bid-temperature", &[("min", degrees(min).into()), ("max", degrees(max).into())])
        }
        (Some(min), None) => lang.text_with("bid-temperature-min", &[("min", degrees(min).into())]),
        (None, Some(max)) => lang.text_with("bid-temperature-max", &[("max", degrees(max).into())]),
        (None, None) => String::new(),
    }
}

/// Names of items, joined; one that its catalog doesn't have shows its number.
#[must_use]
pub fn items(kind: CatalogKind, ids: &[RemoteId], books: &Books) -> String {
    let name = |id: &RemoteId| {
        let name = books.item_name(kind, *id);
        if name.is_empty() { format!("№{id}") } else { name.to_owned() }
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// `Пломба: 17; Рампа: 4`.
#[must_use]
pub fn properties(properties: &[Property]) -> String {
    let said = properties.iter().filter(|one| !one.value.trim().is_empty());
    said.map(|one| format!("{}: {}", one.name, one.value.trim())).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temperature_is_said_with_its_sign() {
        let said = |min, max| temperature(Temperature { min, max }, Lang::Ru);
        assert_eq!(said(Some(-18.5), Some(2.0)), "от −18,5 до +2 °C");
        assert_eq!(said(None, Some(0.0)), "не выше 0 °C");
        assert_eq!(said(Some(5.0), None), "не ниже +5 °C");
    }
}

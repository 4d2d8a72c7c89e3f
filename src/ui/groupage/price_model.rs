//! A price as the screen says it, without pixels: parts with what was added and taken off, days of the stages, understood
//! addresses. Nothing is counted again here: the carrier's total is the total.

use rust_decimal::Decimal;

use crate::app::groupage::desk::{OwnWay, WaySource};
use crate::domain::ltl::field;
use crate::domain::ltl::{Cost, DeliveryType, End, Pricing, Quote, Shipment, Variant};
use crate::domain::money::Money;
use crate::store::offers::Offer;
use crate::ui::card::format;
use crate::words::{Arg, Lang};

/// A part of a price.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// What it is for.
    pub name: String,
    /// How much; "договорная" where it is to be agreed.
    pub amount: String,
    /// What was added and taken off.
    pub details: Vec<String>,
}

/// A price as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceModel {
    /// The carrier's total.
    pub total: String,
    /// Some part is to be agreed: the total is not all.
    pub is_partial: bool,
    /// When the receiver has it.
    pub term: String,
    /// Parts.
    pub parts: Vec<Part>,
    /// Stages with their days.
    pub dates: Vec<(String, String)>,
    /// What texts were understood as: field, written, found.
    pub found: Vec<(String, String, String)>,
    /// Sentences of the carrier.
    pub information: Vec<String>,
    /// A training price.
    pub training: bool,
}

/// Roubles.
#[must_use]
pub fn roubles(amount: Decimal) -> String {
    Money::from_decimal(amount).shown()
}

/// The total; "договорная" where nothing has a price.
#[must_use]
pub fn total(quote: &Quote, lang: Lang) -> String {
    quote.price.map_or_else(|| lang.text("ltl-contract"), roubles)
}

/// Says an offer.
#[must_use]
pub fn build(offer: &Offer, lang: Lang) -> PriceModel {
    let (quote, kind) = (&offer.quote, kind(&offer.shipment));
    PriceModel {
        total: total(quote, lang),
        is_partial: quote.has_contract_parts(kind),
        term: term(&offer.shipment, quote, lang),
        parts: parts(quote, kind, lang),
        dates: dates(quote, lang),
        found: quote
            .found
            .iter()
            .map(|found| (field_name(&found.field, lang), found.source.clone(), found.result.clone()))
            .collect(),
        information: quote.information.clone(),
        training: offer.training,
    }
}

/// The kind of delivery of a shipment.
#[must_use]
pub fn kind(shipment: &Shipment) -> DeliveryType {
    shipment.delivery.unwrap_or(DeliveryType::Auto)
}

fn field_name(path: &str, lang: Lang) -> String {
    field::field_of(path).map_or_else(|| path.to_owned(), |field| super::field_ui::name(field, &field.path, lang))
}

fn parts(quote: &Quote, kind: DeliveryType, lang: Lang) -> Vec<Part> {
    let mut parts = vec![end("ltl-part-derival", &quote.derival, lang)];
    parts.extend(quote.leg(kind).map(|leg| cost("ltl-part-leg", leg, lang)));
    parts.push(end("ltl-part-arrival", &quote.arrival, lang));
    if quote.insurance.is_some() || quote.insurance_contract {
        let mut details = Vec::new();
        for (key, amount) in
            [("ltl-part-insurance-cargo", quote.insurance_cargo), ("ltl-part-insurance-term", quote.insurance_term)]
        {
            details.extend(amount.map(|amount| format!("{}: {}", lang.text(key), roubles(amount))));
        }
        let amount = amount(quote.insurance, quote.insurance_contract, lang);
        parts.push(Part { name: lang.text("ltl-part-insurance"), amount, details });
    }
    for (at, package) in quote.packages.iter().enumerate() {
        let number = Arg::Text(at.saturating_add(1).to_string());
        let name = lang.text_with("ltl-part-package", &[("n", number)]);
        parts.push(Part { name, ..cost("ltl-part-package", &package.cost, lang) });
    }
    let papers = [
        ("ltl-part-papers-send", &quote.papers_send),
        ("ltl-part-papers-return", &quote.papers_return),
        ("ltl-part-notify", &quote.notify),
    ];
    parts.extend(papers.into_iter().filter_map(|(key, one)| Some(cost(key, one.as_ref()?, lang))));
    // A service that costs nothing and has nothing to say was not ordered.
    parts.retain(|part| part.amount != roubles(Decimal::ZERO) || !part.details.is_empty());
    parts
}

fn amount(price: Option<Decimal>, contract: bool, lang: Lang) -> String {
    match price {
        Some(price) if !contract => roubles(price),
        _ if contract => lang.text("ltl-contract"),
        _ => "—".to_owned(),
    }
}

fn cost(key: &str, cost: &Cost, lang: Lang) -> Part {
    let mut details = changes(&cost.premiums, "ltl-premium", lang);
    if details.is_empty() {
        details.extend(sum("ltl-premium", cost.premium, lang));
    }
    let discounts = changes(&cost.discounts, "ltl-discount", lang);
    if discounts.is_empty() {
        details.extend(sum("ltl-discount", cost.discount, lang));
    }
    details.extend(discounts);
    Part { name: lang.text(key), amount: amount(cost.price, cost.contract, lang), details }
}

fn end(key: &str, end: &End, lang: Lang) -> Part {
    let mut details = Vec::new();
    details.extend(end.terminal.as_ref().map(|town| format!("{}: {town}", lang.text("ltl-part-terminal"))));
    if let Some(handling) = end
        .handling
        .as_ref()
        .filter(|handling| handling.contract || handling.price.is_some_and(|price| !price.is_zero()))
    {
        details.push(format!(
            "{}: {}",
            lang.text("ltl-part-handling"),
            amount(handling.price, handling.contract, lang)
        ));
    }
    details.extend(changes(&end.premiums, "ltl-premium", lang));
    details.extend(changes(&end.discounts, "ltl-discount", lang));
    Part { name: lang.text(key), amount: amount(end.price, end.contract, lang), details }
}

fn sum(key: &str, amount: Option<Decimal>, lang: Lang) -> Option<String> {
    let amount = amount.filter(|amount| !amount.is_zero())?;
    Some(lang.text_with(key, &[("name", Arg::Text(String::new())), ("amount", Arg::Text(roubles(amount)))]))
}

fn changes(list: &[Pricing], key: &str, lang: Lang) -> Vec<String> {
    let one = |one: &Pricing| {
        let amount = one.value.map_or_else(|| "—".to_owned(), roubles);
        let until = one
            .date
            .as_deref()
            .map(|date| format!(", {}", lang.text_with("ltl-until", &[("day", Arg::Text(day(date)))])));
        let by_code =
            one.triggers.iter().any(|key| key == "promocode").then(|| format!(", {}", lang.text("ltl-by-promocode")));
        let name = format!("{}{}{}", one.name, until.unwrap_or_default(), by_code.unwrap_or_default());
        lang.text_with(key, &[("name", Arg::Text(name)), ("amount", Arg::Text(amount))])
    };
    list.iter().map(one).collect()
}

/// `2019-11-28 09:00:00` → `28.11.2019 09:00`; midnight is a day.
#[must_use]
pub fn day(text: &str) -> String {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let date =
        date.parse::<chrono::NaiveDate>().map_or_else(|_| date.to_owned(), |day| day.format("%d.%m.%Y").to_string());
    let clock: String = time.chars().take(5).collect();
    if clock.is_empty() || clock == "00:00" { date } else { format!("{date} {clock}") }
}

fn dates(quote: &Quote, lang: Lang) -> Vec<(String, String)> {
    let dates = &quote.dates;
    let range = |from: &Option<String>, to: &Option<String>| match (from, to) {
        (Some(from), Some(to)) if from != to => Some(format!("{} – {}", day(from), day(to))),
        (Some(one), _) | (None, Some(one)) => Some(day(one)),
        (None, None) => None,
    };
    let one = |date: &Option<String>| date.as_deref().map(day);
    let mut said: Vec<(String, String)> = [
        ("ltl-date-create-to", one(&dates.create_to)),
        ("ltl-date-sender-address", one(&dates.sender_address_time)),
        ("ltl-date-pickup", one(&dates.pickup)),
        ("ltl-date-sender-terminal", one(&dates.sender_terminal_time)),
        ("ltl-date-at-sender", one(&dates.arrival_to_sender)),
        ("ltl-date-from-sender", one(&dates.from_sender)),
        ("ltl-date-at-receiver", one(&dates.arrival_to_receiver)),
        ("ltl-date-at-airport", range(&dates.arrival_to_airport, &dates.arrival_to_airport_max)),
        ("ltl-date-giveout", range(&dates.giveout, &dates.giveout_max)),
        ("ltl-date-from-receiver", one(&dates.from_receiver)),
        ("ltl-date-to-address", range(&dates.to_address, &dates.to_address_max)),
    ]
    .into_iter()
    .filter_map(|(key, date)| Some((lang.text(key), date?)))
    .collect();
    if let Some(days) = quote.delivery_term_days.filter(|days| *days > 0) {
        said.push((lang.text("ltl-date-days"), days.to_string()));
    }
    said
}

/// When the receiver has it, as one line; empty when the carrier doesn't say.
#[must_use]
pub fn term(shipment: &Shipment, quote: &Quote, lang: Lang) -> String {
    let to_address = shipment.arrival.variant == Some(Variant::Address);
    match quote.term(kind(shipment), to_address) {
        (Some(from), Some(to)) if from != to => format!("{} – {}", day(from), day(to)),
        (Some(one), _) => lang.text_with("ltl-term-from", &[("day", Arg::Text(day(one)))]),
        (None, Some(one)) => lang.text_with("ltl-term-to", &[("day", Arg::Text(day(one)))]),
        (None, None) => String::new(),
    }
}

/// The cost of an own truck over the same road; `None`: a kilometre has no price in the settings.
#[must_use]
pub fn own_cost(way: OwnWay, rub_per_km: u64) -> Option<Decimal> {
    use rust_decimal::prelude::FromPrimitive as _;
    let km = Decimal::from_f64(way.km)?.round();
    (rub_per_km > 0).then(|| km.checked_mul(Decimal::from(rub_per_km))).flatten()
}

/// The way of an own truck: kilometres, "≈" before a guess, and how they are known.
#[must_use]
pub fn own_way(way: OwnWay, lang: Lang) -> String {
    let (sign, key) = match way.source {
        WaySource::Platform => ("", "ltl-way-platform"),
        WaySource::Roads => ("", "ltl-way-roads"),
        WaySource::Estimated => ("≈ ", "ltl-way-estimated"),
    };
    format!("{sign}{}, {}", format::kilometres(way.km * 1000.0, lang), lang.text(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ltl::{Found, OrderDates};

    fn rub(amount: i64) -> Decimal {
        Decimal::from(amount)
    }

    fn offer() -> Offer {
        let cost = |amount| Cost { price: Some(rub(amount)), ..Cost::default() };
        let discount = Pricing {
            name: "Акция".into(),
            value: Some(rub(50)),
            date: Some("2026-12-31".into()),
            triggers: vec!["promocode".into()],
            ..Pricing::default()
        };
        let quote = Quote {
            derival: End { price: Some(rub(475)), terminal: Some("Казань".into()), ..End::default() },
            arrival: End { contract: true, ..End::default() },
            between: vec![(DeliveryType::Express, Cost { discounts: vec![discount], ..cost(540) })],
            price: Some(rub(1680)),
            insurance: Some(rub(250)),
            insurance_cargo: Some(rub(200)),
            insurance_term: Some(rub(50)),
            papers_send: Some(cost(200)),
            papers_return: Some(cost(0)),
            notify: Some(cost(15)),
            dates: OrderDates {
                pickup: Some("2026-12-01".into()),
                giveout: Some("2026-12-03 09:00:00".into()),
                giveout_max: Some("2026-12-04 00:00:00".into()),
                ..OrderDates::default()
            },
            found: vec![Found {
                field: "delivery.arrival.address".into(),
                source: "уфа".into(),
                result: "г Уфа".into(),
            }],
            ..Quote::default()
        };
        Offer {
            id: 1,
            bid: None,
            at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            training: true,
            shipment: Shipment { delivery: Some(DeliveryType::Express), ..Shipment::default() },
            quote,
        }
    }

    #[test]
    fn every_part_is_said_and_what_is_to_be_agreed_is_no_number() {
        let said = build(&offer(), Lang::Ru);
        assert_eq!(said.total, "1\u{a0}680,00\u{a0}₽");
        assert!(said.is_partial && said.training);
        let amounts: Vec<_> = said.parts.iter().map(|part| (part.name.as_str(), part.amount.as_str())).collect();
        assert_eq!(amounts[0].1, "475,00\u{a0}₽");
        assert_eq!(amounts[2].1, "договорная", "{amounts:?}");
        assert_eq!(amounts.len(), 6, "the return of papers was not ordered: {amounts:?}");
        let leg = said.parts.get(1).unwrap();
        assert!(leg.details[0].contains("Акция") && leg.details[0].contains("31.12.2026"), "{leg:?}");
        assert!(leg.details[0].contains("промокод"), "{leg:?}");
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let said = build(&offer(), Lang::Ru);
        assert_eq!(said.dates.len(), 2);
        assert_eq!(said.dates[1].1, "03.12.2026 09:00 – 04.12.2026");
        assert_eq!(said.term, "03.12.2026 09:00 – 04.12.2026", "no address at the end: it is given out");
        assert_eq!((day("2026-12-01T10:30:00").as_str(), day("скоро").as_str()), ("01.12.2026 10:30", "скоро"));
        assert_eq!(said.found[0].0, "Куда: Адрес");
    }

    #[test]
    fn an_own_truck_costs_its_kilometres_and_a_guess_says_so() {
        let way = |source| OwnWay { km: 531.6, source };
        assert_eq!(own_cost(way(WaySource::Roads), 45), Some(rub(532 * 45)));
        assert_eq!(own_cost(way(WaySource::Roads), 0), None, "nobody has said what a kilometre costs");
        assert!(own_way(way(WaySource::Estimated), Lang::Ru).starts_with("≈ 532"));
        assert!(own_way(way(WaySource::Platform), Lang::En).starts_with("532"));
    }
}

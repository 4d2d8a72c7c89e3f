//! Papers of an order that this desk makes: the label of a pre-order, and names of files.

use super::desk::LabelFormat;
use crate::domain::code128::Code128;
use crate::domain::ltl::{Member, Shipment, Side};
use crate::files::label::{Label, pdf, png};
use crate::store::groupage::Order;
use crate::words::{Arg, Lang};

/// The label of a pre-order as a file; `None`: it has no barcode, or none that can be drawn.
#[must_use]
pub fn label(order: &Order, format: LabelFormat, lang: Lang) -> Option<Vec<u8>> {
    let label = said(order, lang)?;
    let drawn = match format {
        LabelFormat::Png => png(&label),
        LabelFormat::Pdf => pdf(&label),
    };
    drawn.map_err(|error| tracing::error!(%error, "a label was not drawn")).ok()
}

fn said(order: &Order, lang: Lang) -> Option<Label> {
    let code = Code128::new(order.barcode.as_deref()?).ok()?;
    let shipment = &order.shipment;
    let number = order.request_id.as_deref().unwrap_or(&order.number);
    let text = |key: &str, value: String| lang.text_with(key, &[("text", Arg::Text(value))]);
    let mut lines = vec![text("ltl-label-own-number", order.number.clone())];
    lines.extend(
        [("ltl-label-from", &shipment.derival), ("ltl-label-to", &shipment.arrival)]
            .into_iter()
            .filter_map(|(key, side)| Some(text(key, place(side)?))),
    );
    lines.extend(cargo(shipment, lang));
    let members = [("ltl-label-sender", &shipment.sender), ("ltl-label-receiver", &shipment.receiver)];
    lines.extend(members.into_iter().filter_map(|(key, member)| Some(text(key, person(member.as_ref()?)?))));
    Some(Label {
        code,
        title: text("ltl-label-title", number.to_owned()),
        lines,
        mark: order.training.then(|| lang.text("ltl-training-mark")),
    })
}

/// Where a side is, as it was written.
#[must_use]
pub fn place(side: &Side) -> Option<String> {
    let written = side.address.as_ref().and_then(|address| address.search.clone().or_else(|| address.street.clone()));
    written.or_else(|| side.terminal.as_ref().map(|id| format!("№ {id}"))).or_else(|| side.city.clone())
}

fn cargo(shipment: &Shipment, lang: Lang) -> Option<String> {
    let cargo = shipment.cargo.as_ref()?;
    let number = |value: Option<rust_decimal::Decimal>| {
        let text = value.map_or_else(|| "—".to_owned(), |value| value.normalize().to_string());
        if lang == Lang::Ru { text.replace('.', ",") } else { text }
    };
    Some(lang.text_with(
        "ltl-cargo-line",
        &[
            ("places", Arg::Text(cargo.quantity.unwrap_or(1).to_string())),
            ("weight", Arg::Text(number(cargo.total_weight))),
            ("volume", Arg::Text(number(cargo.total_volume))),
        ],
    ))
}

/// A member by name and phone.
#[must_use]
pub fn person(member: &Member) -> Option<String> {
    let name = member.counteragent.as_ref().and_then(|one| one.name.clone());
    let phone = member.phones.first().map(|phone| phone.number.clone());
    let parts: Vec<String> = [name, phone].into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A name that is good for a file on every system.
#[must_use]
pub fn file_stem(name: &str) -> String {
    name.chars().map(|sign| if sign.is_alphanumeric() || matches!(sign, '-' | '_') { sign } else { '_' }).collect()
}

//! What units and records are called.

use super::case::{Case, Content, DELETED};
use super::choices::{Choices, Effect};
use super::shown::{Speaker, settlement};
use crate::domain::book_field::BookField;
use crate::domain::id::RecordKind;
use crate::domain::sync_case::ConflictKind;
use crate::merge::{Pick, Unit};
use crate::words::Lang;

impl Speaker<'_> {
    /// The unit as a row is titled: `Цена, НДС`; `Выгрузка, Уфа: время`.
    #[must_use]
    pub fn title(&self, unit: &Unit) -> String {
        let mut parts = unit.name.split('/');
        let (field, item, part) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        match (field, item) {
            ("points", Some("order")) => self.lang.text("conflicts-field-points-order"),
            ("cargos", Some("order")) => self.lang.text("conflicts-field-cargos-order"),
            ("points" | "cargos", Some(item)) => {
                let owner = if field == "points" { self.point_name(unit, item) } else { self.cargo_name(unit, item) };
                match part {
                    Some(part) => format!("{owner}: {}", self.lang.text(part_key(field, part))),
                    None => owner,
                }
            }
            _ => match self.detail(field) {
                // The words of the record's own form.
                Some(row) => self.lang.text(&detail_key(row.field)),
                None => self.lang.text(field_key(self.case.kind, field)),
            },
        }
    }

    /// In the middle of a sentence: `цена, НДС`.
    #[must_use]
    pub fn title_inside(&self, unit: &Unit) -> String {
        let title = self.title(unit);
        // What begins with an abbreviation stays as it is.
        let mut letters = title.chars();
        match (letters.next(), letters.clone().next()) {
            (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
            _ => title,
        }
    }

    /// In one sentence what the picks change on each side.
    #[must_use]
    pub fn sentence(&self, effect: &Effect, choices: &Choices) -> String {
        if self.case.is_deletion() {
            return self.lang.text(match (self.case.conflict, choices.picks.get(DELETED)) {
                (_, None) => "conflicts-effect-open",
                (ConflictKind::DeletedHere, Some(Pick::Ours)) => "conflicts-effect-delete-there",
                (ConflictKind::DeletedHere, Some(_)) => "conflicts-effect-keep-there",
                (_, Some(Pick::Theirs)) => "conflicts-effect-delete",
                (_, Some(Pick::Ours | Pick::Typed(_))) => "conflicts-effect-keep",
            });
        }
        let names = |units: &[String]| {
            let titles = units.iter().filter_map(|name| self.case.unit(name)).map(|unit| self.title_inside(unit));
            titles.collect::<Vec<_>>().join("; ")
        };
        let (there, here) = (names(&effect.there), names(&effect.here));
        let said = |key, fields: String| self.lang.text_with(key, &[("fields", fields.into())]);
        match (there.is_empty(), here.is_empty()) {
            (true, true) if choices.left(self.case) > 0 => self.lang.text("conflicts-effect-open"),
            (true, true) => self.lang.text("conflicts-effect-none"),
            (false, true) => said("conflicts-effect-there", there),
            (true, false) => said("conflicts-effect-here", here),
            (false, false) => {
                format!("{} {}", said("conflicts-effect-there", there), said("conflicts-effect-here", here))
            }
        }
    }

    fn point_name(&self, unit: &Unit, item: &str) -> String {
        let known = item.parse().ok().and_then(|id| self.point(id).cloned());
        // An item without a number stands on our side only.
        let point = known.or_else(|| super::shown::read(&unit.ours));
        point.map_or_else(
            || self.lang.text("conflicts-field-points"),
            |point| {
                let town = settlement(&point.place);
                let kind = self.point_kind(point.kind);
                if town.is_empty() { kind } else { format!("{kind}, {town}") }
            },
        )
    }

    fn cargo_name(&self, unit: &Unit, item: &str) -> String {
        let word = self.lang.text("conflicts-field-cargo");
        let id: Option<i64> = item.parse().ok();
        let mut cargos = self.bids().into_iter().flat_map(|bid| &bid.cargos);
        let known = cargos.find(|cargo| id.is_some() && cargo.remote_id == id).cloned();
        let name = known.or_else(|| super::shown::read(&unit.ours)).map(|cargo| cargo.name).unwrap_or_default();
        if name.is_empty() { word } else { format!("{word} «{name}»") }
    }
}

impl Case {
    /// Number, plate or name of the record, as a list shows it.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        match (&self.content, self.meta.remote_id) {
            (Content::Bid { .. }, Some(number)) => {
                lang.text_with("card-title", &[("number", number.to_string().into())])
            }
            (Content::Bid { .. }, None) => lang.text("card-title-new"),
            (Content::Book { ours, .. }, _) => ours.title(),
        }
    }

    /// Towns of a bid's route; empty for a book record.
    #[must_use]
    pub fn route(&self) -> String {
        match &self.content {
            Content::Bid { ours, .. } => {
                let stops = ours.points.iter().map(|point| settlement(&point.place)).filter(|name| !name.is_empty());
                stops.collect::<Vec<_>>().join(" → ")
            }
            Content::Book { .. } => String::new(),
        }
    }
}

/// Key of the word for a kind of record.
#[must_use]
pub const fn kind_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Bid => "conflicts-kind-bid",
        RecordKind::Driver => "conflicts-kind-driver",
        RecordKind::Car => "conflicts-kind-car",
        RecordKind::Trailer => "conflicts-kind-trailer",
        RecordKind::Counterparty => "conflicts-kind-counterparty",
        RecordKind::Organisation => "conflicts-kind-organisation",
    }
}

/// Key of the name of a field.
pub(in crate::app) fn field_key(kind: RecordKind, field: &str) -> &'static str {
    match (field, kind) {
        (DELETED, _) => "conflicts-field-deleted",
        ("customer", _) => "card-field-customer",
        ("organisation", _) => "card-field-organisation",
        ("responsible", _) => "card-field-responsible",
        ("payment_type", _) => "conflicts-field-payment-type",
        ("price_and_vat", _) => "conflicts-field-price",
        ("vat_type", _) => "conflicts-field-vat",
        ("contract_number", _) => "card-field-contract",
        ("payment_term", _) => "card-field-term",
        ("driver", _) => "card-field-driver",
        ("second_driver", _) => "card-field-second-driver",
        ("sales_manager", _) => "change-sales-manager",
        ("temperature", _) => "change-temperature",
        ("options", RecordKind::Bid) => "change-options",
        ("properties", _) => "change-properties",
        ("car", _) => "card-field-car",
        ("trailer", _) => "card-field-trailer",
        ("empty_run", _) => "conflicts-field-empty-run",
        ("points", _) => "conflicts-field-points",
        ("cargos", _) => "conflicts-field-cargos",
        ("last_name", _) => "conflicts-field-last-name",
        ("first_name", _) => "conflicts-field-first-name",
        ("patronymic", _) => "conflicts-field-patronymic",
        ("phone", _) => "conflicts-field-phone",
        ("comment", _) => "conflicts-field-comment",
        ("number", _) => "conflicts-field-plate",
        ("type_id", _) => "conflicts-field-type",
        ("brand_id", _) => "conflicts-field-brand",
        ("name", _) => "conflicts-field-name",
        ("inn", _) => "conflicts-field-inn",
        ("kpp", _) => "conflicts-field-kpp",
        ("status", _) => "conflicts-field-status",
        _ => "conflicts-field-other",
    }
}

fn detail_key(field: BookField) -> String {
    format!("field-{}", field.name().replace('_', "-"))
}

fn part_key(list: &str, part: &str) -> &'static str {
    match (list, part) {
        (_, "kind") => "conflicts-part-kind",
        (_, "place") => "conflicts-part-place",
        (_, "times") => "conflicts-part-times",
        (_, "comment") => "conflicts-part-comment",
        (_, "contact") => "conflicts-part-contact",
        (_, "counterparty") => "conflicts-part-counterparty",
        (_, "name") => "conflicts-part-name",
        (_, "type") => "conflicts-part-type",
        (_, "weight") => "conflicts-part-weight",
        (_, "volume") => "conflicts-part-volume",
        (_, "size") => "conflicts-part-size",
        (_, "packing") => "conflicts-part-packing",
        (_, "loading") => "conflicts-part-loading",
        (_, "custom_type") => "conflicts-part-custom-type",
        (_, "load_options") => "conflicts-part-load-options",
        (_, "options") => "conflicts-part-options",
        (_, "properties") => "conflicts-part-properties",
        _ => "conflicts-field-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::BookEntry;
    use crate::domain::book_field::{FieldValue, fields_of};
    use crate::merge::book_fields;

    #[test]
    fn every_field_of_every_book_has_a_name_of_its_own_in_both_languages() {
        for kind in RecordKind::BOOKS {
            let mut entry = BookEntry::blank(kind).unwrap();
            for row in fields_of(kind).iter().filter(|row| row.field.is_detail()) {
                entry.set_value(row.field, &FieldValue::Empty);
            }
            let names = book_fields(&entry).into_iter().map(|(name, _)| name);
            for name in names.filter(|name| !crate::merge::is_platforms_own(name)) {
                let field = BookField::named(&name).filter(|field| field.is_detail());
                let key = field.map_or_else(|| field_key(kind, &name).to_owned(), detail_key);
                assert_ne!(key, "conflicts-field-other", "{kind:?} {name}");
                for lang in [Lang::Ru, Lang::En] {
                    let text = lang.text(&key);
                    assert!(!text.is_empty() && text != key, "{kind:?} {name}: {lang:?}");
                }
            }
        }
    }
}

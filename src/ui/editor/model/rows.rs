//! The rows of the form: a cargo and a point as they are being typed.

use serde::{Deserialize, Serialize};

use super::form::{RowKey, filled, number_text, read_number};
use super::more::PropertyForm;
use crate::domain::bid::{BidPoint, Cargo, Contact, PointKind};
use crate::domain::bid_more::CustomType;
use crate::domain::id::{LocalId, RemoteId};
use crate::ui::widgets::address_text::AddressText;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::time_text::TimeText;

/// A cargo as it is being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CargoForm {
    /// Its row.
    pub key: RowKey,
    /// Name.
    pub name: String,
    /// Type.
    pub kind: Pick<RemoteId>,
    /// Tonnes as typed.
    pub weight: String,
    /// Cubic metres as typed.
    pub volume: String,
    /// Note.
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub comment: String,
    /// Metres as typed.
    #[serde(default)]
    pub length: String,
    /// Metres as typed.
    #[serde(default)]
    pub width: String,
    /// Metres as typed.
    #[serde(default)]
    pub height: String,
    /// Packing.
    #[serde(default)]
    pub packing: String,
    /// Way of loading.
    #[serde(default)]
    pub loading: Pick<RemoteId>,
    /// Way of unloading.
    #[serde(default)]
    pub unloading: Pick<RemoteId>,
    /// The rarer fields are shown.
    #[serde(default)]
    pub unfolded: bool,
    /// Carried through: the platform's id.
    pub remote_id: Option<i64>,
}

/// A point as it is being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointForm {
    /// Its row.
    pub key: RowKey,
    /// What is done there.
    pub kind: Pick<PointKind>,
    /// Where.
    pub address: AddressText,
    /// Planned arrival.
    pub arrival: TimeText,
    /// End of the arrival window.
    pub window: TimeText,
    /// Planned departure.
    #[serde(default)]
    pub leave: TimeText,
    /// The counterparty at the point.
    #[serde(default)]
    pub counterparty: Pick<LocalId>,
    /// Which of the organisation's own kinds it is.
    #[serde(default)]
    pub custom_type: Pick<RemoteId>,
    /// Ways of loading or unloading.
    #[serde(default)]
    pub load_options: Vec<RemoteId>,
    /// Options of the organisation's own.
    #[serde(default)]
    pub options: Vec<RemoteId>,
    /// Properties of the organisation's own.
    #[serde(default)]
    pub properties: Vec<PropertyForm>,
    /// Note for the driver.
    pub comment: String,
    /// Whom to call: name.
    pub contact_name: String,
    /// Whom to call: phone.
    pub contact_phone: String,
    /// What is rarer is unfolded.
    pub unfolded: bool,
    /// The platform's saved point that the address was taken from.
    pub saved_point: Option<RemoteId>,
    /// Carried through: the platform's id.
    #[serde(default)]
    pub remote_id: Option<i64>,
}

/// A kept form of before had no note, or `null`.
fn text_or_nothing<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
}

impl CargoForm {
    /// The row of a cargo.
    #[must_use]
    pub fn of(key: RowKey, cargo: Cargo) -> Self {
        Self {
            key,
            name: cargo.name,
            kind: Pick::of(cargo.type_id),
            weight: cargo.weight_t.map(number_text).unwrap_or_default(),
            volume: cargo.volume_m3.map(number_text).unwrap_or_default(),
            comment: cargo.comment.unwrap_or_default(),
            length: cargo.length_m.map(number_text).unwrap_or_default(),
            width: cargo.width_m.map(number_text).unwrap_or_default(),
            height: cargo.height_m.map(number_text).unwrap_or_default(),
            packing: cargo.packing.unwrap_or_default(),
            loading: Pick::of(cargo.loading_type),
            unloading: Pick::of(cargo.unloading_type),
            unfolded: false,
            remote_id: cargo.remote_id,
        }
    }

    /// True when something stands in its rarer fields.
    #[must_use]
    pub fn has_more(&self) -> bool {
        let texts = [&self.comment, &self.length, &self.width, &self.height, &self.packing];
        texts.iter().any(|text| !text.trim().is_empty()) || !self.loading.is_empty() || !self.unloading.is_empty()
    }

    pub(super) fn to_cargo(&self) -> Cargo {
        Cargo {
            remote_id: self.remote_id,
            name: self.name.trim().to_owned(),
            type_id: self.kind.chosen,
            weight_t: read_number(&self.weight),
            volume_m3: read_number(&self.volume),
            length_m: read_number(&self.length),
            width_m: read_number(&self.width),
            height_m: read_number(&self.height),
            packing: filled(&self.packing),
            loading_type: self.loading.chosen,
            unloading_type: self.unloading.chosen,
            comment: filled(&self.comment),
        }
    }
}

impl PointForm {
    /// The row of a point.
    #[must_use]
    pub fn of(key: RowKey, point: BidPoint) -> Self {
        let contact = point.contact.unwrap_or_default();
        Self {
            key,
            kind: Pick::of(Some(point.kind)),
            address: AddressText::of(&point.place),
            arrival: TimeText::of(point.plan_enter),
            window: TimeText::of(point.window_end),
            comment: point.comment.unwrap_or_default(),
            contact_name: contact.name,
            contact_phone: contact.phone,
            unfolded: false,
            saved_point: point.saved_point,
            leave: TimeText::of(point.plan_leave),
            counterparty: Pick::of(point.counterparty),
            custom_type: Pick::of(point.custom_type.map(|kind| kind.id)),
            load_options: point.load_options,
            options: point.options,
            properties: PropertyForm::rows(point.properties),
            remote_id: point.remote_id,
        }
    }

    /// What is done there; while another kind is being typed, the former one.
    #[must_use]
    pub fn kind(&self) -> PointKind {
        self.kind.chosen.or(self.kind.before).unwrap_or(PointKind::Custom)
    }

    pub(super) fn to_point(&self) -> BidPoint {
        let contact =
            Contact { name: self.contact_name.trim().to_owned(), phone: self.contact_phone.trim().to_owned() };
        BidPoint {
            remote_id: self.remote_id,
            kind: self.kind(),
            place: self.address.to_place(),
            plan_enter: self.arrival.value,
            window_end: self.window.value,
            plan_leave: self.leave.value,
            comment: filled(&self.comment),
            contact: (contact != Contact::default()).then_some(contact),
            counterparty: self.counterparty.chosen.clone(),
            saved_point: self.saved_point.filter(|_| self.address.place.is_some()),
            // The name is the platform's: the number says all.
            custom_type: self.custom_type.chosen.map(|id| CustomType { id, name: String::new() }),
            load_options: self.load_options.clone(),
            options: self.options.clone(),
            properties: PropertyForm::meant(&self.properties),
        }
    }
}

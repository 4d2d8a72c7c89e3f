//! Names of the places in the form that can hold the keyboard or a note.

use super::form::{Form, RowKey};
use crate::domain::minimal_set::Field;

/// A field of the form. Rows are named by key, so that focus and notes travel with a row that is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// Customer.
    Customer,
    /// Our organisation.
    Organisation,
    /// Responsible employee.
    Responsible,
    /// Payment type.
    PaymentType,
    /// VAT type.
    VatType,
    /// VAT on top.
    VatOnTop,
    /// Price.
    Price,
    /// Contract number.
    Contract,
    /// Days of the payment term.
    PaymentDays,
    /// How they are counted.
    PaymentPeriod,
    /// Truck.
    Car,
    /// Driver.
    Driver,
    /// Trailer.
    Trailer,
    /// Name of a cargo.
    CargoName(RowKey),
    /// Type of a cargo.
    CargoType(RowKey),
    /// Weight of a cargo.
    CargoWeight(RowKey),
    /// Volume of a cargo.
    CargoVolume(RowKey),
    /// The button that adds a cargo.
    AddCargo,
    /// Kind of a point.
    PointKind(RowKey),
    /// Address of a point.
    Address(RowKey),
    /// Planned arrival at a point.
    Arrival(RowKey),
    /// End of its window.
    Window(RowKey),
    /// Note for the driver.
    Comment(RowKey),
    /// Name of the contact.
    ContactName(RowKey),
    /// Phone of the contact.
    ContactPhone(RowKey),
    /// The button that adds a point: the list of points as a whole.
    AddPoint,
}

impl Spot {
    /// Where a finding of the minimal set belongs.
    #[must_use]
    pub fn of_field(field: Field, form: &Form) -> Self {
        let point = |place: usize| form.points.get(place).map(|point| point.key);
        let cargo = |place: usize| form.cargos.get(place).map(|cargo| cargo.key);
        let found = match field {
            Field::PaymentType => Some(Self::PaymentType),
            Field::VatType => Some(Self::VatType),
            Field::Price => Some(Self::Price),
            Field::Driver => Some(Self::Driver),
            Field::Car => Some(Self::Car),
            Field::CargoName(place) => Some(cargo(place).map_or(Self::AddCargo, Self::CargoName)),
            Field::CargoType(place) => Some(cargo(place).map_or(Self::AddCargo, Self::CargoType)),
            Field::Points => Some(Self::AddPoint),
            Field::PointAddress(place) | Field::PointCity(place) | Field::PointCoordinates(place) => {
                point(place).map(Self::Address)
            }
            Field::PointPlanEnter(place) => point(place).map(Self::Arrival),
            Field::PointWindow(place) => point(place).map(Self::Window),
        };
        found.unwrap_or(Self::AddPoint)
    }

    /// All fields that are shown, in the order in which Enter walks them and what is lacking is told. Painting keeps to it.
    #[must_use]
    pub fn order(form: &Form) -> Vec<Self> {
        let mut order = vec![
            Self::Customer,
            Self::Organisation,
            Self::PaymentType,
            Self::VatType,
            Self::Price,
            Self::VatOnTop,
            Self::Contract,
            Self::PaymentDays,
            Self::PaymentPeriod,
            Self::Responsible,
            Self::Car,
            Self::Trailer,
            Self::Driver,
        ];
        for cargo in &form.cargos {
            let fields = [Self::CargoName, Self::CargoType, Self::CargoWeight, Self::CargoVolume];
            order.extend(fields.map(|field| field(cargo.key)));
        }
        order.push(Self::AddCargo);
        for point in &form.points {
            let fields = [Self::PointKind, Self::Address, Self::Arrival, Self::Window];
            order.extend(fields.map(|field| field(point.key)));
            if point.unfolded {
                let fields = [Self::ContactName, Self::ContactPhone, Self::Comment];
                order.extend(fields.map(|field| field(point.key)));
            }
        }
        order.push(Self::AddPoint);
        order
    }

    /// The field after this one, round and round; buttons are passed by.
    #[must_use]
    pub fn next(self, form: &Form) -> Self {
        let fields: Vec<Self> = Self::order(form).into_iter().filter(|spot| spot.is_field()).collect();
        let place = fields.iter().position(|spot| *spot == self).map_or(0, |place| place.saturating_add(1));
        fields.get(place).or_else(|| fields.first()).copied().unwrap_or(self)
    }

    /// The cargo that the spot belongs to.
    #[must_use]
    pub fn cargo(self) -> Option<RowKey> {
        if let Self::CargoName(key) | Self::CargoType(key) | Self::CargoWeight(key) | Self::CargoVolume(key) = self {
            Some(key)
        } else {
            None
        }
    }

    fn is_field(self) -> bool {
        !matches!(self, Self::VatOnTop | Self::AddCargo | Self::AddPoint)
    }

    /// The point that the spot belongs to.
    #[must_use]
    pub fn point(self) -> Option<RowKey> {
        if let Self::PointKind(key)
        | Self::Address(key)
        | Self::Arrival(key)
        | Self::Window(key)
        | Self::Comment(key)
        | Self::ContactName(key)
        | Self::ContactPhone(key) = self
        {
            Some(key)
        } else {
            None
        }
    }
}

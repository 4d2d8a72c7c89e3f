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
    /// The button that shows the rarer fields.
    More,
    /// Employee who sold the transport.
    SalesManager,
    /// Second driver.
    SecondDriver,
    /// Not colder.
    Coldest,
    /// Not warmer.
    Warmest,
    /// Number of the customer's order.
    CustomerNumber,
    /// Its date.
    CustomerDate,
    /// Comment to the bid.
    BidComment,
    /// An empty run.
    EmptyRun,
    /// A property of the organisation, by its place.
    Property(u32),
    /// Name of a cargo.
    CargoName(RowKey),
    /// Type of a cargo.
    CargoType(RowKey),
    /// Weight of a cargo.
    CargoWeight(RowKey),
    /// Volume of a cargo.
    CargoVolume(RowKey),
    /// Length of a cargo.
    CargoLength(RowKey),
    /// Width of a cargo.
    CargoWidth(RowKey),
    /// Height of a cargo.
    CargoHeight(RowKey),
    /// Packing of a cargo.
    CargoPacking(RowKey),
    /// Way of loading a cargo.
    CargoLoading(RowKey),
    /// Way of unloading a cargo.
    CargoUnloading(RowKey),
    /// Note on a cargo.
    CargoComment(RowKey),
    /// The button that adds a cargo.
    AddCargo,
    /// Kind of a point.
    PointKind(RowKey),
    /// Which of the organisation's own kinds a point is.
    CustomType(RowKey),
    /// Address of a point.
    Address(RowKey),
    /// Planned arrival at a point.
    Arrival(RowKey),
    /// End of its window.
    Window(RowKey),
    /// Planned departure from a point.
    Leave(RowKey),
    /// The counterparty at a point.
    PointCustomer(RowKey),
    /// A property of a point, by its place.
    PointProperty(RowKey, u32),
    /// Note for the driver.
    Comment(RowKey),
    /// Name of the contact.
    ContactName(RowKey),
    /// Phone of the contact.
    ContactPhone(RowKey),
    /// The button that adds a point: the list of points as a whole.
    AddPoint,
}

/// What a cargo shows when it is unfolded.
const CARGO_MORE: [fn(RowKey) -> Spot; 7] = [
    Spot::CargoLoading,
    Spot::CargoUnloading,
    Spot::CargoLength,
    Spot::CargoWidth,
    Spot::CargoHeight,
    Spot::CargoPacking,
    Spot::CargoComment,
];
/// What a point shows when it is unfolded.
const POINT_MORE: [fn(RowKey) -> Spot; 5] =
    [Spot::ContactName, Spot::ContactPhone, Spot::Comment, Spot::Leave, Spot::PointCustomer];

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
        order.extend(Self::more(form));
        for cargo in &form.cargos {
            let fields = [Self::CargoName, Self::CargoType, Self::CargoWeight, Self::CargoVolume];
            order.extend(fields.map(|field| field(cargo.key)));
            if cargo.unfolded {
                order.extend(CARGO_MORE.map(|field| field(cargo.key)));
            }
        }
        order.push(Self::AddCargo);
        for point in &form.points {
            order.push(Self::PointKind(point.key));
            if point.kind() == crate::domain::bid::PointKind::Custom {
                order.push(Self::CustomType(point.key));
            }
            let fields = [Self::Address, Self::Arrival, Self::Window];
            order.extend(fields.map(|field| field(point.key)));
            if point.unfolded {
                order.extend(POINT_MORE.map(|field| field(point.key)));
                let properties = (0_u32..).zip(&point.properties);
                order.extend(properties.map(|(place, _)| Self::PointProperty(point.key, place)));
            }
        }
        order.push(Self::AddPoint);
        order
    }

    /// The rarer fields, as far as they are shown.
    fn more(form: &Form) -> Vec<Self> {
        if !form.more.unfolded {
            return vec![Self::More];
        }
        let fields = [
            Self::More,
            Self::SecondDriver,
            Self::SalesManager,
            Self::CustomerNumber,
            Self::CustomerDate,
            Self::BidComment,
            Self::Coldest,
            Self::Warmest,
            Self::EmptyRun,
        ];
        let properties = form.more.plain_properties().map(|(place, _)| Self::Property(place));
        fields.into_iter().chain(properties).collect()
    }

    /// True for a field that is shown only when the rarer ones are.
    #[must_use]
    pub fn is_more(self) -> bool {
        matches!(
            self,
            Self::SecondDriver
                | Self::SalesManager
                | Self::CustomerNumber
                | Self::CustomerDate
                | Self::BidComment
                | Self::Coldest
                | Self::Warmest
                | Self::EmptyRun
                | Self::Property(_)
        )
    }

    /// The cargo whose rarer fields it is among.
    #[must_use]
    pub fn more_of_cargo(self) -> Option<RowKey> {
        self.cargo().filter(|key| CARGO_MORE.iter().any(|field| field(*key) == self))
    }

    /// The point whose rarer fields it is among.
    #[must_use]
    pub fn more_of_point(self) -> Option<RowKey> {
        self.point()
            .filter(|key| matches!(self, Self::PointProperty(..)) || POINT_MORE.iter().any(|field| field(*key) == self))
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
        if let Self::CargoName(key)
        | Self::CargoType(key)
        | Self::CargoWeight(key)
        | Self::CargoVolume(key)
        | Self::CargoLength(key)
        | Self::CargoWidth(key)
        | Self::CargoHeight(key)
        | Self::CargoPacking(key)
        | Self::CargoLoading(key)
        | Self::CargoUnloading(key)
        | Self::CargoComment(key) = self
        {
            Some(key)
        } else {
            None
        }
    }

    fn is_field(self) -> bool {
        !matches!(self, Self::VatOnTop | Self::More | Self::EmptyRun | Self::AddCargo | Self::AddPoint)
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
        | Self::ContactPhone(key)
        | Self::CustomType(key)
        | Self::Leave(key)
        | Self::PointCustomer(key)
        | Self::PointProperty(key, _) = self
        {
            Some(key)
        } else {
            None
        }
    }
}

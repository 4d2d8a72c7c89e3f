//! A shipment of a groupage carrier (Деловые Линии): what is asked for a price and what is ordered, one form for both.
//!
//! Sources: seed 004 (`v2/calculator`) and seed 002 (`v2/request`); checks by their numbers in `partners.md` §2. Fields are
//! named by the paths of these documents (`delivery.derival.produceDate`), in findings here and in the carrier's errors
//! alike, so that both land on the same field of a form.
//!
//! Units: metres, kilograms, cubic metres, roubles; dates and times are local to the place that they are about.

pub mod check;
mod days;
mod directory;
pub mod field;
mod finding;
mod from_bid;
mod known;
mod member;
mod quote;
mod shipment;
mod words;

pub use days::{DispatchDays, way};
pub use directory::{Directory, Entry};
pub use finding::{Finding, Level};
pub use from_bid::{BidSides, Defaults, Missing, from_bid};
pub use known::{Known, Method, PackageKind, Terminal, Thresholds};
pub use member::{
    ANONYMOUS_FORM, ContactPerson, Counteragent, CustomForm, Identity, Member, PhoneNumber, Receipt, Requester,
};
pub use quote::{
    Cost, End, Found, FoundOrder, OrderDates, OrderPaper, Placed, Priced, Pricing, Quote, QuoteTerminal, Saved,
    SavedItem,
};
pub use shipment::{
    AdditionalAddress, Address, Cargo, CashOnDelivery, Handling, Insurance, Package, PaidEntry, Papers, Payment,
    Pickup, Product, Shipment, Side, Window,
};
pub use words::{DeliveryType, IdentityKind, PapersAction, PayBy, Payer, PaymentType, Role, Variant};

//! A personal invitation of ATI.SU as the trade knows it: somebody offers a load to us, or we offer one to somebody.
//!
//! `state` says where an invitation stands, `warnings` what a dispatcher must see before he takes it, `draft` makes a bid of
//! it. What of it has no place in a bid is a list of [`Left`]: the bid carries it in its comments, nothing is dropped.
//!
//! Source: seed 003, design `partners.md` §1.5, §2 (80–86), §6.1.

mod draft;
mod draft_comments;
mod draft_money;
mod state;
mod warnings;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::bid::PointKind;
use super::place::GeoPoint;

pub use draft::{Ask, Draft, Known, KnownCity, Rules, draft};
pub use draft_comments::{OWN_FACTS, Speaker};
pub use draft_money::{RateKind, Worth, vat_percent, worth};
pub use state::{History, InviteState, Stamp, state};
pub use warnings::{Warning, warnings};

/// Who invites whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// We are invited.
    Received,
    /// We invite.
    Sent,
}

/// A firm of ATI.SU.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Its code there.
    pub code: Option<String>,
    /// The contact.
    pub contact: Option<i64>,
}

/// A rate to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// In the unit of the currency.
    pub amount: Option<Decimal>,
    /// 0 none, 1 any, 2 with VAT, 3 without.
    pub kind: Option<i64>,
    /// Code of the currency; some codes are prices a unit.
    pub currency: Option<i64>,
}

/// What is paid, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Rates to choose from.
    pub rates: Vec<Rate>,
    /// In advance, per cent, when meant.
    pub prepay_percent: Option<Decimal>,
    /// In so many days, when meant.
    pub pay_days: Option<i32>,
    /// How money moves: 1 cash, 23 to a card.
    pub money_type: Option<i64>,
    /// In fuel.
    pub in_fuel: bool,
    /// At unloading.
    pub on_unloading: bool,
}

/// A cargo of a point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InviteCargo {
    /// Name.
    pub name: Option<String>,
    /// Tonnes.
    pub weight_t: Option<f64>,
    /// Cubic metres.
    pub volume_m3: Option<f64>,
    /// What has no place in a bid.
    pub left: Vec<Left>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Phone as written.
    pub phone: String,
}

/// A stop of the route.
#[derive(Debug, Clone, PartialEq)]
pub struct InvitePoint {
    /// What is done there.
    pub kind: PointKind,
    /// City of ATI's own list.
    pub city_id: Option<i64>,
    /// Its name, when the invitation says it.
    pub city_name: Option<String>,
    /// Street and house.
    pub street: Option<String>,
    /// Where.
    pub at: Option<GeoPoint>,
    /// From this day, by the clocks of the place.
    pub first_day: Option<NaiveDate>,
    /// Until this day.
    pub last_day: Option<NaiveDate>,
    /// From this time of day.
    pub opens: Option<NaiveTime>,
    /// Until this time of day.
    pub closes: Option<NaiveTime>,
    /// Day and night: times mean nothing.
    pub round_the_clock: bool,
    /// Who is there.
    pub organisation: Option<String>,
    /// His taxpayer number.
    pub inn: Option<String>,
    /// Whom to call.
    pub people: Vec<Person>,
    /// Loaded here.
    pub cargos: Vec<InviteCargo>,
    /// Place on the route as written, of points between.
    pub ordinal: Option<i64>,
    /// What has no place in a bid.
    pub left: Vec<Left>,
}

impl InvitePoint {
    /// An empty stop of a kind.
    #[must_use]
    pub const fn new(kind: PointKind) -> Self {
        Self {
            kind,
            city_id: None,
            city_name: None,
            street: None,
            at: None,
            first_day: None,
            last_day: None,
            opens: None,
            closes: None,
            round_the_clock: false,
            organisation: None,
            inn: None,
            people: Vec::new(),
            cargos: Vec::new(),
            ordinal: None,
            left: Vec::new(),
        }
    }
}

/// What the truck must be, as far as a person must see it before he agrees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Demands {
    /// Kind of body in words.
    pub body: Option<String>,
    /// The same as bits of 64, or an id.
    pub body_code: Option<i64>,
    /// Bits of ways to load.
    pub loading: Option<i64>,
    /// Bits of ways to unload.
    pub unloading: Option<i64>,
    /// How many trucks.
    pub trucks: i64,
    /// Lowest and highest temperature, °C, as written.
    pub temperature: (Option<i64>, Option<i64>),
    /// TIR, CMR or T1 is asked for.
    pub customs_papers: bool,
    /// Class of danger.
    pub danger: Option<i64>,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// Who invites whom.
    pub direction: Direction,
    /// The other side: the owner of the load for us, the carrier whom we invite.
    pub other: Party,
    /// Sent at.
    pub sent_at: Option<DateTime<Utc>>,
    /// Ends at.
    pub cancels_at: Option<DateTime<Utc>>,
    /// Kind of deal: 0 impossible, else a power of two.
    pub deal_kind: Option<i64>,
    /// To be tracked with ATI's app.
    pub tracking: bool,
    /// Money.
    pub terms: Terms,
    /// Id of the load.
    pub load_id: Option<String>,
    /// Number of the load that people see.
    pub load_number: Option<String>,
    /// Length of the way, kilometres.
    pub distance_km: Option<f64>,
    /// Of it by roads of the Platon toll.
    pub platon_km: Option<f64>,
    /// Of it by toll roads.
    pub toll_km: Option<f64>,
    /// 0 today or tomorrow, 1 between the days, 2 always, 3 there is no cargo.
    pub date_type: Option<i64>,
    /// Stops in the order of the route. Empty in an invitation that we sent: it names its load by id alone.
    pub points: Vec<InvitePoint>,
    /// The cargo as a whole.
    pub cargo: InviteCargo,
    /// What the truck must be.
    pub demands: Demands,
    /// There and back, or again and again: one bid may not be all of it.
    pub repeats: bool,
    /// What has no place in a bid.
    pub left: Vec<Left>,
}

/// Something of an invitation that has no place in a bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Name of the field; of an unknown one as it came.
    pub field: String,
    /// The model knows the field.
    pub known: bool,
    /// What it says.
    pub value: LeftValue,
}

/// What a field without a place says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftValue {
    /// Yes.
    Yes,
    /// A text or a number, as it came.
    Text(String),
    /// Codes of a dictionary: one, or the bits of a sum.
    Codes(Dictionary, Vec<i64>),
}

/// Dictionaries of ATI.SU that the program knows by heart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dictionary {
    /// Currencies and prices a unit.
    Currency,
    /// Ways to pack.
    Packing,
    /// How money moves.
    Money,
    /// Ways to load and unload.
    Loading,
    /// Bodies of trucks, as bits.
    Body,
    /// Kinds of deal.
    Deal,
    /// Readiness of the load.
    DateType,
    /// How often.
    Periodicity,
    /// Alone or with other cargo.
    PartLoad,
    /// Where the terms come from.
    PaymentSource,
    /// What is done at a point.
    PointType,
}

impl Dictionary {
    /// The name in keys of texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Currency => "currency",
            Self::Packing => "packing",
            Self::Money => "money",
            Self::Loading => "loading",
            Self::Body => "body",
            Self::Deal => "deal",
            Self::DateType => "date-type",
            Self::Periodicity => "periodicity",
            Self::PartLoad => "part-load",
            Self::PaymentSource => "payment-source",
            Self::PointType => "point-type",
        }
    }

    /// Codes that the program knows.
    #[must_use]
    pub const fn codes(self) -> &'static [i64] {
        match self {
            Self::Currency => &[1, 8, 12, 13, 19, 20, 32, 33, 34],
            Self::Packing => &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            Self::Money => &[1, 22, 23, 24, 25],
            Self::Loading => {
                &[1, 2, 4, 8, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131_072, 262_144]
            }
            Self::Body => &[
                1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 100, 200, 300, 400, 500, 700, 1100, 1200,
            ],
            Self::Deal => &[0, 1, 2, 4, 8, 16, 32, 64],
            Self::DateType => &[0, 1, 2, 3],
            Self::Periodicity => &[0, 1, 100],
            Self::PartLoad => &[1, 2, 3],
            Self::PaymentSource => &[0, 1, 2, 3, 4, 5],
            Self::PointType => &[1, 2, 3, 4, 5, 8],
        }
    }

    /// The codes that a number stands for: itself, or the bits of a sum. No code is dropped, known or not.
    #[must_use]
    pub fn taken_apart(self, number: i64) -> Vec<i64> {
        match self {
            // A number of the second numbering of bodies is one code, not a sum.
            Self::Body if self.codes().contains(&number) => vec![number],
            Self::Loading | Self::Body if number > 0 => {
                (0..63).map(|bit| 1_i64 << bit).filter(|bit| number & bit != 0).collect()
            }
            _ => vec![number],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_taken_apart_to_their_last_bit() {
        assert_eq!(Dictionary::Loading.taken_apart(7), [1, 2, 4]);
        assert_eq!(Dictionary::Body.taken_apart((1 << 56) + 1), [1, 1 << 56]);
        assert_eq!(Dictionary::Body.taken_apart(300), [300]);
        assert_eq!(Dictionary::Currency.taken_apart(12), [12]);
    }
}

//! Enumerations in the vendor's exact spelling.

use serde::{Deserialize, Serialize};

/// An enumeration of the vendor: names go out as they stand, and come in without regard to letter case.
pub(crate) trait Named: Copy + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// The vendor's name.
    fn name(self) -> &'static str;
}

/// The value of a name.
pub(crate) fn parse<T: Named>(text: &str) -> Option<T> {
    T::ALL.iter().copied().find(|value| value.name().eq_ignore_ascii_case(text.trim()))
}

macro_rules! vendor_names {
    ($($(#[$about:meta])* $name:ident { $first:ident $(, $other:ident)* })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[allow(clippy::enum_variant_names, reason = "the vendor's own spelling")]
        pub(crate) enum $name { #[default] $first $(, $other)* }

        impl Named for $name {
            const ALL: &'static [Self] = &[Self::$first $(, Self::$other)*];

            fn name(self) -> &'static str {
                match self { Self::$first => stringify!($first) $(, Self::$other => stringify!($other))* }
            }
        }
    )+};
}

vendor_names! {
    /// Where a bid stands.
    BidStatus { New, Planned, Started, Canceled, Done }
    /// What is done at a point.
    PointKind { StartPoint, LoadPoint, UnloadPoint, CustomPoint, ServicePoint }
    /// What a truck does at a point just now.
    LoadUnloadStatus { AtLoading, Loaded, AtUnloading, Unloaded }
    /// How the days of a payment term are counted.
    PaymentPeriod { InCalendarDays, InBankingDays }
    /// What a bill waits for.
    InvoiceTrigger { ByOriginal, ByScan, AtUnloading }
    /// Standing of a counterparty.
    CounterpartyStatus { None, Priority, Suspended }
    /// What kind of map object a geozone is.
    MapObjectKind {
        None, BidPoint, RouteSupportPoint, GasStation, StartBidPoint, PostamatPoint, ItemChangePoint,
        ItemChangePointAddress, ServicePoint, CounterpartyPoint, TripCouplingPoint, PlatonPoint, EmergencyAreaPoint
    }
    /// Which catalog.
    CatalogKind {
        CarType, TrailerType, TrailerLoadingType, LoadingType, UnloadingType, LoadUnloadType, CargoType, NDSType,
        PaymentType, DocumentType, CarBrandType, TrailerBrandType, ExcessMileageReasonType, BillingOption,
        RefuelingProblemType, LogistTaskCancellationReason, TrailerFamilyType, EmptyMileageBidReasonType, ExpenseType
    }
    /// How far a bid is paid.
    PaymentStatus { NotPaid, Paid, PartiallyPaid, Expired }
    /// What a tracker is fixed to.
    TrackerRelation { Default, Car, Mobile, Trailer }
    /// Unit of a cargo's amount.
    UnitOfMeasure {
        None, Millimeter, Centimeter, Meter, LinearMeter, SquareMeter, Millilitre, Litre, CubicMeter, Gram, Kilogram,
        Tonne, HorsePower, Minute, Hour, Day, Month, Year, Pair, Pack, Package, Piece, Set, Bottle, ConditionalUnit,
        Can, Box
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_out_exactly_and_come_in_any_case() {
        assert_eq!(parse::<BidStatus>("STARTED"), Some(BidStatus::Started));
        assert_eq!(parse::<BidStatus>("Cancelled"), None, "the vendor's own contract has one l");
        assert_eq!(BidStatus::Canceled.name(), "Canceled");
        assert_eq!(CatalogKind::NDSType.name(), "NDSType");
    }
}

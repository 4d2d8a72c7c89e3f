//! The top-level fields of a bid as values, so that patches, merges and the journal speak of them by one name.

use serde::Serialize;
use serde_json::Value;

use crate::domain::bid::Bid;

macro_rules! bid_fields {
    ($($variant:ident $field:ident,)+) => {
        /// A top-level field of [`Bid`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum BidField {
            $(#[doc = concat!("[`Bid::", stringify!($field), "`]")] $variant,)+
        }

        impl BidField {
            /// Every field, in the order of the form.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in patches, conflicts and the journal: that of the struct's field.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($field)),+ }
            }

            /// The field of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.name() == name)
            }

            /// True when both bids have the same value in it.
            #[must_use]
            pub fn same(self, one: &Bid, other: &Bid) -> bool {
                match self { $(Self::$variant => one.$field == other.$field),+ }
            }

            /// Copies its value from one bid to another.
            pub fn copy(self, from: &Bid, to: &mut Bid) {
                match self { $(Self::$variant => to.$field.clone_from(&from.$field)),+ }
            }

            /// Its value as the desk's own JSON.
            #[must_use]
            pub fn value(self, bid: &Bid) -> Value {
                match self { $(Self::$variant => json(&bid.$field)),+ }
            }
        }

        /// A new field of the bid breaks the build here until it is listed below.
        const _: fn(&Bid) = |bid| {
            // `own` is kept here alone: no side of a merge.
            let Bid { $($field: _,)+ own: _ } = bid;
        };
    };
}

bid_fields! {
    Customer customer,
    Organisation organisation,
    Responsible responsible,
    SalesManager sales_manager,
    PaymentType payment_type,
    VatType vat_type,
    VatOnTop vat_on_top,
    Price price,
    ContractNumber contract_number,
    PaymentDays payment_days,
    PaymentPeriod payment_period,
    Driver driver,
    SecondDriver second_driver,
    Car car,
    Trailer trailer,
    Cargos cargos,
    Points points,
    EmptyRun empty_run,
    Temperature temperature,
    Options options,
    Properties properties,
}

/// A value as the desk's own JSON. The domain's types always serialise (a number that is none becomes `null`).
pub(super) fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::PaymentPeriodKind;
    use crate::domain::bid_more::{OwnTerms, Property, Temperature};
    use crate::domain::id::{LocalId, RemoteId};
    use crate::domain::money::Money;

    #[test]
    fn names_are_those_of_the_desks_own_documents() {
        let (name, number) = (|| Some(LocalId::new("x")), || Some(RemoteId(1)));
        // What is absent is not written: every field has a value here, and a new one has to be named.
        let filled = Bid {
            customer: name(),
            organisation: name(),
            responsible: number(),
            sales_manager: number(),
            payment_type: number(),
            vat_type: number(),
            vat_on_top: true,
            price: Some(Money::default()),
            contract_number: Some(String::new()),
            payment_days: Some(1),
            payment_period: Some(PaymentPeriodKind::Calendar),
            driver: name(),
            second_driver: name(),
            car: name(),
            trailer: name(),
            cargos: Vec::new(),
            points: Vec::new(),
            empty_run: false,
            temperature: Some(Temperature::default()),
            options: vec![RemoteId(1)],
            properties: vec![Property::default()],
            own: OwnTerms::default(),
        };
        let document = json(&filled);
        let mut stored: Vec<_> = document.as_object().unwrap().keys().map(String::as_str).collect();
        let mut listed: Vec<_> = BidField::ALL.iter().map(|field| field.name()).collect();
        stored.sort_unstable();
        listed.sort_unstable();
        assert_eq!(stored, listed);
        assert_eq!(BidField::from_name("price"), Some(BidField::Price));
        assert_eq!(BidField::from_name("no_such_field"), None);
    }
}

//! The columns of the list: their widths, and which of them give way when the window gets narrow.

use crate::app::bid_list::BidSort;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BidColumn {
    /// The platform's number.
    Number,
    /// Status.
    Status,
    /// State of the exchange: shape and word.
    Exchange,
    /// State of the exchange as a shape only; the word is on hover.
    ExchangeMark,
    /// Route.
    Route,
    /// Truck.
    Car,
    /// Trailer.
    Trailer,
    /// Driver.
    Driver,
    /// Customer.
    Customer,
    /// First planned moment.
    Load,
    /// Price.
    Price,
}

impl BidColumn {
    const ALL: [Self; 10] = [
        Self::Number,
        Self::Status,
        Self::Exchange,
        Self::Route,
        Self::Car,
        Self::Trailer,
        Self::Driver,
        Self::Customer,
        Self::Load,
        Self::Price,
    ];

    /// The first to go when the window gets narrow; all of them are on the card. Number, status, the mark of the
    /// exchange, route, truck and loading always stay.
    const GIVE_WAY: [Self; 5] = [Self::Trailer, Self::Customer, Self::Exchange, Self::Driver, Self::Price];

    /// Key of its title.
    #[must_use]
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Number => "bids-column-number",
            Self::Status => "bids-column-status",
            Self::Exchange => "bids-column-exchange",
            Self::ExchangeMark => "bids-column-exchange-mark",
            Self::Route => "bids-column-route",
            Self::Car => "bids-column-car",
            Self::Trailer => "bids-column-trailer",
            Self::Driver => "bids-column-driver",
            Self::Customer => "bids-column-customer",
            Self::Load => "bids-column-load",
            Self::Price => "bids-column-price",
        }
    }

    /// Its width at the start; the route takes what the others leave, and at least this.
    #[must_use]
    pub(super) const fn width(self) -> f32 {
        match self {
            Self::Number => 68.0,
            Self::Status => 110.0,
            Self::Exchange => 142.0,
            Self::ExchangeMark => 34.0,
            Self::Route => 150.0,
            Self::Car | Self::Trailer => 98.0,
            Self::Driver => 122.0,
            Self::Customer => 108.0,
            Self::Load => 196.0,
            Self::Price => 124.0,
        }
    }

    /// The least width it may be dragged or squeezed to.
    #[must_use]
    pub(super) const fn least(self) -> f32 {
        match self {
            Self::Number => 66.0,
            Self::Status => 110.0,
            Self::Price => 124.0,
            Self::Exchange | Self::Car | Self::Trailer | Self::Route => 96.0,
            Self::ExchangeMark => 34.0,
            Self::Driver | Self::Customer => 88.0,
            Self::Load => 146.0,
        }
    }

    /// What a click on its title sorts by.
    #[must_use]
    pub(super) const fn sort(self) -> Option<BidSort> {
        match self {
            Self::Number => Some(BidSort::Number),
            Self::Status => Some(BidSort::Status),
            Self::Route => Some(BidSort::Route),
            Self::Car => Some(BidSort::Car),
            Self::Driver => Some(BidSort::Driver),
            Self::Customer => Some(BidSort::Customer),
            Self::Load => Some(BidSort::LoadTime),
            Self::Price => Some(BidSort::Price),
            Self::Exchange | Self::ExchangeMark | Self::Trailer => None,
        }
    }
}

/// The columns that fit a width.
#[must_use]
pub(super) fn columns_for(width: f32) -> Vec<BidColumn> {
    let mut columns = BidColumn::ALL.to_vec();
    for gives_way in BidColumn::GIVE_WAY {
        if columns.iter().map(|column| column.width()).sum::<f32>() <= width {
            break;
        }
        if gives_way == BidColumn::Exchange {
            columns
                .iter_mut()
                .filter(|column| **column == gives_way)
                .for_each(|column| *column = BidColumn::ExchangeMark);
        } else {
            columns.retain(|column| *column != gives_way);
        }
    }
    columns
}

/// Their widths: those they start with, or the least where even the fewest columns don't fit otherwise.
#[must_use]
pub(super) fn widths_for(columns: &[BidColumn], width: f32) -> Vec<f32> {
    let usual: f32 = columns.iter().map(|column| column.width()).sum();
    columns.iter().map(|column| if usual <= width { column.width() } else { column.least() }).collect()
}

#[cfg(test)]
mod tests {
    use super::BidColumn::{Car, ExchangeMark, Load, Number, Route, Status};
    use super::*;

    #[test]
    fn narrow_windows_keep_what_matters() {
        assert_eq!(columns_for(2000.0).len(), 10);
        let middle = columns_for(900.0);
        assert!(!middle.contains(&BidColumn::Trailer) && middle.contains(&BidColumn::Price));
        let narrow = columns_for(100.0);
        assert_eq!(narrow, [Number, Status, ExchangeMark, Route, Car, Load]);
        assert!(widths_for(&narrow, 560.0).iter().sum::<f32>() <= 560.0, "squeezed before it scrolls");
    }
}

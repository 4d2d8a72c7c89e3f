//! The columns of the list: their widths, and which of them give way when the window gets narrow.

use crate::app::bid_list::BidSort;
use crate::app::life::in_place::Field;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BidColumn {
    /// The platform's number.
    Number,
    /// Status.
    Status,
    /// Status as a shape only; the word is on hover.
    StatusMark,
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
    pub(super) const ALL: [Self; 10] = [
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

    /// Those that a person may hide: what a bid is called and its route always stay.
    pub(super) const CHOSEN: [Self; 8] =
        [Self::Status, Self::Exchange, Self::Car, Self::Trailer, Self::Driver, Self::Customer, Self::Load, Self::Price];

    /// Its name in saved views.
    #[must_use]
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Status | Self::StatusMark => "status",
            Self::Exchange | Self::ExchangeMark => "exchange",
            Self::Route => "route",
            Self::Car => "car",
            Self::Trailer => "trailer",
            Self::Driver => "driver",
            Self::Customer => "customer",
            Self::Load => "load",
            Self::Price => "price",
        }
    }

    /// The first to go when the window gets narrow; all of them are on the card.
    const GIVE_WAY: [Self; 5] = [Self::Trailer, Self::Customer, Self::Exchange, Self::Driver, Self::Price];

    /// What goes when not even the least widths fit, large text beside a card for one. Number, the marks of status and
    /// exchange, route and loading always stay.
    const GIVE_WAY_LAST: [Self; 2] = [Self::Status, Self::Car];

    /// What stands in its place when it gives way; `None`: nothing.
    const fn mark(self) -> Option<Self> {
        match self {
            Self::Exchange => Some(Self::ExchangeMark),
            Self::Status => Some(Self::StatusMark),
            _ => None,
        }
    }

    /// Key of its title.
    #[must_use]
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Number => "bids-column-number",
            Self::Status => "bids-column-status",
            Self::StatusMark => "bids-column-status-mark",
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

    /// The field that is changed in its cell.
    #[must_use]
    pub(super) const fn field(self) -> Option<Field> {
        match self {
            Self::Car => Some(Field::Car),
            Self::Trailer => Some(Field::Trailer),
            Self::Driver => Some(Field::Driver),
            Self::Load => Some(Field::Load),
            Self::Price => Some(Field::Price),
            Self::Number
            | Self::Status
            | Self::StatusMark
            | Self::Exchange
            | Self::ExchangeMark
            | Self::Route
            | Self::Customer => None,
        }
    }

    /// Its width at the start; the route takes what the others leave, and at least this.
    #[must_use]
    pub(super) const fn width(self) -> f32 {
        match self {
            Self::Number => 68.0,
            Self::Status => 110.0,
            Self::Exchange => 142.0,
            Self::ExchangeMark | Self::StatusMark => 34.0,
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
            Self::Exchange | Self::Car | Self::Trailer => 96.0,
            Self::ExchangeMark | Self::StatusMark => 34.0,
            Self::Driver | Self::Customer | Self::Route => 88.0,
            Self::Load => 146.0,
        }
    }

    /// What a click on its title sorts by.
    #[must_use]
    pub(super) const fn sort(self) -> Option<BidSort> {
        match self {
            Self::Number => Some(BidSort::Number),
            Self::Status | Self::StatusMark => Some(BidSort::Status),
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

/// All columns in a person's order: those that it doesn't name stand as usual, behind the others.
#[must_use]
pub(super) fn ordered(order: &[String]) -> Vec<BidColumn> {
    let mut columns = BidColumn::ALL.to_vec();
    columns.sort_by_key(|column| place_in(order, *column));
    columns
}

/// The order after a column has gone to the place of another one, as names.
#[must_use]
pub(super) fn moved(order: &[String], column: BidColumn, to: BidColumn) -> Vec<String> {
    let mut columns = ordered(order);
    let place_of = |columns: &[BidColumn], it: BidColumn| columns.iter().position(|one| one.name() == it.name());
    if let (Some(from), Some(to)) = (place_of(&columns, column), place_of(&columns, to)) {
        let it = columns.remove(from);
        columns.insert(to.min(columns.len()), it);
    }
    columns.into_iter().map(|column| column.name().to_owned()).collect()
}

fn place_in(order: &[String], column: BidColumn) -> usize {
    order.iter().position(|name| name == column.name()).unwrap_or(order.len())
}

/// The columns that fit a width in a person's order, without those that a person has hidden.
#[must_use]
pub(super) fn arranged(width: f32, hidden: &[String], order: &[String]) -> Vec<BidColumn> {
    let mut columns = columns_for(width, hidden);
    columns.sort_by_key(|column| place_in(order, *column));
    columns
}

/// The columns that fit a width, without those that a person has hidden.
#[must_use]
pub(super) fn columns_for(width: f32, hidden: &[String]) -> Vec<BidColumn> {
    let is_hidden =
        |column: &BidColumn| BidColumn::CHOSEN.contains(column) && hidden.iter().any(|name| name == column.name());
    let mut columns: Vec<_> = BidColumn::ALL.into_iter().filter(|column| !is_hidden(column)).collect();
    let sum = |columns: &[BidColumn], width: fn(BidColumn) -> f32| columns.iter().map(|one| width(*one)).sum::<f32>();
    for gives_way in BidColumn::GIVE_WAY {
        if sum(&columns, BidColumn::width) <= width {
            return columns;
        }
        give_way(&mut columns, gives_way);
    }
    for gives_way in BidColumn::GIVE_WAY_LAST {
        if sum(&columns, BidColumn::least) <= width {
            return columns;
        }
        give_way(&mut columns, gives_way);
    }
    columns
}

fn give_way(columns: &mut Vec<BidColumn>, column: BidColumn) {
    match column.mark() {
        Some(mark) => columns.iter_mut().filter(|one| **one == column).for_each(|one| *one = mark),
        None => columns.retain(|one| *one != column),
    }
}

/// Their widths: those they start with, or the least where even the fewest columns don't fit otherwise.
#[must_use]
pub(super) fn widths_for(columns: &[BidColumn], width: f32) -> Vec<f32> {
    let usual: f32 = columns.iter().map(|column| column.width()).sum();
    columns.iter().map(|column| if usual <= width { column.width() } else { column.least() }).collect()
}

#[cfg(test)]
mod tests {
    use super::BidColumn::{Car, ExchangeMark, Load, Number, Route, Status, StatusMark};
    use super::*;

    #[test]
    fn narrow_windows_keep_what_matters() {
        assert_eq!(columns_for(2000.0, &[]).len(), 10);
        let middle = columns_for(900.0, &[]);
        assert!(!middle.contains(&BidColumn::Trailer) && middle.contains(&BidColumn::Price));
        let narrow = columns_for(560.0, &[]);
        assert_eq!(narrow, [Number, Status, ExchangeMark, Route, Car, Load]);
        assert!(widths_for(&narrow, 560.0).iter().sum::<f32>() <= 560.0, "squeezed before it scrolls");
        let marked = columns_for(480.0, &[]);
        assert_eq!(marked, [Number, StatusMark, ExchangeMark, Route, Car, Load]);
        let hidden = ["price".to_owned(), "number".to_owned(), "nothing".to_owned()];
        let chosen = columns_for(2000.0, &hidden);
        assert_eq!(chosen.len(), 9, "what a bid is called can't be hidden");
        assert!(chosen.contains(&Number) && !chosen.contains(&BidColumn::Price));
        assert_eq!(columns_for(370.0, &[]), [Number, StatusMark, ExchangeMark, Route, Load]);
    }

    #[test]
    fn columns_go_where_a_person_puts_them_and_come_back() {
        let usual: Vec<String> = BidColumn::ALL.iter().map(|column| column.name().to_owned()).collect();
        let order = moved(&[], BidColumn::Price, Route);
        assert_eq!(ordered(&order)[..5], [Number, Status, BidColumn::Exchange, BidColumn::Price, Route]);
        assert_eq!(moved(&order, BidColumn::Price, BidColumn::Price), order);
        let back = moved(&order, BidColumn::Price, *ordered(&order).last().unwrap());
        assert_eq!(back, usual);
        let narrow = arranged(560.0, &[], &["load".to_owned(), "no such column".to_owned()]);
        assert_eq!(narrow, [Load, Number, Status, ExchangeMark, Route, Car], "the same columns, in another order");
        assert_eq!(moved(&order, StatusMark, Number)[0], "status", "a mark moves what it stands for");
    }

    #[test]
    fn nothing_scrolls_sideways_where_a_card_may_stand_beside_the_list() {
        // From the least room beside the narrowest card to a wide screen.
        for width in (370_u16..2_400).map(f32::from) {
            let columns = columns_for(width, &[]);
            assert!(widths_for(&columns, width).iter().sum::<f32>() <= width, "{width}: {columns:?}");
        }
    }
}

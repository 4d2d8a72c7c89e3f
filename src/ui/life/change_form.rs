//! What is typed into the dialog of changes, and the wish it makes. Pure.

use chrono::{NaiveDateTime, TimeDelta};

use crate::app::books::Books;
use crate::app::life::ask::Edits;
use crate::app::life::wish::{Later, Wish};
use crate::domain::bid::{Bid, PaymentPeriodKind};
use crate::domain::bid_change::BidChange;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::money::Money;
use crate::domain::overlap::ResourceKind;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::time_text::TimeText;
use crate::words::Message;

/// What of the bids is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum What {
    Car,
    Driver,
    SecondDriver,
    Trailer,
    Shift,
    LoadAt,
    Price,
    VatType,
    PaymentType,
    PaymentTerm,
    Organisation,
    Responsible,
}

impl What {
    pub(super) const ALL: [Self; 12] = [
        Self::Car,
        Self::Driver,
        Self::SecondDriver,
        Self::Trailer,
        Self::Shift,
        Self::LoadAt,
        Self::Price,
        Self::VatType,
        Self::PaymentType,
        Self::PaymentTerm,
        Self::Organisation,
        Self::Responsible,
    ];

    /// Those that a bid may be left without.
    pub(super) const fn may_be_cleared(self) -> bool {
        matches!(self, Self::Car | Self::Driver | Self::SecondDriver | Self::Trailer | Self::Responsible)
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Car => "life-what-car",
            Self::Driver => "life-what-driver",
            Self::SecondDriver => "life-what-second-driver",
            Self::Trailer => "life-what-trailer",
            Self::Shift => "life-what-shift",
            Self::LoadAt => "life-what-load-at",
            Self::Price => "life-what-price",
            Self::VatType => "life-what-vat-type",
            Self::PaymentType => "life-what-payment-type",
            Self::PaymentTerm => "life-what-payment-term",
            Self::Organisation => "life-what-organisation",
            Self::Responsible => "life-what-responsible",
        }
    }
}

/// The dialog of changes.
#[derive(Debug, Clone)]
pub(super) struct ChangeForm {
    pub(super) bids: Vec<LocalId>,
    /// All later bids of one truck, driver or trailer go to another.
    pub(super) later: Option<ResourceKind>,
    pub(super) what: What,
    pub(super) record: Pick<LocalId>,
    pub(super) item: Pick<RemoteId>,
    /// With a truck come the driver and the trailer that it drove with last.
    pub(super) with_pair: bool,
    pub(super) text: String,
    pub(super) time: TimeText,
    pub(super) period: Option<PaymentPeriodKind>,
    pub(super) clear: bool,
    /// The first frame puts the cursor into the field.
    pub(super) fresh: bool,
}

impl ChangeForm {
    pub(super) fn of(bids: Vec<LocalId>) -> Self {
        Self {
            bids,
            later: None,
            what: What::Car,
            record: Pick::default(),
            item: Pick::default(),
            with_pair: true,
            text: String::new(),
            time: TimeText::default(),
            period: Some(PaymentPeriodKind::Calendar),
            clear: false,
            fresh: true,
        }
    }

    pub(super) fn later(bid: LocalId) -> Self {
        Self { later: Some(ResourceKind::Car), ..Self::of(vec![bid]) }
    }

    /// Another field: what was typed for the one before is no value of it.
    pub(super) fn choose(&mut self, what: What) {
        *self = Self { what, ..Self::of(std::mem::take(&mut self.bids)) };
    }

    /// The changes that are typed; `None` while they can't be read.
    pub(super) fn changes(&self, books: &Books) -> Option<Vec<BidChange>> {
        let record = || if self.clear { Some(None) } else { self.record.chosen.clone().map(Some) };
        let item = || if self.clear { Some(None) } else { self.item.chosen.map(Some) };
        let one = match self.what {
            What::Car => return Some(self.of_car(record()?, books)),
            What::Driver => BidChange::Driver(record()?),
            What::SecondDriver => BidChange::SecondDriver(record()?),
            What::Trailer => BidChange::Trailer(record()?),
            What::Organisation => BidChange::Organisation(record()?),
            What::Responsible => BidChange::Responsible(item()?),
            What::VatType => BidChange::VatType(item()?),
            What::PaymentType => BidChange::PaymentType(item()?),
            What::Price => BidChange::Price(Some(Money::parse_typed(&self.text).ok()?)),
            What::PaymentTerm => {
                let days = self.text.trim().parse().ok()?;
                BidChange::PaymentTerm { days: Some(days), period: self.period }
            }
            What::Shift => BidChange::Shift(stretch(&self.text)?),
            What::LoadAt => BidChange::LoadAt(self.time.value?),
        };
        Some(vec![one])
    }

    fn of_car(&self, car: Option<LocalId>, books: &Books) -> Vec<BidChange> {
        let pair = car.as_ref().filter(|_| self.with_pair).and_then(|car| books.pairing(car)).cloned();
        let mut changes = vec![BidChange::Car(car)];
        if let Some(pair) = pair {
            changes.extend(pair.driver.map(|driver| BidChange::Driver(Some(driver))));
            changes.extend(pair.trailer.map(|trailer| BidChange::Trailer(Some(trailer))));
        }
        changes
    }

    /// The wish of the dialog; `None` while it can't be read. `bid`: the one that a hand-over begins with.
    pub(super) fn wish(&self, books: &Books, bid: Option<&Bid>) -> Option<Wish> {
        let Some(kind) = self.later else {
            let what = Message::new(self.what.key());
            return Some(Wish::Edits(Edits::alike(what, &self.bids, &self.changes(books)?)));
        };
        let bid = bid?;
        let from = match kind {
            ResourceKind::Car => bid.car.clone(),
            ResourceKind::Driver => bid.driver.clone(),
            ResourceKind::Trailer => bid.trailer.clone(),
        };
        let (from, to) = (from?, self.record.chosen.clone()?);
        (from != to)
            .then(|| {
                Some(Wish::Later(Later { kind, from, since: bid.first_utc()?, to, first: self.bids.first()?.clone() }))
            })
            .flatten()
    }
}

/// A stretch of time as people type it: `2` and `+2` are hours, `-30м`, `1д`, `1д 4ч`, `1:30`; Latin letters too.
pub(super) fn stretch(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_lowercase().replace(['−', '–'], "-");
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let minutes = minutes(rest.trim())?;
    TimeDelta::try_minutes(minutes.checked_mul(sign)?).filter(|by| by.num_days().abs() <= 3_660)
}

fn minutes(text: &str) -> Option<i64> {
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes): (i64, i64) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
        return (hours >= 0 && (0..60).contains(&minutes))
            .then(|| hours.checked_mul(60)?.checked_add(minutes))
            .flatten();
    }
    let mut total = 0_i64;
    let mut digits = String::new();
    let mut any = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' if digits.is_empty() => {}
            ' ' if letters.peek().is_some_and(|next| next.is_alphabetic()) => {}
            'д' | 'd' | 'ч' | 'h' | 'м' | 'm' => {
                let unit = match letter {
                    'д' | 'd' => 1_440,
                    'ч' | 'h' => 60,
                    _ => 1,
                };
                total = total.checked_add(digits.parse::<i64>().ok()?.checked_mul(unit)?)?;
                digits.clear();
                any = true;
                // The rest of the word: `дня`, `часа`, `мин`.
                while letters.peek().is_some_and(|next| next.is_alphabetic() || *next == '.') {
                    letters.next();
                }
            }
            _ => return None,
        }
    }
    if digits.is_empty() {
        return any.then_some(total);
    }
    // A bare number is hours.
    total.checked_add(digits.parse::<i64>().ok()?.checked_mul(if any { 1 } else { 60 })?)
}

/// Where the moment of loading counts from: the dispatcher's own clock.
pub(super) fn clock(now: NaiveDateTime) -> crate::ui::widgets::time_text::Clock {
    crate::ui::widgets::time_text::Clock { now, before: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_as_people_type_them() {
        for (typed, minutes) in [
            ("2", Some(120)),
            ("+2", Some(120)),
            ("-3", Some(-180)),
            ("−1", Some(-60)),
            ("1д", Some(1_440)),
            ("1 д 4 ч", Some(1_680)),
            ("2 часа", Some(120)),
            ("-30мин", Some(-30)),
            ("1:30", Some(90)),
            ("1d 2h", Some(1_560)),
            ("1ч 30", Some(90)),
            ("", None),
            ("+", None),
            ("ч", None),
            ("завтра", None),
            ("1:75", None),
            ("99999999999999999999", None),
            ("9999999", None),
        ] {
            assert_eq!(stretch(typed).map(|by| by.num_minutes()), minutes, "«{typed}»");
        }
    }

    #[test]
    fn a_wish_is_made_when_its_field_can_be_read() {
        let books = Books::default();
        let ids = vec![LocalId::new("a"), LocalId::new("b")];
        let mut form = ChangeForm::of(ids.clone());
        assert_eq!(form.wish(&books, None), None, "no truck is chosen");
        form.clear = true;
        let Some(Wish::Edits(edits)) = form.wish(&books, None) else { panic!("a wish") };
        assert_eq!((edits.rows.len(), &edits.rows[1].changes[..]), (2, &[BidChange::Car(None)][..]));
        form.choose(What::Price);
        assert_eq!((form.bids.clone(), form.clear), (ids, false), "another field starts empty for the same bids");
        form.text = "120 000,50".into();
        assert!(matches!(form.changes(&books).as_deref(), Some([BidChange::Price(Some(_))])));
        form.choose(What::PaymentTerm);
        form.text = "30".into();
        let term = BidChange::PaymentTerm { days: Some(30), period: Some(PaymentPeriodKind::Calendar) };
        assert_eq!(form.changes(&books), Some(vec![term]));
    }

    #[test]
    fn a_hand_over_needs_another_one_to_take_it() {
        let books = Books::default();
        let mut bid = Bid::blank();
        bid.car = Some(LocalId::new("car-1"));
        bid.points[0].place.zone = Some(crate::domain::place::Zone::Fixed(180));
        bid.points[0].plan_enter =
            chrono::NaiveDate::from_ymd_opt(2026, 12, 1).and_then(|day| day.and_hms_opt(8, 0, 0));
        let mut form = ChangeForm::later(LocalId::new("b"));
        form.record.choose(LocalId::new("car-1"));
        assert_eq!(form.wish(&books, Some(&bid)), None, "to itself is nobody else");
        form.record.choose(LocalId::new("car-2"));
        assert!(matches!(form.wish(&books, Some(&bid)), Some(Wish::Later(later)) if later.to == LocalId::new("car-2")));
        assert_eq!(form.wish(&books, None), None);
    }
}

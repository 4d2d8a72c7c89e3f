//! How the desk's values stand in columns: moments as microseconds, enumerations as words, documents as JSON.

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::Row;
use rusqlite::types::FromSql;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{Fault, damaged};
use super::link_reviews::LinkDecision;
use super::link_table::LinkHow;
use super::model::{Cause, OpKind, OpState};
use super::nulls::without_nulls;
use crate::domain::bid::BidStatus;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::record::RecordState;
use crate::domain::sync_case::ConflictKind;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::domain::upkeep::{AbsenceKind, PaperKind};

/// An enumeration that stands in a column as a word.
pub(super) trait Word: Sized + Copy {
    fn word(self) -> &'static str;
    fn from_word(word: &str) -> Result<Self, Fault>;
}

macro_rules! words {
    ($type:ident { $($variant:ident $word:literal),+ $(,)? }) => {
        impl Word for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn from_word(word: &str) -> Result<Self, Fault> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(damaged(concat!(stringify!($type), ": ").to_owned() + other)),
                }
            }
        }
    };
}

words!(LinkHow { Created "created", Pulled "pulled", ByKey "by_key", ByHand "by_hand", Unrecorded "unrecorded" });

words!(LinkDecision { Later "later", Apart "apart" });

words!(RecordState {
    LocalNew "local_new", CreateInflight "create_inflight", CreateUnknown "create_unknown", Clean "clean",
    Dirty "dirty", PushInflight "push_inflight", PushUnknown "push_unknown", Conflict "conflict",
    Rejected "rejected", RemoteGone "remote_gone", DeletePending "delete_pending", Quarantine "quarantine",
    Tombstone "tombstone",
});
words!(RecordKind {
    Bid "bid", Driver "driver", Car "car", Trailer "trailer", Counterparty "counterparty", Organisation "organisation",
});
words!(OpKind {
    Create "create", Update "update", Start "start", Revert "revert", Cancel "cancel", Delete "delete",
    Restore "restore", Complete "complete",
});
words!(OpState { Queued "queued", InFlight "in_flight", Unknown "unknown", Rejected "rejected" });
words!(Cause {
    Pulled "pulled", Sent "sent", Outvoted "outvoted", Resolved "resolved", Adopted "adopted",
    OursFirst "ours_first", TheirsFirst "theirs_first",
});
words!(ConflictKind { Fields "fields", GoneThere "gone_there", DeletedHere "deleted_here" });
words!(TroubleKind {
    Refused "refused", Offline "offline", Timeout "timeout", Server "server", Malformed "malformed",
    SignIn "sign_in", Forbidden "forbidden", NotFound "not_found", TooMany "too_many",
    MissingReference "missing_reference", Unsendable "unsendable", BadAddress "bad_address",
    UnknownPlace "unknown_place", SeveralThere "several_there", Other "other",
});
words!(AbsenceKind {
    Repair "repair", Leave "leave", Illness "illness", Rest "rest",
});
words!(PaperKind {
    Licence "licence", Medical "medical", TachographCard "tachograph_card", Insurance "insurance",
    Inspection "inspection", Pass "pass",
});
words!(CatalogKind {
    CarType "car_type", TrailerType "trailer_type", CargoType "cargo_type", VatType "vat_type",
    PaymentType "payment_type", CarBrand "car_brand", TrailerBrand "trailer_brand",
    LoadUnload "load_unload", Loading "loading", Unloading "unloading", BidOption "bid_option",
    PointOption "point_option", CustomPoint "custom_point",
});

/// A status as a word; one that this version does not know keeps the platform's spelling behind a `?`.
pub(super) fn status_word(status: &BidStatus) -> String {
    match status {
        BidStatus::Draft => "draft".to_owned(),
        BidStatus::Planned => "planned".to_owned(),
        BidStatus::Started => "started".to_owned(),
        BidStatus::Done => "done".to_owned(),
        BidStatus::Cancelled => "cancelled".to_owned(),
        BidStatus::Other(word) => format!("?{word}"),
    }
}

pub(super) fn status_from_word(word: &str) -> BidStatus {
    match word {
        "draft" => BidStatus::Draft,
        "planned" => BidStatus::Planned,
        "started" => BidStatus::Started,
        "done" => BidStatus::Done,
        "cancelled" => BidStatus::Cancelled,
        other => BidStatus::Other(other.strip_prefix('?').unwrap_or(other).to_owned()),
    }
}

/// Microseconds since 1970 UTC.
pub(super) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// A time without a zone, counted as if it were UTC.
pub(super) fn local_micros(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp_micros()
}

pub(super) fn instant(micros: i64) -> Result<DateTime<Utc>, Fault> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| damaged(format!("a moment of {micros} microseconds")))
}

pub(super) fn kopecks(money: Money) -> Option<i64> {
    let mut amount = money.as_decimal();
    amount.rescale(2);
    i64::try_from(amount.mantissa()).ok()
}

pub(super) fn money(kopecks: i64) -> Money {
    Money::from_decimal(Decimal::new(kopecks, 2))
}

const USUAL_DOCUMENT: usize = 2048;

/// A document as text. Absent values inside objects are left out: on the way back they are absent again.
pub(super) fn document(value: &impl Serialize) -> Result<String, Fault> {
    // Most documents fit: they do not grow by doubling.
    let mut bytes = Vec::with_capacity(USUAL_DOCUMENT);
    serde_json::to_writer(&mut bytes, value).map_err(|error| damaged(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    // What says it while it is written needs no second look; a name or a text with the word in it takes one.
    Ok(if text.contains("null") { without_nulls(&text) } else { text })
}

/// A document whose own top-level nulls mean something (a patch: "cleared").
pub(super) fn patch_document(mut value: Value) -> String {
    if let Value::Object(fields) = &mut value {
        fields.values_mut().for_each(drop_nulls);
    }
    value.to_string()
}

pub(super) fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

pub(super) fn read_document<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| damaged(format!("a document: {error}")))
}

/// Reads a row's columns from left to right.
pub(super) struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Cells<'r, 's> {
    pub(super) fn new(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    pub(super) fn take<T: FromSql>(&mut self) -> Result<T, Fault> {
        let value = self.row.get(self.next)?;
        self.next = self.next.saturating_add(1);
        Ok(value)
    }

    pub(super) fn word<T: Word>(&mut self) -> Result<T, Fault> {
        let place = self.next;
        self.next = self.next.saturating_add(1);
        let text = self.row.get_ref(place)?.as_str().map_err(|error| damaged(error.to_string()))?;
        T::from_word(text)
    }

    pub(super) fn instant(&mut self) -> Result<DateTime<Utc>, Fault> {
        instant(self.take()?)
    }

    pub(super) fn maybe_instant(&mut self) -> Result<Option<DateTime<Utc>>, Fault> {
        self.take::<Option<i64>>()?.map(instant).transpose()
    }

    pub(super) fn local_id(&mut self) -> Result<LocalId, Fault> {
        Ok(LocalId::new(self.take::<String>()?))
    }

    pub(super) fn maybe_local_id(&mut self) -> Result<Option<LocalId>, Fault> {
        Ok(self.take::<Option<String>>()?.map(LocalId::new))
    }

    pub(super) fn maybe_remote_id(&mut self) -> Result<Option<RemoteId>, Fault> {
        Ok(self.take::<Option<i64>>()?.map(RemoteId))
    }

    /// Reads `error, error_kind`.
    pub(super) fn trouble(&mut self) -> Result<Option<Trouble>, Fault> {
        let (detail, kind): (Option<String>, Option<String>) = (self.take()?, self.take()?);
        let Some(detail) = detail else { return Ok(None) };
        // Sentences of before the kinds were kept.
        let kind = kind.map_or(Ok(TroubleKind::Other), |word| TroubleKind::from_word(&word))?;
        Ok(Some(Trouble { kind, detail }))
    }

    pub(super) fn document<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        read_document(&self.take::<String>()?)
    }

    pub(super) fn maybe_document<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        self.take::<Option<String>>()?.map(|text| read_document(&text)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{Bid, BidPoint, PointKind};

    #[test]
    fn money_and_time_come_back_as_they_went() {
        for text in ["0.00", "0.01", "120000.00", "-5.50", "999999999999999.99"] {
            let amount = Money::parse_typed(text).unwrap();
            assert_eq!(kopecks(amount).map(money), Some(amount), "{text}");
        }
        let whole: Money = serde_json::from_str("\"5\"").unwrap();
        assert_eq!(kopecks(whole), Some(500), "an amount without decimals is still in roubles");
        let at = DateTime::from_timestamp(1_700_000_000, 123_456_000).unwrap();
        assert_eq!(instant(micros(at)).unwrap(), at);
        assert!(instant(i64::MAX).is_err());
    }

    #[test]
    fn unknown_statuses_keep_their_spelling() {
        for status in [BidStatus::Draft, BidStatus::Cancelled, BidStatus::Other("Приостановлена".to_owned())]
        {
            assert_eq!(status_from_word(&status_word(&status)), status);
        }
    }

    #[test]
    fn a_document_without_its_nulls_is_the_same_document() {
        let bid = Bid { points: vec![BidPoint::new(PointKind::Load)], ..Bid::blank() };
        let text = document(&bid).unwrap();
        assert!(!text.contains("null"), "{text}");
        assert_eq!(read_document::<Bid>(&text).unwrap(), bid);
        assert!(matches!(read_document::<Bid>("{"), Err(Fault::Told(super::super::StoreError::Damaged(_)))));
    }
}

//! The draft of an invitation with what this desk knows: its books, its catalogs, ATI.SU's names, places and zones.

use chrono::NaiveDate;

use super::names::AtiNames;
use super::words::InviteWords;
use crate::app::settings::Settings;
use crate::app::settings_ati::AtiSettings;
use crate::domain::book::BookEntry;
use crate::domain::catalog::{Catalog, CatalogKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::invite::{Draft, Invitation, Known, KnownCity, Rules, draft, vat_percent};
use crate::domain::place::{GeoPoint, Place, Precision, Zone};
use crate::domain::search_key::fold;
use crate::geo::{geocoder, zones};
use crate::store::model::BookRecord;
use crate::store::{Store, StoreError};
use crate::words::Lang;

/// Radius of a geozone around a place that ATI.SU names, metres: the one that the platform's own geocoder gives.
const RADIUS_M: f64 = 500.0;

/// A place that the geocoder found, in the place of what was written; the radius that was set stays.
#[must_use]
pub fn exact(written: &Place, found: Place) -> Place {
    Place {
        radius_m: written.radius_m.or(found.radius_m),
        zone: found.zone.or_else(|| found.location.and_then(zones::zone_at)),
        precision: Precision::Confirmed,
        ..found
    }
}

/// What the desk knows.
pub struct Drafting {
    books: Vec<BookRecord>,
    catalogs: Vec<Catalog>,
    names: AtiNames,
}

impl Drafting {
    /// Reads it.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { books: store.book_records()?, catalogs: store.catalogs()?, names: AtiNames::read(store)? })
    }

    /// Names of ATI.SU.
    #[must_use]
    pub const fn names(&self) -> &AtiNames {
        &self.names
    }

    /// The draft. Comments are in the language of the screen.
    #[must_use]
    pub fn draft(&self, invitation: &Invitation, settings: &Settings, today: NaiveDate) -> Draft {
        let day = invitation.points.first().and_then(|point| point.first_day).unwrap_or(today);
        let rules = self.rules(&settings.ati, day, today);
        let around = Around { drafting: self, invitation };
        draft(invitation, &around, &rules, &self.words(settings.lang))
    }

    /// Words with these names.
    #[must_use]
    pub const fn words(&self, lang: Lang) -> InviteWords<'_> {
        InviteWords { lang, names: &self.names }
    }

    fn rules(&self, ati: &AtiSettings, day: NaiveDate, today: NaiveDate) -> Rules {
        let vat = CatalogKind::VatType;
        let payment = CatalogKind::PaymentType;
        let named = |kind, name: &str| self.item(kind, |item| *item == fold(name));
        let or = |kind, name: &str, find: &dyn Fn(&str) -> bool| {
            if name.trim().is_empty() { self.item(kind, |item| find(item)) } else { named(kind, name) }
        };
        let percent = format!("{}%", vat_percent(day));
        // Spaces and signs aside: "НДС 22 %" and "22%".
        let is_percent = |item: &str| item.replace(' ', "").contains(&percent) && !item.contains('/');
        let is_without = |item: &str| item.contains("без ндс");
        let is_bank = |item: &str| item.contains("безнал");
        Rules {
            vat_included: !ati.vat_on_top,
            vat_with: or(vat, &ati.vat_with, &is_percent),
            vat_without: or(vat, &ati.vat_without, &is_without),
            bank_with_vat: or(payment, &ati.pay_with_vat, &|item| is_bank(item) && !is_without(item)),
            bank_without_vat: or(payment, &ati.pay_without_vat, &|item| is_bank(item) && is_without(item)),
            cash: or(payment, &ati.pay_cash, &|item| item.contains("налич") && !is_bank(item)),
            card: if ati.pay_card.trim().is_empty() { None } else { named(payment, &ati.pay_card) },
            pay_days: ati.pay_days,
            radius_m: Some(RADIUS_M),
            today,
        }
    }

    fn item(&self, kind: CatalogKind, is_it: impl Fn(&str) -> bool) -> Option<RemoteId> {
        let catalog = self.catalogs.iter().find(|catalog| catalog.kind == kind)?;
        catalog
            .items
            .iter()
            .find(|item| !item.deleted && is_it(&item.name.to_lowercase()))
            .map(|item| item.id)
            .or_else(|| catalog.items.iter().find(|item| !item.deleted && is_it(&fold(&item.name))).map(|item| item.id))
    }

    fn by_inn(&self, inn: &str) -> Option<LocalId> {
        let usable = self.books.iter().filter(|record| !record.deleted && record.active);
        let mut found = usable.filter(|record| match &record.entry {
            BookEntry::Counterparty(counterparty) => counterparty.inn.as_deref() == Some(inn.trim()),
            BookEntry::Driver(_) | BookEntry::Car(_) | BookEntry::Trailer(_) | BookEntry::Organisation(_) => false,
        });
        // Two of one number: which one is for a person to say.
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only.meta.id.clone()),
            _ => None,
        }
    }
}

/// What is known around one invitation.
struct Around<'a> {
    drafting: &'a Drafting,
    invitation: &'a Invitation,
}

impl Known for Around<'_> {
    fn customer(&self) -> Option<LocalId> {
        let firm = self.drafting.names.firm(self.invitation.other.code.as_deref()?)?;
        self.by_inn(firm.inn.as_deref()?)
    }

    fn by_inn(&self, inn: &str) -> Option<LocalId> {
        self.drafting.by_inn(inn)
    }

    fn city(&self, id: i64) -> Option<KnownCity> {
        self.drafting.names.city(id).cloned()
    }

    fn near(&self, at: GeoPoint) -> Option<Place> {
        geocoder::at(at)
    }

    fn zone(&self, at: GeoPoint) -> Option<Zone> {
        zones::zone_at(at)
    }
}

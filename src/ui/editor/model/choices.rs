//! What the pickers of the form offer, made once from the books and catalogs and again when those change.

use std::sync::Arc;

use crate::app::books::Books;
use crate::domain::bid::{PaymentPeriodKind, PointKind};
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Organisation, Trailer};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::phone::Phone;
use crate::domain::record::RecordState;
use crate::store::model::BookRecord;
use crate::ui::widgets::pick::{Choice, ChoiceList};
use crate::words::Lang;

/// The lists of all pickers.
#[derive(Debug, Default)]
pub struct Choices {
    books: Arc<Books>,
    lang: Lang,
    edition: u64,
    /// Customers.
    pub customers: ChoiceList<LocalId>,
    /// Our organisations.
    pub organisations: ChoiceList<LocalId>,
    /// Employees.
    pub employees: ChoiceList<RemoteId>,
    /// Trucks.
    pub cars: ChoiceList<LocalId>,
    /// Drivers.
    pub drivers: ChoiceList<LocalId>,
    /// Trailers.
    pub trailers: ChoiceList<LocalId>,
    /// Payment types.
    pub payment_types: ChoiceList<RemoteId>,
    /// VAT types.
    pub vat_types: ChoiceList<RemoteId>,
    /// Cargo types.
    pub cargo_types: ChoiceList<RemoteId>,
    /// Ways of loading a cargo.
    pub loadings: ChoiceList<RemoteId>,
    /// Ways of unloading a cargo.
    pub unloadings: ChoiceList<RemoteId>,
    /// Kinds of point of the organisation's own.
    pub custom_points: ChoiceList<RemoteId>,
    /// Kinds of a point.
    pub point_kinds: ChoiceList<PointKind>,
    /// Ways to count the days of a payment term.
    pub periods: ChoiceList<PaymentPeriodKind>,
}

impl Choices {
    /// Makes the lists again when books or language are others than last time.
    pub fn refresh(&mut self, books: &Arc<Books>, lang: Lang) {
        if self.edition == 0 || self.lang != lang || !Arc::ptr_eq(&self.books, books) {
            *self = Self::of(books, lang, self.edition.saturating_add(1));
        }
    }

    fn of(books: &Arc<Books>, lang: Lang, edition: u64) -> Self {
        let book = |kind| ChoiceList::new(book_rows(books, kind, lang), edition);
        let catalog = |kind| ChoiceList::new(catalog_rows(books, kind), edition);
        let employees = books.employees().iter().map(|one| Choice::new(one.id, one.name.clone())).collect();
        Self {
            books: Arc::clone(books),
            lang,
            edition,
            customers: book(RecordKind::Counterparty),
            organisations: book(RecordKind::Organisation),
            employees: ChoiceList::new(employees, edition),
            cars: book(RecordKind::Car),
            drivers: book(RecordKind::Driver),
            trailers: book(RecordKind::Trailer),
            payment_types: catalog(CatalogKind::PaymentType),
            vat_types: catalog(CatalogKind::VatType),
            loadings: catalog(CatalogKind::Loading),
            unloadings: catalog(CatalogKind::Unloading),
            custom_points: catalog(CatalogKind::CustomPoint),
            cargo_types: catalog(CatalogKind::CargoType),
            point_kinds: ChoiceList::new(point_kind_rows(lang), edition),
            periods: ChoiceList::new(period_rows(lang), edition),
        }
    }
}

/// Rows of a book by name, those to be careful with last; what is deleted is known but not offered.
fn book_rows(books: &Books, kind: RecordKind, lang: Lang) -> Vec<Choice<LocalId>> {
    let mut rows: Vec<_> = books.of_kind(kind).iter().map(|record| book_row(books, record, lang)).collect();
    rows.sort_by_cached_key(|row| (!row.mark.is_empty(), row.title.to_lowercase()));
    rows
}

fn book_row(books: &Books, record: &BookRecord, lang: Lang) -> Choice<LocalId> {
    let detail = match &record.entry {
        BookEntry::Driver(driver) => driver.phone.as_ref().map(Phone::shown).unwrap_or_default(),
        BookEntry::Car(car) => car_detail(books, &record.meta.id, car),
        BookEntry::Trailer(trailer) => trailer_detail(books, trailer),
        BookEntry::Counterparty(Counterparty { inn, .. }) | BookEntry::Organisation(Organisation { inn, .. }) => {
            inn.as_ref().map(|inn| lang.text_with("editor-inn", &[("inn", inn.as_str().into())])).unwrap_or_default()
        }
    };
    let retired = record.deleted
        || matches!(record.meta.state, RecordState::DeletePending | RecordState::RemoteGone | RecordState::Tombstone);
    let kind = record.entry.kind().prefix();
    let mark = mark_of(record, retired).map(|key| lang.text_with(key, &[("kind", kind.into())])).unwrap_or_default();
    Choice { detail, mark, retired, ..Choice::new(record.meta.id.clone(), record.entry.title()) }
}

fn mark_of(record: &BookRecord, retired: bool) -> Option<&'static str> {
    let warning = match &record.entry {
        BookEntry::Counterparty(counterparty) => {
            (counterparty.status == CounterpartyStatus::Suspended).then_some("editor-mark-suspended")
        }
        // Only resources are on the platform's list of active ones.
        BookEntry::Driver(_) | BookEntry::Car(_) | BookEntry::Trailer(_) => {
            (!record.active).then_some("editor-mark-inactive")
        }
        BookEntry::Organisation(_) => None,
    };
    if retired { Some("editor-mark-deleted") } else { warning }
}

fn car_detail(books: &Books, id: &LocalId, car: &Car) -> String {
    let driver = books.pairing(id).and_then(|pair| pair.driver.as_ref()).and_then(|id| books.driver(id));
    joined(&[
        item(books, CatalogKind::CarBrand, car.brand_id),
        item(books, CatalogKind::CarType, car.type_id),
        driver.map(Driver::short_name).unwrap_or_default(),
    ])
}

fn trailer_detail(books: &Books, trailer: &Trailer) -> String {
    joined(&[
        item(books, CatalogKind::TrailerBrand, trailer.brand_id),
        item(books, CatalogKind::TrailerType, trailer.type_id),
    ])
}

fn item(books: &Books, kind: CatalogKind, id: Option<RemoteId>) -> String {
    id.map(|id| books.item_name(kind, id).to_owned()).unwrap_or_default()
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

fn catalog_rows(books: &Books, kind: CatalogKind) -> Vec<Choice<RemoteId>> {
    let row = |item: &crate::domain::catalog::CatalogItem| Choice {
        retired: item.deleted,
        ..Choice::new(item.id, item.name.clone())
    };
    books.catalog(kind).iter().map(row).collect()
}

fn point_kind_rows(lang: Lang) -> Vec<Choice<PointKind>> {
    let row = |kind: PointKind| Choice {
        // Points of these kinds are made by the platform alone.
        retired: matches!(kind, PointKind::Start | PointKind::Service),
        ..Choice::new(kind, lang.text(point_kind_key(kind)))
    };
    [PointKind::Load, PointKind::Unload, PointKind::Custom, PointKind::Start, PointKind::Service].map(row).into()
}

/// The key of a point kind's name.
#[must_use]
pub const fn point_kind_key(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Start => "editor-kind-start",
        PointKind::Load => "editor-kind-load",
        PointKind::Unload => "editor-kind-unload",
        PointKind::Custom => "editor-kind-custom",
        PointKind::Service => "editor-kind-service",
    }
}

fn period_rows(lang: Lang) -> Vec<Choice<PaymentPeriodKind>> {
    let row = |kind: PaymentPeriodKind| {
        let key = match kind {
            PaymentPeriodKind::Calendar => "editor-period-calendar",
            PaymentPeriodKind::Banking => "editor-period-banking",
        };
        Choice::new(kind, lang.text(key))
    };
    [PaymentPeriodKind::Banking, PaymentPeriodKind::Calendar].map(row).into()
}

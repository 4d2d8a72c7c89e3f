//! What stands beside each field, and what the bid still lacks before it can be sent.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Form, read_degrees};
use super::reading::unread;
use super::spot::Spot;
use crate::app::books::Books;
use crate::app::finding_words;
use crate::domain::bid::Bid;
use crate::domain::bid_more::{OwnField, Temperature};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::minimal_set::{Problem, Tracking, check};
use crate::ui::widgets::pick::Pick;
use crate::words::{Lang, Message};

/// How loud a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Needed for sending, but nobody has been here yet.
    Quiet,
    /// Put in by the program: to be looked at.
    Proposed,
    /// To think about; sending is possible.
    Warn,
    /// Sending is impossible with it.
    Danger,
}

/// Words beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How loud.
    pub tone: Tone,
    /// The words.
    pub text: String,
    /// More of it, for the pointer; often empty.
    pub about: String,
}

impl Note {
    fn new(tone: Tone, text: String) -> Self {
        Self { tone, text, about: String::new() }
    }
}

/// Something that holds sending back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Where to mend it.
    pub spot: Spot,
    /// What it is, as the summary names it.
    pub text: String,
}

/// All notes of the form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notes {
    beside: BTreeMap<Spot, Note>,
    /// What holds sending back, in the order of the form, each field once.
    pub lacks: Vec<Lack>,
    /// All of it is merely empty.
    pub only_missing: bool,
}

impl Notes {
    /// Works the notes out. Fields that were visited (all of them once sending was tried) speak up; what is being typed
    /// right now is not called wrong yet.
    #[must_use]
    pub fn of(form: &Form, bid: &Bid, tracking: Tracking, visited: &Visited, lang: Lang) -> Self {
        let mut notes = Self { only_missing: true, ..Self::default() };
        notes.add_unread(form, visited, lang);
        for finding in check(bid, tracking) {
            let spot = Spot::of_field(finding.field, form);
            if notes.beside.contains_key(&spot) {
                continue;
            }
            let text = lang.say(&finding_words::problem(finding, tracking));
            let tone = match (finding.blocks_sending(), visited.has(spot)) {
                (false, _) => Tone::Warn,
                (true, true) => Tone::Danger,
                (true, false) => Tone::Quiet,
            };
            if finding.blocks_sending() {
                let missing = finding.problem == Problem::Missing;
                let name = lang.say(&finding_words::name(finding.field));
                notes.only_missing &= missing;
                notes.lacks.push(Lack { spot, text: if missing { name } else { format!("{name}: {text}") } });
            }
            notes.beside.insert(spot, Note::new(tone, text));
        }
        notes.add_contradictions(form, lang);
        notes.add_proposals(form, lang);
        notes.add_keepers(form, lang);
        let order = Spot::order(form);
        notes.lacks.sort_by_key(|lack| order.iter().position(|spot| *spot == lack.spot));
        notes
    }

    fn add_unread(&mut self, form: &Form, visited: &Visited, lang: Lang) {
        for (spot, unread) in unread(form) {
            let (text, about) = (lang.text(unread.key()), lang.text(unread.about_key()));
            self.lacks.push(Lack { spot, text: format!("{}: {text}", name(spot, form, lang)) });
            self.only_missing = false;
            let tone = if visited.is_here(spot) { Tone::Quiet } else { Tone::Danger };
            self.beside.insert(spot, Note { tone, text, about });
        }
    }

    /// What the fields say against each other: the platform would refuse it.
    fn add_contradictions(&mut self, form: &Form, lang: Lang) {
        for (spot, key) in contradictions(form) {
            let text = lang.text(key);
            self.lacks.push(Lack { spot, text: format!("{}: {text}", name(spot, form, lang)) });
            self.only_missing = false;
            self.beside.insert(spot, Note::new(Tone::Danger, text));
        }
    }

    fn add_proposals(&mut self, form: &Form, lang: Lang) {
        let proposed = [
            (Spot::Driver, form.driver.proposed, "editor-proposed-pair"),
            (Spot::Trailer, form.trailer.proposed, "editor-proposed-pair"),
            (Spot::PaymentType, form.payment_type.proposed, "editor-proposed-usual"),
            (Spot::VatType, form.vat_type.proposed, "editor-proposed-usual"),
        ];
        for (spot, _, key) in proposed.into_iter().filter(|(_, is, _)| *is) {
            let note = || Note { tone: Tone::Proposed, text: lang.text("editor-proposed"), about: lang.text(key) };
            self.beside.entry(spot).or_insert_with(note);
        }
    }

    /// Where what the contract has no field for is kept.
    fn add_keepers(&mut self, form: &Form, lang: Lang) {
        for (spot, field) in [
            (Spot::CustomerNumber, OwnField::CustomerNumber),
            (Spot::CustomerDate, OwnField::CustomerDate),
            (Spot::BidComment, OwnField::Comment),
        ] {
            let note = match form.more.carrier(field) {
                Some(row) => {
                    let name = [("name", row.name.as_str().into())];
                    Note {
                        about: lang.text_with("editor-goes-there-about", &name),
                        ..Note::new(Tone::Quiet, lang.text("editor-goes-there"))
                    }
                }
                None => Note {
                    about: lang.text("editor-kept-here-about"),
                    ..Note::new(Tone::Quiet, lang.text("editor-kept-here"))
                },
            };
            self.beside.entry(spot).or_insert(note);
        }
    }

    /// What the bid refers to and is gone: items deleted from their catalogs, records deleted from their books. Sending is
    /// possible, the platform may refuse it.
    pub fn add_gone(&mut self, form: &Form, books: &Books, lang: Lang) {
        let item = |kind, pick: &Pick<RemoteId>| pick.chosen.is_some_and(|id| books.item_is_gone(kind, id));
        let record = |pick: &Pick<LocalId>| pick.chosen.as_ref().is_some_and(|id| books.record_is_gone(id));
        let mut gone = vec![
            (Spot::PaymentType, item(CatalogKind::PaymentType, &form.payment_type), "editor-item-gone"),
            (Spot::VatType, item(CatalogKind::VatType, &form.vat_type), "editor-item-gone"),
            (Spot::Customer, record(&form.customer), "editor-record-gone"),
            (Spot::Organisation, record(&form.organisation), "editor-record-gone"),
            (Spot::Car, record(&form.car), "editor-record-gone"),
            (Spot::Driver, record(&form.driver), "editor-record-gone"),
            (Spot::Trailer, record(&form.trailer), "editor-record-gone"),
            (Spot::SecondDriver, record(&form.more.second_driver), "editor-record-gone"),
        ];
        let cargos = form.cargos.iter();
        gone.extend(
            cargos.map(|cargo| {
                (Spot::CargoType(cargo.key), item(CatalogKind::CargoType, &cargo.kind), "editor-item-gone")
            }),
        );
        let loading = form.cargos.iter().flat_map(|cargo| {
            [
                (Spot::CargoLoading(cargo.key), item(CatalogKind::Loading, &cargo.loading), "editor-item-gone"),
                (Spot::CargoUnloading(cargo.key), item(CatalogKind::Unloading, &cargo.unloading), "editor-item-gone"),
            ]
        });
        gone.extend(loading);
        let points = form.points.iter();
        gone.extend(
            points.map(|point| (Spot::PointCustomer(point.key), record(&point.counterparty), "editor-record-gone")),
        );
        for (spot, _, key) in gone.into_iter().filter(|(_, is, _)| *is) {
            let note = Note { tone: Tone::Warn, text: lang.text(key), about: lang.text("editor-gone-about") };
            // A proposal that is gone is no proposal; anything worse stays.
            let known = self.beside.entry(spot).or_insert_with(|| note.clone());
            if matches!(known.tone, Tone::Proposed | Tone::Quiet) {
                *known = note;
            }
        }
    }

    /// The note beside a field.
    #[must_use]
    pub fn at(&self, spot: Spot) -> Option<&Note> {
        self.beside.get(&spot)
    }

    /// The next field to mend after this one, round and round.
    #[must_use]
    pub fn next_lack(&self, after: Option<Spot>) -> Option<Spot> {
        let here = self.lacks.iter().position(|lack| Some(lack.spot) == after);
        let next = here.map_or(0, |place| place.saturating_add(1));
        self.lacks.get(next).or_else(|| self.lacks.first()).map(|lack| lack.spot)
    }
}

/// Where the person has been.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visited {
    spots: BTreeSet<Spot>,
    here: Option<Spot>,
    everywhere: bool,
}

impl Visited {
    /// The person is in this field, or in none.
    pub fn be_at(&mut self, spot: Option<Spot>) {
        if self.here != spot {
            self.spots.extend(self.here);
            self.here = spot;
        }
    }

    /// The person wanted to send: from now on nothing is quiet.
    pub fn tried_to_send(&mut self) {
        self.everywhere = true;
    }

    fn is_here(&self, spot: Spot) -> bool {
        self.here == Some(spot)
    }

    fn has(&self, spot: Spot) -> bool {
        self.everywhere || self.spots.contains(&spot)
    }
}

/// Why sending is refused, for the button's tooltip.
#[must_use]
pub fn refusal(notes: &Notes) -> Option<Message> {
    (!notes.lacks.is_empty()).then(|| Message::new("editor-send-refused").with("count", notes.lacks.len()))
}

/// A field's name where its caption alone would not tell it from its like: for screen readers and summaries.
#[must_use]
pub fn name(spot: Spot, form: &Form, lang: Lang) -> String {
    let key = if matches!(spot, Spot::CargoName(_)) { "editor-cargo-name-whole" } else { label_key(spot) };
    let field = own_name(spot, form).unwrap_or_else(|| lang.text(key));
    let cargo = spot.cargo().filter(|_| form.cargos.len() > 1);
    let cargo = cargo.and_then(|key| form.cargos.iter().position(|cargo| cargo.key == key));
    let point = spot.point().and_then(|key| form.points.iter().position(|point| point.key == key));
    let (key, place) = match (cargo, point) {
        (Some(place), _) => ("editor-name-of-cargo", place),
        (_, Some(place)) => ("editor-name-of-point", place),
        (None, None) => return field,
    };
    lang.text_with(key, &[("field", field.into()), ("row", place.saturating_add(1).into())])
}

/// The organisation's own name of a property.
#[must_use]
pub fn own_name(spot: Spot, form: &Form) -> Option<String> {
    let at = |place: u32| usize::try_from(place).ok();
    let row = match spot {
        Spot::Property(place) => form.more.properties.get(at(place)?),
        Spot::PointProperty(key, place) => form.point(key)?.properties.get(at(place)?),
        _ => None,
    };
    row.map(|row| row.name.clone())
}

fn contradictions(form: &Form) -> Vec<(Spot, &'static str)> {
    let mut found = Vec::new();
    let more = &form.more;
    let one_person = more.second_driver.chosen.is_some() && more.second_driver.chosen == form.driver.chosen;
    found.extend(one_person.then_some((Spot::SecondDriver, "editor-same-driver")));
    let regime = Temperature::of(read_degrees(&more.coldest), read_degrees(&more.warmest));
    let crossed = regime.is_some_and(|regime| regime.is_crossed());
    found.extend(crossed.then_some((Spot::Warmest, "editor-temperature-crossed")));
    for point in &form.points {
        let first = point.arrival.value.zip(point.leave.value).is_some_and(|(arrival, leave)| leave < arrival);
        found.extend(first.then_some((Spot::Leave(point.key), "editor-leave-first")));
    }
    found
}

/// The key of a field's label.
#[must_use]
pub const fn label_key(spot: Spot) -> &'static str {
    match spot {
        Spot::Customer => "editor-customer",
        Spot::Organisation => "editor-organisation",
        Spot::Responsible => "editor-responsible",
        Spot::PaymentType => "editor-payment-type",
        Spot::VatType => "editor-vat-type",
        Spot::VatOnTop => "editor-vat-on-top",
        Spot::Price => "editor-price",
        Spot::Contract => "editor-contract",
        Spot::PaymentDays => "editor-payment-days",
        Spot::PaymentPeriod => "editor-payment-period",
        Spot::Car => "editor-car",
        Spot::Driver => "editor-driver",
        Spot::Trailer => "editor-trailer",
        Spot::CargoName(_) => "editor-cargo-name",
        Spot::CargoType(_) => "editor-cargo-type",
        Spot::CargoWeight(_) => "editor-cargo-weight",
        Spot::CargoVolume(_) => "editor-cargo-volume",
        Spot::More => "editor-more-fields",
        Spot::SalesManager => "editor-sales-manager",
        Spot::SecondDriver => "editor-second-driver",
        Spot::Coldest => "editor-coldest",
        Spot::Warmest => "editor-warmest",
        Spot::CustomerNumber => "editor-customer-number",
        Spot::CustomerDate => "editor-customer-date",
        Spot::BidComment => "editor-bid-comment",
        Spot::EmptyRun => "editor-empty-run",
        Spot::Property(_) | Spot::PointProperty(..) => "editor-property",
        Spot::CargoLength(_) => "editor-cargo-length",
        Spot::CargoWidth(_) => "editor-cargo-width",
        Spot::CargoHeight(_) => "editor-cargo-height",
        Spot::CargoPacking(_) => "editor-cargo-packing",
        Spot::CargoLoading(_) => "editor-cargo-loading",
        Spot::CargoUnloading(_) => "editor-cargo-unloading",
        Spot::CargoComment(_) => "editor-cargo-comment",
        Spot::CustomType(_) => "editor-custom-type",
        Spot::Leave(_) => "editor-leave",
        Spot::PointCustomer(_) => "editor-point-customer",
        Spot::AddCargo => "editor-add-cargo",
        Spot::PointKind(_) => "editor-point-kind",
        Spot::Address(_) => "editor-address",
        Spot::Arrival(_) => "editor-arrival",
        Spot::Window(_) => "editor-window",
        Spot::Comment(_) => "editor-comment",
        Spot::ContactName(_) => "editor-contact-name",
        Spot::ContactPhone(_) => "editor-contact-phone",
        Spot::AddPoint => "editor-add-point",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::*;
    use crate::domain::book::{BookEntry, Car};
    use crate::domain::catalog::{Catalog, CatalogItem};
    use crate::domain::id::RecordKind;
    use crate::domain::record::{RecordMeta, RecordState};
    use crate::store::model::BookRecord;

    fn books() -> Arc<Books> {
        let item = |id, deleted| CatalogItem { id: RemoteId(id), name: format!("№{id}"), deleted };
        let catalog = |kind| Catalog { kind, items: vec![item(1, false), item(2, true)] };
        let meta = RecordMeta {
            state: RecordState::Clean,
            ..RecordMeta::new(LocalId::new("car-7"), chrono::DateTime::UNIX_EPOCH)
        };
        let car = BookRecord { meta, entry: BookEntry::Car(Car::default()), deleted: true, active: true, revision: 0 };
        let catalogs = [CatalogKind::PaymentType, CatalogKind::VatType, CatalogKind::CargoType].map(catalog).into();
        Arc::new(Books::new(vec![car], catalogs, Vec::new(), HashMap::new(), HashMap::new()))
    }

    #[test]
    fn what_is_gone_is_said_beside_its_field_and_nothing_else() {
        let bid = Bid {
            payment_type: Some(RemoteId(1)),
            vat_type: Some(RemoteId(2)),
            car: Some(LocalId::of_remote(RecordKind::Car, RemoteId(7))),
            driver: Some(LocalId::new("drv-never-read")),
            cargos: vec![crate::domain::bid::Cargo { type_id: Some(RemoteId(99)), ..Default::default() }],
            ..Bid::default()
        };
        let form = Form::of(&bid);
        let mut notes = Notes::default();
        notes.add_gone(&form, &books(), Lang::Ru);
        let cargo = Spot::CargoType(form.cargos[0].key);
        let mut said: Vec<Spot> = notes.beside.keys().copied().collect();
        let mut expected = vec![Spot::VatType, Spot::Car, cargo];
        said.sort();
        expected.sort();
        assert_eq!(said, expected);
        let words = |spot: Spot| notes.at(spot).map(|note| note.text.clone()).unwrap_or_default();
        assert_eq!(words(Spot::VatType), Lang::Ru.text("editor-item-gone"));
        assert_eq!(words(Spot::Car), Lang::Ru.text("editor-record-gone"));
        // Catalogs that were never read say nothing.
        let mut silent = Notes::default();
        silent.add_gone(&form, &Books::default(), Lang::Ru);
        assert_eq!(silent, Notes::default());
    }
}

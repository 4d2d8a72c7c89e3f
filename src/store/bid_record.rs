//! One bid, whole: read with its documents, written with its state and its light row worked out anew.

use rusqlite::{Connection, Row, ToSql, params};

use super::codec::{
    Cells, Word as _, document, kopecks, local_micros, micros, patch_document, read_document, status_word,
};
use super::error::{Fault, damaged};
use super::model::{BidBase, BidRecord};
use super::packed::{Documents, pack, unpack};
use super::standing::{Standing, is_queued, state_of};
use super::{customer_places, learned, map_points, outbox};
use crate::domain::bid::{Bid, BidFacts, PointKind};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::record::{RecordMeta, RecordState};
use crate::merge::{Patch, differing};

/// Between the settlements of a route in the light row: a control character that no name has.
pub(super) const ROUTE_SEPARATOR: char = '\u{1f}';

/// A bid as the store holds it.
#[derive(Debug, Clone)]
pub(super) struct StoredBid {
    /// `None` until it is first written.
    pub(super) row: Option<i64>,
    pub(super) record: BidRecord,
    /// Deleted by a person at this desk.
    pub(super) deleted_here: bool,
}

/// How a bid is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum By<'a> {
    Id(&'a LocalId),
    Remote(RemoteId),
    External(&'a str),
}

const SELECT: &str =
    "SELECT b.id, b.remote_id, b.state, b.updated_here, b.updated_there, b.synced_at, b.error, b.error_kind,
    b.row, b.external_id, b.deleted_here, b.local_revision, b.acked_revision,
    d.patch, d.packed, d.base, d.list_raw, d.edit_raw, d.facts, o.own
    FROM bids b JOIN bid_documents d ON d.row = b.row LEFT JOIN bid_own o ON o.row = b.row WHERE ";

/// The bid, if it is stored.
pub(super) fn find(connection: &Connection, by: By<'_>) -> Result<Option<StoredBid>, Fault> {
    let condition = match by {
        By::Id(_) => "b.id = ?1",
        By::Remote(_) => "b.remote_id = ?1",
        By::External(_) => "b.external_id = ?1",
    };
    let mut statement = connection.prepare_cached(&format!("{SELECT}{condition}"))?;
    let mut rows = match by {
        By::Id(id) => statement.query([id.as_str()])?,
        By::Remote(remote) => statement.query([remote.0])?,
        By::External(external) => statement.query([external])?,
    };
    let Some(mut stored) = rows.next()?.map(read).transpose()? else { return Ok(None) };
    let operations = outbox::of_record(connection, RecordKind::Bid, &stored.record.meta.id)?;
    stored.record.meta.queued = is_queued(&operations);
    Ok(Some(stored))
}

fn read(row: &Row<'_>) -> Result<StoredBid, Fault> {
    let mut cells = Cells::new(row);
    let meta = read_meta(&mut cells)?;
    let row = Some(cells.take()?);
    let external_id = cells.take()?;
    let deleted_here = cells.take()?;
    let local_revision = cells.take()?;
    let acked_revision = cells.take()?;
    let patch = Patch::from_json(&cells.take::<String>()?).map_err(|error| damaged(error.to_string()))?;
    let Documents { list_raw, base, facts, edit_raw } = read_documents(&mut cells)?;
    let base: Option<Bid> = base.map(|text| read_document(&text)).transpose()?;
    let facts: BidFacts = facts.map(|text| read_document(&text)).transpose()?.unwrap_or_default();
    let mut bid = patch.apply_to(base.as_ref().unwrap_or(&Bid::default()));
    bid.own = cells.maybe_document()?.unwrap_or_default();
    let base = base.map(|bid| BidBase { list_raw, edit_raw, bid });
    let record = BidRecord { meta, external_id, bid, base, facts, local_revision, acked_revision };
    Ok(StoredBid { row, record, deleted_here })
}

/// Reads `packed, base, list_raw, edit_raw, facts`: either the first or the others.
pub(super) fn read_documents(cells: &mut Cells<'_, '_>) -> Result<Documents<String>, Fault> {
    let packed: Option<Vec<u8>> = cells.take()?;
    let (base, list_raw, edit_raw, facts) = (cells.take()?, cells.take()?, cells.take()?, cells.take()?);
    packed.map_or(Ok(Documents { list_raw, base, facts, edit_raw }), |packed| unpack(&packed))
}

/// Reads `id, remote_id, state, updated_here, updated_there, synced_at, error, error_kind`. Whether an operation waits is for the
/// caller to say.
pub(super) fn read_meta(cells: &mut Cells<'_, '_>) -> Result<RecordMeta, Fault> {
    Ok(RecordMeta {
        id: cells.local_id()?,
        remote_id: cells.maybe_remote_id()?,
        state: cells.word()?,
        queued: false,
        updated_here: cells.instant()?,
        updated_there: cells.maybe_instant()?,
        synced_at: cells.maybe_instant()?,
        error: cells.trouble()?,
    })
}

impl StoredBid {
    /// What was changed here since the last agreement; a bid that the platform doesn't have is all change.
    pub(super) fn patch(&self) -> Patch {
        Patch::between(self.record.base.as_ref().map_or(&Bid::default(), |base| &base.bid), &self.record.bid)
    }

    /// True when the platform has the bid, and has it otherwise.
    pub(super) fn is_changed(&self) -> bool {
        self.record.base.as_ref().is_none_or(|base| differing(&base.bid, &self.record.bid).next().is_some())
    }

    /// Writes the bid, with the state and the light row that follow from what is stored of it.
    pub(super) fn save(&mut self, connection: &Connection) -> Result<(), Fault> {
        let operations = outbox::of_record(connection, RecordKind::Bid, &self.record.meta.id)?;
        self.record.meta.queued = is_queued(&operations);
        self.record.meta.state = state_of(Standing {
            on_platform: self.record.meta.remote_id.is_some(),
            changed: self.is_changed(),
            conflict: has_conflict(connection, self.row)?,
            deleted_here: self.deleted_here,
            deleted_there: self.record.facts.deleted,
            operations: &operations,
        });
        self.save_row(connection)?;
        self.save_documents(connection)?;
        let record = &self.record;
        map_points::write(connection, self.row, &record.bid)?;
        learned::remember(connection, &record.bid)?;
        customer_places::remember(connection, &record.bid, record.base.is_some(), record.meta.updated_here)
    }

    fn save_row(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut upsert = connection.prepare_cached(UPSERT)?;
        self.row = Some(self.light().bind(|values| upsert.query_row(values, |row| row.get(0)))?);
        Ok(())
    }

    fn light(&self) -> Light<'_> {
        let record = &self.record;
        Light {
            meta: &record.meta,
            external_id: &record.external_id,
            bid: &record.bid,
            facts: &record.facts,
            deleted_here: self.deleted_here,
            revisions: (record.local_revision, record.acked_revision),
        }
    }

    fn save_documents(&self, connection: &Connection) -> Result<(), Fault> {
        let base = self.record.base.as_ref();
        let raw = (base.and_then(|base| base.list_raw.as_deref()), base.and_then(|base| base.edit_raw.as_deref()));
        let packed = packed_documents(raw, base.map(|base| &base.bid), &self.record.facts)?;
        connection
            .prepare_cached(
                "INSERT INTO bid_documents (row, packed, patch, facts) VALUES (?1, ?2, ?3, '')
                 ON CONFLICT (row) DO UPDATE SET packed = excluded.packed, patch = excluded.patch, base = NULL,
                     list_raw = NULL, edit_raw = NULL, facts = ''",
            )?
            .execute(params![self.row, packed, patch_document(self.patch().to_json())])?;
        Ok(())
    }
}

/// The documents of a bid as they stand in the store: `(list_raw, edit_raw)`, the agreed document, the facts.
pub(super) fn packed_documents(
    (list_raw, edit_raw): (Option<&str>, Option<&str>),
    agreed: Option<&Bid>,
    facts: &BidFacts,
) -> Result<Vec<u8>, Fault> {
    let (agreed, facts) = (agreed.map(document).transpose()?, document(facts)?);
    pack(&Documents { list_raw, base: agreed.as_deref(), facts: Some(&facts), edit_raw })
}

/// What the light row of a bid is worked out from.
pub(super) struct Light<'a> {
    pub(super) meta: &'a RecordMeta,
    pub(super) external_id: &'a str,
    pub(super) bid: &'a Bid,
    pub(super) facts: &'a BidFacts,
    pub(super) deleted_here: bool,
    /// Made here, acknowledged.
    pub(super) revisions: (i64, i64),
}

impl Light<'_> {
    /// The values of [`INSERT`] and [`UPSERT`], in their order.
    pub(super) fn bind<T>(&self, run: impl FnOnce(&[&dyn ToSql]) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let Self { meta, external_id, bid, facts, deleted_here, revisions } = *self;
        // The platform's own zero point (where the truck stood) is no stop of the route that a person planned.
        let stops = || bid.points.iter().filter(|point| point.kind != PointKind::Start);
        let first = stops().find(|point| point.plan_enter.is_some());
        let first_local = first.and_then(|point| point.plan_enter);
        let zone = first.and_then(|point| point.place.zone);
        let route: Vec<_> = stops().map(|point| point.place.settlement()).collect();
        run(params![
            meta.id.as_str(),
            meta.remote_id.map(|id| id.0),
            external_id,
            meta.state.word(),
            micros(meta.updated_here),
            meta.updated_there.map(micros),
            meta.synced_at.map(micros),
            meta.error.as_ref().map(|trouble| &trouble.detail),
            deleted_here,
            revisions.0,
            revisions.1,
            status_word(&facts.status),
            facts.deleted || meta.state == RecordState::Tombstone,
            bid.customer.as_ref().map(LocalId::as_str),
            bid.car.as_ref().map(LocalId::as_str),
            bid.trailer.as_ref().map(LocalId::as_str),
            bid.driver.as_ref().map(LocalId::as_str),
            bid.second_driver.as_ref().map(LocalId::as_str),
            bid.organisation.as_ref().map(LocalId::as_str),
            bid.price.and_then(kopecks),
            route.join(ROUTE_SEPARATOR.encode_utf8(&mut [0; 4])),
            first_local.map(local_micros),
            first_local.zip(zone).map(|(local, zone)| zone.offset_minutes(local)),
            bid.first_utc().map(micros),
            bid.last_utc().map(micros),
            facts.plan_mileage_m,
            bid.empty_run,
            meta.error.as_ref().map(|trouble| trouble.kind.word()),
        ])
    }
}

/// Puts the name of a record in the place of another one in the agreed documents of bids, both as they stand there: in
/// quotes. Called before the light rows are changed: they say which bids may have it, but for points and for what was edited.
pub(super) fn replace_in_bases(
    connection: &Connection,
    kind: RecordKind,
    (from, to): (&LocalId, &LocalId),
) -> Result<(), Fault> {
    let (quoted_from, quoted_to) = (format!("\"{from}\""), format!("\"{to}\""));
    connection
        .prepare_cached("UPDATE bid_documents SET base = replace(base, ?1, ?2) WHERE instr(base, ?1) > 0")?
        .execute([&quoted_from, &quoted_to])?;
    let mut select = connection.prepare_cached(
        "SELECT d.row, d.packed FROM bids b JOIN bid_documents d ON d.row = b.row
         WHERE d.packed IS NOT NULL AND
             (?2 OR ?1 IN (b.customer, b.car, b.trailer, b.driver, b.second_driver, b.organisation) OR d.patch <> '{}')",
    )?;
    let stands_in_points = kind == RecordKind::Counterparty;
    let mut update = connection.prepare_cached("UPDATE bid_documents SET packed = ?2 WHERE row = ?1")?;
    let mut rows = select.query(params![from.as_str(), stands_in_points])?;
    let mut renamed: Vec<(i64, Vec<u8>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob().map_err(|error| damaged(error.to_string()))?;
        let documents = unpack(packed)?;
        let Some(base) = documents.base.as_deref().filter(|base| base.contains(&quoted_from)) else { continue };
        let base = base.replace(&quoted_from, &quoted_to);
        let documents = Documents {
            list_raw: documents.list_raw.as_deref(),
            base: Some(base.as_str()),
            facts: documents.facts.as_deref(),
            edit_raw: documents.edit_raw.as_deref(),
        };
        renamed.push((row.get(0)?, pack(&documents)?));
    }
    for (row, packed) in renamed {
        update.execute(params![row, packed])?;
    }
    Ok(())
}

macro_rules! insert {
    () => {
        "INSERT INTO bids (id, remote_id, external_id, state, updated_here, updated_there, synced_at, error,
        deleted_here, local_revision, acked_revision, status, deleted, customer, car, trailer, driver, second_driver,
        organisation, price_kopecks, route, first_local, first_offset, first_utc, last_utc, plan_mileage_m, empty_run,
        error_kind, linked_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
        ?24, ?25, ?26, ?27, ?28, CASE WHEN ?2 IS NOT NULL THEN coalesce(?7, ?5) END)"
    };
}

/// The light row of a bid that isn't stored.
pub(super) const INSERT: &str = insert!();
const UPSERT: &str = concat!(
    insert!(),
    "
    ON CONFLICT (id) DO UPDATE SET remote_id = excluded.remote_id, state = excluded.state,
        updated_here = excluded.updated_here, updated_there = excluded.updated_there, synced_at = excluded.synced_at,
        error = excluded.error, deleted_here = excluded.deleted_here, local_revision = excluded.local_revision,
        acked_revision = excluded.acked_revision, status = excluded.status, deleted = excluded.deleted,
        customer = excluded.customer, car = excluded.car, trailer = excluded.trailer, driver = excluded.driver,
        second_driver = excluded.second_driver, organisation = excluded.organisation,
        price_kopecks = excluded.price_kopecks, route = excluded.route, first_local = excluded.first_local,
        first_offset = excluded.first_offset, first_utc = excluded.first_utc, last_utc = excluded.last_utc,
        plan_mileage_m = excluded.plan_mileage_m, empty_run = excluded.empty_run, error_kind = excluded.error_kind,
        linked_at = CASE WHEN excluded.remote_id IS remote_id THEN linked_at ELSE excluded.linked_at END
    RETURNING row"
);

pub(super) fn has_conflict(connection: &Connection, row: Option<i64>) -> Result<bool, Fault> {
    let Some(row) = row else { return Ok(false) };
    Ok(connection.prepare_cached("SELECT 1 FROM conflicts WHERE row = ?1")?.exists([row])?)
}

/// Removes a bid whole: documents, conflict, operations, revisions.
pub(super) fn remove(connection: &Connection, stored: &StoredBid) -> Result<(), Fault> {
    let id = &stored.record.meta.id;
    outbox::remove_of_record(connection, RecordKind::Bid, id, |_| true)?;
    super::revisions::forget_through(connection, RecordKind::Bid, id, i64::MAX)?;
    connection.prepare_cached("DELETE FROM bids WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

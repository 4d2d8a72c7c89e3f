//! What the bids of the platform teach of the organisation's own making: no list of it can be asked for.

use rusqlite::Connection;

use super::Store;
use super::codec::Cells;
use super::error::{Fault, StoreError};
use crate::domain::bid::Bid;
use crate::domain::bid_more::CustomType;
use crate::domain::id::RemoteId;

const PROPERTY: &str = "property";
const POINT_PROPERTY: &str = "point_property";
const CUSTOM_POINT: &str = "custom_point";

/// What is known of the organisation's own making.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Learned {
    /// Names of properties of bids, in the order of the alphabet.
    pub properties: Vec<String>,
    /// Names of properties of points.
    pub point_properties: Vec<String>,
    /// Kinds of points.
    pub custom_points: Vec<CustomType>,
}

/// Remembers what a bid names. Most bids name nothing, and cost nothing.
pub(super) fn remember(connection: &Connection, bid: &Bid) -> Result<(), Fault> {
    let own = bid.properties.iter().map(|one| (PROPERTY, 0, &one.name));
    let points = bid.points.iter().flat_map(|point| &point.properties).map(|one| (POINT_PROPERTY, 0, &one.name));
    let custom = bid.points.iter().filter_map(|point| point.custom_type.as_ref());
    let custom = custom.map(|kind| (CUSTOM_POINT, kind.id.0, &kind.name));
    for (kind, id, name) in own.chain(points).chain(custom).filter(|(_, _, name)| !name.is_empty()) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO learned (kind, id, name) VALUES (?1, ?2, ?3)")?
            .execute((kind, id, name))?;
    }
    Ok(())
}

impl Store {
    /// What the bids that came so far named.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn learned(&self) -> Result<Learned, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT kind, id, name FROM learned ORDER BY kind, name, id")?;
            let rows = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>((cells.take::<String>()?, cells.take::<i64>()?, cells.take::<String>()?))
            })?;
            let mut learned = Learned::default();
            for row in rows {
                let (kind, id, name) = row?;
                match kind.as_str() {
                    PROPERTY => learned.properties.push(name),
                    POINT_PROPERTY => learned.point_properties.push(name),
                    CUSTOM_POINT if learned.custom_points.iter().all(|known| known.id.0 != id) => {
                        learned.custom_points.push(CustomType { id: RemoteId(id), name });
                    }
                    _ => {}
                }
            }
            Ok(learned)
        })
    }
}

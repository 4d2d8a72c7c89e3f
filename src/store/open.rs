//! Opening the database: is it ours, is it sound, is it of a schema we know; then the migrations.
//!
//! A damaged file is never repaired in place and never overwritten: it is moved aside together with its log, and a new
//! one is made. A file of a newer schema is looked at and left alone.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::connection::{open_writer, prepare_writer};
use super::error::{Fault, StoreError, damaged};

/// "CRdk": marks the file as this program's, so that a stranger's database is never taken for ours.
const APPLICATION_ID: i64 = 0x4352_646b;

const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema/001_first.sql")),
    M::up(include_str!("schema/002_engine.sql")),
    M::up(include_str!("schema/003_inform.sql")),
    M::up(include_str!("schema/004_conflicts.sql")),
    M::up(include_str!("schema/005_books.sql")),
    M::up(include_str!("schema/006_links.sql")),
    M::up(include_str!("schema/007_invites.sql")),
    M::up(include_str!("schema/008_packed.sql")),
    M::up(include_str!("schema/009_dellin.sql")),
    M::up(include_str!("schema/010_points.sql")),
    M::up(include_str!("schema/011_notes.sql")),
    M::up(include_str!("schema/012_dispatch_days.sql")),
    M::up(include_str!("schema/013_reports.sql")),
    M::up(include_str!("schema/014_form.sql")),
    M::up(include_str!("schema/015_steps.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// The newest schema this program knows.
fn known_schema() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// A writer on the file, and where a damaged one went.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<PathBuf>), Fault> {
    open_after(path, look)
}

/// The same after a look at the head of the file alone.
pub(super) fn open_soon(path: &Path) -> Result<(Connection, Option<PathBuf>), Fault> {
    open_after(path, |path| head(path).map(drop))
}

fn open_after(
    path: &Path,
    look: impl FnOnce(&Path) -> Result<(), Fault>,
) -> Result<(Connection, Option<PathBuf>), Fault> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| not_writable(folder, &error))?;
    }
    finish_restore(path)?;
    let moved_aside = match look(path) {
        Ok(()) => None,
        Err(fault) => match StoreError::from(fault) {
            StoreError::Damaged(_) => Some(move_aside(path, "damaged")?),
            other => return Err(other.into()),
        },
    };
    let mut connection = open_writer(path)?;
    migrate(&mut connection)?;
    Ok((connection, moved_aside))
}

/// What a restored copy is called until it takes the place of the database.
pub(super) const RESTORED: &str = ".restored";

/// A restore that was cut off between its two renamings: the present file is aside, the whole copy waits.
fn finish_restore(path: &Path) -> Result<(), Fault> {
    let waiting = beside(path, RESTORED);
    if !path.exists() && waiting.exists() {
        fs::rename(&waiting, path).map_err(|error| not_writable(&waiting, &error))?;
    }
    Ok(())
}

/// A database that lives as long as its connection.
pub(super) fn open_in_memory() -> Result<Connection, Fault> {
    let mut connection = Connection::open_in_memory()?;
    prepare_writer(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    // Two programs may open a new file at once: the one that comes second finds the work done.
    if let Err(error) = MIGRATIONS.to_latest(connection)
        && number(connection, "user_version")? != known_schema()
    {
        return Err(told(error));
    }
    Ok(())
}

fn told(error: rusqlite_migration::Error) -> Fault {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Fault::Sql(err),
        other => Fault::Told(StoreError::Other(other.to_string())),
    }
}

/// Looks at the file, to its last page, without writing to it.
pub(super) fn look(path: &Path) -> Result<(), Fault> {
    head(path)?.map_or(Ok(()), |connection| check(&connection))
}

/// Looks at the head of the file: whose it is and of which schema. `None`: there is no file yet.
fn head(path: &Path) -> Result<Option<Connection>, Fault> {
    let size = |path: &Path| fs::metadata(path).map_or(0, |meta| meta.len());
    if size(path) == 0 {
        // A log without its database: the database was lost, what remains of it must not be deleted by the engine.
        return if size(&beside(path, "-wal")) > 0 { Err(damaged("the main file is gone")) } else { Ok(None) };
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    let found = number(&connection, "user_version")?;
    let owner = number(&connection, "application_id")?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && owner != APPLICATION_ID {
        return Err(StoreError::Other("the file is another program's database".to_owned()).into());
    }
    if found > known_schema() {
        return Err(StoreError::NewerVersion { found, known: known_schema() }.into());
    }
    Ok(Some(connection))
}

/// # Errors
/// Damaged, with the first findings, when the pages or indexes don't fit together.
pub(super) fn check(connection: &Connection) -> Result<(), Fault> {
    let mut statement = connection.prepare("PRAGMA quick_check(3)")?;
    let findings = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    if findings == ["ok"] { Ok(()) } else { Err(damaged(findings.join("; "))) }
}

fn number(connection: &Connection, pragma: &str) -> Result<i64, Fault> {
    Ok(connection.pragma_query_value(None, pragma, |row| row.get(0))?)
}

/// Moves the database and its log to the first free name beside it: `desk.damaged-1.db`, `desk.damaged-1.db-wal` …
pub(super) fn move_aside(path: &Path, why: &str) -> Result<PathBuf, Fault> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let parts = ["", "-wal", "-shm"];
    let free = (1_u32..=999)
        .map(|number| path.with_file_name(format!("{stem}.{why}-{number}{ending}")))
        .find(|name| parts.iter().all(|part| !beside(name, part).exists()));
    let Some(aside) = free else { return Err(damaged("no free name to move the file to")) };
    for part in parts {
        let from = beside(path, part);
        if from.exists() {
            fs::rename(&from, beside(&aside, part)).map_err(|error| not_writable(&from, &error))?;
        }
    }
    Ok(aside)
}

/// `desk.db` → `desk.db-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

pub(super) fn not_writable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::Told(StoreError::NotWritable(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_runs_on_an_empty_database() {
        MIGRATIONS.validate().unwrap();
        let connection = open_in_memory().unwrap();
        assert_eq!(number(&connection, "user_version").unwrap(), known_schema());
        assert_eq!(number(&connection, "application_id").unwrap(), APPLICATION_ID);
        assert_eq!(number(&connection, "foreign_keys").unwrap(), 1);
    }
}

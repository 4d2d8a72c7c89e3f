//! `book … import` and `book … export`: tables in and out, the same as in the window.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

use super::book::is_usable;
use super::context::{Context, now, words_of};
use super::output::{Exit, Failure, json as answer};
use crate::app::book_tables::{TableFormat, all_fields, sample, write_file, xlsx_bytes};
use crate::app::books::Books;
use crate::app::import::Looked;
use crate::app::import::read::{self, ReadError};
use crate::app::import::words::{problem, problem_name, read_error, write_error};
use crate::domain::id::RecordKind;
use crate::domain::import::{Counts, Target, Verdict};
use crate::files::ReadFile;
use crate::words::{Lang, Message};

/// Imports a file, or says what it would do.
pub(super) fn import(
    context: &Context,
    kind: RecordKind,
    file: &Path,
    sheet: Option<&str>,
    dry_run: bool,
) -> Result<Exit, Failure> {
    let unreadable = |error: ReadError| {
        let message = read_error(&error, file);
        // What is wrong with the file is wrong with the argument.
        Failure::usage(message)
    };
    let sheet = match sheet {
        Some(name) => Some(place_of(&read::file(file, None).map_err(unreadable)?, name)?),
        None => None,
    };
    context.ensure_books()?;
    let books = books(context)?;
    let looked = read::look(kind, &books, file, sheet, &mut || true).map_err(unreadable)?;
    if dry_run {
        return report(context, &looked, looked.plan.counts, true);
    }
    let imported = context.store.import_books(kind, &looked.plan, now(), &mut |_| true)?.unwrap_or_default();
    let created = imported.iter().filter(|one| one.before.is_none()).count();
    let changed = imported.len().saturating_sub(created);
    let planned = looked.plan.counts;
    let late = planned.created.saturating_add(planned.changed).saturating_sub(imported.len());
    let counts = Counts { created, changed, skipped: planned.skipped.saturating_add(late), wrong: planned.wrong };
    if imported.is_empty() {
        return report(context, &looked, counts, false);
    }
    context.send_and_answer(|| report(context, &looked, counts, false))
}

fn place_of(file: &ReadFile, name: &str) -> Result<usize, Failure> {
    let missing = || {
        let known = file.sheets.join(", ");
        Failure::usage(Message::new("cli-no-sheet").with("text", name).with("known", known))
    };
    file.sheets.iter().position(|sheet| sheet == name).ok_or_else(missing)
}

fn books(context: &Context) -> Result<Books, Failure> {
    let store = &context.store;
    Ok(Books::new(store.book_records()?, store.catalogs()?, store.employees()?, HashMap::new(), HashMap::new()))
}

fn report(context: &Context, looked: &Looked, counts: Counts, dry_run: bool) -> Result<Exit, Failure> {
    let lang = context.lang.unwrap_or_default();
    let grid = &looked.file.grid;
    let columns: Vec<Value> = looked
        .layout
        .targets
        .iter()
        .enumerate()
        .map(|(place, target)| json!({"title": looked.layout.title(grid, place), "field": target.map(field)}))
        .collect();
    let problems: Vec<Value> = looked
        .plan
        .rows
        .iter()
        .flat_map(|row| {
            row.notes.iter().map(move |note| {
                let cell = note.column.and_then(|column| Some(grid.rows.get(row.place)?.cell(column).shown()));
                json!({
                    "row": row.line,
                    "column": note.column.and_then(|column| looked.layout.title(grid, column)),
                    "value": cell,
                    "problem": problem_name(&note.problem),
                    "text": problem(&note.problem, lang),
                    "left_out": row.verdict == Verdict::Wrong,
                })
            })
        })
        .collect();
    answer(&json!({
        "created": counts.created,
        "changed": counts.changed,
        "skipped": counts.skipped,
        "wrong": counts.wrong,
        "dry_run": dry_run,
        "sheet": looked.file.sheets.get(looked.file.sheet),
        "columns": columns,
        "problems": problems,
    }))?;
    Ok(if counts.wrong > 0 { Exit::Waits } else { Exit::Done })
}

fn field(target: Target) -> &'static str {
    match target {
        Target::Field(field) => field.name(),
        Target::FullName => "full_name",
    }
}

/// Writes the records, or an empty sample.
pub(super) fn export(
    context: &Context,
    kind: RecordKind,
    file: &Path,
    all: bool,
    empty: bool,
) -> Result<Exit, Failure> {
    let lang: Lang = context.lang.unwrap_or_default();
    let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(format) = TableFormat::of_ending(&ending) else {
        return Err(Failure::usage(Message::new("cli-bad-ending").with("path", file.display().to_string())));
    };
    context.ensure_books()?;
    let books = books(context)?;
    let shown = file.display().to_string();
    let wrong = |error| Failure::new(write_error(&error, &shown));
    let (bytes, rows) = if empty {
        let tables = sample(kind, &books, lang);
        let bytes = match (format, tables.first()) {
            (TableFormat::Csv, Some(table)) => format.bytes(table),
            _ => xlsx_bytes(&tables),
        };
        (bytes.map_err(wrong)?, 0)
    } else {
        let records = books.of_kind(kind).iter().map(AsRef::as_ref);
        let table = all_fields(kind, records.filter(|record| all || is_usable(record)), &books, lang);
        (format.bytes(&table).map_err(wrong)?, table.rows.len())
    };
    write_file(file, &bytes).map_err(|error| {
        words_of(context, &Message::new("cli-system-failed").with("text", error.to_string()));
        Failure::new(Message::new("error-file-not-written").with("path", shown.as_str()))
    })?;
    answer(&json!({"path": shown, "rows": rows}))?;
    Ok(Exit::Done)
}

//! One row of a file: which record it means, and what it would change in it.

use super::columns::{Layout, Target, typed_rows};
use super::grid::{Cell, GridRow};
use super::known::{Known, KnownRecord};
use super::person::set_full_name;
use super::plan::{PlannedRow, Verdict};
use super::problem::{CellNote, Problem};
use super::value::{Meaning, is_alike, meaning, with_zero};
use crate::domain::book::BookEntry;
use crate::domain::book_check::{Beside, Flaw, tidy};
use crate::domain::book_field::{BookField, FieldValue, Input, row_of};
use crate::domain::id::RecordKind;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::domain::search_key::fold;

/// What every row is read by.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) kind: RecordKind,
    pub(super) layout: &'a Layout,
    pub(super) known: &'a Known,
}

/// A row that was read, and what it stands for: rows of one file with the same key mean the same thing.
pub(super) struct ReadRow {
    pub(super) row: PlannedRow,
    pub(super) key: Option<String>,
}

/// What a row would make of a record.
struct Attempt {
    entry: BookEntry,
    notes: Vec<CellNote>,
    changed: Vec<usize>,
}

impl Attempt {
    fn is_wrong(&self) -> bool {
        self.notes.iter().any(|note| note.problem.blocks())
    }
}

impl<'a> Reader<'a> {
    /// Reads a row. `None` for bids, which are no book.
    pub(super) fn read(self, place: usize, row: &GridRow) -> Option<ReadRow> {
        let blank = BookEntry::blank(self.kind)?;
        let found = self.find(row);
        let planned = |verdict, notes, changed| PlannedRow { place, line: row.line, verdict, notes, changed };
        let (planned, key) = match found.as_slice() {
            [] => {
                let mut attempt = self.attempt(row, &blank);
                self.require(&mut attempt);
                let key = attempt.entry.natural_key();
                if key.as_deref().is_some_and(|key| self.known.was_deleted(key)) {
                    attempt.notes.push(CellNote { column: self.key_column(), problem: Problem::WasDeleted });
                }
                let key = key.or_else(|| Some(fold(&attempt.entry.title())).filter(|name| !name.is_empty()));
                let verdict =
                    if attempt.is_wrong() { Verdict::Wrong } else { Verdict::Create(Box::new(attempt.entry)) };
                (planned(verdict, attempt.notes, Vec::new()), key)
            }
            [only] => (self.change(row, only, &planned), Some(only.id.as_str().to_owned())),
            several => {
                // Twins in the book: a row that one of them equals already asks for nothing.
                let mut each = several.iter().map(|one| (one, self.change(row, one, &planned)));
                if let Some((one, row)) = each.find(|(_, row)| row.verdict == Verdict::Same) {
                    (row, Some(one.id.as_str().to_owned()))
                } else {
                    let problem = Problem::Several(several.len());
                    let note = CellNote { column: self.key_column(), problem };
                    (planned(Verdict::Wrong, vec![note], Vec::new()), None)
                }
            }
        };
        Some(ReadRow { row: planned, key })
    }

    fn change(
        self,
        row: &GridRow,
        record: &KnownRecord,
        planned: &dyn Fn(Verdict, Vec<CellNote>, Vec<usize>) -> PlannedRow,
    ) -> PlannedRow {
        let mut attempt = self.attempt(row, &record.entry);
        if record.closed && !attempt.changed.is_empty() {
            attempt.notes.push(CellNote { column: self.key_column(), problem: Problem::Closed });
        }
        let verdict = if attempt.is_wrong() {
            Verdict::Wrong
        } else if attempt.changed.is_empty() {
            Verdict::Same
        } else {
            let (before, after) = (Box::new(record.entry.clone()), Box::new(attempt.entry));
            Verdict::Change { id: record.id.clone(), before, after }
        };
        planned(verdict, attempt.notes, attempt.changed)
    }

    /// Puts the row's cells over a record.
    fn attempt(self, row: &GridRow, base: &BookEntry) -> Attempt {
        let mut attempt = Attempt { entry: base.clone(), notes: Vec::new(), changed: Vec::new() };
        let text = |field| self.text(row, field).or_else(|| base.value(field).map(|value| value.plain()));
        let (inn, bic) = (text(BookField::Inn).unwrap_or_default(), text(BookField::Bic).unwrap_or_default());
        let beside = Beside { inn: &inn, bic: &bic, trailer: self.kind == RecordKind::Trailer };
        let columns = self.layout.targets.iter().enumerate();
        for (column, target) in columns.filter_map(|(column, target)| Some((column, (*target)?))) {
            let cell = row.cell(column);
            if cell.is_empty() {
                continue;
            }
            let changed = match target {
                Target::FullName => self.full_name(row, cell, &mut attempt.entry),
                Target::Field(field) => {
                    let current = base.value(field);
                    self.field(field, cell, current.as_ref(), beside, &mut attempt.entry).map(|(changed, note)| {
                        attempt.notes.extend(note.map(|problem| CellNote { column: Some(column), problem }));
                        changed
                    })
                }
            };
            match changed {
                Ok(true) => attempt.changed.push(column),
                Ok(false) => {}
                Err(problem) => attempt.notes.push(CellNote { column: Some(column), problem }),
            }
        }
        attempt
    }

    fn field(
        self,
        field: BookField,
        cell: &Cell,
        current: Option<&FieldValue>,
        beside: Beside<'_>,
        entry: &mut BookEntry,
    ) -> Result<(bool, Option<Problem>), Problem> {
        let Some(&row) = row_of(self.kind, field) else { return Ok((false, None)) };
        let Meaning { value, note } = meaning(row, cell, current, self.known, beside)?;
        if is_alike(row.input, current, &value) {
            return Ok((false, note));
        }
        entry.set_value(field, &value);
        Ok((true, note))
    }

    /// Columns of their own for the parts of a name say more than the whole in one cell.
    fn full_name(self, row: &GridRow, cell: &Cell, entry: &mut BookEntry) -> Result<bool, Problem> {
        let has_parts = self.text(row, BookField::LastName).is_some();
        match cell {
            Cell::Error(_) => Err(Problem::Broken),
            Cell::Date(_) => Err(Problem::DateHere),
            _ if has_parts => Ok(false),
            _ => set_full_name(entry, cell.shown()),
        }
    }

    /// What a new record lacks.
    fn require(self, attempt: &mut Attempt) {
        for row in typed_rows(self.kind).filter(|row| row.required) {
            let lacks = attempt.entry.value(row.field).is_none_or(|value| value == FieldValue::Empty);
            let own = self.layout.column_of(Target::Field(row.field));
            let is_name = matches!(row.field, BookField::LastName | BookField::FirstName);
            let column = own.or_else(|| self.layout.column_of(Target::FullName).filter(|_| is_name));
            let is_told = attempt.notes.iter().any(|note| note.column.is_some() && note.column == column);
            if lacks && !is_told {
                let problem = if column.is_some() { Problem::Flaw(Flaw::Missing) } else { Problem::Lacks(row.field) };
                attempt.notes.push(CellNote { column, problem });
            }
        }
    }

    /// Records that the row means: by phone, plate, INN with KPP; companies without an INN by their name.
    fn find(self, row: &GridRow) -> Vec<&'a KnownRecord> {
        let key = |text: Option<String>| text.map_or_else(Vec::new, |key| self.known.with_key(&key));
        match self.kind {
            RecordKind::Driver => {
                let phone = self.text(row, BookField::Phone).and_then(|text| Phone::parse(&text).ok());
                key(phone.map(|phone| phone.to_string()))
            }
            RecordKind::Car | RecordKind::Trailer => {
                let plate = self.text(row, BookField::Number).and_then(|text| Plate::parse(&text).ok());
                key(plate.map(|plate| plate.to_string()))
            }
            RecordKind::Counterparty | RecordKind::Organisation => self.find_company(row),
            RecordKind::Bid => Vec::new(),
        }
    }

    fn find_company(self, row: &GridRow) -> Vec<&'a KnownRecord> {
        let Some(inn) = self.text(row, BookField::Inn) else {
            return self.text(row, BookField::Name).map_or_else(Vec::new, |name| self.known.with_name(&name));
        };
        let Some(kpp) = self.text(row, BookField::Kpp) else { return self.known.with_inn(&inn) };
        let exactly = self.known.with_key(&format!("{inn}/{kpp}"));
        // A company that is known without its KPP gets it; another KPP is another branch.
        if exactly.is_empty() { self.known.with_key(&format!("{inn}/")) } else { exactly }
    }

    /// Tidied text of the cell that fills a field.
    fn text(self, row: &GridRow, field: BookField) -> Option<String> {
        let cell = row.cell(self.layout.column_of(Target::Field(field))?);
        let input = row_of(self.kind, field).map_or(Input::Text, |row| row.input);
        let text = tidy(input, cell.shown());
        (!text.is_empty()).then(|| with_zero(input, &text).unwrap_or(text))
    }

    /// The column that says which record the row means.
    pub(super) fn key_column(self) -> Option<usize> {
        let fields: &[BookField] = match self.kind {
            RecordKind::Driver => &[BookField::Phone],
            RecordKind::Car | RecordKind::Trailer => &[BookField::Number],
            RecordKind::Counterparty | RecordKind::Organisation => &[BookField::Inn, BookField::Name],
            RecordKind::Bid => &[],
        };
        fields.iter().find_map(|field| self.layout.column_of(Target::Field(*field)))
    }
}

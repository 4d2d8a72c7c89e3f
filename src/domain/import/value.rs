//! One cell → the value of a field, by the same rules as the forms.

use super::grid::Cell;
use super::known::Known;
use super::names::{NO, STANDINGS, YES, plain};
use super::problem::Problem;
use crate::domain::book::CounterpartyStatus;
use crate::domain::book_check::{Beside, Flaw, flaw, tidy};
use crate::domain::book_field::{BookField, FieldRow, FieldValue, Input, parse_number};
use crate::domain::id::RemoteId;
use crate::domain::inn::{is_valid_bic, is_valid_inn, is_valid_kpp};

/// No field of a book is longer: such a cell is a torn file, or text that lost its end.
const LONGEST: usize = 2_000;

/// What a cell means.
pub(super) struct Meaning {
    pub(super) value: FieldValue,
    /// Something to look at.
    pub(super) note: Option<Problem>,
}

/// Reads a cell that isn't empty. `current`: what stands in the record; what is equal to it is never wrong.
pub(super) fn meaning(
    row: FieldRow,
    cell: &Cell,
    current: Option<&FieldValue>,
    known: &Known,
    beside: Beside<'_>,
) -> Result<Meaning, Problem> {
    let text = cell.shown();
    let is_free_text = row.input == Input::Text;
    let mut note = None;
    match cell {
        Cell::Error(_) => return Err(Problem::Broken),
        Cell::Rounded(_) if !matches!(row.input, Input::Number) => return Err(Problem::Rounded),
        Cell::Date(_) if is_free_text => {
            note = (row.field == BookField::WheelFormula).then_some(Problem::BecameDate);
        }
        Cell::Date(_) => return Err(Problem::DateHere),
        _ => {}
    }
    let value = match row.input {
        Input::Catalog(kind) => {
            let found = known.items(kind, text);
            let is_current = |id: &RemoteId| current == Some(&FieldValue::Whole(id.0));
            if let Some((id, _)) = found.iter().find(|(id, _)| is_current(id)) {
                FieldValue::Whole(id.0)
            } else {
                let living: Vec<RemoteId> = found.iter().filter(|(_, old)| !old).map(|(id, _)| *id).collect();
                let none = if found.is_empty() { Problem::NoItem(kind) } else { Problem::OldItem(kind) };
                one(&living, none, Problem::SeveralItems(kind))?
            }
        }
        Input::Employee => chosen(known.employees(text), current, Problem::NoEmployee, Problem::SeveralEmployees)?,
        Input::Driver => chosen(known.drivers(text), current, Problem::NoDriver, Problem::SeveralDrivers)?,
        Input::Flag => FieldValue::Flag(flag(cell).ok_or(Problem::NoFlag)?),
        Input::Standing => FieldValue::Text(standing(text).ok_or(Problem::NoStanding)?.name().to_owned()),
        Input::Number => FieldValue::Number(parse_number(text).ok_or(Problem::Flaw(Flaw::NoNumber))?),
        Input::Whole => {
            FieldValue::Whole(text.parse::<u32>().map_err(|_not_whole| Problem::Flaw(Flaw::NoNumber))?.into())
        }
        // No column stands for a list.
        Input::Items => return Err(Problem::Broken),
        Input::Text
        | Input::Phone
        | Input::Plate
        | Input::Inn
        | Input::Kpp
        | Input::Bic
        | Input::Account
        | Input::CorrespondentAccount
        | Input::Shown => {
            let written = tidy(row.input, text);
            let whole = with_zero(row.input, &written);
            if whole.is_some() {
                note = Some(Problem::ZeroPutBack);
            }
            FieldValue::text(&whole.unwrap_or(written))
        }
    };
    if is_alike(row.input, current, &value) {
        return Ok(Meaning { value, note: None });
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::TooLong);
    }
    let found = flaw(row.input, false, &value.plain(), beside);
    match found {
        Some(flaw) if flaw.blocks() => Err(Problem::Flaw(flaw)),
        flaw => Ok(Meaning { value, note: note.or(flaw.map(Problem::Flaw)) }),
    }
}

/// True when a value says nothing new.
pub(super) fn is_alike(input: Input, current: Option<&FieldValue>, value: &FieldValue) -> bool {
    match (input, current) {
        // A form shows these as no, too.
        (Input::Flag, None | Some(FieldValue::Empty)) => *value == FieldValue::Flag(false),
        (Input::Standing, None | Some(FieldValue::Empty)) => value.plain() == CounterpartyStatus::None.name(),
        (_, Some(current)) if current == value => true,
        (_, Some(FieldValue::Text(current))) => {
            Cell::text(&tidy(input, current)) == Cell::text(&tidy(input, &value.plain()))
        }
        (_, None | Some(_)) => false,
    }
}

fn one(found: &[RemoteId], none: Problem, several: Problem) -> Result<FieldValue, Problem> {
    match found {
        [] => Err(none),
        [only] => Ok(FieldValue::Whole(only.0)),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(FieldValue::Whole(first.0)),
        _ => Err(several),
    }
}

fn chosen(
    found: &[RemoteId],
    current: Option<&FieldValue>,
    none: Problem,
    several: Problem,
) -> Result<FieldValue, Problem> {
    match current {
        Some(FieldValue::Whole(number)) if found.contains(&RemoteId(*number)) => Ok(FieldValue::Whole(*number)),
        _ => one(found, none, several),
    }
}

fn flag(cell: &Cell) -> Option<bool> {
    if let Cell::Flag(flag) = cell {
        return Some(*flag);
    }
    match cell.shown() {
        "+" => Some(true),
        "-" | "–" | "—" => Some(false),
        text if YES.contains(&plain(text).as_str()) => Some(true),
        text if NO.contains(&plain(text).as_str()) => Some(false),
        _ => None,
    }
}

fn standing(text: &str) -> Option<CounterpartyStatus> {
    let text = plain(text);
    let known = STANDINGS.iter().position(|names| names.contains(&text.as_str()))?;
    CounterpartyStatus::ALL.get(known).copied()
}

/// A number that only lacks the zero before it: a spreadsheet drops it. `None`: nothing is lacking.
pub(super) fn with_zero(input: Input, text: &str) -> Option<String> {
    let lengths: &[usize] = match input {
        Input::Inn => &[9, 11],
        Input::Kpp | Input::Bic => &[8],
        _ => return None,
    };
    if !lengths.contains(&text.len()) || !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole = format!("0{text}");
    let is_right = match input {
        Input::Inn => is_valid_inn(&whole),
        Input::Kpp => is_valid_kpp(&whole),
        _ => is_valid_bic(&whole),
    };
    is_right.then_some(whole)
}

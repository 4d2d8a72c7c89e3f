//! What the columns of a file mean: by their names, or as a person set them.

use std::collections::HashSet;

use super::grid::Grid;
use super::names::{FIELDS, FULL_NAME, plain};
use crate::domain::book_field::{BookField, FieldRow, fields_of, row_of};
use crate::domain::id::RecordKind;

/// How far down the row of names is looked for: above it stand titles, dates and logos.
const HEADER_WITHIN: usize = 20;

/// What a column fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A field.
    Field(BookField),
    /// Family name, first name and patronymic of a driver at once.
    FullName,
}

/// Fields of a book that a person types.
pub(super) fn typed_rows(kind: RecordKind) -> impl Iterator<Item = &'static FieldRow> {
    fields_of(kind).iter().filter(|row| row.input.fits_a_cell())
}

/// Everything that a column of a book's file can fill, in the order of its form.
#[must_use]
pub fn targets_of(kind: RecordKind) -> Vec<Target> {
    let whole = (kind == RecordKind::Driver).then_some(Target::FullName);
    whole.into_iter().chain(typed_rows(kind).map(|row| Target::Field(row.field))).collect()
}

impl Target {
    /// What a name of a column means in a book. What stands behind a comma or in brackets is a unit or a remark.
    #[must_use]
    pub fn named(kind: RecordKind, title: &str) -> Option<Self> {
        let main = title.split([',', '(']).next().unwrap_or(title);
        Self::of_plain(kind, &plain(title)).or_else(|| Self::of_plain(kind, &plain(main)))
    }

    fn of_plain(kind: RecordKind, name: &str) -> Option<Self> {
        if name.is_empty() {
            return None;
        }
        if kind == RecordKind::Driver && FULL_NAME.contains(&name) {
            return Some(Self::FullName);
        }
        let typed = |field: BookField| row_of(kind, field).is_some_and(|row| row.input.fits_a_cell());
        let by_name = FIELDS.iter().find(|(field, names)| typed(*field) && names.contains(&name));
        let own = |field: &&BookField| typed(**field) && plain(field.name()) == name;
        by_name.map(|(field, _)| *field).or_else(|| BookField::ALL.iter().find(own).copied()).map(Self::Field)
    }
}

/// Where the names stand and what the columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Place of the row of names among the rows of the grid; `None`: the file has none.
    pub header: Option<usize>,
    /// What each column fills; `None`: it is left out.
    pub targets: Vec<Option<Target>>,
}

impl Layout {
    /// Finds the row of names, and what they mean. Of two columns of the same meaning the first is taken.
    #[must_use]
    pub fn guess(kind: RecordKind, grid: &Grid) -> Self {
        let known = |place: usize| Self::by_names(kind, grid, place).iter().flatten().count();
        let places = 0..grid.rows.len().min(HEADER_WITHIN);
        let best = places.map(|place| (known(place), std::cmp::Reverse(place))).max();
        let header = best.map_or(0, |(_, place)| place.0);
        Self::with_header(kind, grid, Some(header))
    }

    /// With the names in this row, or without a row of names.
    #[must_use]
    pub fn with_header(kind: RecordKind, grid: &Grid, header: Option<usize>) -> Self {
        let targets = header.map_or_else(|| vec![None; grid.width()], |place| Self::by_names(kind, grid, place));
        Self { header, targets }
    }

    fn by_names(kind: RecordKind, grid: &Grid, header: usize) -> Vec<Option<Target>> {
        let mut taken = HashSet::new();
        let title = |column: usize| grid.rows.get(header).map_or("", |row| row.cell(column).shown());
        (0..grid.width())
            .map(|column| Target::named(kind, title(column)).filter(|target| taken.insert(*target)))
            .collect()
    }

    /// Gives a column a meaning by hand; another column of the same meaning loses it.
    pub fn set(&mut self, column: usize, target: Option<Target>) {
        for other in &mut self.targets {
            if target.is_some() && *other == target {
                *other = None;
            }
        }
        if let Some(slot) = self.targets.get_mut(column) {
            *slot = target;
        }
    }

    /// The column that fills something.
    #[must_use]
    pub fn column_of(&self, target: Target) -> Option<usize> {
        self.targets.iter().position(|known| *known == Some(target))
    }

    /// Title of a column in the file; `None` without a row of names or when it is blank.
    #[must_use]
    pub fn title<'a>(&self, grid: &'a Grid, column: usize) -> Option<&'a str> {
        let text = grid.rows.get(self.header?)?.cell(column).shown();
        (!text.is_empty()).then_some(text)
    }

    /// Place of the first row with data.
    #[must_use]
    pub fn first_row(&self) -> usize {
        self.header.map_or(0, |place| place.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_what_people_call_them() {
        let driver = RecordKind::Driver;
        for (kind, title, target) in [
            (driver, "Тел.", Some(Target::Field(BookField::Phone))),
            (driver, "№ телефона", Some(Target::Field(BookField::Phone))),
            (driver, "Ф.И.О. водителя", Some(Target::FullName)),
            (driver, "Full name *", Some(Target::FullName)),
            (driver, "last_name", Some(Target::Field(BookField::LastName))),
            (RecordKind::Car, "Гос. номер", Some(Target::Field(BookField::Number))),
            (RecordKind::Car, "ГОСНОМЕР", Some(Target::Field(BookField::Number))),
            (RecordKind::Car, "Гос.№", Some(Target::Field(BookField::Number))),
            (RecordKind::Car, "License plate", Some(Target::Field(BookField::Number))),
            (RecordKind::Trailer, "Длина, м", Some(Target::Field(BookField::Length))),
            (RecordKind::Trailer, "Объём (м³)", Some(Target::Field(BookField::Volume))),
            (RecordKind::Counterparty, "телефон", Some(Target::Field(BookField::ContactPhone))),
            (RecordKind::Organisation, "телефон", Some(Target::Field(BookField::CompanyPhone))),
            (RecordKind::Counterparty, "Р/с", Some(Target::Field(BookField::Account))),
            (RecordKind::Car, "Трекер", None),
            (RecordKind::Driver, "Обмен", None),
            (RecordKind::Driver, "", None),
        ] {
            assert_eq!(Target::named(kind, title), target, "{title}");
        }
    }

    #[test]
    fn no_name_means_two_things_in_one_book() {
        for kind in RecordKind::BOOKS {
            for row in typed_rows(kind) {
                let names = FIELDS.iter().find(|(field, _)| *field == row.field).map(|(_, names)| *names);
                let names = names.unwrap_or_else(|| panic!("{:?} has no names", row.field));
                for name in names {
                    assert_eq!(*name, plain(name), "{name} is not plain");
                    let others = typed_rows(kind).filter(|other| other.field != row.field);
                    let twice = others.flat_map(|other| FIELDS.iter().filter(move |(field, _)| *field == other.field));
                    assert!(!twice.into_iter().any(|(_, others)| others.contains(name)), "{kind:?}: {name} twice");
                }
            }
        }
    }

    #[test]
    fn the_row_of_names_is_found_under_a_title() {
        let grid = Grid::of_texts(&[
            &["Список водителей на 01.12"],
            &[],
            &["№", "ФИО", "Телефон", "Телефон", "Что-то"],
            &["1", "Примеров Олег", "8 900 123-45-67", "", "x"],
        ]);
        let mut layout = Layout::guess(RecordKind::Driver, &grid);
        assert_eq!(layout.header, Some(1), "the blank row is no row");
        assert_eq!(layout.first_row(), 2);
        let phone = Some(Target::Field(BookField::Phone));
        assert_eq!(layout.targets, [None, Some(Target::FullName), phone, None, None]);
        layout.set(3, phone);
        assert_eq!(layout.targets, [None, Some(Target::FullName), None, phone, None], "one column a field");
    }

    #[test]
    fn without_names_everything_is_left_to_the_person() {
        let grid = Grid::of_texts(&[&["Примеров", "79001234567"], &["Второв", "79001234568"]]);
        let layout = Layout::with_header(RecordKind::Driver, &grid, None);
        assert_eq!((layout.first_row(), layout.targets), (0, vec![None, None]));
        assert_eq!(Layout::guess(RecordKind::Driver, &Grid::default()).targets, []);
    }
}

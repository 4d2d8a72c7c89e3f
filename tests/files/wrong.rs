//! Every kind of wrong cell, in a workbook, each with what is said of it.

use cargorun_desk::app::import::words::{problem, problem_name};
use cargorun_desk::domain::book_check::Flaw;
use cargorun_desk::domain::book_field::BookField;
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::import::{Known, Problem, Verdict};
use cargorun_desk::words::Lang;
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::made::{entry, known, plan_of, record, texts, workbook};

/// Is the row left out, and what is said of its columns.
type Said = (bool, Vec<(Option<usize>, Problem)>);

/// What is said of each row.
fn said(kind: RecordKind, bytes: &[u8], known: &Known) -> Vec<Said> {
    let plan = plan_of(kind, bytes, known);
    let notes = plan.rows.into_iter().map(|row| {
        let notes = row.notes.into_iter().map(|note| (note.column, note.problem)).collect();
        (row.verdict == Verdict::Wrong, notes)
    });
    notes.collect()
}

/// One row after a row of names, and what is said of it.
fn one(kind: RecordKind, names: &[&str], row: &[&str], wanted: &[(Option<usize>, Problem)]) {
    let found = said(kind, &texts(&[names, row]), &known(Vec::new()));
    assert_eq!(found, [(wanted.iter().any(|(_, problem)| problem.blocks()), wanted.to_vec())], "{row:?}");
}

#[test]
fn drivers() {
    let names = ["ФИО", "Телефон", "Срочно нужна пересменка"];
    let phone = Some(1);
    for (row, wanted) in [
        (["Примеров Олег", "8 900 123-45-67", "да"], vec![]),
        (["Примеров Олег", "900", ""], vec![(phone, Problem::Flaw(Flaw::NoPhone))]),
        (["Примеров Олег", "+375291234567", ""], vec![(phone, Problem::Flaw(Flaw::NoPhone))]),
        (["Примеров Олег", "", ""], vec![(phone, Problem::Flaw(Flaw::Missing))]),
        (["Примеров", "9001234567", ""], vec![(Some(0), Problem::Flaw(Flaw::Missing))]),
        (["Примеров О. И.", "9001234567", ""], vec![(Some(0), Problem::Initials)]),
        (["Примеров Олег", "9001234567", "может быть"], vec![(Some(2), Problem::NoFlag)]),
    ] {
        one(RecordKind::Driver, &names, &row, &wanted);
    }
    let lacks = vec![(None, Problem::Lacks(BookField::FirstName))];
    one(RecordKind::Driver, &["Фамилия", "Телефон"], &["Примеров", "9001234567"], &lacks);
    let long = "я".repeat(3_000);
    let names = ["Фамилия", "Имя", "Телефон", "Примечание"];
    let row = ["Примеров", "Олег", "9001234567", long.as_str()];
    one(RecordKind::Driver, &names, &row, &[(Some(3), Problem::TooLong)]);
}

#[test]
fn trucks_and_trailers() {
    let names = ["Госномер", "Марка", "Тип", "Логист", "Расход зимой"];
    for (row, wanted) in [
        (["a123bc77", "вольво", "Тягач", "логистова анна", "30"], vec![]),
        (["нет", "вольво", "", "", ""], vec![(Some(0), Problem::Flaw(Flaw::NoPlate))]),
        (["АВ123477", "вольво", "", "", ""], vec![(Some(0), Problem::Flaw(Flaw::UnusualTruck))]),
        (["А123ВС77", "", "", "", ""], vec![(Some(1), Problem::Flaw(Flaw::Missing))]),
        (["А123ВС77", "Запорожец", "", "", ""], vec![(Some(1), Problem::NoItem(CatalogKind::CarBrand))]),
        (["А123ВС77", "Вольво", "", "Кто-то", ""], vec![(Some(3), Problem::NoEmployee)]),
        (["А123ВС77", "Вольво", "", "Двойников Пётр", ""], vec![(Some(3), Problem::SeveralEmployees)]),
        (["А123ВС77", "Вольво", "", "33", ""], vec![]),
        (["А123ВС77", "Вольво", "", "", "-5"], vec![(Some(4), Problem::Flaw(Flaw::NoNumber))]),
        (["А123ВС77", "Вольво", "", "", "2,5"], vec![(Some(4), Problem::Flaw(Flaw::NoNumber))]),
    ] {
        one(RecordKind::Car, &names, &row, &wanted);
    }
    let names = ["Госномер", "Марка", "Тип", "Объём, м³", "Водитель прицепа"];
    for (row, wanted) in [
        (["АВ123477", "Крона", "9", "92,5", ""], vec![]),
        (["А123ВС77", "Крона", "9", "", ""], vec![(Some(0), Problem::Flaw(Flaw::UnusualTrailer))]),
        (["АВ123477", "Ретро", "9", "", ""], vec![(Some(1), Problem::OldItem(CatalogKind::TrailerBrand))]),
        (["АВ123477", "Крона", "Тент", "", ""], vec![(Some(2), Problem::SeveralItems(CatalogKind::TrailerType))]),
        (["АВ123477", "Крона", "9", "много", ""], vec![(Some(3), Problem::Flaw(Flaw::NoNumber))]),
        (["АВ123477", "Крона", "9", "", "Никто"], vec![(Some(4), Problem::NoDriver)]),
    ] {
        one(RecordKind::Trailer, &names, &row, &wanted);
    }
}

#[test]
fn companies() {
    let names = ["Название", "ИНН", "КПП", "БИК", "Расчётный счёт", "Отношения"];
    let flaw = |column, flaw| (Some(column), Problem::Flaw(flaw));
    for (row, wanted) in [
        (["ООО «Пример»", "9999000013", "999901001", "", "", "приоритетный"], vec![]),
        (["", "9999000013", "", "", "", ""], vec![flaw(0, Flaw::Missing)]),
        (["ООО", "9999000014", "", "", "", ""], vec![flaw(1, Flaw::InnDigits)]),
        (["ООО", "99990000", "", "", "", ""], vec![flaw(1, Flaw::InnLength)]),
        (["ООО", "9999000013", "9999", "", "", ""], vec![flaw(2, Flaw::KppShape)]),
        (["ИП", "999900000160", "999901001", "", "", ""], vec![flaw(2, Flaw::KppOfPerson)]),
        (["ООО", "9999000013", "", "04999", "", ""], vec![flaw(3, Flaw::BicShape)]),
        (["ООО", "9999000013", "", "", "4070281", ""], vec![flaw(4, Flaw::AccountLength)]),
        (["ООО", "9999000013", "", "049999999", "40702810900000000001", ""], vec![flaw(4, Flaw::AccountDigits)]),
        (["ООО", "9999000013", "", "", "", "дружим"], vec![(Some(5), Problem::NoStanding)]),
    ] {
        one(RecordKind::Counterparty, &names, &row, &wanted);
    }
}

fn two(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|sheet| {
        let names = ["Название", "ИНН", "КПП", "БИК", "Расчётный счёт", "Телефон"];
        for (column, name) in (0_u16..).zip(names) {
            sheet.write_string(0, column, name).unwrap();
        }
        sheet.write_string(1, 0, "ООО «Пример»").unwrap();
        fill(sheet);
    })
}

#[test]
fn what_a_spreadsheet_does_to_numbers_and_dates() {
    let one = |bytes: &[u8]| said(RecordKind::Counterparty, bytes, &known(Vec::new())).remove(0);
    let broken = two(|sheet| {
        sheet.write_formula(1, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    assert_eq!(one(&broken), (true, vec![(Some(1), Problem::Broken)]));
    let rounded = two(|sheet| {
        sheet.write_number(1, 4, 40_702_810_900_000_000_001.0).unwrap();
    });
    assert_eq!(one(&rounded), (true, vec![(Some(4), Problem::Rounded)]));
    let date = two(|sheet| {
        let day = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_datetime_with_format(1, 5, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(), &day).unwrap();
    });
    assert_eq!(one(&date), (true, vec![(Some(5), Problem::DateHere)]));
    let dropped = two(|sheet| {
        sheet.write_number(1, 3, 49_999_999.0).unwrap();
    });
    assert_eq!(one(&dropped), (false, vec![(Some(3), Problem::ZeroPutBack)]), "04… without its zero");
}

#[test]
fn a_wheel_formula_that_became_a_date_is_asked_about() {
    let bytes = workbook(|sheet| {
        for (column, name) in (0_u16..).zip(["Госномер", "Марка", "Тип", "Колёсная формула"])
        {
            sheet.write_string(0, column, name).unwrap();
        }
        for (column, text) in (0_u16..).zip(["АВ123477", "Крона", "Рефрижератор"]) {
            sheet.write_string(1, column, text).unwrap();
        }
        let day = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_datetime_with_format(1, 3, NaiveDate::from_ymd_opt(2026, 4, 6).unwrap(), &day).unwrap();
    });
    let found = said(RecordKind::Trailer, &bytes, &known(Vec::new()));
    assert_eq!(found, [(false, vec![(Some(3), Problem::BecameDate)])]);
}

#[test]
fn records_that_stand_twice_are_named_in_the_file_and_in_the_book() {
    let driver = |name: &str, phone: &str| {
        entry(
            RecordKind::Driver,
            &[(BookField::LastName, name), (BookField::FirstName, "Олег"), (BookField::Phone, phone)],
        )
    };
    let mut closed = record("closed", driver("Закрытов", "9001230003"));
    closed.closed = true;
    let mut gone = record("gone", driver("Удалённов", "9001230004"));
    gone.deleted = true;
    let known = known(vec![
        record("one", driver("Двойников", "9001230001")),
        record("two", driver("Двойников", "9001230001")),
        closed,
        gone,
    ]);
    let bytes = texts(&[
        &["Фамилия", "Имя", "Телефон"],
        &["Новиков", "Олег", "9001230009"],
        &["Новиков", "Олег", "9001230009"],
        &["Иначев", "Олег", "+7 900 123-00-09"],
        &["Другов", "Олег", "9001230001"],
        &["Двойников", "Олег", "9001230001"],
        &["Иначев", "Олег", "9001230003"],
        &["Закрытов", "Олег", "9001230003"],
        &["Удалённов", "Олег", "9001230004"],
    ]);
    let phone = Some(2);
    assert_eq!(
        said(RecordKind::Driver, &bytes, &known),
        [
            (false, vec![]),
            (false, vec![(phone, Problem::Repeated(2))]),
            (true, vec![(phone, Problem::Twice(2))]),
            (true, vec![(phone, Problem::Several(2))]),
            (false, vec![]),
            (true, vec![(phone, Problem::Closed)]),
            (false, vec![]),
            (false, vec![(phone, Problem::WasDeleted)]),
        ]
    );
}

#[test]
fn every_problem_has_words_in_both_languages_and_a_name() {
    let all = [
        Problem::Flaw(Flaw::NoPhone),
        Problem::Lacks(BookField::Phone),
        Problem::Broken,
        Problem::Rounded,
        Problem::BecameDate,
        Problem::DateHere,
        Problem::TooLong,
        Problem::NoItem(CatalogKind::CarType),
        Problem::OldItem(CatalogKind::CarType),
        Problem::SeveralItems(CatalogKind::CarType),
        Problem::NoEmployee,
        Problem::SeveralEmployees,
        Problem::NoDriver,
        Problem::SeveralDrivers,
        Problem::NoFlag,
        Problem::NoStanding,
        Problem::Initials,
        Problem::Twice(2),
        Problem::Repeated(2),
        Problem::Several(2),
        Problem::Closed,
        Problem::WasDeleted,
        Problem::ZeroPutBack,
    ];
    let mut names = std::collections::BTreeSet::new();
    for one in &all {
        for lang in [Lang::Ru, Lang::En] {
            let words = problem(one, lang);
            assert!(!words.contains("import-problem") && !words.contains("book-flaw"), "{one:?}: {words}");
        }
        assert!(names.insert(problem_name(one)), "{one:?}");
    }
}

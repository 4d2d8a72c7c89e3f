//! What would come of a file: which records it means, what it changes, what it leaves alone.

use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::book_field::{BookField as F, FieldValue};
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::import::{Counts, Layout, Plan, Target, Verdict, plan};

use super::made::{entry, grid, known, plan_of, record, texts};

fn changed(plan: &Plan, row: usize) -> (&str, &BookEntry) {
    match &plan.rows[row].verdict {
        Verdict::Change { id, after, .. } => (id.as_str(), after),
        other => panic!("{other:?}"),
    }
}

fn is(plan: &Plan) -> Vec<&'static str> {
    let word = |verdict: &Verdict| match verdict {
        Verdict::Create(_) => "new",
        Verdict::Change { .. } => "changed",
        Verdict::Same => "same",
        Verdict::Wrong => "wrong",
    };
    plan.rows.iter().map(|row| word(&row.verdict)).collect()
}

#[test]
fn a_driver_is_found_by_phone_and_an_empty_cell_leaves_what_is_there() {
    let mut old =
        entry(RecordKind::Driver, &[(F::LastName, "Примеров"), (F::FirstName, "Олег"), (F::Phone, "9001234567")]);
    old.set_value(F::Patronymic, &FieldValue::text("Иванович"));
    old.set_value(F::Comment, &FieldValue::text("Допуск"));
    let known = known(vec![record("one", old)]);
    let bytes = texts(&[
        &["ФИО", "Тел.", "Примечание", "Что-то ещё"],
        &["Примеров Олег", "8 (900) 123-45-67", "", "x"],
        &["Второв Пётр Петрович", "+7 900 123 45 68", "Новый", ""],
    ]);
    let plan = plan_of(RecordKind::Driver, &bytes, &known);
    assert_eq!(is(&plan), ["same", "new"]);
    assert_eq!(plan.counts, Counts { created: 1, skipped: 1, ..Counts::default() });
    let Verdict::Create(made) = &plan.rows[1].verdict else { panic!("{:?}", plan.rows[1]) };
    assert_eq!(made.title(), "Второв Пётр Петрович");
    assert_eq!(made.value(F::Phone), Some(FieldValue::text("+7 (900) 123-45-68")));

    let bytes = texts(&[&["Фамилия", "Телефон", "Примечание"], &["Иначев", "79001234567", "Пропуск"]]);
    let plan = plan_of(RecordKind::Driver, &bytes, &known);
    let (id, after) = changed(&plan, 0);
    assert_eq!((id, after.title().as_str()), ("one", "Иначев Олег Иванович"));
    assert_eq!(after.value(F::Comment), Some(FieldValue::text("Пропуск")));
    assert_eq!(plan.rows[0].changed, [0, 2], "the phone says nothing new");
}

#[test]
fn a_truck_is_found_in_either_alphabet_and_a_catalog_by_name_or_number() {
    let mut old = entry(RecordKind::Car, &[(F::Number, "А123ВС77")]);
    old.set_value(F::Brand, &FieldValue::Whole(11));
    let known = known(vec![record("one", old)]);
    let bytes = texts(&[
        &["Гос. номер", "Марка", "Тип ТС", "Срочно нужен ремонт или ТО"],
        &["a 123 bc / 77", "ВОЛЬВО", "", "нет"],
        &["А123ВС777", "12", "тягач", "да"],
    ]);
    let plan = plan_of(RecordKind::Car, &bytes, &known);
    assert_eq!(is(&plan), ["same", "new"], "an unread no is no news");
    let Verdict::Create(made) = &plan.rows[1].verdict else { panic!("{:?}", plan.rows[1]) };
    assert_eq!((made.value(F::Brand), made.value(F::Type)), (Some(FieldValue::Whole(12)), Some(FieldValue::Whole(21))));
    assert_eq!(made.value(F::UrgentMaintenance), Some(FieldValue::Flag(true)));
}

#[test]
fn a_company_is_found_by_inn_with_kpp_then_by_name() {
    let company = |name: &str, inn: &str, kpp: &str| {
        entry(RecordKind::Counterparty, &[(F::Name, name), (F::Inn, inn), (F::Kpp, kpp)])
    };
    let known = known(vec![
        record("head", company("ООО «Пример»", "9999000013", "999901001")),
        record("branch", company("ООО «Пример» Казань", "9999000013", "999902001")),
        record("no-kpp", company("АО «Север»", "9999000020", "")),
        record("no-inn", company("ИП Безымянный", "", "")),
    ]);
    let bytes = texts(&[
        &["Наименование", "ИНН", "КПП", "Примечание"],
        &["ООО «Пример»", "9999000013", "999901001", "голова"],
        &["ООО «Пример»", "9999000013", "", "который?"],
        &["АО «Север»", "9999000020", "999901001", ""],
        &["ип безымянный", "", "", "по имени"],
        &["ООО «Пример» Уфа", "9999000013", "999903001", ""],
    ]);
    let plan = plan_of(RecordKind::Counterparty, &bytes, &known);
    assert_eq!(is(&plan), ["changed", "wrong", "changed", "changed", "new"]);
    assert_eq!(changed(&plan, 0).0, "head");
    let (id, after) = changed(&plan, 2);
    assert_eq!((id, after.value(F::Kpp)), ("no-kpp", Some(FieldValue::text("999901001"))), "a KPP is filled in");
    assert_eq!(changed(&plan, 3).0, "no-inn");
}

#[test]
fn columns_are_given_a_meaning_by_hand() {
    let known = known(Vec::new());
    let grid = grid("Примеров,Олег,9001234567\nВторов,Пётр,9001234568\n".as_bytes());
    let mut layout = Layout::with_header(RecordKind::Driver, &grid, None);
    let run = |layout: &Layout| plan(RecordKind::Driver, &grid, layout, &known, &mut |_| true).unwrap();
    assert_eq!(is(&run(&layout)), ["wrong", "wrong"], "nothing is known of the columns");
    for (column, field) in [(0, F::LastName), (1, F::FirstName), (2, F::Phone)] {
        layout.set(column, Some(Target::Field(field)));
    }
    assert_eq!(is(&run(&layout)), ["new", "new"]);
}

#[test]
fn a_plan_that_nobody_wants_any_more_stops() {
    let grid = grid("Фамилия;Имя\nПримеров;Олег\nВторов;Пётр\n".as_bytes());
    let layout = Layout::guess(RecordKind::Driver, &grid);
    let mut asked = 0;
    let mut once = |_| {
        asked += 1;
        asked < 2
    };
    assert_eq!(plan(RecordKind::Driver, &grid, &layout, &known(Vec::new()), &mut once), None);
}

//! What the export button sends is what is on the screen: rows, their order, columns.

use cargorun_desk::app::book_desk::{BookCommand, screen_of};
use cargorun_desk::app::book_tables::{Table, TableFormat, Value};
use cargorun_desk::app::command::Command;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::words::Lang;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::{Desk, data};

fn exported(desk: &mut Desk, lang: Lang, key: &str) -> (Table, TableFormat) {
    desk.press(&lang.text("export-button"));
    let sent = desk.press(&lang.text(key));
    let found = sent.into_iter().find_map(|command| match command {
        Command::Book(BookCommand::Export(table, format)) => Some((*table, format)),
        _ => None,
    });
    found.expect("the button writes a table")
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Empty => String::new(),
        other => format!("{other:?}"),
    };
    table.rows.iter().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn an_export_is_exactly_what_is_on_the_screen() {
    let lang = Lang::Ru;
    let mut state = data::state(20);
    state.screen = screen_of(RecordKind::Driver);
    let living = state.books.of_kind(RecordKind::Driver).iter().filter(|record| !record.deleted).count();
    let mut desk = Desk::open(state);
    let (whole, format) = exported(&mut desk, lang, "export-csv");
    assert_eq!((whole.rows.len(), format), (living, TableFormat::Csv));
    let titles: Vec<&str> = whole.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(titles, ["Фамилия, имя, отчество", "Телефон", "Состояние", "Внимание", "Обмен", "Примечание"]);

    // Sorted backwards, one column away, searched.
    let name = "Фамилия, имя, отчество";
    for _ in 0..2 {
        desk.harness.get_by_role_and_label(Role::ColumnHeader, name).click();
        desk.sent();
    }
    desk.press(&lang.text("books-columns"));
    desk.harness.get_by_role_and_label(Role::CheckBox, "Внимание").click();
    desk.sent();
    desk.key(egui::Key::Escape);
    let (sorted, format) = exported(&mut desk, lang, "export-xlsx");
    assert_eq!((sorted.columns.len(), format), (5, TableFormat::Xlsx));
    let names = |table: &Table| texts(table).into_iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let mut backwards = names(&whole);
    backwards.sort_by_key(|name| std::cmp::Reverse(name.to_lowercase()));
    assert_eq!(names(&sorted), backwards);
    let on_screen = desk.rows();
    for (row, shown) in texts(&sorted).iter().zip(&on_screen) {
        let filled: Vec<&str> = row.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        assert!(filled.iter().all(|text| shown.contains(text)), "{filled:?} is on the screen as {shown}");
    }
}

#[test]
fn a_sample_is_one_press_away_and_import_asks_for_a_file() {
    let mut state = data::state(5);
    state.screen = screen_of(RecordKind::Car);
    let mut desk = Desk::open(state);
    desk.press(&Lang::Ru.text("export-button"));
    let sent = desk.press(&Lang::Ru.text("export-sample"));
    assert!(sent.contains(&Command::Book(BookCommand::Sample(RecordKind::Car))), "{sent:?}");
    let sent = desk.press(&Lang::Ru.text("import-button"));
    let wanted = cargorun_desk::app::import::ImportCommand::Choose(RecordKind::Car);
    assert_eq!(sent, [Command::Book(BookCommand::Import(wanted))]);
}

#[test]
fn the_list_of_bids_is_written_as_it_is_shown() {
    let lang = Lang::Ru;
    let mut desk = Desk::open(data::state(40));
    desk.click("Без машины: 2");
    let (whole, _) = exported(&mut desk, lang, "export-csv");
    let rows = desk.rows();
    assert_eq!((whole.title.as_str(), whole.rows.len()), ("Заявки", rows.len()));
    let titles: Vec<&str> = whole.columns.iter().map(|column| column.title.as_str()).collect();
    let shown = ["№", "Статус", "Обмен", "Маршрут", "Машина", "Водитель", "Заказчик", "Загрузка", "Цена"];
    assert_eq!(titles, shown, "the columns that fit 1400 pixels");
    for (row, shown) in whole.rows.iter().zip(&rows) {
        let Some(Value::Number(number)) = row.first() else { panic!("{row:?}") };
        assert!(shown.contains(&number.to_string()), "{number} in {shown}");
        let price = row.last().cloned();
        assert!(matches!(price, Some(Value::Number(price)) if price.scale() == 2), "{row:?}");
    }
    // A narrow window shows fewer columns, and so does its file.
    let mut narrow = Desk::of_size(data::state(40), [900.0, 700.0]);
    let (fewer, format) = exported(&mut narrow, lang, "export-xlsx");
    assert!(fewer.columns.len() < titles.len() && format == TableFormat::Xlsx, "{:?}", fewer.columns);
}

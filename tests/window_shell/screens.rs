//! The other screens: books, catalogs, journal, settings.

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::settings::{Density, Theme};
use cargorun_desk::words::Lang;
use chrono::NaiveDate;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn on(screen: Screen) -> Desk {
    let mut state = data::state(3);
    state.screen = screen;
    Desk::open(state)
}

#[test]
fn a_book_is_searched_and_sorted() {
    let mut desk = on(Screen::Drivers);
    assert!(desk.sees("45 из 45"));
    assert!(desk.rows().first().is_some_and(|row| row.starts_with("Петров Олег Иванович, +7 (900) 000-00-01")));
    desk.ctrl(egui::Key::F);
    desk.type_text("елкин");
    assert!(desk.rows().iter().all(|row| row.contains("Ёлкин")), "ё or е, the search finds both");
    assert!(desk.sees("9 из 45"));
    desk.harness.get_by_role_and_label(Role::ColumnHeader, "Телефон").click();
    desk.sent();
    desk.harness.get_by_role_and_label(Role::ColumnHeader, "Телефон").click();
    desk.sent();
    assert!(desk.rows().first().is_some_and(|row| row.contains("000-00-43")), "{:?}", desk.rows());
    desk.press("Машины");
    assert!(desk.sees("45 из 45"), "another book starts without the search of the last one");
    assert!(desk.rows().iter().any(|row| row.contains("А123ВС77, КАМАЗ, Тягач")));
}

#[test]
fn the_catalogs_are_a_click_apart() {
    let mut desk = on(Screen::Catalogs);
    assert!(desk.rows().iter().any(|row| row == "41, Тягач"));
    desk.click("НДС: 3");
    let rows = desk.rows();
    assert_eq!(rows.len(), 3);
    assert!(
        rows.contains(&"29, НДС 18%, больше не предлагается".to_owned()),
        "an old item stays, and says that it is old"
    );
}

#[test]
fn an_empty_book_says_how_to_fill_it() {
    let mut state = data::state(3);
    state.screen = Screen::Trailers;
    state.books = std::sync::Arc::default();
    let desk = Desk::open(state);
    assert!(desk.sees("Здесь пока пусто"));
}

#[test]
fn the_journal_is_read_when_it_opens_and_when_asked() {
    let mut desk = Desk::open(data::state(3));
    let all = Command::LoadJournal { errors_only: false };
    assert_eq!(desk.press("Журнал обмена"), [Command::Open(Screen::Journal), all.clone()]);
    assert!(desk.sent().is_empty(), "once an opening, not once a frame");
    assert!(
        desk.rows().iter().any(|row| row.ends_with(
            "/api/TruckingBids/Apply, 400, 66, Дата заявки пересекается с заявкой 48215 по машине А125ВС102"
        )),
        "{:?}",
        desk.rows()
    );
    desk.harness.get_by_role_and_label(Role::CheckBox, "Только ошибки").click();
    assert_eq!(desk.sent(), [Command::LoadJournal { errors_only: true }]);
    assert_eq!(desk.press("Обновить"), [Command::LoadJournal { errors_only: true }]);
    assert_eq!(desk.press("Выгрузить"), [Command::ExportJournal]);
    desk.press("Заявки");
    assert_eq!(desk.press("Журнал обмена").len(), 2, "the next opening reads it again");
}

#[test]
fn settings_are_sent_as_they_are_chosen() {
    let mut desk = on(Screen::Settings);
    desk.state().connection.training = false;
    desk.harness.run();
    assert_eq!(desk.press("Тема: Тёмная"), [Command::SetTheme(Theme::Dark)]);
    assert_eq!(desk.press("Строки таблиц: Плотно"), [Command::SetDensity(Density::Compact)]);
    assert_eq!(desk.press("Текст крупнее"), [Command::SetScale(1.1)]);
    assert_eq!(desk.press("Язык: English"), [Command::SetLang(Lang::En)]);
    assert!(desk.press("Language: English").is_empty(), "what is chosen already isn't sent");
    assert!(desk.sees("There is no key store: the password is held in memory until the program is closed"));
}

#[test]
fn the_pilot_start_is_sent_only_as_a_whole_date() {
    let mut desk = on(Screen::Settings);
    desk.harness.get_by_role_and_label(Role::TextInput, "Начало работы с Cargo.Run").focus();
    desk.harness.run();
    assert!(
        desk.type_text("01.12.20").iter().all(
            |command| !matches!(command, Command::SetPilotStart(Some(day)) if day.to_string().starts_with("2026"))
        )
    );
    let sent = desk.type_text("26");
    assert_eq!(sent, [Command::SetPilotStart(NaiveDate::from_ymd_opt(2026, 12, 1))]);
    assert!(desk.type_text("x").is_empty());
    assert!(desk.sees("Дата пишется так: 01.12.2026"));
}

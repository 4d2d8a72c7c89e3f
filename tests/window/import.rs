//! A file dropped on a book: looked into, columns set right by hand, imported, taken back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cargorun_desk::app::import::{Import, Outcome};
use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::import::{Counts, Target};
use cargorun_desk::domain::record::RecordState;
use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{RU, Server, Window, place};

/// A file on its way from the system's own file manager.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

impl Window {
    fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_path_buf())));
        self.harness.run_steps(2);
    }

    fn import(&self) -> Option<&Import> {
        self.harness.state().desk.state.book.import.open.as_ref()
    }

    fn counts(&self) -> Option<Counts> {
        let import = self.import().filter(|import| !import.is_busy())?;
        Some(import.looked()?.plan.counts)
    }

    fn drivers(&self) -> Vec<String> {
        let books = &self.harness.state().desk.state.books;
        let living = books
            .of_kind(RecordKind::Driver)
            .iter()
            .filter(|record| !record.deleted && record.meta.state != RecordState::Tombstone);
        living.map(|record| record.entry.title()).collect()
    }

    fn press_button(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.harness.run_steps(3);
    }
}

#[test]
fn a_dropped_file_is_previewed_imported_and_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::with(|_| {});
    let mut window = Window::settled(place(dir.path(), &server, RU.lang));
    window.until("the books", |window| !window.drivers().is_empty());
    // Nothing is sent while it is looked at: what comes back is then exactly what was.
    server.stop();
    window.press_button("Водители");
    let before = window.drivers();
    let known = window.harness.state().desk.state.books.of_kind(RecordKind::Driver)[0].clone();
    let BookEntry::Driver(driver) = &known.entry else { panic!("a driver") };
    let phone = driver.phone.as_ref().unwrap().to_string();
    let file = dir.path().join("drivers.csv");
    let text = format!(
        "ФИО;Тел.;Заметка водителя\r\nИмпортов Пётр Петрович;8 999 000-11-22;\r\n{};{phone};из файла\r\nНеверных Олег;12;\r\n",
        driver.full_name()
    );
    std::fs::write(&file, encoding_rs::WINDOWS_1251.encode(&text).0).unwrap();

    window.drop_file(&file);
    window.until("the preview", |window| window.counts().is_some());
    assert_eq!(window.counts(), Some(Counts { created: 1, changed: 0, skipped: 1, wrong: 1 }));
    let row = |window: &Window, wanted: &str| {
        let rows = window.harness.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label());
        let found = rows.into_iter().any(|name| name.contains(wanted));
        assert!(found, "{wanted} is said: {:#?}", window.labels());
    };
    row(&window, "4, ошибка, Неверных Олег, 12, +7 и десять цифр");
    row(&window, "4, Тел., 12, +7 и десять цифр");

    // The third column has a name of its own: a person says what it is.
    window.harness.get_by_label("Столбец Заметка водителя").focus();
    window.harness.run_steps(2);
    window.harness.event(egui::Event::Text("Примечание".to_owned()));
    window.harness.run_steps(3);
    window.harness.key_press(egui::Key::Enter);
    window.until("the plan of the other columns", |window| window.counts().is_some_and(|counts| counts.changed == 1));
    let comment = Target::Field(cargorun_desk::domain::book_field::BookField::Comment);
    assert_eq!(window.import().and_then(Import::looked).unwrap().layout.targets[2], Some(comment));

    window.press_button("Импортировать 2 строки");
    window.until("the outcome", |window| window.import().is_some_and(|import| import.outcome.is_some()));
    let outcome = window.import().unwrap().outcome.clone().unwrap();
    let Outcome::Written { counts, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(counts, Counts { created: 1, changed: 1, skipped: 0, wrong: 1 });
    assert!(window.labels().iter().any(|label| label.contains("Создано: 1. Изменено: 1.")), "{:#?}", window.labels());
    window.until("the new driver", |window| window.drivers().contains(&"Импортов Пётр Петрович".to_owned()));

    window.press_button("Отменить импорт");
    let is_undone = |window: &Window| matches!(window.import().and_then(|import| import.outcome.as_ref()), Some(Outcome::Undone(undone)) if undone.left == 0);
    window.until("the undoing", is_undone);
    window.until("the former drivers", |window| window.drivers() == before);
    let after = window.harness.state().desk.state.books.record(&known.meta.id).unwrap().clone();
    assert_eq!(after.entry, known.entry);
    assert_eq!(after.meta.state, known.meta.state, "nothing of it waits to be sent");
    window.press_button("Закрыть импорт");
    window.until("the list", |window| window.import().is_none());
}

#[test]
fn a_file_that_is_no_table_says_what_it_is_and_the_window_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::with(|_| {});
    let mut window = Window::settled(place(dir.path(), &server, RU.lang));
    window.press_button("Водители");
    let file = dir.path().join("picture.xlsx");
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    window.drop_file(&file);
    window.until("the refusal", |window| window.import().is_some_and(|import| matches!(import.looked, Some(Err(_)))));
    assert!(
        window.labels().iter().any(|label| label.contains("«picture.xlsx» — не таблица")),
        "{:#?}",
        window.labels()
    );
    window.harness.key_press(egui::Key::Escape);
    window.until("the list", |window| window.import().is_none());
}

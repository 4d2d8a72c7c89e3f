//! The book screens by accessibility tree: forms, filters, marks, all without a mouse.

use cargorun_desk::app::book_desk::{BookCommand, OpenForm, screen_of};
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::book::{BookEntry, Driver};
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::words::Lang;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{Desk, data};

fn on(kind: RecordKind, lang: Lang) -> AppState {
    let mut state = data::state(20);
    state.settings.lang = lang;
    state.screen = screen_of(kind);
    state
}

fn open(mut state: AppState, kind: RecordKind, id: Option<LocalId>) -> Desk {
    state.book.form = Some(OpenForm { session: 1, kind, id, kept: None, saved: None, read: None, trips: None });
    Desk::open(state)
}

fn opened(mut state: AppState, kind: RecordKind, id: LocalId) -> AppState {
    let id = Some(id);
    state.book.form = Some(OpenForm { session: 1, kind, id, kept: None, saved: None, read: None, trips: None });
    state
}

fn book(commands: Vec<Command>) -> Vec<BookCommand> {
    let of_book = |command| if let Command::Book(command) = command { Some(command) } else { None };
    commands
        .into_iter()
        .filter_map(of_book)
        .filter(|command| !matches!(command, BookCommand::KeepForm { .. }))
        .collect()
}

fn first(state: &AppState, kind: RecordKind) -> LocalId {
    state.books.of_kind(kind)[0].meta.id.clone()
}

fn focused(desk: &Desk) -> String {
    let all = desk.harness.query_all_by_role(Role::TextInput);
    all.filter(|node| node.accesskit_node().is_focused())
        .find_map(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn a_driver_is_made_without_a_mouse_in_both_languages() {
    for (lang, save) in [(Lang::Ru, "обязательно"), (Lang::En, "required")] {
        let mut desk = open(on(RecordKind::Driver, lang), RecordKind::Driver, None);
        assert_eq!(focused(&desk), lang.text("field-last-name"));
        let refused = book(desk.ctrl(egui::Key::Enter));
        assert_eq!(refused, [], "nothing goes without what is required");
        let lacking = desk.harness.query_all_by_role(Role::TextInput);
        let told = lacking.filter(|node| node.accesskit_node().description().as_deref() == Some(save)).count();
        assert_eq!(told, 3, "family name, first name, phone");
        desk.type_text("Примеров");
        desk.key(egui::Key::Enter);
        desk.type_text("Олег");
        desk.key(egui::Key::Enter);
        desk.key(egui::Key::Enter);
        assert_eq!(focused(&desk), lang.text("field-phone"));
        desk.type_text("8 999 123 45 67");
        let sent = book(desk.ctrl(egui::Key::Enter));
        let [BookCommand::Save { id: None, entry }] = sent.as_slice() else { panic!("{sent:?}") };
        let BookEntry::Driver(Driver { last_name, first_name, phone, comment, .. }) = entry.as_ref() else {
            panic!("a driver")
        };
        assert_eq!((last_name.as_str(), first_name.as_str()), ("Примеров", "Олег"));
        assert_eq!(phone.as_ref().map(ToString::to_string).as_deref(), Some("+79991234567"));
        assert_eq!(*comment, None, "a note that was never there is left alone");
    }
}

#[test]
fn f8_goes_to_what_is_lacking_and_esc_asks_before_it_throws_away() {
    let mut desk = open(on(RecordKind::Driver, Lang::Ru), RecordKind::Driver, None);
    desk.type_text("Примеров");
    desk.key(egui::Key::F8);
    assert_eq!(focused(&desk), "Имя");
    desk.key(egui::Key::F8);
    assert_eq!(focused(&desk), "Телефон");
    assert_eq!(book(desk.key(egui::Key::Escape)), []);
    assert!(desk.sees("Сохранить заявку?") || desk.sees(&Lang::Ru.text("editor-leave-save")), "asked");
    let discarded = book(desk.press(&Lang::Ru.text("editor-leave-discard")));
    assert_eq!(discarded.last(), Some(&BookCommand::Close));
}

#[test]
fn a_phone_of_another_driver_is_named_and_opened() {
    let mut state = on(RecordKind::Driver, Lang::Ru);
    let records = state.books.of_kind(RecordKind::Driver).to_vec();
    let (own, other) = (records[0].meta.id.clone(), records[1].clone());
    let BookEntry::Driver(driver) = &other.entry else { panic!("a driver") };
    let phone = driver.phone.as_ref().map(ToString::to_string).unwrap();
    state.book.form = Some(OpenForm {
        session: 1,
        kind: RecordKind::Driver,
        id: Some(own),
        kept: None,
        saved: None,
        read: None,
        trips: None,
    });
    let mut desk = Desk::open(state);
    desk.harness.get_by_role_and_label(Role::TextInput, "Телефон").focus();
    desk.sent();
    desk.type_text(&phone);
    desk.sent();
    assert!(desk.sees(&Lang::Ru.text_with("book-twin", &[("name", other.entry.title().into())])));
    let sent = book(desk.click(&Lang::Ru.text("book-twin-open")));
    assert_eq!(sent, [BookCommand::Open(RecordKind::Driver, Some(other.meta.id.clone()))]);
}

#[test]
fn fields_that_were_never_read_say_so() {
    let state = on(RecordKind::Trailer, Lang::Ru);
    let id = first(&state, RecordKind::Trailer);
    let desk = open(state, RecordKind::Trailer, Some(id));
    let unread = desk.harness.query_all_by_role(Role::TextInput);
    let told = unread.filter(|node| node.accesskit_node().description().as_deref() == Some("не прочитано"));
    assert!(told.count() > 3, "sizes come with the form of the platform");
}

#[test]
fn every_form_names_its_fields_in_both_languages() {
    for lang in [Lang::Ru, Lang::En] {
        for kind in RecordKind::BOOKS {
            let desk = open(on(kind, lang), kind, None);
            for input in desk.harness.query_all_by_role(Role::TextInput) {
                let name = input.accesskit_node().label().unwrap_or_default();
                assert!(!name.is_empty() && !name.contains("field-"), "{kind:?} {lang:?}: {name}");
            }
            for row in cargorun_desk::domain::book_field::fields_of(kind) {
                let key = format!("field-{}", row.field.name().replace('_', "-"));
                assert_ne!(lang.text(&key), key, "{kind:?}");
            }
        }
    }
}

#[test]
fn the_list_marks_deletes_and_makes_by_keys() {
    let mut desk = Desk::open(on(RecordKind::Driver, Lang::Ru));
    let opened = book(desk.key(egui::Key::Insert));
    assert_eq!(opened, [BookCommand::Open(RecordKind::Driver, None)]);
    desk.harness.get_by_role_and_label(Role::Table, "Водители").focus();
    desk.sent();
    let chosen = book(desk.key(egui::Key::ArrowDown));
    assert!(matches!(chosen.as_slice(), [BookCommand::Open(RecordKind::Driver, Some(_))]), "{chosen:?}");
    desk.key(egui::Key::Space);
    assert!(desk.sees("Отмечено: 1"));
    desk.key(egui::Key::Delete);
    let deleted = book(desk.press("Удалить"));
    assert!(matches!(deleted.as_slice(), [BookCommand::Delete(ids)] if ids.len() == 1), "{deleted:?}");
}

#[test]
fn the_lists_beside_the_books_open() {
    for (screen, title) in [
        (Screen::Organisations, "Организации"),
        (Screen::Trackers, "Трекеры"),
        (Screen::Employees, "Сотрудники"),
        (Screen::Mileage, "Пробег"),
    ] {
        let mut state = data::state(3);
        state.screen = screen;
        assert!(Desk::open(state).sees(title), "{title}");
    }
    let mut state = data::state(3);
    state.screen = Screen::Mileage;
    let mut desk = Desk::open(state);
    let asked = book(desk.press("Узнать пробег"));
    assert!(matches!(asked.as_slice(), [BookCommand::Mileage { cars, .. }] if !cars.is_empty()), "{asked:?}");
}

#[test]
fn the_dates_of_the_exchange_stand_on_every_form() {
    for lang in [Lang::Ru, Lang::En] {
        for kind in [RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty] {
            let state = on(kind, lang);
            let id = first(&state, kind);
            let fresh = open(state.clone(), kind, None);
            assert!(!fresh.sees(&lang.text("card-section-exchange")), "a new record has no dates yet");
            let mut desk = Desk::of_size(opened(state, kind, id.clone()), [1400.0, 2600.0]);
            for key in ["card-field-updated-there", "card-field-updated-here", "card-field-synced", "card-field-case"] {
                assert!(desk.sees(&lang.text(key)), "{kind:?} {lang:?} {key}");
            }
            assert!(desk.sees(&lang.text("sync-case-same")), "{kind:?}");
            assert!(desk.sees(&lang.text("card-date-unknown")), "nobody has seen it change there");
            let at = cargorun_desk::ui::card::format::moment(data::now(), desk.state().own_offset_minutes);
            assert_eq!(desk.harness.query_all_by_label(&at).count(), 2, "changed here and synchronised at one moment");
            // Changed here since: the case follows the record.
            desk.state().books = std::sync::Arc::new(data::books_where(|record| {
                if record.meta.id == id {
                    record.meta.state = cargorun_desk::domain::record::RecordState::Dirty;
                }
            }));
            desk.harness.run();
            assert!(desk.sees(&lang.text("sync-case-ours")), "{kind:?}");
        }
    }
}

#[test]
fn a_tank_is_added_typed_and_taken_away_by_the_keyboard() {
    let mut state = on(RecordKind::Car, Lang::Ru);
    let id = first(&state, RecordKind::Car);
    state.now = chrono::Utc::now();
    let mut desk = open(state, RecordKind::Car, Some(id));
    // The lists stand below what is in sight: a keyboard reaches them by focus.
    desk.harness.get_by_role_and_label(Role::Button, "Добавить: Топливные баки").click_accesskit();
    desk.sent();
    assert_eq!(focused(&desk), "Название (Топливные баки, 1)");
    desk.type_text("Левый");
    desk.key(egui::Key::Tab);
    // A choice is a combo box, no plain field.
    assert!(desk.harness.get_by_label("Топливо (Топливные баки, 1)").accesskit_node().is_focused());
    desk.type_text("Газ");
    for value in ["600,5", "40", "", "30"] {
        desk.key(egui::Key::Tab);
        desk.type_text(value);
    }
    let sent = book(desk.ctrl(egui::Key::Enter));
    let [BookCommand::Save { entry, .. }] = sent.as_slice() else { panic!("{sent:?}") };
    let tanks = entry.value(cargorun_desk::domain::book_field::BookField::FuelTanks).unwrap();
    assert_eq!(tanks.plain(), "Левый, gas, 600.5, 40, 30");
    desk.harness.get_by_role_and_label(Role::Button, "Убрать: Топливные баки, 1").click_accesskit();
    desk.sent();
    assert!(!desk.sees("Название (Топливные баки, 1)"));
}

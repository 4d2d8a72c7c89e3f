//! The other screens: books, catalogs, journal, settings.

use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::inform::ask::InformCommand;
use cargorun_desk::app::inform::state::MailTest;
use cargorun_desk::app::journal::JournalFormat;
use cargorun_desk::app::settings::{Density, Theme};
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::store::model::{Cause, HistoryEntry, JournalFilter, JournalPage, OutsideChange};
use cargorun_desk::store::{HeldDeletions, SettledConflict};
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::{Lang, Message};
use chrono::{NaiveDate, TimeDelta};
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
    state.books = Arc::default();
    let desk = Desk::open(state);
    assert!(desk.sees("Здесь пока пусто"));
}

#[test]
fn the_journal_is_read_when_it_opens_and_when_asked() {
    let mut desk = Desk::open(data::state(3));
    let filter = |errors_only, method: Option<&str>, text: &str, record| {
        Command::LoadJournal(JournalFilter {
            errors_only,
            method: method.map(str::to_owned),
            text: text.to_owned(),
            record,
            since: Some(data::now() - TimeDelta::hours(24)),
            ..JournalFilter::default()
        })
    };
    assert_eq!(desk.press("Журнал обмена"), [Command::Open(Screen::Journal), filter(false, None, "", None)]);
    assert!(desk.sent().is_empty(), "once an opening, not once a frame");
    assert!(
        desk.rows().iter().any(|row| row.ends_with(
            "/api/TruckingBids/Apply, 400, 66, Дата заявки пересекается с заявкой 48215 по машине А125ВС102"
        )),
        "{:?}",
        desk.rows()
    );
    assert!(desk.sees("Запросов: 60, из них с ошибкой: 30. Больше всего ошибок, 30: 01.12 09:00."), "the chart speaks");
    desk.harness.get_by_role_and_label(Role::CheckBox, "Только ошибки").click();
    assert_eq!(desk.sent(), [filter(true, None, "", None)]);
    assert_eq!(desk.press("Метод: Запись"), [filter(true, Some("POST"), "", None)]);
    assert_eq!(desk.press("Обновить"), [filter(true, Some("POST"), "", None)]);
    desk.click("Адрес, код, ошибка, № записи");
    assert_eq!(desk.type_text("№48213"), [filter(true, Some("POST"), "", Some(48213))]);
    assert_eq!(desk.press("CSV"), [Command::ExportJournal(JournalFormat::Csv)]);
    assert_eq!(desk.press("JSON"), [Command::ExportJournal(JournalFormat::Json)]);
    desk.press("Заявки");
    assert_eq!(desk.press("Журнал обмена").len(), 2, "the next opening reads it again");
}

#[test]
fn a_call_is_read_whole_and_a_row_that_is_not_here_is_asked_for() {
    let mut state = data::state(3);
    state.screen = Screen::Journal;
    let mut desk = Desk::open(state);
    desk.sent();
    let row = desk.rows().remove(1);
    desk.click(&row);
    assert!(desk.sees("ЗАПРОС") && desk.sees("01.12.2026 09:29:46.000"));
    desk.press("Закрыть подробности");
    assert!(!desk.sees("ЗАПРОС"));
    // A thousand entries more than the pages that came.
    let page =
        JournalPage { filter: desk.state().journal.filter.clone(), first: 0, total: 1_060, entries: data::journal() };
    desk.state().journal.take(page, None);
    let sent = desk.key(egui::Key::End);
    assert!(sent.iter().any(|command| matches!(command, Command::JournalPage(place) if *place > 200)), "{sent:?}");
}

#[test]
fn many_deletions_at_once_are_a_question_on_every_screen() {
    let mut state = data::state(3);
    state.engine.held = vec![HeldDeletions { kind: RecordKind::Bid, gone: 41, known: 300 }];
    let mut desk = Desk::open(state);
    assert!(desk.sees("В Cargo.Run сразу удалена 41 заявка"));
    desk.press("Водители");
    assert!(desk.sees("В Cargo.Run сразу удалена 41 заявка"), "it stands on every screen");
    assert_eq!(desk.press("Удалить и здесь"), [Command::AcceptDeletions]);
}

#[test]
fn what_was_decided_by_itself_is_said_in_words_and_taken_back() {
    let mut state = data::state(30);
    state.screen = Screen::Journal;
    let driver = data::books().of_kind(RecordKind::Driver).first().unwrap().meta.id.clone();
    let one = |seq, kind, id: &str, cause, field: &str, old: &str, new: &str| SettledConflict {
        kind,
        id: LocalId::new(id),
        entry: HistoryEntry {
            seq,
            at: data::now(),
            cause,
            field: field.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            updated_here: data::now(),
            updated_there: None,
            undone_at: None,
        },
    };
    let price = one(7, RecordKind::Bid, "bid-48214", Cause::TheirsFirst, "price", "\"140000.00\"", "\"150000.00\"");
    let name = one(6, RecordKind::Driver, driver.as_str(), Cause::OursFirst, "comment", "null", "\"Отпуск\"");
    state.engine.settled = vec![price, name].into();
    let mut desk = Desk::open(state);
    desk.sent();
    assert!(desk.sees("Решено само собой (2)"), "a short list is open");
    assert!(desk.sees("№ 48214, Цена: взято из Cargo.Run"));
    assert!(desk.sees("было 140\u{a0}000,00\u{a0}₽, стало 150\u{a0}000,00\u{a0}₽"));
    assert!(desk.sees("Петров Олег Иванович, Комментарий: осталось наше"));
    assert!(desk.sees("было (пусто), стало Отпуск"));
    assert_eq!(desk.press("Вернуть: № 48214, Цена: взято из Cargo.Run"), [Command::TakeBack(7)]);
}

#[test]
fn a_change_in_a_book_is_listed_by_name_and_leads_to_its_book() {
    let mut state = data::state(3);
    state.screen = Screen::Changes;
    let driver = data::books().of_kind(RecordKind::Driver).first().unwrap().meta.id.clone();
    let change = OutsideChange {
        seq: 1,
        kind: RecordKind::Driver,
        id: driver.clone(),
        at: data::now(),
        there_at: None,
        field: "comment".to_owned(),
        old: serde_json::Value::Null,
        new: "Отпуск".into(),
        seen_at: None,
    };
    state.inform.take_unseen(Arc::new(vec![change]));
    let mut desk = Desk::open(state);
    let rows = desk.rows();
    assert!(rows[0].starts_with("Петров Олег Иванович, Комментарий, (пусто), Отпуск"), "{rows:?}");
    desk.harness.get_by_role(Role::Row).click();
    desk.sent();
    let opened = [Command::Open(Screen::Drivers), Command::Inform(InformCommand::Look(driver))];
    assert_eq!(desk.key(egui::Key::Enter), opened);
}

#[test]
fn what_changed_outside_is_marked_listed_and_cleared() {
    let mut state = data::state(30);
    let id = LocalId::new("bid-48214");
    let change = |field: &str, old, new, seen: bool| OutsideChange {
        seq: 1,
        kind: RecordKind::Bid,
        id: id.clone(),
        at: data::now(),
        there_at: Some(data::now() - TimeDelta::minutes(4)),
        field: field.to_owned(),
        old,
        new,
        seen_at: seen.then(data::now),
    };
    let status = change("status", "started".into(), "cancelled".into(), false);
    state.inform.take_unseen(Arc::new(vec![status.clone()]));
    state.inform.changes_of = Some(id.clone());
    state.inform.changes = Arc::new(vec![status, change("price", "120000.00".into(), "150000.00".into(), true)]);
    data::select(&mut state, 1);
    let mut desk = Desk::open(state);
    let marked: Vec<_> = desk.rows().into_iter().filter(|row| row.ends_with("изменена снаружи")).collect();
    assert_eq!(marked.len(), 1, "{marked:?}");
    assert!(marked[0].contains("48214"));
    assert!(desk.sees("Статус, В работе, Отменена, 01.12.2026 09:26"), "on the card, with what it was");
    assert!(desk.sees("Цена, 120\u{a0}000,00\u{a0}₽, 150\u{a0}000,00\u{a0}₽, 01.12.2026 09:26"));

    assert_eq!(desk.press("Изменения"), [Command::Open(Screen::Changes)]);
    let rows = desk.rows();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].ends_with("Статус, В работе, Отменена, 01.12.2026 09:26"), "{rows:?}");
    desk.click(&rows[0]);
    assert_eq!(desk.key(egui::Key::Enter), [Command::Open(Screen::Bids), Command::SelectBid(id)]);
    desk.press("Изменения");
    assert_eq!(desk.press("Отметить всё просмотренным"), [Command::Inform(InformCommand::SeeAll)]);
}

#[test]
fn a_pause_is_seen_and_ended_with_one_press() {
    let mut state = data::state(3);
    state.settings.paused_since = Some(data::now() - TimeDelta::minutes(20));
    let mut desk = Desk::open(state);
    assert!(desk.sees("обмен приостановлен 20 мин назад"));
    assert_eq!(desk.press("Возобновить обмен"), [Command::Inform(InformCommand::Pause(false))]);
}

#[test]
fn a_long_reading_says_how_far_it_is() {
    let mut state = data::state(3);
    state.sync.running = Some(Message::new("sync-reads-bids-of").with("count", 150_usize).with("total", 4_200_usize));
    state.inform.progress = Some((150, Some(4_200)));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Прочитано 150 из 4200"));
    assert_eq!(desk.press("Остановить синхронизацию"), [Command::CancelSync]);
}

#[test]
fn notices_and_alerts_are_set_by_name_and_the_password_only_goes() {
    let mut desk = Desk::settings(data::state(3), Section::Notices);
    desk.harness.get_by_role_and_label(Role::CheckBox, "Отмена в Cargo.Run").click();
    assert_eq!(desk.sent(), [Command::Inform(InformCommand::Set("notices.cancelled", "false".into()))]);
    assert_eq!(desk.press("Показать пробное"), [Command::Inform(InformCommand::TestDesktop)]);
    desk.section(Section::Alerts);
    assert!(!desk.sees("Пароль почты"), "a mail server is asked for once alerts are on");

    let mut state = data::state(3);
    state.settings.alerts.enabled = true;
    state.inform.mail = MailTest::Failed(Message::new("mail-timeout"));
    state.inform.desktop = Some(Err("no bus".into()));
    let mut desk = Desk::settings(state, Section::Notices);
    assert!(desk.sees("Служба уведомлений недоступна: сообщения видны только в окне программы (no bus)"));
    desk.section(Section::Alerts);
    assert!(desk.sees("Почтовый сервер не отвечает"));
    assert_eq!(
        desk.press("Шифрование: TLS"),
        [Command::Inform(InformCommand::Set("alerts.smtp_security", "tls".into()))]
    );
    assert_eq!(desk.press("Отправить пробное письмо"), [Command::Inform(InformCommand::TestMail)]);
    desk.harness.get_by_role_and_label(Role::TextInput, "Кому").click();
    desk.sent();
    assert!(desk.type_text("nobody").is_empty());
    assert!(desk.sees("Адрес пишется так: admin@example.ru; несколько через запятую"));
    desk.harness.get_by_role_and_label(Role::PasswordInput, "Пароль почты").click();
    desk.sent();
    desk.type_text("тайна");
    let sent = desk.key(egui::Key::Tab);
    assert!(matches!(&sent[..], [Command::Inform(InformCommand::MailPassword(_))]), "{sent:?}");
    assert!(!format!("{sent:?}").contains("тайна"), "a command never shows it");
}

#[test]
fn damage_found_later_comes_with_a_way_out() {
    let mut state = data::state(3);
    state.inform.damaged = Some(Some("/profile/backups/desk.db".into()));
    let mut desk = Desk::open(state);
    assert!(desk.sees("База на этой машине повреждена"));
    desk.press("Вернуть последнюю копию");
    assert!(desk.sees("Вернуть базу к последней копии?"));
    assert_eq!(desk.press("Восстановить"), [Command::Restore("/profile/backups/desk.db".into())]);
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
    desk.section(Section::Connection);
    assert!(desk.sees("There is no key store: the password is held in memory until the program is closed"));
}

#[test]
fn the_pilot_start_is_sent_only_as_a_whole_date() {
    let mut desk = Desk::settings(data::state(3), Section::Work);
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

//! Reports: choices and what they ask for, sums and rows for readers, the way to the bids, the file, the empty place.

use std::sync::Arc;

use cargorun_desk::app::bid_list::{BidFilter, BidView, Picked};
use cargorun_desk::app::book_desk::BookCommand;
use cargorun_desk::app::book_tables::{TableFormat, Value};
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::report::desk::{ReportCommand, Trips};
use cargorun_desk::app::report::wanted;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::payment::{Due, PaymentState};
use cargorun_desk::domain::report::{Column, Figures, Grouping, Measure, PeriodKind, Trip, arrange};
use cargorun_desk::words::Lang;
use chrono::TimeDelta;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rust_decimal::Decimal;

use crate::{Desk, data};

/// Trips of the first bids of the list, today and on the days before.
pub(crate) fn state(grouping: Grouping, lang: Lang) -> AppState {
    let mut state = data::state(24);
    state.screen = Screen::Reports;
    state.settings.lang = lang;
    state.settings.report.grouping = grouping;
    let lines = state.bids.lines.clone().unwrap();
    let trips = lines.iter().take(20).zip(0_u64..).map(|(line, place)| {
        let price = Decimal::new(i64::try_from(5_000_000 + place * 123_450).unwrap(), 2);
        let number = i64::try_from(place % 5).unwrap();
        let metres = 400_000 + place * 11_000;
        Trip {
            id: line.id.clone(),
            remote: line.remote.map(RemoteId),
            ended: state.now - TimeDelta::hours(i64::try_from(place).unwrap() * 7),
            route: vec!["Казань".into(), "Уфа".into()],
            car: (place != 3).then(|| LocalId::of_remote(RecordKind::Car, RemoteId(1 + number))),
            driver: Some(LocalId::of_remote(RecordKind::Driver, RemoteId(1 + number))),
            customer: Some(LocalId::of_remote(RecordKind::Counterparty, RemoteId(1 + number % 3))),
            figures: Figures {
                bids: 1,
                driven_m: metres,
                driven_of: 1,
                empty_m: 20_000 + place * 1_000,
                empty_of: 1,
                stay_min: 180 + place * 7,
                stays: 2,
                late_min: if place.is_multiple_of(4) { 35 } else { 0 },
                late: u64::from(place.is_multiple_of(4)),
                judged: 1,
                price,
                priced: 1,
                rate_price: price,
                rate_m: metres,
                remaining: price,
                payment_known: u64::from(place.is_multiple_of(2)),
                overdue: u64::from(place == 2),
            },
            payment: match place {
                2 => Some(PaymentState::Overdue),
                _ if place.is_multiple_of(2) => Some(PaymentState::NotPaid),
                _ => None,
            },
            due: Some(Due { day: state.now.date_naive() + TimeDelta::days(10), counted: place.is_multiple_of(3) }),
        }
    });
    let trips: Arc<Vec<Trip>> = Arc::new(trips.collect());
    let asked = wanted(&state);
    let name = |id: &LocalId| state.books.record(id).map(|record| record.entry.title()).unwrap_or_default();
    let table = arrange(&trips, asked, &name);
    state.report.trips = Some(Trips { period: asked.period, trips });
    state.report.table = Some(Arc::new(table));
    state
}

fn open(grouping: Grouping) -> Desk {
    Desk::open(state(grouping, Lang::Ru))
}

fn reports(sent: Vec<Command>) -> Vec<ReportCommand> {
    let of_reports = |command| if let Command::Report(command) = command { Some(command) } else { None };
    sent.into_iter().filter_map(of_reports).collect()
}

#[test]
fn the_first_row_is_the_sum_and_rows_say_their_units() {
    let desk = open(Grouping::Car);
    let rows = desk.rows();
    assert_eq!(rows.len(), 7, "the sum, five trucks, and the trip without one: {rows:#?}");
    assert!(rows[0].starts_with("Итого, Рейсов: 20, Пробег, км: 10\u{a0}090, "), "{}", rows[0]);
    assert!(rows[0].contains("Сумма с НДС, ₽: "), "{}", rows[0]);
    assert!(rows.iter().any(|row| row.starts_with("Без машины, Рейсов: 1,")), "{rows:#?}");
    for title in ["Машина", "Порожний, км", "На точках, ч", "Опоздание, мин", "Ставка, ₽/км"]
    {
        desk.harness.get_by_role_and_label(Role::ColumnHeader, title);
    }
    let chart = desk.harness.query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label());
    assert!(chart.into_iter().any(|said| said.starts_with("Сумма с НДС, ₽. ")), "the chart is said in words");
}

#[test]
fn choices_ask_for_another_report() {
    let mut desk = open(Grouping::Car);
    let period = reports(desk.click("Период: Прошлая неделя"));
    assert_eq!(period, [ReportCommand::Period(PeriodKind::LastWeek)]);
    let rows = reports(desk.click("Строки: По водителям"));
    assert_eq!(rows, [ReportCommand::Group(Grouping::Driver)]);
    desk.harness.get_by_role_and_label(Role::ColumnHeader, "Пробег, км").click();
    assert_eq!(reports(desk.sent()), [ReportCommand::Sort(Column::Driven)]);
    assert_eq!(reports(desk.click("Диаграмма")), [ReportCommand::Chart(false)]);
    desk.click("Что показывает диаграмма");
    let of_menu = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() != Role::ColumnHeader;
    let all: Vec<_> = desk.harness.query_all_by_label("Ставка, ₽/км").filter(of_menu).collect();
    let [choice] = &all[..] else { panic!("{all:?}") };
    choice.click();
    assert_eq!(reports(desk.sent()), [ReportCommand::Measure(Measure::PerKm)]);
}

#[test]
fn days_are_typed_and_wrong_ones_ask_for_nothing() {
    let mut desk = open(Grouping::Car);
    let put = |desk: &mut Desk, name: &str, text: &str| {
        desk.harness.get_by_role_and_label(Role::TextInput, name).click();
        desk.sent();
        desk.ctrl(Key::A);
        desk.type_text(text);
        reports(desk.key(Key::Enter))
    };
    let sent = put(&mut desk, "с", "05.11.2026");
    let day = |text: &str| text.parse().unwrap();
    let last = wanted(desk.state()).period.last;
    assert_eq!(sent, [ReportCommand::Days(day("2026-11-05"), last)]);
    assert_eq!(put(&mut desk, "по", "01.11.2026"), []);
    assert!(desk.sees("Период не читается: первый день не позже последнего."));
}

#[test]
fn a_row_leads_to_its_bids() {
    let mut desk = open(Grouping::Car);
    let row = desk.rows()[1].clone();
    assert!(!desk.sees("Показать рейсы"), "nothing is selected");
    desk.click(&row);
    let sent = reports(desk.press("Показать рейсы"));
    let [ReportCommand::Drill(Some(0), name)] = &sent[..] else { panic!("{sent:?}") };
    assert!(name.starts_with("отчёт, А"), "{name}");
    let by_key = reports(desk.key(Key::Enter));
    assert_eq!(by_key, sent, "the keyboard leads to the same");
    desk.key(Key::ArrowUp);
    let all = reports(desk.key(Key::Enter));
    assert!(matches!(&all[..], [ReportCommand::Drill(None, name)] if name.starts_with("отчёт, Итого")), "{all:?}");
}

#[test]
fn the_list_says_whose_bids_it_shows_and_gives_all_back() {
    let mut state = data::state(24);
    let ids = state.bids.lines.as_ref().unwrap().iter().take(3).map(|line| line.id.clone()).collect();
    let picked = Some(Arc::new(Picked { name: "отчёт, А123ВС16, 01.11.2026 – 30.11.2026".into(), ids }));
    let view = BidView { filter: BidFilter::All, picked, ..BidView::default() };
    data::apply(&mut state.bids, view.clone());
    let mut desk = Desk::open(state);
    assert_eq!(desk.rows().len(), 3);
    assert!(desk.sees("Показаны: отчёт, А123ВС16, 01.11.2026 – 30.11.2026"));
    let sent = desk.press("Показать все заявки");
    assert_eq!(sent, [Command::View(BidView { picked: None, ..view })]);
    assert!(desk.rows().len() > 3);
}

#[test]
fn what_is_on_the_screen_goes_into_a_file() {
    let mut desk = open(Grouping::None);
    let rows = desk.state().report.table.as_ref().unwrap().rows.len();
    desk.press("Экспорт…");
    let sent = desk.click("Как на экране, Excel (.xlsx)");
    let [Command::Book(BookCommand::Export(table, TableFormat::Xlsx))] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(table.rows.len(), rows + 1, "with the sum");
    assert_eq!(table.columns[7].title, "Цена с НДС, ₽");
    assert_eq!(table.rows[0][0], Value::Text("Итого".into()));
    assert!(matches!(table.rows[1][7], Value::Number(_)));
}

#[test]
fn an_empty_period_says_what_to_do() {
    let mut state = state(Grouping::Car, Lang::Ru);
    let asked = wanted(&state);
    state.report.table = Some(Arc::new(arrange(&[], asked, &|_| String::new())));
    let desk = Desk::open(state);
    assert!(desk.harness.query_by_label_contains("выполненных рейсов нет").is_some());
    assert!(desk.harness.query_by_label_contains("Выберите другой период").is_some());
    assert!(desk.rows().is_empty() && !desk.sees("Экспорт…"));
}

#[test]
fn the_screen_has_a_key() {
    let mut desk = Desk::open(data::state(3));
    assert!(desk.ctrl(Key::G).contains(&Command::Open(Screen::Reports)));
}
